"""This week: what to do, what was done, the check-in; and the same for another week."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planfolio.people.pulse import pulse
from planfolio.plans.access import current_plan
from planfolio.plans.actions import put_in_week
from planfolio.plans.models import Activity
from planfolio.plans.vocabulary import ActivityState, ObjectiveState, Stage
from planfolio.web.answers import page, saved, sent
from planfolio.web.charts import csv_file
from planfolio.web.gate import signed_in
from planfolio.web.kept import kept
from planfolio.web.notices import notice

from ..checkins import WeekForm, save_week
from ..forms import CaptureForm
from ..lately import lately
from ..pages import past_week_page, week_page
from ..weeks import monday, parse_week


@signed_in
def this_week(request):
    if request.user.welcomed_at is None:
        return redirect("welcome")
    if request.method != "POST":
        return kept(request, "journal/week.jinja", lambda: _week(request), stamp=pulse(request.user))
    shown = week_page(request.user)
    form = WeekForm(request.POST, page=shown)
    outcome = []
    close = "close" in request.POST
    if saved(form, lambda: outcome.append(save_week(form, by=request.user, close=close))):
        _tell(request, outcome[0], close)
        asked = outcome[0].entries[-1:]
        return redirect(f"{reverse('week')}?asked={asked[0].pk}" if asked else "week")
    return page(request, "journal/week.jinja", _week(request, form))


def _week(request, form=None) -> dict:
    """What the page shows: the week, its form (as it was sent, or fresh), and the box to capture in."""
    shown = form.page if form else week_page(request.user, asked=request.GET.get("asked", ""))
    box = CaptureForm(objectives=shown.objectives, auto_id="capture-%s")
    return {"page": shown, "form": form or WeekForm(page=shown), "box": box, "stages": Stage.choices}


def _tell(request, outcome, close: bool) -> None:
    if close:
        notice(request, _("The week is closed. See you in the next one."))
    elif outcome.ticked:
        words = ngettext("One activity done.", "%(count)s activities done.", outcome.ticked)
        notice(request, words % {"count": outcome.ticked})
    else:
        notice(request, _("Saved."))


@signed_in
def check_in(request, name):
    """Look back on another week; the week that runs is looked back on where it stands."""
    week = parse_week(name)
    if week >= monday(request.user.today()):
        return redirect(f"{reverse('week')}#close")
    shown = past_week_page(request.user, week)
    form = WeekForm(sent(request), page=shown)
    if saved(form, lambda: save_week(form, by=request.user, close=True)):
        notice(request, _("Saved. That week is closed."))
        return redirect("week")
    return page(request, "journal/checkin.jinja", {"page": shown, "form": form, "stages": Stage.choices})


@login_required
def choose_activities(request):
    """Put activities into this week, or take them out of it."""
    week = monday(request.user.today())
    rows = _open_activities(request.user)
    if request.method == "POST":
        chosen = set(request.POST.getlist("activity"))
        for row in rows:
            wanted = week if str(row.pk) in chosen else (None if row.week == week else row.week)
            if wanted != row.week:
                put_in_week(row, wanted, by=request.user)
        notice(request, _("Your week is set."))
        return redirect("week")
    return page(request, "journal/choose.jinja", {"rows": rows, "week": week})


def _open_activities(person) -> list[Activity]:
    rows = Activity.objects.kept().filter(
        objective__plan=current_plan(person), objective__state=ObjectiveState.ACTIVE, objective__deleted_at=None
    )
    rows = rows.owned(person).filter(state=ActivityState.OPEN).select_related("objective")
    return list(rows.order_by("objective__position", "position")[:1000])


@login_required
def lately_csv(request):
    """The numbers behind the picture of the last 13 weeks."""
    bars = lately(request.user, today=request.user.today()).bars
    rows = [(bar.week, bar.minutes, bar.entries, _("Away") if bar.away else "") for bar in bars]
    return csv_file("weeks.csv", [_("Week of"), _("Minutes"), _("Entries"), _("Away")], rows)
