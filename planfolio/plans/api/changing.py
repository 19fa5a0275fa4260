"""Something changed, as the page has it: a look at what the plan would become, then the change, as a version."""

from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status

from planfolio.errors import Unfit
from planfolio.people.door import expected
from planfolio.people.sharing import EDIT
from planfolio.web.bodies import filled

from ..access import get_plan
from ..busy import read_calendar
from ..fit import Roadmap, plan_roadmap
from ..models import Objective, Plan
from ..replan_form import ReplanForm
from ..replanning import look, replan
from ..vocabulary import ObjectiveState
from .bodies import BusyIn, ReplanIn
from .shapes import BusyOut, LookOut, VersionOut

router = Router(tags=["Plans"])


@router.post("/plans/{uuid:key}/changes/look", response=LookOut, summary="Look at what a change would make of a plan")
def look_at_change(request, key: UUID, body: ReplanIn):
    """Nothing is written: what is shown is what `/plans/{id}/changes` would make of it."""
    plan = get_plan(request.person, key, EDIT)
    found = look(plan, _form(request.person, plan, body).change(), by=request.person)
    rows = [
        {
            "objective": row.objective.pk,
            "state": row.objective.state,
            "minutes_before": row.minutes_was,
            "minutes": row.minutes,
            "finishes": row.finishes,
            "fits": row.fits,
        }
        for row in found.rows
    ]
    return {"before": _stand(found.before), "after": _stand(found.after), "objectives": rows}


@router.post("/plans/{uuid:key}/changes", response={201: VersionOut}, summary="Change a plan because something changed")
def change_course(request, key: UUID, body: ReplanIn):
    """Whole or not at all. The answer is the version that the plan now is; how it was before is kept too."""
    plan = get_plan(request.person, key, EDIT)
    revision = expected(request, plan)
    form = _form(request.person, plan, body)
    return Status(201, replan(plan, form.change(), by=request.person, reason=form.why(), expected=revision))


@router.post("/busy-weeks", response=BusyOut, summary="Read how much time a calendar leaves, week by week")
def read_busy_weeks(request, body: BusyIn):
    """Proposals for the coming year; nothing is kept. What you take of them you say by `POST /weeks`."""
    return read_calendar(request.person, body.text)._asdict()


def _form(person, plan: Plan, body) -> ReplanForm:
    """The form, valid. Raises Unfit, which names the fields, also for an objective that is not in the plan now."""
    objectives = list(Objective.objects.kept().filter(plan=plan, state=ObjectiveState.ACTIVE))
    numbers = {row.pk: row.number for row in objectives}
    sent = body.model_dump(exclude_unset=True)
    for place, each in enumerate(sent.pop("objectives", None) or []):
        if each["objective"] not in numbers:
            words = _("Send the key of an objective that is in this plan now")
            raise Unfit([(f"objectives.{place}.objective", words)])
        sent[f"step_{numbers[each['objective']]}"] = each["step"]
    roadmap = plan_roadmap(plan, person=person)
    return filled(lambda data: ReplanForm(data, roadmap=roadmap, person=person, objectives=objectives), sent)


def _stand(roadmap: Roadmap) -> dict:
    fit = roadmap.fit
    return {
        "state": roadmap.state,
        "ends": roadmap.plan.ends,
        "weekly_minutes": roadmap.weekly,
        "needed": fit.needed,
        "available": fit.available,
        "spare": fit.spare,
        "max_lateness": roadmap.schedule.max_lateness,
    }
