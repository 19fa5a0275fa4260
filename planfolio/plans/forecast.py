"""When will it be done, going by what this person's estimates and weeks have been so far.

With enough history every draw invents one future: weeks bring what the person's own weeks brought, a few in a row
at a time, and an activity takes its estimate times one of the person's own ratios of actual to estimated time. The
history itself is redrawn for each future (a bootstrap within a bootstrap), so that few weeks give a wide answer
instead of a bold one. Of the finish dates so found, the middle four in five are told: two dates, never one.

Without enough history the dates are those of the schedule with estimates times 1.0 and times 1.5, and say so.

Pure and repeatable: the seed is an argument, there is no clock and no database.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
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
#: Of how many past weeks one such run is redrawn, and how many fewer of either are redrawn than the history holds: a
#: history understates its own spread, a short one more, which this makes up for. All three numbers are those with
#: which four in five came out nearest to four in five over simulated people (benchmarks/forecast.py).
WEEKS_A_RUN = 4
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
    starts = _starts([_release(earliest[job.key], weeks, capacity) for job in line])
    minutes = [job.minutes for job in line]
    lasts = [max((place for place, job in enumerate(line) if job.key in keys), default=None) for keys in wanted]
    finishes: dict[int, list[Moment]] = {place: [] for place in sorted({last for last in lasts if last is not None})}
    # How many starts lie before each job that is asked about, or at it.
    waiting = [(place, bisect_left(starts, (place + 1,))) for place in finishes]
    for work, brought in _futures(minutes, weeks.factors, history, random=random, draws=draws):
        ends = [0.0, *accumulate(brought)]
        worked = [0.0, *accumulate(work)]
        lost = _lost(worked, starts, brought, ends)
        for place, waits in waiting:
            finishes[place].append(_moment_of(worked[place + 1] + lost[waits], ends))
    return [None if last is None else _likely(finishes[last], weeks) for last in lasts]


def _futures(
    minutes: list[int], factors: list[float], history: History, *, random: Random, draws: int
) -> Iterator[tuple[list[float], list[float]]]:
    """Of each future what every job takes and what every week brings, in minutes."""
    ratios, runs = history.ratios, history.runs
    some, few = len(ratios) - FEWER, max(1, len(runs) // WEEKS_A_RUN - FEWER)
    long = ceil(len(factors) / RUN)
    ratio_pools, jobs = _lots(random, len(ratios), draws * some), _lots(random, some, draws * len(minutes))
    run_pools, weeks = _lots(random, len(runs), draws * few), _lots(random, few, draws * long)
    for draw in range(draws):
        ratio_pool = [ratios[lot] for lot in ratio_pools[draw * some : (draw + 1) * some]]
        run_pool = [runs[lot] for lot in run_pools[draw * few : (draw + 1) * few]]
        drawn = map(ratio_pool.__getitem__, jobs[draw * len(minutes) : (draw + 1) * len(minutes)])
        usual = chain.from_iterable(map(run_pool.__getitem__, weeks[draw * long : (draw + 1) * long]))
        yield list(map(mul, drawn, minutes)), list(map(mul, usual, factors))


def _lots(random: Random, sides: int, count: int) -> Sequence[int]:
    """`count` numbers below `sides`, each as likely: bytes are drawn and told apart at once, which takes a tenth of
    the time of as many calls. A byte that would make some numbers likelier is thrown away."""
    if sides > 256:
        return random.choices(range(sides), k=count)
    table, uneven = bytes(byte % sides for byte in range(256)), bytes(range(256 - 256 % sides, 256))
    found = b""
    while len(found) < count:
        found += random.randbytes(count - len(found) + 64).translate(table, uneven)
    return found[:count]


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


def _starts(releases: list[Moment | None]) -> list[tuple[int, Moment]]:
    """The places in the line at which work may have to wait: those released later than all before them."""
    found: list[tuple[int, Moment]] = []
    for place, release in enumerate(releases):
        if release and (not found or release > found[-1][1]):
            found.append((place, release))
    return found


def _lost(
    worked: list[float], starts: list[tuple[int, Moment]], brought: list[float], ends: list[float]
) -> list[float]:
    """The learned minutes for which no job was there yet, after none of the starts, after the first, and so on.

    Before a start as much is lost as the work done by then lacks of it, where no earlier start has lost as much.
    """
    if not starts:
        return [0.0]
    lacks = [
        (ends[week] + share * brought[week] if week < len(brought) else inf) - worked[place]
        for place, (week, share) in starts
    ]
    return list(accumulate(lacks, max, initial=0.0))


def _moment_of(position: float, ends: list[float]) -> Moment:
    week = bisect_left(ends, position, 1) - 1
    if week == len(ends) - 1 or ends[week + 1] == ends[week]:
        return week, 0.0
    return week, (position - ends[week]) / (ends[week + 1] - ends[week])


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
