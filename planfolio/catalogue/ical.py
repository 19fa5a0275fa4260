"""Dates as an iCalendar file (RFC 5545), for one download or for a calendar program that reads them again and again.

What a program compares is kept honest: the UID of a date never changes, its SEQUENCE is its revision and never goes
back, and a date that was removed is told as cancelled for as long as it can be restored. The output depends on the
rows alone, so equal rows give equal bytes.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from icalendar import Calendar, Event, vUri

from .models import Listing
from .zone_rules import FIRST, zone_rules

OURS = "@planfolio"
PRODUCT = "-//Planfolio//Dates//EN"
#: How often a program is asked to look again.
REFRESH = timedelta(hours=12)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def calendar(listings: Iterable[Listing], *, name: str = "") -> bytes:
    """The dates as one calendar in UTF-8. With a `name`, what programs call it, it is one to be read again."""
    listings = list(listings)
    zones: dict[str, int] = {}
    for listing in listings:
        if not listing.all_day:
            zones[listing.time_zone] = min(zones.get(listing.time_zone, FIRST), listing.starts_on.year)
    return frame((_event(listing).to_ical() for listing in listings), zones=zones, name=name)


def frame(events: Iterable[bytes], *, zones: dict[str, int], name: str = "", product: str = PRODUCT) -> bytes:
    """A whole calendar around `events`, each a VEVENT; `zones` are those they name, with the year each is used from."""
    made = Calendar()
    made.add("prodid", product)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    if name:
        made.add("x-wr-calname", plain(name))
        made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", "PT12H")
    head, tail = made.to_ical().split(b"END:VCALENDAR")
    # A moment in UTC needs no rules.
    rules = (zone_rules(zone, since) for zone, since in sorted(zones.items()) if zone not in ("UTC", "Etc/UTC"))
    return b"".join([head, *rules, *events, b"END:VCALENDAR", tail])


def plain(text: str) -> str:
    """`text` with line ends as line feeds and without control characters, which no calendar may hold (section 3.1)."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def uid(listing: Listing) -> str:
    return f"{listing.pk}{OURS}"


def own_key(uid: str) -> UUID | None:
    """The key of the listing that we named `uid`; None for a name that others gave."""
    try:
        return UUID(uid.removesuffix(OURS)) if uid.endswith(OURS) else None
    except ValueError:
        return None


def sequence(listing: Listing) -> int:
    return listing.revision - 1


def _event(listing: Listing) -> Event:
    event = Event()
    event.add("uid", uid(listing))
    event.add("sequence", sequence(listing))
    touched = max(filter(None, (listing.updated_at, listing.deleted_at)))
    event.add("dtstamp", touched)
    event.add("last-modified", touched)
    event.add("created", listing.created_at)
    event.add("summary", plain(listing.title))
    event.add("status", "CANCELLED" if listing.deleted_at else "CONFIRMED")
    if listing.all_day:
        event.add("dtstart", listing.starts_on)
        # The end of whole days is the day after the last one.
        event.add("dtend", listing.ends_on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", listing.begins)
        event.add("dtend", listing.begins + listing.kept_for)
    if listing.place:
        event.add("location", plain(listing.place))
    if listing.note:
        event.add("description", plain(listing.note))
    if listing.url:
        event.add("url", vUri(listing.url))
    if listing.provider:
        event.add("x-planfolio-provider", plain(listing.provider))
    if listing.credits is not None:
        event.add("x-planfolio-credits", f"{listing.credits.normalize():f} {plain(listing.credit_kind)}".strip())
    return event
