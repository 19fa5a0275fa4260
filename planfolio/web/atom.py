"""Atom 1.0 (RFC 4287) out of plain values: the one writer of feeds, whatever words people put into them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from xml.etree import ElementTree as ET

#: What XML 1.0 forbids (section 2.2): control characters but tab and line ends, surrogates and two non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Entry:
    key: UUID
    title: str
    author: str
    words: str
    link: str
    language: str
    created: datetime
    updated: datetime


def feed(
    entries: Iterable[Entry], *, urn: str, title: str, language: str, address: str, page: str, updated: datetime
) -> bytes:
    """The entries in their order, in UTF-8; `address` is the feed's own, `page` what people read in its stead.

    Words are plain text. A character that XML forbids is left out, and line ends are read back as line feeds.
    """
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language})
    _add(root, "id", urn)
    _add(root, "title", title)
    _add(root, "updated", updated.isoformat())
    _add(root, "link", rel="self", href=address)
    _add(root, "link", href=page)
    for entry in entries:
        _add_entry(root, entry)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _add_entry(root: ET.Element, entry: Entry) -> None:
    made = ET.SubElement(root, "entry", {"xml:lang": entry.language})
    _add(made, "id", f"urn:uuid:{entry.key}")
    _add(made, "title", entry.title)
    _add(ET.SubElement(made, "author"), "name", entry.author)
    _add(made, "updated", entry.updated.isoformat())
    _add(made, "published", entry.created.isoformat())
    _add(made, "link", href=entry.link)
    _add(made, "content", entry.words, type="text")


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> None:
    plain = {name: _plain(value) for name, value in attributes.items()}
    ET.SubElement(parent, tag, plain).text = _plain(text) or None


def _plain(text: str) -> str:
    return _FORBIDDEN.sub("", text)
