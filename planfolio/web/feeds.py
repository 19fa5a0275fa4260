"""Feeds and pages of the web as plain words: what a stranger's file may tell, and nothing that it may do.

The markup of a feed is read by feedparser from bytes that were fetched already; it is never given an address or a name
of a file, which it would open. Whatever is kept of it is text without markup, of a limited length.
"""

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

import nh3

#: Media types of feeds, also as servers that do not know better name them.
FEED_TYPES = (
    "application/atom+xml",
    "application/rss+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "text/html",
    "text/plain",
)
PAGE_TYPES = ("text/html", "application/xhtml+xml")
FEED_BYTES = 1_000_000
ENTRIES = 50
TITLE_LENGTH = 300
WORDS_LENGTH = 500
#: Control signs, halves of signs, and those that turn a line around.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
#: Where a new line begins on a page, words are not one word.
_BLOCK = re.compile(r"<(?:/?(?:p|div|li|h[1-6]|blockquote|tr|td)|br)\b", re.IGNORECASE)
#: What stands before the first element; declarations of a megabyte are a trick.
_HEAD = 10_000
#: Elements beyond this, one within the other, take minutes; a feed has a tenth of it.
_SIGNS = 40_000


class NoFeed(Exception):
    """The bytes are no feed, or one that is made to do harm."""


@dataclass(frozen=True)
class FeedEntry:
    """`mark` is what tells it from others of its feed, `tags` its categories as they stand there."""

    mark: str
    url: str
    title: str
    words: str
    tags: tuple[str, ...]
    published: datetime | None


def entries_of(body: bytes, *, url: str) -> list[FeedEntry]:
    """The latest entries of a feed at `url`, as it orders them; those without an address on the web are left out."""
    body = body.strip()
    first = re.search(rb"<[A-Za-z_]", body[: _HEAD + 2])
    if first is None or b"<!ENTITY" in body.upper() or _signs(body) > _SIGNS:
        raise NoFeed
    import feedparser

    told = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not told.get("version"):
        raise NoFeed
    found = (_entry(each, url) for each in told.entries[:ENTRIES])
    return [each for each in found if each]


def _signs(body: bytes) -> int:
    """How many elements may begin in `body`: not in the bare text (CDATA) that whole posts stand in."""
    first, *bare = body.split(b"<![CDATA[")
    after = (end if closed else inside for inside, closed, end in (each.partition(b"]]>") for each in bare))
    return first.count(b"<") + len(bare) + sum(each.count(b"<") for each in after)


def _entry(told, url: str) -> FeedEntry | None:
    address = _beside(url, told.get("link", ""))
    if not address:
        return None
    tags = tuple(plain(each.get("term") or "", 100) for each in told.get("tags", [])[:50])
    when = told.get("published_parsed") or told.get("updated_parsed")
    return FeedEntry(
        mark=plain(told.get("id") or address, 2_000),
        url=address,
        title=plain(told.get("title", ""), TITLE_LENGTH),
        words=plain(told.get("summary", ""), WORDS_LENGTH),
        tags=tuple(tag for tag in tags if tag),
        published=_moment(when),
    )


def _moment(parts) -> datetime | None:
    try:
        return datetime(*parts[:6], tzinfo=UTC) if parts else None
    except ValueError:
        return None


def _beside(url: str, link: str) -> str:
    try:
        return on_the_web(urljoin(url, link)) if link else ""
    except ValueError:
        return ""


def on_the_web(address: str) -> str:
    """`address` if it is one of the web that fits, else nothing."""
    clean = "".join(sign for sign in address if sign > " " and sign != "\x7f")
    return clean if clean.lower().startswith(("http://", "https://")) and len(clean) <= 2_000 else ""


def plain(text: str, most: int) -> str:
    """`text` without markup and control signs, on one line, cut at a word where it is longer than `most`."""
    apart = _BLOCK.sub(r" \g<0>", str(text)[: 40 * most])
    bare = unescape(nh3.clean(apart, tags=set()))
    bare = " ".join(_UNSEEN.sub(" ", bare).split())
    if len(bare) <= most:
        return bare
    return bare[: most - 1].rsplit(" ", 1)[0][: most - 1] + "…"


@dataclass(frozen=True)
class PageWords:
    """The title of a page and the few words by which it describes itself; either may be empty."""

    title: str
    words: str


def page_words(body: bytes, content_type: str = "") -> PageWords:
    """What the head of a page says. Whatever is wrong with it, nothing is raised."""
    said = re.search(rb"charset=[\"']?([A-Za-z0-9_-]{1,40})", content_type.encode() + b" " + body[:2_000])
    try:
        text = body.decode(said[1].decode() if said else "utf-8", "replace")
    except LookupError:
        text = body.decode("utf-8", "replace")
    reader = _Head()
    reader.feed(text[:200_000])
    title = reader.meta.get("og:title") or "".join(reader.title)
    words = reader.meta.get("og:description") or reader.meta.get("description", "")
    return PageWords(plain(title, TITLE_LENGTH), plain(words, WORDS_LENGTH))


def feed_link(body: bytes, url: str) -> str:
    """The address of the feed that a page at `url` names; nothing where it is no page or names none."""
    if not _is_page(body[:_HEAD]):
        return ""
    reader = _Head()
    reader.feed(body[:200_000].decode("utf-8", "replace"))
    return _beside(url, reader.feeds[0]) if reader.feeds else ""


def _is_page(head: bytes) -> bool:
    """Whether HTML begins here, after a byte order mark, a declaration of XML or comments as caches put them there."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    while head.startswith((b"<!--", b"<?xml")):
        head = head.partition(b"-->" if head.startswith(b"<!--") else b"?>")[2].lstrip()
    return bool(re.match(rb"<(!doctype\s+html|html|head)\b", head, re.IGNORECASE))


class _Head(HTMLParser):
    def __init__(self):
        super().__init__()
        self.title, self.meta, self.feeds, self.inside = [], {}, [], False

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "meta" and told.get("content"):
            self.meta.setdefault((told.get("name") or told.get("property") or "").lower(), told["content"])
        kind = (told.get("type") or "").lower()
        if tag == "link" and kind in FEED_TYPES[:2] and told.get("href") and "alternate" in (told.get("rel") or ""):
            self.feeds.append(told["href"])
        self.inside = (tag == "title" and not self.title) or (self.inside and tag != "title")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "title"

    def handle_data(self, text):
        if self.inside:
            self.title.append(text)
