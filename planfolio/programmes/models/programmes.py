"""Programmes, who may see them, and their editions."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from planfolio.people.base import Owned, new_key
from planfolio.people.sharing import Grant, one_receiver

from ..among_us import AmongUs
from ..document import TITLE_LENGTH, ProgrammeDoc, programme_from


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
