"""The verbs of a person's own things. Each is one transaction."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from planfolio.errors import Missing

from . import removal
from .base import add_once, change, new_key
from .models import Break, Person


def introduce(person: Person, *, name: str, language: str, time_zone: str) -> None:
    """The first step of the welcome."""
    person.name, person.language, person.time_zone = name, language, time_zone
    person.save(update_fields=["name", "language", "time_zone"])


def finish_welcome(person: Person, *, weekly_minutes: int | None = None) -> None:
    """The person has been welcomed, and is not led there again."""
    person.welcomed_at = person.welcomed_at or timezone.now()
    if weekly_minutes is not None:
        person.weekly_minutes = weekly_minutes
    person.save(update_fields=["welcomed_at", "weekly_minutes"])


@transaction.atomic
def set_credentials(person: Person, *, email: str, password: str) -> None:
    """Give the person of this machine an address, taken as confirmed because they sit at it, and a password."""
    person.email = email
    person.set_password(password)
    person.save(update_fields=["email", "password"])
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)


def add_break(*, by: Person, key: UUID | None = None, **values) -> Break:
    row, _added = add_once(Break(id=key or new_key(), owner=by, **values))
    return row


def change_break(row: Break, *, expected: int | None, **values) -> Break:
    """Raises Conflict when it was changed in another window since `expected`."""
    for name, value in values.items():
        setattr(row, name, value)
    return change(row, expected=expected, fields=list(values))


def remove_break(row: Break) -> None:
    removal.remove(row)


def get_break(person: Person, key: UUID) -> Break:
    row = Break.objects.kept().owned(person).filter(pk=key).first()
    if row is None:
        raise Missing()
    return row
