"""The plans of the demo: examples, part of the way through."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from planfolio.people.models import Person
from planfolio.plans.document import ObjectiveDoc, PlanDoc, canonical_json, sha256
from planfolio.plans.examples import example
from planfolio.plans.models import (
    Activity,
    ComesAfter,
    Criterion,
    Event,
    Goal,
    Link,
    Objective,
    Plan,
    Version,
)
from planfolio.plans.vocabulary import ActivityState, GoalKind, ObjectiveState, Stage

from .keys import key, moment
from .rows import Rows

WEEK = timedelta(weeks=1)
#: How long before today this year's plans began, and last year's before them.
BEGAN, BEFORE = 30 * WEEK, 52 * WEEK


@dataclass(frozen=True)
class Owner:
    """Somebody with all that their year is made from."""

    person: Person
    words: dict
    chance: Random
    today: date
    rows: Rows


def this_year(owner: Owner, slug: str, *, previous: Plan | None, pace: float, odd: int) -> Plan:
    """A plan that began thirty weeks ago, done as far as `pace` (1.0 is on time) has brought it."""
    starts = monday(owner.today - BEGAN)
    doc = example(slug, owner.person.language, starts=starts)
    plan = _add(owner, doc, previous=previous)
    objectives = [row for row in owner.rows.of(Objective) if row.plan_id == plan.pk]
    for objective in objectives:
        _bring_along(owner, objective, pace)
    if odd % 3 == 0:
        _set_aside(owner, objectives[-1], ObjectiveState.PARKED, "parked")
    elif odd % 4 == 1:
        _set_aside(owner, objectives[-1], ObjectiveState.LET_GO, "let_go")
    if previous:
        _link_years(owner, objectives, previous)
    _keep_first_version(owner, plan, doc)
    return plan


def last_year(owner: Owner, slug: str) -> Plan:
    """Two objectives of an example, a year before: one done, one let go."""
    starts = monday(owner.today - BEGAN - BEFORE)
    doc = example(slug, owner.person.language, starts=starts)
    two = PlanDoc(**{**vars(doc), "objectives": tuple(_alone(each) for each in doc.objectives[:2])})
    plan = _add(owner, two, previous=None)
    first, second = [row for row in owner.rows.of(Objective) if row.plan_id == plan.pk]
    _bring_along(owner, first, pace=9.0)
    _bring_along(owner, second, pace=9.0, done=0.5)
    _set_aside(owner, second, ObjectiveState.LET_GO, "let_go")
    return plan


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _alone(objective: ObjectiveDoc) -> ObjectiveDoc:
    """The objective without links to others, which may not have come along."""
    kept = tuple(link for link in objective.links if not link.ref)
    return ObjectiveDoc(**{**vars(objective), "links": kept})


def _add(owner: Owner, doc: PlanDoc, *, previous: Plan | None) -> Plan:
    person, at = owner.person, moment(doc.starts)
    facts = ("title", "word", "language", "template", "starts", "ends", "aim")
    source = ("source_title", "source_author", "source_url", "licence")
    values = {name: getattr(doc, name) for name in (*facts, *source)}
    plan = Plan(id=key(at, person.name, "plan"), owner=person, previous=previous, created_at=at, **values)
    owner.rows.add(plan)
    _tell(owner, plan, plan.pk, "plan", "added", at)
    goals = _goals(owner, doc, at)
    objectives = [_add_objective(owner, plan, each, goals, at) for each in doc.objectives]
    activities = _add_activities(owner, objectives, doc, at)
    for objective, each in zip(objectives, doc.objectives, strict=True):
        _add_links(owner, objective, each, objectives, at)
    _order(owner, doc, activities, at)
    return plan


def _goals(owner: Owner, doc: PlanDoc, at) -> dict[str, Goal]:
    goals = {goal.text: goal for goal in owner.rows.of(Goal) if goal.owner_id == owner.person.pk}
    for each in doc.objectives:
        if each.goal and each.goal not in goals:
            goals[each.goal] = owner.rows.add(
                Goal(
                    id=key(at, owner.person.name, "goal", each.goal),
                    owner=owner.person,
                    kind=GoalKind.LIFELONG,
                    text=each.goal,
                    position=len(goals) + 1,
                    created_at=at,
                )
            )
    return goals


def _add_objective(owner: Owner, plan: Plan, each: ObjectiveDoc, goals: dict[str, Goal], at) -> Objective:
    same = ("what", "what_kind", "ksa", "why_kind", "why", "strategies", "evidence_kind", "evidence", "starts", "due")
    objective = Objective(
        id=key(at, owner.person.name, plan.pk, each.number),
        owner=owner.person,
        plan=plan,
        number=each.number,
        position=each.number,
        minutes=each.minutes,
        goal=goals.get(each.goal),
        created_at=at,
        **{name: getattr(each, name) for name in same},
    )
    owner.rows.add(objective)
    _tell(owner, plan, objective.pk, "objective", "added", at)
    for place, text in enumerate(each.criteria, start=1):
        row = Criterion(
            id=key(at, objective.pk, text), owner=owner.person, objective=objective, text=text, position=place
        )
        row.created_at = at
        owner.rows.add(row)
    return objective


def _add_activities(owner: Owner, objectives, doc: PlanDoc, at) -> dict[str, Activity]:
    same = ("title", "minutes", "format", "context", "provider", "url", "earliest", "due")
    found = {}
    for objective, each in zip(objectives, doc.objectives, strict=True):
        for place, activity in enumerate(each.activities, start=1):
            row = Activity(
                id=key(at, objective.pk, "activity", place),
                owner=owner.person,
                objective=objective,
                position=place,
                created_at=at,
                **{name: getattr(activity, name) for name in same},
            )
            found[activity.key or f"{each.number}.{place}"] = owner.rows.add(row)
    return found


def _order(owner: Owner, doc: PlanDoc, activities: dict[str, Activity], at) -> None:
    for each in (activity for objective in doc.objectives for activity in objective.activities):
        for first in each.comes_after:
            later, before = activities[each.key], activities[first]
            owner.rows.add(
                ComesAfter(id=key(at, later.pk, before.pk), owner=owner.person, activity=later, first=before)
            )


def _add_links(owner: Owner, objective: Objective, each: ObjectiveDoc, objectives, at) -> None:
    for place, link in enumerate(each.links):
        to = objectives[int(link.ref) - 1] if link.ref else None
        owner.rows.add(
            Link(
                id=key(at, objective.pk, "link", place),
                owner=owner.person,
                objective=objective,
                direction=link.direction,
                to_objective=to,
                words="" if to else link.words,
                created_at=at,
            )
        )


def _link_years(owner: Owner, objectives: list[Objective], previous: Plan) -> None:
    """This year's first objective builds on what was done last year."""
    done = next(row for row in owner.rows.of(Objective) if row.plan_id == previous.pk)
    at = objectives[0].created_at
    owner.rows.add(
        Link(
            id=key(at, objectives[0].pk, "last year"),
            owner=owner.person,
            objective=objectives[0],
            direction="builds_on",
            to_objective=done,
            created_at=at,
        )
    )


