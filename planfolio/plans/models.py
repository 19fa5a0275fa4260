"""Goals, plans, objectives with their six answers, activities; the versions and events that are their history."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planfolio.people.base import Owned, OwnedQuerySet, new_key
from planfolio.people.sharing import EDIT, Grant, Shareable, one_receiver

from .terms import word_label
from .vocabulary import (
    MINUTES_LIMIT,
    TEXT_LENGTH,
    TITLE_LENGTH,
    ActivityState,
    Context,
    Direction,
    Domain,
    EvidenceKind,
    Format,
    GoalKind,
    GoalState,
    Ksa,
    ObjectiveState,
    PlanWord,
    Stage,
    WhatKind,
    WhyKind,
)


def _title(label: str, **options) -> models.CharField:
    return models.CharField(label, max_length=TITLE_LENGTH, **options)


def _text(label: str) -> models.TextField:
    return models.TextField(label, blank=True, max_length=TEXT_LENGTH)


def _key(label: str, choices, **options) -> models.CharField:
    return models.CharField(label, max_length=30, choices=choices, **options)


class Goal(Owned):
    """What plans serve: a lifelong goal, or a target of one year."""

    kind = _key(_("Kind"), GoalKind, default=GoalKind.LIFELONG)
    domain = _key(_("Part of life"), Domain, blank=True)
    text = _title(_("Goal"))
    why = _text(_("Why it matters"))
    year = models.PositiveSmallIntegerField(_("Year"), null=True, blank=True)
    state = _key(_("State"), GoalState, default=GoalState.ACTIVE, editable=False)
    reason = models.CharField(_("Reason"), max_length=TITLE_LENGTH, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["kind", "position", "created_at", "id"]
        indexes = [models.Index(fields=["owner", "position"])]
        constraints = [
            models.CheckConstraint(
                name="goal_target_has_year",
                condition=~Q(kind="target") | Q(year__isnull=False),
            )
        ]

    def __str__(self):
        return self.text


class Plan(Owned):
    """What a person means to learn over a period, in their own word for it."""

    title = _title(_("Title"))
    word = models.CharField(_("What you call it"), max_length=60, default=PlanWord.LEARNING)
    language = models.CharField(_("Language"), max_length=5, default="en")
    template = models.CharField(_("Template"), max_length=60, blank=True)
    starts = models.DateField(_("From"))
    ends = models.DateField(_("To"))
    aim = _text(_("In one line, what is it for?"))
    previous = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="next_plans",
    )
    source_title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    source_author = models.CharField(max_length=TITLE_LENGTH, blank=True)
    source_url = models.CharField(max_length=2000, blank=True)
    licence = models.CharField(max_length=60, blank=True)
    dismissed = models.JSONField(default=list, blank=True, editable=False)

    objects = Shareable.as_manager()

    class Meta:
        ordering = ["-starts", "-created_at", "-id"]
        indexes = [models.Index(fields=["owner", "-starts"])]
        constraints = [models.CheckConstraint(name="plan_in_order", condition=Q(ends__gte=F("starts")))]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("plan", args=[self.pk])

    @property
    def word_label(self) -> str:
        return word_label(self)


class PlanGrant(Grant):
    thing = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="grants")

    class Meta:
        constraints = [
            one_receiver("plangrant_one_receiver"),
            models.UniqueConstraint(
                fields=["owner", "thing", "person", "link_hash", "public", "source"],
                name="plangrant_once",
            ),
        ]


class OfPlan(OwnedQuerySet):
    """Rows that hang on a plan; `plan_path` of the model says through which field.

    An objective that is still being written is its owner's alone, and so is all that hangs on it.
    """

    def mine(self, who):
        return self.filter(**{"owner": who, f"{self.model.plan_path}__deleted_at": None})

    def may(self, who, ability: str):
        if ability == EDIT:
            # Nobody but the owner edits, so the plan's grants need not be asked.
            return self.mine(who) if getattr(who, "is_authenticated", False) else self.none()
        seen = Plan.objects.kept().may(who, ability).values("pk")
        state = f"{self.model.plan_path.removesuffix('plan')}state"
        told = Q(owner=getattr(who, "pk", None)) | ~Q(**{state: ObjectiveState.DRAFT})
        return self.filter(told, **{f"{self.model.plan_path}__in": seen})


class Objective(Owned):
    """One thing to learn, as six answers; an empty answer is "Not answered", never an error.

    `number` names it in addresses and never changes; `position` orders it.
    """

    plan_path = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="objectives")
    number = models.PositiveIntegerField(editable=False)
    position = models.PositiveIntegerField(default=0, editable=False)
    what = _title(_("What do you want to learn?"), blank=True)
    what_kind = _key(_("Is it"), WhatKind, default=WhatKind.OBJECTIVE)
    ksa = _key(_("Is it mostly"), Ksa, blank=True)
    why_kind = _key(_("Where does it come from?"), WhyKind, blank=True)
    why = _text(_("Why does it matter?"))
    strategies = _text(_("How will you go about it?"))
    evidence_kind = _key(_("What will show it?"), EvidenceKind, blank=True)
    evidence = _text(_("Evidence, in a sentence"))
    starts = models.DateField(_("From"), null=True, blank=True)
    due = models.DateField(_("To"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("About how many hours in all?"), null=True, blank=True)
    goal = models.ForeignKey(
        Goal,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="objectives",
    )
    stage = _key(_("Stage"), Stage, blank=True)
    state = _key(_("State"), ObjectiveState, default=ObjectiveState.ACTIVE, editable=False)
    reason = models.CharField(_("Reason"), max_length=TITLE_LENGTH, blank=True)
    dismissed = models.JSONField(default=list, blank=True, editable=False)

    objects = OfPlan.as_manager()

    class Meta:
        ordering = ["position", "number"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "plan", "number"], name="objective_number_once"),
            models.CheckConstraint(
                name="objective_in_order",
                condition=Q(starts=None) | Q(due=None) | Q(due__gte=F("starts")),
            ),
            models.CheckConstraint(
                name="objective_minutes",
                condition=Q(minutes=None) | Q(minutes__lte=MINUTES_LIMIT),
            ),
        ]

    def __str__(self):
        return self.what or str(_("Not answered"))

    def get_absolute_url(self):
        return reverse("objective", args=[self.plan_id, self.number])


class Criterion(Owned):
    """A named sign of success, against which evidence is given."""

    plan_path = "objective__plan"

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="criteria")
    text = _title(_("Success criterion"))
    position = models.PositiveIntegerField(default=0, editable=False)

    objects = OfPlan.as_manager()

    class Meta:
        ordering = ["position", "created_at", "id"]

    def __str__(self):
        return self.text


class Activity(Owned):
    """Something to do for an objective. `week` is the Monday of the week the person has put it in, if any."""

    plan_path = "objective__plan"

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="activities")
    position = models.PositiveIntegerField(default=0, editable=False)
    title = _title(_("Activity"))
    minutes = models.PositiveIntegerField(_("Time"), null=True, blank=True)
    format = _key(_("Format"), Format, blank=True)
    context = _key(_("Where"), Context, blank=True)
    provider = models.CharField(_("Provider"), max_length=TITLE_LENGTH, blank=True)
    url = models.URLField(_("Link"), max_length=2000, blank=True)
    earliest = models.DateField(_("Not before"), null=True, blank=True)
    due = models.DateField(_("By"), null=True, blank=True)
    week = models.DateField(null=True, blank=True, editable=False)
    state = _key(_("State"), ActivityState, default=ActivityState.OPEN, editable=False)
    done_on = models.DateField(null=True, blank=True, editable=False)
    reason = models.CharField(_("Reason"), max_length=TITLE_LENGTH, blank=True)
    after = models.ManyToManyField("self", through="ComesAfter", symmetrical=False, related_name="before")

    objects = OfPlan.as_manager()

    class Meta:
        ordering = ["position", "created_at", "id"]
        indexes = [models.Index(fields=["owner", "state"])]
        constraints = [
            models.CheckConstraint(
                name="activity_minutes",
                condition=Q(minutes=None) | Q(minutes__lte=MINUTES_LIMIT),
            ),
            models.CheckConstraint(
                name="activity_done_has_day",
                condition=Q(state="done", done_on__isnull=False) | (~Q(state="done") & Q(done_on=None)),
            ),
        ]

    def __str__(self):
        return self.title


class ComesAfter(models.Model):
    """`activity` comes after `first`. Both are in one plan, and there is never a circle (`actions.set_after`)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="after_links")
    first = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="before_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "activity", "first"], name="comes_after_once"),
            models.CheckConstraint(name="comes_after_another", condition=~Q(activity=F("first"))),
        ]


