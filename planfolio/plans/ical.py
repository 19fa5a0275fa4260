"""A person's plans as a calendar (RFC 5545): the words of each event, and the whole that programs read.

The words of an event are stored as they were told (`feed`), without what counts its changes; the whole puts the two
together. Equal rows give equal bytes.
"""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Event, vUri

from planfolio.catalogue.ical import OURS, frame, plain
from planfolio.catalogue.zone_rules import FIRST

from .calendar_events import Said

PRODUCT = "-//Planfolio//Plan//EN"


def event_words(said: Said) -> str:
    """The lines of an event that say what it is: escaped, folded at 75 octets, each ending in CRLF."""
    event = Event()
    event.add("uid", f"{said.uid}{OURS}")
    event.add("summary", plain(said.summary).replace("\n", " "))
    if said.begins:
        event.add("dtstart", said.begins)
        event.add("dtend", said.ends)
    else:
        event.add("dtstart", said.first)
        # The end of whole days is the day after the last one.
        event.add("dtend", said.last + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if said.notes:
        event.add("description", plain("\n".join(said.notes)))
    if said.url:
        event.add("url", vUri(said.url))
    return event.to_ical().decode().removeprefix("BEGIN:VEVENT\r\n").removesuffix("END:VEVENT\r\n")


def plan_calendar(rows: Iterable, *, name: str) -> bytes:
    """The calendar of these rows of `CalendarEvent`, in UTF-8, by the name `name`."""
    rows = list(rows)
    zones = {row.zone: FIRST for row in rows if row.zone}
    return frame((_event(row) for row in rows), zones=zones, name=name, product=PRODUCT)


def _event(row) -> bytes:
    lines = [
        "BEGIN:VEVENT",
        row.words.removesuffix("\r\n"),
        f"SEQUENCE:{row.sequence}",
        f"STATUS:{'CANCELLED' if row.cancelled_at else 'CONFIRMED'}",
        f"CREATED:{row.created_at:%Y%m%dT%H%M%SZ}",
        f"DTSTAMP:{row.changed_at:%Y%m%dT%H%M%SZ}",
        f"LAST-MODIFIED:{row.changed_at:%Y%m%dT%H%M%SZ}",
        "END:VEVENT",
        "",
    ]
    return "\r\n".join(lines).encode()
