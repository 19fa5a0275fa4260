"""Whether the tables are those that this code wants, answered in a few milliseconds on most starts.

A stamp in the data folder holds a fingerprint of every migration's name and of the marker that the database carried
when they were last applied. When both still agree nothing is asked of Django; otherwise `migrate` runs.
"""

import hashlib
import json
import os
import sqlite3
from importlib.metadata import version
from pathlib import Path

from planfolio import __version__, data

PACKAGE = Path(__file__).resolve().parent
#: Distributions that bring migrations of their own.
CARRIERS = ("django", "django-allauth", "django-tasks-db")


def is_current() -> bool:
    """True when the tables are known to be right. False means only that `bring_up_to_date` must look."""
    try:
        stamp = json.loads(_stamp().read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return False
    marker = _marker()
    return marker is not None and stamp == {"code": _fingerprint(), "database": marker}


def bring_up_to_date() -> None:
    """Apply what is missing. Needs Django set up; costs nothing when the stamp agrees."""
    if is_current():
        return
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    marker = _marker()
    if marker is not None:
        _stamp().write_text(json.dumps({"code": _fingerprint(), "database": marker}), encoding="utf-8")


def _stamp() -> Path:
    return data.folder() / "schema.json"


def _fingerprint() -> str:
    names = sorted(str(path.relative_to(PACKAGE)) for path in PACKAGE.glob("*/migrations/*.py"))
    versions = [f"{name} {version(name)}" for name in CARRIERS]
    return hashlib.sha256("\n".join([__version__, *versions, *names]).encode()).hexdigest()


def _marker() -> list | None:
    """The number of applied migrations and the last one, or None where only Django can tell (PostgreSQL, no file)."""
    path = data.folder() / "planfolio.sqlite3"
    if os.environ.get("DATABASE_URL") or not path.exists():
        return None
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return list(connection.execute("SELECT count(*), max(id) FROM django_migrations").fetchone())
    except sqlite3.OperationalError:
        return None
    finally:
        connection.close()
