"""When the modules of a programme open and close for somebody: pure arithmetic over days, without a clock of its own.

A run lays a grid of weeks from its first day. A week counts unless most of it (four days or more) is holiday or pause,
so that a pause of fourteen days takes away exactly two weeks, wherever it begins. At the weekly pace each module takes
the next week that counts, at half speed the next two; a catch-up module is a module like any other. Who joins late
begins in the week in which they join. With dates of its own, a run says when each module opens; at one's own pace
all is open from the first day. Days are days of the calendar, so that a change of summer time moves nothing; the hour
of a mail is worked out where somebody is (`people.hours`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)
#: Nothing is laid out further than this, whatever is taken away.
WEEKS_LIMIT = 520
WEEKLY, HALF, OWN_DATES, SELF = "weekly", "half", "dates", "self"

Span = tuple[date, date]


@dataclass(frozen=True)
class Window:
    """The first and the last day of a module; `closes` is None where it stays open."""

    opens: date
    closes: date | None

    def holds(self, day: date) -> bool:
        return self.opens <= day and (self.closes is None or day <= self.closes)


@dataclass(frozen=True)
class Pace:
    """What a run and a person say of time. `dates` are the openings of the modules, where a run has its own."""

    kind: str
    starts: date
    joined: date | None = None
    holidays: tuple[Span, ...] = ()
    pauses: tuple[Span, ...] = ()
    dates: tuple[date, ...] = ()


def windows(pace: Pace, modules: int) -> list[Window]:
    """One window for each of so many modules, in their order."""
    if pace.kind == SELF:
        return [Window(first_week(pace), None)] * modules
    if pace.kind == OWN_DATES:
        return _by_dates(pace, modules)
    each = 2 if pace.kind == HALF else 1
    weeks = counted_weeks(pace)
    found = []
    for _module in range(modules):
        taken = [next(weeks) for _week in range(each)]
        found.append(Window(taken[0], taken[-1] + WEEK - timedelta(days=1)))
    return found


def first_week(pace: Pace) -> date:
    """The first day of the grid's week in which somebody begins: the run's first, or the one in which they joined."""
    if pace.joined is None or pace.joined <= pace.starts:
        return pace.starts
    return pace.starts + WEEK * ((pace.joined - pace.starts).days // 7)


def counted_weeks(pace: Pace) -> Iterator[date]:
    """The first days of the weeks that count, for ever; beyond the limit every week counts."""
    week, seen, free = first_week(pace), 0, [*pace.holidays, *pace.pauses]
    while True:
        if seen >= WEEKS_LIMIT or days_within(week, free) < 4:
            yield week
        week, seen = week + WEEK, seen + 1


def days_within(week: date, spans: Sequence[Span]) -> int:
    """How many of the seven days from `week` on lie in one of `spans`, both ends included."""
    if not spans:
        return 0
    days = (week + timedelta(days=number) for number in range(7))
    return sum(any(first <= day <= last for first, last in spans) for day in days)


def _by_dates(pace: Pace, modules: int) -> list[Window]:
    """Modules open on the days that were said, and close before the next; those without a day follow weekly."""
    opens = sorted(pace.dates)[:modules]
    while len(opens) < modules:
        opens.append((opens[-1] + WEEK) if opens else pace.starts)
    ends = [*(day - timedelta(days=1) for day in opens[1:]), opens[-1] + timedelta(days=6)] if opens else []
    return [Window(first, max(first, last)) for first, last in zip(opens, ends, strict=True)]


def current(found: Sequence[Window], today: date) -> int | None:
    """The place of the module that is open today, the latest if several are; None before, between and after."""
    places = [place for place, window in enumerate(found) if window.holds(today)]
    return places[-1] if places else None
