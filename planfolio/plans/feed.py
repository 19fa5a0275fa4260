"""What calendar programs were told of a person's plans, so that each change is told once and in order.

Nobody announces that a schedule has changed: it follows from plans, breaks, time logged and the day. So the events
are compared with what was told when a program reads, and only then: a change counts one up, what is gone is told as
cancelled for as long as it could be restored, and what is past stays as it was. Programs that read at once wait for
each other, and all but the first find nothing to change. While nothing of the person has changed, nothing is written.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from planfolio import __version__
from planfolio.catalogue import calendar_address
from planfolio.people.base import KEPT_DAYS
from planfolio.people.pulse import pulse

from .calendar_events import BACK, Said, events_of
from .ical import event_words, plan_calendar
from .models import CalendarEvent, CalendarFeed

PLAN = calendar_address.What.PLAN
#: For how long what is gone is told as cancelled.
CANCELLED_FOR = timedelta(days=KEPT_DAYS)


def make_address(person) -> str:
    """A new secret for the address of the plan; the one before opens nothing. What was told goes on from there."""
    return calendar_address.make_address(person, PLAN)


@transaction.atomic
def end_address(person) -> None:
    """The address opens nothing from now on, and what was told is forgotten."""
    calendar_address.end_address(person, PLAN)
    CalendarFeed.objects.filter(owner=person).delete()
    CalendarEvent.objects.filter(owner=person).delete()


def read_feed(person) -> tuple[bytes, datetime]:
    """The calendar of `person` as it is now, and when it last became another. Three queries while nothing changes."""
    feed = CalendarFeed.objects.filter(owner=person).first()
    if feed is None or feed.stamp != _stamp(person, timezone.now()):
        feed = _tell(person)
    rows = CalendarEvent.objects.filter(owner=person)
    with override(person.language):
        return plan_calendar(rows, name=_("Learning plan")), feed.changed_at


def _stamp(person, now: datetime) -> str:
    """Two equal stamps are followed by the same events: nothing was written, and the clock has passed nothing."""
    here = now.astimezone(person.zone)
    begun = person.learning_at is not None and here.time() >= person.learning_at
    return f"{__version__} {pulse(person)} {here:%Y-%m-%d} {begun:d}"


@transaction.atomic
def _tell(person) -> CalendarFeed:
    CalendarFeed.objects.get_or_create(owner=person, defaults={"changed_at": timezone.now()})
    feed = CalendarFeed.objects.select_for_update().get(owner=person)
    person.refresh_from_db()
    # Taken before anything else is read: what is written meanwhile is then looked at once more.
    now = timezone.now()
    stamp = _stamp(person, now)
    if feed.stamp == stamp:
        return feed
    with override(person.language):
        changed = _compare(person, {said.uid: said for said in events_of(person, now)}, now)
    feed.stamp = stamp
    if changed:
        feed.changed_at = now
    feed.save()
    return feed


def _compare(person, wanted: dict[str, Said], now: datetime) -> bool:
    """Store how `wanted` differs from what was told; whether it does."""
    rows = CalendarEvent.objects.filter(owner=person)
    forgotten, _kinds = rows.filter(Q(cancelled_at__lt=now - CANCELLED_FOR) | Q(closes_at__lt=now - BACK)).delete()
    there = {row.uid: row for row in rows}
    taken = set(rows.filter(_of_what_was_removed()).values_list("uid", flat=True))
    new = [_row(person, said, now) for uid, said in wanted.items() if uid not in there]
    changed = [there[uid] for uid, said in wanted.items() if uid in there and _put(said, there[uid])]
    gone = [row for uid, row in there.items() if uid not in wanted and _ends(row, now, taken=uid in taken)]
    for row in [*changed, *gone]:
        row.sequence += 1
        row.changed_at = now
    CalendarEvent.objects.bulk_create(new, batch_size=500)
    fields = ["words", "zone", "closes_at", "sequence", "changed_at", "cancelled_at"]
    CalendarEvent.objects.bulk_update([*changed, *gone], fields, batch_size=100)
    return bool(forgotten or new or changed or gone)


def _of_what_was_removed() -> Q:
    return (
        Q(plan__deleted_at__isnull=False)
        | Q(objective__deleted_at__isnull=False)
        | Q(activity__deleted_at__isnull=False)
    )


def _row(person, said: Said, now: datetime) -> CalendarEvent:
    about = {"plan_id": said.plan, "objective_id": said.objective, "activity_id": said.activity}
    row = CalendarEvent(owner=person, uid=said.uid, created_at=now, changed_at=now, **about)
    _put(said, row)
    return row


def _put(said: Said, row: CalendarEvent) -> bool:
    """Let `row` say what `said` says; whether that is anything new."""
    words = event_words(said)
    new = row.words != words or row.cancelled_at is not None
    row.words, row.closes_at, row.cancelled_at = words, said.closes, None
    row.zone = said.begins.tzinfo.key if said.begins else ""
    return new


def _ends(row: CalendarEvent, now: datetime, *, taken: bool) -> bool:
    """Cancel `row`, unless it was before or is past; what was removed goes from the past too."""
    if row.cancelled_at is not None or (row.closes_at <= now and not taken):
        return False
    row.cancelled_at = now
    return True
