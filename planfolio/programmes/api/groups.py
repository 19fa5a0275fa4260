"""Small groups: one's own and what its members say in it; and all of them, without a word, for who coordinates."""

from functools import partial
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from pydantic import Field

from planfolio.errors import Missing
from planfolio.people.door import expected
from planfolio.web.bodies import LARGEST, Body, Key, fill
from planfolio.web.paging import Paged, Results, one_page
from planfolio.web.shapes import page_of

from ..groups import actions
from ..groups.models import GroupPost, RunGroup
from ..groups.pages import entries_for, get_said, members_of, name_of, overview, posts_in
from ..models import Participation, Run
from ..run_access import get_coordinated, get_participation, get_run
from ..run_forms import GroupPostForm
from .shapes import GroupOut, GroupPostOut, GroupsOut, ParticipationOut

router = Router(tags=["Small groups"])


class WishIn(Body):
    """`shows_name` lets the members of your group read your name; without the wish it is false."""

    wants: bool
    shows_name: bool = False


class GroupPostIn(Body):
    """A few words, or the key of an entry that you wrote about a thing of the run, of which the summary is shown."""

    text: str = Field("", max_length=4_000)
    entry: Key | None = None
    id: Key | None = None


class PlaceIn(Body):
    """The number of a group that is there; null makes a new one."""

    number: int | None = Field(ge=1, le=LARGEST)


def _inside(request, key: UUID) -> tuple[Participation, RunGroup]:
    participation = get_participation(request.person, get_run(request.person, key))
    group = RunGroup.objects.filter(pk=participation.group_id).first()
    if group is None:
        raise Missing(_("You are in no group of this run."))
    return participation, group


def _said(post: GroupPost, reader: UUID) -> dict:
    words = post.entry.summary if post.entry_id else post.text
    return {
        **{name: getattr(post, name) for name in ("id", "revision", "created_at", "updated_at")},
        "name": name_of(post.participation, reader),
        "mine": post.owner_id == reader,
        "title": post.entry.title if post.entry_id else "",
        "text": words,
    }


@router.get("/runs/{uuid:key}/group", response=GroupOut, summary="Your group, and who is in it")
def read_group(request, key: UUID):
    """Names are there where their bearers show them to the group."""
    participation, group = _inside(request, key)
    return {"number": group.number, "members": members_of(group, reader=participation.owner_id)}


@router.put("/runs/{uuid:key}/group/wish", response=ParticipationOut, summary="Wish for a group, or leave yours")
def wish_for_group(request, key: UUID, body: WishIn):
    participation = get_participation(request.person, get_run(request.person, key))
    expected(request, participation)
    actions.wish(participation, by=request.person, wants=body.wants, shows_name=body.shows_name)
    return get_participation(request.person, participation.run)


@router.get("/runs/{uuid:key}/group/posts", response=page_of(GroupPostOut), summary="What is said in your group")
def list_group_posts(request, key: UUID, query: Query[Paged]):
    participation, group = _inside(request, key)
    found = one_page(posts_in(group.pk), request, query)
    return Results([_said(each, participation.owner_id) for each in found.results], found.next)


@router.post("/runs/{uuid:key}/group/posts", response={201: GroupPostOut}, summary="Say something to your group")
def add_group_post(request, key: UUID, body: GroupPostIn):
    participation, _group = _inside(request, key)
    form = partial(GroupPostForm, entries=entries_for(participation))
    values = fill(form, body.model_dump(exclude_unset=True))
    how = {"text": values["text"], "entry": values["entry"], "key": values["id"]}
    post = actions.say(participation, by=request.person, **how)
    return Status(201, _said(get_said(participation, post.pk, by=request.person), request.person.pk))


@router.delete("/runs/{uuid:key}/group/posts/{uuid:post}", response={204: None}, summary="Take back what you said")
def take_group_post_back(request, key: UUID, post: UUID):
    participation, _group = _inside(request, key)
    found = get_said(participation, post, by=request.person)
    expected(request, found)
    actions.take_back(found, by=request.person)
    return Status(204, None)


def _all_groups(run: Run) -> dict:
    found = overview(run)

    def people(rows: list[Participation]) -> list[dict]:
        return [{"id": each.pk, "name": str(each.owner)} for each in rows]

    groups = [{"number": group.number, "people": people(rows)} for group, rows in found.groups]
    return {"groups": groups, "waiting": people(found.waiting)}


@router.get("/runs/{uuid:key}/groups", response=GroupsOut, summary="Who is in which group; coordinator only")
def list_groups(request, key: UUID):
    """With who waits for one, and nothing of what is said in any."""
    return _all_groups(get_coordinated(request.person, key))


@router.post("/runs/{uuid:key}/groups", response=GroupsOut, summary="Put those who wait into groups; coordinator only")
def make_groups(request, key: UUID):
    run = get_coordinated(request.person, key)
    actions.make_groups(run, by=request.person)
    return _all_groups(run)


@router.put(
    "/runs/{uuid:key}/people/{uuid:person}/group", response=GroupsOut, summary="Move somebody; coordinator only"
)
def move_person(request, key: UUID, person: UUID, body: PlaceIn):
    """`person` is an `id` of GET .../groups, of somebody who wishes for a group."""
    run = get_coordinated(request.person, key)
    participation = run.participations.filter(pk=person, left_at=None).first()
    if participation is None:
        raise Missing(_("This person does not take part any more."))
    actions.move(participation, body.number, run=run, by=request.person)
    return _all_groups(run)
