"""What this room does by the clock: the mail a week, on the day and at the time that somebody chose where they are."""

from datetime import datetime

from django.utils import timezone

from planfolio.jobs.marks import job
from planfolio.jobs.models import Letter
from planfolio.people.letters import Kind, when
from planfolio.people.models import MailChoices, Person

from . import digest
from .letterbox import taking
from .outcomes import reporting

BATCH = 200


@job(deadline=300)
def forget_taken_mail() -> int:
    """Forget which mails were taken once their reply addresses are over."""
    return taking.forget_taken()


@job(deadline=900)
def make_outcome_reports() -> int:
    """Make the anonymous reports of the last quarter, once it has been over for a week."""
    return reporting.make_reports()


@job(deadline=900)
def queue_digests() -> int:
    """Queue the mails of the week that are due and not yet written; returns how many."""
    return queue_due(timezone.now())


def queue_due(now: datetime) -> int:
    """A person's mail is a job of its own, so that what goes wrong with one keeps nobody else waiting."""
    rows = MailChoices.objects.filter(digest=True, owner__is_active=True, owner__is_example=False)
    rows = rows.exclude(owner__email=None).select_related("owner").order_by("id")
    queued, last = 0, None
    while batch := list((rows.filter(pk__gt=last) if last else rows)[:BATCH]):
        last = batch[-1].pk
        due = [(each.owner, week) for each in batch if (week := digest.due_week(each, now))]
        keys = [digest.key_for(*pair) for pair in due]
        told = set(Letter.objects.filter(key__in=keys).values_list("key", flat=True))
        for person, week in due:
            if digest.key_for(person, week) not in told and when(person, Kind.DIGEST, now=now):
                write_digest.enqueue(str(person.pk), week)
                queued += 1
    return queued


@job(deadline=60, whole=True)
def write_digest(key: str, week: str) -> bool:
    """Write the mail of one person and one week, unless it was written; whole or not at all."""
    person = Person.objects.select_related("mail_choices").filter(pk=key).first()
    if person is None or Letter.objects.filter(key=digest.key_for(person, week)).exists():
        return False
    return digest.write_digest(person, week)
