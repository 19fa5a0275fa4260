"""Learning in N of the last 13 weeks: a sentence, a picture, the numbers. It never resets and never scolds."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from planfolio.people.models import Break
from planfolio.plans.capacity import away_week
from planfolio.prepared import Prepared
from planfolio.web.charts import Place, inside, percent

from .models import WeekTotal
from .weeks import WEEK, monday

#: A quarter of a year.
WEEKS = 13
#: Heights in the picture, in pixels: the line the bars stand on, and the tallest bar.
BASE, TALLEST = 86, 66


@dataclass(frozen=True)
class Bar:
    """One week: its minutes, and its place in the picture (x and width in percent, y and height in pixels)."""

    week: date
    minutes: int
    entries: int
    away: bool
    x: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        return round(self.x + 50 / WEEKS, 2)

    @property
    def word(self) -> Place:
        return inside(self.middle, 14)


@dataclass(frozen=True)
class Lately:
    """`learned` of `counted` weeks; planned breaks, weeks before the person came and an empty week now do not count."""

    bars: tuple[Bar, ...]
    learned: int
    counted: int
    away: int

    @property
    def highest(self) -> Bar | None:
        best = max(self.bars, key=lambda bar: bar.minutes)
        return best if best.minutes else None


def lately(person, *, today: date, breaks=None) -> Lately:
    """The last 13 weeks up to that of `today`. One query, or two when the breaks are not given."""
    now = monday(today)
    first = now - (WEEKS - 1) * WEEK
    rows = _totals.values(person=person.pk, first=first, now=now)
    totals = {week: (minutes, entries) for week, minutes, entries in rows}
    if breaks is None:
        breaks = list(Break.objects.kept().owned(person).filter(ends__gte=first).values_list("starts", "ends"))
    came = monday(person.joined_at.date())
    return reckon(totals, first=first, now=now, came=min([came, *totals]), breaks=breaks)


@Prepared
def _totals(person: UUID, first: date, now: date):
    rows = WeekTotal.objects.filter(owner=person, week__range=(first, now), entries__gt=0)
    return rows.values_list("week", "minutes", "entries")


def reckon(totals: dict[date, tuple[int, int]], *, first: date, now: date, came: date, breaks) -> Lately:
    most = max((minutes for minutes, _entries in totals.values()), default=0) or 1
    bars, learned, counted, away_weeks = [], 0, 0, 0
    for place in range(WEEKS):
        week = first + place * WEEK
        minutes, entries = totals.get(week, (0, 0))
        away = not entries and away_week(week, breaks)
        height = round(max(TALLEST * minutes / most, 2 if entries else 0), 1)
        bars.append(Bar(week, minutes, entries, away, percent(place, WEEKS), round(BASE - height, 1), height))
        learned += bool(entries)
        away_weeks += away and week >= came
        counted += bool(entries) or (came <= week < now and not away)
    return Lately(tuple(bars), learned, counted, away_weeks)
