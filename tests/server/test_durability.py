"""What was acknowledged is kept: many at once, kills, power cuts, a full disk, a folder that cannot be written."""

import http.client
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from .running import ROOT, Running, titles

pytestmark = pytest.mark.slow


def test_fifty_people_writing_at_once_lose_nothing_and_wait_for_nobody_in_vain(tmp_path):
    kept, other = [], []
    together = threading.Barrier(50)

    def person(number):
        together.wait()
        for n in range(10):
            status, text = running.ask("/health/write/", {"title": f"{number}-{n}"})
            (kept if status == 200 else other).append(f"{number}-{n}" if status == 200 else text)

    with Running(tmp_path / "data") as running:
        threads = [threading.Thread(target=person, args=[number]) for number in range(50)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert other == []
    assert sorted(running.titles()) == sorted(kept)
    assert len(kept) == 500
    assert "locked" not in running.said()


def test_killed_twenty_times_in_the_middle_of_writing_nothing_acknowledged_is_lost(tmp_path):
    acknowledged, stop = [], threading.Event()

    def person(number):
        n = 0
        while not stop.is_set():
            n += 1
            with suppress(OSError, http.client.HTTPException):
                if running.write(f"{number}-{n}") == 200:
                    acknowledged.append(f"{number}-{n}")
                    continue
            time.sleep(0.02)

    with Running(tmp_path / "data") as running:
        threads = [threading.Thread(target=person, args=[number]) for number in range(6)]
        for thread in threads:
            thread.start()
        for _ in range(20):
            enough = len(acknowledged) + 20
            running.wait_until(lambda enough=enough: len(acknowledged) > enough)
            running.kill()
            running.start()
        stop.set()
        for thread in threads:
            thread.join()
    there = titles(running.folder)
    assert len(there) == len(set(there))
    assert set(acknowledged) <= set(there)


WRITER = """
import sys
from planfolio.commands import ready
ready()
from datetime import date
from django.db import connection
from planfolio.people.models import Person
from planfolio.journal.models import Entry
if sys.argv[1] != "FULL":
    connection.cursor().execute("PRAGMA synchronous=" + sys.argv[1])
person, _ = Person.objects.get_or_create(email="ada@example.org")
n = 0
while True:
    n += 1
    Entry.objects.create(owner=person, title=f"{sys.argv[1]}-{n}", day=date(2026, 1, 1), summary="x" * 500)
    print(n, flush=True)
"""


def administer(*words) -> str:
    """Run a program for the administrator, which the search path of others may lack; its output. Skips without it."""
    found = shutil.which(words[0], path=os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"]))
    if not found:
        pytest.skip(f"needs {words[0]}")
    done = subprocess.run([found, *map(str, words[1:])], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"this machine does not let us {words[0]}: {done.stderr.strip()}")
    return done.stdout.strip()


@contextmanager
def mounted(place: Path, *words):
    place.mkdir(exist_ok=True)
    administer("mount", *words, place)
    try:
        yield place
    finally:
        administer("umount", "--lazy", place)


@pytest.fixture
def root():
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("needs root: it mounts a small file system")


@contextmanager
def disk(image: Path):
    """The image as a block device whose writes reach it at once, past the page cache."""
    device = administer("losetup", "--find", "--show", "--direct-io=on", image)
    try:
        yield device
    finally:
        administer("losetup", "-d", device)


def lost_by_power_cuts(tmp_path, synchronous: str) -> int:
    """Write, stop the writer, copy what is on the disk at that moment, go on: how many entries the copies lack."""
    image, lost = tmp_path / "disk", 0
    with open(image, "wb") as file:
        file.truncate(96 << 20)
    with disk(image) as device:
        administer("mkfs.ext4", "-q", device)
        with mounted(tmp_path / "mounted", device) as place:
            for cut in range(3):
                said, writer = write_for(place / "data", synchronous, 1.5)
                os.kill(writer.pid, signal.SIGSTOP)
                time.sleep(0.05)
                acknowledged = int(said[-1])
                subprocess.run(["cp", "--sparse=always", image, tmp_path / f"cut{cut}"], check=True)
                writer.kill()
                writer.wait()
                # One that was kept and not yet acknowledged is no loss, nor does it make up for one.
                lost += max(acknowledged - kept_on(tmp_path / f"cut{cut}", tmp_path / f"seen{cut}", synchronous), 0)
                for left in (place / "data").glob("planfolio.sqlite3*"):
                    left.unlink()
                (place / "data" / "schema.json").unlink()
    return lost


def write_for(folder: Path, synchronous: str, seconds: float):
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PLANFOLIO_", "DJANGO_"))}
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, synchronous],
        env=clean | {"PLANFOLIO_DATA": str(folder), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    said = [writer.stdout.readline()]
    threading.Thread(target=lambda: said.extend(writer.stdout), daemon=True).start()
    time.sleep(seconds)
    return said, writer


def kept_on(image: Path, place: Path, synchronous: str) -> int:
    with disk(image) as device, mounted(place, device):
        # With less than FULL the tables themselves may not have reached the disk yet.
        left = () if synchronous == "FULL" else sqlite3.OperationalError
        with suppress(left):
            return sum(title.startswith(synchronous) for title in titles(place / "data"))
        return 0


def test_a_power_cut_loses_nothing_acknowledged(root, tmp_path):
    assert lost_by_power_cuts(tmp_path, "FULL") == 0


def test_the_power_cut_of_this_trial_does_lose_what_was_not_synced(root, tmp_path):
    assert lost_by_power_cuts(tmp_path, "NORMAL") > 0


def test_a_full_disk_refuses_writes_with_507_reads_on_and_heals(root, tmp_path):
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=12m", "tmpfs") as place:
        with Running(place / "data") as running:
            assert running.write("first") == 200
            filler = place / "filler"
            with open(filler, "wb") as file, suppress(OSError):
                while True:
                    file.write(b"x" * 65536)
                    file.flush()
            refused = [running.ask("/health/write/", {"title": "more", "text": "x" * 9000}) for _ in range(3)]
            assert [status for status, _ in refused][-1] == 507, refused
            assert running.ask("/health/count/")[0] == 200
            filler.unlink()
            assert running.write("after") == 200
        there = running.titles()
    assert "first" in there
    assert "after" in there


def test_a_folder_that_becomes_read_only_gives_one_clear_answer_and_heals(root, tmp_path):
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=32m", "tmpfs") as place:
        with Running(place / "data") as running:
            assert running.write("first") == 200
            assert running.stop() == 0
        administer("mount", "-o", "remount,ro", place)
        done = subprocess.run(
            [sys.executable, "-m", "planfolio", "start", "--no-browser", "--data", place / "data"],
            env=running.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 4
        assert "cannot be written" in done.stderr
        administer("mount", "-o", "remount,rw", place)
        running.start()
        assert running.write("after") == 200
        running.stop()
