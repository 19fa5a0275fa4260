"""Writing a backup while people write: one snapshot of the database, then the files that it names."""

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connections, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from planfolio import __version__

from . import FORMAT, KEY, MANIFEST, SEAL, VERSION, rows

SNAPSHOT = "snapshot"
PIECE = 1 << 20
TRIES = 3
Say = Callable[[str], None]


def write(path: Path, *, with_key: bool, say: Say) -> dict:
    """Write the backup to `path`, whole or not at all, and return its manifest.

    `manifest["missing"]` names files that rows speak of and that are not there; it is empty in a sound instance.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        for _try in range(TRIES):
            manifest = _write_once(beside, with_key, say)
            # A file that was erased for good while we copied is gone from the next snapshot too.
            if not manifest["missing"]:
                break
        _seal(beside)
        beside.replace(path)
        _sync_folder(path.parent)
    finally:
        beside.unlink(missing_ok=True)
    return manifest


def _write_once(path: Path, with_key: bool, say: Say) -> dict:
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "planfolio": __version__,
        "made_at": timezone.now().isoformat(),
        "tables": {},
        "files": {},
        "missing": [],
    }
    with (
        open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as raw,
        zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive,
        _snapshot(),
    ):
        manifest["migrations"] = _migrations()
        named: set[str] = set()
        for model in rows.tables():
            say(rows.name(model))
            manifest["tables"][rows.name(model)] = _write_table(archive, model)
            named |= _files_named(model)
        for name in sorted(named):
            say(name)
            _write_file(archive, name, manifest)
        if with_key:
            archive.writestr(KEY, settings.SECRET_KEY)
            manifest["key"] = hashlib.sha256(settings.SECRET_KEY.encode()).hexdigest()
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))
        archive.comment = SEAL + b"0" * 64
    return manifest


@contextmanager
def _snapshot():
    """A second connection that sees the database as it was at one moment, and keeps nobody from writing."""
    options = dict(settings.DATABASES["default"]["OPTIONS"])
    one = {**connections["default"].settings_dict, "OPTIONS": options, "DISABLE_SERVER_SIDE_CURSORS": False}
    if connections["default"].vendor == "sqlite":
        options["transaction_mode"] = "DEFERRED"
    else:
        options["isolation_level"] = 3  # repeatable read, psycopg's IsolationLevel.REPEATABLE_READ
    connections.databases[SNAPSHOT] = one
    try:
        with transaction.atomic(using=SNAPSHOT):
            yield
    finally:
        connections[SNAPSHOT].close()
        del connections[SNAPSHOT]
        del connections.databases[SNAPSHOT]


def _migrations() -> list[list[str]]:
    """The last migration of each app, which says what shape the rows have."""
    loader = MigrationLoader(connections[SNAPSHOT])
    return sorted(list(node) for node in loader.graph.leaf_nodes() if node in loader.applied_migrations)


def _write_table(archive: zipfile.ZipFile, model: type[models.Model]) -> dict:
    mark, names = rows.Fingerprint(), [field.attname for field in rows.columns(model)]
    with archive.open(f"tables/{rows.name(model)}.jsonl", "w", force_zip64=True) as raw:
        out = io.BufferedWriter(raw, PIECE)
        out.write(json.dumps(names).encode() + b"\n")
        for line in rows.lines(model, names, using=SNAPSHOT):
            mark.add(line)
            out.write(line + b"\n")
        out.flush()
    return mark.facts()


def files_missing() -> list[str]:
    """The files that rows speak of and that are not there, by name; looks each of them up."""
    named = set().union(*(_files_named(model, using="default") for model in rows.tables()))
    return sorted(name for name in named if not default_storage.exists(name))


def _files_named(model: type[models.Model], *, using: str = SNAPSHOT) -> set[str]:
    fields = [field.attname for field in rows.columns(model) if isinstance(field, models.FileField)]
    found: set[str] = set()
    for field in fields:
        named = model._base_manager.using(using).exclude(**{field: ""}).exclude(**{field: None})
        found |= set(named.values_list(field, flat=True))
    return found


def _write_file(archive: zipfile.ZipFile, name: str, manifest: dict) -> None:
    """Copied as it is: most files are compressed already, and what is not packed cannot be a bomb."""
    mark, size = hashlib.sha256(), 0
    try:
        source = default_storage.open(name)
    except FileNotFoundError:
        manifest["missing"].append(name)
        return
    entry = zipfile.ZipInfo(f"files/{name}")
    with source, archive.open(entry, "w", force_zip64=True) as out:
        for piece in iter(lambda: source.read(PIECE), b""):
            mark.update(piece)
            size += len(piece)
            out.write(piece)
    manifest["files"][name] = {"size": size, "sha256": mark.hexdigest()}


def _seal(path: Path) -> None:
    """Put the hash of everything before it into the last 64 bytes, and see that all is on the disk."""
    with open(path, "r+b") as file:
        mark, left = hashlib.sha256(), os.fstat(file.fileno()).st_size - 64
        while left:
            piece = file.read(min(PIECE, left))
            mark.update(piece)
            left -= len(piece)
        file.seek(-64, os.SEEK_END)
        file.write(mark.hexdigest().encode())
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
