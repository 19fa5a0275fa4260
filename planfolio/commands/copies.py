"""A copy of everything of one person on the command line, as the pages of their data give and take it."""

import argparse
import json

from . import Exit, Stop, _, ready
from .persons import choose_person


def bring_copy(options: argparse.Namespace) -> int:
    """Keep all that the copy brings, or with --dry-run say what it would bring."""
    if not options.file.is_file():
        raise Stop(_("There is no file {path}. Check the name.").format(path=options.file), Exit.NOT_FOUND)
    ready()
    from planfolio.exchange.archive.bringing import bring_in, look
    from planfolio.exchange.archive.opening import opened

    person = choose_person(options.person)
    with opened(options.file) as copy:
        if options.dry_run:
            coming = look(copy, by=person)
        else:
            coming = bring_in(copy, by=person, profile=options.profile)
    if options.json:
        counts = {name: {"new": count.new, "there": count.there} for name, count in coming.counts.items()}
        print(json.dumps({"kept": not options.dry_run, "rows": counts, "lost_files": coming.lost}))
        return Exit.OK
    for count in coming.shown():
        words = _("{label}: {new} to bring in, {there} here already")
        print(words.format(label=count.label, new=count.new, there=count.there))
    print(_("Nothing was kept.") if options.dry_run else _("It is all in."))
    return Exit.OK
