"""What people in a run show one another, and what is said of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from planfolio.people.base import Owned, new_key

from .runs import Participation, Run


class WallPost(Owned):
    """What somebody shows of a thing to the others of a run: the summary of an entry as it now is, or an address.

    Nothing of the entry but its summary is ever read through a post. `page_title` and `page_words` are what the page at
    the address says of itself, as plain text; `page_state` whether it was looked at.
    """

    class Page(models.TextChoices):
        WAITING = "", _("Not looked at yet")
        READ = "read", _("Looked at")
        SILENT = "silent", _("Not reached")

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="posts")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="posts")
    key = models.CharField(max_length=120)
    entry = models.ForeignKey("journal.Entry", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    url = models.CharField(max_length=2000, blank=True)
    page_title = models.CharField(max_length=300, blank=True, editable=False)
    page_words = models.CharField(max_length=500, blank=True, editable=False)
    page_state = models.CharField(max_length=10, choices=Page, blank=True, editable=False)
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["run", "key", "-id"]), models.Index(fields=["run", "-id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "run", "entry"], name="wall_post_once", condition=Q(entry__isnull=False)
            ),
            models.CheckConstraint(name="wall_post_says", condition=Q(entry__isnull=False) | ~Q(url="")),
        ]

    def __str__(self):
        return self.entry.summary[:120] if self.entry_id else self.page_title or self.url

    def get_absolute_url(self):
        return reverse("wall-post", args=[self.run_id, self.pk])


class WallComment(Owned):
    post = models.ForeignKey(WallPost, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("Your words"), max_length=4_000)
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self):
        return self.text[:120]


class WallMark(models.Model):
    """A thanks for a post, or a report of it to the coordinator; each once from one person."""

    class Kind(models.TextChoices):
        THANKS = "thanks", _("Thanks")
        REPORT = "report", _("Reported")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(WallPost, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=10, choices=Kind)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "post", "kind"], name="wall_mark_once")]
        indexes = [models.Index(fields=["post"], name="wall_mark_reports", condition=models.Q(kind="report"))]
