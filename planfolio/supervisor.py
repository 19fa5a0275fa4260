"""One process that watches the others: starts them, starts again what died, and ends them all.

A child holds the reading end of a pipe as its standard input and stops when that closes. So a child is asked to stop
in the same way on every system, and when the supervisor itself is killed no orphan stays behind.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

STOP_SECONDS = 15
LONGEST_WAIT = 10.0
#: A child that ran this long is well again: its next death is its first.
WELL_AFTER = 60.0


@dataclass
class Child:
    """`arguments` follow the interpreter. `replaceable` children may end with code 0 to be started afresh at once."""

    name: str
    arguments: list[str]
    environment: dict[str, str]
    deaths: int = 0
    next_start: float = 0.0
    started: float = 0.0
    process: subprocess.Popen | None = field(default=None, repr=False)


class Supervisor:
    def __init__(self, children: list[Child]):
        self.children = children
        self.stopping = False
        self._changed = threading.Event()

    def run(self, when_started: Callable[[], None]) -> None:
        """Keep the children running until a signal asks to stop; then end them all and return."""
        for number in _stop_signals():
            signal.signal(number, self._stop)
        try:
            self._start_due()
            if not self.stopping:
                when_started()
            while not self.stopping:
                self._changed.wait(1.0)
                self._changed.clear()
                self._notice_deaths()
                self._start_due()
        finally:
            self._end_all()

    def alive(self, name: str) -> bool:
        return any(child.process is not None and child.process.poll() is None for child in self._named(name))

    def _named(self, name: str) -> list[Child]:
        return [child for child in self.children if child.name == name]

    def _stop(self, *_ignored) -> None:
        self.stopping = True
        self._changed.set()

    def _start_due(self) -> None:
        for child in self.children:
            if child.process is None and not self.stopping and time.monotonic() >= child.next_start:
                self._start(child)

    def _start(self, child: Child) -> None:
        child.process = subprocess.Popen(
            [sys.executable, *child.arguments],
            env={**os.environ, **child.environment},
            stdin=subprocess.PIPE,
            **_own_group(),
        )
        child.started = time.monotonic()
        threading.Thread(target=self._tell, args=[child.process], daemon=True).start()

    def _tell(self, process: subprocess.Popen) -> None:
        process.wait()
        self._changed.set()

    def _notice_deaths(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.process is None or child.process.poll() is None:
                continue
            if child.process.returncode == 0 or now - child.started > WELL_AFTER:
                child.deaths = 0
            child.next_start = now + (min(0.25 * 2**child.deaths, LONGEST_WAIT) if child.deaths else 0)
            child.deaths += 1
            child.process.stdin.close()
            child.process = None

    def _end_all(self) -> None:
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            process.stdin.close()
        until = time.monotonic() + STOP_SECONDS
        for process in running:
            try:
                process.wait(max(until - time.monotonic(), 0.01))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def stop_when_orphaned(stop: Callable[[], None]) -> None:
    """In a child: call `stop` once the supervisor closes our standard input, or is gone."""

    def watch() -> None:
        while os.read(0, 1024):
            pass
        stop()

    threading.Thread(target=watch, daemon=True).start()


def _own_group() -> dict:
    """Ctrl-C reaches the supervisor alone, which then ends its children in order."""
    if os.name == "nt":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _stop_signals() -> list[int]:
    names = ["SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"]
    return [getattr(signal, name) for name in names if hasattr(signal, name)]
