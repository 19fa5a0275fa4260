"""Feeds and pages of strangers: what they say is text, and what they try to do is nothing."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planfolio.web.feeds import NoFeed, entries_of, feed_link, page_words, plain

ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>My blog</title>
<entry><id>tag:1</id><title>Thing 5: tags &amp; more</title><link href="/2026/5"/><category term="23things"/>
<category term="thing-05"/><published>2026-10-05T10:00:00+02:00</published>
<summary type="html">&lt;p&gt;I tried &lt;b&gt;it&lt;/b&gt;.&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;</summary>
</entry>
<entry><title>No address</title></entry>
<entry><title>Bad address</title><link href="javascript:alert(1)"/></entry>
</feed>"""
RSS = b"""<rss version="2.0"><channel><title>B</title><item><guid>g-1</guid><title>One</title>
<link>https://blog.example/1</link><category>Thing 5</category><pubDate>Mon, 05 Oct 2026 08:00:00 GMT</pubDate>
<description>Words &nbsp;here</description></item></channel></rss>"""


def test_an_atom_feed_is_read_as_plain_words():
    (entry,) = entries_of(ATOM, url="https://blog.example/feed")
    assert (entry.mark, entry.url, entry.title) == ("tag:1", "https://blog.example/2026/5", "Thing 5: tags & more")
    assert entry.words == "I tried it."
    assert entry.tags == ("23things", "thing-05")
    assert entry.published.isoformat() == "2026-10-05T08:00:00+00:00"


def test_an_rss_feed_is_read_though_it_is_not_well_formed():
    (entry,) = entries_of(RSS, url="https://blog.example/feed")
    assert (entry.mark, entry.title, entry.words, entry.tags) == ("g-1", "One", "Words here", ("Thing 5",))


BOMB = (
    b'<!DOCTYPE f [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='http://a.example/'/><title>&j;</title></entry></feed>"
)
OUTSIDE = b"""<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item>
<link>http://a.example/</link><title>&x;</title></item></channel></rss>"""


@pytest.mark.parametrize(
    "body",
    [
        b"", b"hello", b"<html><title>A page</title></html>", BOMB, OUTSIDE, b"{}", b"\x00\xff" * 500, b"\n" * 900_000,
        b"<?x " + b"\n" * 900_000 + b"?><rss/>", b"<" * 900_000, b"<a>" * 300_000, b"<!--" * 200_000,
    ],
    ids=["empty", "words", "page", "bomb", "file", "json", "bytes", "lines", "head", "signs", "deep", "comments"],
)  # fmt: skip
def test_what_is_no_feed_or_a_trick_is_refused_soon(body):
    began = time.monotonic()
    with pytest.raises(NoFeed):
        entries_of(body, url="https://blog.example/")
    assert time.monotonic() - began < 10


def test_a_document_type_elsewhere_is_never_asked_for():
    body = b'<!DOCTYPE rss SYSTEM "http://evil.example/x.dtd">' + RSS
    (entry,) = entries_of(body, url="https://blog.example/")
    assert entry.title == "One"


def test_ten_thousand_entries_and_very_long_ones_are_cut():
    item = b"<item><link>https://a.example/</link><title>" + b"word " * 900 + b"</title></item>"
    found = entries_of(b"<rss version='2.0'><channel>" + item * 200 + b"</channel></rss>", url="https://a.example/")
    assert len(found) == 50
    assert len(found[0].title) <= 300


@given(st.binary(max_size=300))
def test_whatever_comes_is_entries_or_no_feed(body):
    for whole in (body, b"<rss version='2.0'><channel><item>" + body + b"</item></channel></rss>"):
        try:
            entries_of(whole, url="https://blog.example/")
        except NoFeed:
            continue


@given(st.text(max_size=200), st.integers(10, 50))
def test_plain_words_hold_no_markup_and_no_sign_that_turns_a_line(text, most):
    bare = plain(f"<b>{text}</b>", most)
    assert len(bare) <= most
    assert bare.isprintable() or not set(bare) & set("\x00\n\r\t\u202e\u2066")


def test_a_page_tells_its_title_and_description():
    page = b"<html><head><title>My  post\n</title><meta name='description' content='What &lt;b&gt;I&lt;/b&gt; found'>"
    assert (page_words(page).title, page_words(page).words) == ("My post", "What I found")
    page = b"<meta property='og:title' content='Better'><title>Worse</title>"
    assert page_words(page).title == "Better"
    assert page_words("<title>Été</title>".encode("latin-1"), "text/html; charset=iso-8859-1").title == "Été"
    assert page_words(b"<title>x</title>", "text/html; charset=nonsense").title == "x"
    assert "<" not in page_words(b"<title><script>alert(1)</script></title>").title
    assert page_words(b"\xff\xfe" * 99).title == ""


def whole_posts(words: bytes) -> bytes:
    item = (
        b"<item><title>T</title><link>https://a.example/1</link><description><![CDATA["
        + words
        + b"]]></description></item>"
    )
    return b"<rss version='2.0'><channel>" + item * 20 + b"</channel></rss>"


def test_long_posts_that_stand_whole_in_a_feed_are_no_trick():
    found = entries_of(whole_posts(b"<p>One <a href='x'>two</a></p>" * 700), url="https://a.example/")
    assert len(found) == 20
    assert found[0].words.startswith("One two One two")


@pytest.mark.parametrize("body", [b"<![CDATA[" * 100_000, b"<![CDATA[<p>]]>" * 60_000, b"<![CDATA[<" * 90_000])
def test_bare_text_without_end_is_refused_soon(body):
    began = time.monotonic()
    with pytest.raises(NoFeed):
        entries_of(b"<rss version='2.0'><channel><item><title>" + body, url="https://a.example/")
    assert time.monotonic() - began < 5


LINK = b'<link rel="alternate" type="application/rss+xml" href="/feed">'


@pytest.mark.parametrize(
    "begin",
    [
        b"<!DOCTYPE html><html><head>",
        b"\xef\xbb\xbf<!doctype html><html><head>",
        b"<!-- made by a cache -->\n<!DOCTYPE html><html><head>",
        b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html><head>',
    ],
)
def test_a_page_is_known_however_it_begins(begin):
    assert feed_link(begin + LINK, "https://a.example/2026/") == "https://a.example/feed"


def test_a_feed_is_no_page_and_a_page_may_name_none():
    assert feed_link(b"<?xml version='1.0'?><rss><channel>" + LINK, "https://a.example/") == ""
    assert feed_link(b"<!DOCTYPE html><html><head><title>x</title>", "https://a.example/") == ""


def test_a_page_that_hides_its_beginning_is_looked_at_soon():
    began = time.monotonic()
    assert feed_link(b"<!--" + b"-->\n<!-- " * 100_000, "https://a.example/") == ""
    assert time.monotonic() - began < 2
