"""A message as it came over the wire (RFC 5322, MIME), read without trusting any of it.

Who it is from is not read: an answer is whoever's its reply address says. Structure and headers come from the standard
library's older policy, which parses no header unasked; how deep parts may lie in one another is settled before.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from hashlib import sha256

from .markup import words_of

#: The largest message that is read, in bytes; mail servers seldom pass on more.
LIMIT = 26_214_400
#: More parts inside parts than mail programs make.
DEEPEST = 60
#: The longest text that is looked at. An answer may be far shorter, and stands above or below what it quotes.
LONGEST = 400_000
_NESTING = re.compile(rb"(?:^|[\r\n])content-type:\s*(?:multipart|message)/", re.IGNORECASE)
_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
#: As no person types, and PostgreSQL cannot store.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\ufeff]")
_LONE = re.compile("[\ud800-\udfff]")
#: Encodings that Python knows and no mail is written in; some of them take time that grows as the square.
_NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
#: As mail programs call them, and what they mean by it.
_MEANT = {
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "ansi_x3.4-1968"), "windows-1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **{"x-sjis": "cp932", "shift_jis": "cp932", "iso-8859-8-i": "iso-8859-8", "iso-8859-9": "windows-1254"},
    **{"ks_c_5601-1987": "cp949", "euc-kr": "cp949", "x-mac-roman": "mac-roman", "unicode-1-1-utf-7": "utf-7"},
}
_SUBJECTS = re.compile(
    r"(?:automatic reply|auto(?:matic)?[ -]?reply|auto:|out of (?:the )?office|réponse automatique|absence du bureau|"
    r"message d['’]absence|absent(?:e)? du bureau|automatische antwort|undeliver|delivery status|mail delivery)",
    re.IGNORECASE,
)
#: What the library raises for headers that nobody writes in earnest.
_ODDITIES = (ValueError, LookupError, TypeError, AttributeError, AssertionError, MessageError)
#: Parts that are no attachment to whoever sent them.
_OF_THE_PROGRAM = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}


@dataclass(frozen=True)
class Attached:
    """A file in a message: what its sender calls it, if anything, and the media type that they say it has."""

    name: str
    kind: str
    part: Message

    def content(self) -> bytes:
        """Its bytes, out of their transfer encoding; none where they cannot be read. A message in it is one file."""
        with suppress(*_ODDITIES):
            if self.part.is_multipart():
                return self.part.get_payload(0).as_bytes()
            return self.part.get_payload(decode=True) or b""
        return b""


@dataclass(frozen=True)
class Received:
    """`mark` is the same whenever the same message comes again. `to` is the text of the headers that name receivers.

    `is_whole` is False where it is too large or too deep to be read.
    """

    mark: str
    to: str
    text: str
    attached: tuple[Attached, ...]
    is_automatic: bool
    is_whole: bool
    subject: str = ""


def read(raw: bytes) -> Received:
    """Read a message of any kind; never raises for what is in it. Takes time as its length."""
    raw = raw[: LIMIT + 1]
    is_whole = len(raw) <= LIMIT and sum(1 for _each in _NESTING.finditer(raw)) <= DEEPEST
    if is_whole:
        with suppress(*_ODDITIES):
            return _read(raw, message_from_bytes(raw), is_whole=True)
    head = _head(raw)
    try:
        return _read(raw, message_from_bytes(head), is_whole=False)
    except _ODDITIES:
        return Received(sha256(raw).hexdigest(), head.decode("ascii", "replace"), "", (), False, False)


def _read(raw: bytes, message: Message, *, is_whole: bool) -> Received:
    name = _header(message, "Message-ID").strip()
    text, attached = _text_of(message) if is_whole else ("", [])
    return Received(
        mark=sha256(name.encode("utf-8", "replace") if name else raw).hexdigest(),
        to="\n".join(_header(message, *_TO).splitlines())[:200_000],
        text=clean(text),
        attached=tuple(attached),
        is_automatic=_is_automatic(message),
        is_whole=is_whole,
        subject=" ".join(clean(_subject(message)).split()),
    )


def clean(text: str) -> str:
    """With line breaks as ours, and without what cannot be stored or seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _LONE.sub("\ufffd", _HIDDEN.sub("", text))


def _head(raw: bytes) -> bytes:
    """The headers alone, and not without end."""
    return re.split(rb"\r?\n\r?\n", raw[:200_000], maxsplit=1)[0] + b"\n\n"


def _header(message: Message, *names: str) -> str:
    """The values of every header of these names, a line each, with folds taken out."""
    values = [str(value) for name in names for value in message.get_all(name, [])]
    return "\n".join(re.sub(r"[\r\n]+[ \t]*", " ", value) for value in values)


