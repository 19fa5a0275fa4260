"""The verbs of a person's own things. Each is one transaction."""

from typing import TypeVar
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from planfolio.errors import Missing

from . import removal
from .base import add_once, change, new_key
from .models import Break, Person, WeekTime

#: What a person says of their time: days away, or a week unlike the others.
Time = TypeVar("Time", Break, WeekTime)


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


def remove_batch(person: Person, batch: UUID) -> list[WeekTime]:
    """Take away the weeks that came together; each can be restored."""
    rows = list(WeekTime.objects.kept().owned(person).filter(batch=batch))
    if not rows:
        raise Missing()
    for row in rows:
        removal.remove(row)
    return rows


def change_time(row: Time, *, expected: int | None, **values) -> Time:
    """Change a break or a week; raises Conflict when it was changed in another window since `expected`."""
    for name, value in values.items():
        setattr(row, name, value)
    return change(row, expected=expected, fields=list(values))


def add_week(*, by: Person, key: UUID | None = None, **values) -> WeekTime:
    """Another time for one week; what was said of that week before makes room for it, and can be restored."""
    return add_weeks([WeekTime(id=key or new_key(), owner=by, **values)], by=by)[0]


@transaction.atomic
def add_weeks(rows: list[WeekTime], *, by: Person) -> list[WeekTime]:
    """Store them; those that are there already, sent once more, stay. At most one row of a week is left standing."""
    Person.objects.select_for_update().get(pk=by.pk)
    there = set(WeekTime.objects.owned(by).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    new = [row for row in rows if row.pk not in there]
    for row in WeekTime.objects.kept().owned(by).filter(monday__in=[row.monday for row in new]):
        removal.remove(row)
    return [add_once(row)[0] if row.pk not in there else row for row in rows]


def get_time(model: type[Time], person: Person, key: UUID) -> Time:
    """The kept break or week of `person`; raises Missing."""
    row = model.objects.kept().owned(person).filter(pk=key).first()
    if row is None:
        raise Missing()
    return row
