"""Yearly reviews with the packets that were shared, and learning contracts; both are signed by two.

A packet is canonical JSON with its SHA-256 and never changes; a change makes the next one. A signature stands on one
packet or on one version of a plan, and so tells exactly what was signed.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from planfolio.people.base import Owned, OwnedQuerySet, new_key
from planfolio.plans.models import Plan, Version
from planfolio.plans.vocabulary import TEXT_LENGTH, TITLE_LENGTH

from ..vocabulary import ReviewState, Said, State
from .cycles import Cycle
from .support import Mentorship


class OfTwo(OwnedQuerySet):
    """Reviews: the learner's, and the reviewer's from when they were shared, while the agreement runs."""

    def of(self, person):
        shared = Q(mentorship__supporter=person, mentorship__state=State.RUNNING) & ~Q(state=ReviewState.DRAFT)
        return self.filter(Q(owner=person) | shared, deleted_at=None)


class Review(Owned):
    """A look back on a year with `mentorship`'s supporter. What goes into its packet is chosen by the learner.

    `cycle` is the round in which it was begun. `halfway_held` is the day on which the two looked at it halfway.
    """

    mentorship = models.ForeignKey(Mentorship, on_delete=models.SET_NULL, null=True, related_name="reviews")
    title = models.CharField(_("Title"), max_length=TITLE_LENGTH)
    plan = models.ForeignKey(Plan, on_delete=models.SET_NULL, null=True, related_name="+")
    starts = models.DateField(_("From"))
    ends = models.DateField(_("To"))
    halfway = models.DateField(_("A look at it halfway, on"), null=True, blank=True)
    meets_on = models.DateField(_("You talk about it on"), null=True, blank=True)
    cycle = models.ForeignKey(Cycle, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    halfway_held = models.DateField(null=True, editable=False)
    halfway_words = models.TextField(_("What you saw and agreed halfway"), max_length=TEXT_LENGTH, blank=True)
    summary = models.TextField(_("In short"), max_length=TEXT_LENGTH, blank=True)
    objectives = models.JSONField(default=list, blank=True)
    evidence = models.JSONField(default=list, blank=True)
    entries = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=20, choices=ReviewState, default=ReviewState.DRAFT, editable=False)

    objects = OfTwo.as_manager()

    class Meta:
        ordering = ["-starts", "-created_at", "-id"]
        constraints = [
            models.CheckConstraint(name="review_in_order", condition=Q(ends__gte=F("starts"))),
            models.UniqueConstraint(fields=["owner", "cycle"], name="review_of_cycle_once"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("review", args=[self.pk])

    @property
    def reviewer(self):
        """Who looks back with the learner; None once their account is gone."""
        return self.mentorship.supporter if self.mentorship else None

    def other(self, person):
        """Of the two, the one who is not `person`."""
        return self.reviewer if person.pk == self.owner_id else self.owner


class Packet(models.Model):
    """What was shared of a review, as it was."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="packets")
    number = models.PositiveIntegerField()
    body = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["owner", "review", "number"], name="packet_number_once")]


class IssuedFile(models.Model):
    """A PDF or Word file that was made of a signed packet and given out, by its SHA-256."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    packet = models.ForeignKey(Packet, on_delete=models.CASCADE, related_name="issued")
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=10)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "packet", "sha256"], name="issued_file_once")]
        indexes = [models.Index(fields=["sha256"])]


class ReviewComment(Owned):
    """What one of the two says about an item of the packet, or about the whole (`item` is then empty)."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    item = models.CharField(max_length=60, blank=True)
    text = models.TextField(_("Your comment"), max_length=TEXT_LENGTH)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self):
        return self.text[:TITLE_LENGTH]


class Contract(Owned):
    """A version of a plan that its owner and a supporter sign: a learning contract."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="contracts")
    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="contracts")

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["owner", "version", "mentorship"], name="contract_once")]

    def __str__(self):
        return str(self.version.plan)


class Signature(models.Model):
    """`signer` said so of one packet or contract; `name` and `role` are theirs on that day."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    packet = models.ForeignKey(Packet, on_delete=models.CASCADE, null=True, related_name="signatures")
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, null=True, related_name="signatures")
    signer = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120, blank=True)
    said = models.CharField(max_length=10, choices=Said)
    comment = models.TextField(blank=True, max_length=TEXT_LENGTH)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "packet", "signer"], name="packet_signed_once"),
            models.UniqueConstraint(fields=["owner", "contract", "signer"], name="contract_signed_once"),
            models.CheckConstraint(
                name="signature_of_one",
                condition=Q(packet__isnull=False, contract=None) | Q(packet=None, contract__isnull=False),
            ),
        ]


class SignedCopy(models.Model):
    """The reviewer's own copy of a packet that both signed. It holds what the packet says, and nothing else of anybody.

    It belongs to the reviewer and stays when the learner's account goes.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    packet = models.UUIDField()
    title = models.CharField(max_length=TITLE_LENGTH)
    learner = models.CharField(max_length=120)
    sealed = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["owner", "packet"], name="signed_copy_once")]

    def __str__(self):
        return self.title
