"""Loading entries, evidence and attachments for somebody who may: Missing or NotAllowed otherwise."""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from planfolio.errors import Missing
from planfolio.people.openings import note_opening
from planfolio.people.sharing import VIEW, get_or_refuse

from .models import Attachment, Entry, Evidence, PrivateNote


def get_entry(who, key: UUID, ability: str = VIEW) -> Entry:
    return get_or_refuse(Entry.objects.kept(), who, ability, pk=key)


def get_evidence(who, key: UUID, ability: str = VIEW) -> Evidence:
    rows = Evidence.objects.kept().filter(objective__deleted_at=None)
    return get_or_refuse(rows.select_related("objective__plan", "criterion", "attachment"), who, ability, pk=key)


def private_note(entry: Entry, person) -> str:
    """The private note of an entry, for its owner alone; empty for everybody else."""
    if entry.owner_id != getattr(person, "pk", None):
        return ""
    notes = PrivateNote.objects.filter(entry=entry, owner=person).values_list("text", flat=True)
    return next(iter(notes), "")


def attachments_of(person):
    """The person's own attachments, but those of an entry or a plan that was removed."""
    rows = Attachment.objects.kept().filter(owner_id=getattr(person, "pk", None))
    return rows.filter(Q(entry=None) | Q(entry__deleted_at=None), Q(plan=None) | Q(plan__deleted_at=None))


def get_attachment(who, key: UUID) -> Attachment:
    """An attachment of one's own, or one that stands behind evidence that `who` may see, which is told to its owner."""
    mine = attachments_of(who).filter(pk=key).first()
    if mine is not None:
        return mine
    shown = Evidence.objects.kept().filter(objective__deleted_at=None, attachment=key).may(who, VIEW)
    attachment = Attachment.objects.kept().filter(pk__in=shown.values("attachment")).first()
    if attachment is None:
        raise Missing(_("There is no file at this address, or it is not shared with you."))
    note_opening(attachment, who)
    return attachment
