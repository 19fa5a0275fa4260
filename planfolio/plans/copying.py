"""A plan copied: an example, or a plan one may read, moved to begin on another day, with who wrote it first."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from .document import ObjectiveDoc, PlanDoc
from .models import Plan
from .store import add_plan_from_document, moved_to, plan_document
from .vocabulary import ObjectiveState


def readable_document(plan: Plan, *, who) -> PlanDoc:
    """The plan as `who` may read it: what is still being written is its owner's alone."""
    doc = plan_document(plan, who=who)
    if plan.owner_id == getattr(who, "pk", None):
        return doc
    shown = [each for each in doc.objectives if each.state != ObjectiveState.DRAFT]
    numbers = {str(each.number): str(place) for place, each in enumerate(shown, start=1)}
    return replace(doc, objectives=tuple(_renumbered(each, numbers) for each in shown))


def _renumbered(objective: ObjectiveDoc, numbers: dict[str, str]) -> ObjectiveDoc:
    """`objective` under its new number; a link to one that is not shown goes."""
    links = (replace(link, ref=numbers.get(link.ref, "")) for link in objective.links)
    kept = tuple(link for link in links if link.kind != "objective" or link.ref or link.words)
    return replace(objective, number=int(numbers[str(objective.number)]), links=kept)


def copy_plan(plan: Plan, *, starts: date, by, key: UUID) -> Plan:
    """A new plan of `by` with the words of `plan`, all of it to do again. The same `key` twice copies it once."""
    doc = moved_to(readable_document(plan, who=by), starts)
    return add_plan_from_document(attributed(doc, plan), by=by, key=key)


def attributed(doc: PlanDoc, plan: Plan) -> PlanDoc:
    """`doc` naming where it comes from: the first source of `plan` if it has one, else its title and its owner."""
    if plan.source_title:
        return doc
    return replace(doc, source_title=plan.title, source_author=plan.owner.name)
