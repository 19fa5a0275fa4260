"""`planfolio mail take`: answers by mail, from a pipe, a file, an mbox, a Maildir or a mailbox elsewhere."""

import argparse
import json
import signal
import sys
from enum import IntEnum
from pathlib import Path

from . import Exit, Stop, _, ready


class Sysexit(IntEnum):
    """What a mail server makes of an exit code (sysexits.h): done, nobody of that address, keep it and try again."""

    OK = 0
    NO_USER = 67
    TRY_AGAIN = 75


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar=_("VERB"), required=True)
    about = _("Take answers to mail: one message, or all of an mbox, a Maildir or a mailbox elsewhere.")
    take = verbs.add_parser("take", help=about, description=about)
    take.add_argument("file", nargs="?", default="-", metavar=_("FILE"), help=_("One message; - is standard input."))
    take.add_argument("--to", default="", metavar=_("ADDRESS"), help=_("The address that the message came to."))
    take.add_argument("--mbox", type=Path, metavar=_("FILE"), help=_("Every message of an mbox, which stays as it is."))
    take.add_argument(
        "--maildir", type=Path, metavar=_("FOLDER"), help=_("Every message in new/, each moved to cur/ once taken.")
    )
    take.add_argument(
        "--imap",
        action="store_true",
        help=_("Every new message of the mailbox of PLANFOLIO_IMAP, marked as seen once taken."),
    )
    take.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=_("Print facts as JSON."))
    take.add_argument("--data", default=argparse.SUPPRESS, metavar=_("FOLDER"), help=_("The data folder."))


def run(options: argparse.Namespace) -> int:
    """A mail server gets an exit code that it knows: what is wrong here for now must not send the mail back."""
    from planfolio.data import DataFolderUnusable

    try:
        ready()
        from django.db import DatabaseError

        from planfolio.errors import TooMany

        try:
            return _take(options)
        except (TooMany, DatabaseError) as problem:
            return _later(getattr(problem, "detail", "") or type(problem).__name__)
    except (DataFolderUnusable, OSError) as problem:
        return _later(problem)


def _take(options: argparse.Namespace) -> int:
    from django.conf import settings

    from planfolio.mentoring.letterbox.boxes import take_maildir, take_mbox

    if not settings.REPLY_ADDRESS:
        return _later(_("Set PLANFOLIO_REPLY_ADDRESS first: without it no mail can be answered."))
    if options.imap:
        return _take_imap(options)
    if options.maildir or options.mbox:
        box = options.maildir or options.mbox
        if not (box / "new" if options.maildir else box).exists():
            raise Stop(_("There is no such mailbox: {path}").format(path=box), Exit.NOT_FOUND)
        return _tell_all(options, (take_maildir if options.maildir else take_mbox)(box))
    return _take_one(options)


def _take_imap(options: argparse.Namespace) -> int:
    """One look into the mailbox. A request to stop is heeded between two messages."""
    from django.conf import settings

    from planfolio.mentoring.letterbox.boxes import take_imap
    from planfolio.mentoring.letterbox.imap import MailboxAway, MailboxUnusable, mailbox_at

    if not settings.IMAP_MAILBOX:
        raise Stop(_("Set PLANFOLIO_IMAP first, as imaps://user:password@host/INBOX."), Exit.ENVIRONMENT)
    asked: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _frame: asked.append(number))
    try:
        return _tell_all(options, take_imap(mailbox_at(settings.IMAP_MAILBOX), stopping=lambda: bool(asked)))
    except MailboxUnusable as problem:
        raise Stop(str(problem), Exit.ENVIRONMENT) from None
    except MailboxAway as problem:
        return _later(problem)
    finally:
        signal.signal(signal.SIGTERM, before)


def _take_one(options: argparse.Namespace) -> int:
    from planfolio.mentoring.letterbox.reading import LIMIT
    from planfolio.mentoring.letterbox.taking import Outcome, take

    if options.file == "-":
        raw = sys.stdin.buffer.read(LIMIT + 1)
    else:
        with Path(options.file).open("rb") as file:
            raw = file.read(LIMIT + 1)
    outcome = take(raw, to=options.to)
    if outcome == Outcome.NOBODY:
        print(_("Nobody takes mail at this address."), file=sys.stderr)
        return Sysexit.NO_USER
    # A mail server sends what is said here back to somebody; so nothing is, unless it was asked for.
    if options.json:
        print(json.dumps({"outcome": outcome.value}))
    return Sysexit.OK


def _tell_all(options: argparse.Namespace, counted) -> int:
    if options.json:
        print(json.dumps({outcome.value: count for outcome, count in counted.items()}))
    else:
        from planfolio.mentoring.letterbox.taking import Outcome

        said = _("Taken: {taken}. Taken before: {again}. Told why not: {told}. Left alone: {left}.")
        counts = {name: counted[Outcome[name.upper()]] for name in ("taken", "again", "told")}
        print(said.format(**counts, left=counted[Outcome.LEFT] + counted[Outcome.NOBODY]))
    return Sysexit.OK


def _later(why: object) -> int:
    print(why, file=sys.stderr)
    return Sysexit.TRY_AGAIN
