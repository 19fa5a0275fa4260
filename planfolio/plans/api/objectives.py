"""Objectives with their six answers, their success criteria and links."""

from functools import partial
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from planfolio.errors import Unfit
from planfolio.people.door import expected
from planfolio.people.sharing import EDIT
from planfolio.web.bodies import Key, fill, one_of
from planfolio.web.paging import Since, one_page
from planfolio.web.shapes import page_of

from .. import actions, lifecycle
from ..access import get_plan
from ..questions import EvidenceForm
from ..vocabulary import ObjectiveState
from . import rows
from .bodies import (
    CriteriaIn,
    CriterionChange,
    CriterionForm,
    LinkForm,
    LinkIn,
    MoveForm,
    MoveIn,
    ObjectiveChange,
    ObjectiveForm,
    ObjectiveIn,
    ShiftIn,
)
from .shapes import CriterionOut, LinkOut, ObjectiveOut

router = Router(tags=["Objectives"])


class OfPlan(Since):
    state: one_of(ObjectiveState.values) | None = None


class Objectives(OfPlan):
    plan: Key | None = None


@router.get("/objectives", response=page_of(ObjectiveOut), summary="Your objectives, of all plans")
def list_objectives(request, query: Query[Objectives]):
    return one_page(query.narrow(rows.objectives(request.person).owned(request.person)), request, query)


@router.get("/plans/{uuid:key}/objectives", response=page_of(ObjectiveOut), summary="The objectives of a plan")
def list_of_plan(request, key: UUID, query: Query[OfPlan]):
    plan = get_plan(request.person, key)
    return one_page(query.narrow(rows.objectives(request.person).filter(plan=plan)), request, query)


@router.post("/plans/{uuid:key}/objectives", response={201: ObjectiveOut}, summary="Add an objective")
def add_objective(request, key: UUID, body: ObjectiveIn):
    """Any of the six answers may be missing."""
    plan = get_plan(request.person, key, EDIT)
    values = fill(partial(ObjectiveForm, plan=plan), body.model_dump(exclude_unset=True))
    return Status(201, actions.add_objective(plan, by=request.person, key=values.pop("id"), **values))


@router.get("/objectives/{uuid:key}", response=ObjectiveOut, summary="One objective")
def read_objective(request, key: UUID):
    return rows.get(rows.objectives, request.person, key)


@router.patch("/objectives/{uuid:key}", response=ObjectiveOut, summary="Change answers of an objective")
def change_objective(request, key: UUID, body: ObjectiveChange):
    objective = rows.get_own(rows.objectives, request.person, key)
    revision = expected(request, objective)
    make = partial(ObjectiveForm, plan=objective.plan, objective=objective)
    values = fill(make, body.model_dump(exclude_unset=True))
    values.pop("id")
    return actions.revise(objective, by=request.person, expected=revision, **values)


@router.delete("/objectives/{uuid:key}", response={204: None}, summary="Take an objective away; it can be restored")
def remove_objective(request, key: UUID):
    objective = rows.get_own(rows.objectives, request.person, key)
    expected(request, objective)
    actions.remove(objective, by=request.person)
    return Status(204, None)


@router.post("/objectives/{uuid:key}/moves", response=ObjectiveOut, summary="add, finish, park, let_go or take_up")
def move_objective(request, key: UUID, body: MoveIn):
    objective = rows.get_own(rows.objectives, request.person, key)
    revision = expected(request, objective)
    reason = fill(MoveForm, body.model_dump(exclude_unset=True))["reason"]
    return lifecycle.move(objective, body.name, by=request.person, reason=reason, expected=revision)


@router.post("/objectives/{uuid:key}/shifts", response=ObjectiveOut, summary="Move it one place up or down")
def shift_objective(request, key: UUID, body: ShiftIn):
    objective = rows.get_own(rows.objectives, request.person, key)
    actions.shift(objective, -1 if body.step == "up" else 1, by=request.person)
    return rows.get(rows.objectives, request.person, key)


@router.get("/objectives/{uuid:key}/criteria", response=page_of(CriterionOut), summary="Its success criteria")
def list_criteria(request, key: UUID, query: Query[Since]):
    objective = rows.get(rows.objectives, request.person, key)
    return one_page(query.narrow(rows.criteria(request.person).filter(objective=objective)), request, query)


@router.put("/objectives/{uuid:key}/criteria", response=page_of(CriterionOut), summary="Set its success criteria")
def set_criteria(request, key: UUID, body: CriteriaIn):
    objective = rows.get_own(rows.objectives, request.person, key)
    if any(set(text) & set("\r\n") or not text.strip() for text in body.criteria):
        raise Unfit([("criteria", _("Write each criterion on one line"))])
    make = partial(EvidenceForm, plan=objective.plan, objective=objective)
    actions.set_criteria(objective, fill(make, {"criteria": "\n".join(body.criteria)})["criteria"], by=request.person)
    found = rows.criteria(request.person).filter(objective=objective)
    return {"results": list(found.order_by("position")), "next": None}


@router.patch("/criteria/{uuid:key}", response=CriterionOut, summary="Change the words of a success criterion")
def change_criterion(request, key: UUID, body: CriterionChange):
    criterion = rows.get_own(rows.criteria, request.person, key)
    revision = expected(request, criterion)
    values = fill(CriterionForm, body.model_dump(exclude_unset=True))
    return actions.revise(criterion, by=request.person, expected=revision, **values)


@router.delete("/criteria/{uuid:key}", response={204: None}, summary="Take a success criterion away")
def remove_criterion(request, key: UUID):
    criterion = rows.get_own(rows.criteria, request.person, key)
    expected(request, criterion)
    actions.remove(criterion, by=request.person)
    return Status(204, None)


@router.get("/objectives/{uuid:key}/links", response=page_of(LinkOut), summary="What it builds on and leads to")
def list_links(request, key: UUID, query: Query[Since]):
    objective = rows.get(rows.objectives, request.person, key)
    return one_page(query.narrow(rows.links(request.person).filter(objective=objective)), request, query)


@router.post("/objectives/{uuid:key}/links", response={201: LinkOut}, summary="Link it to one thing")
def add_link(request, key: UUID, body: LinkIn):
    objective = rows.get_own(rows.objectives, request.person, key)
    values = fill(partial(LinkForm, person=request.person), body.model_dump(exclude_unset=True))
    return Status(201, actions.add_link(objective, by=request.person, **values))


@router.delete("/links/{uuid:key}", response={204: None}, summary="Take a link away")
def remove_link(request, key: UUID):
    link = rows.get_own(rows.links, request.person, key)
    expected(request, link)
    actions.remove(link, by=request.person)
    return Status(204, None)
