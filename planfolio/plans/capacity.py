"""How many minutes a person has on each day: weekly time less breaks, exceptions and what is already logged.

Pure: no database, no clock. The capacity of a stretch of days is the sum of its days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

#: Days from the first to the last of a plan that a person enters: ten years.
LONGEST_PLAN = 3_660
#: The longest plan that is laid out, in days from its first day: fifty years.
LONGEST = 18_263


@dataclass(frozen=True, kw_only=True, slots=True)
class Capacity:
    """The minutes a person has on each day, from the later of `starts` and `today` on.

    A week's minutes are spread evenly over its days that are not in a break, each in whole minutes, the week's sum
    exact. A normal week has `weekly` minutes less a seventh for every day in a break; a week in `exceptions` (any
    day of it, minutes) has exactly the minutes said, unless the whole week is a break. A first or last week that is
    cut has only the shares of the days it has left. The week of today has those shares too, but never more than the
    week's minutes less `logged`, what was already learned this week. Breaks are (first day, last day), both included.
    """

    weekly: int
    today: date
    end: date
    starts: date | None = None
    breaks: tuple[tuple[date, date], ...] = ()
    exceptions: tuple[tuple[date, int], ...] = ()
    logged: int = 0

    @property
    def first(self) -> date:
        return max(self.today, self.starts or self.today)


def day_minutes(capacity: Capacity, *, run_on: int = 0) -> list[int]:
    """Minutes of each day from `capacity.first` to `run_on` days past the end of the plan (or past the first day)."""
    _check(capacity)
    first, today = capacity.first.toordinal(), capacity.today.toordinal()
    last = min(max(capacity.end.toordinal(), first - 1) + run_on, date.max.toordinal())
    if last - first >= LONGEST + run_on:
        raise ValueError("Choose an end within fifty years of the start.")
    monday = first - (first - 1) % 7
    free = _free_days(capacity, monday, weeks=(last - monday) // 7 + 1)
    exceptions = {day.toordinal() - day.weekday(): minutes for day, minutes in capacity.exceptions}
    minutes = []
    for start in range(0, len(free), 7):
        days = free[start : start + 7]
        total = exceptions.get(monday + start, capacity.weekly * sum(days) // 7)
        share = _spread(total, days)
        if monday + start <= today < monday + start + 7:
            left = max(0, min(total - capacity.logged, sum(share[first - monday :])))
            share = _spread(left, [day >= first - monday and is_free for day, is_free in enumerate(days)])
        minutes += share
    return minutes[first - monday : last - monday + 1]


def _check(capacity: Capacity) -> None:
    if capacity.weekly < 0 or capacity.logged < 0 or any(minutes < 0 for _, minutes in capacity.exceptions):
        raise ValueError("Give minutes as zero or more.")
    if any(ends < starts for starts, ends in capacity.breaks):
        raise ValueError("End a break on or after the day it starts.")


def _free_days(capacity: Capacity, monday: int, *, weeks: int) -> bytearray:
    """One byte for each day from that Monday: 1, or 0 in a break."""
    length = weeks * 7
    free = bytearray(b"\1") * length
    for starts, ends in capacity.breaks:
        begin = max(0, starts.toordinal() - monday)
        after = min(length, ends.toordinal() - monday + 1)
        if begin < after:
            free[begin:after] = bytes(after - begin)
    return free


def _spread(total: int, days: Sequence[int]) -> list[int]:
    """`total` over the true days in whole minutes, as evenly as they go, the sum exact; nothing when none is true."""
    count = sum(days)
    if not count:
        return [0] * len(days)
    upto = [total * done // count for done in accumulate(days)]
    return [after - before for before, after in pairwise([0, *upto])]


def away_week(monday: date, breaks: Sequence[tuple[date, date]]) -> bool:
    """Whether the person is away on every working day, Monday to Friday, of this week."""
    return all(any(starts <= monday + timedelta(days=day) <= ends for starts, ends in breaks) for day in range(5))
