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


def run(options: argparse.Namespace) -> int:
    file = options.file.absolute()
    folder = data.prepare()
    try:
        hold = instance.Hold(folder)
    except instance.AlreadyRunning as running:
        raise Stop(_("Planfolio is running on {folder}. Stop it first.").format(folder=folder)) from running
    place = folder / ".restoring"
    try:
        manifest = _restore(file, folder, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)
        hold.release()
    return _report(options, manifest)


def _restore(file: Path, folder: Path, place: Path) -> dict:
    """Django is pointed at the folder where the restore is prepared, so that a mistake can touch nothing else."""
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
        restoring.put_in_place(place, folder)
    return manifest


def _report(options: argparse.Namespace, manifest: dict) -> int:
    facts = {
        "made_at": manifest["made_at"],
        "rows": sum(table["rows"] for table in manifest["tables"].values()),
        "files": len(manifest["files"]),
        "missing": manifest["missing"],
    }
    progress("")
    if options.json:
        print(json.dumps(facts))
    else:
        print(_("Restored {rows} rows and {files} files, all as they were on {made_at}.").format(**facts))
        print(_("Everybody signs in again. Start with `planfolio start`."))
    return Exit.OK
