"""The weeks of a plan against the time there is, as plain values.

The object holds everything that its picture, its sentence (`findings`), its table and its CSV say, so that the four
cannot disagree. x and width are in percent of the picture, y and height in pixels. Pure: no database, no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from planfolio.plans.capacity import away_week
from planfolio.plans.findings import load_finding
from planfolio.plans.roadmap import Schedule, Week
from planfolio.web.charts import Place, Tick, inside, percent, ticks

#: The ground line of the weeks, the height of the fullest, and the place of a word over everything.
BASE, TALLEST, TOP, AWAY_Y = 196, 130, 14, 36
#: Bars that still can be told apart on a phone; weeks are put together until there are no more than this.
MOST_BARS = 60
GROUPS = (1, 2, 4, 13, 26, 52)
#: How much of the width words take on a phone: the excess, the time a week, "Away".
OVER_ROOM, CAPACITY_ROOM, AWAY_ROOM = 30, 42, 26


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One week, or a few together: minutes done in it as laid out, minutes there are, and minutes needed in it that
    are only done afterwards, or never. `away` weeks are those of a break."""

    monday: date
    weeks: int
    planned: int
    capacity: int
    over: int
    away: bool
    x: float
    width: float
    y: float
    height: float
    over_height: float

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=7 * self.weeks - 1)

    @property
    def top(self) -> float:
        return round(self.y - self.over_height, 1)

    @property
    def left(self) -> float:
        """Where it is drawn: a sixth of its place is left free on each side."""
        return round(self.x + self.width / 6, 2)

    @property
    def breadth(self) -> float:
        return round(self.width * 2 / 3, 2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """The weeks of a schedule against the time there is. `passed` are minutes planned for days before the first week.

    `weekly` is the time in a normal week; `lines` are the time there is as (from, to, y), `shades` the weeks away as
    (from, width); `end` is where the end of the plan is told when work goes on after it, `end_x` its line.
    """

    weeks: tuple[Week, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    weekly: int
    needed: int
    over_weeks: tuple[Week, ...]
    passed: int
    unscheduled: int
    finishes: date | None
    away: frozenset[date]
    lines: tuple[tuple[float, float, float], ...]
    shades: tuple[tuple[float, float], ...]
    end: Place | None
    end_x: float
    over_word: Place | None
    capacity_word: Place | None
    away_words: tuple[Place, ...]

    @property
    def finding(self) -> str:
        return load_finding(self)

    @property
    def planned(self) -> int:
        return sum(week.planned for week in self.weeks)

    @property
    def capacity(self) -> int:
        return sum(week.capacity for week in self.weeks)

    @property
    def over(self) -> int:
        return sum(week.over for week in self.weeks)

    @property
    def step(self) -> int:
        return self.bars[0].weeks


def load(plan: Schedule, *, weekly: int, ends: date, breaks: Sequence[tuple[date, date]] = ()) -> Load:
    """The weeks of the schedule of a plan that ends on `ends`, by a person with `weekly` minutes in a normal week."""
    weeks = plan.weeks
    away = frozenset(week.monday for week in weeks if breaks and away_week(week.monday, breaks))
    bars = _bars(weeks, away)
    lines, shades = _lines(bars), _shades(bars)
    over_word = _over_word(bars, lines)
    finishes = [job.finishes for job in plan.jobs if job.minutes]
    last = weeks[-1].monday + timedelta(days=6)
    days = 7 * sum(bar.weeks for bar in bars)
    end = percent(ends.toordinal() + 1 - weeks[0].monday.toordinal(), days)
    return Load(
        weeks=weeks,
        bars=bars,
        ticks=ticks(weeks[0].monday, min(last, bars[-1].sunday)),
        weekly=weekly,
        needed=plan.fit.needed,
        over_weeks=tuple(week for week in weeks if week.over),
        passed=sum(job.minutes for job in plan.jobs if job.needed_by < weeks[0].monday),
        unscheduled=plan.unscheduled,
        finishes=max(finishes) if finishes and None not in finishes else None,
        away=away,
        lines=lines,
        shades=shades,
        end_x=min(100, max(0, end)),
        end=inside(end, half=16) if 0 < end < 100 and last - ends >= timedelta(days=7) else None,
        over_word=over_word,
        capacity_word=_capacity_word(bars, lines, over_word) if weekly else None,
        away_words=_away_words(shades),
    )


def _bars(weeks: Sequence[Week], away: frozenset[date]) -> tuple[Bar, ...]:
    step = next((step for step in GROUPS if len(weeks) <= MOST_BARS * step), -(-len(weeks) // MOST_BARS))
    groups = [weeks[place : place + step] for place in range(0, len(weeks), step)]
    sums = [
        (sum(week.planned for week in group), sum(week.capacity for week in group), sum(week.over for week in group))
        for group in groups
    ]
    most = max([1, *(max(planned + over, capacity) for planned, capacity, over in sums)])
    width = 100 / len(groups)
    bars = []
    for place, (group, (planned, capacity, over)) in enumerate(zip(groups, sums, strict=True)):
        height = round(TALLEST * planned / most, 1)
        bars.append(
            Bar(
                monday=group[0].monday,
                weeks=step,
                planned=planned,
                capacity=capacity,
                over=over,
                away=all(week.monday in away for week in group),
                x=round(place * width, 2),
                width=round(width, 2),
                y=round(BASE - height, 1),
                height=height,
                over_height=round(TALLEST * over / most, 1),
            )
        )
    return tuple(bars)


def _lines(bars: tuple[Bar, ...]) -> tuple[tuple[float, float, float], ...]:
    """The capacity as level lines, drawn as far as it stays the same; none where there is no time."""
    most = max([1, *(max(bar.planned + bar.over, bar.capacity) for bar in bars)])
    lines = []
    for capacity, run in groupby(bars, lambda bar: bar.capacity):
        same = list(run)
        if capacity:
            right = min(100, round(same[-1].x + same[-1].width, 2))
            lines.append((same[0].x, right, round(BASE - TALLEST * capacity / most, 1)))
    return tuple(lines)


def _over(bars: tuple[Bar, ...], lines, left: float, right: float) -> float:
    """The y of a word that stands over every bar and line from `left` to `right`."""
    tops = [bar.top for bar in bars if bar.x < right and bar.x + bar.width > left]
    tops += [y for start, end, y in lines if start < right and end > left]
    return round(min([BASE, *tops]) - 9, 1)


def _over_word(bars: tuple[Bar, ...], lines) -> Place | None:
    """Where the excess is told: over the tallest hatched bar."""
    hatched = [bar for bar in bars if bar.over]
    if not hatched:
        return None
    tallest = min(hatched, key=lambda bar: bar.top)
    if tallest.x + OVER_ROOM <= 100:
        return Place(tallest.x, _over(bars, lines, tallest.x, tallest.x + OVER_ROOM), "start")
    right = min(100, round(tallest.x + tallest.width, 2))
    return Place(right, _over(bars, lines, right - OVER_ROOM, right), "end")


def _capacity_word(bars: tuple[Bar, ...], lines, over_word: Place | None) -> Place | None:
    """Where the time of a normal week is told: over its line at the end or at the beginning, else above everything."""
    if not lines:
        return None
    for x, anchor, left, right in ((100, "end", 100 - CAPACITY_ROOM, 100), (0, "start", 0, CAPACITY_ROOM)):
        hatched = any(bar.over and bar.x < right and bar.x + bar.width > left for bar in bars)
        if not hatched and not (over_word and _meets(over_word, left, right)):
            return Place(x, _over(bars, lines, left, right), anchor)
    return Place(100, TOP, "end")


def _meets(word: Place, left: float, right: float) -> bool:
    start = word.x if word.anchor == "start" else word.x - OVER_ROOM
    return start < right and start + OVER_ROOM > left


def _shades(bars: tuple[Bar, ...]) -> tuple[tuple[float, float], ...]:
    """Stretches of weeks away, each from its first week to its last."""
    shades = []
    for away, run in groupby(bars, lambda bar: bar.away):
        same = list(run)
        if away:
            shades.append((same[0].x, round(min(100, same[-1].x + same[-1].width) - same[0].x, 2)))
    return tuple(shades)


def _away_words(shades: tuple[tuple[float, float], ...]) -> tuple[Place, ...]:
    """A word over each of them, no two nearer than they are long."""
    words: list[Place] = []
    for left, width in shades:
        middle = round(left + width / 2, 2)
        if not words or middle - words[-1].x >= AWAY_ROOM:
            words.append(inside(middle, AWAY_Y, half=9))
    return tuple(words)
