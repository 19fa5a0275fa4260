"""Removing, restoring and erasing: one way back for everything that has an owner.

`remove` stamps a row, `restore` takes the stamp off, `erase` deletes for good. What is listed under Recently deleted
is every stamped row of a person, of every kind, for `KEPT_DAYS`; after that `erase_expired` erases it.
"""

from datetime import timedelta
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import Missing
from planfolio.web import kept

from .base import KEPT_DAYS, Owned
from .models import Reply


def kinds() -> dict[str, type[Owned]]:
    """Every model that can be removed, by the name that addresses use for it."""
    return {model._meta.model_name: model for model in apps.get_models() if issubclass(model, Owned)}


def remove(row: Owned) -> None:
    """Take `row` away; it stays restorable. Removing it twice changes nothing. A removal counts as a revision."""
    rows = type(row)._base_manager.filter(pk=row.pk, deleted_at=None)
    rows.update(deleted_at=timezone.now(), revision=F("revision") + 1)


def removed_row(person, kind: str, key: UUID) -> Owned:
    """The removed row of this person; raises Missing otherwise."""
    model = kinds().get(kind)
    row = model._base_manager.filter(owner=person, pk=key).exclude(deleted_at=None).first() if model else None
    if row is None:
        raise Missing(_("This is no longer in Recently deleted. It may have been restored already."))
    return row


def restore(row: Owned) -> None:
    """Bring `row` back, as a revision of its own: what others hold of it, such as calendars, only ever moves on."""
    rows = type(row)._base_manager.filter(pk=row.pk).exclude(deleted_at=None)
    rows.update(deleted_at=None, revision=F("revision") + 1)


def removed_by(person) -> list[Owned]:
    """What this person can still restore, latest first. One query a kind of thing."""
    since = timezone.now() - timedelta(days=KEPT_DAYS)
    rows = [
        row
        for model in kinds().values()
        for row in model._base_manager.filter(owner=person, deleted_at__gte=since).order_by("-deleted_at")[:200]
    ]
    return sorted(rows, key=lambda row: row.deleted_at, reverse=True)


def erase(row: Owned) -> None:
    """Delete `row` and all that hangs on it for good, also from memory and from the log of the database.

    Its files go when the transaction is through.
    """
    _delete(row)
    transaction.on_commit(empty_log, robust=True)


@transaction.atomic
def _delete(row: Owned) -> None:
    row.delete()
    # Answers that are kept for repeated writes tell what was written.
    Reply.objects.filter(owner=row.owner_id).delete()
    kept.forget()


def empty_log() -> None:
    """Fold SQLite's write-ahead log into the database, where secure_delete has overwritten what was there.

    Who still reads an older state keeps it for now; the schedule tries again each day.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        patience = cursor.fetchone()[0]
        cursor.execute("PRAGMA busy_timeout=1000")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={patience}")


def erase_expired(now=None) -> int:
    """Erase what was removed more than KEPT_DAYS ago; returns how many rows were named. Run by the schedule."""
    before = (now or timezone.now()) - timedelta(days=KEPT_DAYS)
    erased = 0
    for model in kinds().values():
        for row in model._base_manager.filter(deleted_at__lt=before).iterator():
            _delete(row)
            erased += 1
    empty_log()
    return erased
