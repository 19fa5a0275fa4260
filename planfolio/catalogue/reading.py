"""Reading dates from a calendar file: what can be taken, what cannot and why. Nothing is stored here.

A file comes from a stranger: it is held to limits before it is parsed, nothing in it is fetched or run, texts lose
their control characters, and links other than to the web are left out.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from planfolio.errors import Refused, TooLarge
from planfolio.people.base import new_key
from planfolio.web.forms import YEARS

from .models import NOTE_LENGTH, TITLE_LENGTH, Listing

#: Characters of a file, and dates in it. A year of a busy conference calendar is a tenth of this.
TEXT_LIMIT = 1_000_000
EVENTS_LIMIT = 500
UID_LENGTH = 500
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Found:
    """A date that can be taken. `notes` say what of it was left out or put otherwise."""

    listing: Listing
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """What a file holds. `left` names each date that cannot be taken, with the reason."""

    found: list[Found]
    left: list[tuple[str, str]]


def decoded(content: bytes) -> str:
    """The text of an uploaded file, in the encodings that calendar programs write."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_calendar(text: str, *, zone: str) -> Reading:
    """The dates of the calendar in `text`; times without a zone are those of `zone`.

    Raises TooLarge above the limits, and Refused where the text is no calendar.
    """
    if len(text) > TEXT_LIMIT:
        raise TooLarge(_("This calendar is too large to take in at once. Save a shorter period of it as a file."))
    if text.upper().count("BEGIN:VEVENT") > EVENTS_LIMIT:
        words = _("This calendar holds more than %(limit)s dates. Save a shorter period of it as a file.")
        raise TooLarge(words % {"limit": EVENTS_LIMIT})
    found, left, seen = [], [], set()
    for event in (event for each in calendars_in(text) for event in each.walk("VEVENT")):
        name = _text(event.get("SUMMARY"), TITLE_LENGTH) or _("Without a title")
        if reason := _reason(event, seen):
            left.append((name, reason))
            continue
        try:
            found.append(_found(event, name, zone))
        except (ValueError, OverflowError, TypeError, AttributeError):
            left.append((name, _("Its day or time cannot be read.")))
            continue
        seen.add(found[-1].listing.calendar_uid)
    return Reading(found, left)


def calendars_in(text: str) -> list[Calendar]:
    """The calendars of a file; raises Refused where it is none."""
    try:
        return Calendar.from_ical(text.strip(), multiple=True)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        words = _("This is not a calendar that can be read. Choose a file that ends in .ics, or paste its whole text.")
        raise Refused(words) from error


def _reason(event: Event, seen: set[str]) -> str:
    """Why `event` cannot be taken; empty when it can."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return _("It was cancelled.")
    if "DTSTART" not in event:
        return _("It has no day.")
    if _uid(event) in seen:
        return _("It is a later day of a date that repeats. Add it by hand if you want it too.")
    return ""


def _found(event: Event, name: str, zone: str) -> Found:
    notes: list[str] = []
    if "SUMMARY" not in event or not _text(event["SUMMARY"], TITLE_LENGTH):
        notes.append(_("It has no title."))
    if "RRULE" in event or "RDATE" in event:
        notes.append(_("It repeats. Only its first day is taken."))
    listing = Listing(
        id=new_key(),
        title=name,
        place=_text(event.get("LOCATION"), TITLE_LENGTH),
        note=_text(event.get("DESCRIPTION"), NOTE_LENGTH),
        url=_link(event, notes),
        provider=_organizer(event),
        calendar_uid=_uid(event),
        **_times(event, zone, notes),
    )
    if len(str(event.get("DESCRIPTION", ""))) > NOTE_LENGTH or len(str(event.get("SUMMARY", ""))) > TITLE_LENGTH:
        notes.append(_("Its text is very long. Only the beginning is taken."))
    return Found(listing, notes)


def _uid(event: Event) -> str:
    """How the file names the event; where it does not, its title and day do."""
    given = _text(event.get("UID"), UID_LENGTH)
    return given or _text(f"{event.get('SUMMARY', '')} {event['DTSTART'].to_ical().decode()}", UID_LENGTH)


def _text(value, limit: int) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text).strip()[:limit].strip()


def _link(event: Event, notes: list[str]) -> str:
    url = _text(event.get("URL"), 2001)
    if not url:
        return ""
    if url.lower().startswith(("https://", "http://")) and len(url) <= 2000 and not re.search(r"\s", url):
        return url
    notes.append(_("Its link does not lead to the web and is left out."))
    return ""


def _organizer(event: Event) -> str:
    given = event.get("ORGANIZER")
    given = given[0] if isinstance(given, list) else given
    return _text(getattr(given, "params", {}).get("CN"), TITLE_LENGTH)


def _times(event: Event, zone: str, notes: list[str]) -> dict:
    starts = event.decoded("DTSTART")
    ends = event.decoded("DTEND") if "DTEND" in event else None
    if ends is None and "DURATION" in event:
        ends = starts + event.decoded("DURATION")
    if not isinstance(starts, datetime):
        # The end of whole days is the day after the last one.
        last = ends - timedelta(days=1) if ends and not isinstance(ends, datetime) else starts
        return {"starts_on": _day(starts), "ends_on": max(_day(last), starts), "time_zone": zone}
    zone = _zone(starts, zone, notes, named="TZID" in event["DTSTART"].params)
    starts = _local(starts, zone)
    ends = _local(ends, zone) if isinstance(ends, datetime) else None
    if ends is None or ends <= starts:
        return {"starts_on": _day(starts), "starts_at": _clock(starts), "ends_on": starts.date(), "time_zone": zone}
    return {
        "starts_on": _day(starts),
        "starts_at": _clock(starts),
        "ends_on": _day(ends),
        "ends_at": _clock(ends),
        "time_zone": zone,
        "minutes": _minutes(ends - starts),
    }


def _zone(moment: datetime, own: str, notes: list[str], *, named: bool) -> str:
    """The name of the zone that the moment is in; the reader's own where it has none that is known."""
    if moment.tzinfo is None and not named:
        return own
    name = getattr(moment.tzinfo, "key", None) or ("UTC" if moment.tzinfo is UTC else "")
    # A moment in UTC is how programs write a moment anywhere; the reader's own clock tells more.
    if name in {"UTC", "Etc/UTC", "Z"}:
        return own
    if name in available_timezones():
        return name
    notes.append(_("Its time zone is not known here. The time is given in yours."))
    return own


def _local(moment: datetime, zone: str) -> datetime:
    return moment.replace(tzinfo=ZoneInfo(zone)) if moment.tzinfo is None else moment.astimezone(ZoneInfo(zone))


def _day(moment: date) -> date:
    if moment.year not in YEARS:
        raise ValueError("The year is not one that people plan in.")
    return moment.date() if isinstance(moment, datetime) else moment


def _clock(moment: datetime):
    return moment.time().replace(second=0, microsecond=0, tzinfo=None)


def _minutes(length: timedelta) -> int | None:
    """The learning time that a length suggests: a day and longer says nothing of the hours in it."""
    minutes = int(length.total_seconds() // 60)
    return minutes if 0 < minutes <= 12 * 60 else None
