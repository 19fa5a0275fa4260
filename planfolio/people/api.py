"""The API of a person's own things: the profile, breaks and other weeks, and what was removed."""

from copy import copy
from datetime import date, datetime
from functools import partial
from uuid import UUID

from ninja import Query, Router, Schema, Status

from planfolio.web.bodies import body_of, fill
from planfolio.web.paging import Since, one_page
from planfolio.web.shapes import Row, page_of

from . import actions, removal
from .deleted import as_removed
from .door import expected
from .forms import BreakChangeForm, BreakForm, ProfileForm, WeekChangeForm, WeekForm
from .models import Break, WeekTime
from .vocabulary import Format, Weekday

router = Router(tags=["Person"])


class PersonOut(Schema):
    """`weekly_minutes` is the time for learning in a normal week; null when it was not said.

    `learning_days` and `learning_at` (a time such as 16:00) say when in the week, where the person said so.
    """

    id: UUID
    email: str | None
    name: str
    role: str
    sector: str
    years: int | None
    formats: list[Format]
    weekly_minutes: int | None
    learning_days: list[Weekday]
    learning_at: str | None
    language: str
    time_zone: str
    paper: str

    @staticmethod
    def resolve_learning_at(person):
        return person.learning_at.strftime("%H:%M") if person.learning_at else None


class BreakOut(Row):
    label: str
    starts: date
    ends: date


class WeekTimeOut(Row):
    """`monday` names the week; `minutes` is the time for learning in it, instead of that of a normal week."""

    monday: date
    minutes: int
    label: str


class RemovedOut(Schema):
    """`gone_at` is when it is erased for good."""

    kind: str
    id: UUID
    title: str
    removed_at: datetime
    gone_at: datetime

    @staticmethod
    def resolve_id(row):
        return row.key


class Deleted(Schema):
    results: list[RemovedOut]


ProfileIn = body_of(ProfileForm, "ProfileIn")
BreakIn = body_of(BreakForm, "BreakIn", required=("starts", "ends"))
BreakChange = body_of(BreakChangeForm, "BreakChange", leave_out=("revision",))
WeekTimeIn = body_of(WeekForm, "WeekTimeIn", required=("monday", "minutes"))
WeekTimeChange = body_of(WeekChangeForm, "WeekTimeChange", leave_out=("revision",))


@router.get("/me", response=PersonOut, summary="Who the token belongs to")
def read_me(request):
    return request.person


@router.patch("/me", response=PersonOut, summary="Change the profile")
def change_me(request, body: ProfileIn):
    values = fill(lambda data: ProfileForm(data, instance=copy(request.person)), body.model_dump(exclude_unset=True))
    for name, value in values.items():
        setattr(request.person, name, value)
    request.person.save(update_fields=list(values))
    return request.person


@router.get("/breaks", response=page_of(BreakOut), summary="Days on which no learning is planned")
def list_breaks(request, query: Query[Since]):
    return one_page(query.narrow(Break.objects.kept().owned(request.person)), request, query)


@router.post("/breaks", response={201: BreakOut}, summary="Add a break")
def add_break(request, body: BreakIn):
    values = fill(BreakForm, body.model_dump(exclude_unset=True))
    return Status(201, actions.add_break(by=request.person, key=values.pop("id"), **values))


@router.get("/breaks/{uuid:key}", response=BreakOut, summary="One break")
def read_break(request, key: UUID):
    return actions.get_time(Break, request.person, key)


@router.patch("/breaks/{uuid:key}", response=BreakOut, summary="Change a break")
def change_break(request, key: UUID, body: BreakChange):
    row = actions.get_time(Break, request.person, key)
    revision = expected(request, row)
    values = fill(partial(BreakChangeForm, instance=copy(row)), body.model_dump(exclude_unset=True))
    values.pop("revision")
    return actions.change_time(row, expected=revision, **values)


@router.delete("/breaks/{uuid:key}", response={204: None}, summary="Take a break away; it can be restored")
def remove_break(request, key: UUID):
    row = actions.get_time(Break, request.person, key)
    expected(request, row)
    removal.remove(row)
    return Status(204, None)


@router.get("/weeks", response=page_of(WeekTimeOut), summary="Weeks that have another time than a normal one")
def list_weeks(request, query: Query[Since]):
    return one_page(query.narrow(WeekTime.objects.kept().owned(request.person)), request, query)


@router.post("/weeks", response={201: WeekTimeOut}, summary="Say the time of one week")
def add_week(request, body: WeekTimeIn):
    """`monday` may be any day of the week. What was said of that week before makes room for it."""
    values = fill(WeekForm, body.model_dump(exclude_unset=True))
    return Status(201, actions.add_week(by=request.person, key=values.pop("id"), **values))


@router.get("/weeks/{uuid:key}", response=WeekTimeOut, summary="One week")
def read_week(request, key: UUID):
    return actions.get_time(WeekTime, request.person, key)


@router.patch("/weeks/{uuid:key}", response=WeekTimeOut, summary="Change the time of a week")
def change_week(request, key: UUID, body: WeekTimeChange):
    row = actions.get_time(WeekTime, request.person, key)
    revision = expected(request, row)
    values = fill(partial(WeekChangeForm, instance=copy(row)), body.model_dump(exclude_unset=True))
    values.pop("revision")
    return actions.change_time(row, expected=revision, **values)


@router.delete("/weeks/{uuid:key}", response={204: None}, summary="Make it a normal week again; it can be restored")
def remove_week(request, key: UUID):
    row = actions.get_time(WeekTime, request.person, key)
    expected(request, row)
    removal.remove(row)
    return Status(204, None)


@router.get("/deleted", response=Deleted, summary="What was removed in the last 30 days")
def list_deleted(request):
    """Of each kind the latest 200."""
    return {"results": [as_removed(row) for row in removal.removed_by(request.person)]}


@router.post("/deleted/{kind}/{uuid:key}/restore", response=RemovedOut, summary="Bring a removed thing back")
def restore(request, kind: str, key: UUID):
    row = removal.removed_row(request.person, kind, key)
    removal.restore(row)
    return as_removed(row)
