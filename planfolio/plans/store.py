"""Between the database and the plain document: a plan out, a plan in, a version kept. Nothing else knows both."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from planfolio.errors import Refused
from planfolio.people.base import new_key

from . import actions
from .access import links_for
from .capacity import LONGEST_PLAN
from .document import ActivityDoc, LinkDoc, ObjectiveDoc, PlanDoc
from .models import Activity, ComesAfter, Criterion, Goal, Link, Objective, Plan
from .vocabulary import GoalKind


def plan_document(plan: Plan, *, who=None) -> PlanDoc:
    """The whole kept plan as a document, in six queries whatever its size. Objectives are numbered in their order.

    Links lead only to what `who` may see, its owner unless told.
    """
    objectives = list(
        plan.objectives.kept()
        .select_related("goal")
        .prefetch_related(
            Prefetch("criteria", Criterion.objects.kept()),
            Prefetch("links", links_for(who or plan.owner).select_related("to_objective", "to_goal")),
            Prefetch("activities", Activity.objects.kept()),
            Prefetch("activities__after_links", ComesAfter.objects.filter(first__deleted_at=None)),
        )
    )
    numbers = {objective.pk: number for number, objective in enumerate(objectives, start=1)}
    keys = {
        activity.pk: f"{numbers[objective.pk]}.{place}"
        for objective in objectives
        for place, activity in enumerate(objective.activities.all(), start=1)
    }
    return PlanDoc(
        title=plan.title,
        word=plan.word,
        language=plan.language,
        template=plan.template,
        starts=plan.starts,
        ends=plan.ends,
        aim=plan.aim,
        objectives=tuple(_objective_document(each, numbers, keys) for each in objectives),
        source_title=plan.source_title,
        source_author=plan.source_author,
        source_url=plan.source_url,
        licence=plan.licence,
    )


def _objective_document(objective: Objective, numbers: dict[UUID, int], keys: dict[UUID, str]) -> ObjectiveDoc:
    return ObjectiveDoc(
        number=numbers[objective.pk],
        what=objective.what,
        what_kind=objective.what_kind,
        ksa=objective.ksa,
        why_kind=objective.why_kind,
        why=objective.why,
        strategies=objective.strategies,
        activities=tuple(_activity_document(each, keys) for each in objective.activities.all()),
        evidence_kind=objective.evidence_kind,
        evidence=objective.evidence,
        criteria=tuple(criterion.text for criterion in objective.criteria.all()),
        starts=objective.starts,
        due=objective.due,
        minutes=objective.minutes,
        links=tuple(_link_document(each, numbers) for each in objective.links.all()),
        goal=objective.goal.text if objective.goal and not objective.goal.deleted_at else "",
        stage=objective.stage,
        state=objective.state,
        reason=objective.reason,
    )


def _activity_document(activity: Activity, keys: dict[UUID, str]) -> ActivityDoc:
    return ActivityDoc(
        key=keys[activity.pk],
        title=activity.title,
        minutes=activity.minutes,
        format=activity.format,
        context=activity.context,
        provider=activity.provider,
        url=activity.url,
        comes_after=tuple(sorted(keys[link.first_id] for link in activity.after_links.all() if link.first_id in keys)),
        earliest=activity.earliest,
        due=activity.due,
        state=activity.state,
        done_on=activity.done_on,
    )


def _link_document(link: Link, numbers: dict[UUID, int]) -> LinkDoc:
    if link.to_objective_id:
        inside = numbers.get(link.to_objective_id)
        return LinkDoc(
            direction=link.direction,
            kind="objective",
            words="" if inside else link.to_objective.what,
            ref=str(inside) if inside else "",
        )
    if link.to_goal_id:
        return LinkDoc(direction=link.direction, kind="goal", words=link.to_goal.text)
    return LinkDoc(direction=link.direction, words=link.words)


def moved_to(doc: PlanDoc, starts: date) -> PlanDoc:
    """`doc` with every date moved by whole days so that it begins on `starts`; what was done is to do again."""
    by = (starts - doc.starts) if doc.starts else timedelta()

    def moved(day: date | None) -> date | None:
        return day + by if day else None

    objectives = tuple(
        replace(
            objective,
            starts=moved(objective.starts),
            due=moved(objective.due),
            stage="",
            state="active",
            reason="",
            activities=tuple(
                replace(each, earliest=moved(each.earliest), due=moved(each.due), state="open", done_on=None)
                for each in objective.activities
            ),
        )
        for objective in doc.objectives
    )
    return replace(doc, starts=starts, ends=moved(doc.ends), objectives=objectives)


@transaction.atomic
def add_plan_from_document(doc: PlanDoc, *, by, key: UUID | None = None) -> Plan:
    """Store `doc` as a new plan of `by`, whole or not at all. `doc.starts` and `doc.ends` must be there.

    Goals and objectives of other plans that a link names are found by their words among the person's own; a goal
    that is new is added. The same `key` twice stores it once. Raises Refused for a circle of activities, and for a plan
    of more than ten years.
    """
    if (doc.ends - doc.starts).days > LONGEST_PLAN:
        raise Refused(_("Enter an end within ten years of the start"))
    key = key or new_key()
    if there := Plan.objects.filter(pk=key, owner=by).first():
        return there
    plan = actions.add_plan(
        by=by,
        key=key,
        title=doc.title,
        word=doc.word,
        language=doc.language,
        template=doc.template,
        starts=doc.starts,
        ends=doc.ends,
        aim=doc.aim,
        source_title=doc.source_title,
        source_author=doc.source_author,
        source_url=doc.source_url,
        licence=doc.licence,
    )
    goals = goals_of(doc, by)
    objectives = [_add_objective(plan, each, goals, by) for each in doc.objectives]
    activities = {}
    for objective, each in zip(objectives, doc.objectives, strict=True):
        for place, activity in enumerate(each.activities, start=1):
            stored = _add_activity(objective, activity, by)
            activities[activity.key or f"{objective.number}.{place}"] = (stored, activity)
    for stored, activity in activities.values():
        if firsts := [activities[first][0] for first in activity.comes_after if first in activities]:
            actions.set_after(stored, firsts, by=by)
    by_number = {str(each.number or place): objectives[place - 1] for place, each in enumerate(doc.objectives, start=1)}
    for objective, each in zip(objectives, doc.objectives, strict=True):
        for link in each.links:
            link_from_document(objective, link, by_number, goals, by)
    return plan


def goals_of(doc: PlanDoc, by) -> dict[str, Goal]:
    """The person's goals by their words, with those that `doc` names and they do not have yet added as lifelong."""
    goals = {goal.text: goal for goal in Goal.objects.kept().owned(by)}
    for text in dict.fromkeys(each.goal for each in doc.objectives if each.goal):
        if text not in goals:
            goals[text] = actions.add_goal(by=by, text=text, kind=GoalKind.LIFELONG)
    return goals


