"""Activities: add, change, tick off or let go, reorder, take away."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planfolio.people.sharing import EDIT
from planfolio.web.answers import page, revision, saved, sent, way_back
from planfolio.web.notices import notice

from .. import actions, lifecycle
from ..access import get_activity, get_activity_to_move, get_objective
from ..forms import ActivityForm, ReasonForm


@login_required
def add_activity(request, plan, number):
    objective = get_objective(request.user, plan, number, EDIT)
    form = ActivityForm(sent(request), objective=objective)
    if saved(form, lambda: actions.add_activity(objective, by=request.user, **_values(form))):
        notice(request, _("Activity added."))
        return redirect(f"{objective.get_absolute_url()}#s-activities")
    return page(request, "plans/activity.jinja", {"form": form, "objective": objective, "activity": None})


def _values(form) -> dict:
    values = {**form.cleaned_data, "after": list(form.cleaned_data["after"])}
    values["key"] = values.pop("id")
    return values


@login_required
def change_activity(request, key):
    activity = get_activity(request.user, key)
    form = ActivityForm(sent(request), instance=get_activity(request.user, key), objective=activity.objective)
    if saved(form, lambda: _revise(form, activity, by=request.user, expected=revision(request))):
        notice(request, _("Saved."))
        return redirect(f"{activity.objective.get_absolute_url()}#s-activities")
    context = {"form": form, "objective": activity.objective, "activity": get_activity(request.user, key)}
    return page(request, "plans/activity.jinja", {**context, "moves": lifecycle.moves_from(activity)})


@transaction.atomic
def _revise(form, activity, *, by, expected) -> None:
    values = _values(form)
    values.pop("key")
    after = values.pop("after")
    actions.revise(activity, by=by, expected=expected, **values)
    actions.set_after(activity, after, by=by)


@login_required
@require_POST
def move_activity(request, key, name):
    activity = get_activity_to_move(request.user, key)
    form = ReasonForm(request.POST)
    form.is_valid()
    lifecycle.move(activity, name, by=request.user, reason=form.cleaned_data.get("reason", ""))
    back = "take_up" if name != "take_up" else "finish"
    notice(request, _("Saved."), undo=(reverse("activity-move", args=[key, back]), {}))
    return redirect(way_back(request, activity.objective.get_absolute_url()))


@login_required
@require_POST
def shift_activity(request, key):
    activity = get_activity(request.user, key)
    actions.shift(activity, -1 if request.POST.get("to") == "up" else 1, by=request.user)
    return redirect(f"{activity.objective.get_absolute_url()}#s-activities")


@login_required
@require_POST
def remove_activity(request, key):
    activity = get_activity(request.user, key)
    actions.remove(activity, by=request.user)
    there = activity.objective.get_absolute_url()
    undo = reverse("undo", args=["activity", activity.pk]), {"next": there}
    notice(request, _("“%(title)s” is in Recently deleted.") % {"title": activity}, undo=undo)
    return redirect(f"{there}#s-activities")
