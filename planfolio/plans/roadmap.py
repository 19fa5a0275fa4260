"""Does the plan fit the time there is, what is done in which week, and what is in the way when it does not fit.

Activities are preemptive jobs on one person. Time is counted in whole minutes on whole days: a job may be worked on
from the first minute of its `earliest` day and is on time when its last minute falls on its due day. The capacity of
a day comes from `Capacity`, whose docstring states the rule.

Due dates are pushed back and starts pushed forward through the comes-after links; then each day works on what is
needed earliest (earliest due date first). That schedule has the least maximum lateness of all schedules, exactly
(Horn 1974; with links Blazewicz 1976): a job never overtakes the one it comes after, because it starts no earlier, is
needed no earlier, and loses ties. When some job is late, the work left over at the end of a due date `b` equals the
demand less the capacity of some interval that ends on `b`; the largest such interval is the bottleneck, the proof
that no schedule fits.

Pure functions: no database, no clock, no sentences. Numbers are minutes, dates are days, weeks are their Mondays.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from heapq import heappop, heappush
from itertools import accumulate

from planfolio.plans.capacity import Capacity, day_minutes
from planfolio.plans.ranking import CircleError, Job, Ranked, ranked_jobs

__all__ = [
    "Bottleneck",
    "Capacity",
    "CircleError",
    "Fit",
    "Job",
    "Schedule",
    "ScheduledJob",
    "Verdict",
    "Week",
    "next_jobs",
    "schedule",
]

#: Days after the end of the plan on which leftover work is still laid out, so that its finish can be told.
RUN_ON = 366
#: What each day works on, in the order of work: (day ordinal, rank, minutes).
Shares = list[tuple[int, int, int]]


class Verdict(StrEnum):
    FITS = "fits"
    OVER = "over"
    NO_ESTIMATES = "no_estimates"


@dataclass(frozen=True, kw_only=True, slots=True)
class Bottleneck:
    """The proof that a plan does not fit: `jobs` may start no earlier than `starts`, are needed by `ends`, and
    together need `needed` minutes where `available` are. When `ends` is before `starts` there is no day at all
    between them: a due date that has passed or lies before the start. Nothing less than `over` taken away can help.
    """

    starts: date
    ends: date
    needed: int
    available: int
    jobs: tuple[str, ...]

    @property
    def over(self) -> int:
        return self.needed - self.available


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """`needed` and `available` count until the end of the plan; `spare` is negative when even the sum is too much.

    A plan with minutes to spare can still be over, in the interval of `bottleneck`. Jobs without an estimate are not
    in any number here.
    """

    verdict: Verdict
    needed: int
    available: int
    bottleneck: Bottleneck | None

    @property
    def spare(self) -> int:
        return self.available - self.needed


@dataclass(frozen=True, kw_only=True, slots=True)
class ScheduledJob:
    """When a job is worked on. `weeks` holds (Monday, minutes); `place` counts in the order of `needed_by`.

    `needed_by` is the due date after pushing: its own, the end of the plan, or that of a job that comes after it.
    `lateness` is in days, negative when early; None for a job with no minutes (it takes no time, so `starts` is when it
    may begin) and for one with `unscheduled` minutes left on the last day laid out.
    """

    key: str
    minutes: int | None
    place: int
    needed_by: date
    starts: date | None
    finishes: date | None
    lateness: int | None
    unscheduled: int
    weeks: tuple[tuple[date, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Week:
    """`planned` never exceeds `capacity`; `over` is work needed by a day of this week that is only done after it."""

    monday: date
    capacity: int
    planned: int
    over: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """`jobs` and `not_estimated` are in the order of what is needed first; a job stands after those it comes after.

    `max_lateness` (days) is the least that any schedule can reach; None when nothing has minutes, or when
    `unscheduled` minutes find no day. `weeks` run from the first day to the end of the plan or of the work.
    """

    fit: Fit
    jobs: tuple[ScheduledJob, ...]
    not_estimated: tuple[ScheduledJob, ...]
    weeks: tuple[Week, ...]
    max_lateness: int | None
    unscheduled: int


def schedule(jobs: Sequence[Job], capacity: Capacity, *, run_on: int = RUN_ON) -> Schedule:
    """Lay the jobs out over the days with the least maximum lateness, up to `run_on` days past the end of the plan.

    O(n log n) in jobs and links, plus the days. Raises CircleError, and ValueError for negative minutes, two jobs
    with one key, a break that ends before it starts, or a plan of more than fifty years.
    """
    ranked = ranked_jobs(jobs, capacity)
    minutes = day_minutes(capacity, run_on=run_on)
    shares = _shares(ranked, minutes, first=capacity.first.toordinal())
    return _result(ranked, minutes, shares, capacity)


def next_jobs(schedule: Schedule, week: date, at_most: int = 3) -> tuple[ScheduledJob, ...]:
    """The jobs for the week of that day, what is needed first coming first.

    Those the schedule works on, and those without minutes (not estimated, or their estimate is used up) that may
    begin by its Sunday. A week without capacity has none.
    """
    monday = week - timedelta(days=week.weekday())
    if not any(each.monday == monday and each.capacity for each in schedule.weeks):
        return ()
    chosen = [job for job in schedule.jobs + schedule.not_estimated if _is_next(job, monday)]
    return tuple(sorted(chosen, key=lambda job: job.place)[:at_most])


def _is_next(job: ScheduledJob, monday: date) -> bool:
    if job.minutes:
        return any(each == monday for each, _ in job.weeks)
    return job.starts is not None and (job.starts - monday).days < 7


def _shares(ranked: Ranked, minutes: list[int], *, first: int) -> Shares:
    """Day by day, always the lowest rank that may begin, until the job is done or the day is full."""
    left = [job.minutes or 0 for job in ranked.jobs]
    coming = sorted((rank for rank, amount in enumerate(left) if amount), key=ranked.release.__getitem__, reverse=True)
    ready: list[int] = []
    shares = []
    for day, room in enumerate(minutes, first):
        while coming and ranked.release[coming[-1]] <= day:
            heappush(ready, coming.pop())
        while room and ready:
            rank = ready[0]
            share = min(room, left[rank])
            shares.append((day, rank, share))
            room -= share
            left[rank] -= share
            if not left[rank]:
                heappop(ready)
        if not ready and not coming:
            break
    return shares


def _result(ranked: Ranked, minutes: list[int], shares: Shares, capacity: Capacity) -> Schedule:
    scheduled = _scheduled(ranked, shares)
    estimated = tuple(job for job in scheduled if job.minutes is not None)
    unscheduled = sum(job.unscheduled for job in estimated)
    latenesses = [job.lateness for job in estimated if job.lateness is not None]
    bottleneck = _bottleneck(ranked, minutes, shares, scheduled, first=capacity.first.toordinal())
    return Schedule(
        fit=_fit(estimated, minutes, bottleneck, capacity),
        jobs=estimated,
        not_estimated=tuple(job for job in scheduled if job.minutes is None),
        weeks=_weeks(ranked, minutes, shares, scheduled, capacity),
        max_lateness=max(latenesses) if latenesses and not unscheduled else None,
        unscheduled=unscheduled,
    )


def _scheduled(ranked: Ranked, shares: Shares) -> list[ScheduledJob]:
    starts: list[int | None] = [None] * len(ranked.jobs)
    last: list[int | None] = [None] * len(ranked.jobs)
    left = [job.minutes or 0 for job in ranked.jobs]
    weeks: list[dict[int, int]] = [{} for _ in ranked.jobs]
    for day, rank, share in shares:
        if starts[rank] is None:
            starts[rank] = day
        last[rank] = day
        left[rank] -= share
        monday = day - (day - 1) % 7
        weeks[rank][monday] = weeks[rank].get(monday, 0) + share
    result = []
    for rank, job in enumerate(ranked.jobs):
        if left[rank]:
            last[rank] = None
        elif not job.minutes:
            # It takes no time of its own, so it may begin, and end, as soon as all before it are finished.
            ends = [last[other] for other in ranked.before[rank]]
            starts[rank] = last[rank] = None if None in ends else max([ranked.release[rank], *ends])
        finishes = last[rank]
        result.append(
            ScheduledJob(
                key=job.key,
                minutes=job.minutes,
                place=rank,
                needed_by=date.fromordinal(ranked.due[rank]),
                starts=_day(starts[rank]),
                finishes=None if job.minutes is None else _day(finishes),
                lateness=finishes - ranked.due[rank] if job.minutes and finishes is not None else None,
                unscheduled=left[rank],
                weeks=tuple((date.fromordinal(monday), share) for monday, share in weeks[rank].items()),
            )
        )
    return result


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def _fit(
    estimated: tuple[ScheduledJob, ...], minutes: list[int], bottleneck: Bottleneck | None, capacity: Capacity
) -> Fit:
    verdict = Verdict.OVER if bottleneck else Verdict.FITS
    days = max(0, capacity.end.toordinal() - capacity.first.toordinal() + 1)
    return Fit(
        verdict=verdict if estimated else Verdict.NO_ESTIMATES,
        needed=sum(job.minutes for job in estimated),
        available=sum(minutes[:days]),
        bottleneck=bottleneck,
    )


def _bottleneck(
    ranked: Ranked, minutes: list[int], shares: Shares, scheduled: list[ScheduledJob], *, first: int
) -> Bottleneck | None:
    """The interval whose demand exceeds its capacity by most; the earliest of equals; None when all is on time.

    Jobs needed by `ends` go before all others, so what is left of them after `ends` is exactly what no schedule can
    place. They were worked on without pause since the last day that had room for others: there the interval starts.
    """
    ends = _worst_due(ranked, shares, scheduled)
    if ends is None:
        return None
    room = dict(enumerate(minutes[: max(0, ends - first + 1)], first))
    for day, rank, share in shares:
        if day <= ends and ranked.due[rank] <= ends:
            room[day] -= share
    paused = max((day for day, amount in room.items() if amount), default=first - 1)
    chosen = [
        rank
        for rank, job in enumerate(ranked.jobs)
        if job.minutes and ranked.due[rank] <= ends and ranked.release[rank] > paused
    ]
    starts = min(ranked.release[rank] for rank in chosen)
    return Bottleneck(
        starts=date.fromordinal(starts),
        ends=date.fromordinal(ends),
        needed=sum(ranked.jobs[rank].minutes for rank in chosen),
        available=sum(minutes[starts - first : max(starts, ends + 1) - first]),
        jobs=tuple(ranked.jobs[rank].key for rank in chosen),
    )


def _worst_due(ranked: Ranked, shares: Shares, scheduled: list[ScheduledJob]) -> int | None:
    """The due day after which most work needed by then is left; the earliest of equals; None when there is none."""
    change: Counter[int] = Counter()
    for day, rank, share in shares:
        if day > ranked.due[rank]:
            change[ranked.due[rank]] += share
            change[day] -= share
    for rank, job in enumerate(scheduled):
        if job.unscheduled:
            change[ranked.due[rank]] += job.unscheduled
    days = sorted(change)
    left = list(accumulate(change[day] for day in days))
    worst = max(left, default=0)
    return days[left.index(worst)] if worst else None


def _weeks(
    ranked: Ranked, minutes: list[int], shares: Shares, scheduled: list[ScheduledJob], capacity: Capacity
) -> tuple[Week, ...]:
    first = capacity.first.toordinal()
    last = min(max(first, capacity.end.toordinal(), shares[-1][0] if shares else 0), date.max.toordinal())
    planned: Counter[int] = Counter()
    over: Counter[int] = Counter()
    for day, rank, share in shares:
        planned[day - (day - 1) % 7] += share
        if day > ranked.due[rank]:
            over[ranked.due[rank] - (ranked.due[rank] - 1) % 7] += share
    for rank, job in enumerate(scheduled):
        over[ranked.due[rank] - (ranked.due[rank] - 1) % 7] += job.unscheduled
    return tuple(
        Week(
            monday=date.fromordinal(monday),
            capacity=sum(minutes[max(0, monday - first) : monday + 7 - first]),
            planned=planned[monday],
            over=over[monday],
        )
        for monday in range(first - (first - 1) % 7, last + 1, 7)
    )
