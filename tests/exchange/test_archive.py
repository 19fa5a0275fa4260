"""A copy of everything that is one person's: all of it, nothing of anybody else, of one moment, as the schema says."""

import hashlib
import importlib
import io
import json
import time
import zipfile
from pathlib import Path

import jsonschema
import pytest
import time_machine
from django.core.cache import cache

from planfolio import cli
from planfolio.commands import Exit
from planfolio.errors import Conflict
from planfolio.exchange.archive import writing
from planfolio.exchange.archive.classified import KINDS
from planfolio.exchange.archive.schema import archive_schema, schema_text
from planfolio.exchange.archive_views import COPIES_EACH_MINUTE
from planfolio.journal import actions as journal
from planfolio.journal.files import stored_path
from planfolio.journal.models import Attachment, Entry
from planfolio.people.models import Person
from planfolio.testing import cast
from tools import archive_reference

from .whole import SECRET, THEIRS, whole

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def people(once):
    with once():
        cache.clear()
        found = cast()
        whole(found.owner, found.stranger)
        return found


def copy_of(person) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(writing.pieces(writing.gather(person)))))


def rows_of(archive: zipfile.ZipFile, name: str) -> list[dict]:
    return [json.loads(line) for line in archive.read(f"rows/{name}.jsonl").splitlines()]


def with_password(person: Person) -> Person:
    """The same person as a value of its own, so that other tests keep theirs."""
    person = Person.objects.get(pk=person.pk)
    person.set_password("a few words in a row")
    person.save()
    return person


def test_every_row_and_field_and_file_is_in_it_and_as_the_schema_says(people):
    archive = copy_of(people.owner)
    assert archive.testzip() is None
    manifest, schema = json.loads(archive.read("archive.json")), archive_schema()
    checked = {"format_checker": jsonschema.FormatChecker()}
    jsonschema.validate(manifest, schema, **checked)
    for kind in KINDS:
        lines = archive.read(f"rows/{kind.name}.jsonl")
        rows = rows_of(archive, kind.name)
        assert len(rows) == kind.rows(people.owner).count() > 0, kind.name
        assert manifest["rows"][kind.name] == {
            "rows": len(rows),
            "size": len(lines),
            "sha256": hashlib.sha256(lines).hexdigest(),
        }
        for row in rows:
            jsonschema.validate(row, schema["$defs"][kind.name], **checked)
    for row in rows_of(archive, "attachments"):
        assert hashlib.sha256(archive.read(row["file"])).hexdigest() == row["sha256"]
    assert len(manifest["files"]) == Attachment.objects.filter(owner=people.owner).count() > 1


def test_what_is_removed_and_what_is_private_is_the_persons_and_in_it(people):
    archive = copy_of(people.owner)
    assert "Removed" in [row["title"] for row in rows_of(archive, "entries") if row["deleted_at"]]
    assert "A mistake of mine" in [row["text"] for row in rows_of(archive, "private_notes")]


def test_nothing_of_anybody_else_and_no_secret_is_in_it(people):
    owner = with_password(people.owner)
    archive = copy_of(people.owner)
    everything = b"\n".join(archive.read(name) for name in archive.namelist())
    for word in (THEIRS, SECRET, owner.password, people.stranger.email, str(people.stranger.pk)):
        assert word.encode() not in everything, word
    for name, field in (("shared_plans", "person"), ("openings", "reader"), ("supporter_notes", "mentorship")):
        assert people.stranger.name in [row[field] for row in rows_of(archive, name)], name


def test_a_thread_is_the_learners_and_a_note_its_writers(people):
    archive = copy_of(people.owner)
    said = {row["text"]: row["author"] for row in rows_of(archive, "messages")}
    assert said == {"I wonder": "me", "It is": None}
    assert people.stranger.name in [row["name"] for row in rows_of(archive, "mentorships")]
    theirs = copy_of(people.stranger)
    assert rows_of(theirs, "messages") == []
    assert [row["text"] for row in rows_of(theirs, "supporter_notes")] == [THEIRS]


