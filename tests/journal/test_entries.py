"""Entries and evidence: every write works for the owner, is missing for others, keeps what was typed, happens once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from planfolio.journal import actions
from planfolio.journal.models import Attachment, Entry, EntryGrant, EntryObjective, Evidence, PrivateNote, Reflection
from planfolio.journal.reflection import models as reflection_models
from planfolio.plans.models import Criterion, PlanGrant
from planfolio.testing import PersonFactory, cast
from tests.journal.factories import a_week, many_entries

pytestmark = pytest.mark.django_db
DAY = {"day-day": "3", "day-month": "11", "day-year": "2026"}


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def owner(client, people):
    client.force_login(people.owner)
    return people.owner


def whole(objective, rows) -> dict:
    return {
        "title": "PRESS on Amara’s strategy",
        **DAY,
        "minutes": "1 h 15",
        "summary": "Eight lines.",
        "note": "Not proud of being pleased.",
        "subject": "learning",
        "applied": "The checklist",
        "applied_where": "Ward 9",
        "context": "work",
        "provider": "RDA",
        "url": "https://example.org/press",
        "objectives": [str(objective.pk)],
        "activities": [str(rows[0].pk)],
        "builds_on": str(objective.pk),
        "language": "en",
    }


def test_an_entry_holds_everything_that_the_form_asks(client, owner):
    objective, rows = a_week(owner)
    client.post("/journal/new/", whole(objective, rows))
    entry = Entry.objects.get()
    assert (entry.minutes, entry.applied_where, entry.subject) == (75, "Ward 9", "learning")
    assert PrivateNote.objects.get().text == "Not proud of being pleased."
    assert set(EntryObjective.objects.values_list("relation", "minutes")) == {("about", 75), ("builds_on", None)}
    page = client.get(entry.get_absolute_url()).content.decode()
    for words in ("Ward 9", "Private note: only you", "Not proud", "https://example.org/press", "At work"):
        assert words in page
    assert 'value="1 h 15"' in client.get(f"/journal/{entry.pk}/edit/").content.decode()


def test_sent_twice_an_entry_is_there_once(client, owner):
    objective, rows = a_week(owner)
    sent = {**whole(objective, rows), "once": str(uuid4())}
    client.post("/journal/new/", sent)
    client.post("/journal/new/", sent)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"title": "x" * 301}, {"minutes": "ages"}, {"day-day": "32"}, {"url": "javascript:1"}]
)
def test_bad_answers_are_shown_again_with_everything_typed(client, owner, wrong):
    objective, rows = a_week(owner)
    answer = client.post("/journal/new/", {**whole(objective, rows), **wrong})
    assert answer.status_code == 422
    assert "Not proud of being pleased." in answer.content.decode()
    assert not Entry.objects.exists()


def test_two_windows_do_not_overwrite_each_other(client, owner):
    objective, rows = a_week(owner)
    entry, _ = actions.add_entry(by=owner, title="First")
    sent = {**whole(objective, rows), "revision": "1"}
    assert client.post(f"/journal/{entry.pk}/edit/", {**sent, "title": "Mine"}).status_code == 302
    answer = client.post(f"/journal/{entry.pk}/edit/", {**sent, "title": "Theirs"})
    assert answer.status_code == 422
    assert "Theirs" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.title == "Mine"


def test_a_reader_sees_the_summary_and_nothing_else_and_changes_nothing(client, people):
    objective, _rows = a_week(people.owner)
    entry, _ = actions.add_entry(
        by=people.owner,
        title="Ward 9",
        summary="Shared words",
        note="PRIVATE",
        applied="APPLIED",
        objectives=[objective],
    )
    actions.reflect(entry, by=people.owner, model="quick", answers={"line": "REFLECTED"})
    EntryGrant.objects.create(owner=people.owner, thing=entry, person=people.mentor, role="commenter", source="t:1")
    client.force_login(people.mentor)
    page = client.get(entry.get_absolute_url()).content.decode()
    assert "Shared words" in page
    assert not any(words in page for words in ("PRIVATE", "APPLIED", "REFLECTED", objective.what))
    for part in ("edit", "reflect"):
        assert client.get(f"/journal/{entry.pk}/{part}/").status_code == 403
        assert client.post(f"/journal/{entry.pk}/{part}/", {}).status_code == 403
    assert client.post(f"/journal/{entry.pk}/remove/").status_code == 403
    assert client.get("/journal/").content.decode().count('class="entry"') == 0


@pytest.mark.parametrize("model", [each.key for each in reflection_models("en")])
def test_each_way_of_reflecting_asks_keeps_and_shows_its_stages(client, owner, model):
    entry, _ = actions.add_entry(by=owner, title="Ward 9")
    chosen = next(each for each in reflection_models("en") if each.key == model)
    address = f"/journal/{entry.pk}/reflect/"
    page = client.get(address, {"model": model})
    assert page.status_code == 200
    client.post(address, {"model": model, **{stage.key: f"Answer {stage.key}" for stage in chosen.stages}})
    assert set(Reflection.objects.get().answers) == {stage.key for stage in chosen.stages}
    assert f"Answer {chosen.stages[0].key}" in client.get(entry.get_absolute_url()).content.decode()
    client.post(address, {"model": model})
    assert not Reflection.objects.exists()


def test_a_control_character_in_a_reflection_is_asked_about(client, owner):
    entry, _ = actions.add_entry(by=owner, title="Ward 9")
    stage = reflection_models("en")[0].stages[0].key
    answer = client.post(f"/journal/{entry.pk}/reflect/", {"model": "quick", stage: "a\0b"})
    assert answer.status_code == 422


def test_the_journal_goes_back_page_by_page_and_shows_each_entry_once(client, owner):
    many_entries(owner, 95)
    seen, address = [], "/journal/"
    while address:
        page = client.get(address).content.decode()
        seen += [part.split("/", 1)[0] for part in page.split('entry__title"><a href="/journal/')[1:]]
        more = page.split('page__more"><a class="button button--plain" href="')
        address = "/journal/" + more[1].split('"')[0].replace("&amp;", "&") if len(more) > 1 else ""
    assert len(seen) == len(set(seen)) == 95


def test_the_journal_is_narrowed(client, owner):
    objective, rows = a_week(owner)
    actions.add_entry(by=owner, title="About it", objectives=[objective], context="work", provider="RDA")
    actions.add_entry(by=owner, title="From the list", activities=[rows[0]], subject="performance")
    actions.add_entry(by=owner, title="Elsewhere", day=owner.today() - timedelta(days=70))
    cases = {
        f"objective={objective.pk}": {"About it", "From the list"},
        "context=work": {"About it"},
        "provider=rda": {"About it"},
        "subject=performance": {"From the list"},
        "kind=activity": {"From the list"},
        "kind=reflection": set(),
        "context=nonsense": {"About it", "From the list", "Elsewhere"},
    }
    for query, titles in cases.items():
        page = client.get(f"/journal/?{query}").content.decode()
        assert {title for title in ("About it", "From the list", "Elsewhere") if title in page} == titles, query


def test_a_week_of_the_journal_has_its_address(client, owner):
    actions.add_entry(by=owner, title="In that week", day=owner.today().replace(month=1, day=7))
    week = owner.today().replace(month=1, day=7).isocalendar()
    page = client.get(f"/journal/?week={week.year}-W{week.week:02}").content.decode()
    assert "In that week" in page
    assert client.get("/journal/?week=2026-W99").status_code == 404


KINDS = {
    "link": {"url": "https://example.org/it"},
    "note": {"text": "What I can do now."},
    "testimony": {"text": "She found them.", "witness": "Dr Aziz"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_evidence_of_each_kind_joins_the_register(client, owner, kind):
    objective, _rows = a_week(owner)
    criterion = Criterion.objects.create(owner=owner, objective=objective, text="Two searches pass")
    sent = {"objective": str(objective.pk), "criterion": str(criterion.pk), "kind": kind, "title": "Proof", **DAY}
    assert client.post("/portfolio/new/", {**sent, **KINDS[kind]}).status_code == 302
    assert Evidence.objects.get().criterion == criterion
    assert "Proof" in client.get("/portfolio/").content.decode()
    assert "Two searches pass" in client.get(objective.get_absolute_url()).content.decode()


@pytest.mark.parametrize("kind", [*KINDS, "file"])
def test_evidence_without_what_its_kind_needs_is_asked_again(client, owner, kind):
    objective, _rows = a_week(owner)
    sent = {"objective": str(objective.pk), "kind": kind, "title": "Kept words", **DAY}
    answer = client.post("/portfolio/new/", sent)
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_a_file_is_evidence_once_however_often_it_is_sent(client, owner):
    objective, _rows = a_week(owner)
    sent = {"objective": str(objective.pk), "kind": "file", "title": "Proof", "once": str(uuid4()), **DAY}
    for _time in range(2):
        client.post("/portfolio/new/", {**sent, "file": SimpleUploadedFile("a.txt", b"words")})
    assert Evidence.objects.count() == 1
    assert Evidence.objects.get().attachment.name == "a.txt"


def test_a_refused_file_keeps_the_words_and_adds_nothing(client, owner):
    objective, _rows = a_week(owner)
    sent = {"objective": str(objective.pk), "kind": "file", "title": "Kept words", **DAY}
    answer = client.post("/portfolio/new/", {**sent, "file": SimpleUploadedFile("a.pdf", b"no pdf")})
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert not Evidence.objects.exists()
    assert not Attachment.objects.exists()


def test_a_criterion_of_another_objective_is_asked_about(client, owner):
    objective, _rows = a_week(owner)
    other, _more = a_week(owner)
    criterion = Criterion.objects.create(owner=owner, objective=other, text="Theirs")
    sent = {"objective": str(objective.pk), "criterion": str(criterion.pk), "kind": "note", "title": "x", "text": "y"}
    assert client.post("/portfolio/new/", {**sent, **DAY}).status_code == 422


def test_an_entry_gives_evidence_with_what_it_says(client, owner):
    objective, _rows = a_week(owner)
    entry, _ = actions.add_entry(by=owner, title="PRESS", summary="Eight lines.", objectives=[objective])
    address = f"/portfolio/new/?entry={entry.pk}"
    page = client.get(address).content.decode()
    assert "Eight lines." in page
    sent = {"objective": str(objective.pk), "kind": "note", "title": "PRESS", "text": "Eight lines.", **DAY}
    client.post(address, sent)
    assert Evidence.objects.get().entry == entry


def test_evidence_is_changed_removed_and_brought_back(client, owner):
    objective, _rows = a_week(owner)
    row = actions.add_evidence(objective, by=owner, kind="note", title="Proof", text="Words")
    sent = {"objective": str(objective.pk), "kind": "note", "title": "Better", "text": "Words", "revision": "1", **DAY}
    assert client.post(f"/portfolio/{row.pk}/edit/", sent).status_code == 302
    assert client.post(f"/portfolio/{row.pk}/edit/", sent).status_code == 422
    client.post(f"/portfolio/{row.pk}/remove/")
    assert (
        "Better"
        not in client.get(objective.get_absolute_url()).content.decode().split("<main")[1].split("s-evidence")[1]
    )
    client.post(f"/undo/evidence/{row.pk}/")
    assert "Better" in client.get("/portfolio/").content.decode()


def test_a_reader_of_the_plan_sees_its_evidence_and_none_of_its_entries(client, people):
    objective, _rows = a_week(people.owner)
    actions.add_entry(by=people.owner, title="ENTRY-OF-MINE", objectives=[objective])
    row = actions.add_evidence(objective, by=people.owner, kind="note", title="Proof", text="Words")
    PlanGrant.objects.create(
        owner=people.owner, thing=objective.plan, person=people.supervisor, role="reader", source="t:1"
    )
    client.force_login(people.supervisor)
    page = client.get(objective.get_absolute_url()).content.decode()
    assert "Proof" in page
    assert "ENTRY-OF-MINE" not in page
    assert client.get(f"/portfolio/{row.pk}/").status_code == 200
    assert client.post(f"/portfolio/{row.pk}/remove/").status_code == 403


def test_an_objective_of_somebody_else_takes_no_evidence(client, owner):
    a_week(owner)
    theirs, _rows = a_week(PersonFactory())
    sent = {"objective": str(theirs.pk), "kind": "note", "title": "x", "text": "y", **DAY}
    assert client.post("/portfolio/new/", sent).status_code == 422
    assert not Evidence.objects.exists()


def test_each_piece_of_evidence_says_who_sees_it(client, owner, people):
    objective, _rows = a_week(owner)
    given = actions.add_evidence(objective, by=owner, kind="note", title="What the ward said", text="Found it.")
    for address in ("/portfolio/", f"/portfolio/{given.pk}/"):
        assert "Only you" in client.get(address).content.decode()
    PlanGrant.objects.create(owner=owner, thing=objective.plan, person=people.mentor, role="reader", source="test")
    for address in ("/portfolio/", f"/portfolio/{given.pk}/"):
        page = client.get(address).content.decode()
        assert f"You and {people.mentor}" in page
        assert "Only you" not in page
