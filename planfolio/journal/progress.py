"""Progress over a period: in which weeks, where the time went, and what was learned, in the person's own words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from planfolio.plans.models import Objective, Plan
from planfolio.plans.vocabulary import Context
from planfolio.plans.year import WEEKS, Year, year_of
from planfolio.web.charts import percent

from .models import Entry, EntryObjective, Relation
from .weeks import WEEK, monday

#: Parts of a whole that are named each; what is less stands together.
NAMED = 12
#: Entries in "What you learned".
LEARNED = 100
#: Plans to choose a period from.
PLANS = 50


@dataclass(frozen=True)
class Period:
    """`key` names it in the address: a plan's key, or "year"."""

    key: str
    title: str
    starts: date
    ends: date


@dataclass(frozen=True)
class Part:
    """Minutes and entries of one objective, goal, place or provider; `width` in percent of the largest."""

    name: str
    address: str
    minutes: int
    entries: int
    width: float


@dataclass(frozen=True)
class Learned:
    """What was learned for an objective (None where it was for none): entries with a summary, the first one first."""

    objective: Objective | None
    entries: list[Entry]


@dataclass(frozen=True)
class Progress:
    """`minutes` and `entries` are those of the period; `year` holds its last 52 weeks."""

    period: Period
    periods: list[Period]
    entries: int
    minutes: int
    year: Year
    objectives: list[Part]
    goals: list[Part]
    contexts: list[Part]
    providers: list[Part]
    learned: list[Learned]
    more: bool


def progress(person, key: str = "") -> Progress:
    """The progress of `person` in the period called `key`: that of a plan, else the last 52 weeks. Nine queries."""
    today = person.today()
    periods = _periods(person, today)
    period = next((each for each in periods if each.key == key), periods[0])
    entries = Entry.objects.kept().owned(person).filter(day__range=(period.starts, period.ends))
    places = list(
        entries.order_by().values_list("context", "provider").annotate(minutes=Sum("minutes"), entries=Count("pk"))
    )
    objectives, shares = _shares(person, period)
    count, minutes = sum(row[3] for row in places), sum(row[2] or 0 for row in places)
    free = _without_objective(entries)
    learned, more = _learned(entries, objectives)
    labels = dict(Context.choices)
    return Progress(
        period=period,
        periods=periods,
        entries=count,
        minutes=minutes,
        year=year_of(person, period.starts, period.ends),
        objectives=parts(
            [*((_title(objectives[pk]), objectives[pk].get_absolute_url(), m, n) for pk, m, n in shares), free]
        ),
        goals=parts([*_goals(objectives, shares), (_("Without a goal"), "", free[2], free[3])]),
        contexts=parts((labels.get(context, _("Not said")), "", m, n) for context, _p, m, n in places),
        providers=parts((provider or _("Not said"), "", m, n) for _context, provider, m, n in places),
        learned=learned,
        more=more,
    )


def parts(rows: Iterable[tuple[str, str, int | None, int]]) -> list[Part]:
    """Rows (name, address, minutes, entries) of the same name joined, the largest first, the least together at the end.

    The minutes and entries of what comes back add up to those of `rows`.
    """
    minutes, entries, addresses = Counter(), Counter(), {}
    for name, address, took, count in rows:
        minutes[name] += took or 0
        entries[name] += count
        addresses.setdefault(name, address)
    order = sorted((name for name in entries if entries[name]), key=lambda name: (-minutes[name], -entries[name], name))
    kept, rest = order[:NAMED], order[NAMED:]
    most = max((minutes[name] for name in kept), default=0) or 1
    found = [Part(name, addresses[name], minutes[name], entries[name], percent(minutes[name], most)) for name in kept]
    if rest:
        took = sum(minutes[name] for name in rest)
        found.append(Part(_("Others"), "", took, sum(entries[name] for name in rest), min(100, percent(took, most))))
    return found


def _periods(person, today: date) -> list[Period]:
    """The last 52 weeks, and the plans that have begun, the latest first. One query."""
    year = Period("year", _("The last 52 weeks"), monday(today) - (WEEKS - 1) * WEEK, today)
    plans = Plan.objects.kept().owned(person).filter(starts__lte=today).order_by("-starts", "-id")[:PLANS]
    return [year, *(Period(str(plan.pk), plan.title, plan.starts, min(plan.ends, today)) for plan in plans)]


def _shares(person, period: Period) -> tuple[dict[UUID, Objective], list[tuple[UUID, int, int]]]:
    """The objectives that were learned for, and of each its minutes and entries. Two queries."""
    links = EntryObjective.objects.filter(
        owner=person,
        relation=Relation.ABOUT,
        objective__deleted_at=None,
        objective__plan__deleted_at=None,
        entry__deleted_at=None,
        entry__day__range=(period.starts, period.ends),
    )
    rows = list(links.order_by().values_list("objective").annotate(minutes=Sum("minutes"), entries=Count("pk")))
    found = Objective.objects.owned(person).filter(pk__in=[row[0] for row in rows]).select_related("goal", "plan")
    objectives = {each.pk: each for each in found}
    return objectives, [(pk, minutes or 0, count) for pk, minutes, count in rows if pk in objectives]


def _title(objective: Objective) -> str:
    return objective.what or _("Not answered")


def _goals(objectives: dict[UUID, Objective], shares) -> list[tuple[str, str, int, int]]:
    goals = ((objectives[pk].goal, minutes, count) for pk, minutes, count in shares)
    return [
        (goal.text if goal and not goal.deleted_at else _("Without a goal"), "", minutes, count)
        for goal, minutes, count in goals
    ]


def _without_objective(entries) -> tuple[str, str, int, int]:
    """Entries for no objective that is still there."""
    links = EntryObjective.objects.filter(
        relation=Relation.ABOUT, objective__deleted_at=None, objective__plan__deleted_at=None
    )
    found = entries.exclude(pk__in=links.values("entry")).aggregate(minutes=Sum("minutes"), entries=Count("pk"))
    return _("For no objective"), "", found["minutes"] or 0, found["entries"]


def _learned(entries, objectives: dict[UUID, Objective]) -> tuple[list[Learned], bool]:
    """Entries with a summary by objective; whether there are more than are shown. Two queries."""
    rows = list(entries.exclude(summary="").order_by("-day", "-id")[: LEARNED + 1])
    shown = rows[:LEARNED][::-1]
    links = EntryObjective.objects.filter(entry__in=[row.pk for row in shown], relation=Relation.ABOUT)
    about: dict[UUID, UUID] = {}
    for entry, objective in links.order_by("id").values_list("entry", "objective"):
        if objective in objectives:
            about.setdefault(entry, objective)
    groups: dict[UUID | None, list[Entry]] = {}
    for row in shown:
        groups.setdefault(about.get(row.pk), []).append(row)
    order = sorted(groups, key=lambda pk: (pk is None, groups[pk][0].day))
    return [Learned(objectives.get(pk), groups[pk]) for pk in order], len(rows) > LEARNED
