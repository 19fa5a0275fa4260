"""What answers of the API have in common: how a page of many looks, and what every kept row tells of itself."""

from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, create_model


class Row(Schema):
    """`revision` is also the ETag; send it back as If-Match to change only what you have read."""

    id: UUID
    revision: int
    created_at: AwareDatetime
    updated_at: AwareDatetime


class Problem(Schema):
    """Problem details (RFC 9457). `detail` says what to do; `errors` names the fields of a body or query."""

    class Field(Schema):
        field: str
        detail: str

    type: str
    title: str
    status: int
    detail: str
    errors: list[Field] = []


def page_of(shape: type[Schema]) -> type[Schema]:
    """Some rows, and in `next` the address of those that follow; null at the end."""
    fields = {"results": (list[shape], ...), "next": (str | None, ...)}
    return create_model(f"{shape.__name__.removesuffix('Out')}Page", __base__=Schema, __doc__=page_of.__doc__, **fields)
