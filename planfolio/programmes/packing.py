"""Files of a programme from a folder, a ZIP or one file, held to limits before anything is unpacked; and as a ZIP."""

import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from planfolio.errors import Refused, TooLarge

from .document import ProgrammeDoc
from .folder import HEAD, MARKDOWN, Note, Reading, quoting_notes, read_folder, unique_keys
from .layout import below_root, tells_about_folder
from .writing import written

LARGEST = 10 * 1024 * 1024
#: Everything that is read of an archive, unpacked, and so many files of it.
UNPACKED = 5_000_000
FILES = 1_000
SUFFIXES = (*MARKDOWN, ".toml")
#: What others write their things in, which is not read; so many of them are named.
TEXTS = (".html", ".htm", ".docx", ".doc", ".odt", ".rtf", ".txt", ".rst", ".mdx", ".pdf", ".xml")
NAMED = 12
#: A page that says that it is a thing, whatever it is called.
_NUMBERED = re.compile(r"\A\s*(?:---|\+\+\+)(?s:.{0,2000}?)\n(?:thing|number|chose|essai)[ \t]*[:=]")


def read_packed(content: bytes, *, name: str) -> Reading:
    """The programme in a ZIP or in one Markdown file. Raises Refused or TooLarge, saying what to do."""
    if len(content) > LARGEST:
        raise TooLarge(_("This file is larger than 10 MB. Leave pictures and films out, and choose it again."))
    if content.startswith(b"PK"):
        files, others = _unzipped(content)
        return _reading(files, name=name, others=others)
    if not name.lower().endswith(SUFFIXES):
        raise Refused(_("Choose a ZIP of the folder, or one Markdown file."))
    return _reading({name: content}, name=name)


def read_path(path: Path) -> Reading:
    """The programme in a folder or file of this computer. Links that lead out of the folder are not followed."""
    if not path.is_dir():
        with path.open("rb") as opened:
            return read_packed(opened.read(LARGEST + 1), name=path.name)
    found = {each.relative_to(path).as_posix(): each for each in _files_in(path)}
    wanted = {name: each for name, each in found.items() if name.lower().endswith(SUFFIXES)}
    if len(wanted) > FILES or sum(each.stat().st_size for each in wanted.values()) > UNPACKED:
        raise TooLarge(_("This folder is too large for a programme. Leave out what does not belong to it."))
    chosen = _chosen({name: each.read_bytes() for name, each in wanted.items()})
    return _reading(chosen, name=path.resolve().name, others=_others(found))


def _files_in(path: Path) -> Iterator[Path]:
    """The files of a folder and those below it, without what is hidden. Raises TooLarge for very many."""
    root, seen = path.resolve(), 0
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(each for each in folders if not _hidden(each))
        for name in sorted(names):
            seen += 1
            if seen > 10 * FILES:
                raise TooLarge(_("This folder is too large for a programme. Leave out what does not belong to it."))
            there = Path(folder) / name
            if not _hidden(name) and there.is_file() and there.resolve().is_relative_to(root):
                yield there


def _unzipped(content: bytes) -> tuple[dict[str, bytes], list[str]]:
    """The files of a programme in an archive, by name, and the names of what else people may have meant to be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir() and _inside(_path(each))]
            listed = [each for each in entries if _path(each).suffix.lower() in SUFFIXES]
            if len(listed) > FILES or sum(each.file_size for each in listed) > UNPACKED:
                raise TooLarge(_("This archive is too large for a programme. Leave out what does not belong to it."))
            found = {_path(each).as_posix(): _opened(archive, each) for each in listed}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, OSError) as error:
        raise Refused(_("This ZIP cannot be read. Pack the folder again without a password, and choose it.")) from error
    return _chosen(found), _others(_path(each).name for each in entries)


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """No more than the entry said it would be, whatever it turns out to hold."""
    with archive.open(entry) as opened:
        return opened.read(entry.file_size)


def _path(entry: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(entry.filename.replace("\\", "/"))


def _inside(path: PurePosixPath) -> bool:
    return not path.is_absolute() and not any(_hidden(part) for part in path.parts)


def _hidden(name: str) -> bool:
    return name.startswith((".", "__MACOSX")) or name == "node_modules"


def _chosen(found: dict[str, bytes]) -> dict[str, bytes]:
    """What lies beside a programme.toml, by its name; where there is none, all, by its path below what holds all."""
    heads = [PurePosixPath(name).parent for name in found if PurePosixPath(name).name == HEAD]
    if heads:
        folder = min(heads, key=lambda each: len(each.parts))
        return {PurePosixPath(name).name: each for name, each in found.items() if PurePosixPath(name).parent == folder}
    pages = {name: each for name, each in found.items() if name.lower().endswith(MARKDOWN)}
    return {short: pages[name] for name, short in below_root(pages).items()}


def _others(names: Iterable[str]) -> list[str]:
    return sorted({PurePosixPath(name).name for name in names if name.lower().endswith(TEXTS)})


def _reading(files: dict[str, bytes], *, name: str, others: Sequence[str] = ()) -> Reading:
    notes: list[Note] = []
    texts = {each: _decoded(each, content, notes) for each, content in files.items()}
    if others:
        names = ", ".join(others[:NAMED]) + (" …" if len(others) > NAMED else "")
        notes.append(Note("", _("Left out, because only Markdown is read: %(names)s.") % {"names": names}))
    texts = _without_words_about_it(texts, notes)
    title = PurePosixPath(name).name.removesuffix(".zip").rpartition(".")[0] or PurePosixPath(name).name.removesuffix(
        ".zip"
    )
    reading = read_folder(texts, name=title)
    notes += reading.notes if HEAD in texts else (*reading.notes, *quoting_notes(texts))
    return Reading(unique_keys(reading.doc), tuple(notes))


def _without_words_about_it(texts: dict[str, str], notes: list[Note]) -> dict[str, str]:
    """`texts` without what tells about the folder, unless it says that it is a thing, or there is nothing else."""
    pages = [each for each in texts if each != HEAD]
    left = {each for each in pages if tells_about_folder(each, pages) and not _NUMBERED.search(texts[each])}
    if len(left) == len(pages):
        return texts
    notes += (Note(each, _("It tells about the folder, so it is no thing.")) for each in sorted(left))
    return {each: text for each, text in texts.items() if each not in left}


def _decoded(name: str, content: bytes, notes: list[Note]) -> str:
    """The text of a file: UTF-8, UTF-16 that says so, or what old Windows wrote, which is told."""
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp1252":
            words = _("It is not in UTF-8. It was read as a file of Windows: look whether its accents are right.")
            notes.append(Note(name, words))
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Refused(_("%(file)s: save this file as UTF-8, and choose it again.") % {"file": name})


def packed(doc: ProgrammeDoc) -> bytes:
    """The folder of `doc` as a ZIP; the same document gives the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in written(doc).items():
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return made.getvalue()
