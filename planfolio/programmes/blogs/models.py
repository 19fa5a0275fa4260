"""The blog of somebody in a run, and the posts found in it that wait for a word of theirs."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from planfolio.people.base import Owned


class Blog(Owned):
    """Where somebody in a run writes; its posts are proposed to them, or shown at once where they chose so.

    `url` is that of its feed, or of a page that names one. Several who name the same have it read once: those with one
    `url_hash` are read together. `failures` counts those in a row; `next_at` None: it is not asked any more.
    """

    participation = models.OneToOneField("programmes.Participation", on_delete=models.CASCADE, related_name="blog")
    url = models.CharField(_("Address of your blog or of its feed"), max_length=2000)
    url_hash = models.CharField(max_length=64, db_index=True, editable=False)
    automatic = models.BooleanField(_("Show its posts on the wall without asking me"), default=False)
    etag = models.CharField(max_length=200, blank=True, editable=False)
    modified = models.CharField(max_length=100, blank=True, editable=False)
    next_at = models.DateTimeField(null=True, default=timezone.now, db_index=True, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)

    def __str__(self):
        return self.url


class ProposedPost(Owned):
    """A post of a blog that seems to be about a thing; `key` is empty where it does not say which.

    `mark` is the hash of what tells it from others of its feed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SHOWN = "shown", _("On the wall")
        LEFT = "left", _("Left out")

    blog = models.ForeignKey(Blog, on_delete=models.CASCADE, related_name="proposed")
    mark = models.CharField(max_length=64)
    key = models.CharField(max_length=120, blank=True)
    url = models.CharField(max_length=2000)
    title = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)

    class Meta:
        ordering = ["-published_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["owner", "blog", "mark"], name="proposed_post_once")]

    def __str__(self):
        return self.title or self.url
