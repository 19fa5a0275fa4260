"""Requests and their threads, a supporter's own notes, and the meetings of the two."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import Conflict, NotAllowed, Refused
from planfolio.people import removal
from planfolio.people.base import add_once, change, new_key
from planfolio.people.pulse import beat

from . import mails
from .agreements import answer_day, show
from .models import Meeting, Mentorship, Message, Request, SupporterNote
from .vocabulary import RequestState


@transaction.atomic
def ask_request(
    mentorship: Mentorship,
    *,
    by,
    site: str,
    key: UUID | None = None,
    text: str = "",
    objective=None,
    entry=None,
    **values,
) -> Request:
    """Ask the supporter something; the plan of `objective` and the summary of `entry` are then theirs to read."""
    if mentorship.owner_id != by.pk or not mentorship.is_running:
        raise NotAllowed(_("Ask somebody who supports you now."))
    if entry and not entry.summary:
        raise Refused(_("Write a summary of the entry first: it is all that anybody else can see of it."))
    answer_by, _away = answer_day(mentorship.supporter, mentorship.supporter.today())
    asked, added = add_once(
        Request(
            id=key or new_key(),
            owner=by,
            mentorship=mentorship,
            objective=objective,
            entry=entry,
            answer_by=answer_by,
            **values,
        )
    )
    if not added:
        return asked
    for thing in (objective.plan if objective else None, entry):
        if thing:
            show(mentorship, thing)
    if text:
        Message.objects.create(owner=by, request=asked, author=by, text=text)
    beat(mentorship.supporter)
    mails.tell_said(asked, text, by=by, site=site)
    return asked


@transaction.atomic
def reply(request: Request, *, by, text: str, site: str, key: UUID | None = None, left_out: int = 0) -> Message:
    """Say something in the thread; the learner's words wait for an answer, the supporter's are one.

    `left_out` is how many attachments of a mail do not come along.
    """
    if not request.mentorship.is_running:
        raise Conflict(_("This had ended already."))
    message, added = add_once(
        Message(
            id=key or new_key(), owner_id=request.owner_id, request=request, author=by, text=text, left_out=left_out
        )
    )
    if not added:
        return message
    state = {"state": RequestState.ANSWERED, "answer_by": None}
    if by.pk == request.owner_id:
        day, _away = answer_day(request.mentorship.supporter, request.mentorship.supporter.today())
        state = {"state": RequestState.WAITING, "answer_by": day, "waiting_since": timezone.now()}
    Request.objects.filter(pk=request.pk).update(**state, updated_at=timezone.now())
    beat(request.mentorship.supporter)
    mails.tell_said(request, text, by=by, site=site, left_out=left_out)
    return message


@transaction.atomic
def close(request: Request, *, by, thanks: str, site: str) -> None:
    """The learner has what they need; a word of thanks goes to the supporter."""
    if request.owner_id != by.pk:
        raise NotAllowed(_("Only %(name)s can do this.") % {"name": request.owner})
    rows = Request.objects.filter(pk=request.pk).exclude(state=RequestState.CLOSED)
    if not rows.update(state=RequestState.CLOSED, thanks=thanks, answer_by=None, updated_at=timezone.now()):
        raise Conflict(_("This was closed already."))
    if request.mentorship.is_running:
        beat(request.mentorship.supporter)
    if thanks and request.mentorship.is_running:
        mails.tell_said(request, thanks, by=by, site=site)


def keep_note(mentorship: Mentorship, *, by, text: str, key: UUID | None = None) -> SupporterNote:
    """A note that only the supporter ever reads."""
    if mentorship.supporter_id != by.pk:
        raise NotAllowed(_("Only %(name)s can do this.") % {"name": mentorship.supporter})
    note, _added = add_once(SupporterNote(id=key or new_key(), owner=by, mentorship=mentorship, text=text))
    return note


def notes_of(mentorship: Mentorship, person) -> list[SupporterNote]:
    """The notes that `person` wrote for themselves about this mentorship; nobody else's are ever read here."""
    return list(SupporterNote.objects.kept().owned(person).filter(mentorship=mentorship)[:100])


def earlier_notes(person) -> list[SupporterNote]:
    """What `person` noted for themselves about those whom they support no more, by whom it is about. One query."""
    rows = _earlier_notes(person).select_related("mentorship__owner")
    return list(rows.order_by("mentorship__owner__name", "-created_at")[:500])


def has_earlier_notes(person) -> bool:
    return _earlier_notes(person).exists()


def _earlier_notes(person):
    return SupporterNote.objects.kept().owned(person).exclude(mentorship__in=Mentorship.objects.running())


@transaction.atomic
def add_meeting(mentorship: Mentorship, *, by, key: UUID | None = None, **values) -> Meeting:
    """A meeting of the two, that both see; raises Conflict once the agreement has ended."""
    if not mentorship.is_running:
        raise Conflict(_("This had ended already."))
    meeting, added = add_once(
        Meeting(id=key or new_key(), owner_id=mentorship.owner_id, mentorship=mentorship, by=by, **values)
    )
    if added:
        _tell(meeting, "new", by=by)
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, *, by, expected: int | None, **values) -> Meeting:
    """Change a meeting or write down what came of it; either of the two may, and a conflict is told."""
    before = (meeting.starts_at, meeting.place)
    for name, value in values.items():
        setattr(meeting, name, value)
    changed = change(meeting, expected=expected, fields=list(values))
    if (changed.starts_at, changed.place) != before:
        _tell(changed, "moved", by=by)
    return changed


@transaction.atomic
def call_off(meeting: Meeting, *, by) -> None:
    """Take a meeting away for both; the learner can bring it back for a month."""
    removal.remove(meeting)
    _tell(meeting, "off", by=by)


def _tell(meeting: Meeting, what: str, *, by) -> None:
    """To the other of the two, what happened to a meeting that is to come."""
    if meeting.mentorship.is_running:
        beat(meeting.mentorship.supporter)
        if meeting.starts_at > timezone.now():
            mails.tell_meeting(meeting, what, by=by)
