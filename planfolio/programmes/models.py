"""Programmes and their editions; runs, who takes part in them, and what they show one another."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from planfolio.people.base import Owned, new_key
from planfolio.people.sharing import Grant, one_receiver

from .agreeing.models import Agreement as Agreement
from .agreeing.models import Wanted
from .among_us import AmongUs
from .blogs.models import Blog as Blog
from .blogs.models import ProposedPost as ProposedPost
from .document import TITLE_LENGTH, ProgrammeDoc, programme_from
from .groups.models import Grouping
from .groups.models import GroupPost as GroupPost
from .groups.models import RunGroup as RunGroup


class Programme(Owned):
    """A course of things to try, written by its owner; `document` is all of it.

    What lists show stands beside it, so that they need not read it: write both through `actions.put_document`.
    """

    title = models.CharField(_("Title"), max_length=TITLE_LENGTH)
    language = models.CharField(_("Language"), max_length=5, default="en")
    summary = models.TextField(_("What is it, in a few sentences?"), blank=True)
    licence = models.CharField(_("Licence"), max_length=TITLE_LENGTH, blank=True)
    things = models.PositiveIntegerField(default=0, editable=False)
    minutes = models.PositiveIntegerField(default=0, editable=False)
    document = models.JSONField(default=dict, editable=False)

    objects = AmongUs.as_manager()

    class Meta:
        ordering = ["title", "id"]
        indexes = [models.Index(fields=["owner", "title"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("programme", args=[self.pk])

    @property
    def doc(self) -> ProgrammeDoc:
        return programme_from(self.document)


class ProgrammeGrant(Grant):
    thing = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="grants")

    class Meta:
        constraints = [
            one_receiver("programmegrant_one_receiver"),
            models.UniqueConstraint(
                fields=["owner", "thing", "person", "link_hash", "public", "source"], name="programmegrant_once"
            ),
        ]


class Edition(models.Model):
    """A programme as it stood: a number, why it was kept, its document, and the hash of that."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=TITLE_LENGTH, blank=True)
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["owner", "programme", "number"], name="edition_number_once")]

    def __str__(self):
        return self.reason or str(self.number)

    @property
    def doc(self) -> ProgrammeDoc:
        return programme_from(self.document)


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
