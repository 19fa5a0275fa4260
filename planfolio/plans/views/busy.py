"""Busy time from a calendar file: a look at what each week would come to, then the weeks that were ticked."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from planfolio.catalogue.forms import CalendarForm
from planfolio.catalogue.reading import decoded
from planfolio.errors import Refused, TooLarge
from planfolio.people import actions
from planfolio.people.base import new_key
from planfolio.web.answers import page, sent
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from ..busy import TEXT_LIMIT, Busy, read_calendar
from ..busy_form import BusyWeeksForm


class BusyForm(CalendarForm):
    limit = TEXT_LIMIT


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def read_busy(request):
    if "take" in request.POST:
        return _take(request)
    form = BusyForm(sent(request), request.FILES if request.method == "POST" else None)
    context = {"form": form, "person": request.user}
    if form.is_bound and form.is_valid() and (busy := _read(request, form)):
        name = form.cleaned_data["file"].name[:120] if form.cleaned_data["file"] else _("Your calendar")
        look = BusyWeeksForm(weeks=busy.weeks, initial={"name": name, "batch": new_key()})
        return page(request, "plans/busy_look.jinja", context | {"form": look, "left_out": busy.left_out})
    return page(request, "plans/busy.jinja", context)


def _read(request, form) -> Busy | None:
    """The weeks of which the calendar takes time; None, with the reason in the form, where there are none."""
    file = form.cleaned_data["file"]
    text = decoded(file.read()) if file else form.cleaned_data["text"]
    try:
        busy = read_calendar(request.user, text)
    except (Refused, TooLarge) as problem:
        form.add_error("file", str(problem.detail))
        return None
    if not busy.weeks:
        form.add_error("file", _("This calendar takes nothing of your time for learning in the coming year."))
        if busy.left_out:
            form.add_error("file", _left_out(busy.left_out))
        return None
    return busy


def _left_out(count: int) -> str:
    words = ngettext(
        "%(num)s event was left out: it repeats many times a day, or its dates cannot be read.",
        "%(num)s events were left out: they repeat many times a day, or their dates cannot be read.",
        count,
    )
    return words % {"num": count}


def _take(request):
    form = BusyWeeksForm(request.POST)
    if not form.is_valid():
        return page(request, "plans/busy_look.jinja", {"form": form, "person": request.user, "left_out": 0})
    rows = actions.add_weeks(form.rows(by=request.user), by=request.user)
    words = ngettext("Your plan reckons with %(num)s week.", "Your plan reckons with %(num)s weeks.", len(rows))
    notice(request, words % {"num": len(rows)})
    return redirect("weeks")