def _add_objective(plan: Plan, each: ObjectiveDoc, goals: dict[str, Goal], by) -> Objective:
    objective = actions.add_objective(
        plan,
        by=by,
        what=each.what,
        what_kind=each.what_kind,
        ksa=each.ksa,
        why_kind=each.why_kind,
        why=each.why,
        strategies=each.strategies,
        evidence_kind=each.evidence_kind,
        evidence=each.evidence,
        starts=each.starts,
        due=each.due,
        minutes=each.minutes,
        goal=goals.get(each.goal),
        stage=each.stage,
        state=each.state,
        reason=each.reason,
    )
    actions.set_criteria(objective, list(each.criteria), by=by)
    return objective


def _add_activity(objective: Objective, each: ActivityDoc, by) -> Activity:
    return actions.add_activity(
        objective,
        by=by,
        title=each.title,
        minutes=each.minutes,
        format=each.format,
        context=each.context,
        provider=each.provider,
        url=each.url,
        earliest=each.earliest,
        due=each.due,
        state=each.state,
        done_on=each.done_on,
    )


def link_from_document(objective: Objective, link: LinkDoc, by_number, goals: dict[str, Goal], by) -> None:
    """Link `objective` as `link` says: `by_number` holds the objectives of its document by their numbers, as text."""
    target = by_number.get(link.ref) if link.kind == "objective" else None
    if link.kind == "objective" and target is None and link.words:
        target = Objective.objects.kept().owned(by).filter(what=link.words).exclude(plan=objective.plan_id).first()
    goal = goals.get(link.words) if link.kind == "goal" else None
    words = "" if target or goal else link.words
    if target or goal or words:
        actions.add_link(objective, by=by, direction=link.direction, to_objective=target, to_goal=goal, words=words)
