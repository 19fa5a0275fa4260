"""Feeds that we write: whatever people wrote, each is XML that every reader reads, with their words in it."""

import re
from datetime import UTC, datetime
from uuid import UUID
from xml.etree import ElementTree as ET

import feedparser
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from planfolio.web.atom import Entry, feed

ATOM = "{http://www.w3.org/2005/Atom}"
AT = datetime(2026, 11, 28, 12, tzinfo=UTC)
#: The production Char of XML 1.0, fifth edition, as one pattern of what it allows.
ALLOWED = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
texts = st.text(st.characters(exclude_categories=()))


def written(text: str, link: str = "https://example.org/") -> bytes:
    entry = Entry(UUID(int=1), text, text, text, link, "fr", AT, AT)
    return feed([entry], urn="urn:uuid:2", title=text, language="en", address=link, page=link, updated=AT)


def kept(text: str) -> str:
    """What an XML reader hands on: the characters that may be there, line ends as line feeds (section 2.11)."""
    return "".join(ALLOWED.findall(text)).replace("\r\n", "\n").replace("\r", "\n")


@given(texts)
@example("Tried\x0bit")
@example("<b>&amp;]]> \u2028 \ufffe \ud800")
def test_any_text_gives_a_feed_that_readers_read_with_the_text_in_it(text):
    body = written(text)
    tree = ET.fromstring(body)
    entry = tree.find(f"{ATOM}entry")
    read = [tree.find(f"{ATOM}title"), *(entry.find(f"{ATOM}{name}") for name in ("title", f"author/{ATOM}name"))]
    assert {each.text or "" for each in [*read, entry.find(f"{ATOM}content")]} == {kept(text)}
    # libxml2 is what newsboat and most readers on phones are built with.
    strict = etree.fromstring(body, etree.XMLParser(recover=False))
    assert (strict.findtext(f"{ATOM}entry/{ATOM}content") or "") == kept(text)


@given(texts)
def test_any_text_gives_an_address_that_stays_within_its_quotes(text):
    (entry,) = ET.fromstring(written("Words", link=text)).findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href").split() == kept(text).split()


def test_a_feed_says_all_of_an_entry():
    told = feedparser.parse(written("Words “so” & <so>", link="https://example.org/?a=1&b=2"))
    (entry,) = told.entries
    assert (told.bozo, told.version, told.feed.language) == (False, "atom10", "en")
    assert (entry.title, entry.author, entry.content[0].value) == ("Words “so” & <so>",) * 3
    assert (entry.link, entry.content[0].language) == ("https://example.org/?a=1&b=2", "fr")
    assert (entry.published, entry.updated) == ("2026-11-28T12:00:00+00:00",) * 2
