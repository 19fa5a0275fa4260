"""The list of accounts that were erased for good, so that a backup from before does not bring them back.

It lies in the data folder beside the database, is in no backup, and no restore writes over it. It holds nothing but
the SHA-256 of the key of each, from which nobody can be told, and the day. It is read again after every restore and
each day (`exchange.erasing`).
"""

import os
import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from .models import Person

NAME = "erased.txt"
#: A line: the mark, "-" where the erasing was not carried through after all, and the day.
_LINE = re.compile(r"(-?)([0-9a-f]{64}) [0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_HEAD = """\
# Accounts of this Planfolio that were erased for good: the SHA-256 of the key of each, and the day.
# Keep this file. When a backup from before that day is restored, they are erased again by it:
# planfolio restore BACKUP --erased THIS-FILE
"""


def mark_of(key: UUID) -> str:
    return sha256(f"planfolio person {key}".encode()).hexdigest()


def bury(folder: Path, key: UUID) -> None:
    """Write it down, on the disk itself, before the erasing counts as done."""
    _append(folder / NAME, f"{mark_of(key)} {date.today()}\n")


def dig_out(folder: Path, key: UUID) -> None:
    """Take it back, for an erasing that was not carried through."""
    _append(folder / NAME, f"-{mark_of(key)} {date.today()}\n")


def _append(path: Path, line: str) -> None:
    new = not path.exists()
    with open(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="ascii", newline="\n"
    ) as file:
        file.write(_HEAD + line if new else line)
        file.flush()
        os.fsync(file.fileno())
    if new and os.name != "nt":
        names = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(names)
        finally:
            os.close(names)


def buried(*lists: Path) -> set[str]:
    """The marks in all of these lists. One that is not there is empty; a line that is none of ours is passed over."""
    found: set[str] = set()
    for path in lists:
        if not path.is_file():
            continue
        for line in path.read_text(encoding="ascii", errors="replace").splitlines():
            if match := _LINE.match(line):
                taken_back, mark = match.groups()
                (found.discard if taken_back else found.add)(mark)
    return found


def risen(marks: set[str]) -> list[Person]:
    """The people who are here although they were erased."""
    if not marks:
        return []
    keys = Person.objects.filter(is_example=False).values_list("pk", flat=True).iterator(chunk_size=2000)
    return list(Person.objects.filter(pk__in=[key for key in keys if mark_of(key) in marks]))


def join(path: Path, marks: set[str]) -> None:
    """Write those of `marks` that the list at `path` has not into it."""
    for mark in sorted(marks - buried(path)):
        _append(path, f"{mark} {date.today()}\n")
