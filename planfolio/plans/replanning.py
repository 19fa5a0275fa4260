"""Something changed: what a plan would become, looked at before it is saved, and saved as a version with its reason.

Looking and saving are one and the same: `replan` carries the changes out, and a look undoes them again with its
transaction. So what is shown is what will be. Nothing else moves, and nothing is ever called failed.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from planfolio.people import actions as people
from planfolio.people.base import change
from planfolio.people.models import Person

from . import actions
from .adjusting import Adjustment, adjust
from .fit import Roadmap, plan_roadmap, spent_on
from .lifecycle import LET_GO, move
from .models import Activity, Objective, Plan, Version
from .versions import keep_version
from .vocabulary import ActivityState, ObjectiveState


class Cause(models.TextChoices):
    LESS = "less", _("I have less time")
    MORE = "more", _("I have more time")
    AWAY = "away", _("I will be away")
    PRIORITIES = "priorities", _("Other things come first")
    NEED = "need", _("I need something else now")


class Step(models.TextChoices):
    KEEP = "keep", _("Keep as it is")
    MOVE_2 = "move-2", _("Move 2 weeks later")
    MOVE_4 = "move-4", _("Move 4 weeks later")
    MOVE_8 = "move-8", _("Move 8 weeks later")
    SPREAD = "spread", _("Spread over the plan")
    LESS_25 = "less-25", _("Do a quarter less")
    LESS_50 = "less-50", _("Do half of it")
    PARK = "park", _("Park")
    LET_GO = "let_go", LET_GO


@dataclass(frozen=True, kw_only=True)
class Change:
    """What is to be different; `steps` are by the key of the objective, `singles` change one activity each, before
    the steps. None and what is missing stay as they are."""

    weekly: int | None = None
    away: tuple[date, date] | None = None
    away_key: UUID | None = None
    ends: date | None = None
    singles: tuple[Adjustment, ...] = ()
    steps: dict[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """An objective as it is and as it would be; `fits` is None for what is not counted: set aside, or no estimate."""

    objective: Objective
    was: Objective
    minutes_was: int
    minutes: int
    finishes: date | None
    fits: bool | None


@dataclass(frozen=True)
class Look:
    before: Roadmap
    after: Roadmap
    rows: list[Row]


def look(plan: Plan, wanted: Change, *, by) -> Look:
    """What `wanted` would make of the plan. Nothing is written."""
    was = {row.pk: row for row in _active(plan)}
    before = plan_roadmap(plan, person=by)
    with transaction.atomic():
        then = Person.objects.get(pk=by.pk)
        _carry_out(plan, wanted, by=then, reason="")
        changed = Plan.objects.get(pk=plan.pk)
        after = plan_roadmap(changed, person=then)
        now = Objective.objects.in_bulk(list(was))
        of = dict(Activity.objects.filter(objective__in=was).values_list("pk", "objective"))
        transaction.set_rollback(True)
    return Look(before, after, _rows(before, after, was, now, of))


def _rows(before: Roadmap, after: Roadmap, was: dict, now: dict, of: dict) -> list[Row]:
    jobs = defaultdict(list)
    for job in after.schedule.jobs:
        rest = job.key.removeprefix("rest:")
        jobs[UUID(rest) if rest != job.key else of[UUID(job.key)]].append(job)
    return [
        Row(
            objective=now[key],
            was=row,
            minutes_was=before.remaining.get(key, 0),
            minutes=after.remaining.get(key, 0),
            finishes=max((job.finishes for job in jobs[key] if job.finishes), default=None),
            fits=not any(job.unscheduled or (job.lateness or 0) > 0 for job in jobs[key]) if jobs[key] else None,
        )
        for key, row in was.items()
    ]


@transaction.atomic
def replan(plan: Plan, wanted: Change, *, by, reason: str = "", expected: int | None = None) -> Version:
    """Carry `wanted` out, whole or not at all, between two versions: as it was, and as it is now, with the reason.

    Raises Conflict when the plan was changed since revision `expected`: of two at once, or the same sent twice, one
    goes through.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    change(plan, expected=expected, fields=[])
    keep_version(plan, by=by)
    _carry_out(plan, wanted, by=by, reason=reason)
    return keep_version(plan, by=by, reason=reason, always=True)


