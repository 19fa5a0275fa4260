"""What runs do in the background: tell each that a module is open, at eight where they are, and what is announced."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from planfolio.jobs.marks import job
from planfolio.jobs.models import Letter
from planfolio.people.hours import moment

from . import mails
from .agreeing.models import Agreement, Wanted
from .calendar import windows_of
from .document import ModuleDoc, placed
from .models import Announcement, Participation, Run
from .pace import Window

AT = time(8)
#: A mail that could not go out for so long, because nothing ran, is not sent any more: it would tell of last week.
LATE = timedelta(days=2)
BATCH = 200


@job(deadline=900)
def tell_openings() -> int:
    """Write the mails that are due into the outbox, and say how many. Run again, it writes those that are missing."""
    return tell_due(timezone.now())


def tell_due(now: datetime) -> int:
    written = 0
    runs = Run.objects.kept().filter(ended_at=None, mails=True, starts__lte=(now + timedelta(days=1)).date())
    for run in runs.iterator():
        written += _tell(run, now)
    return written


def _tell(run: Run, now: datetime) -> int:
    doc = run.doc
    numbers = {each.thing.key: each.number for each in placed(doc)}
    written = 0
    for batch in _batches(run):
        due = [(each, place) for each in batch for place in _due(run, each, doc.modules, now)]
        told = set(Letter.objects.filter(key__in=[mails.key_for(*pair) for pair in due]).values_list("key", flat=True))
        new = [
            mails.opening_mail(run, each, place=place, module=doc.modules[place - 1], numbers=numbers, now=now)
            for each, place in due
            if mails.key_for(each, place) not in told
        ]
        written += mails.put([mail for mail in new if mail])
    return written


def _batches(run: Run) -> Iterator[list[Participation]]:
    """Those in a run who may have mail of it, some at a time, so that a kill between two costs little."""
    rows = run.participations.kept().filter(left_at=None, mails=True, owner__is_active=True)
    if run.agreement == Wanted.FIRST:
        rows = rows.filter(Q(agreement__state=Agreement.State.YES) | Q(owner=run.owner_id))
    rows = rows.exclude(owner__email=None).select_related("owner__mail_choices").order_by("id")
    last = None
    while batch := list((rows.filter(pk__gt=last) if last else rows)[:BATCH]):
        last = batch[-1].pk
        yield batch


@job(deadline=900)
def tell_announcement(key: str) -> int:
    """Write the mails of an announcement into the outbox, each under a key of its own, and say how many are new.

    Killed, it is run again and writes those that are missing. Withdrawn meanwhile, it stops.
    """
    announcement = Announcement.objects.kept().select_related("run__owner").filter(pk=key, told_at=None).first()
    written = 0
    for batch in _batches(announcement.run) if announcement else ():
        with transaction.atomic():
            # Who withdraws it waits for this batch, and then takes its letters back.
            if not Announcement.objects.kept().select_for_update().filter(pk=key).exists():
                return written
            new = [mails.announcement_mail(announcement, each) for each in batch]
            written += mails.put([mail for mail in new if mail])
    Announcement.objects.filter(pk=key, told_at=None).update(told_at=timezone.now())
    return written


def _due(run: Run, participation: Participation, modules: tuple[ModuleDoc, ...], now: datetime) -> list[int]:
    """The modules of which somebody is to be told now, by number: at their own pace, only that the run has begun."""
    participation.run = run
    zone = participation.owner.time_zone
    found: list[Window] = windows_of(run, participation)
    places = [1] if found and all(each.closes is None for each in found) else range(1, len(found) + 1)
    return [place for place in places if timedelta(0) <= now - moment(found[place - 1].opens, AT, zone) < LATE]
