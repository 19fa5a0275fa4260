"""What could give, taken: changes to single activities, as an address carries them, and carried out.

An adjustment is written as "out JOB", "less JOB MINUTES" or "by JOB DAY", and "dates DAYS" moves every date. JOB is the
key of the roadmap: that of an activity, or "rest:" and that of an objective for the time that it keeps spare.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Sum
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planfolio.web.dates import day_long
from planfolio.web.durations import minutes
from planfolio.web.forms import YEARS

from . import actions
from .fit import Roadmap
from .gives import FURTHEST, Later, More, Park, Shrink
from .lifecycle import move
from .models import Activity, Objective, Plan
from .vocabulary import ActivityState, ObjectiveState

REST = "rest:"


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """`kind` is out, less (by `amount` minutes), by (`day`) or dates (`amount` days later, all of them)."""

    kind: str
    job: str = ""
    amount: int = 0
    day: date | None = None

    def __str__(self) -> str:
        if self.kind == "dates":
            return f"dates {self.amount}"
        more = self.day.isoformat() if self.day else str(self.amount or "")
        return f"{self.kind} {self.job} {more}".rstrip()


def fields_of(found: Later | Shrink | Park | More, roadmap: Roadmap) -> list[tuple[str, str]]:
    """The fields of "Something changed" that choose this proposal."""
    if isinstance(found, More):
        return [("cause", "more"), ("weekly", minutes(found.weekly).replace("\N{NO-BREAK SPACE}", " "))]
    if isinstance(found, Park):
        taken = [Adjustment(kind="out", job=key) for key in found.jobs]
    elif isinstance(found, Shrink):
        left = {job.key: job.minutes for job in roadmap.jobs}
        taken = [
            Adjustment(kind="out", job=key) if off == left[key] else Adjustment(kind="less", job=key, amount=off)
            for key, off in found.off
        ]
    elif found.day is None:
        taken = [Adjustment(kind="dates", amount=found.days)]
    else:
        taken = [Adjustment(kind="by", job=key, day=found.day) for key in found.jobs]
    ends = [("single", str(each)) for each in taken]
    if isinstance(found, Later) and (found.day is None or not found.jobs):
        ends.append(("ends", (roadmap.plan.ends + timedelta(days=found.days)).isoformat()))
    return ends


def read_adjustment(text: str, roadmap: Roadmap) -> Adjustment | None:
    """What `text` says, if the plan as it is now can be changed so; None when it cannot."""
    kind, *words = text.split(" ")
    if kind == "dates" and len(words) == 1:
        days = _number(words[0], most=FURTHEST)
        return Adjustment(kind=kind, amount=days) if days else None
    job = next((job for job in roadmap.jobs if words and job.key == words[0]), None)
    if job is None:
        return None
    if kind == "out" and len(words) == 1:
        return Adjustment(kind=kind, job=job.key)
    if kind == "less" and len(words) == 2 and (amount := _number(words[1], most=(job.minutes or 0) - 1)):
        return Adjustment(kind=kind, job=job.key, amount=amount)
    if kind == "by" and len(words) == 2 and (day := _day(words[1])):
        return Adjustment(kind=kind, job=job.key, day=day)
    return None


def _number(text: str, *, most: int) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    return number if 1 <= number <= most else None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def worded(found: list[Adjustment], plan: Plan) -> list[tuple[str, str]]:
    """Each as a choice of a form: how it is written, and what it says. Two queries."""
    keys = [UUID(each.job.removeprefix(REST)) for each in found if each.job]
    titles = {str(key): title for key, title in Activity.objects.filter(pk__in=keys).values_list("pk", "title")}
    whats = {REST + str(key): what for key, what in Objective.objects.filter(pk__in=keys).values_list("pk", "what")}

    def name(job: str):
        words = titles.get(job) or whats.get(job) or _("Not answered")
        quoted = format_html('<span lang="{}">{}</span>', plan.language, words)
        return format_html(_("Time kept for {name}"), name=quoted) if job in whats else quoted

    return [(str(each), _words(each, name(each.job))) for each in found]


def _words(each: Adjustment, name: str) -> str:
    if each.kind == "dates":
        words = ngettext("Move every date by a day", "Move every date by %(num)s days", each.amount)
        return words % {"num": each.amount}
    if each.kind == "by":
        return format_html(_("Move to {day}: {name}"), day=day_long(each.day), name=name)
    if each.kind == "less":
        return format_html(_("Do {time} less: {name}"), time=minutes(each.amount), name=name)
    return format_html(_("Leave out: {name}"), name=name)


def adjust(plan: Plan, wanted: Iterable[Adjustment], *, by, reason: str) -> None:
    """Carry them out. What is no longer open stays as it is.

    The hours of an objective follow those of its activities, so that what is taken off is not kept spare instead.
    """
    objectives = {str(row.pk): row for row in Objective.objects.kept().filter(plan=plan, state=ObjectiveState.ACTIVE)}
    rows = Activity.objects.kept().filter(objective__in=objectives, state=ActivityState.OPEN)
    activities = {str(row.pk): row for row in rows.select_related("objective")}
    spare = _spare(objectives)
    for each in wanted:
        if each.kind == "dates":
            _later(objectives.values(), activities.values(), timedelta(days=each.amount), by=by)
        elif each.job in activities:
            _adjust_activity(activities[each.job], each, by=by, reason=reason)
        elif each.job.removeprefix(REST) in objectives:
            _adjust_spare(objectives[each.job.removeprefix(REST)], each, spare, by=by)
    planned = _planned(objectives)
    for key, objective in objectives.items():
        least = planned.get(key, 0) + spare[key]
        if objective.minutes and least < objective.minutes:
            actions.revise(objective, by=by, minutes=least or None)


def _planned(objectives: dict[str, Objective]) -> dict[str, int]:
    rows = Activity.objects.kept().filter(objective__in=objectives).exclude(state=ActivityState.LET_GO)
    found = rows.order_by().values_list("objective").annotate(minutes=Sum("minutes"))
    return {str(key): total or 0 for key, total in found}


def _spare(objectives: dict[str, Objective]) -> dict[str, int]:
    planned = _planned(objectives)
    return {key: max(0, (row.minutes or 0) - planned.get(key, 0)) for key, row in objectives.items()}


def _adjust_activity(activity: Activity, each: Adjustment, *, by, reason: str) -> None:
    if each.kind == "out":
        move(activity, "let_go", by=by, reason=reason)
    elif each.kind == "less":
        actions.revise(activity, by=by, minutes=max(1, (activity.minutes or 0) - each.amount))
    else:
        _free(activity, by=by)
        due = activity.due or activity.objective.due
        if due and due < each.day:
            actions.revise(activity, by=by, due=each.day)


def _adjust_spare(objective: Objective, each: Adjustment, spare: dict[str, int], *, by) -> None:
    key = str(objective.pk)
    if each.kind == "out":
        spare[key] = 0
    elif each.kind == "less":
        spare[key] = max(0, spare[key] - each.amount)
    elif objective.due and objective.due < each.day:
        actions.revise(objective, by=by, due=each.day)


def _later(objectives: Iterable[Objective], activities: Iterable[Activity], days: timedelta, *, by) -> None:
    for row in [*objectives, *activities]:
        if isinstance(row, Activity):
            _free(row, by=by)
        if row.due:
            actions.revise(row, by=by, due=row.due + days)


def _free(activity: Activity, *, by) -> None:
    """Out of the week that was chosen for it, into any from that Monday on."""
    if not activity.week:
        return
    earliest = activity.earliest or activity.objective.starts
    if earliest and earliest > activity.week:
        actions.revise(activity, by=by, earliest=activity.week)
    actions.put_in_week(activity, None, by=by)
    activity.week = None
