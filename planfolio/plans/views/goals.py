"""Goals: lifelong ones, and the targets of each year, with the objectives that serve them."""

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planfolio.web.answers import page, revision, saved, sent
from planfolio.web.notices import notice

from .. import actions, lifecycle
from ..access import get_goal
from ..forms import GoalForm, ReasonForm
from ..models import Goal, Objective
from ..vocabulary import GoalKind


@login_required
def goals(request):
    serving = Objective.objects.kept().filter(plan__deleted_at=None).select_related("plan")
    rows = list(Goal.objects.kept().owned(request.user).prefetch_related(Prefetch("objectives", serving)))
    groups = [(label, [goal for goal in rows if goal.kind == kind]) for kind, label in GoalKind.choices]
    return page(request, "plans/goals.jinja", {"groups": groups, "any": bool(rows)})


@login_required
def add_goal(request):
    form = GoalForm(sent(request), initial={"year": request.user.today().year})
    if saved(form, lambda: actions.add_goal(by=request.user, **_values(form))):
        notice(request, _("Goal added."))
        return redirect("goals")
    return page(request, "plans/goal.jinja", {"form": form, "goal": None})


def _values(form) -> dict:
    values = dict(form.cleaned_data)
    if values["kind"] == GoalKind.LIFELONG:
        values["year"] = None
    values["key"] = values.pop("id")
    return values


@login_required
def change_goal(request, key):
    goal = get_goal(request.user, key)
    form = GoalForm(sent(request), instance=get_goal(request.user, key))
    values = {}
    if form.is_bound and form.is_valid():
        values = {name: value for name, value in _values(form).items() if name != "key"}
    if saved(form, lambda: actions.revise(goal, by=request.user, expected=revision(request), **values)):
        notice(request, _("Saved."))
        return redirect("goals")
    context = {"form": form, "goal": get_goal(request.user, key), "moves": lifecycle.moves_from(goal)}
    return page(request, "plans/goal.jinja", context)


@login_required
@require_POST
def move_goal(request, key, name):
    form = ReasonForm(request.POST)
    form.is_valid()
    lifecycle.move(get_goal(request.user, key), name, by=request.user, reason=form.cleaned_data.get("reason", ""))
    notice(request, _("Saved."))
    return redirect("goals")


@login_required
@require_POST
def shift_goal(request, key):
    actions.shift(get_goal(request.user, key), -1 if request.POST.get("to") == "up" else 1, by=request.user)
    return redirect(f"{reverse('goals')}#goal-{key}")


@login_required
@require_POST
def remove_goal(request, key):
    goal = get_goal(request.user, key)
    actions.remove(goal, by=request.user)
    undo = reverse("undo", args=["goal", goal.pk]), {"next": reverse("goals")}
    notice(request, _("“%(title)s” is in Recently deleted.") % {"title": goal}, undo=undo)
    return redirect("goals")
