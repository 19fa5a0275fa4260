"""A message of any program, charset and encoding, or of none: what somebody wrote in it, and nothing else."""

import base64
import quopri
import time
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planfolio.mentoring.letterbox.markup import words_of
from planfolio.mentoring.letterbox.quoting import own_words
from planfolio.mentoring.letterbox.reading import LIMIT, clean, flowed, read
from planfolio.mentoring.letterbox.timed import take_time
from planfolio.web.forms import plain_text

from . import samples_of_mail as samples


def message(body: bytes, *headers: str) -> bytes:
    return "\r\n".join(["From: Sam <sam@example.org>", "Message-ID: <1@example.org>", *headers, "", ""]).encode() + body


@pytest.mark.parametrize("program", samples.PLAIN)
def test_what_a_program_quotes_is_left_out(program):
    assert own_words(clean(samples.PLAIN[program])) == samples.OWN


@pytest.mark.parametrize("program", samples.PLAIN_FR)
def test_what_a_program_quotes_in_french_is_left_out(program):
    assert own_words(clean(samples.PLAIN_FR[program])) == samples.OWN_FR


@pytest.mark.parametrize("program", samples.HTML)
def test_a_mail_of_html_alone_is_read_as_words(program):
    received = read(message(samples.HTML[program].encode(), "Content-Type: text/html; charset=utf-8"))
    assert own_words(received.text) == samples.OWN


@pytest.mark.parametrize("text", samples.OWN_WORDS_THAT_LOOK_LIKE_QUOTATIONS)
def test_words_that_only_look_like_a_quotation_stay(text):
    assert own_words(text) == text


def test_lists_and_tables_of_html_stay_lines():
    html = "<p>Try:</p><ul><li>one</li><li>two &amp; three</li></ul><table><tr><td>a</td><td>b</td></tr></table>"
    assert words_of(html) == "Try:\n\n- one\n- two & three\n\na b\n"
    assert words_of("<style>p{}</style><script>x()</script><p>Yes<br>No</p><pre>a\n  b</pre>").split("\n") == [
        *("Yes", "No", "", "a", "  b", "")
    ]


