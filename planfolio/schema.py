"""Whether the tables are those that this code wants, answered in a few milliseconds on most starts.

A stamp in the data folder holds a fingerprint of every migration's name and of the marker that the database carried
when they were last applied. When both still agree nothing is asked of Django; otherwise `migrate` runs.

An empty SQLite database first gets the tables as all migrations together leave them, from `tables.sql`, in a fraction
of the time; `migrate` then has only what is newer than that file (tools/tables.py writes it, a test holds it).
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from planfolio import __version__, data

PACKAGE = Path(__file__).resolve().parent
TABLES = PACKAGE / "tables.sql"
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
    from django.db import connection

    if not lay_tables(connection):
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    marker = _marker()
    if marker is not None:
        _stamp().write_text(json.dumps({"code": _fingerprint(), "database": marker}), encoding="utf-8")


def lay_tables(connection) -> bool:
    """Fill an empty SQLite database from `tables.sql`, whole or not at all; True where nothing is left to migrate."""
    from django.db import transaction

    if connection.vendor != "sqlite":
        return False
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        if cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return False
        for statement in statements(TABLES.read_text(encoding="utf-8")):
            cursor.execute(statement)
        return _all_applied(cursor)


def statements(script: str) -> Iterator[str]:
    """The statements of a script, in which each ends with its line."""
    lines: list[str] = []
    for line in script.splitlines(keepends=True):
        lines.append(line)
        if sqlite3.complete_statement("".join(lines)):
            yield "".join(lines)
            lines = []


def keep_triggers(cursor, wanted: dict[str, str]) -> None:
    """On SQLite, make the triggers that are missing, and those of an earlier version anew; by name, as written."""
    there = dict(cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    for name, statement in wanted.items():
        if there.get(name) != statement:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(statement)


def _all_applied(cursor) -> bool:
    from django.db.migrations.loader import MigrationLoader

    applied = set(cursor.execute("SELECT app, name FROM django_migrations").fetchall())
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations) <= applied


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
