"""Every page of the journal answers, empty and full, with as many queries at 5 entries as at 300."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planfolio.journal import actions
from planfolio.testing import PersonFactory, cast
from tests.journal.factories import a_week, many_entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client):
    person = PersonFactory(name="Nora Lindqvist")
    client.force_login(person)
    return person


PLACES = ["week", "journal", "portfolio", "capture", "capture-bookmark", "entry-new", "evidence-new", "week-choose"]


@pytest.mark.parametrize("name", PLACES)
def test_every_page_is_there_for_somebody_with_nothing(client, owner, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", PLACES)
def test_every_page_is_there_for_somebody_with_a_year(client, owner, name):
    objective, rows = a_week(owner)
    many_entries(owner, 40, objective=objective)
    actions.finish_activity(rows[0], by=owner, minutes=30)
    actions.add_evidence(objective, by=owner, kind="note", title="Proof", text="Words")
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert b"{{" not in answer.content


@pytest.mark.slow
@pytest.mark.parametrize("name", ["week", "journal", "portfolio"])
def test_a_page_costs_the_same_queries_whatever_is_stored(client, owner, name):
    objective, _rows = a_week(owner)
    actions.add_evidence(objective, by=owner, kind="note", title="Proof", text="Words")
    many_entries(owner, 5, objective=objective)
    few = _queries(client, name)
    many_entries(owner, 300, objective=objective)
    for place in range(60):
        actions.add_evidence(objective, by=owner, kind="note", title=f"Proof {place}", text="Words")
    assert _queries(client, name) == few


def _queries(client, name) -> int:
    # The first visit also writes the time of the session.
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse(name)).status_code == 200
    return len(captured)


def test_a_newcomer_is_led_to_the_welcome(client):
    client.force_login(PersonFactory(welcomed_at=None))
    assert client.get("/").url == reverse("welcome")


def test_an_entry_shows_its_note_to_its_owner_alone(client):
    people = cast()
    entry, _ = actions.add_entry(by=people.owner, title="A mistake", note="marker-of-mine")
    client.force_login(people.owner)
    assert "marker-of-mine" in client.get(entry.get_absolute_url()).content.decode()
    client.force_login(people.stranger)
    assert client.get(entry.get_absolute_url()).status_code == 404
