"""`planfolio import plan FILE`, `... programme FOLDER`, `... person COPY`: what somebody has, kept as pages keep it."""

import argparse
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from . import Exit, Stop, _, ready
from .copies import bring_copy
from .persons import add_person, choose_person
from .programmes import bring_programme


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["plan", "programme", "person"], help=_("What to bring in."))
    parser.add_argument(
        "file",
        type=Path,
        metavar=_("FILE"),
        help=_(
            "Of a plan: Word, Excel, CSV, Markdown or JSON. Of a programme: a folder, a ZIP or a Markdown file. "
            "Of a person: the copy that planfolio export person made."
        ),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("Say what is in the file, and keep nothing."))
    parser.add_argument(
        "--answer",
        action="append",
        default=[],
        type=_pair,
        metavar=_("WHERE=DATE"),
        help=_("Which day a date is that reads two ways, such as 'line 2, column 3=2027-04-03'; none leaves it out."),
    )
    parser.add_argument(
        "--heading",
        action="append",
        default=[],
        type=_pair,
        metavar=_("HEADING=FIELD"),
        help=_("What a heading means, such as 'Mood=why'; nothing after the = leaves it out."),
    )
    parser.add_argument("--title", help=_("The title, where the file has none."))
    parser.add_argument("--licence", help=_("Of a programme: under which licence it may be used."))
    parser.add_argument("--author", help=_("Of a programme: who wrote it."))
    parser.add_argument("--profile", action="store_true", help=_("Of a person: use the profile in the copy, too."))
    parser.add_argument("--from", dest="starts", type=_day, metavar=_("DATE"), help=_("When the plan begins."))
    parser.add_argument("--to", dest="ends", type=_day, metavar=_("DATE"), help=_("When the plan ends."))
    add_person(parser)


def run(options: argparse.Namespace) -> int:
    if options.what == "programme":
        return bring_programme(options)
    if options.what == "person":
        return bring_copy(options)
    content = _content(options.file)
    ready()
    from planfolio.exchange import actions
    from planfolio.exchange.reading import read_file
    from planfolio.plans.reading import Unreadable

    person = choose_person(options.person)
    how = {"name": options.file.name, "language": person.language, "today": person.today()}
    try:
        draft = read_file(content, answers={}, **how)
        answers = {**_dates(options.answer), **_meanings(options.heading, draft)}
        draft = read_file(content, answers=answers, **how)
    except Unreadable as unreadable:
        raise Stop(str(unreadable)) from unreadable
    given = {name: getattr(options, name) for name in ("title", "starts", "ends") if getattr(options, name)}
    doc = replace(draft.document, **given)
    open_ = [each for each in draft.questions if answers.get(each.key) != "none"]
    plan = None
    if not options.dry_run:
        _refuse_incomplete(doc, open_)
        arrival = actions.take_in(content, name=options.file.name, by=person)
        plan = actions.bring_in(arrival, doc, by=person)
    _tell(options, doc, draft, open_, plan)
    return Exit.OK


def _content(file: Path) -> bytes:
    """The bytes of the file, one more than can be read if it is larger. Raises Stop."""
    from planfolio.plans.reading import LARGEST

    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        words = _("{file} could not be read: {reason}.").format(file=file, reason=error.strerror)
        raise Stop(words, Exit.NOT_FOUND) from error


def _dates(pairs: list[tuple[str, str]]) -> dict[str, str]:
    return {f"date:{where.removeprefix('date:')}": day for where, day in pairs}


def _meanings(pairs: list[tuple[str, str]], draft) -> dict[str, str]:
    """Answers by the keys of columns. Raises Stop for a heading or a field that is not there."""
    from planfolio.plans.reading import FIELDS

    answers = {}
    for text, field in pairs:
        keys = [column.key for column in draft.columns if column.heading.casefold() == text.casefold()]
        if not keys:
            raise Stop(_("There is no heading “{text}” in this file.").format(text=text), Exit.USAGE)
        if field and field not in FIELDS:
            raise Stop(_("A heading can mean one of: {fields}").format(fields=", ".join(FIELDS)), Exit.USAGE)
        answers |= dict.fromkeys(keys, field)
    return answers


def _refuse_incomplete(doc, questions) -> None:
    """Raises Stop when something must be said first, with how to say it."""
    missing = []
    if not doc.title:
        missing.append(_("The file has no title. Give one: --title 'My plan'"))
    if not (doc.starts and doc.ends):
        missing.append(_("The file does not say when the plan begins and ends: --from 2027-01-01 --to 2027-12-31"))
    elif doc.ends < doc.starts:
        missing.append(_("The plan ends before it begins. Give both: --from 2027-01-01 --to 2027-12-31"))
    for question in questions:
        first, second = question.readings
        missing.append(
            _("“{text}” can be {first} or {second}: --answer '{where}={first}'").format(
                text=question.text, first=first, second=second, where=question.where
            )
        )
    if missing:
        raise Stop("\n".join(missing))


def _tell(options, doc, draft, questions, plan) -> None:
    if options.json:
        print(json.dumps(_facts(doc, draft, questions, plan), ensure_ascii=False, default=str))
        return
    if plan:
        print(_("“{title}” is in. Its ID is {key}.").format(title=doc.title, key=plan.pk))
    print(
        _("{title}, {starts} to {ends}").format(title=doc.title or "?", starts=doc.starts or "?", ends=doc.ends or "?")
    )
    for objective in doc.objectives:
        print(f"  {objective.number}. {objective.what or '?'}")
    for question in questions:
        print(_("Two ways to read “{text}” ({where})").format(text=question.text, where=question.where))
    for cell in draft.not_found:
        print(_("No place for “{text}” ({where})").format(text=cell.text, where=cell.where))
    for note in draft.notes:
        print(note)


def _facts(doc, draft, questions, plan) -> dict:
    from planfolio.plans.document import as_dict

    return {
        "id": str(plan.pk) if plan else None,
        "plan": as_dict(doc),
        "headings": [{"where": c.where, "heading": c.heading, "field": c.field} for c in draft.columns],
        "questions": [{"where": q.where, "text": q.text, "readings": q.readings} for q in questions],
        "not_found": [{"where": cell.where, "text": cell.text} for cell in draft.not_found],
        "notes": [str(note) for note in draft.notes],
    }


def _pair(text: str) -> tuple[str, str]:
    left, sign, right = text.rpartition("=")
    if not sign or not left:
        raise argparse.ArgumentTypeError(_("write it with an = between the two"))
    return left.strip(), right.strip()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("a date is written like 2027-06-30")) from error
