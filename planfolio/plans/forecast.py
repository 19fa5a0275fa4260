"""When will it be done, going by what this person's estimates and weeks have been so far.

With enough history every draw invents one future: weeks bring what the person's own weeks brought, a few in a row
at a time, and an activity takes its estimate times one of the person's own ratios of actual to estimated time. The
history itself is redrawn for each future (a bootstrap within a bootstrap), so that few weeks give a wide answer
instead of a bold one. Of the finish dates so found, the middle four in five are told: two dates, never one.

Without enough history the dates are those of the schedule with estimates times 1.0 and times 1.5, and say so.

Pure and repeatable: the seed is an argument, there is no clock and no database.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import accumulate, chain
from math import ceil, inf
from operator import mul
from random import Random

from planfolio.plans.capacity import Capacity, day_minutes
from planfolio.plans.roadmap import RUN_ON, Job, Schedule, schedule

#: History needed before it is trusted: weeks with anything logged, and finished activities with both times known.
LOGGED_WEEKS = 6
FINISHED = 5
#: Weeks drawn together, because good and bad weeks come in runs.
RUN = 3
#: How many fewer are redrawn than the history holds: a short history understates its own spread, which this makes up
#: for. Both numbers are those with which four in five came out nearest to four in five over simulated people.
FEWER = 2

#: A point in time: the number of its week, counted from that of the first day, and the share of that week's minutes
#: that lies before it. A number past the last week is later than all days laid out.
Moment = tuple[int, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """`weeks` are the minutes learned in each past week, empty ones too, those wholly in a break left out.

    `finished` are the finished activities as (estimated, actual) minutes; one where either is zero tells nothing of
    how good the estimate was and is not counted.
    """

    weeks: tuple[int, ...] = ()
    finished: tuple[tuple[int, int], ...] = ()

    @property
    def logged_weeks(self) -> int:
        return sum(1 for minutes in self.weeks if minutes > 0)

    @property
    def runs(self) -> list[tuple[int, ...]]:
        """Every RUN weeks that followed each other, the last ones going on with the first."""
        round_again = self.weeks + self.weeks[: RUN - 1]
        return [round_again[start : start + RUN] for start in range(len(self.weeks))]

    @property
    def ratios(self) -> list[float]:
        return [actual / estimated for estimated, actual in self.finished if estimated > 0 and actual > 0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Likely:
    """The finish lies from `earliest` to `latest` in 4 cases of 5; None is later than the days laid out."""

    earliest: date | None
    latest: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Forecast:
    """`plan` is None, and a group is left out, when none of its jobs has an estimate.

    `assumed` says that there was too little history, so that the dates are estimates times 1.0 to 1.5.
    `logged_weeks` and `finished` count the history that was found.
    """

    plan: Likely | None
    groups: Mapping[str, Likely] = field(default_factory=dict)
    assumed: bool
    logged_weeks: int
    finished: int
    not_estimated: tuple[str, ...] = ()


def forecast(
    jobs: Sequence[Job],
    capacity: Capacity,
    history: History,
    *,
    seed: int,
    groups: Mapping[str, Collection[str]] | None = None,
    draws: int = 1000,
    run_on: int = RUN_ON,
) -> Forecast:
    """Between which two dates the plan, and each group of job keys (an objective), will be done at 4 chances in 5.

    Jobs are worked on in the order in which the schedule finishes them, none before its start. Breaks, exceptions
    and what is already logged this week make a coming week count for less or more of a usual one. The same
    arguments give the same dates. Raises what `schedule` raises.
    """
    plan = schedule(jobs, capacity, run_on=run_on)
    members = {name: set(keys) for name, keys in (groups or {}).items()}
    members = {name: keys & {job.key for job in plan.jobs} for name, keys in members.items()}
    wanted = [{job.key for job in plan.jobs}, *members.values()]
    assumed = history.logged_weeks < LOGGED_WEEKS or len(history.ratios) < FINISHED
    if assumed:
        found = _assumed(jobs, plan, capacity, wanted, run_on=run_on)
    else:
        found = _resampled(jobs, plan, capacity, history, wanted, random=Random(seed), draws=draws, run_on=run_on)
    return Forecast(
        plan=found[0],
        groups={name: likely for name, likely in zip(members, found[1:], strict=True) if likely},
        assumed=assumed,
        logged_weeks=history.logged_weeks,
        finished=len(history.ratios),
        not_estimated=tuple(job.key for job in plan.not_estimated),
    )


def _assumed(
    jobs: Sequence[Job], plan: Schedule, capacity: Capacity, wanted: list[set[str]], *, run_on: int
) -> list[Likely | None]:
    longer = [replace(job, minutes=ceil(job.minutes * 3 / 2)) if job.minutes else job for job in jobs]
    soon, late = _finishes(plan), _finishes(schedule(longer, capacity, run_on=run_on))

    def last(finishes: dict[str, date | None], keys: set[str]) -> date | None:
        days = [finishes[key] for key in keys]
        return None if None in days else max(days)

    return [Likely(earliest=last(soon, keys), latest=last(late, keys)) if keys else None for keys in wanted]


def _finishes(plan: Schedule) -> dict[str, date | None]:
    return {job.key: job.finishes for job in plan.jobs}


@dataclass(frozen=True, slots=True)
class _Weeks:
    """The weeks to come: the days of each with their declared minutes, and how much of a usual week each is."""

    days: list[list[tuple[date, int]]]
    factors: list[float]


def _weeks(capacity: Capacity, history: History, *, run_on: int) -> _Weeks:
    days: list[list[tuple[date, int]]] = []
    for offset, minutes in enumerate(day_minutes(capacity, run_on=run_on)):
        day = capacity.first + timedelta(days=offset)
        if not days or day.weekday() == 0:
            days.append([])
        days[-1].append((day, minutes))
    # Who declares no weekly time, only exceptions, has those minutes and no others.
    usual = capacity.weekly or sum(history.weeks) / len(history.weeks)
    return _Weeks(days, [sum(minutes for _, minutes in week) / usual for week in days])


def _resampled(
    jobs: Sequence[Job],
    plan: Schedule,
    capacity: Capacity,
    history: History,
    wanted: list[set[str]],
    *,
    random: Random,
    draws: int,
    run_on: int,
) -> list[Likely | None]:
    weeks = _weeks(capacity, history, run_on=run_on)
    line = sorted(plan.jobs, key=lambda job: (job.finishes or date.max, job.place))
    earliest = {job.key: job.earliest for job in jobs}
    releases = [_release(earliest[job.key], weeks, capacity) for job in line]
    minutes = [job.minutes for job in line]
    lasts = [max((place for place, job in enumerate(line) if job.key in keys), default=None) for keys in wanted]
    places = sorted({last for last in lasts if last is not None})
    finishes: dict[int, list[Moment]] = {place: [] for place in places}
    ratios, runs = history.ratios, history.runs
    for _ in range(draws):
        ratio_pool = random.choices(ratios, k=len(ratios) - FEWER)
        run_pool = random.choices(runs, k=max(1, len(runs) // RUN - FEWER))
        usual = chain.from_iterable(random.choices(run_pool, k=ceil(len(weeks.factors) / RUN)))
        brought = list(accumulate(map(mul, usual, weeks.factors)))
        work = list(map(mul, random.choices(ratio_pool, k=len(minutes)), minutes))
        done = _done(work, releases, brought)
        for place in places:
            finishes[place].append(_moment_of(done[place], brought))
    return [None if last is None else _likely(finishes[last], weeks) for last in lasts]


def _release(earliest: date | None, weeks: _Weeks, capacity: Capacity) -> Moment | None:
    """When a job may begin; None when that is from the first day on."""
    if earliest is None or earliest <= capacity.first:
        return None
    week = (earliest.toordinal() - 1) // 7 - (capacity.first.toordinal() - 1) // 7
    if week >= len(weeks.days):
        return len(weeks.days), 0.0
    total = sum(minutes for _, minutes in weeks.days[week])
    before = sum(minutes for day, minutes in weeks.days[week] if day < earliest)
    return week, before / total if total else 0.0


def _done(work: list[float], releases: list[Moment | None], brought: list[float]) -> list[float]:
    """The learned minutes counted from the first day at which each job is finished; time before a start is lost."""
    if not any(releases):
        return list(accumulate(work))
    position, done = 0.0, []
    for amount, release in zip(work, releases, strict=True):
        if release:
            position = max(position, _minutes_at(release, brought))
        position += amount
        done.append(position)
    return done


def _minutes_at(moment: Moment, brought: list[float]) -> float:
    week, share = moment
    if week == len(brought):
        return inf
    before = brought[week - 1] if week else 0.0
    return before + share * (brought[week] - before)


def _moment_of(position: float, brought: list[float]) -> Moment:
    week = bisect_left(brought, position)
    before = brought[week - 1] if week else 0.0
    if week == len(brought) or brought[week] == before:
        return week, 0.0
    return week, (position - before) / (brought[week] - before)


def _likely(finishes: list[Moment], weeks: _Weeks) -> Likely:
    """The middle four in five, one in ten cut off at each end."""
    ordered = sorted(finishes)
    cut = len(ordered) // 10
    return Likely(earliest=_day_of(ordered[cut], weeks), latest=_day_of(ordered[-1 - cut], weeks))


def _day_of(moment: Moment, weeks: _Weeks) -> date | None:
    """The day on which that share of its week's minutes is reached."""
    week, share = moment
    if week == len(weeks.days):
        return None
    days = weeks.days[week]
    needed = share * sum(minutes for _, minutes in days)
    reached = accumulate(minutes for _, minutes in days)
    # A share is a quotient of floats: the last minute of a day must not slip into the next day.
    return next((day for (day, _), sofar in zip(days, reached, strict=True) if sofar >= needed - 1e-6), days[-1][0])
