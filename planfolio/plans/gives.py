"""What could give when a plan does not fit: the least of each kind of change that makes it fit, computed exactly.

Four kinds, each the smallest that does it alone: days that dates move back, minutes taken off estimates, activities
parked, minutes more in a normal week. That a change helps never stops being true when it grows (with a later date,
less work or more time every schedule stays possible), so the least is found by halving.

- The least minutes off are the work that no schedule can do in time. Working always on what is needed first, and
  leaving what is left of it when its day has passed, does the most work in time: in whole minutes this is Glover's
  rule for matching into intervals (1967).
- The fewest activities: every set that helps takes one out of the bottleneck, so it is enough to try those, and then
  those of the bottleneck that remains. The first depth that succeeds is the fewest.

Pure: no database, no clock, no sentences. Minutes and days as in `roadmap`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import heappop, heappush
from itertools import accumulate

from planfolio.plans.capacity import LONGEST_PLAN, Capacity, day_minutes
from planfolio.plans.ranking import Job, ranked_jobs
from planfolio.plans.roadmap import Fit, schedule

#: Days beyond which no date is moved: ten years.
FURTHEST = 3_653
#: The most minutes of a normal week that are proposed: what a person may enter (`people.forms.WEEK_LIMIT`).
FULL_WEEK = 80 * 60
#: The most activities that are proposed for parking, and how many jobs are looked at again in search of them.
MOST_PARKED = 4
WORK = 50_000
#: How many single dates are tried.
MOST_DATES = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Later:
    """The dates of `jobs` move back by `days`; without jobs the end of the plan, with `day` None the end as well.

    `day` is where the one date comes to lie.
    """

    jobs: tuple[str, ...]
    days: int
    day: date | None
    fit: Fit


@dataclass(frozen=True, kw_only=True, slots=True)
class Shrink:
    """`minutes` less in all, taken from estimates as `off` says: (job, minutes)."""

    minutes: int
    off: tuple[tuple[str, int], ...]
    fit: Fit


@dataclass(frozen=True, kw_only=True, slots=True)
class Park:
    jobs: tuple[str, ...]
    minutes: int
    fit: Fit


@dataclass(frozen=True, kw_only=True, slots=True)
class More:
    """`minutes` more in every normal week, which makes it `weekly`."""

    minutes: int
    weekly: int
    fit: Fit


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposals:
    """None is a kind that cannot make the plan fit by itself, or that is not found within bounds."""

    later: Later | None
    shrink: Shrink | None
    park: Park | None
    more: More | None

    def __iter__(self) -> Iterator[Later | Shrink | Park | More]:
        return (each for each in (self.later, self.more, self.shrink, self.park) if each is not None)


def ranked(found: Proposals, capacity: Capacity, needed: int) -> list[Later | Shrink | Park | More]:
    """What changes least in proportion comes first: days to the days there are, minutes to what is needed, or to the
    normal week."""

    def share(each: Later | Shrink | Park | More) -> float:
        if isinstance(each, Later):
            return each.days / max(1, (capacity.end - capacity.first).days + 1)
        return each.minutes / max(1, capacity.weekly if isinstance(each, More) else needed)

    return sorted(found, key=share)


def proposals(jobs: Sequence[Job], capacity: Capacity) -> Proposals | None:
    """The least change of each kind; None when the plan fits as it is. Raises what `schedule` raises."""
    if _fits(jobs, _time(capacity)):
        return None
    return Proposals(
        later=_later(jobs, capacity),
        shrink=_shrink(jobs, capacity),
        park=_park(jobs, capacity),
        more=_more(jobs, capacity),
    )


@dataclass(frozen=True, slots=True)
class _Time:
    """The clock of somebody who has only the minutes of `capacity`: how many of them lie before each day."""

    capacity: Capacity
    before: list[int]

    def at(self, day: int) -> int:
        """The minutes before that day (an ordinal); days outside count as the nearest."""
        return self.before[max(0, min(len(self.before) - 1, day - self.capacity.first.toordinal()))]


def _time(capacity: Capacity, *, run_on: int = 0) -> _Time:
    return _Time(capacity, [0, *accumulate(day_minutes(capacity, run_on=run_on))])


def _undone(jobs: Sequence[Job], time: _Time, *, one: bool = False) -> dict[str, int]:
    """What cannot be done in time, by job, the least in all; with `one` the first that is found."""
    ranked = ranked_jobs(jobs, time.capacity)
    left = [job.minutes or 0 for job in ranked.jobs]
    release = [time.at(day) for day in ranked.release]
    due = [time.at(day + 1) for day in ranked.due]
    coming = sorted((rank for rank, amount in enumerate(left) if amount), key=release.__getitem__, reverse=True)
    ready: list[int] = []
    undone: dict[str, int] = {}
    now = 0
    while coming or ready:
        if not ready:
            now = max(now, release[coming[-1]])
        while coming and release[coming[-1]] <= now:
            heappush(ready, coming.pop())
        rank = ready[0]
        share = min(left[rank], due[rank] - now, *([release[coming[-1]] - now] if coming else []))
        if share > 0:
            now += share
            left[rank] -= share
        if not left[rank] or now >= due[rank]:
            heappop(ready)
            if left[rank]:
                undone[ranked.jobs[rank].key] = left[rank]
                if one:
                    break
    return undone


def _fits(jobs: Sequence[Job], time: _Time) -> bool:
    return not _undone(jobs, time, one=True)


def _fit(jobs: Sequence[Job], capacity: Capacity) -> Fit:
    return schedule(jobs, capacity, run_on=0).fit


def _least(most: int, enough: Callable[[int], bool]) -> int | None:
    """The least whole number from 1 to `most` that is enough, of a test that stays true; None when none is."""
    if most < 1 or not enough(most):
        return None
    low, high = 0, most
    step = 1
    while step < most and not enough(step):
        low, step = step, step * 2
    high = min(step, most)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _later(jobs: Sequence[Job], capacity: Capacity) -> Later | None:
    """The date that has to move least: the end of the plan, or an activity's. Where none does alone, all of them."""
    around = _in_the_way(jobs, capacity)
    nearest = [(job.key,) for job in jobs if job.due and job.due < capacity.end and job.key in around]
    best: Later | None = None
    for keys in [(), *nearest[:MOST_DATES]]:
        best = _moved(jobs, capacity, keys, less_than=best.days if best else FURTHEST) or best
    dated = tuple(job.key for job in jobs if job.due)
    return best or (_moved(jobs, capacity, dated, with_end=True) if dated else None)