def _carry_out(plan: Plan, wanted: Change, *, by, reason: str) -> None:
    if wanted.weekly is not None and wanted.weekly != by.weekly_minutes:
        by.weekly_minutes = wanted.weekly
        by.save(update_fields=["weekly_minutes"])
    if wanted.away:
        people.add_break(by=by, key=wanted.away_key, starts=wanted.away[0], ends=wanted.away[1], label=reason[:120])
    if wanted.ends:
        plan = actions.revise(Plan.objects.get(pk=plan.pk), by=by, ends=wanted.ends)
    if wanted.singles:
        adjust(plan, wanted.singles, by=by, reason=reason)
    for objective in _active(plan):
        step = wanted.steps.get(objective.pk, Step.KEEP)
        if step in (Step.PARK, Step.LET_GO):
            move(objective, step, by=by, reason=reason)
        elif step != Step.KEEP:
            _STEPS[step](objective, list(_open(objective)), plan, by)


def _active(plan: Plan) -> list[Objective]:
    return list(Objective.objects.kept().filter(plan=plan, state=ObjectiveState.ACTIVE))


def _open(objective: Objective):
    return Activity.objects.kept().filter(objective=objective, state=ActivityState.OPEN)


def _move(weeks: int) -> Callable:
    def moved(objective: Objective, activities: list[Activity], plan: Plan, by) -> None:
        def later(day: date | None) -> date | None:
            # No day leaves the plan; one that lay outside it already stays.
            return day and max(day, min(day + timedelta(weeks=weeks), plan.ends))

        actions.revise(objective, by=by, starts=later(objective.starts), due=later(objective.due))
        for activity in activities:
            actions.revise(activity, by=by, earliest=later(activity.earliest), due=later(activity.due))
            if activity.week:
                # The week that was chosen moves along, and what would leave the plan is free again.
                week = activity.week + timedelta(weeks=weeks)
                actions.put_in_week(activity, week if week <= plan.ends else None, by=by)

    return moved


def _spread(objective: Objective, activities: list[Activity], plan: Plan, by) -> None:
    actions.revise(objective, by=by, starts=None, due=plan.ends)
    for activity in activities:
        actions.revise(activity, by=by, earliest=None, due=None)
        if activity.week:
            actions.put_in_week(activity, None, by=by)


def _less(percent: int) -> Callable:
    """What is still to do becomes so many percent less, in each open activity and in what the objective keeps spare."""

    def kept(minutes: int) -> int:
        return ceil(minutes * (100 - percent) / 100)

    def lessened(objective: Objective, activities: list[Activity], plan: Plan, by) -> None:
        spent = spent_on([row.pk for row in activities])
        all_of_it = Activity.objects.kept().filter(objective=objective).exclude(state=ActivityState.LET_GO)
        planned = sum(filter(None, all_of_it.values_list("minutes", flat=True)))
        rest, saved = max(0, (objective.minutes or 0) - planned), 0
        for activity in activities:
            if activity.minutes:
                left = max(0, activity.minutes - spent.get(activity.pk, 0))
                saved += left - kept(left)
                actions.revise(activity, by=by, minutes=activity.minutes - (left - kept(left)))
        if objective.minutes:
            actions.revise(objective, by=by, minutes=max(0, objective.minutes - saved - (rest - kept(rest))))

    return lessened


_STEPS = {
    Step.MOVE_2: _move(2),
    Step.MOVE_4: _move(4),
    Step.MOVE_8: _move(8),
    Step.SPREAD: _spread,
    Step.LESS_25: _less(25),
    Step.LESS_50: _less(50),
}
