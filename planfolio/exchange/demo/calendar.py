"""When the people of the demo learn and when they are away. Pure; the day it all ends on is given."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random


@dataclass(frozen=True)
class Away:
    name: str
    starts: date
    ends: date


def breaks(today: date, chance: Random) -> list[Away]:
    """The summer and the turn of the year before `today`, and one short break to come."""
    summer = _latest(today, 7, 13 + chance.randint(0, 20))
    winter = _latest(today, 12, 23)
    family = today + timedelta(days=chance.randint(15, 70))
    return [
        Away("summer", summer, summer + timedelta(days=13)),
        Away("winter", winter, winter + timedelta(days=10)),
        Away("family", family, family + timedelta(days=chance.randint(1, 4))),
    ]


def _latest(today: date, month: int, day: int) -> date:
    """The last such day that lies three weeks or more before `today`."""
    this_year = date(today.year, month, 1) + timedelta(days=day - 1)
    if this_year <= today - timedelta(weeks=3):
        return this_year
    return date(today.year - 1, month, 1) + timedelta(days=day - 1)


def working_day(day: date, away: list[Away]) -> date:
    """`day`, or the next one before it that is no weekend and no break."""
    while day.weekday() > 4 or any(each.starts <= day <= each.ends for each in away):
        day -= timedelta(days=1)
    return day


def sessions(minutes: int, *, last: date, first: date, away: list[Away], chance: Random) -> list[tuple[date, int]]:
    """`minutes` in sittings of half an hour to two hours, the latest on `last`, none before `first`."""
    found: list[tuple[date, int]] = []
    day = working_day(last, away)
    while minutes > 0 and day >= first and len(found) < 8:
        length = min(minutes, chance.choice((30, 45, 60, 60, 75, 90, 120)))
        found.append((day, length))
        minutes -= length
        day = working_day(day - timedelta(days=chance.randint(2, 9)), away)
    return found[::-1]
