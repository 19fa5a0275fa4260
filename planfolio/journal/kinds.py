"""What a file is, by its content and not by what it is called; and what of it may be shown inside a page.

A name that promises one thing over a content that is another is refused where it could deceive the person who opens
it. Nothing here decides whether a file is safe to open elsewhere: files are always sent so that none can run in the
site's own origin (`views.files`).
"""

import mimetypes
from pathlib import Path, PurePosixPath

import filetype
from django.utils.translation import gettext as _

from planfolio.errors import Refused

HTML, SVG, XML, PROGRAM = "text/html", "image/svg+xml", "application/xml", "application/x-executable"
UNKNOWN = "application/octet-stream"
#: Pictures whose location and camera data `pictures` can take out.
CLEANED = {"image/jpeg", "image/png", "image/webp", "image/tiff"}
#: Pictures that carry such data in ways that cannot be cleaned here, and are refused.
UNCLEANED = {
    "image/heic",
    "image/heif",
    "image/avif",
    "image/x-canon-cr2",
    "image/jxr",
    "image/vnd.ms-photo",
    "image/vnd.adobe.photoshop",
    "image/jpx",
    "image/jp2",
    "image/jxl",
}
#: What the first box of such a picture names itself (ISO/IEC 23008-12).
HEIF_BRANDS = {
    *(b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"),
    *(b"mif1", b"mif2", b"msf1", b"avif", b"avis", b"miaf"),
}
#: The only kinds that are shown in a page; all others are sent as downloads.
SHOWN = {"image/jpeg", "image/png", "image/webp", "image/gif"}
#: Endings whose content must be of one of these kinds.
_PROMISED = {
    ".pdf": {"application/pdf"},
    ".jpg": {"image/jpeg"},
    ".jpeg": {"image/jpeg"},
    ".png": {"image/png"},
    ".gif": {"image/gif"},
    ".webp": {"image/webp"},
    ".tif": {"image/tiff"},
    ".tiff": {"image/tiff"},
    ".zip": {"application/zip"},
    ".epub": {"application/epub+zip", "application/zip"},
}
_OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
_TEXTS = {".txt", ".md", ".csv", ".tsv", ".json", ".ris", ".bib", ".nbib", ".log", ".toml", ".yaml", ".yml", ".ics"}
_HEAD = 65_536


def kind_of(path: Path, name: str) -> str:
    """The media type of the file at `path` that somebody called `name`. Raises Refused when the two disagree."""
    with open(path, "rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise Refused(_("“%(name)s” is empty. Choose a file that is not empty.") % {"name": name})
    found = content_kind(head)
    ending = PurePosixPath(name.lower()).suffix
    _check_promise(found, ending, name)
    if found == "application/zip" and ending in _OFFICE:
        return mimetypes.guess_type(name)[0] or found
    if found == "text/plain" and ending in _TEXTS:
        return mimetypes.guess_type(name)[0] or found
    return found


def content_kind(head: bytes) -> str:
    """The media type that the first bytes of a file show."""
    if _is_heif(head):
        return "image/heif"
    guessed = filetype.guess_mime(head)
    if guessed and guessed.startswith("application/vnd.openxmlformats"):
        return "application/zip"
    if guessed in {"application/x-msdownload", "application/x-dosexec", "application/x-elf"} or _is_program(head):
        return PROGRAM
    return guessed or _text_kind(head)


def _is_heif(head: bytes) -> bool:
    """Whether any of the brands that the file claims is of the family of HEIF, which phones take pictures in."""
    size = int.from_bytes(head[:4])
    brands = {head[place : place + 4] for place in range(8, min(size, 256), 4) if place != 12}
    return head[4:8] == b"ftyp" and bool(brands & HEIF_BRANDS)


def _is_program(head: bytes) -> bool:
    return head.startswith((b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa"))


def _text_kind(head: bytes) -> str:
    """HTML, SVG and XML wherever a browser might see them, plain text, or unknown."""
    text = _decoded(head)
    if text is None:
        return UNKNOWN
    start = text.lstrip("\ufeff \t\r\n\f")[:4096].lower()
    if "<svg" in start and start.startswith("<"):
        return SVG
    if start.startswith(("<!doctype html", "<html", "<script", "<head", "<body", "<iframe", "<!--")):
        return HTML
    if "<html" in start or "<script" in start:
        return HTML
    return XML if start.startswith("<?xml") else "text/plain"


def _decoded(head: bytes) -> str | None:
    """The text, in the encodings that texts come in; None for what is no text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    if b"\0" in head:
        return None
    try:
        # A character may be cut at the end of what was read.
        return head.decode("utf-8") if len(head) < _HEAD else head[:-4].decode("utf-8", errors="ignore")
    except UnicodeDecodeError:
        return head.decode("latin-1")


def _check_promise(found: str, ending: str, name: str) -> None:
    words = {"name": name}
    if found in UNCLEANED or ending in {".heic", ".heif", ".avif"}:
        raise Refused(
            _("“%(name)s” may hold where it was taken, and we cannot take that out. Save it as JPEG or PNG first.")
            % words
        )
    if found == PROGRAM:
        raise Refused(_("“%(name)s” is a program. Put it into a zip file, or link to where it can be had.") % words)
    promised = _PROMISED.get(ending)
    if promised is not None and found not in promised:
        raise Refused(
            _("“%(name)s” is not what its ending says. Give it the ending it should have, or save it again.") % words
        )
    if ending in _OFFICE and found not in {"application/zip", *_open_documents()}:
        raise Refused(_("“%(name)s” cannot be read as a document. Save it again and choose the new file.") % words)
    if found == HTML and ending in _TEXTS:
        raise Refused(_("“%(name)s” is a web page, not a text. Save it as a PDF, or link to the page.") % words)


def _open_documents() -> set[str]:
    return {f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet", "presentation")}
