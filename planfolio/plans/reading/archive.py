"""A Word or Excel file opened with care: sizes are checked before and while unpacking, and no XML may declare entities.

The archive's own directory may lie, so bytes are also counted as they come out. Only the parts that a reader asks for
are unpacked; macros and embedded files are never among them.
"""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from .draft import Unreadable, _

#: Bytes that all parts together may unpack to.
TOTAL = 50 * 1024 * 1024
ENTRIES = 2_000
PIECE = 64 * 1024
#: Unpacked by packed size, looked at from `RATIO_FROM` bytes on; text of real documents stays under 100.
RATIO = 200
RATIO_FROM = 1024 * 1024
TOO_LARGE = _("This file unpacks to far more than a plan needs. Save a copy that holds only your plan, and try again.")
DAMAGED = _("This file is damaged. Open it in Word or Excel, save it as a new .docx or .xlsx file, and try again.")


@dataclass
class Archive:
    """An opened package. `left` is what may still be unpacked."""

    file: zipfile.ZipFile
    left: int = TOTAL
    names: frozenset[str] = field(default_factory=frozenset)


def open_archive(content: bytes) -> Archive:
    """Raises Unreadable for what is no zip archive, is one with a password, or declares too much."""
    try:
        file = zipfile.ZipFile(io.BytesIO(content))
        entries = file.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise Unreadable(DAMAGED) from error
    if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > TOTAL:
        raise Unreadable(TOO_LARGE)
    if any(entry.file_size > max(RATIO_FROM, RATIO * entry.compress_size) for entry in entries):
        raise Unreadable(TOO_LARGE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(_("This file has a password. Save a copy without a password, and try again."))
    return Archive(file, names=frozenset(entry.filename for entry in entries))


def read_part(archive: Archive, name: str) -> bytes:
    """The bytes of one part, counted against what the whole archive may unpack to, piece by piece: a directory that
    lies about sizes costs one piece."""
    pieces = []
    try:
        with archive.file.open(name) as part:
            while archive.left >= 0 and (piece := part.read(PIECE)):
                pieces.append(piece)
                archive.left -= len(piece)
    except (KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise Unreadable(DAMAGED) from error
    if archive.left < 0:
        raise Unreadable(TOO_LARGE)
    return b"".join(pieces)


def read_xml(archive: Archive, name: str) -> etree._Element:
    """The root of one XML part. Nothing is fetched or expanded; a document type declaration is refused outright."""
    content = read_part(archive, name)
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    try:
        # The declaration comes before the root, so it is found before a tree is built.
        pull = etree.XMLPullParser(events=("start",), **options)
        for start in range(0, len(content), 65536):
            pull.feed(content[start : start + 65536])
            first = next(pull.read_events(), None)
            if first is not None:
                refuse_declarations(first[1])
                break
        root = etree.fromstring(content, etree.XMLParser(remove_comments=True, remove_pis=True, **options))
    except etree.XMLSyntaxError as error:
        raise Unreadable(DAMAGED) from error
    refuse_declarations(root)
    return root


def refuse_declarations(root) -> None:
    if root.getroottree().docinfo.doctype:
        raise Unreadable(
            _("This file declares entities in its XML, as Word and Excel never do. Save it again from Word or Excel.")
        )


def relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What `part` points to inside the package: id to (last word of the type, name of the part)."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in archive.names:
        return {}
    found = {}
    for each in read_xml(archive, rels).iter("{*}Relationship"):
        if each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
            found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target)
    return found


def main_part(archive: Archive) -> str:
    """The name of the part that is the document or the workbook itself; empty when there is none."""
    return next((name for kind, name in relations(archive, "").values() if kind == "officeDocument"), "")


def local(element) -> str:
    """An element's name without its namespace, so that transitional and strict files read alike."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element, name: str, default: str = "") -> str:
    """An attribute by its local name, whatever its namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return default
