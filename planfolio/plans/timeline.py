"""The objectives of a plan along time, as plain values.

The object holds everything that its picture, its sentence (`findings`), its table and its CSV say, so that the four
cannot disagree. x and width are in percent of the picture, y in pixels. Pure: no database, no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Protocol

from planfolio.plans.findings import timeline_finding
from planfolio.web.charts import Place, Tick, inside, percent, ticks

#: Pixels from one objective to the next; where there are many they stand closer.
ROW, CLOSE_ROW, MANY = 58, 48, 8
#: The height of a bar.
BAR = 10
#: Where the first objective is written, and how far below its words its bar lies.
FIRST_ROW, BAR_BELOW = 60, 8
#: A line longer than this tells the year with each date.
YEAR_DAYS = 366
#: How far below the lines of the months the likely end is drawn.
LIKELY_BELOW = 48
#: Letters of a title that have room on a phone and on a wide screen; the table has all of them.
SHORT, LONG = 16, 44
#: Width of a letter there, in percent of the picture, and the letters of number, date and (where it is wide) stage.
NARROW_LETTER, WIDE_LETTER = 2.3, 1.06
NARROW_MORE, WIDE_MORE, YEAR = 20, 38, 5
#: How much of the width the words of the likely end take on a phone.
LIKELY_ROOM = 80


class Dated(Protocol):
    """What the line says of an objective."""

    what: str
    starts: date | None
    due: date | None
    stage: str
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """One objective. Without a start its bar begins with the plan, without an end it ends with it; without both it
    has none (`width` is 0). `after` are the numbers of those it comes after."""

    number: int
    after: tuple[int, ...]
    objective: Dated
    short: str
    long: str
    x: float
    width: float
    words: Place

    @property
    def dated(self) -> bool:
        return bool(self.objective.starts or self.objective.due)

    @property
    def bar_y(self) -> float:
        return self.words.y + BAR_BELOW


@dataclass(frozen=True, kw_only=True, slots=True)
class Tie:
    """A line from the end of the bar of one objective to the bar of one that comes after it.

    It goes up or down at `x`, from `y` to `to_y`, and then along to `to_x`, where that bar begins; where the bar
    lies at `x` already it ends on its edge.
    """

    first: int
    later: int
    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Together:
    """The most objectives that run on one day, and the first stretch of days on which so many do."""

    count: int
    starts: date
    ends: date
    once: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Likely:
    """Between which two places the plan will be done; `assumed` when only its estimates say so."""

    left: float
    right: float
    words: Place
    assumed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeline:
    """Objectives from `first` to `last`: the days of the plan, and those of objectives that lie outside it.

    `today` is where its word stands, and `today_x` its line; `today` and `likely` are None where they are not on the
    line or not known.
    """

    first: date
    last: date
    spans: tuple[Span, ...]
    ties: tuple[Tie, ...]
    ticks: tuple[Tick, ...]
    together: Together | None
    today: Place | None
    today_x: float
    likely: Likely | None
    bottom: int

    @property
    def years(self) -> bool:
        """Whether its dates need their year."""
        return (self.last - self.first).days >= YEAR_DAYS

    @property
    def height(self) -> int:
        return self.bottom + (LIKELY_BELOW + 28 if self.likely else 40)

    @property
    def finding(self) -> str:
        return timeline_finding(self)

    @property
    def waiting(self) -> int:
        """How many objectives come after another."""
        return sum(bool(span.after) for span in self.spans)

    @property
    def undated(self) -> int:
        return sum(not span.dated for span in self.spans)


def timeline(
    objectives: Sequence[Dated],
    *,
    starts: date,
    ends: date,
    today: date,
    likely: tuple[date, date] | None = None,
    assumed: bool = False,
    after: Sequence[tuple[int, int]] = (),
) -> Timeline:
    """Lay the objectives of a plan that runs from `starts` to `ends` along time, in the order given.

    `after` are pairs of places in that order, of which the second comes after the first. `likely` are the days
    between which it will be done, `assumed` by its estimates alone. They are left out when they lie so late that the
    plan itself would shrink to nothing.
    """
    days = [day for each in objectives for day in (each.starts, each.due) if day]
    first, last = min([starts, *days]), max([starts, ends, *days])
    if likely and likely[1] - last > (last - first) / 2:
        likely = None
    last = max([last, *(likely or ())])
    length = last.toordinal() - first.toordinal() + 1

    def x(day: date, *, after: int = 0) -> float:
        return min(100, max(0, percent(day.toordinal() + after - first.toordinal(), length)))

    stretches = [_stretch(each, starts, ends) for each in objectives]
    row = ROW if len(objectives) <= MANY else CLOSE_ROW
    spans = []
    for place, (each, stretch) in enumerate(zip(objectives, stretches, strict=True)):
        left, right = (x(stretch[0]), x(stretch[1], after=1)) if stretch else (0, 0)
        y = FIRST_ROW + place * row
        spans.append(
            Span(
                number=place + 1,
                after=tuple(first + 1 for first, later in after if later == place),
                objective=each,
                short=_cut(each.what, SHORT),
                long=_cut(each.what, LONG),
                x=left,
                width=round(right - left, 2),
                words=_beside(left, right, y, room=_room(each.what, years=length > YEAR_DAYS)),
            )
        )
    bottom = FIRST_ROW + max(0, len(objectives) - 1) * row + 42
    return Timeline(
        first=first,
        last=last,
        spans=tuple(spans),
        ties=tuple(_tie(spans[first], spans[later]) for first, later in after if _drawn(spans[first], spans[later])),
        ticks=ticks(first, last),
        together=_together([stretch for stretch in stretches if stretch]),
        today=inside(x(today), bottom + 28, half=10) if first <= today <= last else None,
        today_x=x(today),
        likely=_likely(x(likely[0]), x(likely[1], after=1), bottom + LIKELY_BELOW, assumed=assumed) if likely else None,
        bottom=bottom,
    )


def _drawn(first: Span, later: Span) -> bool:
    return first.dated and later.dated


def _tie(first: Span, later: Span) -> Tie:
    down = later.bar_y > first.bar_y
    x = round(min(99.5, first.x + first.width), 2)
    meets = later.x <= x <= later.x + later.width
    edge = later.bar_y if down else later.bar_y + BAR
    return Tie(
        first=first.number,
        later=later.number,
        x=x,
        y=first.bar_y + (BAR if down else 0),
        to_x=x if meets else (later.x if later.x > x else round(later.x + later.width, 2)),
        to_y=edge if meets else later.bar_y + BAR / 2,
    )


def _likely(left: float, right: float, y: float, *, assumed: bool) -> Likely:
    start = round(max(0, min(left, 100 - LIKELY_ROOM)), 2)
    words = Place(right, y + 24, "end") if right >= LIKELY_ROOM else Place(start, y + 24, "start")
    return Likely(left=left, right=right, words=words, assumed=assumed)


def _stretch(objective: Dated, starts: date, ends: date) -> tuple[date, date] | None:
    """First and last day; the plan's own where one is missing, never turned round."""
    if not (objective.starts or objective.due):
        return None
    first = objective.starts or min(starts, objective.due)
    return first, objective.due or max(first, ends)


