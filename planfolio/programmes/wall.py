"""The wall of a run: what people chose to show, newest first, by thing; thanks, comments, hiding. No ranking."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import NotAllowed, NotNow, Refused
from planfolio.journal.search import is_shown, shown_keys, shown_query
from planfolio.people import removal
from planfolio.people.base import add_once, new_key
from planfolio.people.models import Person
from planfolio.prepared import NO_KEY, Prepared
from planfolio.web.limits import spend

from .models import Run, WallComment, WallMark, WallPost
from .run_access import comments_shown, posts_of

TILES = 20
WRITES_EACH_MINUTE = 20
COMMENTS_LIMIT = 500
#: So many words are looked for at once.
WORDS = 8
#: Words that stand in so few posts of a run are looked for from these, more frequent ones from the newest posts on.
RARE = 500
#: A word that the index holds whole, or in its parts; and what stands around words in a sentence.
_PLAIN = re.compile(r"[^\W_]{1,40}(?:['’-][^\W_]{1,40}){0,2}")
_AROUND = '.,;:!?…«»“”"()'


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


@dataclass(frozen=True)
class Found:
    """A post on a page of the wall, with all that its tile shows to who looks: with the same row, it looks the same."""

    key: UUID
    row: tuple


def find_posts(
    run: Run, *, who: Person, key: str = "", words: str = "", before: UUID | None = None
) -> tuple[list[Found], bool]:
    """One page of the wall, and whether more follows.

    One query, however many people there are; up to four where words are looked for.
    """
    varies = {"key": key, "before": before, **looked_for(words, run)}
    rows = _page.rows(run=run.pk, who=who.pk, **{name: value for name, value in varies.items() if value})
    return [Found(UUID(str(row[0])), row) for row in rows[:TILES]], len(rows) > TILES


def _posts(run: UUID, who: UUID, key: str = "", before: UUID | None = None, **words) -> QuerySet:
    posts = posts_of(run)
    posts = posts.filter(key=key) if key else posts
    posts = posts.filter(pk__lt=before) if before else posts
    posts = with_words(posts, **words)
    marks = WallMark.objects.filter(post=OuterRef("pk"), kind=WallMark.Kind.THANKS)
    said = comments_shown().filter(post=OuterRef("pk"), hidden_at=None)
    shown = ("pk", "revision", "key", "url", "page_title", "page_words", "entry__summary", "entry__language")
    names = ("owner__name", "owner__email", "participation__shows_name", "page_state")
    mine = ExpressionWrapper(Q(owner=who), output_field=BooleanField())
    counts = (mine, _count(marks), _count(marks.filter(owner=who)), _count(said))
    return posts.order_by("-id").values_list(*shown, *names, *counts)[: TILES + 1]


_page = Prepared(_posts)


def looked_for(text: str, run: Run) -> dict[str, str | list]:
    """What `with_words` narrows by. One query, or up to three, of the index of words."""
    words = [word for each in text.split() if (word := each.strip(_AROUND))][:WORDS] or text.split()[:WORDS]
    if not words:
        return {}
    # A word of letters is found in the index; one with other signs must also stand there as it is.
    signs = [word for word in words if not _PLAIN.fullmatch(word)]
    query = shown_query(" ".join(words))
    here = WallPost.objects.filter(run=run.pk).order_by().values("entry")
    keys = shown_keys(query, among=here, most=RARE) if query else None
    among = {} if keys is None else {"keys": keys or [NO_KEY]} if len(keys) <= RARE else {"query": query}
    return {"words": words, **among, **({"signs": signs} if signs else {})}


def with_words(
    posts: QuerySet,
    *,
    words: Sequence[str] = (),
    signs: Sequence[str] = (),
    keys: Sequence[UUID] | None = None,
    query: str = "",
) -> QuerySet:
    """Those of `posts` that show each of the words of `looked_for`: summaries by the index, pages elsewhere as read."""
    if not words:
        return posts
    summary = Q(entry__in=keys) if keys else is_shown(query) if query else Q(entry__isnull=False)
    page = Q(entry=None)
    # An expression is compared as it is: what LIKE takes for a pattern in it is escaped by the database.
    for sign in map(Value, signs):
        summary &= Q(entry__summary__icontains=sign)
    for word in map(Value, words):
        page &= Q(url__icontains=word) | Q(page_title__icontains=word) | Q(page_words__icontains=word)
    return posts.filter(summary | page)


def _count(rows) -> Subquery:
    counted = rows.order_by().annotate(n=Func(F("pk"), function="count")).values("n")
    return Subquery(counted, output_field=IntegerField())


def tiles_of(keys: list[UUID], run: Run, *, who: Person) -> dict[UUID, Tile]:
    """The tiles of posts that `find_posts` found, by key; one that has gone since is left out."""
    return {tile.post.pk: tile for tile in as_tiles(list(posts_of(run).filter(pk__in=keys)), run, who=who)}


def as_tiles(posts: list[WallPost], run: Run, *, who: Person) -> list[Tile]:
    keys = [post.pk for post in posts]
    marks = WallMark.objects.filter(post__in=keys, kind=WallMark.Kind.THANKS)
    thanks = dict(marks.order_by().values_list("post").annotate(Count("pk")).values_list("post", "pk__count"))
    mine = set(marks.filter(owner=who).values_list("post", flat=True))
    shown = comments_shown().filter(post__in=keys, hidden_at=None)
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
    """What was said under a post, as `who` reads it."""
    return as_said(comments_under(post, run, who=who)[:COMMENTS_LIMIT], run, who=who)


def comments_under(post: WallPost, run: Run, *, who: Person) -> QuerySet:
    """The comments on a post; a hidden one is there for its writer and for the coordinator."""
    rows = comments_shown().filter(post=post).select_related("owner")
    return rows if run.owner_id == who.pk else rows.filter(Q(hidden_at=None) | Q(owner=who))


def as_said(comments: Iterable[WallComment], run: Run, *, who: Person) -> list[Said]:
    """Comments with the names of those who show theirs in the run."""
    comments = list(comments)
    writers = {row.owner_id for row in comments}
    showing = run.participations.filter(shows_name=True, owner__in=writers).values_list("owner", flat=True)
    named = {*showing, run.owner_id}
    somebody = _("Somebody in this run")
    return [
        Said(row, str(row.owner) if row.owner_id in named else somebody, row.owner_id == who.pk) for row in comments
    ]


@transaction.atomic
def comment(post: WallPost, run: Run, text: str, *, by: Person, key: UUID | None = None) -> WallComment:
    """Say something under a post; under one key, once. Raises Conflict where comments are closed."""
    if not run.comments:
        raise NotNow(_("Comments are closed in this run."))
    spend(by, "wall", each_minute=WRITES_EACH_MINUTE)
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
