"""Loading runs and what is in them. That somebody reads in a run is told to nobody, its coordinator included."""

import time
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from planfolio.errors import Missing, NotAllowed
from planfolio.people.pulse import pulse
from planfolio.people.sharing import VIEW

from .models import Participation, Run, WallPost


def get_run(who, key: UUID) -> Run:
    """A run that `who` coordinates, takes part in, or may join because it is open."""
    # The document is read only by the first who asks for it: `Run.doc` keeps it by its hash.
    run = Run.objects.kept().may(who, VIEW).select_related("owner").defer("document").filter(pk=key).first()
    if run is None:
        raise Missing(_("There is no run at this address, or it is only for those who were invited."))
    return run


def get_coordinated(who, key: UUID) -> Run:
    run = get_run(who, key)
    if run.owner_id != who.pk:
        raise NotAllowed(_("Only who coordinates this run can do that."))
    return run


def participation_of(who, run: Run) -> Participation | None:
    """How `who` takes part in `run` now."""
    return Participation.objects.filter(run=run, owner=who, left_at=None).first()


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
        raise NotAllowed(_("Join this run first. What people share in it is for those who take part."))
    return run, found


def stamp_of(run: Run, who) -> int:
    """Goes up with whatever `who` or the coordinator writes, and each minute: for pages of `who` that are kept.

    So one's own doings and those of the coordinator are shown at once, and how many others there are and what they
    posted, as a number, a minute later at most. Whether `who` may still read is asked at every look, before it.
    """
    return pulse(who) + pulse(run.owner) + int(time.time() // 60)


def posts_of(run: Run):
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
