"""The journal through the API: entries with their private note, reflections, files, evidence, weeks, capture."""

import pytest

from planfolio.journal.models import Attachment, Entry, EntryGrant, Evidence
from planfolio.testing import ActivityFactory, ObjectiveFactory, PersonFactory, PlanFactory

from .calls import Caller, fields, problem
from .scene import MARKER, own_everything
from .test_lists import queries, walk

pytestmark = pytest.mark.django_db
KEY = "0190a000-0000-7000-8000-000000000001"


@pytest.fixture
def owner():
    return PersonFactory()


@pytest.fixture
def call(owner):
    return Caller(owner)


@pytest.fixture
def activity(owner):
    return ActivityFactory(objective=ObjectiveFactory(plan=PlanFactory(owner=owner)))


def test_an_entry_is_added_changed_and_read_again(call, activity):
    sent = {
        **{
            "title": "Shadowed a consultation",
            "day": "2026-05-04",
            "minutes": 45,
            "note": "I froze",
            "context": "work",
        },
        **{"summary": "Watched", "subject": "learning", "applied": "PICO", "url": "https://example.org/"},
    }
    made = call.post("/entries", {**sent, "id": KEY, "activities": [str(activity.pk)]}).json()
    assert {name: made[name] for name in sent} == sent
    # An activity brings its objective.
    assert (made["id"], made["objectives"]) == (KEY, [str(activity.objective_id)])
    changed = call.patch(f"/entries/{KEY}", {"note": "I froze, then asked"}, If_Match=f'"{made["revision"]}"')
    assert changed.json() == {
        **made,
        "note": "I froze, then asked",
        "revision": made["revision"] + 1,
        "updated_at": changed.json()["updated_at"],
    }
    problem(call.patch(f"/entries/{KEY}", {"note": "Stale"}, If_Match=f'"{made["revision"]}"'), 412)
    assert call.patch(f"/entries/{KEY}", {"activities": [], "objectives": []}).json()["objectives"] == []
    assert call.get(f"/entries/{KEY}").json()["note"] == "I froze, then asked"


def test_an_entry_that_was_shared_shows_only_what_can_be_shared(call, owner):
    theirs, keys = own_everything()
    entry = Entry.objects.get(pk=keys["entry"])
    EntryGrant.objects.create(owner=theirs, thing=entry, person=owner, role="reader", source="test:1")
    told = call.get(f"/entries/{entry.pk}").json()
    assert set(told) == {"id", "title", "day", "minutes", "language", "summary"}
    problem(call.patch(f"/entries/{entry.pk}", {"title": "x"}), 403)
    problem(call.get(f"/entries/{entry.pk}/reflection"), 403)
    problem(call.get(f"/attachments/{keys['file']}"), 404)
    assert call.get("/entries").json()["results"] == []


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, {"title"}),
        ({"title": "x", "day": "2026-02-30"}, {"day"}),
        ({"title": "x", "minutes": 0}, {"minutes"}),
        ({"title": "x", "minutes": 2**70}, {"minutes"}),
        ({"title": "x", "url": "javascript:alert(1)"}, {"url"}),
        ({"title": "x", "objectives": [KEY]}, {"objectives"}),
        ({"title": "x", "note": "\x00"}, {"note"}),
        ({"title": "x", "came_by": "page", "private_note": "x"}, {"came_by", "private_note"}),
    ],
)
def test_what_is_wrong_with_an_entry_is_told_by_field(call, body, wrong):
    assert fields(call.post("/entries", body)) == wrong
    assert not Entry.objects.exists()


def test_nothing_of_somebody_else_can_be_linked(call):
    _theirs, keys = own_everything()
    for name in ("objectives", "activities"):
        key = str(keys["objective" if name == "objectives" else "activity"])
        assert fields(call.post("/entries", {"title": "x", name: [key]})) == {name}
    body = {"objective": str(keys["objective"]), "kind": "note", "title": "x", "text": "x"}
    assert fields(call.post("/evidence", body)) == {"objective"}


def test_entries_are_listed_by_day_and_narrowed(call, activity):
    for day, title, context in (
        ("2026-01-01", "Searching strategies", "work"),
        ("2026-03-01", "A course on statistics", "course"),
        ("2026-02-01", "Strategy again", ""),
    ):
        call.post("/entries", {"title": title, "day": day, "context": context})
    call.post("/entries", {"title": "Linked", "day": "2025-01-01", "objectives": [str(activity.objective_id)]})

    def days(query):
        return [entry["day"] for entry in walk(call, f"/entries?limit=2&{query}")]

    assert days("") == ["2026-03-01", "2026-02-01", "2026-01-01", "2025-01-01"]
    assert days("from=2026-01-15&to=2026-02-15") == ["2026-02-01"]
    assert days("context=course") == ["2026-03-01"]
    assert days("q=strategies") == ["2026-02-01", "2026-01-01"]
    assert days("q=%00") == []
    assert days(f"objective={activity.objective_id}") == ["2025-01-01"]
    problem(call.get("/entries?from=2026-02-30"), 422)
    problem(call.get("/entries?after=2026-02-30_x"), 422)