def _bring_along(owner: Owner, objective: Objective, pace: float, done: float = 1.0) -> None:
    """Finish the activities whose day has come, a little early or late, and set the stage by them."""
    activities = [row for row in owner.rows.of(Activity) if row.objective_id == objective.pk]
    for activity in activities[: round(len(activities) * done) or 1]:
        due = activity.due or objective.due or objective.plan.ends
        day = due + timedelta(days=round((1 - min(pace, 1.2)) * 50) + owner.chance.randint(-12, 8))
        if day < owner.today and (pace > 1.2 or day >= objective.plan.starts):
            activity.state, activity.done_on = ActivityState.DONE, max(day, objective.plan.starts + timedelta(days=3))
            _tell(owner, objective.plan, activity.pk, "activity", "finish", moment(activity.done_on, hour=16))
    finished = [activity for activity in activities if activity.state == ActivityState.DONE]
    if len(finished) == len(activities):
        objective.state, objective.stage = ObjectiveState.DONE, Stage.SHOWING
        last = max(activity.done_on for activity in finished)
        _tell(owner, objective.plan, objective.pk, "objective", "finish", moment(last, hour=17))
    elif finished:
        objective.stage = Stage.SHOWING if len(finished) * 3 > len(activities) * 2 else Stage.DOING
    elif objective.starts and objective.starts <= owner.today:
        objective.stage = Stage.FIGURING


def _set_aside(owner: Owner, objective: Objective, state: str, reason: str) -> None:
    objective.state, objective.reason = state, owner.words["reasons"][reason]
    name = "park" if state == ObjectiveState.PARKED else "let_go"
    day = min(objective.plan.starts + 16 * WEEK, owner.today - timedelta(days=5))
    _tell(owner, objective.plan, objective.pk, "objective", name, moment(day, hour=11), objective.reason)


def _keep_first_version(owner: Owner, plan: Plan, doc: PlanDoc) -> None:
    at = moment(plan.starts, hour=10)
    owner.rows.add(
        Version(
            id=key(at, plan.pk, "version"),
            owner=owner.person,
            plan=plan,
            number=1,
            snapshot=canonical_json(doc),
            sha256=sha256(doc),
            reason=owner.words["versions"]["first"],
            by=owner.person,
            created_at=at,
        )
    )


def _tell(owner: Owner, plan: Plan, subject_id, subject: str, name: str, at, reason: str = "") -> None:
    owner.rows.add(
        Event(
            id=key(at, plan.pk, subject_id, name),
            owner=owner.person,
            plan=plan,
            subject=subject,
            subject_id=subject_id,
            name=name,
            reason=reason,
            by=owner.person,
            at=at,
        )
    )
