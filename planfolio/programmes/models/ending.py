"""What there is at the end of a run: certificates, and a survey that knows nobody."""

from uuid import uuid4

from django.db import models

from planfolio.people.base import Owned

from ..document import TITLE_LENGTH
from .runs import Participation, Run


class Certificate(Owned):
    """That somebody did what a run's programme asks, as it was asked then. `code` is how others check it.

    All that it says is its own, so that it still says so when the run, and the account of who coordinated it, are gone.
    """

    participation = models.OneToOneField(
        Participation, on_delete=models.SET_NULL, null=True, related_name="certificate"
    )
    code = models.CharField(max_length=40, unique=True, editable=False)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=TITLE_LENGTH)
    programme = models.CharField(max_length=TITLE_LENGTH)
    criteria = models.CharField(max_length=TITLE_LENGTH)
    coordinator = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=5, default="en")
    done = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField(default=0)
    issued_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self):
        return self.title


class Survey(Owned):
    """The questions at the end of a run: those of the house less `without`, and `own` of the coordinator."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="survey")
    without = models.JSONField(default=list, blank=True)
    own = models.JSONField(default=list, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self):
        return str(self.run)


class SurveyAnswer(models.Model):
    """One answer to one question, by nobody: no person, no time, a key that is chance, apart from its sheet."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=20)
    value = models.TextField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["survey", "question", "id"])]

    def __str__(self):
        return self.question
