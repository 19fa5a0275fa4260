"""The private address of a person's dates: shown once, kept only as its SHA-256, and ended whenever they like."""

import secrets
from hashlib import sha256

from django.db import transaction

from planfolio.people.models import Person

from .models import CalendarAddress


@transaction.atomic
def make_address(person) -> str:
    """A new secret for the address of `person`, stored nowhere; the one before opens nothing from now on."""
    secret = secrets.token_urlsafe(32)
    CalendarAddress.objects.filter(owner=person).delete()
    CalendarAddress.objects.create(owner=person, secret_hash=_hash(secret))
    return secret


def end_address(person) -> None:
    CalendarAddress.objects.filter(owner=person).delete()


def address_of(person) -> CalendarAddress | None:
    return CalendarAddress.objects.filter(owner=person).first()


def person_for(secret: str) -> Person | None:
    """Whose dates `secret` opens; None when it is unknown or ended, or the account is closed.

    The work is the same for a wrong secret as for a right one: one hash, one look in an index of hashes.
    """
    found = CalendarAddress.objects.select_related("owner").filter(secret_hash=_hash(secret)).first()
    return found.owner if found and found.owner.is_active else None


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
