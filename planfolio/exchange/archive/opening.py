"""Whether a file is a copy that can be read without harm, decided before anything of it is unpacked."""

import json
import shutil
import zipfile
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from planfolio.errors import Refused, StorageFull

from . import FORMAT, MANIFEST, VERSION
from .classified import KINDS

MANIFEST_LIMIT = 16 << 20
#: All rows of one person; ten thousand entries are some 10 MB.
ROWS_LIMIT = 256 << 20
ENTRIES_LIMIT = 100_000
#: Text that people wrote is never packed more tightly than this, once there is a megabyte of it.
RATIO, SMALL = 100, 1 << 20
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_KEYS = {"rows": {"rows", "size", "sha256"}, "files": {"size", "sha256"}}


@dataclass(frozen=True)
class Opened:
    """A copy whose names and sizes are in order; its contents are checked as they are read."""

    archive: zipfile.ZipFile
    manifest: dict

    def lines(self, name: str):
        """The lines of one kind of rows. Raises Refused where they are not those that were written."""
        facts, mark, left = self.manifest["rows"].get(name), sha256(), 0
        if facts is None:
            return
        with self.archive.open(f"rows/{name}.jsonl") as source:
            left = facts["size"]
            while line := source.readline(left + 1):
                left -= len(line)
                mark.update(line)
                yield line
        if left or mark.hexdigest() != facts["sha256"]:
            raise damaged(f"rows/{name}.jsonl")

    @property
    def made_at(self) -> datetime:
        return datetime.fromisoformat(self.manifest["made_at"])

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.archive.close()

    def file(self, name: str) -> IO[bytes]:
        return self.archive.open(name)


def damaged(what: str) -> Refused:
    return Refused(
        _("This copy is damaged or was changed (%(what)s). Nothing of it was brought in. Choose another copy.")
        % {"what": what}
    )


def opened(source: Path | IO[bytes]) -> Opened:
    """Raises Refused, whose words say what to do; StorageFull where its files would find no room."""
    try:
        archive = zipfile.ZipFile(source)
        manifest = _manifest(archive)
    except (
        zipfile.BadZipFile,
        ValueError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        RecursionError,
        EOFError,
    ) as error:
        raise Refused(_("This is no copy of somebody's data. Choose the zip file that a Planfolio gave.")) from error
    if manifest["version"] > VERSION or set(manifest["rows"]) - {kind.name for kind in KINDS}:
        raise Refused(_("This copy was made by a newer Planfolio. Bring it into that version or a later one."))
    _check_entries(archive, manifest)
    return Opened(archive, manifest)


def _manifest(archive: zipfile.ZipFile) -> dict:
    """Raises ValueError or KeyError for what is none of ours."""
    entry = archive.getinfo(MANIFEST)
    _check_entry(entry, entry.file_size, MANIFEST_LIMIT)
    with archive.open(entry) as source:
        manifest = json.loads(source.read(MANIFEST_LIMIT + 1))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or type(manifest.get("version")) is not int:
        raise ValueError(MANIFEST)
    for part, keys in _KEYS.items():
        if not isinstance(manifest[part], dict) or not all(_is_facts(each, keys) for each in manifest[part].values()):
            raise ValueError(part)
    if not all(isinstance(manifest[name], str) for name in ("made_at", "planfolio")) or not _texts(manifest["missing"]):
        raise ValueError(MANIFEST)
    datetime.fromisoformat(manifest["made_at"])
    return manifest


def _is_facts(facts, keys: set[str]) -> bool:
    """Whether it says of a file what there is to be said: its hash, and counts."""
    if not isinstance(facts, dict) or set(facts) != keys or not isinstance(facts["sha256"], str):
        return False
    return all(type(facts[name]) is int and facts[name] >= 0 for name in keys - {"sha256"})


def _texts(value) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _check_entries(archive: zipfile.ZipFile, manifest: dict) -> None:
    """The file holds what it says it does, no more, under names that lead nowhere, and not too much of it."""
    entries = {entry.filename: entry for entry in archive.infolist()}
    listed = {f"rows/{name}.jsonl": facts["size"] for name, facts in manifest["rows"].items()}
    rows = sum(listed.values())
    listed |= {name: facts["size"] for name, facts in manifest["files"].items()}
    if len(archive.infolist()) > ENTRIES_LIMIT or rows > ROWS_LIMIT:
        raise Refused(_("This copy holds more than one person can have here. Nothing of it was brought in."))
    if len(entries) != len(archive.infolist()) or set(entries) != {MANIFEST, *listed}:
        raise damaged(_("it holds something else than it says"))
    for name, size in listed.items():
        limit = ROWS_LIMIT if name.startswith("rows/") else settings.UPLOAD_LIMIT
        if not _leads_nowhere(name):
            raise damaged(name)
        _check_entry(entries[name], size, limit)
    if sum(listed.values()) - rows > shutil.disk_usage(settings.DATA).free:
        raise StorageFull(_("There is no room for the files in this copy. Make room, then try again."))


def _leads_nowhere(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not (set("\\:\0") & set(name)) and not name.startswith("/") and ".." not in parts and "//" not in name


def _check_entry(entry: zipfile.ZipInfo, size: int, limit: int) -> None:
    if size > limit:
        words = _("“%(name)s” in this copy is larger than %(limit)s MB, which is as large as files can be here.")
        raise Refused(words % {"name": PurePosixPath(entry.filename).name, "limit": limit >> 20})
    too_tight = size > SMALL and size > RATIO * max(entry.compress_size, 1)
    if entry.file_size != size or entry.compress_type not in _PACKINGS or entry.flag_bits & 1 or too_tight:
        raise damaged(entry.filename)
