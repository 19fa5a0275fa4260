"""Activities: what is done for an objective, when, and after what."""

from copy import copy
from functools import partial
from uuid import UUID

from ninja import Query, Router, Status
from pydantic import Field

from planfolio.people.door import expected
from planfolio.web.bodies import Key, QueryDay, fill, one_of
from planfolio.web.paging import Since, one_page
from planfolio.web.shapes import page_of

from .. import actions, lifecycle
from ..forms import ActivityForm
from ..vocabulary import ActivityState
from . import rows
from .bodies import ActivityChange, ActivityIn, ActivityMoveIn, MoveForm, ShiftIn, WeekForm, WeekIn
from .shapes import ActivityOut

router = Router(tags=["Activities"])


class OfObjective(Since):
    state: one_of(ActivityState.values) | None = None
    week: QueryDay | None = None


class Activities(OfObjective):
    objective: Key | None = None
    objective__plan: Key | None = Field(None, alias="plan")


@router.get("/activities", response=page_of(ActivityOut), summary="Your activities, of all plans")
def list_activities(request, query: Query[Activities]):
    return one_page(query.narrow(rows.activities(request.person).owned(request.person)), request, query)


@router.get("/objectives/{uuid:key}/activities", response=page_of(ActivityOut), summary="Those of an objective")
def list_of_objective(request, key: UUID, query: Query[OfObjective]):
    objective = rows.get(rows.objectives, request.person, key)
    return one_page(query.narrow(rows.activities(request.person).filter(objective=objective)), request, query)


@router.post("/objectives/{uuid:key}/activities", response={201: ActivityOut}, summary="Add an activity")
def add_activity(request, key: UUID, body: ActivityIn):
    objective = rows.get_own(rows.objectives, request.person, key)
    values = fill(partial(ActivityForm, objective=objective), body.model_dump(exclude_unset=True))
    activity = actions.add_activity(objective, by=request.person, key=values.pop("id"), **values)
    return Status(201, rows.get(rows.activities, request.person, activity.pk))


@router.get("/activities/{uuid:key}", response=ActivityOut, summary="One activity")
def read_activity(request, key: UUID):
    return rows.get(rows.activities, request.person, key)


@router.patch("/activities/{uuid:key}", response=ActivityOut, summary="Change an activity")
def change_activity(request, key: UUID, body: ActivityChange):
    activity = rows.get_own(rows.activities, request.person, key)
    revision = expected(request, activity)
    make = partial(ActivityForm, instance=copy(activity), objective=activity.objective)
    values = fill(make, body.model_dump(exclude_unset=True))
    values.pop("id")
    after = values.pop("after")
    actions.revise(activity, by=request.person, expected=revision, **values)
    actions.set_after(activity, after, by=request.person)
    return rows.get(rows.activities, request.person, key)


@router.delete("/activities/{uuid:key}", response={204: None}, summary="Take an activity away; it can be restored")
def remove_activity(request, key: UUID):
    activity = rows.get_own(rows.activities, request.person, key)
    expected(request, activity)
    actions.remove(activity, by=request.person)
    return Status(204, None)


@router.post("/activities/{uuid:key}/moves", response=ActivityOut, summary="finish, let_go or take_up")
def move_activity(request, key: UUID, body: ActivityMoveIn):
    activity = rows.get_own(rows.activities, request.person, key)
    revision = expected(request, activity)
    values = fill(MoveForm, body.model_dump(exclude_unset=True))
    lifecycle.move(activity, body.name, by=request.person, expected=revision, **values)
    return rows.get(rows.activities, request.person, key)


@router.post("/activities/{uuid:key}/shifts", response=ActivityOut, summary="Move it one place up or down")
def shift_activity(request, key: UUID, body: ShiftIn):
    activity = rows.get_own(rows.activities, request.person, key)
    actions.shift(activity, -1 if body.step == "up" else 1, by=request.person)
    return rows.get(rows.activities, request.person, key)


@router.put("/activities/{uuid:key}/week", response=ActivityOut, summary="Plan it for a week, or for none")
def put_in_week(request, key: UUID, body: WeekIn):
    """`week` is a Monday; null takes it out of its week."""
    activity = rows.get_own(rows.activities, request.person, key)
    expected(request, activity)
    values = fill(WeekForm, body.model_dump(exclude_unset=True))
    actions.put_in_week(activity, values["week"], by=request.person)
    return rows.get(rows.activities, request.person, key)
