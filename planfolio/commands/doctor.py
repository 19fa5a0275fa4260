"""`planfolio doctor`: each part of an installation, whether it is sound, and if not what to do."""

import argparse
import json
import os
import platform
import shutil
import socket
import sqlite3
import stat
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from planfolio import __version__, data, instance

from . import Exit, _, set_up_django

OLDEST = (3, 11)
ROOM = 500_000_000


@dataclass(frozen=True)
class Finding:
    """`state` is "ok", "note" (works, but look at it) or "mend"; `words` say what is there or what to do."""

    part: str
    state: str
    words: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help=_("The port that Planfolio is to listen on."))


def run(options: argparse.Namespace) -> int:
    findings = list(_examine(options.port))
    if options.json:
        print(json.dumps({"version": __version__, "findings": [asdict(finding) for finding in findings]}))
    else:
        for finding in findings:
            said = _("%(label)s: %(text)s") % {"label": finding.part, "text": finding.words}
            print(f"{_MARKS[finding.state]:4}  {said}")
    return Exit.ENVIRONMENT if any(finding.state == "mend" for finding in findings) else Exit.OK


_MARKS = {"ok": _("ok"), "note": _("note"), "mend": _("MEND")}


def _examine(port: int) -> Iterator[Finding]:
    yield _python()
    try:
        data.prepare()
    except data.DataFolderUnusable as unusable:
        yield Finding(_("Data folder"), "mend", str(unusable))
        return
    yield _folder()
    yield from _key()
    yield _room()
    integrity = _database_file()
    yield integrity
    if integrity.state != "mend":
        yield from _inside()
    yield _port(port)
    yield _mail()
    yield from _mailbox()


def _python() -> Finding:
    words = f"{platform.python_version()}, Planfolio {__version__}"
    if sys.version_info < OLDEST:
        return Finding("Python", "mend", _("{version} is too old. Install Python 3.11 or newer.").format(version=words))
    return Finding("Python", "ok", words)


def _folder() -> Finding:
    folder = data.folder()
    mode = stat.S_IMODE(folder.stat().st_mode)
    if os.name != "nt" and mode & 0o077:
        return Finding(
            _("Data folder"), "mend", _("Others can read {folder}. Type: chmod 700 {folder}").format(folder=folder)
        )
    return Finding(_("Data folder"), "ok", str(folder))


def _key() -> Iterator[Finding]:
    """Only said where it is missing; a folder that nobody has used yet has none."""
    used = (data.folder() / "planfolio.sqlite3").exists()
    if used and not (data.folder() / "secret.key").exists() and not os.environ.get("PLANFOLIO_SECRET_KEY"):
        words = _("secret.key is gone. A new one is made: everybody signs in again, and links sent by mail end.")
        yield Finding(_("Key"), "note", words)


def _room() -> Finding:
    free = shutil.disk_usage(data.folder()).free
    words = _("{free} MB free").format(free=free // 1_000_000)
    if free < ROOM:
        return Finding(
            _("Disk"), "mend", _("Only {words}. Make room, or nothing new can be saved.").format(words=words)
        )
    return Finding(_("Disk"), "ok", words)


def _database_file() -> Finding:
    """SQLite's own quick check; it misses some damage, which the hashes of a backup do not."""
    path = data.folder() / "planfolio.sqlite3"
    if data.elsewhere():
        return Finding(
            _("Database"), "ok", _("PostgreSQL at {host}").format(host=urlsplit(os.environ["DATABASE_URL"]).hostname)
        )
    if not path.exists():
        return Finding(_("Database"), "note", _("not made yet; `planfolio start` makes it"))
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        connection.close()
    except sqlite3.DatabaseError as error:
        answer = str(error)
    if answer != "ok":
        return Finding(
            _("Database"),
            "mend",
            _("It is damaged ({why}). Stop Planfolio and restore a backup.").format(why=answer),
        )
    return Finding(_("Database"), "ok", f"SQLite {sqlite3.sqlite_version}, {path.stat().st_size // 1_000_000} MB")


def _inside() -> Iterator[Finding]:
    """What only Django can tell, read without changing anything."""
    set_up_django()
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield Finding(_("Database"), "mend", _("It cannot be reached: {error}").format(error=str(error).strip()))
        return
    if waiting:
        yield Finding(_("Tables"), "note", _("not up to date; the next `planfolio start` brings them up to date"))
        return
    yield Finding(_("Tables"), "ok", _("up to date"))
    yield from _files()
    yield from _worker()


def _files() -> Iterator[Finding]:
    """Only said where one is missing."""
    from planfolio.backups.writing import files_missing

    missing = files_missing()
    if missing:
        words = _("{number} are not where they should be, {name} first. Put back the folder “files” of a backup.")
        yield Finding(_("Files"), "mend", words.format(number=len(missing), name=missing[0]))


def _worker() -> Iterator[Finding]:
    from django_tasks_db.models import DBTaskResult

    from planfolio.health import worker_state
    from planfolio.people.models import Heartbeat

    state = worker_state(Heartbeat.objects.filter(part="worker").first())
    if state == "ready":
        yield Finding(_("Job worker"), "ok", _("running"))
    elif instance.in_use(data.folder()):
        yield Finding(_("Job worker"), "mend", _("It {state}. Stop Planfolio and start it again.").format(state=state))
    else:
        yield Finding(_("Job worker"), "note", _("not running; `planfolio start` runs it"))
    given_up = DBTaskResult.objects.failed().count()
    if given_up:
        yield Finding(_("Jobs"), "note", _("{number} were given up in the last 30 days").format(number=given_up))


def _port(port: int) -> Finding:
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if instance.in_use(data.folder()):
                return Finding(_("Port"), "ok", _("{port} is used by Planfolio itself").format(port=port))
            words = _("{port} cannot be used ({reason}). Start with another one: planfolio start --port {other}")
            return Finding(_("Port"), "mend", words.format(port=port, reason=error.strerror, other=port + 1))
    return Finding(_("Port"), "ok", _("{port} is free").format(port=port))


def _mail() -> Finding:
    url = urlsplit(os.environ.get("PLANFOLIO_SMTP", ""))
    if not url.hostname:
        return Finding(_("Mail"), "note", _("is printed in the terminal; set PLANFOLIO_SMTP to send it"))
    try:
        socket.create_connection((url.hostname, url.port or (465 if url.scheme == "smtps" else 25)), timeout=5).close()
    except OSError as error:
        words = _("{host} does not answer ({reason}). Look at PLANFOLIO_SMTP.")
        return Finding(_("Mail"), "mend", words.format(host=url.hostname, reason=error.strerror or error))
    return Finding(_("Mail"), "ok", _("{host} answers").format(host=url.hostname))


def _mailbox() -> Iterator[Finding]:
    """Only said where there is one: signs in and opens the folder, and reads and marks nothing."""
    url = os.environ.get("PLANFOLIO_IMAP", "").strip()
    if not url:
        return
    set_up_django()
    from planfolio.mentoring.letterbox.imap import MailboxAway, MailboxUnusable, mailbox_at, opened

    if not os.environ.get("PLANFOLIO_REPLY_ADDRESS", "").strip():
        yield Finding(_("Mailbox"), "note", _("is not read until PLANFOLIO_REPLY_ADDRESS is set"))
        return
    try:
        mailbox = mailbox_at(url)
        with opened(mailbox):
            yield Finding(_("Mailbox"), "ok", _("{host} answers").format(host=mailbox.host))
    except (MailboxUnusable, MailboxAway) as problem:
        yield Finding(_("Mailbox"), "mend", str(problem))
