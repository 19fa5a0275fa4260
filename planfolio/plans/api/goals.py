"""Goals: one's own, lifelong and of a year."""

from copy import copy
from uuid import UUID

from ninja import Query, Router, Status

from planfolio.people.door import expected
from planfolio.web.bodies import fill, one_of
from planfolio.web.paging import Since, one_page
from planfolio.web.shapes import page_of

from .. import actions, lifecycle
from ..access import get_goal
from ..forms import GoalForm
from ..models import Goal
from ..vocabulary import GoalKind, GoalState
from .bodies import GoalChange, GoalIn, MoveForm, MoveIn, ShiftIn
from .shapes import GoalOut

router = Router(tags=["Goals"])


class Goals(Since):
    kind: one_of(GoalKind.values) | None = None
    state: one_of(GoalState.values) | None = None


@router.get("/goals", response=page_of(GoalOut), summary="Your goals")
def list_goals(request, query: Query[Goals]):
    return one_page(query.narrow(Goal.objects.kept().owned(request.person)), request, query)


def _values(body, goal: Goal | None = None) -> dict:
    values = fill(lambda data: GoalForm(data, instance=copy(goal)), body.model_dump(exclude_unset=True))
    if values["kind"] == GoalKind.LIFELONG:
        values["year"] = None
    return {"key": values.pop("id"), **values}


@router.post("/goals", response={201: GoalOut}, summary="Add a goal")
def add_goal(request, body: GoalIn):
    return Status(201, actions.add_goal(by=request.person, **_values(body)))


@router.get("/goals/{uuid:key}", response=GoalOut, summary="One goal")
def read_goal(request, key: UUID):
    return get_goal(request.person, key)


@router.patch("/goals/{uuid:key}", response=GoalOut, summary="Change a goal")
def change_goal(request, key: UUID, body: GoalChange):
    goal = get_goal(request.person, key)
    revision = expected(request, goal)
    values = _values(body, goal)
    values.pop("key")
    return actions.revise(goal, by=request.person, expected=revision, **values)


@router.delete("/goals/{uuid:key}", response={204: None}, summary="Take a goal away; it can be restored")
def remove_goal(request, key: UUID):
    goal = get_goal(request.person, key)
    expected(request, goal)
    actions.remove(goal, by=request.person)
    return Status(204, None)


@router.post("/goals/{uuid:key}/moves", response=GoalOut, summary="reach, let_go or take_up")
def move_goal(request, key: UUID, body: MoveIn):
    goal = get_goal(request.person, key)
    revision = expected(request, goal)
    reason = fill(MoveForm, body.model_dump(exclude_unset=True))["reason"]
    return lifecycle.move(goal, body.name, by=request.person, reason=reason, expected=revision)


@router.post("/goals/{uuid:key}/shifts", response=GoalOut, summary="Move a goal one place up or down")
def shift_goal(request, key: UUID, body: ShiftIn):
    actions.shift(get_goal(request.person, key), -1 if body.step == "up" else 1, by=request.person)
    return get_goal(request.person, key)
