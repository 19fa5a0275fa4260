"""Pages of long lists, by keyset: each page begins where the last one ended, at the same cost however far it is.

A cursor is the last row's place in the order, written out. It stays good when that row is removed or others are added.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from pydantic import AwareDatetime, BaseModel, Field

from planfolio.errors import Unfit

PAGE = 50
MOST = 100


class Paged(BaseModel):
    """The query of every list."""

    after: str | None = Field(None, max_length=60, description="Where to go on; it comes in `next`.")
    limit: int = Field(PAGE, ge=1, le=MOST)


class Since(Paged):
    """The query of a list of rows that change."""

    updated_since: AwareDatetime | None = Field(
        None,
        ge=datetime(1970, 1, 1, tzinfo=UTC),
        le=datetime(2200, 1, 1, tzinfo=UTC),
        description="Only what was added or changed at or after then.",
    )

    def narrow(self, rows: QuerySet) -> QuerySet:
        """`rows` with each condition of the query that bears the name of a field, and `updated_since`."""
        said = self.model_dump(exclude_none=True, exclude={"after", "limit", "updated_since"})
        rows = rows.filter(**said)
        return rows.filter(updated_at__gte=self.updated_since) if self.updated_since else rows


@dataclass(frozen=True)
class Results:
    results: list
    next: str | None


def one_page(rows: QuerySet, request, query: Paged, *, by_day: bool = False) -> Results:
    """The page of `rows` that `query` asks for: latest first, by key or, `by_day`, by day and then key.

    One query, and those of the rows' own prefetches. Raises Unfit for a cursor that is not one of ours.
    """
    if query.after:
        rows = rows.filter(_beyond(query.after, by_day=by_day))
    found = list(rows.order_by(*(("-day", "-id") if by_day else ("-id",)))[: query.limit + 1])
    shown = found[: query.limit]
    return Results(shown, _address(request, shown[-1], by_day=by_day) if len(found) > query.limit else None)


def _beyond(after: str, *, by_day: bool) -> Q:
    day, _mark, key = after.rpartition("_")
    try:
        if not by_day:
            return Q(pk__lt=UUID(after))
        # The first condition is implied by the second and lets the database begin in the middle of its index.
        last = date.fromisoformat(day)
        return Q(day__lte=last) & (Q(day__lt=last) | Q(pk__lt=UUID(key)))
    except ValueError as error:
        raise Unfit([("after", _("Follow the link under next; it cannot be made up"))]) from error


def _address(request, last, *, by_day: bool) -> str:
    query = request.GET.copy()
    query["after"] = f"{last.day}_{last.pk}" if by_day else str(last.pk)
    return f"{request.path}?{query.urlencode()}"
