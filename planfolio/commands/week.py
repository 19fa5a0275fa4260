"""`planfolio week`: what This week shows."""

import argparse
import json

from . import Exit, _, ready
from .persons import add_person, choose_person


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_person(parser)


def run(options: argparse.Namespace) -> int:
    ready()
    from planfolio.journal.pages import week_page

    person = choose_person(options.person)
    page = week_page(person)
    facts = _facts(page)
    if options.json:
        print(json.dumps(facts, ensure_ascii=False, default=str))
    else:
        _tell(facts, page.roadmap)
    return Exit.OK


def _facts(page) -> dict:
    from planfolio.plans.fit_facts import week_facts

    lately = page.lately
    return {
        "week": page.monday.isoformat(),
        "plan": {"id": str(page.plan.pk), "title": page.plan.title} if page.plan else None,
        "fits": page.roadmap.state if page.roadmap else None,
        "schedule": week_facts(page.roadmap, page.monday) if page.roadmap else None,
        "activities": [
            {
                "id": str(task.key),
                "title": task.title,
                "minutes": task.minutes,
                "done": task.done,
                "planned": task.planned,
                "objective": task.objective.what,
            }
            for task in page.tasks
        ],
        "minutes": page.minutes,
        "weekly_minutes": page.weekly,
        "prompt": page.prompt,
        "closed": page.check_in is not None,
        "coming": [{"day": each.day.isoformat(), "title": str(each.title)} for each in page.coming],
        "lately": {"learned": lately.learned, "weeks": lately.counted} if lately else None,
    }


def _tell(facts: dict, roadmap) -> None:
    from planfolio.plans.findings import fit_finding
    from planfolio.web.durations import minutes

    print(_("The week of {day}").format(day=facts["week"]))
    print(facts["plan"]["title"] if facts["plan"] else _("There is no plan yet."))
    if roadmap:
        print(fit_finding(roadmap))
    for task in facts["activities"]:
        mark = "x" if task["done"] else " "
        print(f"  [{mark}] {task['title']}  {minutes(task['minutes'])}".rstrip())
    print(_("Logged this week: {time}").format(time=minutes(facts["minutes"]) or "0"))
    for each in facts["coming"]:
        print(f"  {each['day']}  {each['title']}")
    if facts["lately"] and facts["lately"]["weeks"]:
        learned, weeks = facts["lately"]["learned"], facts["lately"]["weeks"]
        print(_("Learning in {learned} of the last {weeks} weeks.").format(learned=learned, weeks=weeks))
