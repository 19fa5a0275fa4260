"""What a person's plans put into their calendar: the work of each week, what is due, and when a plan ends.

The work is that of the roadmap, laid out from the Monday of this week, so that it stands still until something changes
or the week is over. Where somebody says when in the week they learn, it stands there; else it takes the whole week and
no time in it. Each week is told of the plan that This week shows then, so that no time is told twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from planfolio.people.vocabulary import Weekday
from planfolio.web.durations import minutes as written

from .fit import Roadmap, plan_roadmap
from .models import Activity, Objective, Plan
from .sittings import sitting_length, sittings
from .vocabulary import ActivityState, ObjectiveState

#: How far ahead the work is told, and how far back what is over: a year.
AHEAD = timedelta(weeks=53)
BACK = timedelta(days=366)
WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Said:
    """An event as it is to be. Whole days `first` to `last`, or from `begins` to `ends` where it has a time.

    From `closes` on it is past: it is left as it was told. `activity`, `objective` and `plan` are what it is about.
    """

    uid: str
    summary: str
    notes: tuple[str, ...]
    url: str
    first: date
    last: date
    closes: datetime
    plan: UUID
    objective: UUID | None = None
    activity: UUID | None = None
    begins: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True)
class _Reader:
    """Whose calendar it is, and when they look."""

    person: object
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(self.person.zone).date()

    @property
    def monday(self) -> date:
        return self.today - timedelta(days=self.today.weekday())

    def moment(self, day: date, at: time = time()) -> datetime:
        """That time of the person's clock; where the clock skips it, the one it shows instead."""
        return datetime.combine(day, at, self.person.zone).astimezone(UTC)

    def learns_on(self, day: date) -> bool:
        return Weekday.values[day.weekday()] in self.person.learning_days


@dataclass(frozen=True)
class _Shown:
    """The plans of somebody with what is open in them, and which plan is the current one on a day."""

    plans: list[Plan]
    objectives: dict[UUID, Objective] = field(default_factory=dict)
    activities: dict[UUID, Activity] = field(default_factory=dict)

    def current(self, day: date) -> Plan | None:
        return next((plan for plan in self.plans if plan.starts <= day <= plan.ends), None)

    def is_current(self, plan: Plan, monday: date) -> bool:
        return any(self.current(monday + timedelta(days=day)) is plan for day in range(7))


def events_of(person, now: datetime) -> Iterator[Said]:
    """Every event of `person` as it is to be at `now`, in their language. Four queries, and four for each plan."""
    reader = _Reader(person, now)
    shown = _shown(person, since=reader.today - BACK)
    for plan in shown.plans:
        if plan.ends >= reader.monday:
            yield from _work(plan, shown, reader)
    yield from _due(shown, reader)


def _shown(person, *, since: date) -> _Shown:
    # In the order in which `access.current_plan` takes the first.
    plans = list(Plan.objects.kept().owned(person).filter(ends__gte=since))
    objectives = Objective.objects.kept().filter(plan__in=plans, state=ObjectiveState.ACTIVE)
    objectives = {row.pk: row for row in objectives}
    activities = Activity.objects.kept().filter(objective__in=objectives, state=ActivityState.OPEN)
    return _Shown(plans, objectives, {row.pk: row for row in activities.only("owner", "objective", "title", "due")})


def _work(plan: Plan, shown: _Shown, reader: _Reader) -> Iterator[Said]:
    rows = [row for row in shown.objectives.values() if row.plan_id == plan.pk]
    roadmap = plan_roadmap(plan, person=reader.person, today=reader.monday, objectives=rows)
    works: dict[date, list[tuple[str, int]]] = {}
    for job in roadmap.schedule.jobs:
        for monday, minutes in job.weeks:
            works.setdefault(monday, []).append((job.key, minutes))
    for monday, shares in works.items():
        if monday < reader.monday + AHEAD and shown.is_current(plan, monday):
            yield from _week(monday, shares, roadmap, shown, reader)


