"""A copy on its way in waits in the data folder for its person to look at it: a day, by a name that only they have.

It stands in no table and in no backup; `journal.files.sweep` takes away what has waited too long.
"""

import os
from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext as _

from planfolio.errors import Missing
from planfolio.journal.incoming import Incoming, folder
from planfolio.people.models import Person

#: How many of one person wait at once; with one more the oldest goes.
MOST = 2


def hold(upload: Incoming, *, by: Person, key: UUID) -> None:
    upload.file.close()
    waiting = sorted(_of(by.pk), key=lambda path: path.stat().st_mtime)
    for path in waiting[: max(0, len(waiting) - MOST + 1)]:
        path.unlink(missing_ok=True)
    os.replace(upload.path, _path(by, key))


def held(person: Person, key: UUID) -> Path:
    """Raises Missing."""
    path = _path(person, key)
    if not path.is_file():
        raise Missing(_("This file is no longer here: it waits for a day. Choose it again."))
    return path


def leave(person: Person, key: UUID) -> None:
    held(person, key).unlink(missing_ok=True)


def leave_all(owner: UUID) -> None:
    for path in _of(owner):
        path.unlink(missing_ok=True)


def _path(person: Person, key: UUID) -> Path:
    return folder() / f"{person.pk.hex}-{key.hex}.zip"


def _of(owner: UUID) -> list[Path]:
    return list(folder().glob(f"{owner.hex}-*.zip"))
