"""The thread of a person's learning: which objective went on in which, across plans and years.

Two objectives hang together where one builds on the other, or leads to it. Each thread follows one line: an objective
goes on in the first later one that is linked with it. Where a line divides, the second part begins a thread of its own,
which says what it comes from.
"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from planfolio.web.charts import percent

from .models import Link, Objective
from .vocabulary import Direction


@dataclass(frozen=True)
class Step:
    """An objective in its thread, from `starts` to `ends`; `x` and `width` are its place in the picture in percent."""

    objective: Objective
    starts: date
    ends: date
    x: float
    width: float

    @property
    def end(self) -> float:
        return round(self.x + self.width, 2)


@dataclass(frozen=True)
class Thread:
    """Steps in the order of time; `comes_from` are objectives of other threads that it builds on."""

    steps: list[Step]
    comes_from: list[Objective]


@dataclass(frozen=True)
class Threads:
    """All threads, the longest first, over the days `first` to `last`; `going_on` counts those of several steps."""

    threads: list[Thread]
    first: date | None
    last: date | None

    @property
    def going_on(self) -> int:
        return sum(len(thread.steps) > 1 for thread in self.threads)


def read_threads(person) -> Threads:
    """The threads of `person`'s own objectives, those still being drafted left out. Two queries."""
    rows = Objective.objects.kept().owned(person).filter(plan__deleted_at=None).exclude(state="draft")
    rows = rows.select_related("plan").order_by("plan__starts", "plan__id", "position", "id")
    objectives = {row.pk: row for row in rows}
    links = Link.objects.kept().owned(person).filter(to_objective__isnull=False).order_by("created_at", "id")
    pairs = [
        (one, other) if direction == Direction.LEADS_TO else (other, one)
        for one, other, direction in links.values_list("objective", "to_objective", "direction")
        if one in objectives and other in objectives
    ]
    return lay_out(list(objectives.values()), pairs)


def lay_out(objectives: list[Objective], pairs: list[tuple[UUID, UUID]]) -> Threads:
    """`objectives` in the order of time, and pairs (earlier, later) of their keys, as threads. O(n + m)."""
    place = {row.pk: number for number, row in enumerate(objectives)}
    before: dict[UUID, list[UUID]] = {}
    for earlier, later in dict.fromkeys(pairs):
        if place[earlier] < place[later]:
            before.setdefault(later, []).append(earlier)
    lines: list[list[Objective]] = []
    line_of: dict[UUID, list[Objective]] = {}
    others: dict[int, list[Objective]] = {}
    for row in objectives:
        found = before.get(row.pk, [])
        goes_on = next((key for key in found if line_of[key][-1].pk == key), None)
        if goes_on:
            line = line_of[goes_on]
        else:
            line = []
            lines.append(line)
        from_elsewhere = [objectives[place[key]] for key in found if line_of[key] is not line]
        others.setdefault(id(line), []).extend(from_elsewhere)
        line.append(row)
        line_of[row.pk] = line
    if not objectives:
        return Threads([], None, None)
    first = min(_starts(row) for row in objectives)
    last = max(_ends(row) for row in objectives)
    days = (last - first).days + 1
    threads = [Thread([_step(row, first, days) for row in line], others[id(line)]) for line in lines]
    return Threads(sorted(threads, key=lambda thread: -len(thread.steps)), first, last)


def thread_of(objective: Objective, *, person) -> Thread | None:
    """The thread that `objective` of `person` is in; None where it stands alone. Two queries."""
    for thread in read_threads(person).threads:
        if any(step.objective.pk == objective.pk for step in thread.steps):
            return thread if len(thread.steps) > 1 or thread.comes_from else None
    return None


def plan_threads(plan, *, person) -> Threads:
    """The threads of `person` that an objective of `plan` is in, those of one objective left out. Two queries."""
    found = read_threads(person)
    of_plan = [
        thread
        for thread in found.threads
        if len(thread.steps) > 1 and any(step.objective.plan_id == plan.pk for step in thread.steps)
    ]
    return replace(found, threads=of_plan)


def _starts(row: Objective) -> date:
    return row.starts or row.plan.starts


def _ends(row: Objective) -> date:
    return max(row.due or row.plan.ends, _starts(row))


def _step(row: Objective, first: date, days: int) -> Step:
    starts, ends = _starts(row), _ends(row)
    width = max(1.0, percent((ends - starts).days + 1, days))
    x = min(percent((starts - first).days, days), 100 - width)
    return Step(row, starts, ends, round(x, 2), width)
