"""Times of day where somebody is: the instant of one, and the end of the hours in which they want quiet.

Pure: no database, no clock. Instants are aware datetimes; hours are a start that is in them and an end that is not,
and run over midnight where the end is the earlier of the two.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


def moment(day: date, at: time, zone: str) -> datetime:
    """The instant at which the clocks of `zone` show `at` on `day`; where summer time skips it, just after."""
    local = datetime.combine(day, at, ZoneInfo(zone))
    return local.astimezone(UTC)


def is_quiet(now: datetime, starts: time, ends: time, zone: str) -> bool:
    shown = now.astimezone(ZoneInfo(zone)).time()
    return starts <= shown < ends if starts < ends else shown >= starts or shown < ends


def after_quiet(now: datetime, starts: time | None, ends: time | None, zone: str) -> datetime:
    """`now` where it is not quiet, otherwise the instant at which the quiet hours that it lies in are over."""
    if starts is None or ends is None or starts == ends:
        return now
    while is_quiet(now, starts, ends, zone):
        now = _next(now, ends, zone)
    return now


def _next(now: datetime, at: time, zone: str) -> datetime:
    """The first instant after `now` at which the clocks of `zone` show `at`; in autumn they may do so twice a day."""
    today = now.astimezone(ZoneInfo(zone)).date()
    shown = [
        moment(day, at.replace(fold=fold), zone) for day in (today, today + DAY, today + 2 * DAY) for fold in (0, 1)
    ]
    return min(each for each in shown if each > now)
