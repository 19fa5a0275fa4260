"""Writing a copy of a person's data, piece by piece, while they and others go on writing.

The rows are gathered first, on the disk and not in memory, and gathered again if anything of the person was written
meanwhile (`people.pulse`): so a copy shows one moment, and nobody waits for it. Files never change under their name;
they are read as they are sent.
"""

import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio import __version__
from planfolio.backups.rows import plain
from planfolio.errors import Conflict
from planfolio.journal.files import shown_name, stored_path
from planfolio.journal.incoming import folder
from planfolio.journal.models import Attachment
from planfolio.people.models import Person
from planfolio.people.pulse import pulse

from . import FORMAT, MANIFEST, SCHEMA, VERSION
from .classified import KINDS, Kind, columns

PIECE = 1 << 18
TRIES = 5
#: Written for a field that points to a person: the one whose copy it is.
ME = "me"


@dataclass
class Gathered:
    """All rows of a person as they were at one moment, in a file that is gone once it is closed; the names of files.

    `lines` says where in the file the rows of each name lie: start and length.
    """

    spool: IO[bytes]
    manifest: dict
    lines: dict[str, tuple[int, int]] = field(default_factory=dict)
    stored: dict[str, str] = field(default_factory=dict)

    def close(self) -> None:
        self.spool.close()


def gather(person: Person) -> Gathered:
    """Raises Conflict when something of the person is written all the time."""
    for _try in range(TRIES):
        before = pulse(person)
        found = _gather_once(person)
        if pulse(person) == before:
            return found
        found.close()
    raise Conflict(_("Something of yours is being written at this moment. Wait until it is done, then try again."))


def _gather_once(person: Person) -> Gathered:
    manifest = {
        "$schema": SCHEMA,
        "format": FORMAT,
        "version": VERSION,
        "planfolio": __version__,
        "made_at": timezone.now().isoformat(),
        "rows": {},
        "files": {},
        "missing": [],
    }
    # Named by the folder where uploads wait, so that it lies on the disk that has room for files.
    found = Gathered(tempfile.TemporaryFile(dir=folder()), manifest)  # noqa: SIM115
    for kind in KINDS:
        _gather_rows(found, kind, person)
    for row in Attachment._base_manager.filter(owner=person.pk).order_by("pk").iterator(chunk_size=500):
        name = path_of(row.pk, row.name)
        if stored_path(row.file.name).is_file():
            found.stored[name] = row.file.name
            manifest["files"][name] = {"size": row.size, "sha256": row.sha256}
        else:
            manifest["missing"].append(name)
    return found


def _gather_rows(found: Gathered, kind: Kind, person: Person) -> None:
    start, count, mark = found.spool.tell(), 0, hashlib.sha256()
    for line in lines(kind, person):
        found.spool.write(line)
        mark.update(line)
        count += 1
    size = found.spool.tell() - start
    found.lines[kind.name] = (start, size)
    found.manifest["rows"][kind.name] = {"rows": count, "size": size, "sha256": mark.hexdigest()}


def lines(kind: Kind, person: Person) -> Iterator[bytes]:
    """The rows of `kind` that belong to `person`, each as a line of JSON, sorted by key."""
    fields = columns(kind)
    asked = [kind.reads.get(name, each.attname) for name, each in fields.items()]
    for row in kind.rows(person).values_list(*asked).iterator(chunk_size=1000):
        values = dict(zip(fields, row, strict=True))
        told = {
            name: value if name in kind.reads else _told(fields[name], value, values, person)
            for name, value in values.items()
        }
        yield json.dumps(told, default=plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _told(field: models.Field, value, row: dict, person: Person):
    if isinstance(field, models.FileField):
        return path_of(row["id"], row["name"])
    if getattr(field, "related_model", None) is Person:
        return ME if value == person.pk else None
    return value


def path_of(key, name: str) -> str:
    """Where in the copy a file lies: by its key, under the name that its person gave it."""
    return f"files/{key}/{shown_name(name)}"


class _Outlet(io.RawIOBase):
    """What is written into it is taken out of it again, a piece at a time."""

    def __init__(self):
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.waiting += data
        return len(data)

    def take(self) -> bytes:
        piece, self.waiting = bytes(self.waiting), bytearray()
        return piece


def pieces(found: Gathered) -> Iterator[bytes]:
    """The zip file of `found`, piece by piece; what it gathered is gone at the end, or when the reader goes away.

    A file that is erased while the copy is sent breaks it off: whoever reads it sees that it is not whole.
    """
    outlet = _Outlet()
    try:
        with zipfile.ZipFile(outlet, "w") as archive:
            text = json.dumps(found.manifest, ensure_ascii=False, indent=1).encode()
            archive.writestr(_entry(MANIFEST, found), text, zipfile.ZIP_DEFLATED)
            yield outlet.take()
            for name, (start, size) in found.lines.items():
                found.spool.seek(start)
                yield from _packed(archive, outlet, _entry(f"rows/{name}.jsonl", found), found.spool, size)
            for name, stored in found.stored.items():
                size = found.manifest["files"][name]["size"]
                with stored_path(stored).open("rb") as source:
                    # Most files are packed already.
                    yield from _packed(archive, outlet, _entry(name, found, zipfile.ZIP_STORED), source, size)
        yield outlet.take()
    finally:
        found.close()


def _entry(name: str, found: Gathered, packing: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    made = timezone.datetime.fromisoformat(found.manifest["made_at"])
    entry = zipfile.ZipInfo(name, made.timetuple()[:6])
    entry.compress_type = packing
    entry.external_attr = 0o600 << 16
    return entry


def _packed(archive: zipfile.ZipFile, outlet: _Outlet, entry: zipfile.ZipInfo, source: IO[bytes], size: int):
    with archive.open(entry, "w", force_zip64=size > 1 << 30) as out:
        while size > 0 and (piece := source.read(min(PIECE, size))):
            size -= len(piece)
            out.write(piece)
            yield outlet.take()
    yield outlet.take()
