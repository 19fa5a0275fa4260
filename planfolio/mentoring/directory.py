"""The people who offer help, to those of their organisations: on what, whether they have room, and when they are away.

Organisations are apart here as everywhere: `people.organisations.access.within_reach` says who comes upon whom.
"""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from planfolio.errors import Missing, Refused
from planfolio.people.models import Break, Person
from planfolio.people.organisations.access import within_reach

from .models import Mentorship, Offer
from .vocabulary import State


@dataclass(frozen=True)
class Listed:
    """`room` is how many more people they would take on now; `away` the coming breaks that they show."""

    person: Person
    offer: Offer
    room: int
    away: list[Break]


def listed_people(person: Person) -> list[Listed]:
    """Everybody else within reach who offers help, those with room first. Four queries."""
    offers = list(_offers_to(person).order_by("owner__name", "pk")[:500])
    taken = _taken(offers)
    shown = Q(owner__in=[offer.owner_id for offer in offers if offer.shows_breaks])
    away: dict = {}
    for each in Break.objects.kept().filter(shown, ends__gte=person.today()):
        away.setdefault(each.owner_id, []).append(each)
    found = [
        Listed(each.owner, each, max(0, each.capacity - taken[each.owner_id]), away.get(each.owner_id, [])[:3])
        for each in offers
    ]
    return sorted(found, key=lambda each: not each.room)


def find_offer(person: Person, key: UUID) -> Offer:
    """What `key` offers to `person`; raises Missing where they offer nothing, or not to them."""
    return _found(_offers_to(person), key)


def hold_room(person: Person, key: UUID) -> None:
    """Make sure that `key` offers help to `person` and has room for one more, until the end of the transaction.

    Raises Missing as `find_offer` does, Refused where there is no room.
    """
    offer = _found(_offers_to(person).select_for_update(of=("self",)), key)
    if _taken([offer])[offer.owner_id] >= offer.capacity:
        raise Refused(_("%(name)s has no room for more people now. Ask somebody else.") % {"name": offer.owner})


def _found(offers, key: UUID) -> Offer:
    offer = offers.filter(owner=key).first()
    if offer is None:
        raise Missing(_("This person does not offer help any more."))
    return offer


def hold_offer(person: Person) -> None:
    """Let nobody else count how many `person` supports, until the end of the transaction: it is about to change."""
    Offer.objects.select_for_update().filter(owner=person).first()


def _offers_to(person: Person):
    """What `person` may come upon. Example people come upon each other alone."""
    rows = Offer.objects.kept().filter(open=True, owner__in=within_reach(person), owner__is_active=True)
    return rows.filter(owner__is_example=person.is_example).exclude(owner=person).select_related("owner")


def _taken(offers: list[Offer]) -> Counter:
    """How many people those who offer help support now, by their keys. One query."""
    running = Mentorship.objects.kept().filter(supporter__in=[each.owner_id for each in offers], state=State.RUNNING)
    return Counter(dict(running.values_list("supporter").annotate(Count("pk"))))
