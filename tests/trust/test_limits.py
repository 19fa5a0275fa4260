"""Every limit that is documented is there: 429 and when to come again, for this person and nobody else."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
import time_machine

from planfolio.errors import TooMany
from planfolio.journal import actions as journal
from planfolio.journal.views.journal import SEARCHES_EACH_MINUTE
from planfolio.web.limits import spend


@pytest.mark.django_db
def test_asvs_2_4_1_searches_within_a_minute_have_a_limit(people, sign_in):
    journal.add_entry(by=people.owner, title="Zebra")
    client = sign_in(people.owner)
    with time_machine.travel(datetime.now(UTC), tick=False):
        asked = [client.get("/journal/", {"q": f"zebra {place}"}) for place in range(SEARCHES_EACH_MINUTE + 1)]
        assert client.get("/journal/").status_code == 200
    assert {answer.status_code for answer in asked[:-1]} == {200}
    assert asked[-1].status_code == 429
    assert asked[-1]["Retry-After"]
    assert sign_in(people.stranger).get("/journal/", {"q": "zebra"}).status_code == 200


@pytest.mark.django_db
def test_a_limit_holds_when_many_ask_at_once(people, monkeypatch):
    """Of many who read the same count before any of them has written, no more go through than may."""
    monkeypatch.setattr("planfolio.web.limits.cache.get", lambda _key, default: default)
    through = 0
    with time_machine.travel(datetime.now(UTC), tick=False):
        for _time in range(30):
            with suppress(TooMany):
                spend(people.owner, "trial", each_minute=10)
                through += 1
    assert through == 10


def test_the_limits_are_in_the_guide_of_who_runs_it():
    from planfolio.catalogue.guides import guide
    from planfolio.exchange.views import IMPORTS_EACH_MINUTE
    from planfolio.plans.views.export import EXPORTS_EACH_MINUTE

    for language in ("en", "fr"):
        told = "".join(str(section.body) for section in guide("administrator", language).sections)
        told = told.replace("\xa0", " ").replace("\u202f", " ")
        for number in (IMPORTS_EACH_MINUTE, EXPORTS_EACH_MINUTE, SEARCHES_EACH_MINUTE):
            assert f" {number} " in told, (language, number)
