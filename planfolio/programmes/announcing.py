"""Announcements: what a coordinator tells all of a run, on its pages and once by mail."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from planfolio.errors import Missing, NotAllowed, Refused
from planfolio.jobs.models import Letter
from planfolio.people import removal
from planfolio.people.base import add_once, change, new_key
from planfolio.web.limits import spend

from . import chores
from .mails import announcement_key
from .models import Announcement, Run

#: Announcements that a run holds.
LIMIT = 200
EACH_MINUTE = 3


def announcements_of(run: Run) -> list[Announcement]:
    """All of them, the newest first. One query."""
    return list(run.announcements.kept()[:LIMIT])


def get_announcement(run: Run, key: UUID) -> Announcement:
    found = run.announcements.kept().filter(pk=key).first()
    if found is None:
        raise Missing(_("This announcement was withdrawn."))
    found.run = run
    return found


def _own(run: Run, by) -> None:
    if run.owner_id != by.pk:
        raise NotAllowed(_("Only who coordinates this run can do that."))


@transaction.atomic
def announce(run: Run, *, title: str, text: str, by, key: UUID | None = None) -> Announcement:
    """Put an announcement on the pages of the run, and have it mailed to who takes part now. Twice, it is one."""
    _own(run, by)
    spend(by, "run-announce", each_minute=EACH_MINUTE)
    Run.objects.select_for_update().get(pk=run.pk)
    if run.announcements.kept().count() >= LIMIT:
        raise Refused(_("A run holds 200 announcements. Withdraw one that is over first."))
    row, added = add_once(Announcement(id=key or new_key(), owner=by, run=run, title=title, text=text))
    if added:
        chores.tell_announcement.enqueue(str(row.pk))
    return row


def revise(announcement: Announcement, *, title: str, text: str, by, expected: int | None = None) -> Announcement:
    """Change what the pages say. Mail that has gone stays as it was, and none goes out for it."""
    _own(announcement.run, by)
    announcement.title, announcement.text = title, text
    return change(announcement, expected=expected, fields=["title", "text"], deleted_at=None)


@transaction.atomic
def withdraw(announcement: Announcement, *, by) -> None:
    """Take it off the pages; mail of it that has not gone out yet does not go."""
    _own(announcement.run, by)
    removal.remove(announcement)
    Letter.objects.filter(key__startswith=announcement_key(announcement), sent_at=None).delete()
