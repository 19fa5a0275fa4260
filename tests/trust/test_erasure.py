"""Erased is gone: no word of what was deleted for good is left in the data folder or in the memory of the server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from planfolio.exchange.actions import leave, take_in
from planfolio.journal import actions as journal
from planfolio.journal.files import keep_file
from planfolio.journal.incoming import incoming
from planfolio.people import chores, removal
from planfolio.people.models import Reply
from planfolio.plans import actions, lifecycle
from planfolio.plans.models import Event
from planfolio.plans.versions import keep_version
from planfolio.testing import GoalFactory, ObjectiveFactory, PlanFactory
from planfolio.web import kept
from tests.api.calls import Caller

MARK = "quokkaword"


@pytest.mark.django_db
def test_the_answer_kept_for_a_repeated_write_goes_with_what_it_tells_of(people, sign_in):
    entry = Caller(people.owner).post("/entries", {"title": MARK, "note": MARK}, Idempotency_Key="k").json()
    assert MARK in Reply.objects.get().body
    journal_row = removal.kinds()["entry"].objects.get(pk=entry["id"])
    removal.remove(journal_row)
    sign_in(people.owner).post(f"/account/deleted/entry/{entry['id']}/")
    assert not Reply.objects.filter(body__contains=MARK).exists()


@pytest.mark.django_db
def test_the_reasons_in_the_history_go_with_what_they_are_about(people):
    plan = PlanFactory(owner=people.owner)
    objective = ObjectiveFactory(plan=plan, state="active")
    goal = GoalFactory(owner=people.owner)
    lifecycle.move(objective, "park", by=people.owner, reason=MARK)
    lifecycle.move(goal, "let_go", by=people.owner, reason=MARK)
    assert Event.objects.filter(reason=MARK).count() == 2
    for row in (objective, goal):
        actions.remove(row, by=people.owner)
        removal.erase(row)
    assert not Event.objects.filter(reason=MARK).exists()


@pytest.mark.django_db
def test_a_version_keeps_nothing_of_an_objective_that_was_erased(people):
    plan = PlanFactory(owner=people.owner)
    objective = ObjectiveFactory(plan=plan, what=MARK)
    keep_version(plan, by=people.owner)
    actions.remove(plan, by=people.owner)
    removal.erase(plan)
    assert not type(objective).objects.filter(what=MARK).exists()


@pytest.mark.django_db
def test_pages_kept_in_memory_go_when_something_is_erased(people, sign_in):
    client = sign_in(people.owner)
    entry, _added = journal.add_entry(by=people.owner, title=MARK)
    client.get("/journal/")
    if settings.KEEP_PAGES:
        assert MARK in str(kept._pages)
    journal.remove(entry, by=people.owner)
    client.post(f"/account/deleted/entry/{entry.pk}/")
    assert MARK not in str(kept._pages)


@pytest.mark.django_db
def test_pages_of_a_state_that_has_passed_are_not_held_in_memory(people, sign_in):
    client = sign_in(people.owner)
    entry, _added = journal.add_entry(by=people.owner, title=MARK)
    client.get("/journal/")
    removal.erase(entry)
    client.get("/journal/")
    assert MARK not in str(kept._pages)


@pytest.mark.django_db
def test_a_file_that_waits_to_be_brought_in_is_gone_once_it_is_left(people):
    arrival = take_in(MARK.encode(), name=f"{MARK}.csv", by=people.owner)
    leave(arrival)
    assert not type(arrival).objects.exists()


def everything_on_disk(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_nothing_of_an_erased_entry_is_left_on_the_disk(tmp_path):
    """Database, its log, the search index, files: all as they lie in the data folder of a server that goes on."""
    environment = {**os.environ, "PLANFOLIO_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "planfolio.settings"}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", TRIAL, MARK], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "there before: True" in done.stdout
    assert "left: []" in done.stdout, done.stdout


TRIAL = """
import sys
from pathlib import Path
import django
django.setup()
from django.conf import settings
from django.db import connection
from django.test import Client
from planfolio.schema import bring_up_to_date
bring_up_to_date()
from planfolio.people.models import Person
from planfolio.people import chores, removal
from planfolio.journal import actions
from planfolio.journal.files import keep_file
from planfolio.journal.incoming import incoming
mark = sys.argv[1]
def holding():
    return [str(path) for path in Path(settings.DATA).rglob("*")
            if path.is_file() and mark.encode() in path.read_bytes()]
owner = Person.objects.create_user(email="a@example.org", name="A")
entry, _ = actions.add_entry(by=owner, title=mark, summary=mark * 900, note=mark * 900)
actions.reflect(entry, by=owner, model="quick", answers={"what": mark * 900})
keep_file(incoming(mark + ".txt", "", [mark.encode()]), by=owner, entry=entry)
print("there before:", bool(holding()))
client = Client(SERVER_NAME="localhost")
client.force_login(owner)
owner.welcomed_at = owner.joined_at; owner.save()
client.post(f"/journal/{entry.pk}/remove/")
answer = client.post(f"/account/deleted/entry/{entry.pk}/")
assert answer.status_code == 302, answer.content
from planfolio.journal import upkeep
if connection.Database.sqlite_version_info < upkeep.SECURE_DELETE:
    # Such an SQLite keeps deleted words in its search index until the chore of the day.
    from planfolio.journal.chores import sweep_files
    sweep_files.call()
print("left:", holding())
"""


@pytest.mark.django_db
def test_what_has_waited_thirty_days_is_erased_as_well(people):
    row, _added = journal.add_entry(by=people.owner, title=MARK, note=MARK)
    file = keep_file(incoming("a.txt", "", [MARK.encode()]), by=people.owner, entry=row)
    removal.remove(row)
    type(row).objects.update(deleted_at=timezone.now() - removal.timedelta(days=31))
    assert removal.erase_expired() == 1
    assert not type(file).objects.exists()


def test_the_schedule_erases_what_has_waited_its_time():
    """A chore that is written and never asked for erases nothing."""
    assert "planfolio.people.chores.erase_removed" in [path for path, _every in settings.SCHEDULE.values()]


@pytest.mark.django_db
def test_the_job_of_the_schedule_does_it(people):
    row = GoalFactory(owner=people.owner, text=MARK, deleted_at=timezone.now() - removal.timedelta(days=31))
    assert chores.erase_removed.call() == 1
    assert not type(row).objects.filter(text=MARK).exists()