@pytest.mark.parametrize(
    "charset",
    [
        *(
            "utf-8",
            "iso-8859-1",
            "iso-8859-15",
            "windows-1252",
            "utf-16",
            "utf-7",
            "mac-roman",
            "cp850",
            "windows-1254",
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_charsets_and_encodings(charset, encoding):
    text = "Déjà vu : garder l'œuvre".replace("œ", "oe")
    raw = text.encode(charset)
    sent = {"base64": base64.encodebytes(raw), "quoted-printable": quopri.encodestring(raw), "8bit": raw}[encoding]
    if (charset, encoding) == ("utf-16", "8bit"):
        return
    headers = [f'Content-Type: text/plain; charset="{charset}"', f"Content-Transfer-Encoding: {encoding}"]
    assert read(message(sent, *headers)).text.strip() == text


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        *[("gb2312", "检索策略"), ("big5", "檢索策略"), ("iso-2022-jp", "検索式"), ("shift_jis", "検索式")],
        *[("euc-kr", "검색 전략"), ("ks_c_5601-1987", "검색 전략"), ("koi8-r", "Поиск"), ("windows-1256", "بحث")],
        *[("iso-8859-1", "“quoted” – €")],
    ],
)
def test_charsets_of_the_world(charset, text):
    raw = text.encode({"iso-8859-1": "windows-1252", "ks_c_5601-1987": "cp949"}.get(charset, charset))
    assert read(message(raw, f"Content-Type: text/plain; charset={charset}")).text == text


@pytest.mark.parametrize(
    "charset", ["idna", "punycode", "unicode_escape", "rot13", "hex", "zip", "no-such", "", "x" * 999]
)
def test_what_is_no_charset_of_mail_is_read_as_utf_8(charset):
    assert read(message("Déjà".encode(), f'Content-Type: text/plain; charset="{charset}"')).text == "Déjà"
    started = time.monotonic()
    read(message(b"\xc3\xa9" * 200_000, f'Content-Type: text/plain; charset="{charset}"'))
    assert time.monotonic() - started < 3


def test_lines_that_flow_are_joined():
    text = "A line that \ngoes on.\n\n> quoted and \n> on\n-- \nSam \nOkafor\n  stuffed"
    assert flowed(text, joined=False) == "A line that goes on.\n\n> quoted and on\n-- \nSam Okafor\n stuffed"
    assert flowed("日本 \n語", joined=True) == "日本語"
    sent = message(b"One \r\ntwo.\r\n", "Content-Type: text/plain; format=flowed")
    assert read(sent).text.strip() == "One two."


def both(plain: str, html: str) -> bytes:
    made = MIMEMultipart("alternative")
    made.attach(MIMEText(plain, "plain", "utf-8"))
    made.attach(MIMEText(html, "html", "utf-8"))
    return made


def test_of_plain_text_and_html_the_plain_is_read_and_attachments_are_counted():
    made = MIMEMultipart("mixed")
    made.attach(both("Plain", "<p>Rich</p>"))
    for kind, disposition, more in (
        ("pdf", "attachment", {}),
        ("png", "inline", {"Content-ID": "<logo>"}),
        ("png", 'inline; filename="scan.png"', {}),
    ):
        part = MIMEText("x")
        part.replace_header("Content-Type", f"{'image' if kind == 'png' else 'application'}/{kind}")
        part["Content-Disposition"] = disposition
        for name, value in more.items():
            part[name] = value
        made.attach(part)
    received = read(made.as_bytes())
    assert (received.text, len(received.attached)) == ("Plain", 2)
    assert read(both(" \n", "<p>Rich</p>").as_bytes()).text.strip() == "Rich"


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "auto-submitted: auto-generated (vacation)",
        "Precedence: bulk",
        "Precedence: Auto_Reply",
        "List-Id: <all.example.org>",
        "Return-Path: <>",
        "X-Autoreply: yes",
        "From: MAILER-DAEMON@example.org",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
        "Subject: Automatic reply: Too broad?",
        "Subject: =?utf-8?q?R=C3=A9ponse_automatique_=3A_Trop_large_=3F?=",
    ],
)
def test_mail_of_programs_is_known(header):
    assert read(message(b"I am away", header)).is_automatic
    assert not read(message(b"I am here", "Auto-Submitted: no", "Return-Path: <sam@example.org>")).is_automatic


def test_the_same_message_has_the_same_mark_by_whatever_way_it_comes():
    first = message(b"Yes")
    again = b"Received: from a by b\r\nDelivered-To: x@example.org\r\n" + first
    assert read(first).mark == read(again).mark != read(message(b"Yes").replace(b"<1@", b"<2@")).mark
    assert read(b"\r\nYes").mark != read(b"\r\nNo").mark


def test_what_is_too_large_or_too_deep_is_not_read_but_its_receivers_are():
    to = "To: reply@example.org"
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(5000))
    for raw in (message(b"x" * LIMIT, to), message(b"", to)[:-2] + deep):
        received = read(raw)
        assert (received.is_whole, received.text) == (False, "")
        assert "reply@example.org" in received.to


