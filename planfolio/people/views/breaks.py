"""Breaks: days on which no learning is planned."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import actions
from ..deleted import way_back
from ..forms import BreakChangeForm, BreakForm
from ..models import Break


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def list_breaks(request):
    form = BreakForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        actions.add_break(by=request.user, key=values.pop("id"), **values)
        notice(request, _("The break is in your plan."))
        return redirect("breaks")
    today = request.user.today()
    rows = Break.objects.kept().owned(request.user)
    context = {"form": form, "breaks": rows.filter(ends__gte=today), "past": rows.filter(ends__lt=today).reverse()}
    return render(request, "people/breaks.jinja", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change_break(request, key):
    row = actions.get_break(request.user, key)
    form = BreakChangeForm(request.POST or None, instance=row, initial={"revision": row.revision})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        actions.change_break(row, expected=values.pop("revision"), **values)
        notice(request, _("The break is changed."))
        return redirect("breaks")
    return render(request, "people/break.jinja", {"form": form, "row": row})


@signed_in
@require_POST
def remove_break(request, key):
    row = actions.get_break(request.user, key)
    actions.remove_break(row)
    notice(request, _("The break is taken away."), undo=way_back(row, to=reverse("breaks")))
    return redirect("breaks")
