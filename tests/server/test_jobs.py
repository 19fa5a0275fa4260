"""Jobs are leased: a worker that is gone loses nothing and doubles nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from planfolio.jobs import leases, schedule
from planfolio.jobs.mail import post
from planfolio.jobs.marks import GiveUp, job, wait_before
from planfolio.jobs.models import Lease, Letter, Schedule
from planfolio.jobs.worker import Worker
from planfolio.people.models import Heartbeat, Person

done: list[str] = []


@job()
def note(what: str) -> str:
    done.append(what)
    return what


@job(attempts=2)
def stumble() -> None:
    raise ConnectionError("nobody there")


@job()
def hopeless() -> None:
    raise GiveUp("there is no such address")


@job(whole=True)
def add_person(name: str) -> None:
    Person.objects.create_user(name=name)
    if name == "stumble":
        raise ConnectionError


@pytest.fixture(autouse=True)
def _fresh():
    done.clear()


pytestmark = pytest.mark.django_db


def status():
    return [row.status for row in DBTaskResult.objects.all()]


def test_a_job_is_done_once_and_gives_its_lease_back():
    note.enqueue("a")
    worker = Worker("w")
    assert worker.work_once()
    assert not worker.work_once()
    assert done == ["a"]
    assert status() == ["SUCCESSFUL"]
    assert not Lease.objects.exists()


def test_nothing_to_do_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert leases.take("w") is None


def test_a_job_whose_worker_is_gone_is_done_by_the_next():
    note.enqueue("a")
    leases.take("gone")
    assert not Worker("w").work_once()
    Lease.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert leases.reap() == 1
    assert Worker("w").work_once()
    assert done == ["a"]


def test_a_worker_started_again_takes_its_predecessors_job_at_once():
    note.enqueue("a")
    leases.take("w")
    assert leases.reap(worker="w") == 1
    assert Worker("w").work_once()


def test_a_worker_that_comes_back_late_cannot_end_the_job_of_another():
    note.enqueue("a")
    row, old = leases.take("slow")
    Lease.objects.update(until=timezone.now() - timedelta(seconds=1))
    leases.reap()
    leases.take("quick")
    with pytest.raises(leases.LeaseLost):
        leases.hold(old)
    with pytest.raises(leases.LeaseLost):
        leases.finish(row, old, None)
    assert status() == ["RUNNING"]


def test_a_lease_from_the_future_does_not_keep_a_job_waiting():
    note.enqueue("a")
    leases.take("gone")
    Lease.objects.update(until=timezone.now() + timedelta(days=400))
    assert leases.reap() == 1


def test_a_job_that_stumbles_waits_longer_each_time_and_is_then_given_up():
    stumble.enqueue()
    worker = Worker("w")
    worker.work_once()
    row = DBTaskResult.objects.get()
    assert row.status == "READY"
    assert row.run_after - timezone.now() > timedelta(seconds=25)
    DBTaskResult.objects.update(run_after=timezone.now())
    worker.work_once()
    assert status() == ["FAILED"]
    assert [wait_before(n) for n in (1, 2, 3, 9)] == [timedelta(seconds=n) for n in (30, 120, 480, 7200)]


def test_a_hopeless_job_is_given_up_at_once():
    hopeless.enqueue()
    Worker("w").work_once()
    assert status() == ["FAILED"]


def test_a_whole_job_leaves_nothing_of_an_attempt_that_stumbled():
    add_person.enqueue("stumble")
    add_person.enqueue("ada")
    worker = Worker("w")
    worker.work_once()
    worker.work_once()
    assert [person.name for person in Person.objects.all()] == ["ada"]


def test_a_schedule_queues_each_round_once(settings):
    settings.SCHEDULE = {"round": ("planfolio.jobs.chores.clear_out", timedelta(hours=1))}
    assert schedule.queue_due() == ["round"]
    assert schedule.queue_due() == []
    Schedule.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    assert schedule.queue_due() == ["round"]
    Schedule.objects.update(next_at=timezone.now() + timedelta(days=400))
    assert schedule.queue_due() == ["round"]
    assert DBTaskResult.objects.count() == 3


def test_the_clock_says_that_worker_and_scheduler_are_there():
    Worker("w").beat()
    assert {beat.part for beat in Heartbeat.objects.all()} == {"worker", "scheduler"}


def test_a_letter_is_sent_once_however_often_it_is_asked_for():
    for _ in range(3):
        post(key="welcome:1", to="ada@example.org", subject="Hello\r\nBcc: eve@example.org", text="Words")
    worker = Worker("w")
    while worker.work_once():
        pass
    assert len(mail.outbox) == 1
    assert mail.outbox[0].subject == "Hello Bcc: eve@example.org"
    letter = Letter.objects.get()
    assert letter.sent_at
    assert (letter.subject, letter.text, letter.html) == ("", "", "")


def test_a_letter_of_a_change_that_was_undone_is_not_sent():
    with transaction.atomic():
        post(key="k", to="ada@example.org", subject="s", text="t")
        transaction.set_rollback(True)
    assert not Worker("w").work_once()
    assert mail.outbox == []


ROOT = Path(__file__).resolve().parents[2]
JOBS = """
import os, time
from planfolio.jobs.marks import job

