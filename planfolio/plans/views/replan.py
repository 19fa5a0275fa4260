"""Something changed: say what, look at what the plan would be, say why, save it as a version."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from planfolio.people.sharing import EDIT
from planfolio.web.answers import page, revision, saved, sent
from planfolio.web.notices import notice

from ..access import get_plan
from ..fit import Roadmap, plan_roadmap
from ..models import Objective
from ..replan_form import ReplanForm, asked_by_address
from ..replanning import look, replan
from ..versions import next_number
from ..vocabulary import ObjectiveState


@login_required
def change_course(request, key):
    """`look` shows what would be, also by an address that names the fields; `save` carries out what was posted."""
    plan = get_plan(request.user, key, EDIT)
    now = plan_roadmap(plan, person=request.user)
    form = _form(request, now)
    context = {"plan": plan, "form": form, "look": None, "next": next_number(plan), "now": now}
    if "save" in request.POST and saved(form, lambda: _save(request, plan, form)):
        return redirect(plan)
    context["revision"] = revision(request) or plan.revision
    if form.is_bound and form.is_valid():
        context["look"] = look(plan, form.change(), by=request.user)
    return page(request, "plans/replan.jinja", context)


def _form(request, now: Roadmap) -> ReplanForm:
    """What the address proposes stays to be chosen when the form comes back without it."""
    person = request.user
    objectives = list(Objective.objects.kept().filter(plan=now.plan, state=ObjectiveState.ACTIVE))
    asked = asked_by_address(request.GET, plan=now.plan, person=person) if "look" in request.GET else None
    return ReplanForm(
        sent(request) if request.method == "POST" else asked,
        roadmap=now,
        person=person,
        objectives=objectives,
        offered=[*request.GET.getlist("single"), *request.POST.getlist("single")],
    )


def _save(request, plan, form) -> None:
    version = replan(plan, form.change(), by=request.user, reason=form.why(), expected=revision(request))
    notice(request, _("Saved as version %(number)s. How the plan was before is kept.") % {"number": version.number})
