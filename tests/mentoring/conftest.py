"""Two who support one another: Nora, who learns, and Sam, who has accepted to be her mentor."""

import pytest

from planfolio.mentoring import agreements

SITE = "https://learn.example.org"


@pytest.fixture
def mentorship(people):
    asked, _secret = agreements.ask(by=people.owner, site=SITE, supporter=people.mentor, name="Sam", kind="mentor")
    return agreements.answer(asked, by=people.mentor, accept=True)
