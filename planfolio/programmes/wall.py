"""The wall of a run: what people chose to show, newest first, by thing; thanks, comments, hiding. No ranking."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import NotAllowed, Refused
from planfolio.people import removal
from planfolio.people.base import add_once, new_key
from planfolio.people.models import Person

from .models import Run, WallComment, WallMark, WallPost
from .run_access import posts_of

TILES = 20
COMMENTS_LIMIT = 500


@dataclass(frozen=True)
class Tile:
    post: WallPost
    name: str
    mine: bool
    thanks: int
    thanked: bool
    comments: int


def name_of(row, run: Run) -> str:
    """Who wrote something on a wall: their name if they said so, and that of the coordinator, whom all know."""
    participation = row.participation if isinstance(row, WallPost) else None
    if row.owner_id == run.owner_id or (participation and participation.shows_name):
        return str(row.owner)
    return _("Somebody in this run")


def tiles(
    run: Run, *, who: Person, key: str = "", words: str = "", before: UUID | None = None
) -> tuple[list[Tile], bool]:
    """One page of the wall and whether more follows. Two queries, however many people there are."""
    rows = posts_of(run)
    rows = rows.filter(key=key) if key else rows
    for word in words.split()[:8]:
        elsewhere = Q(url__icontains=word) | Q(page_title__icontains=word) | Q(page_words__icontains=word)
        rows = rows.filter(Q(entry__summary__icontains=word) | elsewhere)
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(rows.order_by("-id")[: TILES + 1])
    return as_tiles(found[:TILES], run, who=who), len(found) > TILES


def as_tiles(posts: list[WallPost], run: Run, *, who: Person) -> list[Tile]:
    keys = [post.pk for post in posts]
    marks = WallMark.objects.filter(post__in=keys, kind=WallMark.Kind.THANKS)
    thanks = dict(marks.order_by().values_list("post").annotate(Count("pk")).values_list("post", "pk__count"))
    mine = set(marks.filter(owner=who).values_list("post", flat=True))
    shown = WallComment.objects.kept().filter(post__in=keys, hidden_at=None)
    said = dict(shown.order_by().values_list("post").annotate(Count("pk")).values_list("post", "pk__count"))
    return [
        Tile(
            post=post,
            name=name_of(post, run),
            mine=post.owner_id == who.pk,
            thanks=thanks.get(post.pk, 0),
            thanked=post.pk in mine,
            comments=said.get(post.pk, 0),
        )
        for post in posts
    ]


@dataclass(frozen=True)
class Said:
    comment: WallComment
    name: str
    mine: bool


def comments_on(post: WallPost, run: Run, *, who: Person) -> list[Said]:
    """What was said under a post; a hidden comment is there for its writer and for the coordinator."""
    rows = WallComment.objects.kept().filter(post=post).select_related("owner")
    named = set(run.participations.filter(shows_name=True).values_list("owner", flat=True)) | {run.owner_id}
    shown = [row for row in rows[:COMMENTS_LIMIT] if not row.hidden_at or who.pk in (row.owner_id, run.owner_id)]
    somebody = _("Somebody in this run")
    return [Said(row, str(row.owner) if row.owner_id in named else somebody, row.owner_id == who.pk) for row in shown]


@transaction.atomic
def comment(post: WallPost, run: Run, text: str, *, by: Person, key: UUID | None = None) -> WallComment:
    if not run.comments:
        raise Refused(_("Comments are closed in this run."))
    if WallComment.objects.kept().filter(post=post).count() >= COMMENTS_LIMIT:
        raise Refused(_("There are very many comments here already. Share a post of your own instead."))
    row, _added = add_once(WallComment(id=key or new_key(), owner=by, post=post, text=text))
    return row


@transaction.atomic
def thank(post: WallPost, *, by: Person, again: bool = False) -> None:
    """Thank for a post, once; `again` takes the thanks back."""
    marks = WallMark.objects.filter(post=post, owner=by, kind=WallMark.Kind.THANKS)
    if again:
        marks.delete()
    elif post.owner_id != by.pk:
        WallMark.objects.get_or_create(post=post, owner=by, kind=WallMark.Kind.THANKS)


def report(post: WallPost, *, by: Person) -> None:
    """Tell the coordinator that a post needs a look; who told is not shown."""
    WallMark.objects.get_or_create(post=post, owner=by, kind=WallMark.Kind.REPORT)


@transaction.atomic
def hide(row: WallPost | WallComment, run: Run, *, by: Person, again: bool = False) -> None:
    """Take a post or comment off the wall, as its coordinator, or put it back. Its writer still sees it, marked so."""
    if run.owner_id != by.pk:
        raise NotAllowed(_("Only who coordinates this run can do that."))
    rows = type(row).objects.filter(pk=row.pk)
    rows.update(hidden_at=None if again else timezone.now(), revision=F("revision") + 1)
    if isinstance(row, WallPost):
        WallMark.objects.filter(post=row, kind=WallMark.Kind.REPORT).delete()


@transaction.atomic
def remove_comment(row: WallComment, *, by: Person) -> None:
    if row.owner_id != by.pk:
        raise NotAllowed(_("Only who wrote this can delete it."))
    removal.remove(row)
