"""How much time for learning a busy calendar leaves, week by week. Nothing is stored here, and no title is looked at.

Where somebody says when in the week they learn, each busy minute of these times is lost, and no other. Where they do
not, a week loses the share of itself in which Monday to Friday, 8:00 to 18:00, is busy. Both are proposals.

A file comes from a stranger: it is held to limits before it is read, and nothing in it is fetched or run.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import prod
from typing import NamedTuple
from zoneinfo import ZoneInfo

import recurring_ical_events
from django.utils.translation import gettext as _
from icalendar import Calendar

from planfolio.catalogue.reading import calendars_in
from planfolio.errors import Refused, TooLarge
from planfolio.people.vocabulary import Weekday
from planfolio.web.limits import spend

from .sittings import sitting_length

#: Characters of a file and events in it: a year of a full working calendar is about half of this.
TEXT_LIMIT = 5_000_000
EVENTS_LIMIT = 3_000
#: Calendars that one person may have read within a minute: each is work for a second or two.
READS_EACH_MINUTE = 6
#: How far ahead it is read, in weeks, and how often something may repeat to be counted.
AHEAD = 53
OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
OFTEN_A_DAY = 4
OLDEST = 1990
#: Work that a calendar may be: 1 for each time that something repeats before the year that is read, 10 within it. A
#: hundred weekly meetings, five years old, are a quarter of this. A rule may be followed in vain for long, at a price.
WORK_LIMIT = 300_000
IN_VAIN = 3_000
WEEK = timedelta(weeks=1)
WORKING = (time(8), time(18))
#: A stretch of time, as two moments in UTC.
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """When somebody learns: `weekly` minutes, on `days` (0 is Monday) from `begins`, by the clock of `zone`."""

    weekly: int
    zone: ZoneInfo
    days: tuple[int, ...] = ()
    begins: time | None = None

    def stretches(self, monday: date) -> list[Stretch]:
        """The times of that week that count."""
        if self.begins is None or not self.days:
            return [self._between(monday + timedelta(days=day), *WORKING) for day in range(5)]
        length = timedelta(minutes=sitting_length(self.weekly, len(self.days)))
        starts = [self._moment(monday + timedelta(days=day), self.begins) for day in self.days]
        return [(start, start + length) for start in starts]

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)

    def _between(self, day: date, first: time, last: time) -> Stretch:
        return self._moment(day, first), self._moment(day, last)


def times_of(person) -> Times:
    """When `person` learns, as their profile says."""
    days = tuple(number for number, day in enumerate(Weekday.values) if day in person.learning_days)
    return Times(weekly=person.weekly_minutes or 0, zone=person.zone, days=days, begins=person.learning_at)


@dataclass(frozen=True, kw_only=True, slots=True)
class BusyWeek:
    """`busy` and `counted` are minutes of the times that count; `minutes` is the time for learning that is left."""

    monday: date
    busy: int
    counted: int
    minutes: int


class Busy(NamedTuple):
    """The weeks of which a calendar takes time, and how many of its events could not be counted."""

    weeks: list[BusyWeek]
    left_out: int


def read_calendar(person, text: str) -> Busy:
    """What a calendar takes of the time of `person`. Raises as `busy_weeks`, and TooMany above READS_EACH_MINUTE."""
    spend(person, "busy", each_minute=READS_EACH_MINUTE)
    return busy_weeks(text.replace("\x00", ""), times_of(person), today=person.today())


def busy_weeks(text: str, times: Times, *, today: date) -> Busy:
    """The weeks from that of `today` on in which the calendar in `text` takes time for learning.

    Raises TooLarge above the limits, and Refused where the text is no calendar.
    """
    if len(text) > TEXT_LIMIT or text.upper().count("BEGIN:VEVENT") > EVENTS_LIMIT:
        raise TooLarge(_("This calendar is too large to take in at once. Save a shorter period of it as a file."))
    monday = today - timedelta(days=today.weekday())
    begin, end = monday, monday + AHEAD * WEEK
    calendars = calendars_in(text)
    left_out = sum(_without_measure(calendar) for calendar in calendars)
    if sum(_work(event, begin=monday, end=end) for each in calendars for event in each.walk("VEVENT")) > WORK_LIMIT:
        raise TooLarge(_("This calendar is too large to take in at once. Save a shorter period of it as a file."))
    busy = joined(each for calendar in calendars for each in _stretches(calendar, begin, end, times.zone))
    weeks = [_week(monday + number * WEEK, busy, times) for number in range(AHEAD)]
    return Busy([week for week in weeks if week.busy and week.minutes < times.weekly], left_out)


def _week(monday: date, busy: Sequence[Stretch], times: Times) -> BusyWeek:
    counted = times.stretches(monday)
    lost, whole = overlap(counted, busy), sum(_length(each) for each in counted)
    if times.days and times.begins:
        left = min(times.weekly, whole - lost)
    else:
        # In steps of five minutes, such as people reckon in.
        left = times.weekly * (whole - lost) // whole // 5 * 5
    return BusyWeek(monday=monday, busy=lost, counted=whole, minutes=max(0, left))


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same time without overlaps, in order."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif end > start:
            found.append((start, end))
    return found


def overlap(some: Sequence[Stretch], others: Sequence[Stretch]) -> int:
    """Whole minutes that are in both; each list is in order and without overlaps."""
    return sum(
        max(0, _length((max(start, first), min(end, last)))) for start, end in some for first, last in others
        if first < end and start < last
    )  # fmt: skip


def _length(stretch: Stretch) -> int:
    return int((stretch[1] - stretch[0]).total_seconds() // 60)


def _stretches(calendar: Calendar, begin: date, end: date, zone: ZoneInfo) -> Iterator[Stretch]:
    """Every time between the two days in which the calendar says that its owner is busy."""
    try:
        found = recurring_ical_events.of(calendar, components=["VEVENT"], skip_bad_series=True).between(begin, end)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise Refused(_("This calendar cannot be read. Export it once more, or a shorter period of it.")) from error
    for event in found:
        if _takes_time(event):
            yield _utc(event.start, zone), _utc(event.end, zone)
    for part in calendar.walk("VFREEBUSY"):
        yield from _periods(part, zone)


def _without_measure(calendar: Calendar) -> int:
    """Take out the events that cannot be unrolled within reason, or not be read; returns how many they were."""
    before = calendar.subcomponents
    calendar.subcomponents = [each for each in before if each.name != "VEVENT" or _within_measure(each)]
    return len(before) - len(calendar.subcomponents)


def _within_measure(event) -> bool:
    try:
        rules, start, end = _rules(event), event["DTSTART"].dt, event.get("DTEND")
        often = any(_often(rule) for rule in rules)
        old = start.year < OLDEST and any(_frequency(rule) != "YEARLY" for rule in rules)
        backwards = end is not None and type(end.dt) is type(start) and end.dt < start
    except (KeyError, ValueError, AttributeError, TypeError):
        return False
    return not (backwards or often or old)


def _rules(event) -> list:
    rules = event.get("RRULE", [])
    return rules if isinstance(rules, list) else [rules]


def _frequency(rule) -> str:
    return str(next(iter(rule.get("FREQ", [])), "")).upper()


def _often(rule) -> bool:
    """Whether something comes again within hours, which nothing does that somebody goes to."""
    return _frequency(rule) in OFTEN or _times_a_day(rule) > OFTEN_A_DAY


def _times_a_day(rule) -> int:
    return prod(len(rule.get(name, [])) or 1 for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))


def _work(event, *, begin: date, end: date) -> float:
    """How much there is to unroll of one event, rather too much than too little."""
    work = 0.0
    for rule in _rules(event):
        first = _day(event["DTSTART"].dt)
        last = min([end, *(_day(until) for until in rule.get("UNTIL", []))])
        rate = _days_of(rule) * _times_a_day(rule) / max(1, *rule.get("INTERVAL", [1]))
        times = (max(0, (min(last, begin) - first).days) + 10 * max(0, (last - max(first, begin)).days)) * rate
        work += min([times, *(10 * count for count in rule.get("COUNT", []))])
        work += IN_VAIN * any(name in rule for name in ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"))
    return work


def _days_of(rule) -> float:
    """The share of days on which it comes."""
    days = len(rule.get("BYDAY", []))
    shares = {"WEEKLY": max(1, days) / 7, "MONTHLY": max(1, 5 * days, len(rule.get("BYMONTHDAY", []))) / 28}
    shares["YEARLY"] = 1 if set(rule) & {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH"} else 1 / 365
    return min(1, shares.get(_frequency(rule), 1))


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _takes_time(event) -> bool:
    """Not what is cancelled, and not what its owner has marked as leaving them free."""
    said = {name: str(event.get(name, "")).upper() for name in ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")}
    return (
        said["STATUS"] != "CANCELLED"
        and said["TRANSP"] != "TRANSPARENT"
        and said["X-MICROSOFT-CDO-BUSYSTATUS"] not in ("FREE", "WORKINGELSEWHERE")
    )


def _periods(part, zone: ZoneInfo) -> Iterator[Stretch]:
    """The busy times of a VFREEBUSY."""
    given = part.get("FREEBUSY", [])
    for each in given if isinstance(given, list) else [given]:
        if str(each.params.get("FBTYPE", "BUSY")).upper() == "FREE":
            continue
        start, end = each.dt
        yield _utc(start, zone), _utc(start + end if isinstance(end, timedelta) else end, zone)


def _utc(moment: date, zone: ZoneInfo) -> datetime:
    """Whole days and moments without a zone are those of the reader's clock."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
