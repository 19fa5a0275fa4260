"""From the rows of a plan to its roadmap: the one place where database and `roadmap` meet.

`plan_roadmap` costs five queries whatever the size of the plan. Numbers are minutes; sentences are in the templates.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, IntegerField, OuterRef, Sum, Value

from planfolio.people.models import Break, WeekTime
from planfolio.prepared import Prepared

from .findings import proof_finding
from .models import Activity, ComesAfter, Objective, Plan
from .roadmap import Capacity, Job, Schedule, next_jobs, schedule
from .vocabulary import ActivityState, ObjectiveState

#: Past the end of the plan, leftover work is laid out this many days so that its finish can be told.
RUN_ON = 366
#: A day and a month alone are understood as the next ones; from here on they might be mistaken for this year's.
FAR = timedelta(days=330)


@dataclass(frozen=True)
class Roadmap:
    """A plan laid out. `remaining` is minutes by objective, and `objectives` the keys of jobs by that of theirs.

    `chosen` are the keys of what the person has put into a coming week; `chosen_too_much` says that it does not fit
    with these weeks and would fit without them.
    """

    plan: Plan
    today: date
    weekly: int | None
    schedule: Schedule
    remaining: dict[UUID, int]
    not_estimated: int
    jobs: tuple[Job, ...]
    capacity: Capacity
    objectives: dict[str, list[str]] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    chosen_too_much: bool = False

    @property
    def laid_out(self) -> tuple:
        """All that the schedule was made from: with the same, it is the same."""
        return self.jobs, self.capacity, self.weekly

    @property
    def fit(self):
        return self.schedule.fit

    @property
    def state(self) -> str:
        """What the fit sentence says: no-time, empty, past, fits or over."""
        if self.weekly is None:
            return "no-time"
        if self.plan.ends < self.today:
            return "past"
        if not self.remaining and not self.not_estimated:
            return "empty"
        if not self.fit.needed:
            return "no-estimates" if self.not_estimated else "empty"
        return "over" if self.fit.bottleneck else "fits"

    @property
    def proof_finding(self) -> str:
        """The proof as a sentence; there is one where the plan is over."""
        return proof_finding(self.fit.bottleneck, today=self.today, year=self.ends_far)

    @property
    def ends_far(self) -> bool:
        """Whether the last day needs its year said, being almost a year away."""
        return self.plan.ends - self.today > FAR

    def next_keys(self, week: date) -> list[UUID]:
        """The activities for this week, what is needed first coming first: three at most."""
        return [UUID(job.key) for job in next_jobs(self.schedule, week, at_most=20) if not job.key.startswith("rest:")][
            :3
        ]


#: The fields of an objective that the roadmap needs.
DATED = ("owner", "plan", "state", "minutes", "starts", "due", "position")
#: What a person is about to say of an objective: its key, and the minutes, start and end to reckon with.
Pending = tuple[UUID, int | None, date | None, date | None]


def plan_roadmap(
    plan: Plan, *, person, today: date | None = None, pending: Pending | None = None, objectives=None
) -> Roadmap:
    """Lay out what is open in `plan` over the person's time.

    `pending` is being considered and not saved yet; `objectives` are those of the plan where they are at hand.
    """
    today = today or person.today()
    if objectives is None:
        objectives = Objective.objects.kept().filter(plan=plan).only(*DATED)
    active = [row for row in objectives if row.state == ObjectiveState.ACTIVE]
    rows = [(row.pk, row.minutes, row.starts, row.due, row.position) for row in active]
    objectives = [row for row in rows if not pending or row[0] != pending[0]]
    if pending:
        objectives.append((*pending, len(objectives) + 1))
    jobs, weeks, members, remaining, unknown = _jobs(objectives)
    monday = today - timedelta(days=today.weekday())
    weeks = {key: week for key, week in weeks.items() if week > monday}
    breaks, exceptions = _times(person, since=monday)
    capacity = Capacity(
        weekly=person.weekly_minutes or 0,
        today=today,
        starts=plan.starts,
        end=plan.ends,
        breaks=breaks,
        exceptions=exceptions,
        logged=_logged(plan, monday),
    )
    held = [in_week(job, weeks[job.key]) if job.key in weeks else job for job in jobs]
    laid = schedule(held, capacity, run_on=RUN_ON)
    free = schedule(jobs, capacity, run_on=RUN_ON) if weeks and laid.fit.bottleneck else laid
    return Roadmap(
        plan=plan,
        today=today,
        weekly=person.weekly_minutes,
        schedule=laid,
        remaining=remaining,
        not_estimated=unknown,
        jobs=tuple(held),
        capacity=capacity,
        objectives=members,
        chosen=tuple(weeks),
        chosen_too_much=bool(laid.fit.bottleneck) and not free.fit.bottleneck,
    )


def in_week(job: Job, monday: date) -> Job:
    """`job` as it is when it is to be done in the week of that Monday: not before it, and not after its Sunday."""
    sunday = monday + timedelta(days=6)
    return replace(job, earliest=monday, due=min(job.due or sunday, sunday))


def _times(person, *, since: date) -> tuple[tuple, tuple]:
    """The breaks of `person`, and from `since` on the weeks of another time, the latest said last. One query."""
    found = sorted(_times_of.values(person=person.pk, since=since), key=lambda row: row[3])
    return (
        tuple((starts, ends) for starts, ends, minutes, _at in found if minutes is None),
        tuple((monday, minutes) for monday, _same, minutes, _at in found if minutes is not None),
    )


@Prepared
def _times_of(person: UUID, since: date):
    breaks = Break.objects.kept().owned(person).annotate(minutes=Value(None, output_field=IntegerField()))
    weeks = WeekTime.objects.kept().owned(person).filter(monday__gte=since)
    return breaks.order_by().values_list("starts", "ends", "minutes", "created_at").union(
        weeks.order_by().values_list("monday", "monday", "minutes", "created_at"), all=True
    )  # fmt: skip


def _jobs(objectives) -> tuple[list[Job], dict[str, date], dict[str, list[str]], dict[UUID, int], int]:
    """Open activities, and for each objective the hours it keeps spare over its activities, as jobs.

    With them the weeks that were chosen by key, the keys by that of their objective, the minutes that remain by
    objective, and how many have no estimate.
    """
    dates = {key: (starts, due, position) for key, _minutes, starts, due, position in objectives}
    rows = _activities.values(objectives=list(dates))
    open_keys = [row[0] for row in rows if row[6] == ActivityState.OPEN]
    spent, after = spent_on(open_keys), _after(open_keys)
    jobs, weeks, members, remaining, planned, unknown = (
        [],
        {},
        defaultdict(list),
        dict.fromkeys(dates, 0),
        defaultdict(int),
        0,
    )
    for key, objective, minutes, earliest, due, position, state, week in rows:
        planned[objective] += minutes or 0
        if state != ActivityState.OPEN:
            continue
        left = None if minutes is None else max(0, minutes - spent.get(key, 0))
        remaining[objective] += left or 0
        unknown += left is None
        starts, ends, place = dates[objective]
        name = str(key)
        members[str(objective)].append(name)
        if week:
            weeks[name] = week
        jobs.append(
            Job(
                key=name,
                minutes=left,
                earliest=earliest or starts,
                due=due or ends,
                after=tuple(str(first) for first in after[key]),
                order=place * 1_000 + position,
            )
        )
    for key, minutes, starts, due, position in objectives:
        if rest := max(0, (minutes or 0) - planned[key]):
            remaining[key] += rest
            members[str(key)].append(f"rest:{key}")
            jobs.append(Job(key=f"rest:{key}", minutes=rest, earliest=starts, due=due, order=position * 1_000 + 999))
    return jobs, weeks, dict(members), remaining, unknown


@Prepared
def _activities(objectives: list[UUID]):
    rows = Activity.objects.kept().filter(objective__in=objectives).exclude(state=ActivityState.LET_GO)
    return rows.values_list("pk", "objective", "minutes", "earliest", "due", "position", "state", "week")


def spent_on(activities: list[UUID]) -> dict[UUID, int]:
    """Minutes logged on each of these activities, entries that were removed left out."""
    return dict(_spent.values(activities=activities))


@Prepared
def _spent(activities: list[UUID]):
    links = Activity.entries.through.objects.filter(activity__in=activities, entry__deleted_at=None)
    return links.values_list("activity").annotate(minutes=Sum("minutes")).exclude(minutes=None)


def _after(activities: list[UUID]) -> dict[UUID, list[UUID]]:
    after = defaultdict(list)
    for activity, first in _links.values(activities=activities):
        after[activity].append(first)
    return after


@Prepared
def _links(activities: list[UUID]):
    links = ComesAfter.objects.filter(activity__in=activities, first__deleted_at=None)
    return links.values_list("activity", "first")


def _logged(plan: Plan, monday: date) -> int:
    """Minutes logged for this plan since Monday."""
    rows = _minutes.rows(plan=plan.pk, owner=plan.owner_id, monday=monday)
    return sum(minutes for (minutes,) in rows if minutes)


@Prepared
def _minutes(plan: UUID, owner: UUID, monday: date):
    about = Objective.entries.through.objects.filter(
        owner=owner, entry__owner=owner, entry__deleted_at=None, entry__day__gte=monday
    )
    in_plan = Objective.objects.filter(pk=OuterRef("objective"), plan=plan)
    # Added up here: grouped by owner, SQLite goes through all that they ever logged, and not from the days.
    return about.filter(Exists(in_plan)).order_by().values_list("minutes")
