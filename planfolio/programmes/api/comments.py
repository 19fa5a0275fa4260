"""What is said under the posts of a wall: read by those inside, one's own added and removed."""

from uuid import UUID

from ninja import Query, Router, Status
from pydantic import Field

from planfolio.people.door import expected
from planfolio.web.bodies import Body, Key, fill
from planfolio.web.paging import Paged, Results, one_page
from planfolio.web.shapes import page_of

from .. import wall
from ..run_access import get_comment, get_inside, get_post
from ..run_forms import CommentForm
from .shapes import CommentOut

router = Router(tags=["The wall"])


class CommentIn(Body):
    text: str = Field(max_length=4_000)
    id: Key | None = None


def _told(said: wall.Said) -> dict:
    row = said.comment
    return {
        **{name: getattr(row, name) for name in ("id", "revision", "created_at", "updated_at", "text")},
        "name": said.name,
        "mine": said.mine,
        "hidden": row.hidden_at is not None,
    }


@router.get(
    "/runs/{uuid:key}/posts/{uuid:post}/comments", response=page_of(CommentOut), summary="What is said under a post"
)
def list_comments(request, key: UUID, post: UUID, query: Query[Paged]):
    """Names are there where their bearers show them."""
    run, _participation = get_inside(request.person, key)
    rows = wall.comments_under(get_post(request.person, run, post), run, who=request.person)
    found = one_page(rows, request, query)
    return Results([_told(each) for each in wall.as_said(found.results, run, who=request.person)], found.next)


@router.post(
    "/runs/{uuid:key}/posts/{uuid:post}/comments", response={201: CommentOut}, summary="Say something under a post"
)
def add_comment(request, key: UUID, post: UUID, body: CommentIn):
    run, _participation = get_inside(request.person, key)
    shown = get_post(request.person, run, post)
    values = fill(CommentForm, body.model_dump(exclude_unset=True))
    row = wall.comment(shown, run, values["text"], by=request.person, key=values["id"])
    return Status(201, _told(*wall.as_said([row], run, who=request.person)))


@router.delete("/runs/{uuid:key}/comments/{uuid:comment}", response={204: None}, summary="Remove a comment of yours")
def remove_comment(request, key: UUID, comment: UUID):
    run, _participation = get_inside(request.person, key)
    row = get_comment(request.person, run, comment)
    expected(request, row)
    wall.remove_comment(row, by=request.person)
    return Status(204, None)
