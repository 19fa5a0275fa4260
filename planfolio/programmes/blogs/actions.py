"""The verbs of whoever writes elsewhere: let an address count for a thing, have a blog read, have it read no more."""

from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from planfolio.people.models import Person
from planfolio.programmes import taking_part
from planfolio.programmes.document import Placed
from planfolio.programmes.models import Participation
from planfolio.web.limits import spend

from .models import Blog
from .reading import look_at, read_feed

#: Addresses and blogs that one person may name within a minute: each is asked at once.
EACH_MINUTE = 10


@transaction.atomic
def share_address(participation: Participation, there: Placed, url: str, *, by: Person, post: UUID | None = None):
    """Let a post elsewhere on the web count for a thing, at once; what its page says is looked up afterwards."""
    spend(by, "address", each_minute=EACH_MINUTE)
    shown = taking_part.share(participation, there.thing.key, by=by, url=url, post=post)
    taking_part.mark(participation, there, "done", by=by)
    look_at.enqueue(str(shown.pk))
    return shown


@transaction.atomic
def name_blog(participation: Participation, url: str, *, by: Person, automatic: bool) -> Blog:
    """Have the feed at `url` read for posts about things, in place of the one before; it is asked at once."""
    spend(by, "address", each_minute=EACH_MINUTE)
    Participation.objects.select_for_update().get(pk=participation.pk, owner=by)
    fresh = {"etag": "", "modified": "", "next_at": timezone.now(), "failures": 0}
    there = {"url": url, "url_hash": sha256(url.encode()).hexdigest(), "automatic": automatic, "deleted_at": None}
    blog, _new = Blog.objects.update_or_create(participation=participation, owner=by, defaults={**there, **fresh})
    # All of it is wanted again, for somebody to whom it is new.
    Blog.objects.filter(url_hash=blog.url_hash).update(**fresh)
    read_feed.enqueue(str(blog.pk))
    return blog


@transaction.atomic
def forget_blog(participation: Participation, *, by: Person) -> None:
    """The blog is not read any more, and what waited is gone; what is on the wall stays."""
    Blog.objects.filter(participation=participation, owner=by).delete()
