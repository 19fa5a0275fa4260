"""Calendars in and out: the private address that a calendar program reads, and taking dates from a file."""

from datetime import timedelta

from allauth.account.decorators import reauthentication_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from planfolio.errors import Refused, TooLarge
from planfolio.people.base import KEPT_DAYS
from planfolio.web.answers import calendar_feed, page, sent
from planfolio.web.gate import signed_in
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from .. import actions, calendar_address
from ..calendar_address import READS_EACH_MINUTE
from ..forms import CalendarForm
from ..ical import calendar
from ..models import Listing
from ..reading import Reading, decoded, read_calendar
from .dates import FORMS

#: How far back the address tells of dates.
BACK = timedelta(days=366)


@require_safe
def read_address(request, secret):
    """The dates of whoever made this address, for a program that has no session. 404 once it was ended."""
    person = calendar_address.person_for(secret)
    if person is None:
        raise Http404
    spend(person, "calendar", each_minute=READS_EACH_MINUTE)
    since = person.today() - BACK
    # What was removed is told as cancelled for as long as it could come back.
    gone = timezone.now() - timedelta(days=KEPT_DAYS)
    rows = Listing.objects.owned(person).filter(ends_on__gte=since).exclude(deleted_at__lt=gone)
    with override(person.language):
        name = _("Learning dates")
    return calendar_feed(request, calendar(rows, name=name), name="planfolio-dates.ics")


@signed_in
@reauthentication_required(app="allauth.account")
@never_cache
@require_POST
def make_address(request):
    secret = calendar_address.make_address(request.user)
    address = request.build_absolute_uri(reverse("calendar-address", args=[secret]))
    context = {"address": address, "back": (reverse("dates"), _("Dates")), "highlighted": "network"}
    return render(request, "catalogue/address.jinja", context)


@signed_in
@require_POST
def end_address(request):
    calendar_address.end_address(request.user)
    notice(request, _("The calendar address opens nothing any more."))
    return redirect("dates")


@signed_in
@FORMS
def take_calendar(request):
    """A file or its text, then a look at what it holds, then the dates that were ticked."""
    form = CalendarForm(sent(request), request.FILES if request.method == "POST" else None)
    reading, text = None, ""
    if form.is_bound and form.is_valid():
        text = _text(form)
        reading = _read(form, text, zone=request.user.time_zone)
    if reading and "take" in request.POST:
        return _take(request, reading)
    template = "catalogue/calendar_look.jinja" if reading else "catalogue/calendar.jinja"
    return page(request, template, {"form": form, "reading": reading, "text": text})


def _text(form) -> str:
    file = form.cleaned_data["file"]
    return decoded(file.read()).replace("\x00", "") if file else form.cleaned_data["text"]


def _read(form, text: str, *, zone: str) -> Reading | None:
    """What `text` holds; None, with the reason in the form, where that is nothing."""
    try:
        reading = read_calendar(text, zone=zone)
    except (Refused, TooLarge) as problem:
        form.add_error("file", str(problem.detail))
        return None
    if not reading.found and not reading.left:
        form.add_error("file", _("There is no date in this calendar. Choose another, or add the date by hand"))
        return None
    return reading


def _take(request, reading: Reading):
    chosen = set(request.POST.getlist("uid"))
    rows = [each.listing for each in reading.found if each.listing.calendar_uid in chosen]
    count = actions.add_listings(rows, by=request.user)
    words = ngettext("%(count)s new date is among yours.", "%(count)s new dates are among yours.", count)
    notice(request, words % {"count": count})
    return redirect("dates")