def test_ten_thousand_parts_are_read_in_a_moment():
    parts = b"".join(b"--b\r\nContent-Type: application/x-%d\r\n\r\nx\r\n" % n for n in range(10_000))
    started = time.monotonic()
    received = read(message(b"--b\r\n\r\nYes\r\n" + parts + b"--b--", "Content-Type: multipart/mixed; boundary=b"))
    assert (received.text.strip(), len(received.attached)) == ("Yes", 10_000)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "html",
    [
        *("<div>" * 60_000, "<!--" * 60_000, "<a href='" * 40_000, "<blockquote>" * 40_000 + "x", "&" * 200_000),
        *("<![CDATA[" * 40_000, "</" * 100_000, "<table><tr><td>" * 20_000),
    ],
    ids=lambda html: html[:9],
)
def test_hostile_html_takes_no_longer_than_it_is_long(html):
    started = time.monotonic()
    own_words(read(message(html.encode(), "Content-Type: text/html")).text)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "text",
    [
        "On " * 100_000,
        "On 1\n" * 20_000,
        "_" * 300_000,
        "On a wrote\n<" * 20_000,
        "From: x\n" * 20_000,
        "Le\n" * 50_000,
    ],
    ids=lambda text: text[:8],
)
def test_hostile_quotations_take_no_longer_than_they_are_long(text):
    started = time.monotonic()
    own_words(text)
    assert time.monotonic() - started < 5


PIECES = st.sampled_from(
    [
        *("Content-Type: text/plain", "Content-Type: multipart/mixed; boundary=b", "--b", "--b--", "", "\r\n", "Yes"),
        *(
            "Content-Type: message/rfc822",
            "Content-Type: text/html; charset=utf-16",
            "Content-Transfer-Encoding: base64",
        ),
        *(
            "Content-Type: text/plain; charset*0*=x''%ff; charset*1=y; charset*" + "9" * 5000 + "=z",
            "Subject: =?x?b?=?=",
        ),
        *("Content-Disposition: attachment; filename*=utf-8''%00%ff", "To: =?utf-8?q?=00?=", "Message-ID:", "> x"),
        *(
            "On 5 Oct, a@b wrote:",
            "-- ",
            "\x00",
            "\ud800",
            "\x85",
            "Content-Type: text/plain; format=flowed; delsp=yes",
        ),
        *("<p>a</p><blockquote>", "Content-Type:", "Content-Type: /", "Content-Type: text/plain; charset=\ud800"),
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=20), st.binary(max_size=20)), max_size=25))
@example(["Content-Type: text/plain; charset*" + "9" * 5000 + "*=z", "", "Yes"])
@example(["Content-Transfer-Encoding: base64", "Content-Type: text/plain; charset=utf-16", "", "AAA"])
def test_whatever_arrives_is_read_and_can_be_stored(pieces):
    lines = [each if isinstance(each, bytes) else each.encode("utf-8", "surrogatepass") for each in pieces]
    received = read(b"\r\n".join(lines))
    words = own_words(received.text)
    plain_text(words)
    words.encode("utf-8")
    assert "\n>" not in f"\n{words}"
    assert own_words(words) == words or "wrote:" in received.text or "From" in received.text


@given(st.lists(st.text("abc éà1,.", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=5))
def test_words_that_are_not_quoted_come_through_whole(lines):
    text = "\n\n".join(lines)
    quoted = "\n".join(f"> {line}" for line in lines)
    assert own_words(f"{text}\n\nOn 5 Oct 2026 at 10:12, P <p@example.org> wrote:\n\n{quoted}\n") == text


@pytest.mark.parametrize(
    ("line", "title", "minutes"),
    [
        ("RDA webinar 45 min", "RDA webinar", 45),
        ("RDA webinar, 1h30", "RDA webinar", 90),
        ("Lu PRISMA-S (1 h 30)", "Lu PRISMA-S", 90),
        ("Lu PRISMA-S – 2 heures", "Lu PRISMA-S", 120),
        ("Atelier : 1,5 h", "Atelier", 90),
        ("45 min", "", 45),
        ("Read chapter 3", "Read chapter 3", None),
        ("Webinar at 14h30", "Webinar at 14h30", None),
        ("Webinaire à 14h30", "Webinaire à 14h30", None),
        ("Call at 10:30", "Call at 10:30", None),
        ("Read 99999999 min", "Read 99999999 min", None),
        ("", "", None),
    ],
)
def test_the_time_at_the_end_of_a_line_is_read_as_everywhere(line, title, minutes):
    assert take_time(line) == (title, minutes)
