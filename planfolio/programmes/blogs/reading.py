"""What the worker does for blogs: look at a page once, and read feeds again and again, each through the guarded door.

A feed is asked once an hour for everybody who named it, with what tells whether it changed; where nothing can be read,
the waits grow to two days, and after a while it is asked no more. One that is asked is out of turn until its time has
come again, so that two workers never ask the same.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from planfolio.jobs.marks import job
from planfolio.programmes.models import Blog, WallPost
from planfolio.web import outside
from planfolio.web.feeds import FEED_BYTES, FEED_TYPES, PAGE_TYPES, FeedEntry, NoFeed, entries_of, feed_link, page_words

from .proposing import propose

EVERY = timedelta(hours=1)
LONGEST = timedelta(hours=48)
#: After so many failures in a row (some two weeks) a feed is asked no more, until somebody names it again.
FAILURES = 12
AT_ONCE = 300


@job(deadline=60, attempts=1)
def look_at(post: str) -> None:
    """Keep what the page of a post says of itself, or that it was not reached."""
    look(post)


def look(key: str, *, network: outside.Network = outside.NETWORK) -> None:
    post = WallPost.objects.kept().filter(pk=key).exclude(url="").first()
    if post is None:
        return
    told = {"page_state": WallPost.Page.SILENT}
    try:
        found = outside.fetch(post.url, accept=PAGE_TYPES, network=network)
    except (outside.Closed, outside.Unreachable):
        pass
    else:
        words = page_words(found.body, found.headers.get("content-type", ""))
        told = {"page_state": WallPost.Page.READ, "page_title": words.title, "page_words": words.words}
    WallPost.objects.filter(pk=key).update(**told)


@job(deadline=120)
def read_blogs() -> int:
    """Queue every feed whose time has come and that somebody still wants; returns how many."""
    now, queued = timezone.now(), 0
    due = dict(wanted().filter(next_at__lte=now).values_list("url_hash", "pk")[:AT_ONCE])
    for url_hash, key in due.items():
        with transaction.atomic():
            if Blog.objects.filter(url_hash=url_hash, next_at__lte=now).update(next_at=now + EVERY):
                read_feed.enqueue(str(key))
                queued += 1
    return queued


def wanted():
    """Blogs of people who are still in a run that goes on."""
    rows = Blog.objects.kept().filter(participation__left_at=None, participation__deleted_at=None)
    return rows.filter(owner__is_active=True, participation__run__ended_at=None, participation__run__deleted_at=None)


@job(deadline=60, attempts=1)
def read_feed(blog: str) -> int:
    return read(blog)


def read(key: str, *, network: outside.Network = outside.NETWORK) -> int:
    """Ask the feed of a blog what is new and propose it to everybody who named it; returns how many were proposed."""
    blog = wanted().filter(pk=key).first()
    if blog is None:
        return 0
    same = Blog.objects.filter(url_hash=blog.url_hash)
    try:
        entries, told = _asked(blog, network)
    except (outside.Closed, outside.Unreachable, NoFeed):
        failures = blog.failures + 1
        wait = min(EVERY * 2 ** min(failures, 10), LONGEST)
        same.update(failures=failures, next_at=timezone.now() + wait if failures < FAILURES else None)
        return 0
    with transaction.atomic():
        now = timezone.now()
        same.update(failures=0, read_at=now, next_at=now + EVERY, **told)
        rows = wanted().filter(url_hash=blog.url_hash).select_related("participation__run", "owner")
        return sum(propose(each, entries) for each in rows)


def _asked(blog: Blog, network: outside.Network) -> tuple[list[FeedEntry], dict]:
    """The entries, none where nothing changed; and what to say the next time. A page may name its feed, once."""
    said = {"If-None-Match": blog.etag, "If-Modified-Since": blog.modified}
    said = {name: value for name, value in said.items() if value}
    found = outside.fetch(blog.url, accept=FEED_TYPES, headers=said, most=FEED_BYTES, network=network)
    if found.status == 304:
        return [], {}
    there = feed_link(found.body, found.url)
    if there:
        found = outside.fetch(there, accept=FEED_TYPES, most=FEED_BYTES, network=network)
    marks = {"etag": ("etag", 200), "modified": ("last-modified", 100)}
    told = {
        name: value if not there and len(value := found.headers.get(header, "")) <= most and value.isprintable() else ""
        for name, (header, most) in marks.items()
    }
    return entries_of(found.body, url=found.url), told
