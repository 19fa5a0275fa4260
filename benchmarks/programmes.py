"""A run of 5,000 people over 12 weeks: its pages beside a minimal Django view, and the mails that open a module.

`python -m benchmarks.programmes` makes the people, what they did, skipped, paused and shared, on SQLite. Pages are
measured as `benchmarks.pages` does, in turns with its reference; "first" is the look of somebody who has not looked
for a minute, at what others have seen; "a thing later", the first look after somebody did another thing. The job that
writes the mails is killed (SIGKILL) in the middle and run again: each person must be told once.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from datetime import time as clock

from benchmarks.pages import Worker, line

PEOPLE = 5_000
WEEKS = 12
#: Of a hundred people: how many do a thing that was open, how many of these share it, how many skip, pause, left.
DO, SHARE, SKIP, PAUSE, LEFT = 55, 40, 10, 8, 6
TELL = """import django; django.setup()
from datetime import datetime
from planfolio.programmes.chores import tell_due
tell_due(datetime.fromisoformat("{now}"))"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=PEOPLE)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PLANFOLIO_DATA": folder, "PLANFOLIO_LOG": "ERROR", "DATABASE_URL": ""}
        os.environ["DJANGO_SETTINGS_MODULE"] = "planfolio.settings"
        import django

        django.setup()
        run, person, starts = seed(options.people)
        pages(run, person)
        return mails(run, starts, options.people)


def seed(count: int):
    """The run, somebody in it, and its first day: twelve weeks ago, and a day more."""
    from django.core.management import call_command

    from planfolio.journal.models import Entry
    from planfolio.people.models import Person
    from planfolio.programmes import running
    from planfolio.programmes.builtin import builtin
    from planfolio.programmes.models import Participation, RunGrant, Step, WallPost

    call_command("migrate", verbosity=0)
    chance = random.Random(23)
    coordinator = Person.objects.create(name="Coordinator", email="coordinator@example.org")
    starts = coordinator.today() - timedelta(weeks=WEEKS)
    doc = builtin("health-library-23", "en").doc
    run = running.begin(doc, by=coordinator, source="bench", title="23 Things", starts=starts, joining="invited")
    people = Person.objects.bulk_create(
        [Person(name=f"Person {n}", email=f"p{n}@example.org", time_zone="Europe/Paris") for n in range(count)], 500
    )
    keys = [thing.key for thing in doc.things()]
    parts, steps, entries, posts, grants = [], [], [], [], []
    for person in people:
        part = Participation(owner=person, run=run, joined_on=starts + timedelta(days=chance.randrange(20)))
        if chance.randrange(100) < PAUSE:
            part.pauses = [[str(starts + timedelta(weeks=4)), str(starts + timedelta(weeks=6, days=-1))]]
        part.last_at = datetime.now(UTC) - timedelta(days=chance.randrange(30))
        if chance.randrange(100) < LEFT:
            part.left_at = datetime.now(UTC)
        parts.append(part)
        grants.append(RunGrant(owner=coordinator, thing=run, person=person, role="commenter", source=f"p:{part.pk}"))
        for key in keys:
            dice = chance.randrange(100)
            if dice >= DO + SKIP:
                continue
            step = Step(owner=person, participation=part, key=key, state="done" if dice < DO else "skipped")
            steps.append(step)
            if step.state == "done" and chance.randrange(100) < SHARE:
                entry = Entry(
                    owner=person, title=key, day=starts, summary=f"What I tried of {key}, in a sentence or two."
                )
                entries.append(entry)
                step.entry = entry
                posts.append(WallPost(owner=person, run=run, participation=part, key=key, entry=entry))
    for rows in (parts, grants, entries, steps, posts):
        type(rows[0]).objects.bulk_create(rows, 500)
    print(f"{len(parts)} people, {len(steps)} things done or skipped, {len(posts)} posts")
    inside = next(part for part in parts if part.left_at is None and not part.pauses)
    return run, inside.owner, starts


def pages(run, person) -> None:
    from django.conf import settings
    from django.test import Client

    from benchmarks import _pages_work
    from planfolio.web import kept

    class Here:
        """What a worker of `benchmarks.pages` does, in this process."""

        def ask(self, question: dict) -> dict:
            return _pages_work.read(**{name: value for name, value in question.items() if name != "do"})

    theirs = Worker("reference", dict(os.environ))
    theirs.ask({"do": "sign in", "session": _pages_work.plain_session(person)})
    print(f"{'':28}{'CPU ms':>8}{'CPU':>8}{'clock':>8}{'queries':>9}{'bytes':>9}{'gzip':>8}")
    there = run.get_absolute_url()
    looks = [
        ("A run", person, there),
        ("A thing", person, f"{there}things/thing-09/"),
        ("The wall", person, f"{there}wall/"),
        ("The wall of a thing", person, f"{there}wall/?thing=thing-09"),
        ("The wall, by words", person, f"{there}wall/?q=sentence"),
        ("Progress", run.owner, f"{there}progress/"),
    ]
    for name, who, path in looks:
        client = Client()
        client.force_login(who, backend=settings.AUTHENTICATION_BACKENDS[0])
        _pages_work.sign_in(client.cookies[settings.SESSION_COOKIE_NAME].value)
        rows = {"do": "read", "path": "/rows/"}
        line(name, Here(), theirs, {"do": "read", "path": path}, rows)
        line(f"{name}, first", Here(), theirs, {"do": "read", "path": path, "before": kept._pages.clear}, rows)
    later = {"do": "read", "path": path, "before": somebody_goes_on(run)}
    line("Progress, a thing later", Here(), theirs, later, rows)
    theirs.stop()


def somebody_goes_on(run):
    """An act after which somebody or other, of all in the run, did or skipped another thing, and the minute passed."""
    from planfolio.programmes.models import Participation, Step
    from planfolio.web import kept

    steps = list(Step.objects.filter(participation__run=run).values_list("pk", "participation")[::97])
    chance = random.Random(5)

    def act() -> None:
        step, participation = chance.choice(steps)
        Step.objects.filter(pk=step).update(state=chance.choice(["done", "skipped"]))
        Participation.objects.filter(pk=participation).update(last_at=datetime.now(UTC))
        kept._pages.clear()

    return act


def mails(run, starts, count: int) -> int:
    """Time a round of mails, then kill one in the middle and go on; returns 1 if anybody is told twice or not."""
    from planfolio.jobs.models import Letter
    from planfolio.people.hours import moment
    from planfolio.programmes.chores import tell_due
    from planfolio.programmes.models import Participation

    Participation.objects.filter(run=run).update(pauses=[], left_at=None, joined_on=starts)
    first = moment(starts + timedelta(weeks=5), clock(9), "Europe/Paris")
    began = time.perf_counter()
    told = tell_due(first)
    print(f"{told} mails of a module written in {time.perf_counter() - began:.1f} s")
    second = moment(starts + timedelta(weeks=6), clock(9), "Europe/Paris")
    code = [sys.executable, "-c", TELL.format(now=second.isoformat())]
    killed = subprocess.Popen(code, env=dict(os.environ))
    while Letter.objects.count() < told + count // 3 and killed.poll() is None:
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    before = Letter.objects.count() - told
    tell_due(second)
    after = Letter.objects.exclude(sent_at__isnull=False).count() - told
    print(f"killed after {before} of {count}; then {after}, each to one address: {after == count}")
    return int(not (told == count and after == count))


if __name__ == "__main__":
    sys.exit(main())
