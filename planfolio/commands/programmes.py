"""What commands do with programmes: bring one in from a folder, a ZIP or a file, and find one to take out."""

import argparse
import json
from dataclasses import replace
from uuid import UUID

from . import Exit, Stop, _, ready
from .persons import choose_person


def bring_programme(options: argparse.Namespace) -> int:
    """Read the programme, say what it holds, and keep it unless this is a dry run."""
    if not options.file.exists():
        raise Stop(_("{file} is not there.").format(file=options.file), Exit.NOT_FOUND)
    ready()
    from planfolio.programmes import actions
    from planfolio.programmes.packing import read_path

    person = choose_person(options.person)
    reading = read_path(options.file)
    given = {name: getattr(options, name) for name in ("title", "licence", "author") if getattr(options, name)}
    doc = replace(reading.doc, **given)
    notes = [note for note in reading.notes if note.file or not doc.licence]
    programme = None if options.dry_run else actions.add_programme(doc, by=person)
    if options.json:
        print(json.dumps(_facts(doc, notes, programme), ensure_ascii=False))
    else:
        _tell(doc, notes, programme)
    return Exit.OK


def chosen_programme(name: str, person):
    """The document of a programme that `person` may read, by its key, or of one that comes with us, by its name."""
    from planfolio.errors import Missing
    from planfolio.programmes.access import get_programme
    from planfolio.programmes.builtin import builtin

    try:
        key = UUID(name)
    except ValueError:
        key = None
    try:
        return get_programme(person, key).doc if key else builtin(name, person.language).doc
    except Missing as error:
        raise Stop(str(error.detail), Exit.NOT_FOUND) from error


def _facts(doc, notes, programme) -> dict:
    from planfolio.programmes.document import as_dict

    told = [{"file": note.file, "text": str(note.text)} for note in notes]
    return {"id": str(programme.pk) if programme else None, "programme": as_dict(doc), "notes": told}


def _tell(doc, notes, programme) -> None:
    if programme:
        print(_("“{title}” is in. Its ID is {key}.").format(title=doc.title, key=programme.pk))
    number = 0
    for module in doc.modules:
        print(module.title)
        for thing in module.things:
            number += 1
            print(f"  {number}. {thing.title}")
    for note in notes:
        print(f"{note.file}: {note.text}" if note.file else str(note.text))