def _room(what: str, *, years: bool) -> float:
    """How much of the width the words of an objective take, narrow or wide, whichever is more."""
    year = YEAR if years else 0
    narrow = (len(_cut(what, SHORT)) + NARROW_MORE + year) * NARROW_LETTER
    return max(narrow, (len(_cut(what, LONG)) + WIDE_MORE + year) * WIDE_LETTER)


def _beside(left: float, right: float, y: float, *, room: float) -> Place:
    """Words over their bar: from its beginning where they have room, else up to its end, else as near as they fit."""
    if left + room <= 100:
        return Place(left, y, "start")
    return Place(right, y, "end") if right >= room else Place(round(max(0, 100 - room), 2), y, "start")


def _cut(text: str, most: int) -> str:
    """The first words of `text`, whole where that does not take too much away."""
    if len(text) <= most:
        return text
    whole = text[:most].rpartition(" ")[0].rstrip(" ,;:.")
    return whole if len(whole) * 3 >= most * 2 else text[:most].rstrip()


def _together(stretches: list[tuple[date, date]]) -> Together | None:
    """Counted day by day at the days on which something begins or has ended."""
    change: dict[int, int] = {}
    for first, last in stretches:
        change[first.toordinal()] = change.get(first.toordinal(), 0) + 1
        change[last.toordinal() + 1] = change.get(last.toordinal() + 1, 0) - 1
    days = sorted(change)
    counts, running = [], 0
    for day in days:
        running += change[day]
        counts.append(running)
    most = max(counts, default=0)
    if not most:
        return None
    runs = [
        [place for place, _count in run]
        for count, run in groupby(enumerate(counts), lambda each: each[1])
        if count == most
    ]
    return Together(
        count=most,
        starts=date.fromordinal(days[runs[0][0]]),
        ends=date.fromordinal(days[runs[0][-1] + 1] - 1),
        once=len(runs) == 1,
    )