def test_capture_keeps_one_line_with_a_token_that_can_do_nothing_else(owner):
    captures = Caller(owner, "capture")
    made = captures.post("/capture", {"text": "Learned a trick\nIt was embarrassing", "minutes": 15, "id": KEY})
    assert made.status_code == 201
    assert "embarrassing" not in made.content.decode()
    assert captures.post("/capture", {"text": "Learned a trick", "id": KEY}).json()["id"] == KEY
    entry = Entry.objects.get()
    assert (entry.title, entry.minutes, entry.came_by) == ("Learned a trick", 15, "api")
    assert entry.private_note.text == "It was embarrassing"
    assert fields(captures.post("/capture", {"text": "x", "minutes": 60_001})) == {"minutes"}
    problem(captures.get(f"/entries/{KEY}"), 403)


def test_a_reflection_is_kept_and_taken_away(call):
    entry = call.post("/entries", {"title": "x"}).json()["id"]
    models = {each["key"]: each for each in call.get("/reflection-models").json()["results"]}
    stages = [stage["key"] for stage in models["gibbs"]["stages"]]
    sent = {"model": "gibbs", "answers": {stages[0]: "It went wrong", stages[1]: ""}}
    told = {"model": "gibbs", "answers": {stages[0]: "It went wrong"}}
    assert call.put(f"/entries/{entry}/reflection", sent).json() == told
    assert call.get(f"/entries/{entry}/reflection").json() == told
    assert fields(call.put(f"/entries/{entry}/reflection", {"model": "gibbs", "answers": {"x": "y"}})) == {"answers.x"}
    problem(call.put(f"/entries/{entry}/reflection", {"model": "none", "answers": {}}), 422)
    assert call.put(f"/entries/{entry}/reflection", {"model": "gibbs", "answers": {}}).json()["model"] == ""


def test_a_file_goes_in_and_comes_out_and_becomes_evidence(call, activity):
    entry = call.post("/entries", {"title": "x"}).json()["id"]
    made = call.upload(f"/entries/{entry}/attachments", "../../notes.txt", b"Some notes", Idempotency_Key="f1")
    assert made.status_code == 201
    file = made.json()
    assert (file["name"], file["size"], file["entry"]) == ("notes.txt", 10, entry)
    again = call.upload(f"/entries/{entry}/attachments", "../../notes.txt", b"Some notes", Idempotency_Key="f1")
    assert again.json() == file
    problem(call.upload(f"/entries/{entry}/attachments", "notes.txt", b"Other notes", Idempotency_Key="f1"), 409)
    assert Attachment.objects.count() == 1
    sent = call.get(f"/attachments/{file['id']}/file")
    assert b"".join(sent.streaming_content) == b"Some notes"
    assert sent["Content-Disposition"].startswith("attachment")
    assert "sandbox" in sent["Content-Security-Policy"]
    shows = {"objective": str(activity.objective_id), "kind": "file", "title": "Notes", "attachment": file["id"]}
    evidence = call.post("/evidence", {**shows, "entry": entry}).json()
    assert (evidence["attachment"], evidence["entry"]) == (file["id"], entry)
    changed = call.patch(f"/evidence/{evidence['id']}", {"title": "My notes"}).json()
    assert (changed["title"], changed["attachment"]) == ("My notes", file["id"])
    assert fields(call.post("/evidence", {**shows, "attachment": KEY})) == {"attachment"}
    assert fields(call.post("/evidence", {**shows, "kind": "link"})) == {"url"}
    assert Evidence.objects.count() == 1


def test_a_file_that_is_missing_too_large_or_not_what_it_says_is_refused(call, settings):
    problem(call.post("/attachments", {}), 422)
    problem(call.upload("/attachments", "picture.png", b"not a picture"), 422)
    settings.UPLOAD_LIMIT = 1_000
    problem(call.upload("/attachments", "notes.txt", b"x" * 1_001), 413)
    assert not Attachment.objects.exists()


def test_an_activity_is_ticked_off_with_its_time_once(call, activity):
    told = [call.post(f"/activities/{activity.pk}/finish", {"minutes": 50, "day": "2026-05-04"}).json() for _ in "12"]
    assert [each["activity"]["state"] for each in told] == ["done", "done"]
    assert told[1]["entry"] is None
    assert call.get(f"/entries/{told[0]['entry']}").json()["minutes"] == 50


def test_a_week_is_looked_back_on(call):
    assert call.put("/check-ins/2026-05-04", {"answer": "Good"}).json()["answer"] == "Good"
    assert call.put("/check-ins/2026-05-04", {"answer": "Better"}).json()["answer"] == "Better"
    assert len(call.get("/check-ins").json()["results"]) == 1
    assert fields(call.put("/check-ins/2026-05-05", {"answer": "x"})) == {"week"}
    problem(call.get("/check-ins/2026-05-11"), 404)
    problem(call.get("/check-ins/tuesday"), 422)


def test_the_private_note_is_in_no_answer_but_the_owners_entry(call, owner):
    person, keys = own_everything()
    mine = Caller(person)
    entry = mine.get(f"/entries/{keys['entry']}").json()
    assert entry["note"] == MARKER
    assert mine.get(f"/evidence/{keys['evidence']}").json()["entry"] == str(keys["entry"])


@pytest.mark.slow
def test_a_hundred_entries_cost_as_many_queries_as_ten(call, owner, activity):
    def grow(count):
        for _ in range(count):
            body = {"title": "x", "note": "y", "activities": [str(activity.pk)]}
            assert call.post("/entries", body).status_code == 201

    grow(3)
    few = queries(call, "/entries?limit=100")
    grow(40)
    assert queries(call, "/entries?limit=100") == few
    assert few <= 8
