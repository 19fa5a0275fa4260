"""Jobs, and the order in which they are needed: dates pushed through the comes-after links.

A job can be needed no later than the jobs that come after it, and can start no earlier than those it comes after.
Pushing both through the links turns the links into nothing but an order among equals. Pure: no database, no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heapify, heappop, heappush

from planfolio.plans.capacity import Capacity


class CircleError(ValueError):
    """Jobs come after each other in a circle. `keys` lists them in order; the last one leads back to the first."""

    def __init__(self, keys: Sequence[str]):
        self.keys = tuple(keys)
        super().__init__(f"These activities come after each other in a circle: {', '.join(map(str, self.keys))}.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """An open activity. `minutes` is what remains of its estimate; None is "not estimated", which is not zero.

    `after` names jobs that must be finished first; a key of no job here is something already done. Without `due`,
    or with a later one, a job is needed by the end of the plan. `order` is the person's own order and breaks ties.
    """

    key: str
    minutes: int | None = None
    earliest: date | None = None
    due: date | None = None
    after: tuple[str, ...] = ()
    order: int = 0


@dataclass(slots=True)
class Ranked:
    """The jobs in order of rank (needed first, then the person's order), with pushed dates as day ordinals."""

    jobs: list[Job]
    before: list[list[int]]
    release: list[int]
    due: list[int]


def ranked_jobs(jobs: Sequence[Job], capacity: Capacity) -> Ranked:
    """Push dates through the links and rank the jobs. Raises CircleError, ValueError."""
    if any(job.minutes is not None and job.minutes < 0 for job in jobs):
        raise ValueError("Give minutes as zero or more.")
    index = {job.key: place for place, job in enumerate(jobs)}
    if len(index) != len(jobs):
        raise ValueError("Give every activity a key of its own.")
    before = [[index[key] for key in job.after if key in index] for job in jobs]
    line = _in_line(jobs, before)
    first, end = capacity.first.toordinal(), capacity.end.toordinal()
    release = [max(first, job.earliest.toordinal()) if job.earliest else first for job in jobs]
    due = [min(end, job.due.toordinal()) if job.due else end for job in jobs]
    for place in line:
        for other in before[place]:
            release[place] = max(release[place], release[other])
    for place in reversed(line):
        for other in before[place]:
            due[other] = min(due[other], due[place])
    # Sorting is stable, so among equal due dates the line still puts a job behind those it comes after.
    order = sorted(line, key=due.__getitem__)
    rank = {place: position for position, place in enumerate(order)}
    return Ranked(
        jobs=[jobs[place] for place in order],
        before=[[rank[other] for other in before[place]] for place in order],
        release=[release[place] for place in order],
        due=[due[place] for place in order],
    )


def _in_line(jobs: Sequence[Job], before: list[list[int]]) -> list[int]:
    """Places in `jobs` so that each stands behind those it comes after, otherwise in the person's order (Kahn 1962)."""
    behind: list[list[int]] = [[] for _ in jobs]
    for place, others in enumerate(before):
        for other in others:
            behind[other].append(place)
    waiting = [len(others) for others in before]
    ready = [(job.order, place) for place, job in enumerate(jobs) if not waiting[place]]
    heapify(ready)
    line = []
    while ready:
        _, place = heappop(ready)
        line.append(place)
        for other in behind[place]:
            waiting[other] -= 1
            if not waiting[other]:
                heappush(ready, (jobs[other].order, other))
    if len(line) < len(jobs):
        raise CircleError([jobs[place].key for place in _circle(before, waiting)])
    return line


def _circle(before: list[list[int]], waiting: list[int]) -> list[int]:
    """Each job still waiting has one before it that waits too; following those must come round."""
    place = next(place for place, count in enumerate(waiting) if count)
    seen: dict[int, int] = {}
    path = []
    while place not in seen:
        seen[place] = len(path)
        path.append(place)
        place = next(other for other in before[place] if waiting[other])
    return path[seen[place] :][::-1]
