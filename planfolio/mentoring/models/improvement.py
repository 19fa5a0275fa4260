"""A performance improvement plan: what concerns a supervisor, what is expected, how it is helped and looked at.

`owner` is the person it is about. It is seen by the two, and by one third whom that person has accepted as a supporter.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planfolio.people.base import Owned, OwnedQuerySet
from planfolio.plans.vocabulary import TEXT_LENGTH, TITLE_LENGTH

from ..vocabulary import Outcome, State
from .support import Mentorship


class OfThose(OwnedQuerySet):
    """Improvement plans of a person, those they began as a supervisor, and those they were named for as the third."""

    def of(self, person):
        begun = Q(mentorship__supporter=person, mentorship__state=State.RUNNING)
        named = Q(third__supporter=person, third__state=State.RUNNING)
        return self.filter(Q(owner=person) | begun | named, deleted_at=None)


def _said(label: str, **options) -> models.TextField:
    return models.TextField(label, max_length=TEXT_LENGTH, **options)


class Improvement(Owned):
    title = models.CharField(_("Title"), max_length=TITLE_LENGTH)
    mentorship = models.ForeignKey(Mentorship, on_delete=models.SET_NULL, null=True, related_name="improvements")
    third = models.ForeignKey(Mentorship, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    concern = _said(_("What is the concern?"))
    standard = _said(_("What is expected?"))
    measure = _said(_("How will it be seen?"))
    support = _said(_("What help is there?"))
    starts = models.DateField(_("From"))
    ends = models.DateField(_("To"))
    answer = _said(_("How you see it"), blank=True)
    outcome = models.CharField(_("How it came out"), max_length=20, choices=Outcome, blank=True)
    outcome_words = _said(_("In words"), blank=True)

    objects = OfThose.as_manager()

    class Meta:
        ordering = ["-starts", "-created_at", "-id"]
        constraints = [models.CheckConstraint(name="improvement_in_order", condition=Q(ends__gte=F("starts")))]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("improvement", args=[self.pk])

    @property
    def supervisor(self):
        """Who began it; None once their account is gone."""
        return self.mentorship.supporter if self.mentorship else None

    def other(self, person):
        """For the person it is about its supervisor, for everybody else that person."""
        return self.supervisor if person.pk == self.owner_id else self.owner


class Checkpoint(Owned):
    """A day on which the two look at it, what the supervisor saw, and what the person says to that."""

    improvement = models.ForeignKey(Improvement, on_delete=models.CASCADE, related_name="checkpoints")
    day = models.DateField(_("Day"))
    seen = _said(_("What was seen"), blank=True)
    answer = _said(_("How you see it"), blank=True)

    class Meta:
        ordering = ["day", "created_at", "id"]

    def __str__(self):
        return str(self.day)