def _moved(
    jobs: Sequence[Job],
    capacity: Capacity,
    keys: tuple[str, ...],
    *,
    with_end: bool = False,
    less_than: int = FURTHEST,
) -> Later | None:
    """The fewest days, `less_than` so many, by which the dates of `keys` move to make it fit, or None.

    Without keys it is the end of the plan that moves. One date alone moves no further than that end.
    """
    end_moves = with_end or not keys

    def later(days: int) -> tuple[list[Job], Capacity]:
        by = timedelta(days=days)
        moved = [replace(job, due=job.due + by) if job.key in keys else job for job in jobs]
        return moved, replace(capacity, end=capacity.end + by) if end_moves else capacity

    first = next((job.due for job in jobs if job.key in keys), None)
    most = less_than - 1
    if end_moves:
        most = min(most, LONGEST_PLAN - (capacity.end - (capacity.starts or capacity.first)).days)
    if first and not end_moves:
        most = min(most, (capacity.end - first).days)
    time = _time(capacity, run_on=most if end_moves else 0)

    def enough(days: int) -> bool:
        moved, then = later(days)
        return _fits(moved, replace(time, capacity=then))

    days = _least(most, enough)
    if days is None:
        return None
    day = None if with_end else (first or capacity.end) + timedelta(days=days)
    return Later(jobs=keys, days=days, day=day, fit=_fit(*later(days)))


