"""Dates to learn on: the list, one of them, adding, changing and removing them, and as a calendar file."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planfolio.people.deleted import way_back
from planfolio.web.answers import calendar_file, page, revision, saved, sent
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import actions, dates
from ..access import get_listing
from ..calendar_address import address_of
from ..forms import ListingForm
from ..ical import calendar

FORMS = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def list_dates(request):
    today = request.user.today()
    context = {
        "coming": dates.ahead(request.user, today, actions.LISTINGS_LIMIT),
        "past": dates.past(request.user, today),
        "address": address_of(request.user),
    }
    return page(request, "catalogue/dates.jinja", context)


@signed_in
@require_safe
def show_date(request, key):
    row = get_listing(request.user, key)
    context = {"date": dates.as_date(row, request.user), "over": row.ends_on < request.user.today()}
    return page(request, "catalogue/date.jinja", context)


@signed_in
@FORMS
def add_date(request):
    form = ListingForm(sent(request), initial={"time_zone": request.user.time_zone})
    added = []
    if saved(form, lambda: added.append(actions.add_listing(by=request.user, **_values(form)))):
        notice(request, _("The date is among yours."))
        return redirect(added[0])
    return page(request, "catalogue/date_edit.jinja", {"form": form, "listing": None})


def _values(form) -> dict:
    values = {**form.cleaned_data, "key": form.cleaned_data["id"]}
    values.pop("id")
    return values


@signed_in
@FORMS
def change_date(request, key):
    row = get_listing(request.user, key)
    form = ListingForm(sent(request), instance=get_listing(request.user, key))

    def act():
        values = _values(form)
        values.pop("key")
        return actions.revise(row, by=request.user, expected=revision(request), **values)

    if saved(form, act):
        notice(request, _("Saved."))
        return redirect(row)
    return page(request, "catalogue/date_edit.jinja", {"form": form, "listing": get_listing(request.user, key)})


@signed_in
@require_POST
def remove_date(request, key):
    row = get_listing(request.user, key)
    actions.remove(row, by=request.user)
    notice(request, _("“%(title)s” is in Recently deleted.") % {"title": row}, undo=way_back(row, to=reverse("dates")))
    return redirect("dates")


@signed_in
@require_safe
def date_as_calendar(request, key):
    return calendar_file(calendar([get_listing(request.user, key)]), name="planfolio-date.ics")
