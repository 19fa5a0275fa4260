"""Plans: the list, the page, the facts of one, taking it away."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planfolio.catalogue.templates import template
from planfolio.people.pulse import pulse
from planfolio.people.sharing import EDIT
from planfolio.web.answers import page, revision, saved, sent
from planfolio.web.kept import kept
from planfolio.web.notices import notice

from .. import actions
from ..access import current_plan, get_plan
from ..forms import PlanForm
from ..models import Plan
from ..pages import plan_page

DAYS_A_MONTH = 365.25 / 12


@login_required
def plans(request):
    """The current plan; without one, the invitation to begin."""
    plan = current_plan(request.user)
    if plan:
        return redirect(plan)
    return page(request, "plans/none.jinja", {})


@login_required
def all_plans(request):
    rows = Plan.objects.kept().owned(request.user)
    return page(request, "plans/all.jinja", {"plans": list(rows), "current": current_plan(request.user)})


@login_required
def plan(request, key):
    def prepared():
        return {"page": plan_page(get_plan(request.user, key), who=request.user)}

    return kept(request, "plans/plan.jinja", prepared, stamp=pulse(request.user), mine=lambda found: found["page"].mine)


@login_required
def add_plan(request):
    today = request.user.today()
    chosen = template(request.GET.get("template", ""), get_language())
    first = {"starts": today, "ends": today + timedelta(days=round(chosen.months * DAYS_A_MONTH) - 1)}
    first |= {"language": request.user.language, "template": chosen.id, "previous": current_plan(request.user)}
    form = PlanForm(sent(request), person=request.user, initial=first)
    added = []
    if saved(form, lambda: added.append(actions.add_plan(by=request.user, **_values(form)))):
        notice(request, _("Your plan is ready for its first objective."))
        return redirect(added[0])
    return page(request, "plans/edit.jinja", {"form": form, "plan": None})


@login_required
def change_plan(request, key):
    shown = get_plan(request.user, key, EDIT)
    form = PlanForm(sent(request), instance=get_plan(request.user, key, EDIT), person=request.user)
    if saved(
        form, lambda: actions.revise(shown, by=request.user, expected=revision(request), **_values(form, key=False))
    ):
        notice(request, _("Saved."))
        return redirect(shown)
    return page(request, "plans/edit.jinja", {"form": form, "plan": get_plan(request.user, key, EDIT)})


def _values(form, *, key: bool = True) -> dict:
    values = {name: value for name, value in form.cleaned_data.items() if name != "id"}
    return {**values, "key": form.cleaned_data["id"]} if key else values


@login_required
@require_POST
def remove_plan(request, key):
    shown = get_plan(request.user, key, EDIT)
    actions.remove(shown, by=request.user)
    notice(request, _("“%(title)s” is in Recently deleted.") % {"title": shown}, undo=_undo(shown))
    return redirect("plans")


def _undo(row) -> tuple[str, dict]:
    return reverse("undo", args=[row._meta.model_name, row.pk]), {"next": row.get_absolute_url()}
