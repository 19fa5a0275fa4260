"""The verbs of dates and of one's own resources. Each is one transaction and takes values that a form has checked."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from planfolio.errors import NotAllowed, Refused
from planfolio.people import removal
from planfolio.people.base import Owned, add_once, change, new_key

from .ical import OURS, own_key
from .models import Listing, OwnResource
from .resources import Resource

#: So many that only a program can meet them; they keep every list, feed and export within bounds.
LISTINGS_LIMIT = 2_000
RESOURCES_LIMIT = 1_000


def _own(row: Owned, by) -> None:
    if row.owner_id != by.pk:
        raise NotAllowed(_("Only the owner can change this."))


def _room(model, by, limit: int, more: int = 1) -> None:
    if model.objects.kept().owned(by).count() + more > limit:
        raise Refused(
            format_lazy(_("A list holds {limit} of them at most. Delete what you need no more."), limit=limit)
        )


@transaction.atomic
def add_listing(*, by, key: UUID | None = None, **values) -> Listing:
    _room(Listing, by, LISTINGS_LIMIT)
    row, _added = add_once(Listing(id=key or new_key(), owner=by, **values))
    return row


@transaction.atomic
def add_listings(rows: Iterable[Listing], *, by) -> int:
    """Store the dates of a calendar file; returns how many are new. What is there already stays as it is.

    A date is known by its `calendar_uid`, or by its own key when the file is one of ours; one that was removed comes
    back.
    """
    rows = list(rows)
    _room(Listing, by, LISTINGS_LIMIT, len(rows))
    wanted = [row.calendar_uid for row in rows]
    keys = [key for each in wanted if (key := own_key(each))]
    there = Listing.objects.owned(by).filter(Q(calendar_uid__in=wanted) | Q(pk__in=keys))
    known = {name for key, given in there.values_list("pk", "calendar_uid") for name in (given, f"{key}{OURS}")}
    # A change like any other: the revision is what calendars compare.
    returned = there.removed().update(deleted_at=None, revision=F("revision") + 1)
    new = [row for row in rows if row.calendar_uid not in known]
    for row in new:
        row.owner = by
    Listing.objects.bulk_create(new, ignore_conflicts=True)
    return len(new) + returned


@transaction.atomic
def add_own_resource(*, by, key: UUID | None = None, **values) -> OwnResource:
    _room(OwnResource, by, RESOURCES_LIMIT)
    row, _added = add_once(OwnResource(id=key or new_key(), owner=by, **values))
    return row


@transaction.atomic
def keep_resource(resource: Resource, *, by) -> OwnResource:
    """Put a resource of the catalogue on one's own list; keeping it twice changes nothing."""
    _room(OwnResource, by, RESOURCES_LIMIT)
    row, added = OwnResource.objects.get_or_create(
        owner=by, resource=resource.key, defaults={"title": resource.title[:300]}
    )
    if not added and row.deleted_at:
        removal.restore(row)
    return row


@transaction.atomic
def revise(row: Listing | OwnResource, *, by, expected: int | None = None, **values) -> Owned:
    """Change fields; nothing is written when nothing differs. Raises Conflict when `row` moved on since `expected`."""
    _own(row, by)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return change(row, expected=expected, fields=changed) if changed else row


@transaction.atomic
def remove(row: Listing | OwnResource, *, by) -> None:
    _own(row, by)
    removal.remove(row)
