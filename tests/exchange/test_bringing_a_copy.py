"""A copy of a person's data comes in: looked at first, whole or not at all, its links kept, nothing there changed."""

import hashlib
import importlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from planfolio import cli
from planfolio.commands import Exit
from planfolio.errors import Refused
from planfolio.exchange.archive import bringing, holding, writing
from planfolio.exchange.archive.bringing import bring_in, look
from planfolio.exchange.archive.classified import KINDS
from planfolio.exchange.archive.opening import opened
from planfolio.exchange.erasing import erase_account
from planfolio.journal.files import keep_file, stored_path
from planfolio.journal.incoming import folder, incoming
from planfolio.journal.models import Attachment, CheckIn, Entry, EntryWords
from planfolio.journal.search import found_in
from planfolio.mentoring.models import Mentorship, Offer
from planfolio.people.base import new_key
from planfolio.people.models import Person
from planfolio.people.removal import erase
from planfolio.plans.models import ComesAfter, Objective, Plan, PlanGrant, Version
from planfolio.plans.versions import document_of
from planfolio.testing import PersonFactory, cast, words
from tests.journal.test_files import picture

from .whole import whole

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def people(once):
    with once():
        cache.clear()
        found = cast()
        whole(found.owner, found.stranger)
        return found


@pytest.fixture(autouse=True)
def fresh_counts(settings, tmp_path):
    cache.clear()
    settings.DATA = tmp_path


@pytest.fixture(scope="module")
def copy(people, once) -> bytes:
    with once():
        return copy_of(people.owner)


def copy_of(person) -> bytes:
    return b"".join(writing.pieces(writing.gather(person)))


def bring(content: bytes, person, **options):
    with opened(io.BytesIO(content)) as archive:
        return bring_in(archive, by=person, **options)


