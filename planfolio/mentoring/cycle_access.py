"""Who may come where with rounds of reviews.

Who coordinates sees how many stand where. Who supervises sees a line for each of their own people. A member sees
neither, and is told that there is nothing; their own invitation stands on their own page.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from planfolio.errors import Missing, NotAllowed
from planfolio.people.models import Membership, Organisation, Person
from planfolio.people.organisations.access import get_membership
from planfolio.people.organisations.teams import Watched, watched_by

from .models import Cycle, CyclePlace


@dataclass(frozen=True)
class Seat:
    """Where somebody stands in an organisation: `watched` are the members whom they supervise, by key."""

    own: Membership
    watched: dict[UUID, Watched]

    @property
    def organisation(self) -> Organisation:
        return self.own.organisation

    @property
    def coordinates(self) -> bool:
        return self.own.coordinates


def get_seat(person: Person, organisation: UUID) -> Seat:
    """Where a member stands, whoever they supervise. Three queries."""
    own = get_membership(person, organisation)
    return Seat(own, watched_by(own))


def get_leading_seat(person: Person, organisation: UUID) -> Seat:
    """That of somebody who coordinates or supervises; Missing for every other."""
    seat = get_seat(person, organisation)
    if not (seat.coordinates or seat.watched):
        raise _nothing()
    return seat


def cycles_for(seat: Seat):
    """The rounds that somebody may look at: all of them, or their own and those of the people whom they supervise."""
    rows = Cycle.objects.filter(organisation=seat.organisation).select_related("team", "by")
    if seat.coordinates:
        return rows
    own = CyclePlace.objects.filter(member__in=seat.watched).values("cycle")
    return rows.filter(Q(pk__in=own) | Q(by=seat.own.person))


def get_cycle(person: Person, organisation: UUID, key: UUID, *, lead: bool = False) -> tuple[Seat, Cycle]:
    """A round to look at; with `lead`, one that this person opened or coordinates, or NotAllowed."""
    seat = get_leading_seat(person, organisation)
    cycle = cycles_for(seat).filter(pk=key).first()
    if cycle is None:
        raise _nothing()
    cycle.organisation = seat.organisation
    if lead and not leads(seat, cycle):
        raise NotAllowed(_("Whoever opened it, or coordinates the organisation, can do this."))
    return seat, cycle


def leads(seat: Seat, cycle: Cycle) -> bool:
    return seat.coordinates or cycle.by_id == seat.own.person_id


def get_invitation(person: Person, rows, key: UUID) -> CyclePlace:
    rows = rows.select_related("cycle__organisation")
    found = rows.filter(pk=key, member__person=person).first()
    if found is None:
        raise _nothing()
    return found


def _nothing() -> Missing:
    return Missing(_("There is nothing at this address, or it is not shared with you."))
