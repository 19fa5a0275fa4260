"""Versions of a plan: kept with a reason, compared in words, and brought back exactly.

A version is the plan's document in canonical JSON with its SHA-256. Beside it stand the keys of the objectives and
activities in the order of the document, so that bringing it back changes the rows that there are: what entries and
evidence belong to stays what it was. What has come since is removed (and can be restored like anything removed), what
was removed comes back, and the state before is kept as a version of its own.
"""

import json
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from planfolio.errors import Missing
from planfolio.people import removal
from planfolio.people.base import change, new_key

from . import actions
from .differences import Difference, differences
from .document import ActivityDoc, ObjectiveDoc, PlanDoc, canonical_json, from_dict, sha256
from .lifecycle import note
from .models import Activity, ComesAfter, Link, Objective, Plan, Version
from .store import goals_of, link_from_document, plan_document

#: Versions on one page of the history.
SHOWN = 50
PLAN_FIELDS = (
    *("title", "word", "language", "template", "starts", "ends", "aim"),
    *("source_title", "source_author", "source_url", "licence"),
)
OBJECTIVE_FIELDS = (
    *("what", "what_kind", "ksa", "why_kind", "why", "strategies", "evidence_kind", "evidence"),
    *("starts", "due", "minutes", "stage", "state", "reason"),
)
ACTIVITY_FIELDS = (
    *("title", "minutes", "format", "context", "provider", "url"),
    *("earliest", "due", "state", "done_on"),
)


@transaction.atomic
def keep_version(plan: Plan, *, by, reason: str = "", always: bool = False) -> Version:
    """Keep the plan as it stands now as the next version; the same content twice in a row is kept once.

    `always`: also where the content is the same, for a reason that must be told.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    doc = plan_document(plan)
    last = plan.versions.first()
    if last and last.sha256 == sha256(doc) and not always:
        return last
    version = Version.objects.create(
        owner=plan.owner,
        plan=plan,
        number=last.number + 1 if last else 1,
        snapshot=canonical_json(doc),
        sha256=sha256(doc),
        keys=plan_keys(plan),
        reason=reason,
        by=by,
    )
    note(plan, "versioned", by=by, reason=reason)
    return version


def next_number(plan: Plan) -> int:
    """The number of the version that comes after the plan as it is now, which may have to be kept first."""
    last = plan.versions.defer("snapshot", "keys").first()
    if last is None:
        return 2
    return last.number + (1 if last.sha256 == sha256(plan_document(plan)) else 2)


def plan_keys(plan: Plan) -> dict:
    """The keys of the kept objectives, and of the activities of each, in the order of the plan's document."""
    objectives = list(plan.objectives.kept().values_list("pk", flat=True))
    activities: dict[UUID, list[str]] = {key: [] for key in objectives}
    for key, objective in Activity.objects.kept().filter(objective__in=objectives).values_list("pk", "objective"):
        activities[objective].append(str(key))
    return {"objectives": [str(key) for key in objectives], "activities": [activities[key] for key in objectives]}


def get_version(plan: Plan, number: int) -> Version:
    """Raises Missing when the plan has no such version."""
    version = plan.versions.filter(number=number).select_related("by").first()
    if version is None:
        raise Missing(_("This plan has no such version."))
    return version


def document_of(version: Version) -> PlanDoc:
    return from_dict(PlanDoc, json.loads(version.snapshot))


@dataclass(frozen=True)
class VersionPage:
    """A version beside the one before it, and beside the plan as it is: what it brought, what bringing it back does."""

    version: Version
    before: Version | None
    brought: list[Difference]
    back: list[Difference]


def version_page(plan: Plan, number: int, *, language: str) -> VersionPage:
    version = get_version(plan, number)
    before = plan.versions.filter(number__lt=number).first()
    doc, now = document_of(version), plan_document(plan)
    brought = []
    if before:
        brought = differences(
            document_of(before), doc, keys_before=before.keys, keys_after=version.keys, language=language
        )
    back = differences(now, doc, keys_before=plan_keys(plan), keys_after=version.keys, language=language)
    return VersionPage(version, before, brought, back)


