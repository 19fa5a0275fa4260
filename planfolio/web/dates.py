"""Dates in the words of the reader's language, for templates: "7 Sep to 26 Feb", "du 23 au 29 novembre 2026".

Babel formats are slow to build and pages repeat the same few dates, so each result is remembered.
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from babel.dates import format_date, format_time
from django.utils import timezone
from django.utils.translation import get_language, pgettext

SPACE = "\u00a0"
#: British order and spelling for English; Babel's plain "en" is American.
_LOCALES = {"fr": "fr", "en": "en_GB"}
_FORMATS = {
    "day": "d MMM",
    "day_year": "d MMM y",
    "long": "d MMMM",
    "long_year": "d MMMM y",
    "weekday": "EEEE d",
    "weekday_long": "EEEE d MMMM y",
    "month": "MMM",
    "month_year": "MMMM y",
}


@lru_cache(maxsize=8192)
def _written(when: date, form: str, language: str) -> str:
    text = format_date(when, _FORMATS[form], locale=_LOCALES.get(language, "en_GB"))
    if language == "fr":
        text = _first_of_month(text)
    else:
        # Babel cuts every English month to three letters but this one.
        text = re.sub(r"\bSept\b", "Sep", text)
    return text.replace(" ", SPACE, 1) if form.startswith(("day", "long")) else text


def _first_of_month(text: str) -> str:
    """French writes the first of a month as an ordinal: 1er mai."""
    words = text.split(" ")
    return " ".join("1er" if word == "1" else word for word in words)


def _write(when: date, form: str) -> str:
    return _written(_date(when), form, _language())


def _language() -> str:
    return (get_language() or "en")[:2]


def _date(when: date) -> date:
    """The date of a moment is the date where the reader is."""
    if isinstance(when, datetime):
        return timezone.localtime(when).date() if timezone.is_aware(when) else when.date()
    return when


def day(when: date | None, *, year: bool = False) -> str:
    """ "7 Sep", for tables and facts; `year` adds it."""
    return _write(when, "day_year" if year else "day") if when else ""


def day_long(when: date | None, *, year: bool = True) -> str:
    """ "12 October 2026", for sentences."""
    return _write(when, "long_year" if year else "long") if when else ""


def weekday(when: date | None) -> str:
    """ "Thursday 26", for a margin beside a week's head."""
    text = _write(when, "weekday") if when else ""
    return text[:1].upper() + text[1:]


def weekday_long(when: date | None) -> str:
    return _write(when, "weekday_long") if when else ""


def month(when: date) -> str:
    return _write(when, "month")


def month_long(when: date) -> str:
    """ "November 2026"."""
    return _write(when, "month_year")


def moment(when: datetime | None, *, year: bool = False) -> str:
    """ "24 November, 09:05", in the reader's time zone."""
    if when is None:
        return ""
    here = timezone.localtime(when)
    return pgettext("dates", "%(day)s, %(time)s") % {"day": day_long(here.date(), year=year), "time": clock(here)}


def clock(when: datetime | time) -> str:
    """ "09:05", as it is: the zone is the caller's."""
    return format_time(when, pgettext("dates", "HH:mm"), locale="en_GB")


def day_range(start: date | None, end: date | None, *, long: bool = False, year: bool = False) -> str:
    """ "7 Sep to 26 Feb"; with one end missing, "from 7 Sep" or "until 26 Feb"; nothing with neither."""
    form = ("long" if long else "day") + ("_year" if year else "")
    if start and end:
        return pgettext("dates", "%(start)s to %(end)s") % {"start": _write(start, form), "end": _write(end, form)}
    if start:
        return pgettext("dates", "from %(day)s") % {"day": _write(start, form)}
    if end:
        return pgettext("dates", "until %(day)s") % {"day": _write(end, form)}
    return ""


def week_range(monday: date, *, year: bool = True) -> str:
    """The seven days from `monday`: "23 to 29 November 2026", naming a month or a year twice only where it changes."""
    sunday = _date(monday) + timedelta(days=6)
    start, end = _date(monday), sunday
    last = _write(end, "long_year" if year else "long")
    if start.year != end.year and year:
        first = _write(start, "long_year")
    elif start.month != end.month:
        first = _write(start, "long")
    else:
        first = _first_of_month(str(start.day)) if _language() == "fr" else str(start.day)
    return pgettext("dates", "%(start)s to %(end)s") % {"start": first, "end": last}
