"""An account ends: asked for by its person alone, whole or not at all, and nothing of it is left or comes back."""

import importlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from planfolio import cli
from planfolio.errors import Refused
from planfolio.exchange import chores, demo, erasing
from planfolio.exchange.archive.classified import KINDS
from planfolio.jobs.mail import post
from planfolio.jobs.models import Letter
from planfolio.journal.models import Attachment, Entry
from planfolio.people import tombstones
from planfolio.people.models import Invitation, Opening, Organisation, Person
from planfolio.people.openings import note_opening, openings_of
from planfolio.people.organisations import actions
from planfolio.plans.models import PlanGrant, Version
from planfolio.programmes.models import Participation, Run
from planfolio.testing import PlanFactory, words
from tests.people.organisation_cast import house, join

from .whole import THEIRS, whole

pytestmark = pytest.mark.django_db
HERE = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    """A data folder of its own, for the list of those who were erased."""
    settings.DATA = tmp_path
    return tmp_path


def test_everything_of_the_person_goes_and_nothing_of_anybody_else(people, sign_in):
    whole(people.owner, people.stranger)
    theirs = PlanFactory(owner=people.stranger)
    PlanGrant.objects.create(owner=people.stranger, thing=theirs, person=people.owner, role="reader", source="test:1")
    Version.objects.create(owner=people.stranger, plan=theirs, number=1, snapshot="{}", sha256="0", by=people.owner)
    key, person = people.owner.pk, people.owner
    answer = sign_in(people.owner).post("/account/delete/")
    assert (answer.status_code, answer["Location"]) == (302, settings.LOGIN_URL)
    assert not Person.objects.filter(pk=key).exists()
    person.pk = key
    assert {kind.name: kind.rows(person).count() for kind in KINDS if kind.rows(person).exists()} == {}
    assert Version.objects.get(plan=theirs).by is None
    assert Entry.objects.get(owner=people.stranger).title == THEIRS


def test_the_page_says_what_goes_and_offers_a_copy_first(people, sign_in):
    whole(people.owner, people.stranger)
    page = words(sign_in(people.owner).get("/account/delete/"))
    for text in ("Private notes", "What goes", "What stays", "/account/copy/", "Delete my account for good"):
        assert text in page
    assert Person.objects.filter(pk=people.owner.pk).exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_signed_in_a_while_ago_signs_in_again_first(people, client, method):
    people.owner.set_password("a few words in a row")
    people.owner.save()
    client.force_login(people.owner)
    answer = getattr(client, method)("/account/delete/")
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert Person.objects.filter(pk=people.owner.pk).exists()


def test_sessions_mail_jobs_and_invitations_go_too(people, client, sign_in):
    elsewhere = type(client)()
    elsewhere.force_login(people.owner)
    post(key="a", to=people.owner.email, subject="s", text="t")
    post(key="b", to=people.mentor.email, subject="s", text="t")
    Invitation.objects.create(email=people.owner.email, secret_hash="2" * 64, expires_at="2099-01-01T00:00Z")
    sign_in(people.owner).post("/account/delete/")
    assert [letter.key for letter in Letter.objects.all()] == ["b"]
    assert erasing.DBTaskResult.objects.count() == 1
    assert not Invitation.objects.exists()
    assert "_auth_user_id" not in str([each.get_decoded() for each in Session.objects.all()])
    assert elsewhere.get("/").status_code == 302


def test_the_only_administrator_is_told_what_to_do_first(people, sign_in):
    client = sign_in(people.administrator)
    page = words(client.get("/account/delete/"))
    assert "--administrator" in page
    assert "Delete my account for good" not in page
    assert client.post("/account/delete/").status_code == 422
    people.coordinator.is_administrator = True
    people.coordinator.save()
    assert client.post("/account/delete/").status_code == 302
    assert not Person.objects.filter(pk=people.administrator.pk).exists()


def test_a_run_that_others_take_part_in_is_ended_first(people, sign_in):
    run = Run.objects.create(
        owner=people.owner, title="Autumn", document={}, modules=0, starts="2027-01-04", source="x"
    )
    Participation.objects.create(owner=people.owner, run=run, joined_on="2027-01-04")
    client = sign_in(people.owner)
    assert "the runs that you coordinate" in words(client.get("/account/delete/"))
    Participation.objects.create(owner=people.mentor, run=run, joined_on="2027-01-04")
    assert "Autumn" in words(client.get("/account/delete/"))
    assert client.post("/account/delete/").status_code == 422
    Run.objects.update(ended_at="2027-03-01T00:00Z")
    assert client.post("/account/delete/").status_code == 302


def test_somebody_else_is_made_an_administrator_without_a_new_password(people, monkeypatch, capsys):
    monkeypatch.setattr(importlib.import_module("planfolio.commands.account"), "ready", lambda: None)
    people.coordinator.set_password("a few words in a row")
    people.coordinator.save()
    assert cli.main(["account", people.coordinator.email, "--administrator"]) == 0
    people.coordinator.refresh_from_db()
    assert people.coordinator.is_administrator
    assert people.coordinator.check_password("a few words in a row")
    assert erasing.what_stands_in_the_way(people.administrator) == ""


