"""Who has opened what: each reading of a thing by somebody else, by the day, for its owner alone.

It is written where the one rule lets a reader in (`sharing.get_or_refuse`), so that no page can forget it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Opening, Person

#: How long it is kept.
KEPT = timedelta(days=365)
#: The latest that are shown of one thing, and of all.
SHOWN, ALL_SHOWN = 20, 200


@dataclass(frozen=True)
class Opened:
    """`title` is empty where the thing is gone."""

    who: str
    title: str
    kind: str
    last_at: datetime
    times: int


def note_opening(thing, who) -> None:
    """Write down that `who` opened `thing`: one row for each reader, thing and day. One query, two the first time."""
    signed_in = getattr(who, "is_authenticated", False)
    key = {
        "owner_id": thing.owner_id,
        "kind": thing._meta.model_name,
        "thing": thing.pk,
        "by": who.pk.hex if signed_in else getattr(who, "link_hash", ""),
        "day": timezone.now().date(),
    }
    again = {"times": F("times") + 1, "last_at": timezone.now()}
    if not Opening.objects.filter(**key).update(**again):
        Opening.objects.bulk_create([Opening(**key, reader=who if signed_in else None)], ignore_conflicts=True)


def openings_of(owner: Person, things=None) -> list[Opened]:
    """Who opened these things of `owner`, or any, the latest first. One query, and one for each kind of thing."""
    rows = Opening.objects.filter(owner=owner).select_related("reader")
    if things is not None:
        rows = rows.filter(thing__in=[thing.pk for thing in things])
    rows = list(rows[: SHOWN if things is not None else ALL_SHOWN])
    titles = _titles(owner, rows)
    return [Opened(_who(row), titles.get(row.thing, ""), row.kind, row.last_at, row.times) for row in rows]


def _titles(owner: Person, rows: list[Opening]) -> dict:
    models = {model._meta.model_name: model for model in apps.get_models()}
    found = {}
    for kind in {row.kind for row in rows}:
        keys = [row.thing for row in rows if row.kind == kind]
        found |= {thing.pk: str(thing) for thing in models[kind]._base_manager.filter(owner=owner, pk__in=keys)}
    return found


def _who(row: Opening) -> str:
    if row.reader:
        return str(row.reader)
    return _("Somebody with the link") if len(row.by) == 64 else _("Somebody who has left")


def forget_openings() -> int:
    """Forget what was opened longer ago than KEPT; run by the schedule."""
    return Opening.objects.filter(day__lt=(timezone.now() - KEPT).date()).delete()[0]
