"""What the pictures of a plan show, as a sentence made from the same object, in the reader's language."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planfolio.web.dates import day_long, day_range
from planfolio.web.durations import minutes

if TYPE_CHECKING:
    from .fit import Roadmap
    from .forecast import Forecast
    from .load import Load
    from .roadmap import Bottleneck
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
    if line.waiting:
        more = ngettext("%(num)s comes after another.", "%(num)s come after another.", line.waiting)
        found = f"{found} {more % {'num': line.waiting}}"
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
        load.passed and _("%(needed)s are due before these weeks begin.") % {"needed": minutes(load.passed)},
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


def forecast_finding(found: Forecast) -> list[str]:
    """When the plan will be done, and what says so. `found.plan` is known."""
    likely = found.plan
    days = day_range(likely.earliest, likely.latest, long=True, year=True)
    if likely.earliest and likely.earliest == likely.latest:
        words = _("Likely done on %(day)s (4 chances in 5).")
        if found.assumed:
            words = _("Done on %(day)s if your estimates hold or take up to half as long again.")
        said = words % {"day": day_long(likely.earliest)}
    elif likely.earliest and likely.latest:
        words = _("Likely done %(days)s (4 chances in 5).")
        if found.assumed:
            words = _("Done %(days)s if your estimates hold or take up to half as long again.")
        said = words % {"days": days}
    elif likely.earliest:
        words = _("Not done before %(day)s, and perhaps not within a year after the plan.")
        said = words % {"day": day_long(likely.earliest)}
    else:
        said = _("Not done within a year after the plan.")
    weeks = ngettext("%(num)s logged week", "%(num)s logged weeks", found.logged_weeks) % {"num": found.logged_weeks}
    done = ngettext("%(num)s finished activity", "%(num)s finished activities", found.finished)
    basis = _("Going by your %(weeks)s and %(finished)s.")
    if found.assumed:
        basis = _(
            "This is an assumption. It becomes a forecast from 6 logged weeks and 5 finished activities on; "
            "so far there are %(weeks)s and %(finished)s."
        )
    return [said, basis % {"weeks": weeks, "finished": done % {"num": found.finished}}]


def fit_finding(roadmap: Roadmap) -> str:
    """Whether the plan fits, as one or two sentences that stand by themselves."""
    plain = {
        "no-time": _(
            "Say how much time you have in a normal week, on the page of your account, to know whether it fits."
        ),
        "past": _("This plan has ended."),
        "empty": _("Nothing is planned yet."),
        "no-estimates": _("No activity has an estimate yet."),
    }
    if roadmap.state in plain:
        return plain[roadmap.state]
    fit, proof = roadmap.fit, roadmap.fit.bottleneck
    values = {"needs": minutes(fit.needed), "has": minutes(fit.available), "day": day_long(roadmap.plan.ends)}
    if not proof:
        words = _("Needs {needs}. You have {has} before {day}. It fits, {spare} to spare.")
        return words.format(**values, spare=minutes(fit.spare))
    words = _("Needs {needs}. You have {has} before {day}. {over} too much.")
    if fit.spare >= 0:
        words = _("Needs {needs}. You have {has} before {day}. But not all of it in time: {over} too much.")
    return f"{words.format(**values, over=minutes(proof.over))} {proof_finding(proof, today=roadmap.today)}"


def proof_finding(proof: Bottleneck, *, today: date, year: bool = True) -> str:
    """The days that hold less time than what is needed in them, or why there is no day for it at all."""
    values = {"needed": minutes(proof.needed), "has": minutes(proof.available)}
    start, end = day_long(proof.starts, year=year), day_long(proof.ends, year=year)
    if proof.ends < today:
        return _("%(needed)s are planned for days that have passed.") % values
    if proof.ends < proof.starts:
        words = _("{needed} are due by {end}, but cannot begin before {start}.")
    elif proof.ends == proof.starts:
        words = _("On {end} you planned {needed} and have {has}.")
    else:
        words = _("Between {start} and {end} you planned {needed} and have {has}.")
    return words.format(start=start, end=end, **values)