def held_rows(content: bytes) -> dict[str, list[dict]]:
    """What comes back, by kind: the held fields of each row, in an order that does not depend on keys."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    found = {}
    for kind in KINDS:
        if kind.comes_back:
            rows = [json.loads(line) for line in archive.read(f"rows/{kind.name}.jsonl").splitlines()]
            found[kind.name] = [{name: row[name] for name in kind.held} for row in rows]
    return found


def without_keys(rows: dict[str, list[dict]]) -> str:
    """The same text for two copies whose rows differ by nothing but their keys, each key by the place of its row."""
    text = json.dumps(rows, sort_keys=True)
    order = sorted((kind, json.dumps(row, sort_keys=True, default=str)) for kind, each in rows.items() for row in each)
    assert order
    ids = [row["id"] for each in rows.values() for row in each if "id" in row]
    for place, key in enumerate(ids):
        text = text.replace(key, f"<{place}>")
    return text


def test_elsewhere_it_comes_back_equal_with_its_very_keys(people, copy):
    """As in another instance: the keys are free there."""
    before = held_rows(copy)
    erase_account(Person.objects.get(pk=people.owner.pk))
    again = PersonFactory(name="", role="")
    bring(copy, again, profile=True)
    assert held_rows(copy_of(again)) == before
    files = zipfile.ZipFile(io.BytesIO(copy))
    for row in Attachment.objects.filter(owner=again):
        content = stored_path(row.file.name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row.sha256
        assert content == files.read(writing.path_of(row.pk, row.name))


def test_beside_its_owner_it_comes_under_new_keys_with_its_links(people, copy):
    other = PersonFactory()
    bring(copy, other, profile=True)
    mine, theirs = held_rows(copy), held_rows(copy_of(other))
    assert {kind: len(rows) for kind, rows in theirs.items()} == {kind: len(rows) for kind, rows in mine.items()}
    ids = {row["id"] for rows in mine.values() for row in rows if "id" in row}
    assert not ids & {row["id"] for rows in theirs.values() for row in rows if "id" in row}
    plan = Plan.objects.get(owner=other, title="This year")
    assert plan.previous == Plan.objects.get(owner=other, title="Last year")
    objective = plan.objectives.get()
    assert objective.goal.owner == other
    assert {link.to_objective or link.to_goal or link.words for link in objective.links.all()} == {
        Plan.objects.get(owner=other, title="Last year").objectives.get(),
        objective.goal,
        "Teaching it",
    }
    order = ComesAfter.objects.get(owner=other)
    assert {order.activity.objective, order.first.objective} == {objective}
    version = plan.versions.get()
    assert version.keys["objectives"] == [str(objective.pk)]
    assert version.by == other
    assert document_of(version).title == "This year"
    entry = Entry.objects.get(owner=other, title__startswith="Été")
    assert entry.private_note.text == "A mistake of mine"
    assert entry.evidence.get().attachment.entry == entry
    assert set(entry.objectives.all()) == {objective}


def test_brought_in_twice_it_is_there_once(people, copy):
    assert bring(copy, people.owner).new == 0
    other = PersonFactory()
    assert bring(copy, other).new > 20
    assert bring(copy, other).new == 0
    copied = copy_of(other)
    assert bring(copied, other).new == 0
    assert held_rows(copy_of(other)) == held_rows(copied)


def test_brought_in_again_once_its_first_owner_is_gone_it_is_there_once(people, copy):
    other = PersonFactory()
    bring(copy, other)
    erase_account(Person.objects.get(pk=people.owner.pk))
    assert bring(copy, other).new == 0


def test_keys_under_which_rows_come_are_of_their_kind_and_moment(people):
    key = new_key()
    other = bringing._key_for(people.owner, key)
    assert (other.version, other.variant) == (7, key.variant)
    assert other.int >> 80 == key.int >> 80
    assert other == bringing._key_for(people.owner, key) != bringing._key_for(people.mentor, key)


def test_what_was_erased_comes_back_and_what_was_changed_stays(people, copy):
    entry = Entry.objects.get(owner=people.owner, title__startswith="Été")
    title, key = entry.title, entry.pk
    erase(entry)
    Plan.objects.filter(owner=people.owner, title="This year").update(title="Changed since")
    coming = bring(copy, people.owner)
    assert coming.counts["entries"].new == 1
    back = Entry.objects.get(owner=people.owner, pk=key)
    assert (back.title, back.private_note.text) == (title, "A mistake of mine")
    assert Plan.objects.filter(owner=people.owner, title="Changed since").exists()
    assert not Plan.objects.filter(owner=people.owner, title="This year").exists()


def test_what_can_be_there_once_only_stays_as_it_is(people, copy):
    other = PersonFactory()
    CheckIn.objects.create(owner=other, week="2026-07-06", answer="Mine")
    coming = bring(copy, other)
    assert coming.counts["checkins"].there == 1
    assert CheckIn.objects.get(owner=other).answer == "Mine"


def test_a_number_that_is_taken_becomes_the_next(people, copy):
    plan = Plan.objects.get(owner=people.owner, title="This year")
    erase(plan.objectives.get())
    Objective.objects.create(owner=people.owner, plan=plan, number=1, what="Come since")
    bring(copy, people.owner)
    assert sorted(plan.objectives.values_list("number", flat=True)) == [1, 2]


def test_entries_are_found_by_their_words_afterwards(people, copy):
    other = PersonFactory()
    bring(copy, other)
    assert EntryWords.objects.filter(owner=other).count() == Entry.objects.filter(owner=other).count()
    assert Entry.objects.filter(pk__in=found_in(other, "mistake")).get().title.startswith("Été")


def test_nobody_is_given_anything_by_it(people, copy):
    other = PersonFactory()
    bring(copy, other)
    assert not PlanGrant.objects.filter(owner=other).exists()
    assert not Offer.objects.get(owner=other).open
    support = Mentorship.objects.filter(owner=other)
    assert support.exists()
    assert not support.exclude(supporter=None, secret_hash=None, asked_until=None).exists()


def test_the_profile_stays_unless_asked_for(people, copy):
    other = PersonFactory(name="Ada", role="Archivist")
    Person.objects.filter(pk=people.owner.pk).update(role="Librarian")
    content = copy_of(people.owner)
    bring(content, other)
    other.refresh_from_db()
    assert (other.name, other.role) == ("Ada", "Archivist")
    bring(content, other, profile=True)
    other.refresh_from_db()
    assert (other.name, other.role) == (people.owner.name, "Librarian")
    assert not other.is_administrator
    assert other.email != people.owner.email


def test_a_cleaned_picture_comes_back_to_the_byte(people):
    for ending in ("jpeg", "png", "webp"):
        keep_file(incoming(f"a.{ending}", "", [picture(ending)]), by=people.owner)
    before = set(Attachment.objects.filter(owner=people.owner).values_list("sha256", flat=True))
    other = PersonFactory()
    bring(copy_of(people.owner), other)
    assert set(Attachment.objects.filter(owner=other).values_list("sha256", flat=True)) == before


def test_looking_writes_nothing(people, copy):
    other = PersonFactory()
    with opened(io.BytesIO(copy)) as archive:
        coming = look(archive, by=other)
    assert coming.name == people.owner.name
    assert coming.counts["private_notes"].new == 2
    assert not Entry.objects.filter(owner=other).exists()
    assert not Attachment.objects.filter(owner=other).exists()


def test_a_fault_in_the_middle_leaves_nothing(people, copy, monkeypatch):
    other, inserted = PersonFactory(), bringing.insert
    files = set(stored_path("").rglob("*"))

    def broken(model, *arguments, **options):
        if model._meta.model_name == "evidence":
            raise OSError("no room")
        inserted(model, *arguments, **options)

    monkeypatch.setattr(bringing, "insert", broken)
    with pytest.raises(OSError, match="no room"):
        bring(copy, other)
    assert not Entry.objects.filter(owner=other).exists()
    assert {path for path in set(stored_path("").rglob("*")) - files if path.is_file()} == set()


def test_the_pages_show_it_first_and_bring_it_in_once(people, copy, sign_in):
    other = PersonFactory()
    client = sign_in(other)
    key = new_key()
    answer = client.post("/account/copy/in/", {"id": key, "file": SimpleUploadedFile("copy.zip", copy)})
    there = answer["Location"]
    assert there == f"/account/copy/in/{key}/"
    page = words(client.get(there))
    assert people.owner.name in page
    assert "Private notes" in page
    assert not Entry.objects.filter(owner=other).exists()
    assert client.post(there)["Location"] == "/account/copy/"
    assert Entry.objects.filter(owner=other).exists()
    assert client.get(there).status_code == 404
    assert not list(folder().glob(f"{other.pk.hex}-*"))


def test_a_copy_that_waits_is_its_persons_alone_and_can_be_left(people, copy, sign_in):
    key = new_key()
    holding.hold(incoming("a.zip", "", [copy]), by=people.owner, key=key)
    assert sign_in(people.stranger).get(f"/account/copy/in/{key}/").status_code == 404
    assert sign_in(people.stranger).post(f"/account/copy/in/{key}/leave/").status_code == 404
    assert sign_in(people.owner).post(f"/account/copy/in/{key}/leave/").status_code == 302
    assert not list(folder().glob(f"*{key.hex}*"))


def test_what_is_no_copy_is_refused_on_the_page(people, sign_in):
    before = list(folder().iterdir())
    answer = sign_in(people.owner).post("/account/copy/in/", {"file": SimpleUploadedFile("a.zip", b"PK no zip")})
    assert answer.status_code == 422
    assert "zip file that a Planfolio gave" in words(answer)
    assert list(folder().iterdir()) == before


def test_only_so_large_a_copy_is_taken(people, sign_in, settings):
    client = sign_in(people.owner)
    large = settings.UPLOAD_LIMIT + 2 * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert client.generic("POST", "/account/copy/in/", b"x", CONTENT_LENGTH=str(large)).status_code != 413
    assert client.generic("POST", "/capture/", b"x", CONTENT_LENGTH=str(large)).status_code == 413
    assert client.generic("POST", "/account/copy/in/", b"x", CONTENT_LENGTH=str(2 << 30)).status_code == 413


def test_the_command_does_the_same(people, copy, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(importlib.import_module("planfolio.commands.copies"), "ready", lambda: None)
    file, other = tmp_path / "copy.zip", PersonFactory()
    file.write_bytes(copy)
    assert cli.main(["import", "person", str(file), "--person", other.email, "--dry-run"]) == Exit.OK
    assert not Entry.objects.filter(owner=other).exists()
    capsys.readouterr()
    assert cli.main(["import", "person", str(file), "--person", other.email, "--json"]) == Exit.OK
    assert json.loads(capsys.readouterr().out)["rows"]["versions"]["new"] >= 1
    assert Version.objects.filter(owner=other).exists()
    assert cli.main(["import", "person", str(tmp_path / "none.zip"), "--person", other.email]) == Exit.NOT_FOUND
    file.write_bytes(b"none")
    assert cli.main(["import", "person", str(file), "--person", other.email]) == Exit.REFUSED


def test_the_account_that_ends_takes_a_copy_that_waits_along(people, copy, django_capture_on_commit_callbacks):
    other = PersonFactory()
    holding.hold(incoming("a.zip", "", [copy]), by=other, key=new_key())
    key = other.pk.hex
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(other)
    assert not list(folder().glob(f"{key}-*"))


def test_nothing_is_refused_that_the_application_wrote_itself(people, copy):
    """So that a copy can always come back: every kind, all its odd rows included."""
    with opened(io.BytesIO(copy)) as archive:
        coming = look(archive, by=people.mentor)
    assert {kind.name for kind in KINDS if kind.comes_back} - {"profile"} == set(coming.counts)
    with pytest.raises(Refused):
        opened(io.BytesIO(copy[:-200]))


RACE = """
import io, json, threading
from planfolio.commands import ready
ready()
from django.db import connections
from planfolio.exchange.archive.bringing import bring_in
from planfolio.exchange.archive.opening import opened
from planfolio.exchange.archive.writing import gather, pieces
from planfolio.people.models import Person
from planfolio.plans.models import Plan
from tests.exchange.whole import whole

people = [Person.objects.create_user(email=f"{name}@example.org", name=name) for name in "abc"]
whole(people[0], people[1])
copy = b"".join(pieces(gather(people[0])))
start, told = threading.Barrier(5), []


def bring():
    start.wait()
    with opened(io.BytesIO(copy)) as found:
        told.append(bring_in(found, by=people[2]).new)
    connections.close_all()


threads = [threading.Thread(target=bring) for _ in range(5)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(json.dumps({"told": sorted(told), "plans": Plan.objects.filter(owner=people[2]).count()}))
"""


@pytest.mark.slow
def test_brought_in_five_times_at_once_it_is_there_once(tmp_path):
    environment = {**os.environ, "PLANFOLIO_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)}
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL"):
        environment.pop(name, None)
    call = [sys.executable, "-c", RACE]
    done = subprocess.run(call, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["told"][:4] == [0] * 4
    assert told["told"][4] > 20
    assert told["plans"] == 3
