"""Feeds and pages of strangers: what they say is text, and what they try to do is nothing."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planfolio.web.feeds import NoFeed, entries_of, page_words, plain

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
