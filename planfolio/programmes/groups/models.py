"""A small group of a run, and what its members show one another in it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planfolio.people.base import Owned


class Grouping(models.TextChoices):
    NONE = "", gettext_lazy("No")
    PAIRS = "pairs", gettext_lazy("Yes, in pairs")
    GROUPS = "groups", gettext_lazy("Yes, in small groups")


class RunGroup(Owned):
    """`owner` is who coordinates the run. Who is in it is said by the participations; one without anybody is gone."""

    run = models.ForeignKey("programmes.Run", on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["owner", "run", "number"], name="run_group_once")]

    def __str__(self):
        return _("Group %(number)s") % {"number": self.number}


class GroupPost(Owned):
    """What somebody says to their group, while they are in it: the summary of an entry as it now is, or a few words."""

    #: None once the group is no more: the words stay with whoever wrote them.
    group = models.ForeignKey(RunGroup, on_delete=models.SET_NULL, null=True, related_name="posts")
    participation = models.ForeignKey("programmes.Participation", on_delete=models.CASCADE, related_name="group_posts")
    entry = models.ForeignKey("journal.Entry", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    text = models.TextField(gettext_lazy("A few words to your group"), max_length=4_000, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="group_post_says", condition=Q(entry__isnull=False) | ~Q(text=""))]

    def __str__(self):
        return self.entry.summary[:120] if self.entry_id else self.text[:120]
