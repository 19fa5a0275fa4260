"""The time that somebody wrote at the end of a line: "RDA webinar, 45 min" or "Read PRISMA-S (1 h 30)"."""

import re

from planfolio.plans.vocabulary import MINUTES_LIMIT
from planfolio.web.durations import parse_minutes

#: Words after which an hour is a time of day.
_OF_DAY = {"at", "à", "from", "until", "till", "since", "de", "dès", "vers", "avant", "après", "jusqu’à", "jusqu'à"}
_UNIT = re.compile(r"\d\s*(?:h|m)", re.IGNORECASE)
_MOST_WORDS = 5


def take_time(title: str) -> tuple[str, int | None]:
    """The title without the time that ends it, and its minutes; a number without a unit is no time."""
    words = title.split()
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        before, last = words[:-count], " ".join(words[-count:])
        minutes = _minutes(last.strip("()[].,;–- "))
        if minutes and not (before and before[-1].lower() in _OF_DAY):
            return " ".join(before).rstrip(" ,;:–-(["), minutes
    return title, None


def _minutes(words: str) -> int | None:
    if not _UNIT.search(words):
        return None
    try:
        minutes = parse_minutes(words)
    except ValueError:
        return None
    return minutes if 1 <= minutes <= MINUTES_LIMIT else None
