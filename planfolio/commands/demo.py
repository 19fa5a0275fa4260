"""`planfolio demo`: example data to look around in, and `--leave` to take it away again."""

import argparse
import json

from . import Exit, _, ready


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--leave", action="store_true", help=_("Take the example data away without a trace."))


def run(options: argparse.Namespace) -> int:
    ready()
    from planfolio.exchange import demo
    from planfolio.people.models import Person

    if options.leave:
        gone = demo.leave()
        words = _("The example data is gone.") if gone else _("There is no example data here.")
        print(json.dumps({"people": 0}) if options.json else words)
        return Exit.OK
    demo.fill()
    people = list(Person.objects.filter(is_example=True).order_by("name"))
    if options.json:
        print(json.dumps({"people": [{"name": person.name, "email": person.email} for person in people]}))
        return Exit.OK
    print(_("Twelve people and a year of their learning are in."))
    print(_("Look around: planfolio start, then “Look around with example data”"))
    print(_("Take it all away again: planfolio demo --leave"))
    return Exit.OK
