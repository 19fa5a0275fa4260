"""Who agreed to be counted in an organisation's anonymous reports, and the reports as they were given out."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from planfolio.people.base import new_key
from planfolio.people.models import Membership, Organisation


class OutcomeConsent(models.Model):
    """To what, in which wording, from when, and until when. It goes with the membership."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-given_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "membership"], condition=Q(withdrawn_at=None), name="outcome_consent_once"
            )
        ]


class OutcomeReport(models.Model):
    """What may be told of a quarter, made once (`outcomes.reporting`). `sheet` holds no person and no key of one."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    quarter = models.CharField(max_length=7)
    sheet = models.JSONField()

    class Meta:
        ordering = ["-quarter"]
        constraints = [models.UniqueConstraint(fields=["organisation", "quarter"], name="outcome_report_once")]

    def __str__(self):
        return self.quarter
