"""Posts found in a blog, which wait for its writer's word: taken to the wall, or left out."""

from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from planfolio.errors import Missing, NotNow
from planfolio.people.models import Person
from planfolio.programmes import taking_part
from planfolio.programmes.agreeing.rules import may_begin
from planfolio.programmes.document import Placed, find
from planfolio.programmes.models import Participation, WallPost
from planfolio.web.feeds import FeedEntry

from .matching import match
from .models import Blog, ProposedPost

#: Of one blog so many posts wait at most.
WAITING = 200


def propose(blog: Blog, entries: list[FeedEntry]) -> int:
    """Keep the entries that are about the run and were written since its person joined; each once."""
    part = blog.participation
    marks = {sha256(each.mark.encode("utf-8", "replace")).hexdigest(): each for each in entries}
    there = set(blog.proposed.filter(mark__in=marks).values_list("mark", flat=True))
    shown = set(WallPost.objects.filter(owner=blog.owner_id, run=part.run_id).values_list("url", flat=True))
    room = WAITING - blog.proposed.filter(state=ProposedPost.State.WAITING).count()
    new = 0
    for mark, entry in marks.items():
        if mark in there or entry.url in shown or new >= room:
            continue
        if entry.published and entry.published.date() < part.joined_on:
            continue
        about = match(entry.tags, entry.title, part.run.doc, tag=part.run.tag)
        if about:
            _keep(blog, mark, entry, about.placed.thing.key if about.placed else "")
            new += 1
    return new


def _keep(blog: Blog, mark: str, entry: FeedEntry, key: str) -> None:
    post = ProposedPost.objects.create(
        owner_id=blog.owner_id,
        blog=blog,
        mark=mark,
        key=key,
        url=entry.url,
        title=entry.title,
        words=entry.words,
        published_at=entry.published,
    )
    part = blog.participation
    if blog.automatic and key and may_begin(part):
        show_proposed(post, find(part.run.doc, key), part, by=blog.owner)


def get_proposed(participation: Participation, key: UUID, *, by: Person) -> ProposedPost:
    found = ProposedPost.objects.filter(blog__participation=participation, owner=by, pk=key).first()
    if found is None:
        raise Missing(_("This post does not wait any more."))
    return found


@transaction.atomic
def show_proposed(proposed: ProposedPost, there: Placed, participation: Participation, *, by: Person) -> WallPost:
    """Take a proposed post to the wall, as one about the thing at `there`. Twice is once."""
    locked = ProposedPost.objects.select_for_update().get(pk=proposed.pk, owner=by)
    if locked.state == ProposedPost.State.SHOWN:
        raise NotNow(_("This post is on the wall already."))
    locked.key, locked.state = there.thing.key, ProposedPost.State.SHOWN
    locked.revision += 1
    locked.save()
    page = {"page_title": locked.title, "page_words": locked.words, "page_state": WallPost.Page.READ}
    post = taking_part.share(participation, there.thing.key, by=by, url=locked.url, post=locked.pk, **page)
    taking_part.mark(participation, there, "done", by=by)
    return post


@transaction.atomic
def leave_out(proposed: ProposedPost, *, by: Person, again: bool = False) -> None:
    """Do not ask about this post any more; `again` lets it wait again."""
    before, after = ProposedPost.State.WAITING, ProposedPost.State.LEFT
    rows = ProposedPost.objects.filter(pk=proposed.pk, owner=by, state=after if again else before)
    rows.update(state=before if again else after)
