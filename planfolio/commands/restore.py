"""`planfolio restore FILE`: a backup into an empty data folder, checked whole before anything is put in place."""

import argparse
import json
import os
import shutil
from pathlib import Path

from planfolio import data, instance

from . import Exit, Stop, _, set_up_django
from .backup import progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("A backup made by `planfolio backup`."))
    parser.add_argument(
        "--erased",
        type=Path,
        action="append",
        default=[],
        metavar=_("FILE"),
        help=_("The list erased.txt of another data folder: accounts in it stay erased. Repeat it for several."),
    )


def run(options: argparse.Namespace) -> int:
    file = options.file.absolute()
    for path in options.erased:
        if not path.is_file():
            raise Stop(_("There is no file {path}. Check the name.").format(path=path), Exit.NOT_FOUND)
    lists = [path.absolute() for path in options.erased]
    folder = data.prepare()
    try:
        hold = instance.Hold(folder)
    except instance.AlreadyRunning as running:
        raise Stop(_("Planfolio is running on {folder}. Stop it first.").format(folder=folder)) from running
    place = folder / ".restoring"
    try:
        manifest, again = _restore(file, folder, place, lists)
    finally:
        shutil.rmtree(place, ignore_errors=True)
        hold.release()
    return _report(options, manifest, again)


def _restore(file: Path, folder: Path, place: Path, lists: list[Path]) -> tuple[dict, int | None]:
    """What was restored, and how many accounts were erased again; None where no list of them was found.

    Django is pointed at the folder where the restore is prepared, so that a mistake can touch nothing else.
    """
    os.environ["PLANFOLIO_DATA"] = str(place)
    os.environ.setdefault("PLANFOLIO_SECRET_KEY", "only while restoring")
    set_up_django()
    from planfolio.backups import checking, restoring

    restoring.refuse_used(folder)
    archive, manifest = checking.opened(file)
    with archive, checking.damage():
        checking.check_room(archive, manifest, folder)
        restoring.stage(folder)
        restoring.unpack(archive, manifest, place, say=progress)
        again = _erase_again(folder, lists)
        restoring.put_in_place(place, folder)
    return manifest, again


def _erase_again(folder: Path, lists: list[Path]) -> int | None:
    """Before anything is put in place, so that nobody who was erased is there for a moment."""
    from planfolio.exchange.erasing import erase_again
    from planfolio.people import tombstones

    own = folder / tombstones.NAME
    marks = tombstones.buried(own, *lists)
    tombstones.join(own, marks)
    return erase_again(marks) if lists or own.exists() else None


def _report(options: argparse.Namespace, manifest: dict, again: int | None) -> int:
    facts = {
        "made_at": manifest["made_at"],
        "rows": sum(table["rows"] for table in manifest["tables"].values()),
        "files": len(manifest["files"]),
        "missing": manifest["missing"],
        "erased_again": again,
    }
    progress("")
    if options.json:
        print(json.dumps(facts))
    else:
        print(_("Restored {rows} rows and {files} files, all as they were on {made_at}.").format(**facts))
        print(_erased_words(again))
        print(_("Everybody signs in again. Start with `planfolio start`."))
    return Exit.OK


def _erased_words(again: int | None) -> str:
    if again is None:
        return _(
            "No list of erased accounts was found. If anybody erased theirs since the backup was made, restore it once "
            "more with the list of the old data folder: --erased OLD-FOLDER/erased.txt"
        )
    return _("Accounts that were erased since the backup was made, and are erased again: {count}.").format(count=again)
