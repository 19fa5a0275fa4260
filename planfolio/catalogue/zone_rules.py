"""When the clocks of a zone change, as a calendar file tells it (VTIMEZONE of RFC 5545).

A program that knows no zones by name goes by these rules alone, so they are worked out from the zone itself, change by
change. What repeats each year in the same way is told as a rule without an end; where a zone follows no such rule, as
with Ramadan in Morocco, each change is named until LAST. The text is the same whatever dates a calendar holds, so that
adding one changes nothing about the others.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

#: The years whose changes are looked at, unless a calendar reaches further back.
FIRST, LAST = 2020, 2060
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_HOUR = timedelta(hours=1)
#: Of a change: the offsets before and after, whether it is summer time after it, and what the time is called then.
_Kind = tuple[timedelta, timedelta, bool, str]


@lru_cache(maxsize=256)
def zone_rules(name: str, since: int = FIRST) -> bytes:
    """The VTIMEZONE of the zone `name` from the beginning of the year `since` on."""
    zone = ZoneInfo(name)
    begin = datetime(since, 1, 1, tzinfo=UTC)
    changes: dict[_Kind, list[datetime]] = defaultdict(list)
    for moment in _changes(zone, begin, datetime(LAST, 1, 1, tzinfo=UTC)):
        kind = _kind(zone, moment)
        # An onset is told in the clock that ran until then.
        changes[kind].append((moment + kind[0]).replace(tzinfo=None))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}", *_part(_start(zone, begin), [datetime(since, 1, 1)])]
    for kind, onsets in changes.items():
        lines += _part(kind, onsets)
    return "".join(f"{line}\r\n" for line in [*lines, "END:VTIMEZONE"]).encode()


def _changes(zone: ZoneInfo, begin: datetime, end: datetime):
    """The moments at which the offset of `zone` changes, to the second; none is nearer to another than a day."""
    day = begin
    while day < end:
        after = day + timedelta(days=1)
        if _offset(zone, day) != _offset(zone, after):
            low, high = day, after
            while high - low > timedelta(seconds=1):
                middle = (low + (high - low) / 2).replace(microsecond=0)
                low, high = (middle, high) if _offset(zone, middle) == _offset(zone, day) else (low, middle)
            yield high
        day = after


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset()


def _kind(zone: ZoneInfo, moment: datetime) -> _Kind:
    there = moment.astimezone(zone)
    return (_offset(zone, moment - _HOUR), there.utcoffset(), bool(there.dst()), there.tzname())


def _start(zone: ZoneInfo, begin: datetime) -> _Kind:
    there = begin.astimezone(zone)
    return (there.utcoffset(), there.utcoffset(), bool(there.dst()), there.tzname())


def _part(kind: _Kind, onsets: list[datetime]) -> list[str]:
    before, after, summer, name = kind
    part = "DAYLIGHT" if summer else "STANDARD"
    return [
        f"BEGIN:{part}",
        f"DTSTART:{onsets[0]:%Y%m%dT%H%M%S}",
        *_repeats(onsets),
        f"TZNAME:{name}",
        f"TZOFFSETFROM:{_written(before)}",
        f"TZOFFSETTO:{_written(after)}",
        f"END:{part}",
    ]


def _repeats(onsets: list[datetime]) -> list[str]:
    """A rule for ever where each year has it in the same place of the same month, else every onset after the first."""
    if len(onsets) > 1 and onsets[-1].year == LAST - 1 and _every_year(onsets):
        for places in (_from_end, _from_start):
            found = {(each.month, places(each), each.weekday(), each.time()) for each in onsets}
            month, place, day, _time = next(iter(found))
            if len(found) == 1 and place:
                return [f"RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY={place}{_DAYS[day]}"]
    return [f"RDATE:{each:%Y%m%dT%H%M%S}" for each in onsets[1:]]


def _every_year(onsets: list[datetime]) -> bool:
    return [each.year for each in onsets] == list(range(onsets[0].year, LAST))


def _from_end(day: datetime) -> int:
    """-1 for the last such weekday of its month; 0 for any other."""
    return -1 if (day + timedelta(days=7)).month != day.month else 0


def _from_start(day: datetime) -> int:
    return (day.day - 1) // 7 + 1


def _written(offset: timedelta) -> str:
    seconds = int(abs(offset).total_seconds())
    hours, rest = divmod(seconds, 3600)
    text = f"{'-' if offset < timedelta(0) else '+'}{hours:02d}{rest // 60:02d}"
    return text + (f"{rest % 60:02d}" if rest % 60 else "")
