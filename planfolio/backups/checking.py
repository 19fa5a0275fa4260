"""Whether a backup is whole and harmless, decided before anything of it is put in place."""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.utils.translation import gettext as _

from planfolio.errors import Refused, StorageFull

from . import FORMAT, KEY, MANIFEST, SEAL, VERSION, Damaged

PIECE = 1 << 20
#: More than any manifest needs; a larger one would only fill the memory.
MANIFEST_LIMIT = 256 << 20


def opened(path: Path) -> tuple[zipfile.ZipFile, dict]:
    """The archive and its manifest, its seal, names and sizes checked; the contents are checked as they are read.

    Raises Damaged; Refused where it is no backup or a newer Planfolio's; StorageFull where it would not fit.
    """
    if not path.is_file():
        raise Refused(_("There is no file {path}. Check the name.").format(path=path))
    _check_seal(path)
    try:
        archive = zipfile.ZipFile(path)
        manifest = _manifest(archive)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise Damaged.because(type(error).__name__) from error
    if manifest.get("format") != FORMAT or manifest.get("version", 0) > VERSION:
        raise Refused(_("This backup was made by a newer Planfolio. Install that version first, then restore."))
    _check_names(archive, manifest)
    return archive, manifest


@contextmanager
def damage() -> Iterator[None]:
    """Whatever a made-up archive trips over while it is read is Damaged, said in one way."""
    try:
        yield
    except (zipfile.BadZipFile, ValueError, TypeError, KeyError, IntegrityError, DataError, ValidationError) as error:
        raise Damaged.because(type(error).__name__) from error


def _check_seal(path: Path) -> None:
    size = path.stat().st_size
    length = len(SEAL) + 64
    with open(path, "rb") as file:
        file.seek(-min(size, length), os.SEEK_END)
        end = file.read()
        if not end.startswith(SEAL):
            raise Refused(_("{path} is not a backup of Planfolio, or its end is missing.").format(path=path))
        file.seek(0)
        mark, left = hashlib.sha256(), size - 64
        while left:
            piece = file.read(min(PIECE, left))
            if not piece:
                break
            mark.update(piece)
            left -= len(piece)
    if mark.hexdigest().encode() != end[-64:]:
        raise Damaged.because(_("its seal does not fit"))


def _manifest(archive: zipfile.ZipFile) -> dict:
    if archive.getinfo(MANIFEST).file_size > MANIFEST_LIMIT:
        raise Damaged.because(MANIFEST)
    manifest = json.loads(read_bounded(archive, MANIFEST, MANIFEST_LIMIT))
    if not isinstance(manifest, dict):
        raise Damaged.because(MANIFEST)
    return manifest


def read_bounded(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    with archive.open(name) as source:
        text = source.read(limit + 1)
    if len(text) > limit:
        raise Damaged.because(name)
    return text


def _check_names(archive: zipfile.ZipFile, manifest: dict) -> None:
    """The archive holds exactly what the manifest lists, under names that stay inside the folder."""
    there = [entry.filename for entry in archive.infolist()]
    listed = {MANIFEST, *(f"tables/{name}.jsonl" for name in manifest["tables"])}
    listed |= {f"files/{name}" for name in manifest["files"]} | ({KEY} if "key" in manifest else set())
    if len(there) != len(set(there)) or set(there) != listed:
        raise Damaged.because(_("it holds something else than it says"))
    for name in listed:
        parts = PurePosixPath(name).parts
        if ".." in parts or name.startswith("/") or "\\" in name or ":" in name or "\x00" in name or "//" in name:
            raise Damaged.because(name)


def check_room(archive: zipfile.ZipFile, manifest: dict, folder: Path) -> None:
    """What the archive unpacks to, by its own account; nothing is ever written beyond that account."""
    tables = sum(archive.getinfo(f"tables/{name}.jsonl").file_size for name in manifest["tables"])
    needed = 3 * tables + sum(file["size"] for file in manifest["files"].values())
    if needed > shutil.disk_usage(folder).free:
        raise StorageFull(
            _(
                "Restoring needs about {needed} MB and there is less room in {folder}. Make room, then try again."
            ).format(needed=needed // 1_000_000 + 1, folder=folder)
        )
