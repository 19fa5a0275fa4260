"""Capture: one field, once, from anywhere, and never lost."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planfolio.journal.forms import title_and_note
from planfolio.journal.models import Entry, PrivateNote
from planfolio.journal.shared import shared_words
from planfolio.testing import PersonFactory
from tests.journal.factories import a_week


@pytest.fixture
def owner(client, db):
    person = PersonFactory(name="Nora Lindqvist")
    client.force_login(person)
    return person


def test_one_field_is_enough(client, owner):
    assert client.post("/capture/", {"text": "RDA webinar"}).url == "/"
    entry = Entry.objects.get()
    assert (entry.title, entry.day, entry.minutes, entry.owner) == ("RDA webinar", owner.today(), None, owner)


def test_the_rest_of_the_words_is_a_private_note(client, owner):
    client.post("/capture/", {"text": "RDA webinar\r\n\r\nI had it all wrong."})
    assert PrivateNote.objects.get().text == "I had it all wrong."
    assert Entry.objects.get().summary == ""


def test_everything_else_may_come_along(client, owner):
    objective, rows = a_week(owner)
    sent = {"text": "Odds", "time": "60", "activity": str(rows[0].pk), "context": "work", "provider": "RDA"}
    client.post("/capture/", {**sent, "url": "https://example.org/odds", "day": "2026-11-02"})
    entry = Entry.objects.get()
    assert (entry.minutes, entry.context, entry.provider) == (60, "work", "RDA")
    assert (entry.url, entry.day.isoformat()) == ("https://example.org/odds", "2026-11-02")
    assert list(entry.objectives.all()) == [objective]
    assert list(entry.activities.all()) == [rows[0]]


def test_the_same_key_is_stored_once(client, owner):
    key = str(uuid4())
    client.post("/capture/", {"text": "Once", "once": key})
    client.post("/capture/", {"text": "Once", "once": key})
    assert Entry.objects.count() == 1


def test_a_key_of_somebody_else_reveals_nothing(client, owner):
    other = Entry.objects.create(owner=PersonFactory(), title="Theirs", day=owner.today())
    client.post("/capture/", {"text": "Mine", "once": str(other.pk)})
    assert Entry.objects.filter(owner=owner).get().title == "Mine"
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    "sent",
    [
        {"text": ""},
        {"text": "Kept words", "other": "a while"},
        {"text": "Kept words", "url": "javascript:alert(1)"},
        {"text": "Kept words", "objective": "not-one-of-mine"},
        {"text": "Kept words\0"},
        {"text": "Kept words", "day": "2026-02-31"},
    ],
)
def test_what_cannot_be_taken_is_shown_again(client, owner, sent):
    answer = client.post("/capture/", sent)
    assert answer.status_code == 422
    assert sent["text"].rstrip("\0") in answer.content.decode()
    assert not Entry.objects.exists()


def test_an_objective_of_somebody_else_is_no_choice(client, owner):
    a_week(owner)
    theirs, _rows = a_week(PersonFactory())
    assert client.post("/capture/", {"text": "Mine", "objective": str(theirs.pk)}).status_code == 422


def test_a_device_gets_json_and_is_answered_alike_the_second_time(client, owner):
    sent = {"text": "On the train", "once": str(uuid4())}
    first = client.post("/capture/", sent, headers={"accept": "application/json"})
    again = client.post("/capture/", sent, headers={"accept": "application/json"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert Entry.objects.count() == 1


def test_what_a_device_kept_is_never_refused_for_what_stands_beside_it(client, owner):
    sent = {"text": "On the train", "other": "a while", "objective": str(uuid4())}
    assert client.post("/capture/", sent, headers={"accept": "application/json"}).status_code == 201
    assert "a while" in PrivateNote.objects.get().text


def test_a_lapsed_session_gives_the_words_back(client, db):
    answer = client.post("/capture/", {"text": "Typed for a long time"})
    assert answer.status_code == 403
    assert "Typed for a long time" in answer.content.decode()


def test_undo_takes_the_entry_away_for_now(client, owner):
    client.post("/capture/", {"text": "By mistake"})
    entry = Entry.objects.get()
    client.post(f"/journal/{entry.pk}/remove/")
    assert Entry.objects.kept().count() == 0
    client.post(f"/undo/entry/{entry.pk}/")
    assert Entry.objects.kept().count() == 1


def test_the_share_sheet_fills_the_form(client, owner):
    page = client.get("/capture/", {"title": "PRESS", "text": "Line by line https://example.org/press"})
    body = page.content.decode()
    assert "PRESS\nLine by line" in body
    assert 'value="https://example.org/press"' in body


@given(st.text(), st.text(), st.text())
def test_nothing_that_is_shared_is_lost(title, text, url):
    words = shared_words({"title": title, "text": text, "url": url})
    said = words["text"] + " " + words["url"]
    for part in (title.strip(), url.strip()):
        assert part in said


@given(st.text(min_size=1, max_size=2000))
def test_a_title_is_short_and_no_word_is_lost(text):
    title, note = title_and_note(text)
    assert len(title) <= 300
    assert "\n" not in title
    kept = title + note
    assert all(part in kept for part in text.split())
