"""A meeting as an iCalendar file."""

from icalendar import Event

from planfolio.catalogue.ical import frame, plain

from .models import Meeting


def meeting_calendar(meeting: Meeting, *, title: str) -> bytes:
    """The meeting in UTC, under a UID that stays and a SEQUENCE that goes up with each change."""
    event = Event()
    event.add("uid", f"{meeting.pk}@planfolio")
    event.add("dtstamp", meeting.updated_at)
    event.add("sequence", meeting.revision - 1)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("summary", plain(title))
    if meeting.place:
        event.add("location", plain(meeting.place))
    return frame([event.to_ical()], zones={}, product="-//Planfolio//Meetings//EN")