def _is_automatic(message: Message) -> bool:
    """Whether a program wrote it: answers of absence, lists, reports of delivery (RFC 3834 and what came before it)."""
    submitted = _header(message, "Auto-Submitted").strip().lower()
    if submitted and not submitted.startswith("no"):
        return True
    if _header(message, "Precedence").strip().lower() in {"bulk", "junk", "list", "auto_reply", "auto-reply"}:
        return True
    if any(message.get(name) for name in ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "List-Id", "List-Post")):
        return True
    if "<>" in _header(message, "Return-Path").split():
        return True
    if message.get_content_type() in {"multipart/report", "message/delivery-status"}:
        return True
    sender = re.search(r"(?i)\b(mailer-daemon|postmaster)@", _header(message, "From"))
    return bool(sender or _SUBJECTS.match(_subject(message)))


def _subject(message: Message) -> str:
    return _encoded_words(_header(message, "Subject")[:1000])


def _encoded_words(value: str) -> str:
    """A value of a header as people read it (RFC 2047)."""
    try:
        parts = decode_header(value)
    except HeaderParseError:
        return value
    return "".join(_decoded(part, charset) if isinstance(part, bytes) else part for part, charset in parts).strip()


def _text_of(message: Message) -> tuple[str, list[Attached]]:
    """The words of the message, plain or made plain, and the attachments that stand beside them."""
    plain, html, attached = [], [], []
    for part in _parts(message):
        kind = part.get_content_type()
        if _is_attached(part):
            if kind not in _OF_THE_PROGRAM:
                attached.append(Attached(_name_of(part), kind, part))
        elif kind == "text/plain":
            plain.append(_plain(part))
        elif kind == "text/html" and not html:
            html.append(_content(part))
    words = "\n".join(plain)
    if words.strip():
        return words[:LONGEST], attached
    return (words_of(html[0])[:LONGEST] if html else ""), attached


def _name_of(part: Message) -> str:
    """What the file is called: RFC 2231, or RFC 2047 as many programs write it."""
    with suppress(*_ODDITIES):
        return clean(_encoded_words((part.get_filename() or "")[:1000])).strip()
    return ""


def _parts(message: Message):
    """The leaves, in order; what somebody forwards as a message is one attachment. Of alternatives each kind is met."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(reversed(part.get_payload()))
        else:
            yield part


def _is_attached(part: Message) -> bool:
    """An inline picture with a Content-ID belongs to the look of a mail: logos, and pictures pasted into the text."""
    kind, placed = part.get_content_type(), str(part.get("Content-Disposition", "")).strip().lower()
    if placed.startswith("attachment") or part.get_content_maintype() == "message":
        return True
    if kind in {"text/plain", "text/html"}:
        return "filename" in placed
    return not (part.get("Content-ID") and part.get_content_maintype() == "image") and kind != "text/calendar"


def _plain(part: Message) -> str:
    text = _content(part).replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format") or "").lower() == "flowed":
        return flowed(text, joined=str(part.get_param("delsp") or "").lower() == "yes")
    return text


def flowed(text: str, *, joined: bool) -> str:
    """Lines that end in a space go on in the next one (RFC 3676), as deep as they are quoted; "-- " ends no line."""
    lines: list[str] = []
    goes_on = -1
    for line in text.split("\n"):
        words = line.lstrip(">")
        depth = len(line) - len(words)
        words = words.removeprefix(" ")
        flows = words.endswith(" ") and words != "-- "
        ended = words[:-1] if flows and joined else words
        if goes_on == depth and words != "-- ":
            lines[-1] += ended
        else:
            lines.append(f"{'>' * depth} {ended}" if depth else ended)
        goes_on = depth if flows else -1
    return "\n".join(lines)


def _content(part: Message) -> str:
    """A text part, out of its transfer encoding and its charset; what is broken in either is shown as U+FFFD."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    return _decoded(raw[: LONGEST * 4], str(part.get_param("charset") or ""))


def _decoded(raw: bytes, charset: str | None) -> str:
    name = str(charset or "utf-8").strip("\"' ").lower()
    if name not in {"utf-8", "utf8"} and name in _MEANT:
        # Many programs write UTF-8 under a name that they got from elsewhere; nothing else reads as UTF-8 by chance.
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            name = _MEANT[name]
    if name.replace("-", "_") in _NO_CHARSETS:
        name = "utf-8"
    try:
        return raw.decode(name)
    except UnicodeDecodeError:
        return raw.decode(name, "replace") if name not in {"utf-8", "utf8"} else raw.decode("windows-1252", "replace")
    except (LookupError, ValueError):
        return raw.decode("utf-8", "replace")
