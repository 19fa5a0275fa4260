"""Files of a programme from a folder, a ZIP or one file, held to limits before anything is unpacked; and as a ZIP."""

import io
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from planfolio.errors import Refused, TooLarge

from .document import ProgrammeDoc
from .folder import HEAD, Reading, quoting_notes, read_folder, unique_keys
from .writing import written

LARGEST = 10 * 1024 * 1024
#: Everything that is read of an archive, unpacked, and so many files of it.
UNPACKED = 5_000_000
FILES = 1_000
SUFFIXES = (".md", ".markdown", ".toml")


def read_packed(content: bytes, *, name: str) -> Reading:
    """The programme in a ZIP or in one Markdown file. Raises Refused or TooLarge, saying what to do."""
    if len(content) > LARGEST:
        raise TooLarge(_("This file is larger than 10 MB. Leave pictures and films out, and choose it again."))
    if content.startswith(b"PK"):
        return _reading(_unzipped(content), name=name)
    if not name.lower().endswith(SUFFIXES):
        raise Refused(_("Choose a ZIP of the folder, or one Markdown file."))
    return _reading({name: content}, name=name)


def read_path(path: Path) -> Reading:
    """The programme in a folder or file of this computer. Links that lead out of the folder are not followed."""
    if not path.is_dir():
        with path.open("rb") as opened:
            return read_packed(opened.read(LARGEST + 1), name=path.name)
    root = path.resolve()
    found = [each for each in sorted(path.iterdir()) if each.name.lower().endswith(SUFFIXES) and each.is_file()]
    inside = [each for each in found if each.resolve().is_relative_to(root)]
    if len(inside) > FILES or sum(each.stat().st_size for each in inside) > UNPACKED:
        raise TooLarge(_("This folder is too large for a programme. Leave out what does not belong to it."))
    return _reading({each.name: each.read_bytes() for each in inside}, name=root.name)


def _unzipped(content: bytes) -> dict[str, bytes]:
    """The files of the one folder in an archive that holds a programme, by name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = [each for each in archive.infolist() if not each.is_dir() and _wanted(each.filename)]
            if len(listed) > FILES or sum(each.file_size for each in listed) > UNPACKED:
                raise TooLarge(_("This archive is too large for a programme. Leave out what does not belong to it."))
            found = {each.filename: _opened(archive, each) for each in listed}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, OSError) as error:
        raise Refused(_("This ZIP cannot be read. Pack the folder again without a password, and choose it.")) from error
    folder = _folder(list(found))
    return {PurePosixPath(name).name: text for name, text in found.items() if str(PurePosixPath(name).parent) == folder}


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """No more than the entry said it would be, whatever it turns out to hold."""
    with archive.open(entry) as opened:
        return opened.read(entry.file_size)


def _wanted(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.suffix.lower() in SUFFIXES and not any(part.startswith((".", "__MACOSX")) for part in path.parts)


def _folder(names: list[str]) -> str:
    """Where the programme lies: beside its programme.toml, else where most Markdown files are."""
    heads = [str(PurePosixPath(name).parent) for name in names if PurePosixPath(name).name == HEAD]
    if heads:
        return min(heads, key=len)
    parents = [str(PurePosixPath(name).parent) for name in names]
    return max(dict.fromkeys(parents), key=parents.count) if parents else "."


def _reading(files: dict[str, bytes], *, name: str) -> Reading:
    texts = {PurePosixPath(each).name: _decoded(each, content) for each, content in files.items()}
    # A README tells about the folder; it is a thing only where it says so.
    texts = {
        each: text
        for each, text in texts.items()
        if not (each.lower().startswith("readme") and not text.startswith("---"))
    }
    title = PurePosixPath(name).name.removesuffix(".zip").rpartition(".")[0] or PurePosixPath(name).name.removesuffix(
        ".zip"
    )
    reading = read_folder(texts, name=title)
    notes = reading.notes if HEAD in texts else (*reading.notes, *quoting_notes(texts))
    return Reading(unique_keys(reading.doc), notes)


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise Refused(_("%(file)s: save this file as UTF-8, and choose it again.") % {"file": name}) from error


def packed(doc: ProgrammeDoc) -> bytes:
    """The folder of `doc` as a ZIP; the same document gives the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in written(doc).items():
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return made.getvalue()
