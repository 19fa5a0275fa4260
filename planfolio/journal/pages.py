"""What the pages of the week show, prepared: plain objects with everything in them, so that templates only read."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, Sum

from planfolio.catalogue.dates import Date, upcoming
from planfolio.people.sharing import VIEW
from planfolio.plans.access import current_plan
from planfolio.plans.fit import DATED, Roadmap, plan_roadmap
from planfolio.plans.models import Activity, Objective, Plan
from planfolio.plans.vocabulary import ActivityState, ObjectiveState
from planfolio.prepared import Prepared

from .lately import Lately, lately
from .models import CheckIn, Entry, Evidence, WeekTotal
from .reflection import after_activity_prompt, weekly_prompt
from .weeks import monday

#: Activities a week shows. A list that can be finished is begun.
MOST = 3


@dataclass(frozen=True)
class Task:
    """An activity as a line of the week. `planned` says whether the person put it there, or it is proposed."""

    key: UUID
    title: str
    minutes: int | None
    done: bool
    planned: bool
    objective: Objective

    @property
    def shown(self) -> tuple:
        """All that its line shows."""
        about = self.objective
        return self.key, self.title, self.minutes, self.done, about.plan_id, about.number, about.what


@dataclass(frozen=True)
class Coming:
    """A day to come. `listing` is there for a course, a webinar or a meeting; `ends` says that a plan ends then."""

    day: date
    title: str
    address: str
    listing: Date | None = None
    ends: bool = False


@dataclass(frozen=True)
class Asked:
    """The question after an activity: about the entry that ticking it made."""

    entry: Entry
    prompt: str


@dataclass(frozen=True)
class WeekPage:
    monday: date
    now: bool
    plan: Plan | None
    roadmap: Roadmap | None
    tasks: list[Task]
    objectives: list[Objective]
    minutes: int
    weekly: int | None
    prompt: str
    check_in: CheckIn | None
    coming: list[Coming] = field(default_factory=list)
    lately: Lately | None = None
    asked: Asked | None = None

    @property
    def left(self) -> list[Task]:
        return [task for task in self.tasks if not task.done]

    @property
    def left_over(self) -> tuple:
        """All that closing the week shows of what is left."""
        return self.now, *((task.key, task.title) for task in self.left)

    @property
    def names(self) -> tuple:
        """Key, words and stage of each objective."""
        return tuple((row.pk, row.number, row.what, row.stage) for row in self.objectives)


#: What the page needs of the objectives of the plan; the answers themselves stay in the database.
_SEEN = ("number", "what", "stage", *DATED)


def open_objectives(plan: Plan | None) -> list[Objective]:
    """The objectives in the plan, in their order. One query."""
    if plan is None:
        return []
    return _open.objects(plan=plan.pk)


@Prepared
def _open(plan: UUID):
    return Objective.objects.kept().filter(plan=plan, state=ObjectiveState.ACTIVE).only(*_SEEN)


def week_page(person, *, asked: str = "") -> WeekPage:
    """This week. The number of queries is the same at any number of entries and activities."""
    today = person.today()
    week = monday(today)
    plan = current_plan(person)
    objectives = open_objectives(plan)
    roadmap = plan_roadmap(plan, person=person, today=today, objectives=objectives) if plan else None
    tasks = week_tasks(person, week, objectives, proposed=_proposed(roadmap, week, objectives))
    looked = lately(person, today=today, breaks=roadmap.capacity.breaks if roadmap else None)
    return WeekPage(
        monday=week,
        now=True,
        plan=plan,
        roadmap=roadmap,
        tasks=tasks,
        objectives=objectives,
        minutes=looked.bars[-1].minutes,
        weekly=person.weekly_minutes,
        prompt=weekly_prompt(week, person.language),
        check_in=next(iter(_check_in.objects(person=person.pk, week=week)), None),
        coming=_coming(person, today, objectives, plan),
        lately=looked,
        asked=_asked(person, asked),
    )


def past_week_page(person, week: date) -> WeekPage:
    """Another week, to look back on."""
    plan = current_plan(person)
    objectives = open_objectives(plan)
    totals = WeekTotal.objects.filter(owner=person, week=week).values_list("minutes", flat=True)
    return WeekPage(
        monday=week,
        now=False,
        plan=plan,
        roadmap=None,
        tasks=week_tasks(person, week, objectives, proposed=[], most=20),
        objectives=objectives,
        minutes=next(iter(totals), 0),
        weekly=person.weekly_minutes,
        prompt=weekly_prompt(week, person.language),
        check_in=next(iter(_check_in.objects(person=person.pk, week=week)), None),
    )


@Prepared
def _check_in(person: UUID, week: date):
    return CheckIn.objects.kept().owned(person).filter(week=week)[:1]


def _proposed(roadmap: Roadmap | None, week: date, objectives) -> list[UUID]:
    """What the roadmap has for this week; in the plan's own order where it knows nothing of the person's time."""
    if roadmap is None:
        return []
    if roadmap.weekly:
        return roadmap.next_keys(week)
    rows = Activity.objects.kept().filter(objective__in=[row.pk for row in objectives], state=ActivityState.OPEN)
    return list(rows.order_by("objective__position", "position").values_list("pk", flat=True)[:MOST])


class _Row(NamedTuple):
    """An activity of a week, and of its objective what a line says."""

    key: UUID
    title: str
    minutes: int | None
    state: str
    week: date | None
    objective: UUID
    plan: UUID
    number: int
    what: str

    @property
    def about(self) -> tuple:
        return self[5:]


def week_tasks(person, week: date, objectives, *, proposed, most: int = MOST) -> list[Task]:
    """What is in this week: done first, then what the person put here, then what is proposed; `most` in all.

    One query. At least one open activity is shown as long as there is one.
    """
    sunday = week + timedelta(days=6)
    rows = [_Row(*row) for row in _in_week.values(person=person.pk, week=week, sunday=sunday, proposed=proposed)]
    done = [row for row in rows if row.state == ActivityState.DONE]
    planned = [row for row in rows if row.state == ActivityState.OPEN and row.week == week]
    others = {row.key: row for row in rows if row.state == ActivityState.OPEN and row.week != week}
    waiting = [*planned, *(others[key] for key in proposed if key in others)]
    shown = done[-(most - 1 if waiting else most) :]
    return [_task(row, week) for row in [*shown, *waiting[: most - len(shown)]]]


@Prepared
def _in_week(person: UUID, week: date, sunday: date, proposed: list[UUID]):
    here = Q(week=week, state=ActivityState.OPEN) | Q(done_on__range=(week, sunday)) | Q(pk__in=proposed)
    rows = Activity.objects.kept().owned(person).filter(here)
    rows = rows.filter(objective__deleted_at=None, objective__plan__deleted_at=None)
    about = ("objective", "objective__plan", "objective__number", "objective__what")
    return rows.order_by("position").values_list("pk", "title", "minutes", "state", "week", *about)[:100]


def _task(row: _Row, week: date) -> Task:
    done = row.state == ActivityState.DONE
    about = Objective.from_db("default", ("id", "plan_id", "number", "what"), row.about)
    return Task(row.key, row.title, row.minutes, done, row.week == week, about)


def _coming(person, today: date, objectives, plan: Plan | None) -> list[Coming]:
    """The next three days: what takes place, activities and objectives that are due, the end of the plan."""
    due = _due.values(person=person.pk, today=today, objectives=[row.pk for row in objectives])
    dates = [Coming(day, title, f"/activities/{key}/") for key, title, day in due]
    dates += [Coming(row.due, str(row), row.get_absolute_url()) for row in objectives if row.due and row.due >= today]
    if plan and plan.ends >= today:
        dates.append(Coming(plan.ends, plan.title, plan.get_absolute_url(), ends=True))
    for each in upcoming(person, today):
        row = each.listing
        dates.append(Coming(row.starts_on, row.title, row.get_absolute_url(), listing=each))
    return sorted(dates, key=lambda each: each.day)[:3]


@Prepared
def _due(person: UUID, today: date, objectives: list[UUID]):
    rows = Activity.objects.kept().owned(person).filter(objective__in=objectives, state=ActivityState.OPEN)
    return rows.filter(due__gte=today).order_by("due").values_list("pk", "title", "due")[:3]


def _asked(person, key: str) -> Asked | None:
    """The question for the entry that a tick has just made; nothing for anything else in the address."""
    try:
        found = UUID(key) if key else None
    except ValueError:
        found = None
    if found is None:
        return None
    entry = Entry.objects.kept().owned(person).filter(pk=found).only("title", "language", "day").first()
    return Asked(entry, after_activity_prompt(entry.pk.int % 97, person.language)) if entry else None


@dataclass(frozen=True)
class OfObjective:
    evidence: list[Evidence]
    entries: list[Entry]
    entry_count: int
    minutes: int


def of_objective(objective: Objective, who) -> OfObjective:
    """Evidence and entries of an objective, as far as `who` may see them. Three queries."""
    evidence = (
        Evidence.objects.kept()
        .filter(objective=objective)
        .select_related("criterion", "attachment")
        .order_by("-day", "-id")[:100]
    )
    if objective.owner_id != getattr(who, "pk", None):
        return OfObjective(list(evidence), [], 0, 0)
    links = objective.entry_links.filter(owner=who, relation="about", entry__deleted_at=None)
    sums = links.aggregate(minutes=Sum("minutes"))
    entries = Entry.objects.kept().may(who, VIEW).filter(pk__in=links.values("entry"))
    latest = list(entries.only("title", "day", "minutes", "language", "owner")[:6])
    return OfObjective(list(evidence), latest, len(latest), sums["minutes"] or 0)
