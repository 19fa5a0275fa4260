"""Weeks: the look back on each, and an activity ticked off with the time that it took."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from ninja import Query, Router

from planfolio.errors import Missing, Unfit
from planfolio.people.door import expected
from planfolio.plans.api import rows
from planfolio.plans.vocabulary import TEXT_LENGTH, TITLE_LENGTH
from planfolio.web.bodies import Key, QueryDay, body_of, fill
from planfolio.web.forms import YEARS, DateField, Form, MinutesField, OnceField
from planfolio.web.paging import Since, one_page
from planfolio.web.shapes import page_of

from .. import actions
from ..models import CheckIn
from ..weeks import monday
from .shapes import CheckInOut, FinishedOut

router = Router(tags=["Weeks"])


class CheckInForm(Form):
    prompt = forms.CharField(required=False, max_length=TITLE_LENGTH)
    answer = forms.CharField(required=False, max_length=TEXT_LENGTH)


class FinishForm(Form):
    id = OnceField()
    minutes = MinutesField(required=False)
    day = DateField(required=False)


CheckInIn = body_of(CheckInForm, "CheckInIn")
FinishIn = body_of(FinishForm, "FinishIn", id=Key | None)


@router.get("/check-ins", response=page_of(CheckInOut), summary="Weeks that you looked back on")
def list_check_ins(request, query: Query[Since]):
    return one_page(query.narrow(CheckIn.objects.kept().owned(request.person)), request, query)


@router.get("/check-ins/{week}", response=CheckInOut, summary="The look back on one week")
def read_check_in(request, week: QueryDay):
    found = CheckIn.objects.kept().owned(request.person).filter(week=week).first()
    if found is None:
        raise Missing()
    return found


@router.put("/check-ins/{week}", response=CheckInOut, summary="Look back on a week")
def put_check_in(request, week: QueryDay, body: CheckInIn):
    """The week is named by its Monday. Done again, what is sent takes the place of what was there."""
    if week != monday(week) or week.year not in YEARS:
        raise Unfit([("week", _("Send the Monday of the week"))])
    values = fill(CheckInForm, body.model_dump(exclude_unset=True))
    return actions.close_week(week, by=request.person, **values)


@router.post("/activities/{uuid:key}/finish", response=FinishedOut, summary="Tick it off, with the time it took")
def finish_activity(request, key: UUID, body: FinishIn):
    """The time becomes an entry of that day, under `id` when you choose one. Ticking twice changes nothing."""
    activity = rows.get_own(rows.activities, request.person, key)
    expected(request, activity)
    values = fill(FinishForm, body.model_dump(exclude_unset=True))
    values["key"] = values.pop("id")
    entry = actions.finish_activity(activity, by=request.person, **values)
    return {"activity": rows.get(rows.activities, request.person, key), "entry": entry and entry.pk}
