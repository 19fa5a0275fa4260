"""What a coordinator tells all of a run, and what they are asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from planfolio.people.base import Owned

from ..document import TITLE_LENGTH
from .runs import Participation, Run


class Announcement(Owned):
    """What the coordinator tells all of a run: on its pages, and once by mail. `told_at` is when all had their mail."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="announcements")
    title = models.CharField(_("What is it about?"), max_length=TITLE_LENGTH)
    text = models.TextField(_("Your words to all"), max_length=8_000)
    told_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["run", "-id"])]

    def __str__(self):
        return self.title


class Question(Owned):
    """What somebody in a run asks its coordinator: between the two, or for all with its answer if they say so."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="questions")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField(_("Your question"), max_length=4_000)
    public = models.BooleanField(_("Everybody in the run may read it with its answer, without my name"), default=False)
    answer = models.TextField(_("Your answer"), max_length=8_000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["run", "answered_at", "id"])]

    def __str__(self):
        return self.text[:120]
