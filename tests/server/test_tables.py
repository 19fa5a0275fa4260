"""An empty database on SQLite is laid from a file, which is what the migrations make of one."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError, connections
from django.db.migrations.loader import MigrationLoader

from planfolio import schema
from tools import tables

ROOT = Path(schema.__file__).resolve().parent.parent
WRITTEN = schema.TABLES.read_text(encoding="utf-8")


@pytest.fixture
def empty(tmp_path, django_db_blocker):
    """A connection to a database of its own, in which there is nothing."""
    connections.databases["empty"] = {
        **connections.databases["default"],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(tmp_path / "empty.sqlite3"),
        "OPTIONS": {"transaction_mode": "IMMEDIATE"},
    }
    with django_db_blocker.unblock():
        yield connections["empty"]
        connections["empty"].close()
    del connections["empty"], connections.databases["empty"]


def test_what_is_laid_is_what_is_written(empty, tmp_path):
    assert schema.lay_tables(empty)
    assert tables.script(tmp_path / "empty.sqlite3") == WRITTEN


def test_it_knows_every_migration(empty):
    schema.lay_tables(empty)
    with empty.cursor() as cursor:
        known = set(cursor.execute("SELECT app, name FROM django_migrations").fetchall())
    assert set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations) == known, "Run make tables."


def test_one_that_holds_something_is_left_alone(empty):
    with empty.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (id integer)")
    assert not schema.lay_tables(empty)
    assert len(empty.introspection.table_names()) == 1


def test_a_fault_in_the_middle_leaves_it_empty(empty, monkeypatch):
    monkeypatch.setattr(
        schema, "statements", lambda script: ["CREATE TABLE half (id integer)", "SELECT 1 FROM nowhere"]
    )
    with pytest.raises(OperationalError):
        schema.lay_tables(empty)
    assert empty.introspection.table_names() == []


def test_two_at_once_lay_it_once(tmp_path):
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PLANFOLIO_")}
    clean.pop("DATABASE_URL", None)
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "planfolio.preparing", ""],
            env=clean | {"PLANFOLIO_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "planfolio.settings"},
            cwd=ROOT,
        )
        for _ in range(2)
    ]
    assert [one.wait(60) for one in both] == [0, 0]
    assert tables.script(tmp_path / "planfolio.sqlite3") == WRITTEN


@pytest.mark.slow
def test_what_is_written_is_what_the_migrations_make(tmp_path):
    code = f"import sys; from pathlib import Path; from tools import tables; tables.migrated(Path({str(tmp_path)!r}))"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    assert tables.script(tmp_path / "planfolio.sqlite3") == WRITTEN, "Run make tables."
    with sqlite3.connect(tmp_path / "planfolio.sqlite3") as made:
        assert made.execute("PRAGMA integrity_check").fetchone() == ("ok",)