def test_a_file_that_was_lost_is_named(people):
    lost = Attachment.objects.filter(owner=people.owner).first()
    path = stored_path(lost.file.name)
    path.rename(path.with_suffix(".away"))
    try:
        archive = copy_of(people.owner)
    finally:
        path.with_suffix(".away").rename(path)
    name = writing.path_of(lost.pk, lost.name)
    assert json.loads(archive.read("archive.json"))["missing"] == [name]
    assert name not in archive.namelist()


def test_it_is_gathered_again_when_something_was_written_meanwhile(people, monkeypatch):
    told, counts = writing.lines, iter((1, 2, 2, 2))
    monkeypatch.setattr(writing, "pulse", lambda person: next(counts))
    gathered = []

    def lines(kind, person):
        gathered.append(kind.name)
        return told(kind, person)

    monkeypatch.setattr(writing, "lines", lines)
    writing.gather(people.owner).close()
    assert gathered.count("entries") == 2


def test_it_says_so_when_there_is_no_quiet_moment(people, monkeypatch):
    counts = iter(range(99))
    monkeypatch.setattr(writing, "pulse", lambda person: next(counts))
    with pytest.raises(Conflict, match="being written"):
        writing.gather(people.owner)


def test_it_is_sent_piece_by_piece_and_leaves_nothing_behind(people, sign_in):
    for number in range(300):
        journal.add_entry(by=people.owner, title=f"Entry {number}", summary="x" * 3_000)
    found = writing.gather(people.owner)
    sent = list(writing.pieces(found))
    assert max(map(len, sent)) < 3 * writing.PIECE
    assert found.spool.closed


def test_the_account_leads_to_it_and_the_file_has_a_name(people, sign_in):
    client = sign_in(people.owner)
    assert b"/account/copy/" in client.get("/account/").content
    page = client.get("/account/copy/").content.decode()
    assert "Private notes" in page
    answer = client.get("/account/copy/file/")
    assert answer["Content-Disposition"] == f'attachment; filename="planfolio-{people.owner.today()}.zip"'
    assert "no-store" in answer["Cache-Control"]
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
    assert names[0] == "archive.json"


@pytest.mark.parametrize("there", ["/account/copy/", "/account/copy/file/"])
def test_whoever_signed_in_a_while_ago_signs_in_again_first(people, client, there):
    client.force_login(with_password(people.owner))
    answer = client.get(there)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/reauthenticate/")


def test_copies_are_limited(people, sign_in):
    client = sign_in(people.owner)
    with time_machine.travel(time.time(), tick=False):
        answers = [client.get("/account/copy/file/").status_code for _time in range(COPIES_EACH_MINUTE + 1)]
    assert answers == [200] * COPIES_EACH_MINUTE + [429]


def test_the_page_asks_a_fixed_number_of_queries(people, sign_in, count_queries):
    client = sign_in(people.owner)
    client.get("/account/copy/")
    before = count_queries(lambda: client.get("/account/copy/"))
    Entry.objects.bulk_create(Entry(owner=people.owner, title=str(n), day="2026-01-01") for n in range(50))
    assert count_queries(lambda: client.get("/account/copy/")) == before


def test_the_command_writes_the_same(people, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(importlib.import_module("planfolio.commands.export"), "ready", lambda: None)
    file = tmp_path / "nora.zip"
    assert cli.main(["export", "person", people.owner.email, "-o", str(file), "--json"]) == Exit.OK
    assert json.loads(capsys.readouterr().out)["files"] > 1
    assert file.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(file) as archive, copy_of(people.owner) as other:
        assert {name: archive.read(name) for name in archive.namelist() if name != "archive.json"} == {
            name: other.read(name) for name in other.namelist() if name != "archive.json"
        }
    assert cli.main(["export", "person", people.owner.email, "-o", str(file)]) == Exit.REFUSED
    assert cli.main(["export", "person", "nobody@example.org", "-o", str(tmp_path / "x.zip")]) == Exit.NOT_FOUND


def test_the_documentation_is_what_the_code_says():
    again = "run python -m tools.archive_reference"
    assert (DOCS / "schema" / "archive-1.json").read_text(encoding="utf-8") == schema_text(), again
    assert (DOCS / "archive.md").read_text(encoding="utf-8") == archive_reference.page(), again
    jsonschema.Draft202012Validator.check_schema(archive_schema())
