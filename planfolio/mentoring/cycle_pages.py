"""What the pages of supervisors and of rounds show, prepared: each in a fixed number of queries.

Of a review that was not shared they hold how far it is, and nothing of what is in it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planfolio.web.dates import day

from .access import supported_by
from .cycle_access import Seat, cycles_for, leads
from .cycle_forms import Behind
from .cycles import newcomers, running_places
from .models import Cycle, CyclePlace, Review
from .outcomes.disclosing import LEAST
from .pages import Supported, supported_people
from .vocabulary import ReviewState

#: Lines on a page.
PAGE = 25
#: What is read of a review for a line about it: nothing of its words.
STANDS = ("owner", "cycle", "state", "halfway", "halfway_held", "meets_on", "mentorship")
UNSHARED = (None, ReviewState.DRAFT)


def stands(review: Review | None) -> str:
    """How far a review is, in words."""
    if review is None:
        return _("Not begun")
    said = str(review.get_state_display())
    if review.state == ReviewState.DRAFT and review.halfway_held:
        return _("%(state)s, looked at halfway on %(day)s") % {"state": said, "day": day(review.halfway_held)}
    return said


def next_day(cycle: Cycle, review: Review | None, *, today: date) -> date | None:
    """The next of the days of a round that is still to come for somebody, or the last when all are over."""
    state = review.state if review else None
    if state in UNSHARED:
        halfway = (review and review.halfway) or cycle.halfway
        days = [cycle.draft_by, None if review and review.halfway_held else halfway]
    elif state == ReviewState.SHARED:
        days = [review.meets_on or cycle.meets_by]
    elif state == ReviewState.CLOSED:
        days = []
    else:
        days = [cycle.closes_on]
    there = sorted(each for each in days if each)
    return next((each for each in there if each >= today), there[-1] if there else None)


@dataclass(frozen=True)
class Line:
    """Somebody in a round, or supervised. `review` is there to open when it was shared with whoever looks."""

    name: str
    teams: str
    stands: str
    next: date | None
    review: Review | None
    supported: Supported | None = None


@dataclass(frozen=True)
class SupervisingPage:
    seat: Seat
    shown: Page
    cycles: list[Cycle]


def supervising_page(seat: Seat, asked) -> SupervisingPage:
    """A line for each whom somebody supervises, some at a time. Nine queries beside those of the seat."""
    person, today = seat.own.person, seat.own.person.today()
    shown = Paginator(list(seat.watched.values()), PAGE).get_page(asked.get("page"))
    owners = {each.key: each.person for each in shown.object_list}
    mentorships = supported_by(person).filter(owner__in=owners.values()).select_related(None)
    supported = {each.mentorship.owner_id: each for each in supported_people(person, list(mentorships))}
    rounds = {place.member_id: place.cycle for place in _latest_places(owners)}
    in_round, shared = _reviews(person, owners, rounds)
    mine = {each.pk for each in shared.values()}
    found = []
    for each in shown.object_list:
        cycle = rounds.get(each.key)
        review = in_round.get((cycle.pk, each.person)) if cycle else shared.get(each.person)
        known = supported.get(each.person)
        meeting = known.meeting.starts_at.date() if known and known.meeting else None
        days = [at for at in (meeting, next_day(cycle, review, today=today) if cycle else None) if at]
        words = stands(review) if cycle or review else _("None")
        opens = review if review and review.pk in mine else None
        found.append(Line(each.name, ", ".join(each.teams.values()), words, min(days, default=None), opens, known))
    shown.object_list = found
    return SupervisingPage(seat, shown, list(cycles_for(seat).filter(ended_at=None)[:PAGE]))


def _latest_places(owners: dict[UUID, UUID]):
    return running_places().filter(member__in=owners).select_related("cycle").order_by("cycle__created_at")


def _reviews(person, owners, rounds) -> tuple[dict, dict]:
    """The reviews of those rounds by (round, owner), and the latest that each owner shares with `person`."""
    theirs = list(owners.values())
    rows = Review.objects.kept().filter(cycle__in={each.pk for each in rounds.values()}, owner__in=theirs)
    shared = Review.objects.of(person).filter(owner__in=theirs).order_by("starts", "created_at")
    return (
        {(each.cycle_id, each.owner_id): each for each in rows.only(*STANDS)},
        {each.owner_id: each for each in shared.only(*STANDS)},
    )


@dataclass(frozen=True)
class CyclePage:
    """`counts` is for who coordinates: how many stand where, unless `few`, whom it would tell of one by one.

    `shown` are the people whom one supervises oneself.
    """

    seat: Seat
    cycle: Cycle
    leads: bool
    counts: list[tuple[str, int]]
    few: bool
    shown: Page
    new: int
    left: int


def cycle_page(seat: Seat, cycle: Cycle, asked) -> CyclePage:
    reviews = reviews_of(cycle)
    places = list(places_of(cycle).select_related("member__person").order_by("member__person__name", "pk"))
    states = Counter(stage(place, reviews) for place in places)
    watched = [place for place in places if place.member_id in seat.watched]
    shared = set(Review.objects.of(seat.own.person).filter(cycle=cycle).values_list("pk", flat=True))
    few = seat.coordinates and is_few(seat, places)
    shown = Paginator(watched, PAGE).get_page(asked.get("page"))
    shown.object_list = [_line(seat, place, cycle, reviews, shared) for place in shown.object_list]
    return CyclePage(
        seat=seat,
        cycle=cycle,
        leads=leads(seat, cycle),
        counts=[(label, states[value]) for value, label in STAGES] if seat.coordinates and not few else [],
        few=few,
        shown=shown,
        new=newcomers(cycle).count() if leads(seat, cycle) and not cycle.ended_at else 0,
        left=cycle.places.count() - len(places),
    )


#: Where somebody can stand in a round, with "" for not begun.
STAGES = [("", gettext_lazy("Not begun")), *ReviewState.choices]


def places_of(cycle: Cycle):
    """Who is in a round, less those who have left its team."""
    return cycle.places.filter(Q(cycle__team=None) | Q(cycle__team__places__member=F("member")))


def is_few(seat: Seat, places: Iterable[CyclePlace]) -> bool:
    """Whether numbers of these would tell `seat` of single people: of those whom they do not supervise."""
    return 0 < sum(place.member_id not in seat.watched for place in places) < LEAST


def reviews_of(cycle: Cycle) -> dict[UUID, Review]:
    """The reviews of a round by whose they are; none of their words is read. One query."""
    return {each.owner_id: each for each in Review.objects.kept().filter(cycle=cycle).only(*STANDS)}


def stage(place: CyclePlace, reviews: dict[UUID, Review]) -> str:
    review = reviews.get(place.member.person_id)
    return review.state if review else ""


def _line(seat: Seat, place: CyclePlace, cycle: Cycle, reviews: dict, shared: set) -> Line:
    review = reviews.get(place.member.person_id)
    opens = review if review and review.pk in shared else None
    each = seat.watched[place.member_id]
    return Line(
        each.name,
        ", ".join(each.teams.values()),
        stands(review),
        next_day(cycle, review, today=seat.own.person.today()),
        opens,
    )


def places_behind(seat: Seat, cycle: Cycle, behind: str) -> list[CyclePlace]:
    """Whom a reminder of `seat` goes to: in the whole round for who coordinates, else among their own people."""
    reviews = reviews_of(cycle)
    rows = places_of(cycle).select_related("member__person__mail_choices", "cycle")
    if not seat.coordinates:
        rows = rows.filter(member__in=seat.watched)
    far = {
        Behind.NOT_BEGUN: {""},
        Behind.NOT_SHARED: {"", ReviewState.DRAFT},
        Behind.NOT_SIGNED: {"", ReviewState.DRAFT, ReviewState.SHARED, ReviewState.DISCUSSED},
    }[behind]
    return [place for place in rows if stage(place, reviews) in far]
