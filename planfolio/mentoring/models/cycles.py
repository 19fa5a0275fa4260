"""A round of reviews of an organisation: who is invited to begin one, and by which days.

It holds no word of any review. What somebody prepares is a `Review` of their own that names the round; they begin it
themselves or not at all.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from planfolio.people.base import new_key
from planfolio.people.models import Membership, Organisation, Person, Team
from planfolio.plans.vocabulary import TITLE_LENGTH


def _day(label: str) -> models.DateField:
    return models.DateField(label, null=True, blank=True)


class Cycle(models.Model):
    """`team` is whose round it is; without one it is of the people who were chosen. `by` opened it.

    `revision` goes up by one with each change, and is what a form compares.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    title = models.CharField(_("Title"), max_length=TITLE_LENGTH)
    starts = models.DateField(_("From"))
    ends = models.DateField(_("To"))
    draft_by = _day(_("Put together by"))
    halfway = _day(_("A look at it halfway, on"))
    meets_by = _day(_("Talked about by"))
    closes_on = _day(_("Closed by"))
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.CheckConstraint(name="cycle_in_order", condition=Q(ends__gte=F("starts")))]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("cycle", args=[self.organisation_id, self.pk])


class CyclePlace(models.Model):
    """That a member is invited to a round; it goes with the membership. `told_at`: when the mail was written."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="places")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "member"], name="cycle_place_once")]
