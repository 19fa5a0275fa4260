"""The one neutral shape that every kind of file is opened into: headings, paragraphs and tables, in their order."""

from dataclasses import dataclass, field
from datetime import date

from .draft import Note, Unreadable, _

#: Most rows and most cells that one file may have; a plan has dozens.
ROWS = 10_000
CELLS = 200_000


@dataclass(eq=False)
class Text:
    """Some text at one place. Merged cells are one Text at several positions, so compare by identity."""

    text: str
    place: Note
    when: date | None = None

    @property
    def where(self) -> str:
        return self.place.key


@dataclass(eq=False)
class Heading(Text):
    """`level` 0 is the title of a document."""

    level: int = 1


@dataclass(eq=False)
class Paragraph(Text):
    """`role` is "list", "task" (with a box to tick), "subtitle", "bold" (all of it), "aside" (page headers, notes:
    never part of the plan) or empty."""

    role: str = ""


@dataclass(eq=False)
class Table:
    """Rows of positions, None where a row has no cell. Only rows that hold text are kept; rows have equal lengths.

    `apart` is a table that does not go on with what came before, such as another sheet. `hidden` is one that its
    program does not show: listed, never placed."""

    name: str
    rows: list[list[Text | None]] = field(default_factory=list)
    apart: bool = False
    hidden: bool = False


def check_size(*, rows: int, cells: int) -> None:
    """Refuse what no plan needs, before it is worked on."""
    if rows > ROWS:
        raise Unreadable(
            _("This file has more than %(limit)s rows. Keep the part that is your plan, and try again."), limit=ROWS
        )
    if cells > CELLS:
        raise Unreadable(
            _("This file has more than %(limit)s cells. Keep the part that is your plan, and try again."), limit=CELLS
        )