def _in_the_way(jobs: Sequence[Job], capacity: Capacity) -> set[str]:
    """The jobs of the bottleneck, and those linked to them, whose dates push theirs."""
    linked: dict[str, set[str]] = {job.key: set() for job in jobs}
    for job in jobs:
        for first in job.after:
            if first in linked:
                linked[job.key].add(first)
                linked[first].add(job.key)
    waiting = list(_fit(jobs, capacity).bottleneck.jobs)
    found = set(waiting)
    while waiting:
        more = linked[waiting.pop()] - found
        found |= more
        waiting += more
    return found


def _shrink(jobs: Sequence[Job], capacity: Capacity) -> Shrink | None:
    off = _undone(jobs, _time(capacity))
    smaller = [replace(job, minutes=job.minutes - off.get(job.key, 0)) if job.minutes else job for job in jobs]
    named = tuple((job.key, off[job.key]) for job in jobs if off.get(job.key))
    return Shrink(minutes=sum(off.values()), off=named, fit=_fit(smaller, capacity))


def _park(jobs: Sequence[Job], capacity: Capacity) -> Park | None:
    work, time = [WORK], _time(capacity)
    minutes = {job.key: job.minutes or 0 for job in jobs}
    for count in range(1, MOST_PARKED + 1):
        sets = list(_parked(jobs, time, count, frozenset(), work, set()))
        if work[0] <= 0:
            return None
        if sets:
            chosen = min(sets, key=lambda keys: (sum(minutes[key] for key in keys), sorted(keys)))
            places = tuple(job.key for job in jobs if job.key in chosen)
            rest = _without(jobs, chosen)
            return Park(jobs=places, minutes=sum(minutes[key] for key in chosen), fit=_fit(rest, capacity))
    return None


def _parked(
    jobs: Sequence[Job], time: _Time, count: int, gone: frozenset[str], work: list[int], seen: set[frozenset[str]]
) -> Iterable[frozenset[str]]:
    """Every set of `count` more jobs without which the plan fits, as far as the work allowed goes."""
    work[0] -= len(jobs)
    if not count or work[0] <= 0:
        if _fits(jobs, time):
            yield gone
        return
    proof = _fit(jobs, time.capacity).bottleneck
    work[0] -= 10 * len(jobs)
    if proof is None:
        return
    around = _in_the_way(jobs, time.capacity)
    if not _enough(jobs, around, count, proof.over):
        return
    for key in sorted(around):
        keys = gone | {key}
        if keys not in seen:
            seen.add(keys)
            yield from _parked(_without(jobs, {key}), time, count - 1, keys, work, seen)


def _enough(jobs: Sequence[Job], keys: set[str], count: int, over: int) -> bool:
    """Whether the largest `count` of these jobs hold what is over; links may let less do."""
    chosen = [job for job in jobs if job.key in keys]
    linked = any(job.after for job in chosen)
    return linked or sum(sorted((job.minutes or 0 for job in chosen), reverse=True)[:count]) >= over


def _without(jobs: Sequence[Job], keys: Iterable[str]) -> list[Job]:
    """The other jobs. What came after one that is parked waits for what that one waited for."""
    firsts = {job.key: job.after for job in jobs if job.key in keys}

    def behind(after: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each for key in after for each in (behind(firsts[key]) if key in firsts else [key])))

    return [replace(job, after=behind(job.after)) for job in jobs if job.key not in firsts]


def _more(jobs: Sequence[Job], capacity: Capacity) -> More | None:
    def with_more(minutes: int) -> Capacity:
        return replace(capacity, weekly=capacity.weekly + minutes)

    most = FULL_WEEK - capacity.weekly
    minutes = _least(most, lambda minutes: _fits(jobs, _time(with_more(minutes))))
    if minutes is None:
        return None
    return More(minutes=minutes, weekly=capacity.weekly + minutes, fit=_fit(jobs, with_more(minutes)))
