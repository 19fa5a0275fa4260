"""Rounds of reviews: opened for a team or for chosen people, invited to, reminded of, ended.

A round touches nothing of anybody's. It invites; whoever begins has a draft of their own that is theirs to share. Who
joins the team later is invited by somebody, and who leaves it is asked no more and keeps what they began.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import Conflict, NotAllowed, Refused
from planfolio.jobs.marks import job
from planfolio.people.base import new_key
from planfolio.people.models import Membership, Person
from planfolio.people.organisations.actions import hold

from . import mails
from .cycle_access import Seat
from .models import Cycle, CyclePlace, Review

#: People of one round.
PEOPLE_LIMIT = 500
#: Rounds of one organisation that run at once.
ROUNDS_LIMIT = 200
BATCH = 50


@transaction.atomic
def open_cycle(seat: Seat, *, members: Iterable[Membership], key: UUID | None = None, **values) -> Cycle:
    """Open a round and invite to it; the same `key` again is the same round.

    Raises NotAllowed for people whom a supervisor does not supervise, Refused for nobody or too many.
    """
    there = Cycle.objects.filter(pk=key, organisation=seat.organisation).first() if key else None
    if there is not None:
        return there
    if seat.own.person.is_example:
        raise Refused(_("In the example data nobody is written to."))
    hold(seat.organisation)
    members = list(members)
    _check(seat, members)
    if Cycle.objects.filter(organisation=seat.organisation, ended_at=None).count() >= ROUNDS_LIMIT:
        raise Refused(_("An organisation has %(limit)s rounds at once at most. End one.") % {"limit": ROUNDS_LIMIT})
    if key and Cycle.objects.filter(pk=key).exists():
        key = None
    cycle = Cycle.objects.create(id=key or new_key(), organisation=seat.organisation, by=seat.own.person, **values)
    _invite(cycle, members)
    return cycle


def _check(seat: Seat, members: list[Membership]) -> None:
    if not members:
        raise Refused(_("There is nobody in it yet. Name at least one person."))
    if len(members) > PEOPLE_LIMIT:
        raise Refused(_("A round has %(limit)s people at most. Open one for each team.") % {"limit": PEOPLE_LIMIT})
    if not seat.coordinates and any(each.pk not in seat.watched for each in members):
        raise NotAllowed(_("You open a round for those whom you supervise."))


def _invite(cycle: Cycle, members: list[Membership]) -> int:
    before = cycle.places.count()
    CyclePlace.objects.bulk_create((CyclePlace(cycle=cycle, member=each) for each in members), ignore_conflicts=True)
    tell_invited.enqueue(str(cycle.pk))
    return cycle.places.count() - before


@transaction.atomic
def invite_newcomers(cycle: Cycle) -> int:
    """Invite those who came into the team since; returns how many are new. Raises Conflict for a round that ended."""
    hold(cycle.organisation)
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    _check_open(cycle)
    new = list(newcomers(cycle)[: PEOPLE_LIMIT - cycle.places.count()])
    return _invite(cycle, new) if new else 0


def newcomers(cycle: Cycle):
    """Who is in the team of a round and was not invited; who supervises the team is not among them."""
    if cycle.team_id is None:
        return Membership.objects.none()
    return team_members(cycle.team_id).exclude(pk__in=cycle.places.values("member"))


def team_members(team: UUID):
    """Who would be in a round of this team: everybody in it but those who supervise it."""
    return Membership.objects.filter(places__team=team).exclude(supervisions__team=team)


def running_places():
    """Who is asked now: of rounds that run, and of those of a team who is still in it."""
    still = Q(cycle__team=None) | Q(cycle__team__places__member=F("member"))
    return CyclePlace.objects.filter(still, cycle__ended_at=None)


def invitations_of(person: Person):
    """The rounds in which this person could begin a review and has not. One query."""
    begun = Review.objects.kept().filter(cycle=OuterRef("cycle"), owner=person)
    rows = running_places().filter(~Exists(begun), member__person=person)
    return rows.select_related("cycle__organisation", "member").order_by("cycle__draft_by", "pk")


@job(deadline=600)
def tell_invited(cycle_key: str) -> int:
    """Write to everybody of a round who was not told; begun again after a stop, it goes on where it was."""
    told = 0
    while batch := _tell_some(cycle_key):
        told += batch
    return told


@transaction.atomic
def _tell_some(cycle_key: str) -> int:
    rows = running_places().filter(cycle=cycle_key, told_at=None).values("pk")[:BATCH]
    places = CyclePlace.objects.select_for_update(of=("self",)).filter(pk__in=list(rows.values_list("pk", flat=True)))
    places = list(places.select_related("member__person__mail_choices", "cycle__organisation"))
    for place in places:
        mails.tell_cycle(place)
    return CyclePlace.objects.filter(pk__in=[place.pk for place in places]).update(told_at=timezone.now())


@transaction.atomic
def remind(cycle: Cycle, places: list[CyclePlace], *, by: Person, key: UUID, subject: str, words: str) -> int:
    """Send what somebody wrote to each of `places`; the same `key` again sends nothing more. Returns to how many."""
    _check_open(Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk))
    if by.is_example:
        raise Refused(_("In the example data nobody is written to."))
    if not places:
        raise Refused(_("There is nobody to remind: everybody is further on."))
    sent = [mails.remind(place, key=key, subject=subject, words=words, by=by) for place in places]
    CyclePlace.objects.filter(pk__in=[place.pk for place in places]).update(reminded_at=timezone.now())
    return sum(sent)


def change_cycle(cycle: Cycle, *, expected: int | None, **values) -> None:
    """Another title or other days for those who are still to begin; who has begun keeps the days of their own review.

    Raises Conflict, with nothing written, when it moved on since revision `expected` or has ended.
    """
    rows = Cycle.objects.filter(pk=cycle.pk, ended_at=None)
    rows = rows if expected is None else rows.filter(revision=expected)
    if not rows.update(**values, revision=F("revision") + 1):
        there = Cycle.objects.get(pk=cycle.pk)
        _check_open(there)
        raise Conflict.moved_on(there)


def end_cycle(cycle: Cycle) -> None:
    """Nobody is invited or reminded any more. What was begun stays with whoever began it, and can go on."""
    if not Cycle.objects.filter(pk=cycle.pk, ended_at=None).update(ended_at=timezone.now()):
        raise Conflict(_("This had ended already."))


def _check_open(cycle: Cycle) -> None:
    if cycle.ended_at:
        raise Conflict(_("This had ended already."))
