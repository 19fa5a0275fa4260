"""Runs of programmes: who is asked into one, who takes part, and how far each is."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from planfolio.people.base import Owned, new_key
from planfolio.people.sharing import Grant, one_receiver

from ..agreeing.models import Wanted
from ..among_us import AmongUs
from ..document import TITLE_LENGTH, ProgrammeDoc, programme_from
from ..groups.models import Grouping, RunGroup
from .programmes import Programme

#: Documents of runs as they were read, by their hash: the same for everybody in a run, on every page of it.
READ = 32
_read: dict[str, ProgrammeDoc] = {}


class Pace(models.TextChoices):
    WEEKLY = "weekly", _("One module a week")
    HALF = "half", _("One module every two weeks")
    OWN_DATES = "dates", _("On dates of our own")
    SELF = "self", _("Everyone at their own pace")


class Joining(models.TextChoices):
    OPEN = "open", _("Anybody here may join")
    INVITED = "invited", _("Only who has the link or an invitation")


class Part(models.TextChoices):
    """Three ways of taking part, and all of them count."""

    FINISHER = "finisher", _("I mean to do all of it")
    PICKER = "picker", _("I pick what serves me")
    OBSERVER = "observer", _("I read along")


class Run(Owned):
    """A programme done by people at the same time; its owner coordinates it. `document` is frozen when it begins."""

    programme = models.ForeignKey(Programme, on_delete=models.SET_NULL, null=True, blank=True, related_name="runs")
    #: What it was begun from, also once that is gone: the key of a programme, or the name of one of the house.
    source = models.CharField(max_length=80, editable=False)
    title = models.CharField(_("What this run is called"), max_length=TITLE_LENGTH)
    words = models.TextField(_("A few words of welcome"), blank=True, max_length=4_000)
    language = models.CharField(max_length=5, default="en")
    document = models.JSONField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    modules = models.PositiveIntegerField(editable=False)
    starts = models.DateField(_("First day"))
    pace = models.CharField(_("Pace"), max_length=10, choices=Pace, default=Pace.WEEKLY)
    #: Pairs of ISO days, both included; and the days on which modules open, where the run has its own.
    holidays = models.JSONField(default=list, blank=True)
    dates = models.JSONField(default=list, blank=True)
    joining = models.CharField(_("Who may join?"), max_length=10, choices=Joining, default=Joining.INVITED)
    capacity = models.PositiveIntegerField(_("At most how many people?"), null=True, blank=True)
    link_hash = models.CharField(max_length=64, blank=True, editable=False)
    tag = models.CharField(_("Tag for posts in blogs"), max_length=40, blank=True)
    grouping = models.CharField(_("Buddies or small groups?"), max_length=10, choices=Grouping, blank=True)
    group_size = models.PositiveSmallIntegerField(_("How many in a group?"), null=True, blank=True)
    groups_made = models.BooleanField(default=False, editable=False)
    agreement = models.CharField(
        _("Does it take the agreement of people's line managers?"), max_length=10, choices=Wanted, blank=True
    )
    mails = models.BooleanField(_("Send a mail when a module opens"), default=True)
    comments = models.BooleanField(_("People may comment on what is shared"), default=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AmongUs.as_manager()

    class Meta:
        ordering = ["-starts", "-id"]
        indexes = [models.Index(fields=["owner", "-starts"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("run", args=[self.pk])

    @property
    def doc(self) -> ProgrammeDoc:
        if self.sha256 not in _read:
            while len(_read) >= READ:
                _read.pop(next(iter(_read)), None)
            _read[self.sha256] = programme_from(self.document)
        return _read[self.sha256]


class RunGrant(Grant):
    thing = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="grants")

    class Meta:
        constraints = [
            one_receiver("rungrant_one_receiver"),
            models.UniqueConstraint(
                fields=["owner", "thing", "person", "link_hash", "public", "source"], name="rungrant_once"
            ),
        ]


class Participation(Owned):
    """Somebody in a run, and how they want it; theirs alone. Who leaves keeps it, and finds it again on rejoining."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="participations")
    part = models.CharField(_("How do you take part?"), max_length=10, choices=Part, default=Part.FINISHER)
    pace = models.CharField(_("Your pace"), max_length=10, choices=Pace, blank=True)
    pauses = models.JSONField(default=list, blank=True, editable=False)
    shows_name = models.BooleanField(_("Show my name beside what I share"), default=False)
    mails = models.BooleanField(_("Send me a mail when a module opens"), default=True)
    wants_group = models.BooleanField(_("I would like to be in a small group"), default=False)
    named_in_group = models.BooleanField(_("The others in my group may read my name"), default=False)
    group = models.ForeignKey(
        RunGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="participations", editable=False
    )
    #: True once this person has answered the survey at the end: all that is known of it.
    surveyed = models.BooleanField(null=True, editable=False)
    joined_on = models.DateField()
    left_at = models.DateTimeField(null=True, blank=True, editable=False)
    objective = models.ForeignKey("plans.Objective", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    last_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "run"], name="participation_once")]
        indexes = [
            models.Index(fields=["run", "left_at", "deleted_at", "id"]),
            models.Index(fields=["run", "left_at", "last_at", "id"]),
        ]

    def __str__(self):
        return str(self.run)


class Step(Owned):
    """One thing of a run for one person: open, done or skipped, the activity in their plan, and how useful it was."""

    class State(models.TextChoices):
        OPEN = "open", _("Not done yet")
        DONE = "done", _("Done")
        SKIPPED = "skipped", _("Skipped")

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="steps")
    key = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    usefulness = models.PositiveSmallIntegerField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    activity = models.ForeignKey("plans.Activity", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    entry = models.ForeignKey("journal.Entry", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "participation", "key"], name="step_once")]

    def __str__(self):
        return self.key


class ThingTotal(models.Model):
    """How many of those in a run did a thing or skipped it, and the sum of `rated` answers on how useful it was.

    The database keeps it up to date by itself (`upkeep`), so that a table for 5,000 people is a row a thing.
    """

    follows_from_others = True

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="totals")
    key = models.CharField(max_length=120)
    done = models.IntegerField(default=0)
    skipped = models.IntegerField(default=0)
    rated = models.IntegerField(default=0)
    useful = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="thing_total_once")]


class RunInvitation(models.Model):
    """An address that was asked into a run. `secret_hash` opens the way in; used once it is somebody's."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    joined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["email"]
        constraints = [models.UniqueConstraint(fields=["owner", "run", "email"], name="run_invitation_once")]

    def __str__(self):
        return self.email
