"""Where a person is signed in, and ending it there."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from planfolio.errors import Missing

from .models import Person

#: Marks in what a browser says of itself, the particular before the general.
BROWSERS = (("Firefox/", "Firefox"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Session:
    key: int
    browser: str
    ip: str
    began_at: datetime
    seen_at: datetime
    current: bool


def sessions_of(person: Person, *, current: str) -> list[Session]:
    """Every running session, the one with the key `current` first, then the one seen last."""
    rows = [
        Session(
            key=row.pk,
            browser=browser_words(row.user_agent),
            ip=row.ip,
            began_at=row.created_at,
            seen_at=row.last_seen_at,
            current=row.session_key == current,
        )
        for row in UserSession.objects.purge_and_list(person)
    ]
    return sorted(rows, key=lambda row: (row.current, row.seen_at), reverse=True)


def end_session(person: Person, key: int) -> None:
    row = UserSession.objects.filter(user=person, pk=key).first()
    if row is None:
        raise Missing(_("This session has ended already."))
    row.end()


def end_other_sessions(person: Person, *, current: str) -> int:
    """End all but the one with the key `current`; returns how many."""
    rows = UserSession.objects.filter(user=person).exclude(session_key=current)
    ended = 0
    for row in rows:
        row.end()
        ended += 1
    return ended


def browser_words(agent: str) -> str:
    """ "Firefox on Windows", as far as it can be told."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A program")
