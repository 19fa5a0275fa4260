"""Backup and restore, through the commands, on data folders of their own."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile

import pytest

from tests.databases import database_of_its_own

pytestmark = pytest.mark.slow
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FILL = """
import sys
from planfolio.commands import ready
ready()
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from datetime import date
import hashlib, os
from planfolio.people.models import Person
from planfolio.journal.models import Attachment, Entry, PrivateNote
person = Person.objects.create_user("ada@example.org", "correct horse battery", name="Ada \\u2028 \\U0001f4da")
for n in range(int(sys.argv[1])):
    entry = Entry.objects.create(owner=person, title=f"Entry {n} é", day=date(2026, 1, 1))
    PrivateNote.objects.create(owner=person, entry=entry, text="only mine \\n\\t" * 3)
    body = os.urandom(3000 + n)
    name = default_storage.save(f"{entry.pk}", ContentFile(body))
    Attachment.objects.create(owner=person, entry=entry, file=name, name="a.bin", content_type="x/y",
        size=len(body), sha256=hashlib.sha256(body).hexdigest())
"""


def planfolio(folder, *arguments, code=None, url=""):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PLANFOLIO_", "DJANGO_"))}
    environment["DATABASE_URL"] = url
    environment |= {"PLANFOLIO_DATA": str(folder), "PYTHONPATH": ROOT}
    program = ["-c", code] if code else ["-m", "planfolio"]
    return subprocess.run(
        [sys.executable, *program, *map(str, arguments)], env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("filled") / "data"
    done = planfolio(folder, 12, code=FILL)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def saved(filled, tmp_path_factory):
    file = tmp_path_factory.mktemp("saved") / "one.zip"
    done = planfolio(filled, "backup", file, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["files"] == 12
    return file


@pytest.fixture
def put(saved, tmp_path):
    """A changed copy of the backup, sealed again where the change is meant to pass the seal."""

    def changed(change, *, reseal=False):
        file = tmp_path / "changed.zip"
        shutil.copy(saved, file)
        change(file)
        if reseal:
            seal(file)
        return file

    return changed


def seal(file):
    if not zipfile.ZipFile(file).comment:
        with zipfile.ZipFile(file, "a") as archive:
            archive.comment = b"planfolio sha256 " + b"0" * 64
    whole = file.read_bytes()[:-64]
    file.write_bytes(whole + hashlib.sha256(whole).hexdigest().encode())


def rewrite(file, **changes):
    """Write the archive anew with some members replaced, added or (None) left out."""
    with zipfile.ZipFile(file) as archive:
        members = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    for name, content in changes.items():
        members[name] = content
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            if content is not None:
                archive.writestr(name, content)


def contents(folder):
    """Every row of every table that a backup carries, and every file, as plain values."""
    connection = sqlite3.connect(folder / "planfolio.sqlite3")
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    carried = {"people", "plans", "journal", "account", "mfa"}
    kept = [name for name in names if name.split("_")[0] in carried and "_fts" not in name]
    rows = {name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}"))) for name in kept}
    connection.close()
    rows.pop("people_heartbeat")
    files = {path.name: path.read_bytes() for path in (folder / "files").rglob("*") if path.is_file()}
    return rows, files


def test_a_restored_backup_equals_what_was_saved_byte_for_byte(filled, saved, tmp_path):
    done = planfolio(tmp_path / "new", "restore", saved)
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "new") == contents(filled)
    assert not (tmp_path / "new" / ".restoring").exists()
    again = tmp_path / "again.zip"
    assert planfolio(tmp_path / "new", "backup", again).returncode == 0
    first, second = (json.loads(zipfile.ZipFile(file).read("manifest.json")) for file in (saved, again))
    assert first["tables"] == second["tables"]
    assert first["files"] == second["files"]


def test_words_are_found_again_after_a_restore(tmp_path):
    old, new, file = tmp_path / "old", tmp_path / "new", tmp_path / "words.zip"
    assert planfolio(old, 1, code=FILL).returncode == 0
    assert planfolio(old, "log", "Zebra crossings", "--person", "ada@example.org").returncode == 0
    assert planfolio(old, "backup", file).returncode == 0
    assert planfolio(new, "restore", file).returncode == 0
    with sqlite3.connect(new / "planfolio.sqlite3") as connection:
        found = connection.execute("SELECT count(*) FROM journal_fts WHERE journal_fts MATCH 'zebra'").fetchone()
    assert found == (1,)


def test_a_used_folder_is_refused_and_left_alone(filled, saved):
    before = contents(filled)
    done = planfolio(filled, "restore", saved)
    assert done.returncode == 1
    assert "--data" in done.stderr
    assert contents(filled) == before


def test_an_existing_file_is_not_written_over(filled, saved):
    before = saved.read_bytes()
    assert planfolio(filled, "backup", saved).returncode == 1
    assert saved.read_bytes() == before


def flip(place):
    def change(file):
        whole = bytearray(file.read_bytes())
        whole[place if place >= 0 else len(whole) + place] ^= 0x10
        file.write_bytes(whole)

    return change


@pytest.mark.parametrize("place", [0, 10, 45, 5_000, 30_000, -30, -80, -120, -2_000])
def test_a_flipped_bit_anywhere_is_refused(put, tmp_path, place):
    assert_refused(put(flip(place)), tmp_path)


def test_a_shortened_backup_is_refused(put, tmp_path):
    assert_refused(put(lambda file: file.write_bytes(file.read_bytes()[:-1000])), tmp_path)


def manifest_of(file):
    return json.loads(zipfile.ZipFile(file).read("manifest.json"))


def first_file(file):
    return next(iter(manifest_of(file)["files"]))


def test_a_changed_attachment_is_refused_even_when_sealed_again(put, tmp_path):
    def change(file):
        rewrite(file, **{f"files/{first_file(file)}": b"something else"})

    assert_refused(put(change, reseal=True), tmp_path)


def test_a_changed_row_is_refused_even_when_sealed_again(put, tmp_path):
    def change(file):
        with zipfile.ZipFile(file) as archive:
            text = archive.read("tables/journal.entry.jsonl")
        rewrite(file, **{"tables/journal.entry.jsonl": text.replace(b"Entry 3", b"Entry 4", 1)})

    assert_refused(put(change, reseal=True), tmp_path)


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "a/../../outside", "..\\outside", "C:/outside"])
def test_a_name_that_leads_outside_is_refused(put, tmp_path, name):
    def change(file):
        manifest = manifest_of(file)
        manifest["files"][name] = {"size": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
        rewrite(file, **{"manifest.json": json.dumps(manifest), f"files/{name}": b"x"})

    assert_refused(put(change, reseal=True), tmp_path)
    assert not list(tmp_path.rglob("outside"))


def test_a_bomb_is_refused_before_it_fills_the_disk(put, tmp_path):
    def change(file):
        rewrite(file, **{f"files/{first_file(file)}": b"\0" * 200_000_000})

    assert_refused(put(change, reseal=True), tmp_path)


def test_what_claims_more_than_the_disk_holds_is_refused(put, tmp_path):
    def change(file):
        manifest = manifest_of(file)
        manifest["files"][first_file(file)]["size"] = 10**15
        rewrite(file, **{"manifest.json": json.dumps(manifest)})

    done = assert_refused(put(change, reseal=True), tmp_path)
    assert "MB" in done.stderr


def test_a_member_that_is_not_listed_is_refused(put, tmp_path):
    assert_refused(put(lambda file: rewrite(file, **{"more.txt": b"x"}), reseal=True), tmp_path)


def test_what_is_no_backup_is_refused(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"hello")
    assert_refused(tmp_path / "x.zip", tmp_path)
    assert_refused(tmp_path / "nowhere.zip", tmp_path)


def assert_refused(file, tmp_path):
    done = planfolio(tmp_path / "new", "restore", file)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "new" / "planfolio.sqlite3").exists()
    assert not list((tmp_path / "new" / "files").iterdir())
    assert not (tmp_path / "new" / ".restoring").exists()
    return done


def test_the_key_stays_at_home_unless_asked_for(filled, saved, tmp_path):
    key = (filled / "secret.key").read_bytes()
    assert not any(key in zipfile.ZipFile(saved).read(name) for name in zipfile.ZipFile(saved).namelist())
    with_key = tmp_path / "with.zip"
    assert planfolio(filled, "backup", with_key, "--with-key").returncode == 0
    assert planfolio(tmp_path / "new", "restore", with_key).returncode == 0
    assert (tmp_path / "new" / "secret.key").read_bytes() == key


WRITE = """
import sys
from planfolio.commands import ready
ready()
from datetime import date
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from planfolio.people.models import Person
from planfolio.journal.models import Attachment, Entry
import hashlib, itertools
person = Person.objects.get()
for n in itertools.count():
    entry = Entry.objects.create(owner=person, title=f"Meanwhile {n}", day=date(2026, 1, 2))
    body = str(n).encode() * 50
    name = default_storage.save(str(entry.pk), ContentFile(body))
    Attachment.objects.create(owner=person, entry=entry, file=name, name="b", content_type="x/y",
        size=len(body), sha256=hashlib.sha256(body).hexdigest())
    print(n, flush=True)
