"""The next plan: what is unfinished continues, changes or is let go, each with a reason."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from planfolio.people.sharing import EDIT
from planfolio.web.answers import page, saved, sent
from planfolio.web.notices import notice

from ..access import get_plan
from ..carrying import carry_forward, unfinished
from ..copy_forms import CarryForm


@login_required
def carry(request, key):
    plan = get_plan(request.user, key, EDIT)
    form = CarryForm(sent(request), plan=plan, objectives=unfinished(plan), today=request.user.today())
    made = []
    if saved(form, lambda: made.append(_carry(plan, form, by=request.user))):
        following, changing = made[0]
        notice(request, _("Your next plan is ready. It continues from “%(title)s”.") % {"title": plan.title})
        return redirect("objective-edit", following.pk, changing[0].number) if changing else redirect(following)
    return page(request, "plans/carry.jinja", {"plan": plan, "form": form})


def _carry(plan, form, *, by):
    values = {name: form.cleaned_data[name] for name in ("title", "starts", "ends")}
    return carry_forward(plan, form.carried(), by=by, key=form.cleaned_data["id"], **values)
