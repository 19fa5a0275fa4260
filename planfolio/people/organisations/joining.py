"""Joining an organisation by an invitation: once, by whoever holds the link and says so, with an account of theirs."""

from django.db import transaction
from django.utils.translation import gettext as _

from planfolio.errors import Refused

from ..invitations import use_invitation
from ..models import Invitation, Membership, Person, TeamPlace


@transaction.atomic
def join(invitation: Invitation, *, by: Person) -> Membership:
    """Use the invitation up. Of many at once one succeeds; the others get Refused, and so does who belongs already."""
    use_invitation(invitation.pk)
    return enter(invitation, person=by)


@transaction.atomic
def enter(invitation: Invitation, *, person: Person) -> Membership:
    """What a used invitation gives: the membership, with its role and team."""
    member, is_new = Membership.objects.get_or_create(
        organisation_id=invitation.organisation_id,
        person=person,
        defaults={"role": invitation.role, "email": invitation.email},
    )
    if not is_new:
        raise Refused(_("You belong to this organisation already. The invitation is still open for somebody else."))
    if invitation.team_id:
        TeamPlace.objects.get_or_create(team_id=invitation.team_id, member=member)
    return member