def test_who_administers_an_organisation_alone_gives_that_to_somebody_else_first(people, sign_in):
    here = house(administrator=people.owner)
    client = sign_in(people.owner)
    answer = client.post("/account/delete/")
    assert answer.status_code == 422
    assert "Nobody else administers City Hospital Library" in words(answer)
    actions.change_role(here.coordinator, "administrator")
    assert client.post("/account/delete/").status_code == 302
    assert here.organisation.memberships.count() == 3


def test_an_organisation_of_nobody_goes_and_so_do_invitations_to_the_address(people):
    empty, here = Organisation.objects.create(name="Of one"), house()
    join(empty, people.owner, "administrator")
    join(here.organisation, people.owner, email="at.work@example.org")
    for accepted in (None, timezone.now()):
        Invitation.objects.create(
            organisation=here.organisation, email="at.work@example.org", accepted_at=accepted,
            secret_hash=str(accepted), expires_at=timezone.now(),
        )  # fmt: skip
    erasing.erase_account(people.owner)
    assert list(Organisation.objects.all()) == [here.organisation]
    assert not Invitation.objects.exists()


def test_what_they_opened_no_longer_names_them(people):
    plan = PlanFactory(owner=people.stranger)
    note_opening(plan, people.owner)
    key = people.owner.pk
    erasing.erase_account(people.owner)
    opened = Opening.objects.get(owner=people.stranger)
    assert opened.reader is None
    assert key.hex not in opened.by.replace("-", "")
    assert openings_of(people.stranger)[0].who == "Somebody who has left"


def test_the_only_person_of_an_instance_may_leave_it(db):
    alone = Person.objects.create_user(is_local=True, is_administrator=True)
    assert erasing.what_stands_in_the_way(alone) == ""


def test_an_example_person_is_no_account_of_its_own(people, sign_in):
    Person.objects.filter(pk=people.owner.pk).update(is_example=True)
    people.owner.refresh_from_db()
    client = sign_in(people.owner)
    assert client.post("/account/delete/").status_code == 404
    assert b"/account/delete/" not in client.get("/account/").content


def test_a_fault_in_the_middle_leaves_everything_as_it_was(people, data, monkeypatch):
    whole(people.owner, people.stranger)

    def broken(*_arguments):
        raise OSError("no room")

    monkeypatch.setattr(tombstones, "bury", broken)
    with pytest.raises(OSError, match="no room"):
        erasing.erase_account(people.owner)
    assert Entry.objects.filter(owner=people.owner).exists()
    assert chores.stay_erased.call() == 0


def test_what_was_written_down_is_taken_back_when_the_erasing_was_not_carried_through(people, data):
    tombstones.bury(data, people.owner.pk)
    tombstones.dig_out(data, people.owner.pk)
    assert tombstones.buried(data / tombstones.NAME) == set()
    with pytest.raises(Refused):
        erasing.erase_account(people.administrator)
    assert not (data / tombstones.NAME).read_text().count(tombstones.mark_of(people.administrator.pk))


def test_whoever_comes_back_with_an_old_database_is_erased_again(people, sign_in):
    """As when somebody puts an old database file in place by hand."""
    row = Person.objects.filter(pk=people.owner.pk).values().get()
    erasing.erase_account(people.owner)
    back = Person.objects.create(**row)
    whole(back, people.stranger)
    assert chores.stay_erased.call() == 1
    assert not Person.objects.filter(pk=row["id"]).exists()
    assert Person.objects.filter(pk=people.stranger.pk).exists()
    assert not Attachment.objects.filter(owner=row["id"]).exists()


def test_the_list_tells_of_nobody(people, data):
    key, email = people.owner.pk, people.owner.email
    erasing.erase_account(people.owner)
    told = (data / tombstones.NAME).read_text()
    assert str(key) not in told
    assert key.hex not in told
    assert email not in told
    assert (data / tombstones.NAME).stat().st_mode & 0o077 == 0


def test_lines_that_are_none_of_ours_erase_nobody(people, data):
    (data / tombstones.NAME).write_bytes(
        b"\xff\x00\n" + b"0" * 64 + b"\n" + str(people.owner.pk).encode() + b" 2026-01-01\n"
    )
    assert chores.stay_erased.call() == 0


def test_the_schedule_asks_for_it():
    assert "planfolio.exchange.chores.stay_erased" in [path for path, _every in settings.SCHEDULE.values()]


def test_example_people_come_again_with_the_same_keys(db):
    demo.fill()
    demo.leave()
    demo.fill()
    assert chores.stay_erased.call() == 0
    assert Person.objects.filter(is_example=True).count() == 12


