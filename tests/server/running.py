"""A real `planfolio start` on a port of its own, for trials of what a machine can do to it."""

import http.client
import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]


class Running:
    def __init__(self, folder: Path, *, settings: str = "tests.server.writing_settings"):
        self.folder = folder
        self.port = free_port()
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("PLANFOLIO_", "DJANGO_"))}
        clean.pop("DATABASE_URL", None)
        self.environment = clean | {"DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": str(ROOT)}
        self.log = folder.with_name(f"{folder.name}.log")
        self.root = ROOT
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self, *arguments: str) -> None:
        self.log.unlink(missing_ok=True)
        words = ["start", "--no-browser", "--port", str(self.port), "--data", str(self.folder), *arguments]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "planfolio", *words], env=self.environment, stdout=log, stderr=log, cwd=self.root
            )
        self.wait_until(lambda: "Ctrl-C" in self.said() or self.process.poll() is not None)
        assert self.process.poll() is None, self.said()

    def stop(self, number: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(30)

    def kill(self) -> None:
        """End it and all that it started at once, as a power cut would; back when none of them is there any more."""
        family = [self.process.pid, *children(self.process.pid)]
        for pid in family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.wait_until(lambda: not any(is_running(pid) for pid in family))

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def ask(self, path: str, fields: dict | None = None) -> tuple[int, str]:
        """One request on a connection of its own: the status and the text. Raises OSError when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            if fields is None:
                connection.request("GET", path)
            else:
                kind = {"Content-Type": "application/x-www-form-urlencoded"}
                connection.request("POST", path, urlencode(fields), kind)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def write(self, title: str, text: str = "") -> int:
        return self.ask("/health/write/", {"title": title, "text": text})[0]

    def titles(self) -> list[str]:
        return titles(self.folder)

    def health(self) -> dict:
        return json.loads(self.ask("/health/")[1])

    def wait_until(self, true, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < until, self.said()
            time.sleep(0.05)


def titles(folder: Path) -> list[str]:
    connection = sqlite3.connect(folder / "planfolio.sqlite3")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [row[0] for row in connection.execute("SELECT title FROM journal_entry")]
    finally:
        connection.close()


def is_running(pid: int) -> bool:
    """Whether it still holds anything: one that has ended and waits to be counted does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def children(pid: int) -> list[int]:
    """The processes below this one, nearest first."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == pid:
            found.append(int(path.parent.name))
    return found + [below for child in found for below in children(child)]


def free_port() -> int:
    """A port below those that systems give to connections, so that none takes it while a server is started again."""
    while True:
        port = random.SystemRandom().randrange(12_000, 32_000)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
