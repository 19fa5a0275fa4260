"""A week's work put into the times at which somebody learns: which activity when, in the order in which it is needed.

Pure: no database, no clock. What finds no room in the days that are left stays work of the week, without a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

#: Sittings are of whole such steps, so that they begin at times that people keep.
STEP = 5
DAY = 24 * 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitting:
    """`after` minutes past the time of day at which learning begins, `minutes` for the job `key`."""

    key: str
    day: date
    after: int
    minutes: int


def sitting_length(minutes: int, days: int) -> int:
    """How long each of so many days must be to hold `minutes`, in whole steps; 0 without days."""
    return -(-minutes // (days * STEP)) * STEP if days else 0


def sittings(
    works: Sequence[tuple[str, int]], days: Sequence[date], *, length: int, begins: time
) -> tuple[list[Sitting], list[tuple[str, int]]]:
    """Pour `works` (key, minutes) into `days`, each `length` minutes long at most and over by midnight.

    Returns the sittings, a key at most once a day, and what is left over as (key, minutes).
    """
    room = min(length, DAY - begins.hour * 60 - begins.minute)
    laid: list[Sitting] = []
    left = [[key, minutes] for key, minutes in works if minutes > 0]
    for day in days:
        after = 0
        while left and after < room:
            key, minutes = left[0]
            share = min(minutes, room - after)
            laid.append(Sitting(key=key, day=day, after=after, minutes=share))
            after += share
            left[0][1] -= share
            if not left[0][1]:
                left.pop(0)
    return laid, [(key, minutes) for key, minutes in left]
