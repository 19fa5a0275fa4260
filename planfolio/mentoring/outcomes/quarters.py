"""Quarters of a year, by name ("2026-Q4"); nothing in a report is dated finer."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

_NAME = re.compile(r"(\d{4})-Q([1-4])")


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    def __str__(self):
        return f"{self.year}-Q{self.number}"

    @property
    def label(self) -> str:
        return _("Quarter %(number)s of %(year)s") % {"number": self.number, "year": self.year}

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def before(self) -> "Quarter":
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Its first instant, and the first after it, in UTC."""
        return _midnight(self.first), _midnight(self.next.first)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def named(name: str) -> Quarter | None:
    match = _NAME.fullmatch(name)
    return Quarter(int(match[1]), int(match[2])) if match and match[1] != "0000" else None
