"""One's plan in one's own calendar: the private address that programs read, made, replaced and ended."""

from allauth.account.decorators import reauthentication_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from planfolio.catalogue.calendar_address import READS_EACH_MINUTE, address_of, person_for
from planfolio.people.base import KEPT_DAYS
from planfolio.people.vocabulary import Weekday
from planfolio.web.answers import calendar_feed
from planfolio.web.gate import signed_in
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from .. import feed


@require_safe
def read_address(request, secret):
    """The plan of whoever made this address, for a program that has no session. 404 once it was ended."""
    person = person_for(secret, feed.PLAN)
    if person is None:
        raise Http404
    spend(person, "calendar", each_minute=READS_EACH_MINUTE)
    body, changed = feed.read_feed(person)
    return calendar_feed(request, body, name="planfolio-plan.ics", changed=changed)


@signed_in
@require_safe
def show_calendar(request):
    days = [label for key, label in Weekday.choices if key in request.user.learning_days]
    context = {"address": address_of(request.user, feed.PLAN), "days": KEPT_DAYS, "learning_days": days}
    return render(request, "plans/calendar.jinja", context)


@signed_in
@reauthentication_required(app="allauth.account")
@never_cache
@require_POST
def make_address(request):
    secret = feed.make_address(request.user)
    address = request.build_absolute_uri(reverse("plan-address", args=[secret]))
    back = reverse("plan-calendar"), _("Your plan in your calendar")
    return render(request, "catalogue/address.jinja", {"address": address, "back": back, "highlighted": "plan"})


@signed_in
@require_POST
def end_address(request):
    feed.end_address(request.user)
    notice(request, _("The calendar address opens nothing any more."))
    return redirect("plan-calendar")
