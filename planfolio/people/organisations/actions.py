"""The verbs of an organisation itself: begin, describe, change a role, take somebody out, leave.

Each takes the membership of who does it, as `access.get_membership` allowed it. What changes who belongs holds the
organisation until the end, so that of two administrators who leave at the same moment one stays.
"""

from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from planfolio.errors import Conflict, Refused

from ..base import new_key
from ..models import Invitation, Membership, Organisation, OrganisationRole, Person
from . import mails
from .access import is_last_administrator


@transaction.atomic
def begin(*, by: Person, name: str, word: str = "", key: UUID | None = None) -> Membership:
    """A new organisation with `by` as its administrator; the same `key` of the same person begins one."""
    there = Membership.objects.filter(organisation=key, person=by).first() if key else None
    if there is not None:
        return there
    if key and Organisation.objects.filter(pk=key).exists():
        key = None
    organisation = Organisation.objects.create(id=key or new_key(), name=name, word=word)
    return Membership.objects.create(organisation=organisation, person=by, role=OrganisationRole.ADMINISTRATOR)


@transaction.atomic
def describe(own: Membership, *, name: str, word: str, seen: str | None = None) -> None:
    """Its name, and what it calls a plan; plans that are there keep their word.

    Raises Conflict when somebody changed them since they were `seen` (`wording`; None: whatever they are).
    """
    organisation = hold(own.organisation)
    if seen is not None and seen != wording(organisation):
        raise Conflict.moved_on(organisation)
    organisation.name, organisation.word = name, word
    organisation.save(update_fields=["name", "word"])


def wording(organisation: Organisation) -> str:
    """A mark of what the organisation is called and calls a plan, for a form to send back."""
    return sha256(f"{organisation.name}\n{organisation.word}".encode()).hexdigest()[:16]


def hold(organisation: Organisation) -> Organisation:
    """Let nobody else change it, or who belongs to it, until this transaction ends; returns it as it is now."""
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


@transaction.atomic
def change_role(member: Membership, role: str) -> None:
    """Raises Refused where nobody would be left to administer. What they invited others to administer ends with it."""
    hold(member.organisation)
    member = Membership.objects.get(pk=member.pk)
    if role != OrganisationRole.ADMINISTRATOR:
        _keep_an_administrator(member)
        _end_invitations_by(member)
    Membership.objects.filter(pk=member.pk).update(role=role)


@transaction.atomic
def take_out(member: Membership, *, by: Membership) -> None:
    """End the membership of somebody else; they are told by mail, and keep everything that is theirs."""
    hold(member.organisation)
    member = Membership.objects.select_related("person", "organisation").get(pk=member.pk)
    if member.person_id == by.person_id:
        raise Refused(_("This is you. To go, leave the organisation on its page."))
    _unlink(member)
    if member.person.email:
        mails.tell_taken_out(member.person, member.organisation)


@transaction.atomic
def leave(own: Membership) -> None:
    """Unlink `own`; everything of theirs stays theirs. Who leaves last takes the organisation along.

    Raises Refused for the last administrator while others belong.
    """
    hold(own.organisation)
    own = Membership.objects.select_related("organisation").get(pk=own.pk)
    if not own.organisation.memberships.exclude(pk=own.pk).exists():
        own.organisation.delete()
        return
    _keep_an_administrator(own)
    _unlink(own)


def _keep_an_administrator(member: Membership) -> None:
    if is_last_administrator(member):
        raise Refused(_("Nobody else administers this organisation. Make somebody else an administrator first."))


def _unlink(member: Membership) -> None:
    _end_invitations_by(member)
    member.delete()


def _end_invitations_by(member: Membership) -> None:
    """Nobody comes in with a role by the word of somebody who no longer gives it."""
    sent = Invitation.objects.filter(organisation=member.organisation_id, invited_by=member.person_id, accepted_at=None)
    sent.exclude(role=OrganisationRole.MEMBER).delete()
