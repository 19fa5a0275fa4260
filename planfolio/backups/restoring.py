"""Restoring: everything is unpacked and checked in a folder beside, and put in place by renaming at the end.

The database comes last. Until it is there the data folder counts as empty, so a restore that was stopped at any moment
is simply begun again.
"""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from planfolio.errors import Refused
from planfolio.schema import lay_tables

from . import KEY, Damaged, checking, rows

PIECE = 1 << 20
#: The longest line of a table: a row of the longest texts there are, with room to spare.
LINE_LIMIT = 64 << 20
STAGE = ".restoring"
DATABASE = "planfolio.sqlite3"
#: What may lie in a folder that nobody has used yet.
UNUSED = {"secret.key", "running.lock", "schema.json", "launch", "files", "erased.txt", STAGE}
#: For each database, what takes its triggers away; on SQLite also the index that they fill.
TRIGGERS = {
    "sqlite": "SELECT 'DROP ' || type || ' ' || name FROM sqlite_master WHERE type = 'trigger' OR name = 'journal_fts'",
    "postgresql": "SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass) FROM pg_trigger"
    " WHERE NOT tgisinternal",
}
Say = Callable[[str], None]


def refuse_used(folder: Path) -> None:
    """Raises Refused unless the data folder is empty, with what to do."""
    there = {path.name for path in folder.iterdir()} if folder.exists() else set()
    stopped = STAGE in there
    used = there - UNUSED or (not stopped and "files" in there and any((folder / "files").iterdir()))
    if used:
        raise Refused(
            _(
                "The data folder {folder} is in use: a backup is only restored into an empty one. "
                "Name another with --data FOLDER, or move this one away first."
            ).format(folder=folder)
        )


def stage(folder: Path) -> Path:
    """An empty folder inside the data folder, where the restore is prepared."""
    place = folder / STAGE
    shutil.rmtree(place, ignore_errors=True)
    (place / "files").mkdir(parents=True, mode=0o700)
    return place


def unpack(archive: zipfile.ZipFile, manifest: dict, place: Path, *, say: Say) -> None:
    """Write files and rows to where Django's settings point (`place`), and see that they are what was saved.

    The rows are one transaction, made real only when all of them and all files were found right.
    """
    for name, facts in manifest["files"].items():
        say(name)
        _unpack_file(archive, name, facts, place / "files")
    _shape_tables(manifest)
    with transaction.atomic():
        registry = _models_then(manifest)
        _let_triggers_go()
        for name, facts in manifest["tables"].items():
            say(name)
            _unpack_table(archive, registry[name], facts)
        for statement in connection.ops.sequence_reset_sql(_no_style(), list(registry.values())):
            with connection.cursor() as cursor:
                cursor.execute(statement)
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    if "key" in manifest:
        _write_key(archive, manifest, place)


def put_in_place(place: Path, folder: Path) -> None:
    """Rename what was prepared into the data folder: files and key first, the database last."""
    connection.close()
    shutil.rmtree(folder / "files", ignore_errors=True)
    for name in ("files", KEY, DATABASE):
        if (place / name).exists():
            (place / name).replace(folder / name)
            _sync(folder)
    (folder / "schema.json").unlink(missing_ok=True)
    shutil.rmtree(place, ignore_errors=True)


def _unpack_file(archive: zipfile.ZipFile, name: str, facts: dict, folder: Path) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark, left = hashlib.sha256(), facts["size"]
    with (
        archive.open(f"files/{name}") as source,
        open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out,
    ):
        while piece := source.read(min(PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                raise Damaged.because(name)
            mark.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    if left or mark.hexdigest() != facts["sha256"]:
        raise Damaged.because(name)


def _shape_tables(manifest: dict) -> None:
    """Give the tables the shape that they had when the backup was made; where it is today's, they are laid at once."""
    graph = MigrationExecutor(connection).loader.graph
    targets = [tuple(node) for node in manifest["migrations"]]
    if any(target not in graph.nodes for target in targets):
        raise Refused(_("This backup was made by a newer Planfolio. Install that version first, then restore."))
    if set(targets) == set(graph.leaf_nodes()):
        lay_tables(connection)
    MigrationExecutor(connection).migrate(targets)


def _models_then(manifest: dict) -> dict:
    executor = MigrationExecutor(connection)
    state = executor.loader.project_state([tuple(node) for node in manifest["migrations"]])
    found = {rows.name(model): model for model in rows.tables(state.apps)}
    if set(manifest["tables"]) - set(found):
        raise Damaged.because(_("it names tables that do not exist"))
    if any(model._base_manager.exists() for model in found.values()):
        raise Refused(_("The database already holds something. A backup is only restored into an empty one."))
    return found


def _let_triggers_go() -> None:
    """A backup holds what triggers keep, so none may be at work. `migrate` makes them again, and the index of words."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)


def _unpack_table(archive: zipfile.ZipFile, model, facts: dict) -> None:
    mark = rows.Fingerprint()
    with archive.open(f"tables/{rows.name(model)}.jsonl") as source:
        names = json.loads(source.readline(LINE_LIMIT))
        if set(names) != {field.attname for field in rows.columns(model)}:
            raise Damaged.because(rows.name(model))
        rows.insert(model, names, _rows(source, mark), using="default")
    if mark.facts() != facts:
        raise Damaged.because(rows.name(model))
    written = rows.Fingerprint()
    for line in rows.lines(model, names, using="default"):
        written.add(line)
    if written.facts() != facts:
        raise Damaged.because(_("{table} reads back differently").format(table=rows.name(model)))


def _rows(source, mark: rows.Fingerprint) -> Iterator[list]:
    while line := source.readline(LINE_LIMIT):
        line = line.rstrip(b"\n")
        mark.add(line)
        yield json.loads(line)


def _write_key(archive: zipfile.ZipFile, manifest: dict, place: Path) -> None:
    key = checking.read_bounded(archive, KEY, 10_000)
    if hashlib.sha256(key).hexdigest() != manifest["key"]:
        raise Damaged.because(KEY)
    (place / KEY).write_bytes(key)
    (place / KEY).chmod(0o600)


def _sync(folder: Path) -> None:
    if os.name != "nt":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _no_style():
    from django.core.management.color import no_style

    return no_style()


def is_sqlite() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
