"""`planfolio log "RDA webinar" -t 45m -o 2`: an entry in the journal, in one line."""

import argparse
import json
from datetime import date

from . import Exit, Stop, _, ready
from .persons import add_person, choose_person


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("title", metavar=_("TITLE"), help=_("What you learned."))
    parser.add_argument("-t", "--time", metavar=_("TIME"), help=_("How long, such as 45m, 1h30 or 90."))
    parser.add_argument(
        "-o",
        "--objective",
        action="append",
        default=[],
        type=int,
        metavar=_("NUMBER"),
        help=_("Which objective of the current plan, by its number on the page of the plan. Repeat it for several."),
    )
    parser.add_argument("--day", type=_day, metavar=_("DATE"), help=_("On which day; today unless told."))
    parser.add_argument("--note", default="", metavar=_("TEXT"), help=_("A private note, for you alone."))
    add_person(parser)


def run(options: argparse.Namespace) -> int:
    ready()
    from planfolio.journal.actions import add_entry
    from planfolio.plans.vocabulary import TEXT_LENGTH, TITLE_LENGTH

    person = choose_person(options.person)
    title = " ".join(options.title.split())
    if not title or len(title) > TITLE_LENGTH:
        raise Stop(_("Give the entry a title of 1 to {limit} characters.").format(limit=TITLE_LENGTH), Exit.USAGE)
    if len(options.note) > TEXT_LENGTH:
        raise Stop(_("Shorten the note to {limit} characters.").format(limit=TEXT_LENGTH), Exit.USAGE)
    minutes = _minutes(options.time)
    objectives = _objectives(person, options.objective)
    day = _not_to_come(options.day, person)
    entry, _added = add_entry(
        by=person,
        title=title,
        minutes=minutes,
        day=day,
        note=options.note,
        objectives=objectives,
        came_by="command",
    )
    _tell(options, entry, objectives)
    return Exit.OK


def _minutes(text: str | None) -> int | None:
    from planfolio.plans.vocabulary import MINUTES_LIMIT
    from planfolio.web.durations import parse_minutes

    if text is None:
        return None
    try:
        minutes = parse_minutes(text)
    except ValueError as error:
        raise Stop(_("Write the time as 45m, 1h30 or 90."), Exit.USAGE) from error
    if not 1 <= minutes <= MINUTES_LIMIT:
        raise Stop(_("Write a time between 1 minute and 1,000 hours."), Exit.USAGE)
    return minutes


def _objectives(person, numbers: list[int]) -> list:
    """The objectives that the page of the current plan shows under these numbers."""
    from planfolio.plans.access import current_plan
    from planfolio.plans.models import Objective

    plan = current_plan(person)
    shown = list(Objective.objects.kept().filter(plan=plan, state__in=("active", "done"))) if plan else []
    for number in numbers:
        if not 1 <= number <= len(shown):
            there = "\n".join(f"  {place}. {each}" for place, each in enumerate(shown, start=1))
            raise Stop(_("There is no objective {number}.").format(number=number) + "\n" + there, Exit.NOT_FOUND)
    return [shown[number - 1] for number in dict.fromkeys(numbers)]


def _not_to_come(day: date | None, person) -> date | None:
    if day and day > person.today():
        raise Stop(_("An entry is about a day that has been. Leave --day out for today."), Exit.USAGE)
    return day


def _tell(options, entry, objectives) -> None:
    if options.json:
        facts = {"id": str(entry.pk), "title": entry.title, "day": entry.day.isoformat(), "minutes": entry.minutes}
        print(json.dumps({**facts, "objectives": [str(each.pk) for each in objectives]}, ensure_ascii=False))
        return
    print(_("Logged: {title}, {day}").format(title=entry.title, day=entry.day))
    for objective in objectives:
        print(f"  {objective}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("a date is written like 2027-06-30")) from error
