"""How a plan fits, as plain values for programs: what the API answers and `planfolio fit --json` prints.

Numbers are minutes, days are dates. An activity and the hours that an objective keeps spare are told apart: of each
job exactly one of the two keys is there. The proof can be checked from the rest: what it names may begin no earlier
than it starts (`earliest`), is needed by its end (`needed_by`), and together has its minutes.
"""

from datetime import date

from .fit import Roadmap
from .forecast import Forecast
from .gives import Later, More, Park, Shrink, proposals, ranked
from .ranking import ranked_jobs
from .roadmap import Bottleneck, ScheduledJob, Week


def fit_facts(roadmap: Roadmap, forecast: Forecast) -> dict:
    laid, fit = roadmap.schedule, roadmap.fit
    ranked = ranked_jobs(roadmap.jobs, roadmap.capacity)
    begins = {job.key: date.fromordinal(day) for job, day in zip(ranked.jobs, ranked.release, strict=True)}
    return {
        "state": roadmap.state,
        "weekly_minutes": roadmap.weekly,
        "needed": fit.needed,
        "available": fit.available,
        "spare": fit.spare,
        "not_estimated": roadmap.not_estimated,
        "unscheduled": laid.unscheduled,
        "max_lateness": laid.max_lateness,
        "chosen_weeks_too_much": roadmap.chosen_too_much,
        "bottleneck": _bottleneck(fit.bottleneck),
        "gives": _gives(roadmap),
        "forecast": _forecast(forecast),
        "jobs": [_job(job, begins[job.key]) for job in (*laid.jobs, *laid.not_estimated)],
        "weeks": [_week(week) for week in laid.weeks],
    }


def week_facts(roadmap: Roadmap, monday: date) -> dict | None:
    """One week of the schedule, what is worked on in it, and the proof where the plan does not fit; None for a week
    that the schedule does not reach."""
    week = next((week for week in roadmap.schedule.weeks if week.monday == monday), None)
    if week is None:
        return None
    shares = [(job, dict(job.weeks).get(monday, 0)) for job in roadmap.schedule.jobs]
    return {
        **_week(week),
        "jobs": [
            {**_one(job.key), "minutes": minutes, "needed_by": job.needed_by} for job, minutes in shares if minutes
        ],
        "bottleneck": _bottleneck(roadmap.fit.bottleneck),
    }


def _week(week: Week) -> dict:
    return {name: getattr(week, name) for name in ("monday", "capacity", "planned", "over")}


def _split(keys) -> tuple[list[str], list[str]]:
    """Keys of activities, and of objectives that keep hours spare ("rest:" before the key)."""
    rest = [key.removeprefix("rest:") for key in keys if key.startswith("rest:")]
    return [key for key in keys if not key.startswith("rest:")], rest


def _named(keys) -> dict:
    activities, objectives = _split(keys)
    return {"activities": activities, "objectives": objectives}


def _bottleneck(found: Bottleneck | None) -> dict | None:
    if found is None:
        return None
    return {**{name: getattr(found, name) for name in ("starts", "ends", "needed", "available", "over")}} | _named(
        found.jobs
    )


def _gives(roadmap: Roadmap) -> list[dict]:
    """What could give, what changes least in proportion first."""
    found = proposals(roadmap.jobs, roadmap.capacity) if roadmap.state == "over" else None
    return [_give(each) for each in ranked(found, roadmap.capacity, roadmap.fit.needed)] if found else []


def _give(found: Later | Shrink | Park | More) -> dict:
    kind = {Later: "later", Shrink: "shrink", Park: "park", More: "more"}[type(found)]
    keys = [key for key, _minutes in found.off] if isinstance(found, Shrink) else getattr(found, "jobs", ())
    return {
        "kind": kind,
        "days": getattr(found, "days", None),
        "day": getattr(found, "day", None),
        "minutes": getattr(found, "minutes", None),
        "weekly_minutes": getattr(found, "weekly", None),
        "spare": found.fit.spare,
        **_named(keys),
    }


def _forecast(found: Forecast) -> dict | None:
    if found.plan is None:
        return None
    return {
        "earliest": found.plan.earliest,
        "latest": found.plan.latest,
        "assumed": found.assumed,
        "logged_weeks": found.logged_weeks,
        "finished": found.finished,
        "objectives": [
            {"objective": key, "earliest": likely.earliest, "latest": likely.latest}
            for key, likely in found.groups.items()
        ],
    }


def _one(key: str) -> dict:
    activities, objectives = _split([key])
    return {"activity": next(iter(activities), None), "objective": next(iter(objectives), None)}


def _job(job: ScheduledJob, earliest: date) -> dict:
    names = ("minutes", "needed_by", "starts", "finishes", "lateness", "unscheduled")
    return {
        **_one(job.key),
        "earliest": earliest,
        **{name: getattr(job, name) for name in names},
        "weeks": [{"monday": monday, "minutes": minutes} for monday, minutes in job.weeks],
    }
