"""Into the next plan, as the page does it: what is unfinished continues, changes or is let go, each with a reason."""

from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status

from planfolio.errors import Unfit
from planfolio.people.sharing import EDIT
from planfolio.web.bodies import fill

from ..access import get_plan
from ..carrying import Carry, Onward, carry_forward, unfinished
from ..copy_forms import CarryForm
from ..models import Objective
from .bodies import NextIn
from .shapes import PlanOut

router = Router(tags=["Plans"])


@router.post("/plans/{uuid:key}/next", response={201: PlanOut}, summary="Carry a plan forward into the next one")
def carry_on(request, key: UUID, body: NextIn):
    """The answer is the next plan; this one stays, and is kept as a version. An objective that is not named continues.

    "change" continues as "continue" does; it says that the objective is to be written anew.
    """
    person, plan = request.person, get_plan(request.person, key, EDIT)
    objectives = unfinished(plan)
    carried = _carried(objectives, body.objectives)
    sent = {name: value for name in ("id", "title", "starts", "ends") if (value := getattr(body, name)) is not None}
    values = fill(lambda data: CarryForm(data, plan=plan, objectives=objectives, today=person.today()), sent)
    facts = {name: values[name] for name in ("title", "starts", "ends")}
    following, _changing = carry_forward(plan, carried, by=person, key=values["id"], **facts)
    return Status(201, following)


def _carried(objectives: list[Objective], said: list) -> list[Carry]:
    """Each objective with what becomes of it. Raises Unfit for one that is not unfinished in this plan."""
    by_key = {each.objective: each for each in said}
    if strangers := by_key.keys() - {row.pk for row in objectives}:
        place = next(place for place, each in enumerate(said) if each.objective in strangers)
        words = _("Send the key of an objective of this plan that is not finished")
        raise Unfit([(f"objectives.{place}.objective", words)])
    return [
        Carry(row, each.onward, each.reason) if (each := by_key.get(row.pk)) else Carry(row, Onward.CONTINUE, "")
        for row in objectives
    ]
