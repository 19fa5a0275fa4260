"""What every picture shares: places along it in percent, words that stay inside, the months below, numbers as a file.

A picture has no viewBox: x is in percent and y in pixels, so that words keep their size at any width. At 360 px one
percent is some 3 px, so a word of 16 px takes about two and a half percent for each of its letters.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse

#: Months from one tick to the next; of these the first that needs at most MOST_TICKS is taken, then ever more years.
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 6_000, 12_000, 24_000)
MOST_TICKS = 12
#: So many of them have words where it is narrow.
NARROW_TICKS = 6
#: Days up to which a picture names its first and its last day and no months.
FEW_DAYS = 62


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word stands: x in percent, y in pixels, and which of its ends is there (start, middle, end)."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A day named below a picture: as "day", "month" or "year"; `room` is "" without words, "wide" only where it is
    wide, "narrow" everywhere."""

    x: float
    day: date
    form: str
    room: str
    anchor: str = "start"


def percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 2)


def inside(x: float, y: float = 0, *, half: float = 6) -> Place:
    """A place at `x` in the middle of its word, which is moved to an edge where half the word would stick out."""
    if x < half:
        return Place(0, y, "start")
    return Place(100, y, "end") if x > 100 - half else Place(x, y, "middle")


def ticks(first: date, last: date) -> tuple[Tick, ...]:
    """The days named below a picture that runs from the start of `first` to the end of `last`."""
    start, days = first.toordinal(), last.toordinal() - first.toordinal() + 1
    if days <= FEW_DAYS:
        ends = (Tick(100, last, "day", "narrow", "end"),) if days > 1 else ()
        return (Tick(0, first, "day", "narrow"), *ends)
    months = range(first.year * 12 + first.month - (first.day == 1), last.year * 12 + last.month)
    step = next(step for step in STEPS if len(months) <= MOST_TICKS * step)
    chosen = [month for month in months if month % step == 0]
    skip = -(-len(chosen) // NARROW_TICKS)
    found = []
    for month in chosen:
        day = date(month // 12, month % 12 + 1, 1)
        x = percent(day.toordinal() - start, days)
        form = "year" if month % 12 == 0 and days > 400 else "month"
        found.append(Tick(x, day, form, _room(x, shown=month // step % skip == 0)))
    return tuple(found)


def _room(x: float, *, shown: bool) -> str:
    """A word begins at its tick, so one near the end of the picture has no room."""
    if x > 94:
        return ""
    return "narrow" if shown and x <= 90 else "wide"


def csv_file(name: str, columns: Sequence[str], rows: Iterable[Sequence]) -> HttpResponse:
    """The numbers behind a picture, for spreadsheets: UTF-8 with a byte order mark, RFC 4180.

    Texts that people wrote are guarded by the caller against being run as a formula.
    """
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    table = csv.writer(response)
    table.writerow(columns)
    table.writerows(rows)
    return response
