"""The wall of a run: read by those inside; one's own posts put on it and taken back."""

from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from pydantic import Field

from planfolio.errors import Unfit
from planfolio.journal.models import Entry
from planfolio.web.bodies import Body, Key, fill
from planfolio.web.paging import Paged, Results, one_page
from planfolio.web.shapes import page_of

from .. import taking_part, wall
from ..access import get_thing
from ..blogs.actions import share_address
from ..models import Run
from ..run_access import get_inside, get_participation, get_post, get_run, posts_of
from ..run_forms import AddressForm
from .shapes import PostOut

router = Router(tags=["The wall"])


class Posts(Paged):
    """`q` are words that a post shows, each of them."""

    thing: str | None = Field(None, max_length=120, pattern="^[^\\x00]*$")
    q: str | None = Field(None, max_length=200, pattern="^[^\\x00]*$")


class PostIn(Body):
    """The summary of one of your entries, by its key, or the address of a post elsewhere on the web: one of the two."""

    thing: str = Field(max_length=120)
    entry: Key | None = None
    url: str = Field("", max_length=2_000)
    id: Key | None = None


def _post(tile: wall.Tile) -> dict:
    post = tile.post
    return {
        **{name: getattr(post, name) for name in ("id", "revision", "created_at", "updated_at", "url")},
        "thing": post.key,
        "name": tile.name,
        "mine": tile.mine,
        "text": post.entry.summary if post.entry_id else post.page_words,
        "title": post.page_title,
        "thanks": tile.thanks,
        "thanked": tile.thanked,
        "comments": tile.comments,
    }


def _shown(request, run: Run, key: UUID) -> dict:
    (tile,) = wall.as_tiles([get_post(request.person, run, key)], run, who=request.person)
    return _post(tile)


@router.get("/runs/{uuid:key}/posts", response=page_of(PostOut), summary="The wall, newest first")
def list_posts(request, key: UUID, query: Query[Posts]):
    """Names are there where their bearers show them."""
    run, _participation = get_inside(request.person, key)
    rows = wall.with_words(posts_of(run), **wall.looked_for(query.q or "", run))
    found = one_page(rows.filter(key=query.thing) if query.thing else rows, request, query)
    return Results([_post(tile) for tile in wall.as_tiles(found.results, run, who=request.person)], found.next)


@router.post("/runs/{uuid:key}/posts", response={201: PostOut}, summary="Show something of yours on the wall")
def add_post(request, key: UUID, body: PostIn):
    run = get_run(request.person, key)
    participation = get_participation(request.person, run)
    there = get_thing(run.doc, body.thing)
    if (body.entry is None) == (body.url == ""):
        raise Unfit([("entry", _("Send the key of an entry, or a url: one of the two"))])
    if body.url:
        url = fill(AddressForm, {"url": body.url})["url"]
        post = share_address(participation, there, url, by=request.person, post=body.id)
    else:
        entry = Entry.objects.kept().owned(request.person).filter(pk=body.entry).first()
        if entry is None:
            raise Unfit([("entry", _("Choose one of your own entries"))])
        post = taking_part.share(participation, body.thing, by=request.person, entry=entry, post=body.id)
    return Status(201, _shown(request, run, post.pk))


@router.delete("/runs/{uuid:key}/posts/{uuid:post}", response={204: None}, summary="Take a post of yours back")
def take_back(request, key: UUID, post: UUID):
    run, _participation = get_inside(request.person, key)
    taking_part.take_back(get_post(request.person, run, post), by=request.person)
    return Status(204, None)


@router.put("/runs/{uuid:key}/posts/{uuid:post}/thanks", response=PostOut, summary="Thank for a post, once")
def thank(request, key: UUID, post: UUID):
    """For a post of your own nothing is counted."""
    run, _participation = get_inside(request.person, key)
    wall.thank(get_post(request.person, run, post), by=request.person)
    return _shown(request, run, post)


@router.delete("/runs/{uuid:key}/posts/{uuid:post}/thanks", response=PostOut, summary="Take your thanks back")
def take_thanks_back(request, key: UUID, post: UUID):
    run, _participation = get_inside(request.person, key)
    wall.thank(get_post(request.person, run, post), by=request.person, again=True)
    return _shown(request, run, post)
