"""Messages that wait: in an mbox, which stays as it is, or a Maildir or IMAP mailbox, where the taken are marked."""

import mailbox
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from .imap import Mailbox, fetched, opened, put_away, unseen
from .reading import LIMIT
from .taking import Outcome, take


def take_mbox(path: Path) -> Counter[Outcome]:
    """Take every message of an mbox; those that were taken before are known by their names."""
    counted: Counter[Outcome] = Counter()
    box = mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            with box.get_file(key) as file:
                counted[take(file.read(LIMIT + 1))] += 1
    finally:
        box.close()
    return counted


def take_maildir(folder: Path) -> Counter[Outcome]:
    """Take every message in new/, oldest first; each moves to cur/ once it was taken or is nobody's.

    A kill between the two leaves it in new/, where it is known as taken the next time. Whoever raises TooMany leaves
    the rest in new/.
    """
    counted: Counter[Outcome] = Counter()
    for path in _new(folder):
        try:
            with path.open("rb") as file:
                raw = file.read(LIMIT + 1)
        except FileNotFoundError:
            continue
        outcome = take(raw)
        counted[outcome] += 1
        # Seen, as a mail program shows it, but for what somebody should look at.
        flags = "" if outcome == Outcome.NOBODY else "S"
        path.rename(folder / "cur" / f"{path.name.partition(':')[0]}:2,{flags}")
    return counted


def take_imap(mailbox: Mailbox, *, stopping: Callable[[], bool] = lambda: False) -> Counter[Outcome]:
    """Take what is new in a mailbox, oldest first; each message is marked as seen once it was taken or is nobody's.

    A kill between the two leaves it new, where it is known as taken the next time. `stopping` is asked before each.
    Raises MailboxUnusable, MailboxAway, and TooMany, which leaves the rest new.
    """
    counted: Counter[Outcome] = Counter()
    with opened(mailbox) as server:
        for uid in unseen(server):
            if stopping():
                break
            raw = fetched(server, uid, limit=LIMIT + 1)
            if raw is None:
                continue
            outcome = take(raw)
            counted[outcome] += 1
            if outcome == Outcome.NOBODY:
                # With a flag, as a mail program shows it, where somebody who looks for it finds it.
                put_away(server, uid, flags="\\Seen \\Flagged")
            else:
                put_away(server, uid, flags="\\Seen", to=mailbox.done)
    return counted


def _new(folder: Path) -> Iterator[Path]:
    (folder / "cur").mkdir(exist_ok=True)
    there = (path for path in (folder / "new").iterdir() if not path.name.startswith("."))
    return iter(sorted(path for path in there if path.is_file() and not path.is_symlink()))
