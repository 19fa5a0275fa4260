"""The verbs of an improvement plan: begun and kept by a supervisor, answered by the person it is about."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from planfolio.errors import Conflict, NotAllowed
from planfolio.people.base import add_once, change, new_key
from planfolio.people.pulse import beat

from . import mails
from .models import Checkpoint, Improvement, Mentorship
from .vocabulary import Kind

#: As what one can begin one.
SUPERVISING = (Kind.SUPERVISOR, Kind.EMPLOYER)


@transaction.atomic
def begin_improvement(mentorship: Mentorship, *, by, site: str, key: UUID | None = None, **values) -> Improvement:
    """Begin one for the learner of `mentorship`, who sees it at once. Only their supervisor or employer may."""
    if mentorship.supporter_id != by.pk or not mentorship.is_running or mentorship.kind not in SUPERVISING:
        raise NotAllowed(_("Only a supervisor or an employer begins an improvement plan."))
    row = Improvement(id=key or new_key(), owner=mentorship.owner, mentorship=mentorship, **values)
    improvement, added = add_once(row)
    if added:
        mails.tell_improvement(improvement, by=by, site=site)
    return improvement


def revise_improvement(improvement: Improvement, *, by, expected: int | None, **values) -> Improvement:
    """Change what the supervisor wrote, or close it with `outcome`; not once it is closed."""
    if not supervises(improvement, by):
        raise NotAllowed(_("Only %(name)s can do this.") % {"name": improvement.mentorship or ""})
    for name, value in values.items():
        setattr(improvement, name, value)
    return change(improvement, expected=expected, fields=list(values), outcome="")


def answer_improvement(improvement: Improvement, *, by, text: str, expected: int | None) -> Improvement:
    """How the person it is about sees it."""
    if improvement.owner_id != by.pk:
        raise NotAllowed(_("Only %(name)s can do this.") % {"name": improvement.owner})
    improvement.answer = text
    changed = change(improvement, expected=expected, fields=["answer"])
    if improvement.supervisor:
        beat(improvement.supervisor)
    return changed


def name_third(improvement: Improvement, *, by, third: Mentorship | None, expected: int | None) -> Improvement:
    """Whom the person it is about lets see it too: somebody else who supports them now, or None for nobody."""
    if improvement.owner_id != by.pk:
        raise NotAllowed(_("Only %(name)s can do this.") % {"name": improvement.owner})
    if third and (third.owner_id != by.pk or not third.is_running):
        raise NotAllowed(_("Ask somebody who supports you now."))
    told = {improvement.supervisor, improvement.third and improvement.third.supporter, third and third.supporter}
    improvement.third = third
    changed = change(improvement, expected=expected, fields=["third"])
    for each in told - {None}:
        beat(each)
    return changed


@transaction.atomic
def add_checkpoint(improvement: Improvement, *, by, day, seen: str = "", key: UUID | None = None) -> Checkpoint:
    if not supervises(improvement, by):
        raise NotAllowed(_("Only %(name)s can do this.") % {"name": improvement.mentorship or ""})
    if improvement.outcome:
        raise Conflict(_("This was closed already."))
    row = Checkpoint(id=key or new_key(), owner_id=improvement.owner_id, improvement=improvement, day=day, seen=seen)
    return add_once(row)[0]


def write_at_checkpoint(checkpoint: Checkpoint, *, by, text: str, expected: int | None) -> Checkpoint:
    """What the supervisor saw, or how the person sees it: each writes their own part."""
    improvement = checkpoint.improvement
    if improvement.outcome:
        raise Conflict(_("This was closed already."))
    part = "answer" if improvement.owner_id == by.pk else "seen" if supervises(improvement, by) else ""
    if not part:
        raise NotAllowed(_("You can read this, and the two whom it is between write it."))
    setattr(checkpoint, part, text)
    return change(checkpoint, expected=expected, fields=[part])


def supervises(improvement: Improvement, person) -> bool:
    mentorship = improvement.mentorship
    return bool(mentorship and mentorship.is_running and mentorship.supporter_id == person.pk)
