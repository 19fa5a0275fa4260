"""`planfolio COMMAND`: a thin table of commands, each a module of `planfolio.commands`.

To add one: write `planfolio/commands/<name>.py` with `add_arguments(parser)` and `run(options) -> int`, and give it a
line in COMMANDS. `run` returns an `Exit` or raises `Stop`; a `planfolio.errors.Problem` from the domain is translated
here, once.
"""

import argparse
import importlib
import os
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from planfolio import __version__
from planfolio.commands import Exit, Stop, _
from planfolio.data import DataFolderUnusable


@dataclass(frozen=True)
class Command:
    """What the list of commands says of one; `facts` gives it --json, and it must then print one JSON document."""

    about: str
    facts: bool = False


COMMANDS = {
    "start": Command(_("Start Planfolio and open it in the browser.")),
    "log": Command(_("Write what you learned into your journal."), facts=True),
    "week": Command(_("Say what this week holds."), facts=True),
    "fit": Command(_("Say whether a plan fits the time there is, and what could give."), facts=True),
    "import": Command(_("Bring in a plan from a file, or a copy of everything of one person."), facts=True),
    "export": Command(_("Take a plan out as a file, or a copy of everything of one person."), facts=True),
    "verify": Command(_("Say whether a review is as both signed it."), facts=True),
    "demo": Command(_("Put example data in to look around, or take it away."), facts=True),
    "token": Command(_("Make, list and revoke the keys of programs."), facts=True),
    "mail": Command(_("Take answers to mail."), facts=True),
    "backup": Command(_("Save everything into one file, also while Planfolio runs."), facts=True),
    "restore": Command(_("Bring a backup into an empty data folder."), facts=True),
    "doctor": Command(_("Say what is wrong with this installation and how to mend it."), facts=True),
    "account": Command(_("Make an account with a password, or set its password anew.")),
    "organisation": Command(_("Print a link by which an organisation is set up, and say which there are."), facts=True),
    "invite": Command(_("Print a link by which one person makes an account."), facts=True),
}

EPILOG = _(
    "Exit codes: 0 done, 1 refused, 2 wrong use, 3 not found, 4 something about this computer must change first."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    options = parser_of(arguments).parse_args(arguments)
    if options.data:
        os.environ["PLANFOLIO_DATA"] = options.data
    try:
        code = int(options.run(options) or 0)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        return _leave_pipe()
    except Stop as stop:
        return _say(stop, stop.code)
    except DataFolderUnusable as unusable:
        return _say(unusable, Exit.ENVIRONMENT)
    except KeyboardInterrupt:
        return _say(_("Stopped. Nothing was left half done."), Exit.REFUSED)
    except Exception as error:
        code = _code_of(error)
        return _say(_about_database(error) if code is Exit.ENVIRONMENT else error, code)


def parser_of(arguments: list[str]) -> argparse.ArgumentParser:
    """Only the command that was asked for is imported; the others are known by their line in the list."""
    parser = argparse.ArgumentParser(
        prog="planfolio", description=_("A home for your learning: a realistic plan and its evidence."), epilog=EPILOG
    )
    parser.add_argument("--version", action="version", version=f"planfolio {__version__}")
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), required=True)
    for name, command in COMMANDS.items():
        sub = commands.add_parser(name, help=command.about, description=command.about, epilog=EPILOG)
        sub.add_argument("--data", metavar=_("FOLDER"), help=_("The data folder (also PLANFOLIO_DATA)."))
        if command.facts:
            sub.add_argument("--json", action="store_true", help=_("Print facts as JSON."))
        if name in arguments:
            module = importlib.import_module(f"planfolio.commands.{name}")
            module.add_arguments(sub)
            sub.set_defaults(run=module.run)
    return parser


def _code_of(error: Exception) -> Exit:
    """The exit code of an error that is meant for people; anything else is a defect and goes on up with its trace."""
    if "django" not in sys.modules:
        raise error
    from django.db import DatabaseError, OperationalError

    from planfolio.errors import Missing, Problem

    if isinstance(error, Missing):
        return Exit.NOT_FOUND
    if isinstance(error, Problem):
        return Exit.REFUSED
    # A damaged file is a plain DatabaseError; its other kinds are defects of ours.
    if isinstance(error, OperationalError | sqlite3.DatabaseError) or type(error) is DatabaseError:
        return Exit.ENVIRONMENT
    raise error


def _about_database(error: Exception) -> str:
    if "locked" in str(error):
        return _("The database is busy: another program holds it. Nothing was saved. Try again in a moment.")
    words = _("The database cannot be used ({reason}). To see what is wrong, run: planfolio doctor")
    return words.format(reason=str(error).strip())


def _leave_pipe() -> int:
    """Whoever reads our output has seen enough, as `| head` has; nothing more is written, also not at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(Exit.OK)


def _say(message: object, code: Exit) -> int:
    print(message, file=sys.stderr)
    return int(code)
