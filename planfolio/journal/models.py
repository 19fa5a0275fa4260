"""Entries of learning, the private notes beside them, reflections, attachments, and the register of evidence."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planfolio.people.base import Owned, OwnedQuerySet, new_key
from planfolio.people.sharing import Grant, Shareable, one_receiver
from planfolio.plans.models import Activity, Criterion, Objective, OfPlan
from planfolio.plans.vocabulary import (
    MINUTES_LIMIT,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Context,
    EvidenceKind,
)


class Subject(models.TextChoices):
    """What a reflection is about: the three of the usual definition."""

    LEARNING = "learning", _("My learning")
    PERFORMANCE = "performance", _("How I did")
    ACHIEVEMENT = "achievement", _("What came of it")


class Relation(models.TextChoices):
    ABOUT = "about", _("About")
    BUILDS_ON = "builds_on", _("Builds on")
    LEADS_TO = "leads_to", _("Leads to")


class OfJournal(Shareable):
    """Entries; without a summary there is nothing in one that could be shared, whoever it was given to."""

    def _granted(self, who, ability):
        rule = super()._granted(who, ability)
        return None if rule is None else rule & ~Q(summary="")


class Entry(Owned):
    """Something learned on a day. `summary` is all that can ever be shared; the rest is the owner's alone."""

    title = models.CharField(_("What did you learn?"), max_length=TITLE_LENGTH)
    summary = models.TextField(_("Summary you could share"), blank=True, max_length=TEXT_LENGTH)
    language = models.CharField(_("Language"), max_length=5, default="en")
    day = models.DateField(_("Day"))
    minutes = models.PositiveIntegerField(_("How long?"), null=True, blank=True)
    context = models.CharField(_("Where"), max_length=30, choices=Context, blank=True)
    provider = models.CharField(_("Provider"), max_length=TITLE_LENGTH, blank=True)
    url = models.CharField(_("Link"), max_length=2000, blank=True)
    subject = models.CharField(_("What is it about?"), max_length=20, choices=Subject, blank=True)
    applied = models.TextField(_("What did you put to use?"), blank=True, max_length=TEXT_LENGTH)
    applied_where = models.CharField(_("Where did you use it?"), max_length=TITLE_LENGTH, blank=True)
    came_by = models.CharField(max_length=20, default="page", editable=False)
    objectives = models.ManyToManyField(Objective, through="EntryObjective", related_name="entries")
    activities = models.ManyToManyField(Activity, through="EntryActivity", related_name="entries")

    objects = OfJournal.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["owner", "-day", "-id"])]
        constraints = [
            models.CheckConstraint(
                name="entry_minutes",
                condition=Q(minutes=None) | Q(minutes__lte=MINUTES_LIMIT),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("entry", args=[self.pk])


class EntryGrant(Grant):
    thing = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="grants")

    class Meta:
        constraints = [
            one_receiver("entrygrant_one_receiver"),
            models.UniqueConstraint(
                fields=["owner", "thing", "person", "link_hash", "public", "source"],
                name="entrygrant_once",
            ),
        ]


class EntryObjective(models.Model):
    """An entry counts for an objective with `minutes` of its time (the shares of one entry add up to the whole)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="objective_links")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="entry_links")
    relation = models.CharField(max_length=20, choices=Relation, default=Relation.ABOUT)
    minutes = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "entry", "objective", "relation"],
                name="entry_objective_once",
            )
        ]


class EntryActivity(models.Model):
    """The part of an entry's time that was spent on an activity."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="activity_links")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="entry_links")
    minutes = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "entry", "activity"], name="entry_activity_once")]


class PrivateNote(Owned):
    """Words for the writer alone. Only queries scoped to the owner touch this table; it has no other door."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="private_note")
    text = models.TextField(_("Private note"), max_length=TEXT_LENGTH)

    def __str__(self):
        return str(_("Private note"))


class Reflection(Owned):
    """Answers to the stages of a reflection model, keyed by stage. The owner's alone, like the private note."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="reflection")
    model = models.CharField(_("Way of reflecting"), max_length=20)
    answers = models.JSONField(default=dict)

    def __str__(self):
        return self.model


class Attachment(Owned):
    """A file of a person, on an entry, in the register of evidence, or beside a plan that was brought in.

    `file` is named by its key alone; `name` is what the person called it and is only ever shown, never a path.
    """

    entry = models.ForeignKey(
        Entry,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="attachments",
    )
    plan = models.ForeignKey(
        "plans.Plan",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="attachments",
    )
    file = models.FileField(max_length=200)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("attachment", args=[self.pk])


class Evidence(Owned):
    """What proves an objective, against a named criterion where there is one."""

    plan_path = "objective__plan"

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="evidence_given")
    criterion = models.ForeignKey(
        Criterion,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="evidence_given",
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=EvidenceKind)
    title = models.CharField(_("What is it?"), max_length=TITLE_LENGTH)
    text = models.TextField(_("In words"), blank=True, max_length=TEXT_LENGTH)
    url = models.CharField(_("Link"), max_length=2000, blank=True)
    witness = models.CharField(_("Who said it?"), max_length=TITLE_LENGTH, blank=True)
    day = models.DateField(_("Day"))
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, blank=True, related_name="evidence")
    attachment = models.ForeignKey(
        Attachment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="evidence",
    )

    objects = OfPlan.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["owner", "-day"])]
        verbose_name_plural = "evidence"

    def __str__(self):
        return self.title


class CheckIn(Owned):
    """A week that was looked back on: `week` is its Monday. The answer to its prompt is the owner's alone."""

    week = models.DateField()
    prompt = models.CharField(max_length=TITLE_LENGTH, blank=True)
    answer = models.TextField(blank=True, max_length=TEXT_LENGTH)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-week"]
        constraints = [models.UniqueConstraint(fields=["owner", "week"], name="check_in_week_once")]


class WeekTotal(models.Model):
    """Entries and minutes of a person in the week beginning on Monday `week`, what was removed left out.

    The database keeps it up to date by itself (`upkeep`), so that sums cost the same at ten and at 100,000 entries.
    """

    follows_from_others = True

    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="week_totals")
    week = models.DateField()
    entries = models.IntegerField(default=0)
    minutes = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "week"], name="week_total_once")]


class EntryWords(models.Model):
    """What an entry can be found by: its words folded and stemmed (`search`), its owner among them."""

    follows_from_others = True

    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()
