"""Two who support one another: Nora, who learns, and Sam, who has accepted to be her mentor."""

import pytest

from planfolio.mentoring import agreements

SITE = "https://learn.example.org"


@pytest.fixture
def mentorship(people):
    return supported(people.owner, by=people.mentor)


def supported(owner, *, by, kind="mentor"):
    """The agreement of the two: `owner` has sent a link, and `by` accepted."""
    asked, _secret = agreements.ask(by=owner, site=SITE, name=by.name, kind=kind)
    return agreements.answer(asked, by=by, accept=True)
