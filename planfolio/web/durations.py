"""Minutes as people write and read them: "45 min", "1 h", "1 h 45".

Reading is the same on the page, in the API and on the command line; writing uses no-break spaces, so that a
number never parts from its unit at the end of a line.
"""

import re
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

NARROW = "\u202f"
SPACE = "\u00a0"

#: "1 h 30", "1h30", "2 hours", "1,5 h", "1 heure 15 min"; the minutes after the hours may lack their unit.
_HOURS = re.compile(
    r"(?P<hours>\d{1,5}(?:[.,]\d{1,2})?)\s*h(?:r|rs|our|ours|eure|eures)?\.?"
    r"(?:\s*(?:and|et)?\s*(?P<minutes>\d{1,2})\s*(?:m|mn|min|mins|minute|minutes)?\.?)?"
)
_CLOCK = re.compile(r"(?P<hours>\d{1,4}):(?P<minutes>[0-5]\d)")
_MINUTES = re.compile(r"(?P<minutes>\d{1,6})\s*(?:m|mn|min|mins|minute|minutes)\.?")
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,2})?")


def parse_minutes(text: str, *, bare: str = "minutes") -> int:
    """Whole minutes from "90", "45 min", "1 h 30", "1:30" or "1,5 h"; a number without a unit is in `bare`.

    Raises ValueError when the text is none of these. Ranges are the caller's.
    """
    words = " ".join(text.replace(NARROW, " ").replace(SPACE, " ").lower().split())
    if match := _CLOCK.fullmatch(words):
        return int(match["hours"]) * 60 + int(match["minutes"])
    if match := _HOURS.fullmatch(words):
        return _from_hours(match["hours"]) + int(match["minutes"] or 0)
    if match := _MINUTES.fullmatch(words):
        return int(match["minutes"])
    if match := _NUMBER.fullmatch(words):
        if bare == "hours":
            return _from_hours(match[0])
        return round(float(match[0].replace(",", ".")))
    raise ValueError(text)


def _from_hours(number: str) -> int:
    return round(float(number.replace(",", ".")) * 60)


def minutes(count: int | None) -> str:
    """45 as "45 min", 60 as "1 h", 105 as "1 h 45"; nothing for None."""
    if count is None:
        return ""
    return _written(int(count), get_language())


@lru_cache(maxsize=8192)
def _written(count: int, _language: str | None) -> str:
    hours, rest = divmod(count, 60)
    if not hours:
        return _("%(count)s min").replace(" ", SPACE) % {"count": rest}
    whole = _("%(count)s h").replace(" ", SPACE) % {"count": hours}
    return f"{whole}{SPACE}{rest:02d}" if rest else whole


def roughly(count: int) -> str:
    """Minutes exactly below ten hours, from there on as whole hours that are surely there."""
    return minutes(count if count < 600 else count // 60 * 60)


def hours(count: int | None) -> str:
    """Minutes as whole hours with "about", for sums over weeks; exact below one hour, and nothing is 0 h."""
    if count is None:
        return ""
    if 0 < count < 60:
        return minutes(count)
    number = _("%(count)s h").replace(" ", SPACE) % {"count": round(count / 60)}
    if not count:
        return number
    return _("about %(hours)s") % {"hours": number}
