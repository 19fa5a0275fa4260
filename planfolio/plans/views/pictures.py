"""How a plan lies in time: the page that works it out, and the numbers of its pictures as CSV."""

from datetime import date

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from planfolio.errors import Missing
from planfolio.people.pulse import pulse
from planfolio.people.sharing import EDIT
from planfolio.web.charts import csv_file
from planfolio.web.gate import signed_in
from planfolio.web.kept import kept

from ..access import get_plan
from ..drawing import plan_timeline
from ..fit import plan_roadmap
from ..likely import plan_forecast
from ..load import load
from ..models import Objective
from ..pages import CARD
from ..roadmap_page import ranges, roadmap_page
from ..words import guard_formula


@signed_in
@require_safe
def roadmap(request, key):
    plan = get_plan(request.user, key, EDIT)
    since = _day(request.GET.get("from", ""))

    def prepared():
        return {"page": roadmap_page(plan, person=request.user, since=since)}

    return kept(request, "plans/roadmap.jinja", prepared, stamp=pulse(request.user))


def _day(text: str) -> date | None:
    """Raises Missing for what is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Missing(_("There is no such day. A day is written like 2026-11-23.")) from error


@signed_in
@require_safe
def timeline_csv(request, key):
    plan = get_plan(request.user, key)
    objectives = list(Objective.objects.kept().filter(plan=plan).only(*CARD))
    line = plan_timeline(plan, objectives, today=request.user.today())
    rows = [
        (
            span.number,
            guard_formula(row.what),
            row.starts or "",
            row.due or "",
            _stage(row),
            " ".join(map(str, span.after)),
        )
        for span, row in ((span, span.objective) for span in line.spans)
    ]
    columns = [_("Number"), _("Objective"), _("From"), _("To"), _("Stage"), _("Comes after")]
    return csv_file("timeline.csv", columns, rows)


def _stage(objective: Objective) -> str:
    return str(objective.get_state_display() if objective.state == "done" else objective.get_stage_display())


@signed_in
@require_safe
def forecast_csv(request, key):
    """Between which days each objective will likely be done; empty is later than a year after the plan."""
    plan = get_plan(request.user, key, EDIT)
    objectives = list(Objective.objects.kept().filter(plan=plan).only(*CARD))
    found = plan_forecast(plan_roadmap(plan, person=request.user, objectives=objectives), person=request.user)
    rows = [
        (guard_formula(one.objective.what), one.earliest or "", one.latest or "", one.due)
        for one in ranges(found, objectives, plan, today=request.user.today())
    ]
    return csv_file("forecast.csv", [_("Objective"), _("From"), _("To"), _("Due")], rows)


@signed_in
@require_safe
def load_csv(request, key):
    """Every week by itself, also where the picture puts some together; time in minutes."""
    plan = get_plan(request.user, key, EDIT)
    found = plan_roadmap(plan, person=request.user)
    shown = load(found.schedule, weekly=found.weekly or 0, ends=plan.ends, breaks=found.capacity.breaks)
    rows = [
        (week.monday, week.planned, week.capacity, week.over, _("Away") if week.monday in shown.away else "")
        for week in shown.weeks
    ]
    columns = [_("Week of"), _("Planned, minutes"), _("You have, minutes"), _("Over, minutes"), _("Away")]
    return csv_file("load.csv", columns, rows)
