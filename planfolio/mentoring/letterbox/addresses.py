"""Reply addresses: what a letter bears so that an answer by mail finds its way, and says whose answer it is.

What stands before the @ holds the key of what it is about, the last day on which it is read, and a keyed hash over
both, the purpose and the person. So an address serves one purpose, for one person, about one thing, until a day, and
nothing is stored of it. It is written in base32, because a mail server may change the case, and is 48 characters
long, because a local part may have 64.
"""

import hmac
import re
from base64 import b32decode, b32encode
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from planfolio.people.models import Person
from planfolio.people.secrets import hash_of

from ..models import CaptureAddress, Request

#: How long a letter can be answered by mail.
LASTS = timedelta(days=90)
_DAY_NOUGHT = date(2020, 1, 1)
_HASH_BYTES = 12
_PLACE = "*"
#: The characters of the secret of a capture address; that of a reply address has 48.
CAPTURE_LENGTH = 24


class Purpose(StrEnum):
    REPLY = "reply"
    LOG = "log"
    CAPTURE = "capture"


@dataclass(frozen=True)
class ReplyTo:
    """What an address is for. `request` is the question of a reply; `is_over` says that its day has passed.

    `capture` is the row of a capture address, which has no such day.
    """

    secret: str
    purpose: Purpose
    person: Person
    request: Request | None
    is_over: bool
    capture: CaptureAddress | None = None


def reply_address(person: Person, purpose: Purpose, *, about: UUID | None = None) -> str:
    """The address by which `person` answers: in the thread of the request `about`, or into their own journal.

    Empty where this installation takes no mail.
    """
    if not settings.REPLY_ADDRESS:
        return ""
    key, last = about or person.pk, timezone.now().date() + LASTS
    return address_with(_secret(person, purpose, key, (last - _DAY_NOUGHT).days))


def address_with(secret: str) -> str:
    before, after = _around()
    return before + secret + after


def secrets_in(words: str) -> list[str]:
    """What in `words`, such as the headers of a message, stands where the secret of a reply address stands."""
    if not settings.REPLY_ADDRESS:
        return []
    before, after = map(re.escape, _around())
    found = re.findall(
        rf"(?i)(?<![\w.+-]){before}([a-z2-7]{{48}}|[a-z2-7]{{{CAPTURE_LENGTH}}}){after}(?![\w.-])", words
    )
    return list(dict.fromkeys(secret.lower() for secret in found))


def find_reply(secret: str) -> ReplyTo | None:
    """What the address of `secret` is for; None when we did not make it, or its person is gone. Two queries at most."""
    if len(secret) == CAPTURE_LENGTH:
        row = CaptureAddress.objects.select_related("owner").filter(secret_hash=hash_of(secret)).first()
        alive = row is not None and row.owner.is_active
        return ReplyTo(secret, Purpose.CAPTURE, row.owner, None, is_over=False, capture=row) if alive else None
    raw = b32decode(secret.upper())
    key, days = UUID(bytes=raw[:16]), int.from_bytes(raw[16:18])
    is_over = _DAY_NOUGHT + timedelta(days=days) < timezone.now().date()
    request = Request.objects.select_related("owner", "mentorship__supporter").filter(pk=key).first()
    person = None if request else Person.objects.filter(pk=key).first()
    asked = [(each, Purpose.REPLY) for each in (request.owner, request.mentorship.supporter)] if request else []
    for each, purpose in [*asked, (person, Purpose.LOG)]:
        if each and each.is_active and hmac.compare_digest(_secret(each, purpose, key, days), secret):
            return ReplyTo(secret, purpose, each, request, is_over)
    return None


def _secret(person: Person, purpose: Purpose, key: UUID, days: int) -> str:
    facts = key.bytes + days.to_bytes(2)
    told = f"{person.pk.hex}:{facts.hex()}"
    made = salted_hmac(f"planfolio.mentoring.letterbox.{purpose}", told, algorithm="sha256").digest()
    return b32encode(facts + made[:_HASH_BYTES]).decode().lower()


def _around() -> tuple[str, str]:
    """What stands before and after the secret: of reply@example.org, or of a pattern with * in its place."""
    address = settings.REPLY_ADDRESS
    if _PLACE not in address:
        address = "+*@".join(address.rsplit("@", 1))
    before, _place, after = address.partition(_PLACE)
    return before, after