@transaction.atomic
def restore_version(plan: Plan, number: int, *, by, expected: int | None = None) -> Version:
    """Bring `plan` back to version `number`, whole or not at all, and return the version it then is.

    The state before is kept first. Raises Conflict when the plan was changed since revision `expected`.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    version = get_version(plan, number)
    keep_version(plan, by=by, reason=_("Before version %(number)s was brought back") % {"number": number})
    doc = document_of(version)
    # One change at least, so that of two at once the second is told.
    for name in PLAN_FIELDS:
        setattr(plan, name, getattr(doc, name))
    change(plan, expected=expected, fields=list(PLAN_FIELDS))
    goals = goals_of(doc, by)
    objectives = _objectives(plan, doc, version.keys, goals, by)
    activities = _activities(plan, doc, version.keys, objectives, by)
    _after(plan, activities, by)
    by_number = {str(number): objective for number, objective in enumerate(objectives, start=1)}
    for objective, each in zip(objectives, doc.objectives, strict=True):
        actions.set_criteria(objective, list(each.criteria), by=by)
        _links(objective, each, by_number, goals, by)
    note(plan, "brought_back", by=by, reason=_("Version %(number)s") % {"number": number})
    return keep_version(plan, by=by, reason=_("Version %(number)s, brought back") % {"number": number})


def _objectives(plan: Plan, doc: PlanDoc, keys: dict, goals: dict, by) -> list[Objective]:
    """The objectives of the document, in its order, as rows; those that it does not have are removed."""
    there = {str(row.pk): row for row in Objective.objects.filter(plan=plan)}
    named = keys.get("objectives") or []
    found = []
    for place, each in enumerate(doc.objectives, start=1):
        row = there.pop(named[place - 1], None) if place <= len(named) else None
        row = row or actions.add_objective(plan, by=by)
        _put(row, each, OBJECTIVE_FIELDS, goal=goals.get(each.goal), position=place)
        found.append(row)
    for row in there.values():
        if not row.deleted_at:
            removal.remove(row)
    return found


def _activities(
    plan: Plan, doc: PlanDoc, keys: dict, objectives: list[Objective], by
) -> list[tuple[str, Activity, ActivityDoc]]:
    """Each activity of the document with its row, under the key that the document's links use."""
    there = {str(row.pk): row for row in Activity.objects.filter(objective__plan=plan)}
    named = keys.get("activities") or []
    found = []
    for number, (objective, each) in enumerate(zip(objectives, doc.objectives, strict=True), start=1):
        own = named[number - 1] if number <= len(named) else []
        for place, activity in enumerate(each.activities, start=1):
            row = there.pop(own[place - 1], None) if place <= len(own) else None
            row = row or Activity.objects.create(id=new_key(), owner=by, objective=objective)
            _put(row, activity, ACTIVITY_FIELDS, objective=objective, position=place)
            found.append((activity.key or f"{number}.{place}", row, activity))
    for row in there.values():
        if not row.deleted_at:
            removal.remove(row)
    return found


def _put(row: Objective | Activity, each: ObjectiveDoc | ActivityDoc, names: tuple[str, ...], **more) -> None:
    for name, value in [*((name, getattr(each, name)) for name in names), *more.items(), ("deleted_at", None)]:
        setattr(row, name, value)
    change(row, expected=None, fields=[*names, *more, "deleted_at"])


def _after(plan: Plan, activities: list[tuple[str, Activity, ActivityDoc]], by) -> None:
    rows = {key: row for key, row, _each in activities}
    ComesAfter.objects.filter(activity__objective__plan=plan).delete()
    ComesAfter.objects.bulk_create(
        ComesAfter(owner=by, activity=row, first=rows[first])
        for _key, row, each in activities
        for first in each.comes_after
        if first in rows
    )


def _links(objective: Objective, each: ObjectiveDoc, by_number: dict, goals: dict, by) -> None:
    Link.objects.filter(objective=objective).delete()
    for link in each.links:
        link_from_document(objective, link, by_number, goals, by)
