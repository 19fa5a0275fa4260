"""Who may come where in an organisation. Each loader begins with the membership of whoever asks.

Who does not belong, or may not see a page, is told that there is nothing (404). Who sees a page and may not do what
it is asked for is told so (403).
"""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from planfolio.errors import Missing, NotAllowed

from ..models import Invitation, Membership, Organisation, OrganisationRole, Person, Roster, Supervision, Team

#: What a membership may be asked to allow.
BELONG, COORDINATE, ADMINISTER = "belong", "coordinate", "administer"


def memberships(person: Person) -> list[Membership]:
    """Where a person belongs, first joined first. One query."""
    rows = Membership.objects.filter(person=person).select_related("organisation")
    return list(rows.order_by("joined_at", "pk"))


def get_membership(person: Person, key: UUID, ability: str = BELONG) -> Membership:
    """The person's own membership of organisation `key`, with its organisation. One query.

    Raises Missing, or NotAllowed for a coordinator who asks for what administrators do.
    """
    own = Membership.objects.filter(person=person, organisation=key).select_related("organisation").first()
    if own is None or (ability != BELONG and not own.coordinates):
        raise Missing(_("There is nothing at this address, or it is not shared with you."))
    if ability == ADMINISTER and not own.administers:
        raise NotAllowed(_("Only an administrator of the organisation can do this."))
    own.person = person
    return own


def get_member(organisation: Organisation, key: UUID) -> Membership:
    return _found(organisation.memberships.select_related("person").filter(pk=key))


def get_team(organisation: Organisation, key: UUID) -> Team:
    return _found(organisation.teams.filter(pk=key))


def get_supervision(organisation: Organisation, key: UUID) -> Supervision:
    rows = Supervision.objects.filter(supervisor__organisation=organisation, pk=key)
    return _found(rows.select_related("supervisor__person", "member__person", "team"))


def get_roster(organisation: Organisation, key: UUID, *, by: Person) -> Roster:
    """The list that `by` is looking over; nobody else's."""
    return _found(organisation.rosters.select_related("team").filter(pk=key, by=by))


def get_open_invitation(organisation: Organisation, key: UUID) -> Invitation:
    """One that nobody has used; it may have ended."""
    return _found(Invitation.objects.filter(organisation=organisation, accepted_at=None, pk=key))


def _found(rows: QuerySet):
    row = rows.first()
    if row is None:
        raise Missing(_("There is nothing at this address, or it is not shared with you."))
    return row


def within_reach(person: Person) -> QuerySet[Person]:
    """The people whose names this person may come upon: those of their organisations.

    Who belongs to none comes upon the others who belong to none. A condition for queries: it asks nothing by itself.
    """
    own = Membership.objects.filter(person=person).values("organisation")
    theirs = Membership.objects.filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(theirs.filter(organisation__in=own)) | ~Exists(own) & ~Exists(theirs))


def word_for_plans(person: Person) -> str:
    """What a new plan of theirs is called first: the word of the organisation that they joined last and that has one.

    Empty where none has.
    """
    rows = Organisation.objects.filter(memberships__person=person).exclude(word="")
    return rows.order_by("-memberships__joined_at", "-pk").values_list("word", flat=True).first() or ""


def is_last_administrator(member: Membership) -> bool:
    others = Membership.objects.filter(organisation=member.organisation_id, role=OrganisationRole.ADMINISTRATOR)
    return member.administers and not others.exclude(pk=member.pk).exists()


def administered_alone(person: Person) -> list[Organisation]:
    """The organisations that others belong to and nobody but this person administers. One query."""
    others = Membership.objects.filter(organisation=OuterRef("pk")).exclude(person=person)
    rows = Organisation.objects.filter(
        Exists(others), memberships__person=person, memberships__role=OrganisationRole.ADMINISTRATOR
    )
    return list(rows.filter(~Exists(others.filter(role=OrganisationRole.ADMINISTRATOR))).order_by("name", "pk"))
