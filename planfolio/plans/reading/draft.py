"""What reading a file yields: the plan, and an account of every cell that shows what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext

from planfolio.plans.document import PlanDoc

__all__ = ["Cell", "Column", "Draft", "Note", "Question", "Unreadable", "_"]


def _(message: str) -> str:
    """Mark `message` for translation and leave it as it is. (Django's own needs settings; this package needs none.)"""
    return message


@dataclass(frozen=True)
class Note:
    """A message kept apart from its values, so that it is translated when it is shown: `str(note)`."""

    message: str
    values: Mapping = field(default_factory=dict)

    def __str__(self) -> str:
        return gettext(self.message) % self.values

    @property
    def key(self) -> str:
        """The same in every language: what answers name a place by."""
        return self.message % self.values


class Unreadable(ValueError):
    """The file gives no draft. `str(error)` says, in the reader's language, what to do about it."""

    def __init__(self, message: str, **values):
        super().__init__(message % values)
        self.note = Note(message, values)

    def __str__(self) -> str:
        return str(self.note)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell or paragraph that holds text. `placed` is a path such as objectives[0].why, "heading:why" for words
    that named a field, or None when no place was found."""

    where: str
    text: str
    placed: str | None
    place: Note


@dataclass(frozen=True, kw_only=True)
class Column:
    """How one heading was matched. `field` is a key of `FIELDS`, or "" for none; answering `key` overrides it."""

    key: str
    where: str
    heading: str
    field: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """A date that reads two ways. Answer `key` with one of `readings` as ISO text."""

    key: str
    where: str
    text: str
    readings: tuple[date, date]
    place: Note


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A plan that has not been saved, with everything a person needs to check it against the file."""

    document: PlanDoc
    cells: list[Cell]
    columns: list[Column]
    questions: list[Question]
    notes: list[Note]

    @property
    def not_found(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.placed is None]
