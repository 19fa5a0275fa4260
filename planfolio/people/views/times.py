"""A person's time beside the normal week: breaks, and weeks that have another time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import actions, removal
from ..deleted import way_back
from ..forms import BreakChangeForm, BreakForm, WeekChangeForm, WeekForm
from ..models import Break, WeekTime

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Kind:
    """One of the two, with the name of its list of rows; `last` is the field by which a row is over."""

    model: type
    add: Callable
    forms: tuple[type, type]
    pages: str
    page: str
    last: str
    days: int
    words: tuple


BREAKS = Kind(
    Break, actions.add_break, (BreakForm, BreakChangeForm), "breaks", "break", "ends", 0,
    (_("The break is in your plan."), _("The break is changed."), _("The break is taken away.")),
)  # fmt: skip
WEEKS = Kind(
    WeekTime, actions.add_week, (WeekForm, WeekChangeForm), "weeks", "week_time", "monday", 6,
    (_("Your plan reckons with it."), _("The week is changed."), _("It is a normal week again.")),
)  # fmt: skip


def _list(request, kind: Kind):
    form = kind.forms[0](request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        kind.add(by=request.user, key=values.pop("id"), **values)
        notice(request, kind.words[0])
        return redirect(kind.pages)
    rows = kind.model.objects.kept().owned(request.user)
    since = request.user.today() - timedelta(days=kind.days)
    coming, past = rows.filter(**{f"{kind.last}__gte": since}), rows.filter(**{f"{kind.last}__lt": since}).reverse()
    return render(request, f"people/{kind.pages}.jinja", {"form": form, "rows": coming, "past": past})


def _change(request, key, kind: Kind):
    row = actions.get_time(kind.model, request.user, key)
    form = kind.forms[1](request.POST or None, instance=row, initial={"revision": row.revision})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        actions.change_time(row, expected=values.pop("revision"), **values)
        notice(request, kind.words[1])
        return redirect(kind.pages)
    return render(request, f"people/{kind.page}.jinja", {"form": form, "row": row})


def _remove(request, key, kind: Kind):
    row = actions.get_time(kind.model, request.user, key)
    removal.remove(row)
    notice(request, kind.words[2], undo=way_back(row, to=reverse(kind.pages)))
    return redirect(kind.pages)


@signed_in
@PAGE
def list_breaks(request):
    return _list(request, BREAKS)


@signed_in
@PAGE
def change_break(request, key):
    return _change(request, key, BREAKS)


@signed_in
@require_POST
def remove_break(request, key):
    return _remove(request, key, BREAKS)


@signed_in
@PAGE
def list_weeks(request):
    return _list(request, WEEKS)


@signed_in
@PAGE
def change_week(request, key):
    return _change(request, key, WEEKS)


@signed_in
@require_POST
def remove_week(request, key):
    return _remove(request, key, WEEKS)


@signed_in
@require_POST
def remove_batch(request, key):
    """Take away all weeks that came out of one calendar, as `key` names it."""
    rows = actions.remove_batch(request.user, key)
    words = ngettext("%(num)s week is a normal one again.", "%(num)s weeks are normal ones again.", len(rows))
    notice(request, words % {"num": len(rows)})
    return redirect("weeks")
