"""A year of weeks, a cell each: the same object for the page of progress, its numbers as a file, and the plan's PDF."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import ngettext

from planfolio.people.models import Break
from planfolio.web.charts import percent

from .capacity import away_week

WEEK = timedelta(days=7)
#: Weeks in the picture, as four rows of a quarter.
ROWS, COLUMNS = 4, 13
WEEKS = ROWS * COLUMNS
#: From one row to the next, and where in it its word and its cells stand, in pixels; a cell’s breadth is in percent.
ROW, WORD_Y, CELL_Y, CELL = 44, 14, 20, 18
BREADTH = 6.4


@dataclass(frozen=True)
class Cell:
    """A week in the picture: `level` is 0 without an entry, and 1 to 3 by how its time compares with the fullest.

    `x` is in percent; `y` is where its row begins, in pixels.
    """

    week: date
    minutes: int
    entries: int
    away: bool
    level: int
    x: float
    y: int

    @property
    def look(self) -> str:
        """How it is drawn: away, dash, soft, mid or fill."""
        return "away" if self.away else ("dash", "soft", "mid", "fill")[self.level]


@dataclass(frozen=True)
class Year:
    """`learned_in` of `counted` weeks: breaks, weeks before the person came, and an empty week now are left out."""

    cells: tuple[Cell, ...]
    learned_in: int
    counted: int

    @property
    def finding(self) -> str:
        words = ngettext(
            "Learning in %(learned)s of %(num)s week.", "Learning in %(learned)s of %(num)s weeks.", self.counted
        )
        return words % {"learned": self.learned_in, "num": self.counted}

    @property
    def rows(self) -> Iterable[Cell]:
        """The first cell of each row, at which its day stands."""
        return self.cells[::COLUMNS]

    @property
    def height(self) -> int:
        return self.cells[-1].y + ROW


def year_of(person, starts: date, ends: date) -> Year:
    """The last 52 weeks at most of a period that has begun, as far as `person` has logged them. Two queries."""
    this, last = _monday(person.today()), _monday(ends)
    first = max(_monday(starts), last - (WEEKS - 1) * WEEK)
    rows = person.week_totals.filter(week__range=(first, last), entries__gt=0)
    totals = {week: (minutes, entries) for week, minutes, entries in rows.values_list("week", "minutes", "entries")}
    breaks = list(Break.objects.kept().owned(person).filter(ends__gte=first).values_list("starts", "ends"))
    most = max((minutes for minutes, _entries in totals.values()), default=0)
    came = min([_monday(person.joined_at.date()), *totals])
    cells, counted = [], 0
    for place in range((last - first).days // 7 + 1):
        week = first + place * WEEK
        minutes, entries = totals.get(week, (0, 0))
        away = not entries and away_week(week, breaks)
        row, column = divmod(place, COLUMNS)
        level = 0 if not entries else 1 + (3 * minutes > most) + (3 * minutes > 2 * most)
        cells.append(Cell(week, minutes, entries, away, level, percent(column, COLUMNS), row * ROW))
        counted += bool(entries) or (came <= week < this and not away)
    return Year(tuple(cells), sum(1 for cell in cells if cell.entries), counted)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
