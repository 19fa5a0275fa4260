"""`planfolio backup FILE`: everything in one file, also while Planfolio runs."""

import argparse
import json
import sys
from pathlib import Path

from planfolio import data

from . import Exit, Stop, _, ready


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("Where to write the backup (a zip file)."))
    parser.add_argument(
        "--with-key",
        action="store_true",
        help=_("Include the secret key, so that links sent by mail stay good; keep such a backup as safe as the key."),
    )


def run(options: argparse.Namespace) -> int:
    if options.file.exists():
        raise Stop(_("{file} is already there. Choose another name, or remove it first.").format(file=options.file))
    if not options.file.absolute().parent.is_dir():
        raise Stop(_("There is no folder {folder}.").format(folder=options.file.absolute().parent), Exit.NOT_FOUND)
    if not (data.folder() / "planfolio.sqlite3").exists() and not data.elsewhere():
        raise Stop(
            _("There is nothing to back up in {folder} yet.").format(folder=data.folder()),
            Exit.NOT_FOUND,
        )
    ready()
    from planfolio.backups import writing

    try:
        manifest = writing.write(options.file.absolute(), with_key=options.with_key, say=progress)
    except OSError as error:
        raise Stop(
            _("The backup could not be written: {reason}. Nothing was kept of it.").format(reason=error.strerror),
            Exit.ENVIRONMENT,
        ) from error
    return _report(options, manifest)


def _report(options: argparse.Namespace, manifest: dict) -> int:
    rows = sum(table["rows"] for table in manifest["tables"].values())
    facts = {
        "file": str(options.file),
        "bytes": options.file.stat().st_size,
        "rows": rows,
        "files": len(manifest["files"]),
        "missing": manifest["missing"],
    }
    progress("")
    if options.json:
        print(json.dumps(facts))
    else:
        print(_("{file}: {rows} rows and {files} files.").format(**facts))
    for name in manifest["missing"]:
        print(_("Missing in the data folder, so not in the backup: {name}").format(name=name), file=sys.stderr)
    return Exit.OK


def progress(what: str) -> None:
    """One line that replaces itself, and only before a person's eyes."""
    if sys.stderr.isatty():
        print(f"\r\033[K{what[:70]}", end="", file=sys.stderr, flush=True)
