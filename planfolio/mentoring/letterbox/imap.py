"""A mailbox at a provider, by IMAP (RFC 3501): what is new in one folder, and marked or moved once it was taken.

Where it is, as `imaps://user:password@host:993/INBOX?done=Taken`, is a setting, so that its password is on no command
line. Nothing that the server says about signing in is passed on, for servers may repeat what was sent to them.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils.translation import gettext as _

TIMEOUT = 30
_HERE = {"localhost", "127.0.0.1", "::1"}


class MailboxUnusable(Exception):
    """The words say which part of the setting to look at."""


class MailboxAway(Exception):
    """The server cannot be reached or breaks off; it can be tried again."""


@dataclass(frozen=True)
class Mailbox:
    """`done` is the folder that a message moves to once it was taken; empty: it stays, marked as seen."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str
    done: str
    tls: str


def mailbox_at(url: str) -> Mailbox:
    """The mailbox of PLANFOLIO_IMAP. Raises MailboxUnusable with what is wrong there."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise MailboxUnusable(_("The address of the mail server cannot be read. Look at PLANFOLIO_IMAP.")) from error
    options = dict(parse_qsl(parts.query))
    tls = {"imaps": "tls", "imap": options.get("tls", "none")}.get(parts.scheme, "")
    if tls not in {"tls", "starttls", "none"} or not parts.hostname:
        raise MailboxUnusable(_("Write PLANFOLIO_IMAP as imaps://user:password@host/INBOX."))
    if tls == "none" and parts.hostname not in _HERE:
        raise MailboxUnusable(
            _("Without TLS the password could be read on its way. Write imaps://, or imap:// with ?tls=starttls.")
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    folders = [unquote(parts.path.strip("/")) or "INBOX", options.get("done", "")]
    if not user or not password:
        raise MailboxUnusable(_("PLANFOLIO_IMAP has no user name or no password: imaps://user:password@host/INBOX."))
    if any(re.search(r"[\x00-\x1f\x7f]", each) for each in (user, password, *folders)):
        raise MailboxUnusable(_("There is a line break or the like in PLANFOLIO_IMAP. Take it out."))
    if not all(each.isascii() for each in folders):
        raise MailboxUnusable(_("Name a folder without accents in PLANFOLIO_IMAP."))
    return Mailbox(parts.hostname, port or (993 if tls == "tls" else 143), user, password, *folders, tls)


@contextmanager
def opened(mailbox: Mailbox) -> Iterator[imaplib.IMAP4]:
    """A connection that is signed in and has the folder open. Raises MailboxUnusable or MailboxAway."""
    try:
        server = _connected(mailbox)
        try:
            _sign_in(server, mailbox)
            _select(server, mailbox)
            yield server
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                server.logout()
    except ssl.SSLError as error:
        words = _("%(host)s speaks no TLS that can be trusted (%(reason)s). Look at the host in PLANFOLIO_IMAP.")
        told = {"host": mailbox.host, "reason": getattr(error, "verify_message", "") or error.reason or "TLS"}
        raise MailboxUnusable(words % told) from error
    except (OSError, imaplib.IMAP4.abort) as error:
        words = _("%(host)s does not answer, or broke off. It is tried again; if that goes on, look at PLANFOLIO_IMAP.")
        raise MailboxAway(words % {"host": mailbox.host}) from error
    except imaplib.IMAP4.error as error:
        words = _("%(host)s does not do what an IMAP server does. Look at the host in PLANFOLIO_IMAP.")
        raise MailboxUnusable(words % {"host": mailbox.host}) from error


def _connected(mailbox: Mailbox) -> imaplib.IMAP4:
    trusted = ssl.create_default_context()
    if mailbox.tls == "tls":
        return imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=trusted, timeout=TIMEOUT)
    server = imaplib.IMAP4(mailbox.host, mailbox.port, timeout=TIMEOUT)
    if mailbox.tls == "starttls":
        if "STARTTLS" not in server.capabilities:
            raise MailboxUnusable(_("%(host)s offers no STARTTLS. Write imaps://.") % {"host": mailbox.host})
        server.starttls(ssl_context=trusted)
    return server


def _sign_in(server: imaplib.IMAP4, mailbox: Mailbox) -> None:
    """By AUTHENTICATE PLAIN where there is one, because LOGIN takes no accents."""
    words = f"\0{mailbox.user}\0{mailbox.password}".encode()
    try:
        if "AUTH=PLAIN" in server.capabilities:
            server.authenticate("PLAIN", lambda _challenge: words)
        else:
            server.login(mailbox.user, mailbox.password)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeEncodeError):
        # Without its cause: a server may repeat what was sent to it.
        words = _("%(host)s does not take this user name and password. Look at PLANFOLIO_IMAP.")
        raise MailboxUnusable(words % {"host": mailbox.host}) from None


def _select(server: imaplib.IMAP4, mailbox: Mailbox) -> None:
    state, _answer = server.select(quoted(mailbox.folder))
    if state != "OK":
        raise MailboxUnusable(
            _("There is no folder “%(name)s” in the mailbox. Look at PLANFOLIO_IMAP.") % {"name": mailbox.folder}
        )
    if mailbox.done and b"MOVE" not in server.capability()[1][-1].upper().split():
        raise MailboxUnusable(
            _("%(host)s cannot move messages. Take “done” out of PLANFOLIO_IMAP; they are marked as seen then.")
            % {"host": mailbox.host}
        )


def quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unseen(server: imaplib.IMAP4) -> list[str]:
    """The UIDs of what is new, oldest first."""
    _state, found = server.uid("SEARCH", "UNSEEN")
    return sorted((each.decode("ascii", "replace") for each in (found[0] or b"").split() if each.isdigit()), key=int)


def fetched(server: imaplib.IMAP4, uid: str, *, limit: int) -> bytes | None:
    """A message without marking it, of at most `limit` bytes; None when it is gone meanwhile."""
    _state, parts = server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{limit}>)")
    return next((part[1] for part in parts if isinstance(part, tuple)), None)


def put_away(server: imaplib.IMAP4, uid: str, *, flags: str, to: str = "") -> None:
    """Mark a message and move it to the folder `to`, if any. Raises MailboxUnusable where the server does not."""
    state, _answer = server.uid("STORE", uid, "+FLAGS.SILENT", f"({flags})")
    if state != "OK":
        raise MailboxUnusable(_("The mailbox may not be written to, so messages cannot be marked as seen."))
    if to:
        state, _answer = server.uid("MOVE", uid, quoted(to))
        if state != "OK":
            raise MailboxUnusable(
                _("There is no folder “%(name)s” in the mailbox. Look at PLANFOLIO_IMAP.") % {"name": to}
            )
