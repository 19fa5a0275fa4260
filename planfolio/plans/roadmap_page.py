"""How the fit of a plan is worked out, prepared for its page: the schedule week by week, and what it leaves out."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import UUID

from planfolio.web.charts import percent

from .adjusting import fields_of
from .drawing import plan_load, plan_timeline
from .findings import forecast_finding
from .fit import Roadmap, plan_roadmap
from .forecast import Forecast
from .gives import Later, More, Park, Shrink, proposals, ranked
from .likely import plan_forecast
from .load import Load
from .models import Activity, Objective, Plan
from .pages import CARD
from .roadmap import ScheduledJob
from .timeline import Timeline

#: Weeks with work on one page.
WEEKS = 26


@dataclass(frozen=True)
class Work:
    """An activity, or the time an objective keeps spare over its activities (`activity` is None)."""

    objective: Objective
    activity: Activity | None
    minutes: int | None


@dataclass(frozen=True)
class PlannedWeek:
    monday: date
    capacity: int
    works: list[Work]


@dataclass(frozen=True)
class Give:
    """A proposal (later, shrink, park or more) with the works it names; in shrink their minutes are what comes off.

    `query` chooses it in "Something changed".
    """

    kind: str
    found: Later | Shrink | Park | More
    works: list[Work]
    query: str


@dataclass(frozen=True)
class Range:
    """Between which two days an objective will likely be done; `latest` is None beyond a year after the plan.

    `x` and `width` are its place between today and the last of all ranges and the plan's end, in percent; `due_x`
    that of the day on which it is due.
    """

    objective: Objective
    earliest: date | None
    latest: date | None
    x: float
    width: float
    due: date
    due_x: float


@dataclass(frozen=True)
class RoadmapPage:
    """`next` is the Monday from which the following page goes on; `assumed` whether the dates are no forecast yet."""

    plan: Plan
    roadmap: Roadmap
    timeline: Timeline
    load: Load | None
    forecast: Forecast | None
    ranges: list[Range]
    weeks: list[PlannedWeek]
    next: date | None
    in_the_way: list[Work]
    gives: list[Give]
    chosen: list[Work]
    not_estimated: list[Work]

    @property
    def said(self) -> list[str]:
        """What the forecast says, and by what it goes."""
        return forecast_finding(self.forecast)


def roadmap_page(plan: Plan, *, person, since: date | None = None) -> RoadmapPage:
    """The page of `plan` for its owner, the weeks from `since` on. Nine queries."""
    objectives = list(Objective.objects.kept().filter(plan=plan).only(*CARD))
    roadmap = plan_roadmap(plan, person=person, objectives=objectives)
    known = roadmap.state in ("fits", "over")
    likely = plan_forecast(roadmap, person=person) if known else None
    works = _works(roadmap, {row.pk: row for row in objectives})
    weeks = _weeks(roadmap, works, since or date.min)
    proof = roadmap.fit.bottleneck
    return RoadmapPage(
        plan=plan,
        roadmap=roadmap,
        timeline=plan_timeline(plan, objectives, today=roadmap.today, likely=likely),
        load=plan_load(roadmap),
        forecast=likely,
        ranges=ranges(likely, objectives, plan, today=roadmap.today) if likely else [],
        weeks=weeks[:WEEKS],
        next=weeks[WEEKS].monday if len(weeks) > WEEKS else None,
        in_the_way=[works[key] for key in proof.jobs] if proof and known else [],
        gives=_gives(roadmap, works) if roadmap.state == "over" else [],
        chosen=[works[key] for key in proof.jobs if key in roadmap.chosen] if roadmap.chosen_too_much else [],
        not_estimated=[works[job.key] for job in roadmap.schedule.not_estimated],
    )


def ranges(likely: Forecast, objectives: list[Objective], plan: Plan, *, today: date) -> list[Range]:
    """The forecast of each objective, in the order of the plan."""
    rows = [(row, likely.groups[str(row.pk)]) for row in objectives if str(row.pk) in likely.groups]
    days = [day for _row, found in rows for day in (found.earliest, found.latest) if day]
    last = max([plan.ends, today, *days, *(row.due for row, _found in rows if row.due)])
    whole = (last - today).days + 1

    def place(day: date) -> float:
        return percent(min(max((day - today).days, 0), whole), whole)

    return [
        Range(
            objective=row,
            earliest=found.earliest,
            latest=found.latest,
            x=(x := min(99, place(found.earliest)) if found.earliest else 99),
            width=max(1.0, round((place(found.latest) if found.latest else 100) - x, 2)),
            due=row.due or plan.ends,
            due_x=place(row.due or plan.ends),
        )
        for row, found in rows
    ]


def _gives(roadmap: Roadmap, works: dict[str, Work]) -> list[Give]:
    found = proposals(roadmap.jobs, roadmap.capacity)
    return (
        [_give(each, works, roadmap) for each in ranked(found, roadmap.capacity, roadmap.fit.needed)] if found else []
    )


def _give(found: Later | Shrink | Park | More, works: dict[str, Work], roadmap: Roadmap) -> Give:
    query = urlencode([("look", "1"), *fields_of(found, roadmap)])
    if isinstance(found, Shrink):
        return Give("shrink", found, [replace(works[key], minutes=minutes) for key, minutes in found.off], query)
    named = [] if isinstance(found, More) else [works[key] for key in found.jobs]
    return Give({Later: "later", Park: "park", More: "more"}[type(found)], found, named, query)


def _works(roadmap: Roadmap, objectives: dict[UUID, Objective]) -> dict[str, Work]:
    """What stands behind each key of the schedule. One query."""
    jobs = [*roadmap.schedule.jobs, *roadmap.schedule.not_estimated]
    keys = [UUID(job.key) for job in jobs if not job.key.startswith("rest:")]
    rows = Activity.objects.filter(pk__in=keys).only("owner", "objective", "title").in_bulk()
    return {job.key: _work(job, rows, objectives) for job in jobs}


def _work(job: ScheduledJob, rows: dict[UUID, Activity], objectives: dict[UUID, Objective]) -> Work:
    if job.key.startswith("rest:"):
        return Work(objectives[UUID(job.key.removeprefix("rest:"))], None, job.minutes)
    activity = rows[UUID(job.key)]
    return Work(objectives[activity.objective_id], activity, job.minutes)


def _weeks(roadmap: Roadmap, works: dict[str, Work], since: date) -> list[PlannedWeek]:
    """The weeks with work, each with its shares in the order in which they are needed."""
    found = {week.monday: PlannedWeek(week.monday, week.capacity, []) for week in roadmap.schedule.weeks}
    for job in roadmap.schedule.jobs:
        for monday, minutes in job.weeks:
            found[monday].works.append(Work(works[job.key].objective, works[job.key].activity, minutes))
    begin = since - timedelta(days=since.weekday()) if since > date.min else since
    return [week for monday, week in found.items() if week.works and monday >= begin]
