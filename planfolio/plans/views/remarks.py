"""Remarks on a whole plan, on a page of their own: offers that can be put away, never a score."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import get_language

from planfolio.people.sharing import EDIT
from planfolio.web.answers import page

from .. import actions
from ..access import get_plan
from ..fit import plan_roadmap
from ..store import plan_document
from ..wording import plan_feedback, put_away


@login_required
def plan_remarks(request, key):
    """The remarks; `code` puts one away for good, `back` brings all of them back."""
    plan = get_plan(request.user, key, EDIT)
    if request.method == "POST":
        dismissed = [] if "back" in request.POST else put_away(plan.dismissed, request.POST.get("code", ""))
        actions.revise(plan, by=request.user, dismissed=dismissed)
        return redirect("plan-remarks", key)
    remarks = [each for each in _remarks(plan, request.user) if each.code not in plan.dismissed]
    return page(request, "plans/remarks.jinja", {"plan": plan, "remarks": remarks})


def _remarks(plan, person):
    roadmap = plan_roadmap(plan, person=person)
    # Without a weekly time, or after its end, a plan has nothing to be held against.
    counted = roadmap.state in ("fits", "over")
    return plan_feedback(
        plan_document(plan),
        needed_minutes=roadmap.fit.needed if counted else 0,
        available_minutes=roadmap.fit.available if counted else 0,
        language=get_language(),
    )
