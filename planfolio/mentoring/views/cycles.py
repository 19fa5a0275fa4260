"""The supervisor's page, and rounds of reviews: opened, looked at, changed, invited to, reminded of, ended, begun."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planfolio.plans.models import Plan
from planfolio.web.answers import page, revision, saved, sent
from planfolio.web.dates import day_long
from planfolio.web.gate import signed_in
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from .. import cycles, reviewing, supervising
from ..access import supporters_of
from ..cycle_access import cycles_for, get_cycle, get_invitation, get_leading_seat, get_seat
from ..cycle_forms import CycleForm, DaysForm, RemindForm
from ..cycle_pages import cycle_page, is_few, places_behind, places_of, supervising_page
from ..models import Review
from ..review_forms import BeginForm

PAGE = require_http_methods(["GET", "HEAD", "POST"])
#: Rounds and reminders that one person can send off within a minute.
SENT_EACH_MINUTE = 10


@signed_in
@require_safe
def supervised(request, key):
    """A line for each whom one supervises."""
    return page(
        request, "mentoring/supervising.jinja", {"page": supervising_page(get_seat(request.user, key), request.GET)}
    )


@signed_in
@require_safe
def list_cycles(request, key):
    seat = get_leading_seat(request.user, key)
    return page(request, "mentoring/cycles.jinja", {"seat": seat, "cycles": list(cycles_for(seat)[:200])})


@signed_in
@PAGE
def open_cycle(request, key):
    seat = get_leading_seat(request.user, key)
    teams = seat.organisation.teams.all()
    teams = list(teams if seat.coordinates else teams.filter(supervisions__supervisor=seat.own))
    today = request.user.today()
    first = {"title": _("Review %(year)s") % {"year": today.year}}
    first |= {"starts": today.replace(month=1, day=1), "ends": today.replace(month=12, day=31)}
    form, opened = CycleForm(sent(request), seat=seat, teams=teams, initial=first), []
    if saved(form, lambda: opened.append(_open(request, seat, form))):
        notice(request, _("The round is open, and the invitations are on their way."))
        return redirect(opened[0])
    return page(request, "mentoring/cycle_new.jinja", {"seat": seat, "form": form})


def _open(request, seat, form):
    spend(request.user, "round", each_minute=SENT_EACH_MINUTE)
    values = {name: value for name, value in form.cleaned_data.items() if name != "people"}
    return cycles.open_cycle(seat, key=values.pop("id"), **values)


@signed_in
@require_safe
def show_cycle(request, key, cycle_key):
    seat, cycle = get_cycle(request.user, key, cycle_key)
    return page(request, "mentoring/cycle.jinja", {"page": cycle_page(seat, cycle, request.GET)})


@signed_in
@PAGE
def change_cycle(request, key, cycle_key):
    _seat, cycle = get_cycle(request.user, key, cycle_key, lead=True)
    form = DaysForm(sent(request), initial={name: getattr(cycle, name) for name in DaysForm.base_fields})
    if saved(form, lambda: cycles.change_cycle(cycle, expected=revision(request), **form.cleaned_data)):
        notice(request, _("Saved."))
        return redirect(cycle)
    # As it is now, so that what was typed can be saved over what somebody else changed.
    _seat, shown = get_cycle(request.user, key, cycle_key, lead=True)
    return page(request, "mentoring/cycle_change.jinja", {"cycle": shown, "form": form})


@signed_in
@require_POST
def invite_newcomers(request, key, cycle_key):
    _seat, cycle = get_cycle(request.user, key, cycle_key, lead=True)
    new = cycles.invite_newcomers(cycle)
    words = ngettext("%(num)s person is invited too.", "%(num)s people are invited too.", new) % {"num": new}
    notice(request, words)
    return redirect(cycle)


@signed_in
@PAGE
def remind(request, key, cycle_key):
    """A reminder as a draft, to be read, changed and sent by a person."""
    seat, cycle = get_cycle(request.user, key, cycle_key)
    form, told = RemindForm(sent(request), initial=_draft(cycle)), []
    if saved(form, lambda: told.append(_remind(request, seat, cycle, form))):
        notice(request, _sent_to(told[0]))
        return redirect(cycle)
    return page(request, "mentoring/cycle_remind.jinja", {"cycle": cycle, "seat": seat, "form": form})


def _sent_to(number: int | None) -> str:
    if number is None:
        return _("Sent to whom it concerns. There are few of them, so their number is not told.")
    return ngettext("Sent to %(num)s person.", "Sent to %(num)s people.", number) % {"num": number}


def _draft(cycle) -> dict:
    words = [_("Hello,"), _("the review “%(title)s” is under way.") % {"title": cycle.title}]
    if cycle.draft_by:
        words.append(_("It would be good to have it put together by %(day)s.") % {"day": day_long(cycle.draft_by)})
    words.append(_("It stays yours until you share it. If something makes it hard, tell me."))
    return {"subject": cycle.title, "words": "\n\n".join(words)}


def _remind(request, seat, cycle, form) -> int | None:
    """To how many; None where the number, or that there is nobody, would tell of single people."""
    spend(request.user, "remind", each_minute=SENT_EACH_MINUTE)
    values = dict(form.cleaned_data)
    places = places_behind(seat, cycle, values.pop("to"))
    few = seat.coordinates and is_few(seat, places_of(cycle))
    if few and not places:
        return None
    number = cycles.remind(cycle, places, by=request.user, key=values.pop("id"), **values)
    return None if few else number


@signed_in
@require_POST
def end_cycle(request, key, cycle_key):
    _seat, cycle = get_cycle(request.user, key, cycle_key, lead=True)
    cycles.end_cycle(cycle)
    notice(request, _("The round has ended. What people have begun stays theirs."))
    return redirect(cycle)


@signed_in
@PAGE
def begin(request, key):
    """Begin one's own review of a round, with its days filled in."""
    place = get_invitation(request.user, cycles.running_places(), key)
    if review := Review.objects.kept().filter(owner=request.user, cycle=place.cycle_id).first():
        return redirect(review)
    supporters = [*supporters_of(request.user), *supervising.supervisors_to_work_with(request.user)]
    plans = list(Plan.objects.kept().owned(request.user)[:50])
    form = BeginForm(sent(request), supporters=supporters, plans=plans, initial=_first(place, supporters, plans))
    begun = []
    if saved(form, lambda: begun.append(_begin(form, place, by=request.user))):
        notice(request, _("A draft that only you can see. Choose what goes into it."))
        return redirect("review-edit", begun[0].pk)
    context = {"form": form, "supporters": supporters, "plans": plans, "cycle": place.cycle}
    return page(request, "mentoring/review_begin.jinja", context)


def _first(place, supporters, plans) -> dict:
    cycle = place.cycle
    first = {"title": cycle.title, "starts": cycle.starts, "ends": cycle.ends}
    first |= {"halfway": cycle.halfway, "meets_on": cycle.meets_by}
    if plans:
        first["plan"] = str(plans[0].pk)
    if len(supporters) == 1:
        first["mentorship"] = str(supporters[0].pk)
    return first


def _begin(form, place, *, by):
    values = dict(form.cleaned_data)
    mentorship = supervising.agreed_with(values.pop("mentorship"), by=by)
    return reviewing.begin_review(mentorship, by=by, key=values.pop("id"), cycle=place.cycle, **values)
