"""`planfolio verify FILE`: whether a review is as both signed it."""

import argparse
import json
from pathlib import Path

from . import Exit, Stop, _, ready


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar=_("FILE"), help=_("A review as PDF, Word or JSON, as it was given out.")
    )


def run(options: argparse.Namespace) -> int:
    ready()
    from planfolio.mentoring.packets import verify

    if not options.file.is_file():
        raise Stop(_("There is no such file: {file}").format(file=options.file), Exit.NOT_FOUND)
    found = verify(options.file.read_bytes())
    if options.json:
        facts = {"whole": found.whole, "known": found.known, "title": found.title, "signatures": found.signatures}
        print(json.dumps(facts, ensure_ascii=False))
    else:
        _tell(found)
    return Exit.OK if found.whole and found.known else Exit.REFUSED


def _tell(found) -> None:
    if not found.whole:
        print(_("This is not a review as it was signed: it was changed, or it never was one."))
        return
    if found.known:
        print(_("This is “{title}”, as it was signed here.").format(title=found.title))
    else:
        print(_("“{title}” agrees with itself, but was not signed in this installation.").format(title=found.title))
    for each in found.signatures:
        print(f"  - {each['name']}, {each['said']}, {each['at']}")
