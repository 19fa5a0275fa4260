"""The verbs of goals, plans, objectives and activities. Every edge (page, API, command line) calls these, with `by`.

Each is one transaction; each takes plain values that a form has checked; each refuses what does not belong to `by`.
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planfolio.errors import NotAllowed, Refused
from planfolio.people import removal
from planfolio.people.base import Owned, add_once, change, new_key

from .lifecycle import note
from .models import Activity, ComesAfter, Criterion, Goal, Link, Objective, Plan
from .vocabulary import Direction

#: Generous, so that only a program can meet them; they keep every page and export within bounds.
OBJECTIVES_LIMIT = 200
ACTIVITIES_LIMIT = 1_000


def _own(row: Owned, by) -> None:
    if row.owner_id != by.pk:
        raise NotAllowed(_("Only the owner can change this. You can read it."))


def _lock(plan: Plan) -> Plan:
    """Hold the plan until the transaction ends, so that numbers and positions given out under it are unique."""
    return Plan.objects.select_for_update().get(pk=plan.pk)


def _next(rows, field: str) -> int:
    return (rows.aggregate(most=Max(field))["most"] or 0) + 1


@transaction.atomic
def add_goal(*, by, key: UUID | None = None, **values) -> Goal:
    position = _next(Goal.objects.owned(by), "position")
    goal, added = add_once(Goal(id=key or new_key(), owner=by, position=position, **values))
    if added:
        note(goal, "added", by=by)
    return goal


@transaction.atomic
def add_plan(*, by, key: UUID | None = None, **values) -> Plan:
    plan, added = add_once(Plan(id=key or new_key(), owner=by, **values))
    if added:
        note(plan, "added", by=by)
    return plan


@transaction.atomic
def add_objective(plan: Plan, *, by, key: UUID | None = None, **answers) -> Objective:
    """Add an objective at the end of `plan`; any of the six answers may be missing."""
    _own(plan, by)
    plan = _lock(plan)
    rows = Objective.objects.filter(plan=plan)
    if rows.count() >= OBJECTIVES_LIMIT:
        raise Refused(format_lazy(gettext_lazy("A plan holds {limit} objectives at most."), limit=OBJECTIVES_LIMIT))
    _check_goal(answers.get("goal"), by)
    objective, added = add_once(
        Objective(
            id=key or new_key(),
            owner=by,
            plan=plan,
            number=_next(rows, "number"),
            position=_next(rows, "position"),
            **answers,
        )
    )
    if added:
        note(objective, "added", by=by)
    return objective


@transaction.atomic
def revise(row: Owned, *, by, expected: int | None = None, **values) -> Owned:
    """Change fields of a goal, plan, objective, activity or criterion. Nothing is written when nothing differs.

    Raises Conflict when somebody changed it since revision `expected`.
    """
    _own(row, by)
    _check_goal(values.get("goal"), by)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if not changed:
        return row
    for name in changed:
        setattr(row, name, values[name])
    change(row, expected=expected, fields=changed)
    note(row, "changed", by=by)
    return row


def _check_goal(goal: Goal | None, by) -> None:
    if goal is not None and goal.owner_id != by.pk:
        raise Refused(_("Choose one of your own goals."))


@transaction.atomic
def add_activity(objective: Objective, *, by, key: UUID | None = None, after=(), **values) -> Activity:
    """Add an activity at the end of the objective, coming after the activities in `after`."""
    _own(objective, by)
    _lock(objective.plan)
    rows = Activity.objects.filter(objective__plan=objective.plan_id)
    if rows.count() >= ACTIVITIES_LIMIT:
        raise Refused(format_lazy(gettext_lazy("A plan holds {limit} activities at most."), limit=ACTIVITIES_LIMIT))
    position = _next(Activity.objects.filter(objective=objective), "position")
    activity, added = add_once(
        Activity(id=key or new_key(), owner=by, objective=objective, position=position, **values)
    )
    if added:
        note(activity, "added", by=by)
        if after:
            set_after(activity, after, by=by)
    return activity


@transaction.atomic
def set_after(activity: Activity, firsts, *, by) -> None:
    """Let `activity` come after exactly `firsts` (activities of the same plan).

    Raises Refused, naming the activities, when that would make a circle.
    """
    _own(activity, by)
    plan_id = activity.objective.plan_id
    _lock(activity.objective.plan)
    wanted = {first.pk: first for first in firsts}
    if any(first.objective.plan_id != plan_id for first in wanted.values()):
        raise Refused(_("An activity can only come after another activity of the same plan."))
    others = ComesAfter.objects.filter(activity__objective__plan=plan_id).exclude(activity=activity)
    befores: dict[UUID, set[UUID]] = {activity.pk: set(wanted)}
    for later, first in others.values_list("activity", "first"):
        befores.setdefault(later, set()).add(first)
    if circle := _circle(activity.pk, befores):
        titles = dict(Activity.objects.filter(pk__in=circle).values_list("pk", "title"))
        names = ", ".join(f"“{titles[key]}”" for key in circle)
        raise Refused(
            format_lazy(
                gettext_lazy("These activities would wait for each other in a circle: {names}. Take one of them out."),
                names=names,
            )
        )
    there = set(activity.after_links.values_list("first", flat=True))
    activity.after_links.exclude(first__in=wanted).delete()
    ComesAfter.objects.bulk_create(
        ComesAfter(owner=by, activity=activity, first=first) for key, first in wanted.items() if key not in there
    )


def _circle(start: UUID, befores: dict[UUID, set[UUID]]) -> list[UUID]:
    """The keys on a way from `start` back to `start`, or an empty list. Depth first, without recursion."""
    came_from: dict[UUID, UUID] = {}
    waiting = [start]
    while waiting:
        key = waiting.pop()
        for before in befores.get(key, ()):
            if before == start:
                way = [key]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way
            if before not in came_from:
                came_from[before] = key
                waiting.append(before)
    return []


@transaction.atomic
def set_criteria(objective: Objective, texts: list[str], *, by) -> None:
    """Make the success criteria of `objective` exactly `texts`, in this order, keeping those whose words stay."""
    _own(objective, by)
    _lock(objective.plan)
    there = {criterion.text: criterion for criterion in objective.criteria.kept()}
    for position, text in enumerate(dict.fromkeys(texts), start=1):
        criterion = there.pop(text, None)
        if criterion is None:
            Criterion.objects.create(owner=by, objective=objective, text=text, position=position)
        elif criterion.position != position:
            Criterion.objects.filter(pk=criterion.pk).update(position=position)
    for criterion in there.values():
        remove(criterion, by=by)


@transaction.atomic
def add_link(objective: Objective, *, by, direction: str, to_objective=None, to_goal=None, words: str = "") -> Link:
    """Link `objective` to one of: another objective of the same person, a goal, or words."""
    _own(objective, by)
    if to_objective is not None and (to_objective.owner_id != by.pk or to_objective.pk == objective.pk):
        raise Refused(_("Link to another objective of yours."))
    _check_goal(to_goal, by)
    if sum((to_objective is not None, to_goal is not None, bool(words))) != 1:
        raise Refused(_("Give one thing to link to: an objective, a goal or a few words."))
    there = objective.links.kept().filter(direction=direction, to_objective=to_objective, to_goal=to_goal, words=words)
    return there.first() or Link.objects.create(
        owner=by, objective=objective, direction=direction, to_objective=to_objective, to_goal=to_goal, words=words
    )


@transaction.atomic
def link_entry(objective: Objective, entry, *, by, direction: str) -> None:
    """Let `objective` build on, or lead to, a journal entry of the same person. Again changes nothing."""
    _own(objective, by)
    if entry.owner_id != by.pk:
        raise Refused(_("Choose among your own entries."))
    relation = Direction.LEADS_TO if direction == Direction.BUILDS_ON else Direction.BUILDS_ON
    objective.entry_links.get_or_create(owner=by, entry=entry, relation=relation)


@transaction.atomic
def shift(row: Owned, step: int, *, by) -> None:
    """Move a goal, objective, criterion or activity one place up (-1) or down (+1) among its like, if there is one."""
    _own(row, by)
    siblings = list(_siblings(row))
    place = next(index for index, each in enumerate(siblings) if each.pk == row.pk)
    other = place + step
    if not 0 <= other < len(siblings):
        return
    siblings[place], siblings[other] = siblings[other], siblings[place]
    for position, each in enumerate(siblings, start=1):
        if each.position != position:
            type(row).objects.filter(pk=each.pk).update(position=position)


def _siblings(row: Owned):
    rows = type(row).objects.kept()
    if isinstance(row, Objective):
        _lock(row.plan)
        return rows.filter(plan=row.plan_id)
    if isinstance(row, Goal):
        return rows.filter(owner=row.owner_id, kind=row.kind)
    _lock(row.objective.plan)
    return rows.filter(objective=row.objective_id)


@transaction.atomic
def put_in_week(activity: Activity, week: date | None, *, by) -> None:
    """Plan `activity` for the week that starts on Monday `week`, or for none ("Not scheduled")."""
    _own(activity, by)
    Activity.objects.filter(pk=activity.pk).update(week=week)


@transaction.atomic
def remove(row: Owned, *, by) -> None:
    """Take `row` away for now; `people.removal` keeps the way back."""
    _own(row, by)
    removal.remove(row)
    note(row, "removed", by=by)
