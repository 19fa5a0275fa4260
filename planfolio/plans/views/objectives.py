"""An objective: its page, all six answers at once, its stage, its moves, its place, its links."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planfolio.people.sharing import EDIT
from planfolio.web.answers import page, revision, saved, sent, way_back
from planfolio.web.notices import notice

from .. import actions, lifecycle
from ..access import get_objective, get_plan
from ..forms import ReasonForm
from ..pages import objective_page
from ..questions import SixForms
from ..terms import six_questions, terms
from ..vocabulary import Stage
from ..ways import ways_in
from ..wording import put_away


@login_required
def objective(request, plan, number):
    shown = get_objective(request.user, plan, number)
    shown_page = objective_page(shown, who=request.user)
    ways = ways_in(shown, shown_page.activities) if shown_page.mine else None
    context = {"page": shown_page, "ways": ways, "terms": terms(shown.plan), "stages": Stage.choices}
    return page(request, "plans/objective.jinja", context)


@login_required
def add_objective(request, plan):
    """All six questions on one page, for a new objective."""
    shown = get_plan(request.user, plan, EDIT)
    form = SixForms(sent(request), plan=shown, objective=None)
    added = []
    if saved(form, lambda: added.append(form.save(by=request.user))):
        notice(request, _("Added to your plan."))
        return redirect(added[0])
    context = {"form": form, "plan": shown, "objective": None, "questions": six_questions(shown)}
    return page(request, "plans/six.jinja", context)


@login_required
def change_objective(request, plan, number):
    shown = get_objective(request.user, plan, number, EDIT)
    form = SixForms(sent(request), plan=shown.plan, objective=shown)
    if saved(form, lambda: form.save(by=request.user, expected=revision(request))):
        notice(request, _("Saved."))
        return redirect(shown)
    fresh = get_objective(request.user, plan, number, EDIT)
    context = {"form": form, "plan": fresh.plan, "objective": fresh, "questions": six_questions(fresh.plan)}
    return page(request, "plans/six.jinja", context)


@login_required
@require_POST
def set_stage(request, plan, number):
    shown = get_objective(request.user, plan, number, EDIT)
    stage, before = request.POST.get("stage", ""), shown.stage
    if stage not in ("", *Stage.values):
        stage = before
    actions.revise(shown, by=request.user, stage=stage)
    if stage != before:
        label = dict(Stage.choices).get(stage, _("Not begun"))
        undo = reverse("objective-stage", args=[plan, number]), {"stage": before}
        notice(request, _("Stage changed to %(stage)s.") % {"stage": label}, undo=undo)
    return redirect(way_back(request, shown.get_absolute_url()))


@login_required
def move_objective(request, plan, number, name):
    """Carry out a move; those that ask for a reason show a page for it first."""
    shown = get_objective(request.user, plan, number, EDIT)
    step = lifecycle.MOVES[type(shown)].get(name)
    form = ReasonForm(sent(request))
    if saved(form, lambda: lifecycle.move(shown, name, by=request.user, reason=form.cleaned_data["reason"])):
        notice(request, _("Saved."))
        return redirect(shown.plan if name == "add" else shown)
    return page(request, "plans/move.jinja", {"form": form, "objective": shown, "step": step})


@login_required
@require_POST
def shift_objective(request, plan, number):
    shown = get_objective(request.user, plan, number, EDIT)
    actions.shift(shown, -1 if request.POST.get("to") == "up" else 1, by=request.user)
    return redirect(f"{reverse('plan', args=[plan])}#objective-{number}")


@login_required
@require_POST
def remove_objective(request, plan, number):
    shown = get_objective(request.user, plan, number, EDIT)
    actions.remove(shown, by=request.user)
    undo = reverse("undo", args=["objective", shown.pk]), {"next": shown.get_absolute_url()}
    notice(request, _("“%(title)s” is in Recently deleted.") % {"title": shown}, undo=undo)
    return redirect("plan", plan)


@login_required
@require_POST
def dismiss_remark(request, plan, number):
    """Put a remark on the wording away for good; it is an offer, never a score."""
    shown = get_objective(request.user, plan, number, EDIT)
    actions.revise(shown, by=request.user, dismissed=put_away(shown.dismissed, request.POST.get("code", "")))
    return redirect(way_back(request, shown.get_absolute_url()))