MARK = "quokkaword"
TRIAL = """
import sys, time
from pathlib import Path
import django
django.setup()
from django.conf import settings
from django.db import connection
from django.test import Client
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from planfolio.schema import bring_up_to_date
bring_up_to_date()
mark = sys.argv[1]
from planfolio.people.models import Person
from planfolio.people.removal import empty_log
from planfolio.journal import actions
from planfolio.journal.files import keep_file
from planfolio.journal.incoming import incoming
from planfolio.exchange.actions import take_in
from django.utils import timezone
from planfolio.jobs.mail import post
from planfolio.jobs.models import Letter
from planfolio.mentoring.models import SignedCopy
from planfolio.web import kept
from planfolio.web.limits import spend
from tests.exchange.whole import whole
owner = Person.objects.create_user(email=mark + "@example.org", password=mark * 2, name=mark)
owner.welcomed_at = owner.joined_at; owner.role = mark; owner.save()
other = Person.objects.create_user(email="b@example.org", name="B")
whole(owner, other)
entry, _ = actions.add_entry(by=owner, title=mark, summary=mark * 900, note=mark * 900)
actions.reflect(entry, by=owner, model="quick", answers={"what": mark * 900})
keep_file(incoming(mark + ".txt", "", [mark.encode() * 9000]), by=owner, entry=entry)
take_in(b"Objective;Why\\n" + mark.encode(), name=mark + ".csv", by=owner)
post(key=f"hello:{owner.pk}", to=owner.email, subject=mark, text=mark)
spend(owner, "search", each_minute=9)
client = Client(SERVER_NAME="localhost")
client.force_login(owner)
session = client.session
session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(owner.pk)
session.save()
for there in ("/", "/journal/", "/plans/all/", "/journal/?q=" + mark):
    client.get(there)
key, before = owner.pk, Person.objects.count()
marks = [mark.encode(), str(key).encode(), key.hex.encode(), key.bytes]
def holding():
    return [(path.name, word[:12]) for path in Path(settings.DATA).rglob("*") if path.is_file()
            for word in marks if word in path.read_bytes()]
print("there before:", len(holding()) > 3, mark in str(kept._pages))
# Mail to others goes its way, and its words are forgotten once it was sent.
Letter.objects.exclude(to=owner.email).update(sent_at=timezone.now(), subject="", text="", html="")
empty_log()
answer = client.post("/account/delete/")
assert answer.status_code == 302, answer.content
# What both signed stays with the other who signed, by design; all else must be gone.
print("signed copies:", SignedCopy.objects.exclude(owner=key).count() == SignedCopy.objects.count() > 0)
SignedCopy.objects.all().delete()
empty_log()
print("left:", holding(), mark in str(kept._pages))
print("went:", before - Person.objects.count())
"""


@pytest.mark.slow
def test_nothing_of_the_person_is_left_in_the_data_folder_or_in_memory(tmp_path):
    """Database, its log, the search index, files, sessions, outbox, limits: as they lie in the folder of a server."""
    environment = {**os.environ, "PLANFOLIO_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "planfolio.settings"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", TRIAL, MARK]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False, cwd=HERE)
    assert done.returncode == 0, done.stderr
    assert "there before: True True" in done.stdout
    assert "signed copies: True" in done.stdout
    assert "left: [] False" in done.stdout, done.stdout
    assert "went: 1" in done.stdout


ERASE = """
from planfolio.commands import ready
ready()
from planfolio.exchange.erasing import erase_account
from planfolio.people.models import Person
erase_account(Person.objects.get(email="nora@example.org"))
"""


@pytest.mark.slow
def test_an_old_backup_that_is_restored_stays_erased(tmp_path):
    old, file = tmp_path / "old", tmp_path / "before.zip"
    run(old, "account", "nora@example.org", "--password-stdin", input="a few words in a row\n")
    run(old, "account", "sam@example.org", "--password-stdin", input="a few words in a row\n")
    run(old, "log", MARK, "--note", MARK, "--person", "nora@example.org")
    run(old, "backup", file)
    run(old, code=ERASE)
    assert "No list" in run(tmp_path / "without", "restore", file)
    assert people_in(tmp_path / "without") == {"nora@example.org", "sam@example.org"}
    said = run(tmp_path / "new", "restore", file, "--erased", old / "erased.txt")
    assert "erased again: 1" in said
    assert people_in(tmp_path / "new") == {"sam@example.org"}
    assert not [path for path in (tmp_path / "new").rglob("*") if path.is_file() and MARK.encode() in path.read_bytes()]
    # The list goes on from there: a folder that was emptied but for it needs nothing said.
    again = tmp_path / "again"
    again.mkdir()
    (again / "erased.txt").write_bytes((tmp_path / "new" / "erased.txt").read_bytes())
    assert "erased again: 1" in run(again, "restore", file)
    assert people_in(again) == {"sam@example.org"}


def run(folder: Path, *arguments, code: str = "", input: str = "") -> str:
    environment = {**os.environ, "PLANFOLIO_DATA": str(folder), "LANGUAGE": "en", "PYTHONPATH": str(HERE)}
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL"):
        environment.pop(name, None)
    call = [sys.executable, "-c", code] if code else [sys.executable, "-m", "planfolio", *map(str, arguments)]
    done = subprocess.run(call, env=environment, input=input, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def people_in(folder: Path) -> set[str]:
    with sqlite3.connect(folder / "planfolio.sqlite3") as connection:
        return {email for (email,) in connection.execute("SELECT email FROM people_person")}
