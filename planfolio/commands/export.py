"""`planfolio export plan ID --format pdf -o FILE`: a plan as a file, the same that the page gives."""

import argparse
import json
import sys
from functools import partial
from pathlib import Path

from . import Exit, Stop, _, ready
from .persons import add_person, choose_person, choose_plan, plan_key

FORMATS = ("pdf", "docx", "md", "csv", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["plan"], help=_("What to take out."))
    parser.add_argument(
        "id",
        nargs="?",
        type=plan_key,
        metavar=_("ID"),
        help=_("The end of the plan's address; the current plan unless told."),
    )
    parser.add_argument("--format", choices=FORMATS, help=_("The kind of file; what FILE ends with unless told."))
    parser.add_argument("-o", "--output", required=True, metavar=_("FILE"), help=_("Where to; - is standard output."))
    parser.add_argument(
        "--paper", choices=["a4", "letter"], help=_("For PDF and Word; as in your account unless told.")
    )
    parser.add_argument(
        "--no-pictures", action="store_true", help=_("For PDF: leave the pictures of how it lies in time out.")
    )
    add_person(parser)


def run(options: argparse.Namespace) -> int:
    format = options.format or Path(options.output).suffix.removeprefix(".").lower()
    if format not in FORMATS:
        raise Stop(_("Say which kind of file: --format pdf, docx, md, csv or json"), Exit.USAGE)
    if options.output != "-" and Path(options.output).exists():
        raise Stop(_("{file} is already there. Choose another name, or remove it first.").format(file=options.output))
    ready()
    from planfolio.plans.copying import readable_document
    from planfolio.plans.paper_pictures import plan_pictures
    from planfolio.plans.printing import plan_file

    person = choose_person(options.person)
    plan = choose_plan(person, options.id)
    doc = readable_document(plan, who=person)
    paper = options.paper or person.paper
    pictures = list if options.no_pictures else partial(plan_pictures, plan, who=person)
    who = {"person": plan.owner.name, "on": person.today()}
    _name, content = plan_file(doc, format=format, paper=paper, pictures=pictures, **who)
    _write(content, options.output)
    if options.json and options.output != "-":
        print(json.dumps({"plan": str(plan.pk), "format": format, "file": options.output, "bytes": len(content)}))
    return Exit.OK


def _write(content: bytes, output: str) -> None:
    if output == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        with open(output, "xb") as file:
            file.write(content)
    except OSError as error:
        raise Stop(
            _("{file} could not be written: {reason}.").format(file=output, reason=error.strerror), Exit.ENVIRONMENT
        ) from error
