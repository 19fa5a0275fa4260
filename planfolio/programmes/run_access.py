"""Loading runs and what is in them. That somebody reads in a run is told to nobody, its coordinator included."""

import time
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planfolio.errors import Missing, NotAllowed
from planfolio.people.pulse import pulse
from planfolio.people.sharing import VIEW, may
from planfolio.prepared import Prepared

from .models import Participation, Run, WallComment, WallPost

NOT_INSIDE = gettext_lazy("Join this run first. What people share in it is for those who take part.")


def get_run(who, key: UUID) -> Run:
    """A run that `who` coordinates, takes part in, or may join because it is open."""
    # The document is read only by the first who asks for it: `Run.doc` keeps it by its hash.
    for run in _kept_run.objects(key=key):
        if may(who, VIEW, run):
            return run
    raise Missing(_("There is no run at this address, or it is only for those who were invited."))


_kept_run = Prepared(lambda key: Run.objects.kept().defer("document").filter(pk=key).order_by())


def get_coordinated(who, key: UUID) -> Run:
    run = get_run(who, key)
    if run.owner_id != who.pk:
        raise NotAllowed(_("Only who coordinates this run can do that."))
    return run


def participation_of(who, run: Run) -> Participation | None:
    """How `who` takes part in `run` now."""
    return next(iter(_participation.objects(run=run.pk, who=who.pk)), None)


def _taking_part(run: Run | UUID, who):
    return Participation.objects.filter(run=run, owner=who, left_at=None)


_participation = Prepared(_taking_part)


def get_participation(who, run: Run) -> Participation:
    found = participation_of(who, run)
    if found is None:
        raise NotAllowed(_("Join this run first."))
    found.run = run
    return found


def get_inside(who, key: UUID) -> tuple[Run, Participation | None]:
    """A run for somebody inside it: its coordinator, or who takes part. NotAllowed for who could only join it."""
    run = get_run(who, key)
    found = participation_of(who, run)
    if found is None and run.owner_id != who.pk:
        raise NotAllowed(NOT_INSIDE)
    return run, found


def enter(who, key: UUID) -> Run:
    """The run of `get_inside`, for pages that need no more than that somebody is inside."""
    run = get_run(who, key)
    if run.owner_id != who.pk and not _inside.rows(run=run.pk, who=who.pk):
        raise NotAllowed(NOT_INSIDE)
    return run


#: Who takes part in a run now, asked at each look at its wall.
_inside = Prepared(lambda run, who: _taking_part(run, who).order_by().values_list("pk")[:1])


def others_in(run: Run) -> tuple:
    """What others do in a run that its kept pages are found by: the coordinator's writes, and the minute.

    So one's own doings and those of the coordinator are shown at once, and how many others there are and what they
    posted, as a number, a minute later at most. Whether somebody may still read is asked at every look, before it.
    """
    return pulse(run.owner_id), int(time.time() // 60)


def posts_of(run: Run | UUID):
    """The posts of a run that are shown: neither hidden nor taken back, of people who are still in it."""
    rows = WallPost.objects.kept().filter(run=run, hidden_at=None, participation__left_at=None)
    rows = rows.filter(Q(entry=None) | Q(entry__deleted_at=None), participation__deleted_at=None)
    return rows.select_related("entry", "owner", "participation")


def posts_by_key(run: Run) -> dict[str, int]:
    """How many posts are shown of each thing, at most a minute old: thousands are not counted anew for everybody."""
    return cache.get_or_set(f"run-posts:{run.pk}", lambda: _count_posts(run), timeout=60)


def _count_posts(run: Run) -> dict[str, int]:
    rows = posts_of(run).order_by().values_list("key").annotate(Count("pk"))
    return dict(rows.values_list("key", "pk__count"))


def get_post(who, run: Run, key: UUID) -> WallPost:
    """A post that `who` may read; a hidden one is there for its writer and for the coordinator alone."""
    rows = WallPost.objects.kept().filter(run=run).select_related("entry", "owner", "participation")
    post = rows.filter(pk=key).first()
    gone = post is None or (post.entry_id and post.entry.deleted_at) or post.participation.left_at
    if gone or (post.hidden_at and who.pk not in (run.owner_id, post.owner_id)):
        raise Missing(_("This post is not on the wall any more."))
    return post


def comments_shown():
    """Comments that are there: of people who are still in the run, and of who coordinates it; also hidden ones."""
    inside = Participation.objects.filter(run=OuterRef("post__run"), owner=OuterRef("owner"), left_at=None)
    return WallComment.objects.kept().filter(Q(owner=F("post__run__owner")) | Exists(inside))


def get_comment(who, run: Run, key: UUID) -> WallComment:
    """A comment on a post that `who` may read."""
    row = comments_shown().filter(pk=key, post__run=run).select_related("post").first()
    if row is None:
        raise Missing(_("This comment is not there any more."))
    get_post(who, run, row.post_id)
    return row
