"""The plan's calendar read by programs that are not ours: vdirsyncer fetches it, khal shows it."""

import re
import shutil
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planfolio.people.models import Person
from planfolio.plans import actions, feed
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory

PROGRAMS = ("vdirsyncer", "khal")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not all(shutil.which(name) for name in PROGRAMS), reason="khal and vdirsyncer are not installed here"
    ),
]
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def owner():
    return Person.objects.create_user(
        "nora@example.org",
        name="Nora",
        time_zone=PARIS.key,
        weekly_minutes=60,
        learning_days=["tue"],
        learning_at=time(16, 30),
    )


@pytest.fixture
def activity(owner):
    today = owner.today()
    plan = PlanFactory(owner=owner, title="Better searches", starts=today, ends=today + timedelta(days=400))
    objective = ObjectiveFactory(plan=plan, what="Search well", due=today + timedelta(days=390))
    return ActivityFactory(objective=objective, title="Read about sepsis", minutes=3_000)


class Programs:
    """vdirsyncer and khal with their settings in a folder of their own."""

    def __init__(self, folder: Path, address: str):
        self.folder, self.calendar = folder, folder / "calendar"
        self.environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        self.calendar.mkdir()
        (folder / "vdirsyncer").write_text(
            f'[general]\nstatus_path = "{folder}/status"\n'
            '[pair plan]\na = "ours"\nb = "theirs"\ncollections = null\nconflict_resolution = "a wins"\n'
            f'[storage ours]\ntype = "http"\nurl = "{address}"\n'
            f'[storage theirs]\ntype = "filesystem"\npath = "{self.calendar}"\nfileext = ".ics"\n'
        )
        for zone in ("Europe/Paris", "America/New_York"):
            (folder / zone.replace("/", "-")).write_text(
                f"[calendars]\n[[plan]]\npath = {self.calendar}\n"
                f"[sqlite]\npath = {folder}/{zone.replace('/', '-')}.db\n"
                f"[locale]\nlocal_timezone = {zone}\ndefault_timezone = {zone}\n"
                "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
                "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            )
        self.run("vdirsyncer", "-c", f"{folder}/vdirsyncer", "discover", "plan")

    def run(self, *words: str) -> str:
        done = subprocess.run(words, env=self.environment, input="y\n", capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def fetch(self) -> set[str]:
        """Fetch what there is; the words of every event. (vdirsyncer names events anew, by what they say.)"""
        self.run("vdirsyncer", "-c", f"{self.folder}/vdirsyncer", "sync", "plan")
        events = [path.read_text().split("BEGIN:VEVENT")[1].split("END:VEVENT")[0] for path in self.calendar.glob("*")]
        assert len(set(events)) == len(events)
        return {re.sub("UID:(.*\n )*.*\n", "", words) for words in events}

    def shown(self, day: date, zone: str = "Europe/Paris") -> list[str]:
        """What khal shows on that day, as "17:30 Title"; a whole day has no time."""
        config = self.folder / zone.replace("/", "-")
        words = self.run(
            "khal", "-c", str(config), "list", "--format", "{start-time}|{title}", "--once", f"{day}", "1d"
        )
        return [line.replace("|", " ").strip() for line in words.splitlines() if "|" in line]


def tuesdays_around_the_clock_change(today: date) -> tuple[date, date]:
    """The last Tuesday on the one side, and the first on the other, of the next change of the clocks of Paris."""
    tuesday = today + timedelta(days=(1 - today.weekday()) % 7 + 7)
    while True:
        after = tuesday + timedelta(days=7)
        offsets = [datetime.combine(day, time(12), PARIS).utcoffset() for day in (tuesday, after)]
        if offsets[0] != offsets[1]:
            return tuesday, after
        tuesday = after


def test_times_stand_by_the_local_clock_on_both_sides_of_a_change(live_server, tmp_path, owner, activity):
    programs = Programs(tmp_path, f"{live_server.url}/s/{feed.make_address(owner)}/plan.ics")
    events = programs.fetch()
    assert len([words for words in events if "SUMMARY:Read about sepsis" in words]) > 40
    for day in tuesdays_around_the_clock_change(owner.today()):
        assert programs.shown(day) == ["16:30 Read about sepsis"]
        there = datetime.combine(day, time(16, 30), PARIS).astimezone(UTC).astimezone(ZoneInfo("America/New_York"))
        assert programs.shown(day, "America/New_York") == [f"{there:%H:%M} Read about sepsis"]
    assert programs.shown(owner.today() + timedelta(days=390)) == ["Due: Search well"]


def test_an_edit_updates_one_event_and_an_address_that_was_ended_is_gone(live_server, tmp_path, owner, activity):
    other = ActivityFactory(
        objective=activity.objective, title="Write", minutes=0, due=owner.today() + timedelta(days=30)
    )
    secret = feed.make_address(owner)
    programs = Programs(tmp_path, f"{live_server.url}/s/{secret}/plan.ics")
    before = programs.fetch()
    actions.revise(other, by=owner, title="Write a protocol")
    after = programs.fetch()
    assert len(after) == len(before)
    assert ["SUMMARY:Due: Write a protocol" in words for words in after - before] == [True]
    # That day may be a Tuesday, a day of learning.
    assert "Due: Write a protocol" in programs.shown(owner.today() + timedelta(days=30))
    actions.remove(other, by=owner)
    gone = programs.fetch()
    assert len(gone) == len(before)
    assert ["STATUS:CANCELLED" in words for words in gone - after] == [True]
    feed.end_address(owner)
    with pytest.raises(AssertionError, match="Not Found"):
        programs.fetch()
