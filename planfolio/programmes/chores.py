"""What runs do by the clock: tell each person that a module is open, at eight in the morning where they are."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from planfolio.jobs.marks import job
from planfolio.jobs.models import Letter
from planfolio.people.hours import moment

from . import mails
from .agreeing.models import Agreement, Wanted
from .calendar import windows_of
from .document import ModuleDoc, placed
from .models import Participation, Run
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
    rows = run.participations.kept().filter(left_at=None, mails=True, owner__is_active=True)
    if run.agreement == Wanted.FIRST:
        rows = rows.filter(Q(agreement__state=Agreement.State.YES) | Q(owner=run.owner_id))
    rows = rows.exclude(owner__email=None).select_related("owner__mail_choices").order_by("id")
    written, last = 0, None
    while batch := list((rows.filter(pk__gt=last) if last else rows)[:BATCH]):
        last = batch[-1].pk
        due = [(each, place) for each in batch for place in _due(run, each, doc.modules, now)]
        told = set(Letter.objects.filter(key__in=[mails.key_for(*pair) for pair in due]).values_list("key", flat=True))
        new = [
            mails.opening_mail(run, each, place=place, module=doc.modules[place - 1], numbers=numbers, now=now)
            for each, place in due
            if mails.key_for(each, place) not in told
        ]
        written += mails.put([mail for mail in new if mail])
    return written


def _due(run: Run, participation: Participation, modules: tuple[ModuleDoc, ...], now: datetime) -> list[int]:
    """The modules of which somebody is to be told now, by number: at their own pace, only that the run has begun."""
    participation.run = run
    zone = participation.owner.time_zone
    found: list[Window] = windows_of(run, participation)
    places = [1] if found and all(each.closes is None for each in found) else range(1, len(found) + 1)
    return [place for place in places if timedelta(0) <= now - moment(found[place - 1].opens, AT, zone) < LATE]
