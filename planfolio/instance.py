"""A running Planfolio, seen from its data folder: the lock it holds, where it listens, and the links that let you in.

A launch link is a file named by the SHA-256 of its token that holds the time it ends; taking it away is using it, so
that it works once whichever process or thread comes first, and needs no database.
"""

import hashlib
import json
import os
import secrets
import time
from dataclasses import asdict, dataclass
from pathlib import Path

LINK_SECONDS = 600


@dataclass(frozen=True)
class Running:
    """Where an instance listens. `solo` says whether it lets its one person in by a launch link."""

    pid: int
    address: str
    solo: bool


class AlreadyRunning(Exception):
    """Another process holds this data folder; `where` is its Running, or None while it is still starting."""

    def __init__(self, where: Running | None):
        super().__init__("this data folder is in use")
        self.where = where


class Hold:
    """The lock on a data folder, held until `release` or until the process ends in whatever way."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._file = open(folder / "running.lock", "a+b")  # noqa: SIM115 (held for the life of the process)
        try:
            _lock(self._file)
        except OSError as error:
            self._file.close()
            raise AlreadyRunning(_where(folder)) from error
        (folder / "running.json").unlink(missing_ok=True)

    def announce(self, running: Running) -> None:
        _write(self._folder / "running.json", json.dumps(asdict(running)))

    def release(self) -> None:
        (self._folder / "running.json").unlink(missing_ok=True)
        self._file.close()


def in_use(folder: Path) -> bool:
    """Whether an instance holds the folder now. Leaves no trace in an empty folder."""
    if not (folder / "running.lock").exists():
        return False
    try:
        Hold(folder).release()
    except AlreadyRunning:
        return True
    return False


def make_link(folder: Path, address: str) -> str:
    """A new launch address under `address`, good once and for ten minutes."""
    links = folder / "launch"
    links.mkdir(mode=0o700, exist_ok=True)
    _forget_ended(links)
    token = secrets.token_urlsafe(32)
    _write(links / _name(token), str(int(time.time()) + LINK_SECONDS))
    return f"{address}launch/?token={token}"


def use_link(folder: Path, token: str) -> bool:
    """True the first time a token that still runs is shown; it is gone afterwards."""
    path = folder / "launch" / _name(token)
    try:
        ends = int(path.read_text(encoding="ascii"))
        path.unlink()
    except (FileNotFoundError, ValueError):
        return False
    return time.time() <= ends <= time.time() + LINK_SECONDS


def _forget_ended(links: Path) -> None:
    for path in links.iterdir():
        if path.stat().st_mtime < time.time() - LINK_SECONDS:
            path.unlink(missing_ok=True)


def _name(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _write(path: Path, text: str) -> None:
    """Write for the owner's eyes only, whole or not at all."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    beside.replace(path)


def _where(folder: Path) -> Running | None:
    try:
        return Running(**json.loads((folder / "running.json").read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _lock(file) -> None:
    if os.name == "nt":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
