"""What every row that belongs to a person has in common: an owner, a sortable key, a revision, and a way back.

Keys are UUIDv7, made by whoever writes the row first: a form or a device sends the key of the row it wants to add,
so the same submission arriving twice meets its own row (see `add_once`). `deleted_at` is the way back: removing a
thing only stamps it, and it can be restored for `KEPT_DAYS`; `people.removal` lists, restores and erases.
"""

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone
from uuid_utils.compat import uuid7

from planfolio.errors import Conflict

KEPT_DAYS = 30


def new_key() -> UUID:
    return uuid7()


class OwnedQuerySet(models.QuerySet):
    """Rows of people. `kept` leaves out what was removed; `removed` is only that."""

    def kept(self):
        return self.filter(deleted_at=None)

    def removed(self):
        return self.exclude(deleted_at=None)

    def owned(self, person):
        return self.filter(owner=person)


class Owned(models.Model):
    """`revision` goes up by one with each change and is what a form compares, so that two editors cannot overwrite."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True


def add_once(row: Owned) -> tuple[Owned, bool]:
    """Insert `row` under the key it carries; the same key sent again by its owner returns the first row, False.

    A key that belongs to somebody else is never revealed: the row is stored under a new one.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        there = type(row)._base_manager.filter(pk=row.pk).first()
        if there is None:
            raise
        if there.owner_id == row.owner_id:
            return there, False
        row.pk = new_key()
        row.save(force_insert=True)
    return row, True


def change(row: Owned, *, expected: int | None, fields: list[str], **only) -> Owned:
    """Save `fields` of `row` if nobody changed it since revision `expected` (None: whatever it is).

    `only` names what must still be true of the row, such as `state__in`. Costs one UPDATE, which is also the lock.
    Raises Conflict when the row has moved on, with nothing written.
    """
    row.updated_at = timezone.now()
    values = {name: getattr(row, name) for name in [*fields, "updated_at"]}
    rows = type(row)._base_manager.filter(pk=row.pk, **only)
    if expected is not None:
        rows = rows.filter(revision=expected)
    if not rows.update(**values, revision=F("revision") + 1):
        raise Conflict.moved_on(type(row)._base_manager.filter(pk=row.pk).first())
    row.revision = (expected or row.revision) + 1
    return row


Change = Callable[[Owned], None]
