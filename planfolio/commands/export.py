"""A plan, a programme, or all of one person as a file: `planfolio export plan ID -o FILE`, `export person EMAIL`."""

import argparse
import json
import os
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from uuid import UUID

from . import Exit, Stop, _, ready
from .persons import add_person, choose_person, choose_plan, plan_key
from .programmes import chosen_programme

FORMATS = ("pdf", "docx", "md", "csv", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["plan", "person", "programme"], help=_("What to take out."))
    parser.add_argument(
        "id",
        nargs="?",
        metavar=_("ID"),
        help=_(
            "Of a plan, the end of its address; the current plan unless told. Of a person, their address. "
            "Of a programme, the end of its address, or the name of one that comes with Planfolio."
        ),
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
    if options.output != "-" and Path(options.output).exists():
        raise Stop(_("{file} is already there. Choose another name, or remove it first.").format(file=options.output))
    return {"plan": _plan, "person": _person, "programme": _programme}[options.what](options)


def _plan(options: argparse.Namespace) -> int:
    format = options.format or Path(options.output).suffix.removeprefix(".").lower()
    if format not in FORMATS:
        raise Stop(_("Say which kind of file: --format pdf, docx, md, csv or json"), Exit.USAGE)
    key = _key(options.id)
    ready()
    from planfolio.plans.copying import readable_document
    from planfolio.plans.paper_pictures import plan_pictures
    from planfolio.plans.printing import plan_file

    person = choose_person(options.person)
    plan = choose_plan(person, key)
    doc = readable_document(plan, who=person)
    paper = options.paper or person.paper
    pictures = list if options.no_pictures else partial(plan_pictures, plan, who=person)
    who = {"person": plan.owner.name, "on": person.today()}
    _name, content = plan_file(doc, format=format, paper=paper, pictures=pictures, **who)
    _write([content], options.output)
    if options.json and options.output != "-":
        print(json.dumps({"plan": str(plan.pk), "format": format, "file": options.output, "bytes": len(content)}))
    return Exit.OK


def _key(text: str | None) -> UUID | None:
    try:
        return plan_key(text) if text else None
    except argparse.ArgumentTypeError as error:
        raise Stop(str(error), Exit.USAGE) from error


def _person(options: argparse.Namespace) -> int:
    """A copy of everything; a file that broke off is taken away again."""
    ready()
    from planfolio.exchange.archive.writing import gather, pieces

    found = gather(choose_person(options.id or options.person))
    _write(pieces(found), options.output)
    if options.output == "-":
        return Exit.OK
    facts = {
        "file": options.output,
        "rows": sum(each["rows"] for each in found.manifest["rows"].values()),
        "files": len(found.manifest["files"]),
        "missing": found.manifest["missing"],
    }
    words = _("{file} holds {rows} rows and {files} files. Keep it safe: it has private notes in it.")
    print(json.dumps(facts) if options.json else words.format(**facts))
    return Exit.OK


def _programme(options: argparse.Namespace) -> int:
    """The folder of one programme as a ZIP: one's own, one that is shared, or by its name one that comes with us."""
    if not options.id:
        raise Stop(_("Say which programme: its ID, or the name of one that comes with Planfolio."), Exit.USAGE)
    ready()
    from planfolio.programmes.packing import packed

    doc = chosen_programme(options.id, choose_person(options.person))
    content = packed(doc)
    _write([content], options.output)
    if options.json and options.output != "-":
        print(json.dumps({"programme": doc.title, "things": len(doc.things()), "file": options.output}))
    return Exit.OK


def _write(pieces: Iterable[bytes], output: str) -> None:
    if output == "-":
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    try:
        with open(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            try:
                file.writelines(pieces)
            except BaseException:
                Path(output).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise Stop(
            _("{file} could not be written: {reason}.").format(file=output, reason=error.strerror), Exit.ENVIRONMENT
        ) from error