class Link(Owned):
    """What an objective builds on or leads to: another objective, a goal, or words. (Entries link from the journal.)"""

    plan_path = "objective__plan"

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="links")
    direction = _key(_("Direction"), Direction)
    to_objective = models.ForeignKey(
        Objective,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="linked_from",
    )
    to_goal = models.ForeignKey(
        Goal,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="linked_from",
    )
    words = _title(_("In your own words"), blank=True)

    objects = OfPlan.as_manager()

    class Meta:
        ordering = ["direction", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="link_one_end",
                condition=(
                    Q(to_objective__isnull=False, to_goal=None, words="")
                    | Q(to_objective=None, to_goal__isnull=False, words="")
                    | (Q(to_objective=None, to_goal=None) & ~Q(words=""))
                ),
            )
        ]

    def __str__(self):
        return self.words or str(self.to_objective or self.to_goal)


class Version(models.Model):
    """A plan as it was, in canonical JSON with its SHA-256 (`document.canonical_json`), and why it was kept.

    `keys` names the rows that its objectives and activities were, in their order (`versions.plan_keys`).
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    snapshot = models.TextField()
    sha256 = models.CharField(max_length=64)
    keys = models.JSONField(default=dict)
    reason = models.CharField(max_length=TITLE_LENGTH, blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["owner", "plan", "number"], name="version_number_once")]


class Event(models.Model):
    """That something happened to a plan or a thing in it: what, by whom, when; never the private words themselves."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, null=True, related_name="events")
    subject = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    name = models.CharField(max_length=40)
    reason = models.CharField(max_length=TITLE_LENGTH, blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["owner", "plan", "-id"])]


class CalendarFeed(models.Model):
    """What calendar programs were last told of a person's plans: at which state of everything, and when it changed."""

    follows_from_others = True

    owner = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    stamp = models.CharField(max_length=100, blank=True)
    changed_at = models.DateTimeField()


class CalendarEvent(models.Model):
    """An event as calendar programs were told of it (`feed`); `words` are its lines, without what counts its changes.

    It goes for good with what it is about. From `closes_at` on it is past and stays as it is.
    """

    follows_from_others = True

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, null=True, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, related_name="+")
    uid = models.CharField(max_length=100)
    words = models.TextField()
    zone = models.CharField(max_length=60, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    closes_at = models.DateTimeField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["uid"]
        constraints = [models.UniqueConstraint(fields=["owner", "uid"], name="calendar_event_once")]
