"""Log lines that hold no secret and cannot be forged.

A record is one line, its traceback indented below it, so that nobody can write a line that looks like ours; control
characters are written out. Passwords, tokens, cookies and addresses that carry them are taken out before anything is
written, and so is what a fault repeats of a row or of a form.
"""

import logging
import re
import traceback

from django.db import DatabaseError

_HIDDEN = "[hidden]"
_NAMES = "|".join(
    (
        r"pass(?:word|wd|phrase)?\w*",
        r"\w*token\w*",
        r"\w*secret\w*",
        "authorization",
        r"(?:set-)?cookie",
        r"session\w*",
        r"csrf\w*",
        r"api[_-]?key",
        "launch",
        "otp",
    )
)
_PAIR = re.compile(rf"(?i)\b({_NAMES})(['\"]?\s*[:=]\s*)(?:(['\"]).*?\3|(?:bearer\s+|basic\s+)?[^\s,;&'\"}}\])]+)")
_BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]+")
_LINK = re.compile(r"/(s|launch|invitations?|reset|key|confirm-email)/[^\s/?'\"]+")
#: The secret of a reply address (`mentoring.letterbox.addresses`).
_REPLY = re.compile(r"(?i)(?<![a-z2-7])[a-z2-7]{48}(?![a-z2-7])")
_QUOTED = re.compile(r"(['\"]).*\1|\(.*\)")
_ROW = re.compile(r"(?m)^\s*(DETAIL|CONTEXT|Failing row).*$")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def without_secrets(text: str) -> str:
    text = _REPLY.sub(_HIDDEN, text)
    text = _PAIR.sub(rf"\1\2{_HIDDEN}", text)
    text = _BEARER.sub(rf"\1 {_HIDDEN}", text)
    return _ROW.sub(f"  {_HIDDEN}", _LINK.sub(rf"/\1/{_HIDDEN}", text))


def _told(error: BaseException) -> str:
    """What a fault says of itself, as far as it can be shown: its words often repeat what somebody typed.

    Those of the system name files and conditions; those of the database too, where nothing in them is quoted.
    """
    if isinstance(error, OSError):
        return str(error)
    if isinstance(error, DatabaseError):
        return _QUOTED.sub(_HIDDEN, str(error).partition("\n")[0])
    return str(error) if isinstance(error, ImportError | AttributeError | NameError) else _HIDDEN


class SafeFormatter(logging.Formatter):
    def formatException(self, ei) -> str:
        """The traceback with every fault in its chain by kind and place; no line of it repeats a value."""
        chain, error, seen = [], ei[1], set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            frames = "".join(traceback.format_tb(error.__traceback__))
            chain.append(f"Traceback:\n{frames}{type(error).__name__}: {_told(error)}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nwhich came after:\n".join(chain)

    def format(self, record: logging.LogRecord) -> str:
        text = without_secrets(super().format(record))
        text = _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
        return text.rstrip("\n").replace("\n", "\n    ")
