"""Who supports whom, what was asked and said between them, when they met; and links to what somebody shows others.

`owner` is always the learner, but of offers and private notes, which belong to whoever wrote them.
"""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from planfolio.journal.models import Entry
from planfolio.people.base import Owned, OwnedQuerySet, new_key
from planfolio.plans.models import Objective, Plan
from planfolio.plans.vocabulary import TEXT_LENGTH, TITLE_LENGTH

from ..vocabulary import Intent, Kind, RequestState, State
from .ending import end_with_it


def _text(label: str) -> models.TextField:
    return models.TextField(label, blank=True, max_length=TEXT_LENGTH)


def _line(label: str) -> models.CharField:
    return models.CharField(label, max_length=TITLE_LENGTH, blank=True)


def _stands_on(model: str) -> models.ForeignKey:
    return models.ForeignKey(model, on_delete=end_with_it, null=True, editable=False, related_name="+")


class BetweenTwo(OwnedQuerySet):
    """Mentorships: the learner's, and while they run the supporter's. Nobody else has any."""

    def of(self, person):
        return self.filter(Q(owner=person) | Q(supporter=person, state=State.RUNNING))

    def running(self):
        return self.filter(state=State.RUNNING, supporter__isnull=False)


class Mentorship(Owned):
    """An agreement that `supporter` supports `owner`; before it is accepted, the question.

    What it lets the supporter see are grants of the source "mentorship:<id>", which end with it. One that stands on a
    `supervision`, and on the `place` in a team by which that is, ends when either does.
    """

    kind = models.CharField(_("As what?"), max_length=20, choices=Kind, default=Kind.MENTOR)
    supporter = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(_("Name"), max_length=120, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    words = _text(_("What do you hope for?"))
    scope = _text(_("What it is about"))
    rhythm = _line(_("How often you talk"))
    starts = models.DateField(_("From"), null=True, blank=True)
    ends = models.DateField(_("To"), null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.ASKED, editable=False)
    secret_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)
    asked_until = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    seen_at = models.DateTimeField(null=True, editable=False)
    supervision = _stands_on("people.Supervision")
    place = _stands_on("people.TeamPlace")

    objects = BetweenTwo.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["supporter", "state"])]
        constraints = [
            models.CheckConstraint(
                name="mentorship_with_another",
                condition=Q(supporter=None) | ~Q(supporter=F("owner")),
            ),
            models.CheckConstraint(
                name="mentorship_in_order",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")),
            ),
            models.UniqueConstraint(
                fields=["owner", "supervision"],
                name="mentorship_by_supervision_once",
                condition=Q(state=State.RUNNING),
            ),
        ]

    def __str__(self):
        return str(self.supporter) if self.supporter else self.name or self.email

    def get_absolute_url(self):
        return reverse("mentorship", args=[self.pk])

    @property
    def source(self) -> str:
        return f"mentorship:{self.pk}"

    @property
    def is_running(self) -> bool:
        """Whether the two support one another now; it has ended with the account of a supporter, too."""
        return self.state == State.RUNNING and self.supporter_id is not None

    def other(self, person):
        """Of the two, the one who is not `person`; None for a supporter who is not known yet, or has left."""
        return self.supporter if person.pk == self.owner_id else self.owner


class Offer(Owned):
    """That somebody would support others: on what, how many, and within how many days they usually answer."""

    topics = models.TextField(_("What can people ask you about?"), max_length=TEXT_LENGTH)
    capacity = models.PositiveSmallIntegerField(_("How many people at once?"), default=2)
    answer_days = models.PositiveSmallIntegerField(_("Within how many days do you usually answer?"), default=7)
    shows_breaks = models.BooleanField(_("Show when I am away, from my breaks"), default=False)
    open = models.BooleanField(_("List me among those who offer help"), default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="offer_once")]

    def __str__(self):
        return str(_("Your offer of help"))


