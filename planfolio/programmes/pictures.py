"""The pictures of a run: how each thing went as a heat map, and the answers of its survey as bars.

As in `web.charts`, x is in percent and y in pixels. A number stands in each cell and at each bar, so that nothing is
said by shade alone.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from planfolio.web.charts import percent

from .progress import ThingRow
from .survey import Result, finding

#: Pixels: of a row of the heat map, of its head, and of a bar with its words.
ROW, HEAD, BAR = 30, 28, 52
#: Percent: where the cells begin, and how wide one is.
LEFT, WIDE = 8, 23


@dataclass(frozen=True, slots=True)
class Cell:
    """`shade` is the part of all people, from 0 to 0.45: words on it stay easy to read."""

    x: float
    count: int
    shade: float

    @property
    def middle(self) -> float:
        return self.x + WIDE / 2 - 0.25


@dataclass(frozen=True, slots=True)
class HeatRow:
    number: int
    title: str
    y: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Things by what people did with them: done, shown on the wall, skipped, still open. `columns` are (label, x)."""

    finding: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[HeatRow, ...]
    height: int


def heat_map(things: list[ThingRow], *, people: int) -> HeatMap:
    labels = (_("Done"), _("Posts"), _("Skipped"), _("Open"))
    rows = []
    for place, each in enumerate(things):
        counts = (each.done, each.posts, each.skipped, max(0, people - each.done - each.skipped))
        cells = tuple(_cell(column, count, people) for column, count in enumerate(counts))
        rows.append(HeatRow(each.number, each.title, HEAD + place * ROW, cells))
    columns = tuple((label, LEFT + WIDE * (place + 0.5) - 0.25) for place, label in enumerate(labels))
    return HeatMap(_heat_finding(things, people), columns, tuple(rows), HEAD + ROW * len(rows))


def _cell(column: int, count: int, people: int) -> Cell:
    part = min(1, count / people) if people else 0
    return Cell(LEFT + WIDE * column, count, round(0.45 * part, 3))


def _heat_finding(things: list[ThingRow], people: int) -> str:
    if not any(each.done for each in things):
        return _("Nothing is done yet.")
    most, least = max(things, key=lambda each: each.done), min(things, key=lambda each: each.done)
    facts = {"most": most.number, "done": most.done, "people": people, "least": least.number, "fewest": least.done}
    if most.done == least.done:
        return _("Each thing was done by %(done)s of %(people)s.") % facts
    return _("Most did thing %(most)s, %(done)s of %(people)s; fewest did thing %(least)s, %(fewest)s.") % facts


def heat_rows(things: list[ThingRow], *, people: int) -> list[tuple]:
    """The numbers of the heat map: for the table, and for the file."""
    return [
        (
            f"{each.number}. {each.title}",
            each.done,
            each.posts,
            each.skipped,
            max(0, people - each.done - each.skipped),
            f"{each.usefulness:.1f}" if each.usefulness else "",
        )
        for each in things
    ]


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    count: int
    y: int
    width: float


@dataclass(frozen=True, slots=True)
class Answers:
    """One question of a survey as it is shown: bars for what could be chosen, else words."""

    result: Result
    finding: str
    bars: tuple[Bar, ...]
    height: int


def answers(results: list[Result]) -> list[Answers]:
    return [_answers(each) for each in results]


def _answers(result: Result) -> Answers:
    bars = tuple(
        Bar(label, count, BAR * place, percent(count, result.count) * 0.9)
        for place, (label, count) in enumerate(result.choices)
    )
    return Answers(result, finding(result), bars, BAR * len(bars))
