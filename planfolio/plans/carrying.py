"""What is unfinished goes on in the next plan, or is let go, each with a reason.

An objective that goes on is a new one in the new plan, with what is left to do, and builds on the old one; so the
thread from past to next stays to be seen from both ends. The old plan stays as it was, and is kept as a version.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from . import actions
from .document import ObjectiveDoc, PlanDoc
from .fit import spent_on
from .lifecycle import LET_GO, move, note
from .models import Activity, Objective, Plan
from .store import add_plan_from_document, plan_document
from .versions import keep_version
from .vocabulary import ActivityState, Direction, ObjectiveState

#: What can go on: what was not finished and not let go.
UNFINISHED = (ObjectiveState.ACTIVE, ObjectiveState.PARKED)


class Onward(models.TextChoices):
    CONTINUE = "continue", pgettext_lazy("act", "Continue")
    CHANGE = "change", gettext_lazy("Continue, but change it")
    LET_GO = "let_go", LET_GO


@dataclass(frozen=True)
class Carry:
    objective: Objective
    onward: str
    reason: str


def unfinished(plan: Plan) -> list[Objective]:
    return list(Objective.objects.kept().filter(plan=plan, state__in=UNFINISHED))


def next_period(plan: Plan, *, today: date) -> tuple[date, date]:
    """As long as `plan`, from the day after it, or from today when that has passed."""
    starts = max(plan.ends + timedelta(days=1), today)
    return starts, starts + (plan.ends - plan.starts)


@transaction.atomic
def carry_forward(
    plan: Plan, carried: list[Carry], *, title: str, starts: date, ends: date, by, key: UUID
) -> tuple[Plan, list[Objective]]:
    """The next plan, and those of its objectives that are to be changed. The same `key` twice carries once."""
    if there := Plan.objects.filter(pk=key, owner=by).first():
        return there, []
    keep_version(plan, by=by, reason=_("Before it was carried forward"))
    going = [each for each in carried if each.onward != Onward.LET_GO]
    doc = _document(plan, [each.objective for each in going], title=title, starts=starts, ends=ends)
    following = add_plan_from_document(doc, by=by, key=key)
    actions.revise(following, by=by, previous=plan)
    changing = []
    for each, objective in zip(going, following.objectives.order_by("position"), strict=True):
        actions.add_link(objective, by=by, direction=Direction.BUILDS_ON, to_objective=each.objective)
        note(each.objective, "carried", by=by, reason=each.reason)
        if each.onward == Onward.CHANGE:
            changing.append(objective)
    for each in carried:
        if each.onward == Onward.LET_GO:
            move(each.objective, "let_go", by=by, reason=each.reason)
    return following, changing


def _document(plan: Plan, going: list[Objective], *, title: str, starts: date, ends: date) -> PlanDoc:
    whole = plan_document(plan)
    by_key = dict(zip(plan.objectives.kept().values_list("pk", flat=True), whole.objectives, strict=True))
    keys = _open_keys(by_key.values())
    left = _left(going)
    objectives = tuple(
        _objective(by_key[row.pk], number, keys, left.get(row.pk, [])) for number, row in enumerate(going, start=1)
    )
    return replace(whole, title=title, starts=starts, ends=ends, objectives=objectives)


def _open_keys(objectives) -> set[str]:
    return {each.key for row in objectives for each in row.activities if each.state == ActivityState.OPEN}


def _left(going: list[Objective]) -> dict[UUID, list[int | None]]:
    """By objective, what is left of the estimate of each open activity, in their order."""
    rows = Activity.objects.kept().filter(objective__in=going, state=ActivityState.OPEN)
    rows = list(rows.values_list("pk", "objective", "minutes"))
    spent = spent_on([key for key, _objective_key, _minutes in rows])
    left: dict[UUID, list[int | None]] = {}
    for key, objective, minutes in rows:
        # Where more was spent than was thought, nobody knows what is left.
        left.setdefault(objective, []).append(max(0, (minutes or 0) - spent.get(key, 0)) or None)
    return left


def _objective(each: ObjectiveDoc, number: int, keys: set[str], left: list[int | None]) -> ObjectiveDoc:
    """The objective to go on with: its answers, what is left to do, and no dates of the old plan."""
    open_ones = [activity for activity in each.activities if activity.state == ActivityState.OPEN]
    own = {activity.key for activity in open_ones} & keys
    activities = tuple(
        replace(
            activity,
            minutes=minutes,
            earliest=None,
            due=None,
            comes_after=tuple(key for key in activity.comes_after if key in own),
        )
        for activity, minutes in zip(open_ones, left, strict=True)
    )
    return replace(
        each,
        number=number,
        activities=activities,
        minutes=_in_all(each, left),
        links=tuple(link for link in each.links if link.kind != "objective"),
        starts=None,
        due=None,
        state="active",
        reason="",
    )


def _in_all(each: ObjectiveDoc, left: list[int | None]) -> int | None:
    """What is left of the time of the objective, with what it keeps spare over its activities (as `fit` counts it)."""
    if each.minutes is None:
        return None
    planned = sum(activity.minutes or 0 for activity in each.activities if activity.state != ActivityState.LET_GO)
    return max(0, each.minutes - planned) + sum(filter(None, left)) or None
