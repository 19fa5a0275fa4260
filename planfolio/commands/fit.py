"""`planfolio fit`: whether a plan fits the time there is; where it does not, the proof and what could give."""

import argparse
import json

from . import Exit, Stop, _, ready
from .persons import add_person, choose_person, choose_plan, plan_key


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "id",
        nargs="?",
        type=plan_key,
        metavar=_("ID"),
        help=_("The end of the plan's address; the current plan unless told."),
    )
    add_person(parser)


def run(options: argparse.Namespace) -> int:
    ready()
    from planfolio.plans.fit import plan_roadmap
    from planfolio.plans.fit_facts import fit_facts
    from planfolio.plans.likely import plan_forecast

    person = choose_person(options.person)
    plan = choose_plan(person, options.id)
    if plan.owner_id != person.pk:
        raise Stop(_("How a plan fits tells of its owner's time, so only the owner can ask."), Exit.REFUSED)
    roadmap = plan_roadmap(plan, person=person)
    forecast = plan_forecast(roadmap, person=person)
    facts = {"plan": {"id": str(plan.pk), "title": plan.title}}
    facts |= fit_facts(roadmap, forecast)
    if options.json:
        print(json.dumps(facts, ensure_ascii=False, default=str))
    else:
        _tell(facts, roadmap, forecast)
    return Exit.OK


def _tell(facts: dict, roadmap, forecast) -> None:
    from planfolio.plans.findings import fit_finding, forecast_finding

    print(roadmap.plan.title)
    print(fit_finding(roadmap))
    if facts["chosen_weeks_too_much"]:
        print(_("It would fit without the weeks that you have chosen yourself."))
    for give in facts["gives"]:
        print(f"  - {_give(give)}")
    if facts["state"] in ("fits", "over") and forecast.plan:
        print(" ".join(forecast_finding(forecast)))


def _give(give: dict) -> str:
    from django.utils.translation import ngettext

    from planfolio.web.dates import day_long
    from planfolio.web.durations import minutes

    days, named = give["days"] or 0, len(give["activities"]) + len(give["objectives"])
    if give["kind"] == "later" and give["day"] and named:
        words = ngettext("Move one date by {days} day, to {day}.", "Move one date by {days} days, to {day}.", days)
    elif give["kind"] == "later" and give["day"]:
        words = ngettext("End the plan {days} day later, on {day}.", "End the plan {days} days later, on {day}.", days)
    elif give["kind"] == "later":
        words = ngettext(
            "Move every date, and the end of the plan, by {days} day.",
            "Move every date, and the end of the plan, by {days} days.",
            days,
        )
    elif give["kind"] == "park":
        words = ngettext(
            "Leave one activity out, with {time} in it.", "Leave {count} activities out, with {time} in them.", named
        )
    else:
        more, less = _("Take {time} more in a normal week: {weekly}."), _("Do {time} less in all.")
        words = more if give["kind"] == "more" else less
    return words.format(
        days=days,
        day=day_long(give["day"], year=True) if give["day"] else "",
        time=minutes(give["minutes"]),
        weekly=minutes(give["weekly_minutes"]),
        count=named,
    )
