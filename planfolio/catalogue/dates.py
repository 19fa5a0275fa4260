"""The dates of a person, for a list: what comes next, what is over, and in whose clock it is told."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from planfolio.prepared import Prepared

from .models import Listing

#: How many of the past a page lists; the rest are found by searching the feed or the export.
PAST_SHOWN = 100


@dataclass(frozen=True)
class Date:
    """A listing as a line tells it. `here` is its beginning in the reader's clock, None where that says nothing new."""

    listing: Listing
    here: datetime | None

    @property
    def days(self) -> tuple[date, date | None]:
        """First day, and last day where it is another."""
        last = self.listing.ends_on
        return self.listing.starts_on, last if last != self.listing.starts_on else None


def upcoming(person, today: date) -> list[Date]:
    """The three next dates of `person` from `today` on, those that are running first. One query."""
    return _told(_upcoming.objects(person=person.pk, today=today), person)


@Prepared
def _upcoming(person: UUID, today: date):
    return Listing.objects.kept().owned(person).from_day(today)[:3]


def ahead(person, today: date, at_most: int) -> list[Date]:
    """As many of the next dates, those that are running first. One query."""
    return _told(Listing.objects.kept().owned(person).from_day(today)[:at_most], person)


def past(person, today: date, at_most: int = PAST_SHOWN) -> list[Date]:
    """The dates that are over, latest first. One query."""
    return _told(Listing.objects.kept().owned(person).before_day(today)[:at_most], person)


def _told(rows, person) -> list[Date]:
    return [as_date(row, person) for row in rows]


def as_date(row: Listing, person) -> Date:
    """The date with its beginning in the clock of `person`, where their clock says something else."""
    begins = row.begins
    here = begins.astimezone(person.zone) if begins else None
    same = here is None or here.replace(tzinfo=None) == begins.replace(tzinfo=None)
    return Date(listing=row, here=None if same else here)
