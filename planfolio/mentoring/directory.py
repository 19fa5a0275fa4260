"""The people who offer help, to those of their organisations: on what, whether they have room, and when they are away.

Organisations are apart here as everywhere: `people.organisations.access.within_reach` says who comes upon whom.
"""

from dataclasses import dataclass

from django.db.models import Count, Q

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
    """Everybody else within reach who offers help, those with room first. Four queries.

    Example people are shown to each other alone.
    """
    offers = list(
        Offer.objects.kept()
        .filter(open=True, owner__in=within_reach(person), owner__is_active=True, owner__is_example=person.is_example)
        .exclude(owner=person)
        .select_related("owner")
        .order_by("owner__name", "pk")[:500]
    )
    owners = [offer.owner_id for offer in offers]
    running = Mentorship.objects.kept().filter(supporter__in=owners, state=State.RUNNING)
    taken = dict(running.values_list("supporter").annotate(Count("pk")))
    shown = Q(owner__in=[offer.owner_id for offer in offers if offer.shows_breaks])
    away: dict = {}
    for each in Break.objects.kept().filter(shown, ends__gte=person.today()):
        away.setdefault(each.owner_id, []).append(each)
    found = [
        Listed(each.owner, each, max(0, each.capacity - taken.get(each.owner_id, 0)), away.get(each.owner_id, [])[:3])
        for each in offers
    ]
    return sorted(found, key=lambda each: not each.room)
