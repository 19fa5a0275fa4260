"""What the pictures of a plan show, as a sentence made from the same object, in the reader's language."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planfolio.web.dates import day_long, day_range
from planfolio.web.durations import minutes

if TYPE_CHECKING:
    from .load import Load
    from .timeline import Timeline


def timeline_finding(line: Timeline) -> str:
    """How many objectives there are, how many at once and when, and how many have no dates."""
    spans = [span for span in line.spans if span.dated]
    if not line.spans:
        return _("No objective yet.")
    if not spans:
        return ngettext(
            "The objective has no dates yet.", "None of the %(num)s objectives has dates yet.", len(line.spans)
        ) % {"num": len(line.spans)}
    found = _objectives(line, [span.objective for span in spans])
    if line.undated:
        more = ngettext("%(num)s has no dates yet.", "%(num)s have no dates yet.", line.undated)
        found = f"{found} {more % {'num': line.undated}}"
    return found


def _objectives(line: Timeline, objectives) -> str:
    together = line.together
    if len(objectives) == 1:
        days = _days(objectives[0].starts, objectives[0].due)
        return _("One objective: %(days)s.") % {"days": days}
    values = {"num": together.count, "days": _days(together.starts, together.ends)}
    if together.count == 1:
        return _("%(num)s objectives, one after another.") % {"num": len(objectives)}
    if not together.once:
        return _("At most %(num)s objectives at once, first: %(days)s.") % values
    return _("At most %(num)s objectives at once: %(days)s.") % values


def _days(starts: date | None, ends: date | None) -> str:
    return day_long(starts) if starts and starts == ends else day_range(starts, ends, long=True, year=True)


def load_finding(load: Load) -> str:
    """Whether every week holds what is needed in it, and if not, which ones do not and by how much."""
    if not load.needed:
        return _("Nothing with an estimate is planned for these weeks.")
    if not load.capacity:
        return _("There is no time in these weeks for the %(time)s you planned.") % {"time": minutes(load.needed)}
    sentences = [
        _over(load),
        load.passed and _("%(needed)s are planned for days that have passed.") % {"needed": minutes(load.passed)},
        load.unscheduled
        and _("%(time)s find no time within a year after the plan.") % {"time": minutes(load.unscheduled)},
    ]
    said = [sentence for sentence in sentences if sentence]
    return " ".join(said) if said else _fits(load)


def _fits(load: Load) -> str:
    return _("No week is over. Worked on as early as it can be, all is done by %(day)s.") % {
        "day": day_long(load.finishes)
    }


def _over(load: Load) -> str:
    weeks = load.over_weeks
    if not weeks:
        return ""
    year = len(load.weeks) > 52
    values = {
        "num": len(weeks),
        "time": minutes(load.over),
        "first": day_long(weeks[0].monday, year=year),
        "last": day_long(weeks[-1].monday, year=year),
        "end": day_long(weeks[-1].monday + timedelta(days=6), year=year),
    }
    if len(weeks) == 1:
        return _("The week of %(first)s is over: %(time)s needed then are not done in time.") % values
    if len(weeks) == 2:
        return (
            _("Two weeks are over: %(time)s needed in the weeks of %(first)s and %(last)s are not done in time.")
            % values
        )
    return (
        _("%(num)s weeks are over, between %(first)s and %(end)s: %(time)s needed then are not done in time.") % values
    )
