"""A file on its way in."""

from django.db import models
from django.utils import timezone

from planfolio.people.base import new_key
from planfolio.plans.models import Plan


class Arrival(models.Model):
    """A file that somebody is looking at before it becomes a plan of theirs. Nobody else can reach it.

    The bytes stand in the row, so that they go with it and with its owner, for good and at once. `answers` are what
    the person said so far. Once it is brought in, `plan` is what came of it and `goals` are those it added; the bytes
    are then with the plan.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    answers = models.JSONField(default=dict)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, null=True, related_name="+")
    goals = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["owner", "created_at"])]

    def __str__(self):
        return self.name