class OfMentorship(OwnedQuerySet):
    """What hangs on a mentorship: for the two it is between, for the supporter while it runs."""

    def of(self, person):
        return self.filter(
            Q(owner=person) | Q(mentorship__supporter=person, mentorship__state=State.RUNNING), deleted_at=None
        )


class Request(Owned):
    """Something asked of a supporter, about an objective, an entry or nothing in particular; its thread is messages."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="requests")
    objective = models.ForeignKey(Objective, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    intent = models.CharField(_("What is it?"), max_length=20, choices=Intent, default=Intent.STUCK)
    question = models.CharField(_("Your question"), max_length=TITLE_LENGTH)
    state = models.CharField(max_length=20, choices=RequestState, default=RequestState.WAITING, editable=False)
    thanks = models.TextField(_("A word of thanks, if you like"), max_length=TEXT_LENGTH, blank=True)
    waiting_since = models.DateTimeField(default=timezone.now, editable=False)
    answer_by = models.DateField(null=True, editable=False)

    objects = OfMentorship.as_manager()

    class Meta:
        ordering = ["waiting_since", "id"]

    def __str__(self):
        return self.question

    def get_absolute_url(self):
        return reverse("request", args=[self.pk])


class Message(Owned):
    """What one of the two said in the thread of a request. `author` is empty once their account is gone."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("Your answer"), max_length=TEXT_LENGTH)
    #: How many attachments of a mail were not taken along.
    left_out = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self):
        return self.text[:TITLE_LENGTH]


class CaptureAddress(models.Model):
    """The private address of somebody: what is mailed to it becomes an entry of their journal.

    Its secret is stored as its hash alone. `trouble` says why the last mail could not be taken; empty when it was.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    last_at = models.DateTimeField(null=True, editable=False)
    trouble = models.TextField(blank=True, editable=False)


class TakenMail(models.Model):
    """That a mail was taken, so that the same one is not taken again. `mark` is made of it and of its reply address.

    `capture` is the capture address that it came to: while that is kept, so is the mark.
    """

    follows_from_others = True

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64, unique=True)
    capture = models.ForeignKey(CaptureAddress, on_delete=models.CASCADE, null=True, related_name="taken")
    taken_at = models.DateTimeField(default=timezone.now)


class SupporterNote(Owned):
    """What a supporter notes for themselves about somebody. `owner` is the supporter; only they ever read it."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("A note for yourself"), max_length=TEXT_LENGTH)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self):
        return str(_("Note for yourself"))


class Meeting(Owned):
    """A talk of the two, to come or held, and what they agreed to do next."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    place = _line(_("Where, or by what"))
    agreed = _text(_("What you agreed to do next"))
    by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")

    objects = OfMentorship.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]

    def __str__(self):
        return str(_("Meeting with %(name)s") % {"name": self.mentorship})

    def get_absolute_url(self):
        return reverse("meeting", args=[self.pk])

    @property
    def ends_at(self):
        return self.starts_at + timedelta(minutes=self.minutes)


class SharedLink(Owned):
    """An unlisted address of a plan or an entry; the secret in it is kept as its SHA-256 only, as in the grant."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, null=True, related_name="shared_links")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, related_name="shared_links")
    label = models.CharField(_("Who is it for?"), max_length=120, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    password = models.CharField(max_length=200, blank=True, editable=False)
    comments = models.BooleanField(_("They may comment"), default=False)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="shared_link_to_one_thing",
                condition=Q(plan__isnull=False, entry=None) | Q(plan=None, entry__isnull=False),
            )
        ]

    def __str__(self):
        return self.label or str(_("Link"))

    @property
    def thing(self):
        return self.plan or self.entry

    @property
    def is_over(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def source(self) -> str:
        return f"link:{self.pk}"


class Comment(Owned):
    """What somebody without an account wrote by a link; `owner` is who made the link."""

    link = models.ForeignKey(SharedLink, on_delete=models.CASCADE, related_name="comments_made")
    name = models.CharField(_("Your name"), max_length=120)
    text = models.TextField(_("Your comment"), max_length=TEXT_LENGTH)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self):
        return self.text[:TITLE_LENGTH]