def _week(monday: date, shares, roadmap: Roadmap, shown: _Shown, reader: _Reader) -> Iterator[Said]:
    left = shares
    if reader.person.learning_at:
        days = [day for day in _days(monday, roadmap) if reader.learns_on(day)]
        open_days = [day for day in days if reader.moment(day, reader.person.learning_at) > reader.now]
        length = sitting_length(_minutes(monday, roadmap), len(days))
        laid, left = sittings(shares, open_days, length=length, begins=reader.person.learning_at)
        for sitting in laid:
            begins = reader.moment(sitting.day, reader.person.learning_at) + timedelta(minutes=sitting.after)
            yield _said(
                f"{_name(sitting.key)}-{sitting.day:%Y%m%d}",
                sitting.key,
                sitting.minutes,
                shown,
                first=sitting.day,
                last=sitting.day,
                begins=begins.astimezone(reader.person.zone),
                ends=(begins + timedelta(minutes=sitting.minutes)).astimezone(reader.person.zone),
                closes=begins,
            )
    year, number, _day = monday.isocalendar()
    for key, minutes in left:
        yield _said(
            f"{_name(key)}-{year:04}-W{number:02}",
            key,
            minutes,
            shown,
            first=monday,
            last=monday + timedelta(days=6),
            closes=reader.moment(monday + WEEK),
        )


def _days(monday: date, roadmap: Roadmap) -> list[date]:
    """The days of a week that lie in the plan and in no break."""
    days = (monday + timedelta(days=day) for day in range(7))
    return [
        day
        for day in days
        if roadmap.plan.starts <= day <= roadmap.plan.ends
        and not any(starts <= day <= ends for starts, ends in roadmap.capacity.breaks)
    ]


def _minutes(monday: date, roadmap: Roadmap) -> int:
    """What the whole week has, with what of it is already learned."""
    minutes = next(week.capacity for week in roadmap.schedule.weeks if week.monday == monday)
    return minutes + (roadmap.capacity.logged if monday == roadmap.today else 0)


def _name(key: str) -> str:
    return key.replace(":", "-")


def _said(uid: str, key: str, minutes: int, shown: _Shown, **when) -> Said:
    """An hour or a week of work on the activity, or for the objective that keeps time, of this key of the schedule."""
    if key.startswith("rest:"):
        activity = None
        objective = shown.objectives[UUID(key.removeprefix("rest:"))]
        title = _("Time kept for %(objective)s") % {"objective": objective}
    else:
        activity = shown.activities[UUID(key)]
        objective = shown.objectives[activity.objective_id]
        title = activity.title
    summary = title if when.get("begins") else _("%(title)s (%(time)s)") % {"title": title, "time": written(minutes)}
    return _about(uid, summary, shown, objective=objective, activity=activity, **when)


def _about(uid: str, summary: str, shown: _Shown, *, objective: Objective, activity: Activity | None, **when) -> Said:
    plan = next(plan for plan in shown.plans if plan.pk == objective.plan_id)
    notes = (_("Plan: %(title)s") % {"title": plan.title},)
    if activity is not None:
        notes = (_("Objective: %(title)s") % {"title": objective}, *notes)
    return Said(
        uid=uid,
        summary=summary,
        notes=notes,
        url=_address(objective),
        plan=plan.pk,
        objective=objective.pk,
        activity=activity.pk if activity else None,
        **when,
    )


def _address(row) -> str:
    """Where a program finds `row`; nothing where this Planfolio has no address of its own."""
    return settings.PUBLIC_URL + row.get_absolute_url() if settings.PUBLIC_URL else ""


def _due(shown: _Shown, reader: _Reader) -> Iterator[Said]:
    rows = [(row, shown.objectives[row.objective_id], row) for row in shown.activities.values()]
    rows += [(row, row, None) for row in shown.objectives.values()]
    for row, objective, activity in rows:
        if row.due and row.due >= reader.today - BACK:
            summary = _("Due: %(title)s") % {"title": row}
            when = _whole(row.due, reader)
            yield _about(f"{row.pk}-due", summary, shown, objective=objective, activity=activity, **when)
    for plan in shown.plans:
        summary = _("%(title)s ends") % {"title": plan.title}
        when = _whole(plan.ends, reader)
        yield Said(uid=f"{plan.pk}-end", summary=summary, notes=(), url=_address(plan), plan=plan.pk, **when)


def _whole(day: date, reader: _Reader) -> dict:
    return {"first": day, "last": day, "closes": reader.moment(day + timedelta(days=1))}