"""


def test_a_backup_made_while_others_write_is_one_moment_in_time(filled, tmp_path):
    folder = tmp_path / "busy"
    shutil.copytree(filled, folder)
    environment = {**os.environ, "DATABASE_URL": "", "PLANFOLIO_DATA": str(folder), "PYTHONPATH": ROOT}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITE], env=environment, stdout=subprocess.PIPE) for _ in range(2)
    ]
    try:
        for writer in writers:
            writer.stdout.readline()
            threading.Thread(target=writer.stdout.read, daemon=True).start()
        for number in range(2):
            file = tmp_path / f"{number}.zip"
            assert planfolio(folder, "backup", file).returncode == 0
            done = planfolio(tmp_path / f"new{number}", "restore", file)
            assert done.returncode == 0, done.stderr
            assert_whole(tmp_path / f"new{number}")
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()


def assert_whole(folder):
    """Every attachment has its entry and its bytes."""
    connection = sqlite3.connect(folder / "planfolio.sqlite3")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    attachments = connection.execute("SELECT file, sha256 FROM journal_attachment").fetchall()
    connection.close()
    assert len(attachments) > 12
    for file, sha256 in attachments:
        assert hashlib.sha256((folder / "files" / file).read_bytes()).hexdigest() == sha256


@pytest.mark.postgres
def triggers_of(url) -> set[str]:
    import psycopg

    with psycopg.connect(url) as connection:
        return {name for (name,) in connection.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")}


def test_a_backup_goes_from_sqlite_to_postgresql_and_back(filled, saved, tmp_path):
    url = database_of_its_own().get("DATABASE_URL") or pytest.skip("there is no PostgreSQL (DATABASE_URL)")
    done = planfolio(tmp_path / "there", "restore", saved, url=url)
    assert done.returncode == 0, done.stderr
    assert {"journal_total_kept", "pulse_plans_plan", "pulse_journal_entry"} <= triggers_of(url)
    again = tmp_path / "again.zip"
    assert planfolio(tmp_path / "there", "backup", again, url=url).returncode == 0
    assert manifest_of(again)["tables"] == manifest_of(saved)["tables"]
    assert planfolio(tmp_path / "back", "restore", again).returncode == 0
    assert contents(tmp_path / "back") == contents(filled)
    assert planfolio(tmp_path / "more", "restore", saved, url=url).returncode == 1
