"""Weeks: each begins on a Monday and is named as ISO 8601 names it, such as 2026-W31."""

import re
from datetime import date, timedelta

from django.utils.translation import gettext as _

from planfolio.errors import Missing

WEEK = timedelta(days=7)
_NAMED = re.compile(r"([0-9]{4})-W([0-9]{2})")


def monday(day: date) -> date:
    """The Monday of the week that `day` lies in."""
    return day - timedelta(days=day.weekday())


def week_name(day: date) -> str:
    """ "2026-W53" for 1 January 2027: the year is that of the week's Thursday."""
    year, week, _weekday = day.isocalendar()
    return f"{year:04}-W{week:02}"


def parse_week(name: str) -> date:
    """The Monday of the week called `name`. Raises Missing for what names no week."""
    match = _NAMED.fullmatch(name)
    try:
        if match and 1900 <= int(match[1]) <= 2200:
            return date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        pass
    raise Missing(_("There is no such week. A week is written like 2026-W31."))