@job(whole=True)
def add(name):
    from planfolio.people.models import Person
    Person.objects.create_user(name=name)
    time.sleep(0.02)
"""


def wait_for_a_lease(database):
    """Returns in the middle of a job that was taken after we began to look."""
    connection = sqlite3.connect(database)
    leased = "SELECT job, attempt FROM jobs_lease"
    first = connection.execute(leased).fetchall()
    until = time.monotonic() + 60
    while connection.execute(leased).fetchall() in (first, []):
        assert time.monotonic() < until
        time.sleep(0.001)
    connection.close()


@pytest.mark.slow
def test_killed_in_mid_job_again_and_again_loses_nothing_and_doubles_nothing(tmp_path):
    (tmp_path / "killed_jobs.py").write_text(JOBS)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PLANFOLIO_", "DJANGO_"))}
    environment |= {
        "PLANFOLIO_DATA": str(tmp_path / "data"),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}",
        "PLANFOLIO_WORKER": "one",
        # The file of the database is looked at while a job is under way.
        "DATABASE_URL": "",
    }

    def python(code):
        start = "from planfolio.commands import ready; ready()\n"
        done = subprocess.run(
            [sys.executable, "-c", start + code], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout.split()

    python("import killed_jobs\nfor n in range(100): killed_jobs.add.enqueue(f'p{n}')")
    for _ in range(6):
        worker = subprocess.Popen([sys.executable, "-m", "planfolio.jobs"], env=environment, stdin=subprocess.PIPE)
        wait_for_a_lease(tmp_path / "data" / "planfolio.sqlite3")
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    worker = subprocess.Popen([sys.executable, "-m", "planfolio.jobs"], env=environment, stdin=subprocess.PIPE)
    rows = "from django_tasks_db.models import DBTaskResult as D\n"
    # A job that was hit twice would wait for its next attempt; here it need not.
    hurry = rows + "from django.utils.timezone import now; D.objects.filter(status='READY').update(run_after=now())\n"
    left = hurry + "print(D.objects.exclude(status='SUCCESSFUL').count())"
    until = time.monotonic() + 60
    while python(left) != ["0"] and time.monotonic() < until:
        time.sleep(0.5)
    worker.stdin.close()
    assert worker.wait(20) == 0
    again = rows + "print(max(len(row.worker_ids) for row in D.objects.all()))"
    assert int(python(again)[0]) > 1, "no kill came in the middle of a job"
    names = python("from planfolio.people.models import Person\nfor p in Person.objects.all(): print(p.name)")
    assert sorted(names) == sorted(f"p{n}" for n in range(100))
