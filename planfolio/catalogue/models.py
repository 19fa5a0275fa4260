"""What a person keeps beside the shipped catalogue: dates to learn on, resources of their own, a calendar address."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from planfolio.people.base import Owned, OwnedQuerySet, new_key
from planfolio.people.vocabulary import Format

TITLE_LENGTH = 300
NOTE_LENGTH = 10_000


class ListingQuerySet(OwnedQuerySet):
    def from_day(self, today: date):
        """Those whose last day is `today` or later, next first."""
        return self.filter(ends_on__gte=today).order_by("starts_on", F("starts_at").asc(nulls_first=True), "id")

    def before_day(self, today: date):
        """Those that are over, latest first."""
        return self.filter(ends_on__lt=today).order_by("-starts_on", "-id")


class Listing(Owned):
    """An opportunity to learn on certain days: a course, a webinar, a conference.

    Times are those of the clock where it takes place (`time_zone`), so that a change of summer time moves nothing.
    Without a start time it takes whole days; `ends_on` is its last day, and always there. `calendar_uid` is how a
    calendar file that it came from names it.
    """

    title = models.CharField(_("Title"), max_length=TITLE_LENGTH)
    provider = models.CharField(_("Provider"), max_length=TITLE_LENGTH, blank=True)
    url = models.URLField(_("Link"), max_length=2000, blank=True)
    starts_on = models.DateField(_("Day"))
    starts_at = models.TimeField(_("Starts at"), null=True, blank=True)
    ends_on = models.DateField(_("Last day"))
    ends_at = models.TimeField(_("Ends at"), null=True, blank=True)
    time_zone = models.CharField(_("Time zone"), max_length=60, default="UTC")
    minutes = models.PositiveIntegerField(_("Learning time"), null=True, blank=True)
    credits = models.DecimalField(
        _("Credits"), max_digits=6, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    credit_kind = models.CharField(_("Kind of credits"), max_length=120, blank=True)
    place = models.CharField(_("Place"), max_length=TITLE_LENGTH, blank=True)
    online = models.BooleanField(_("It takes place online"), default=False)
    note = models.TextField(_("Note"), blank=True, max_length=NOTE_LENGTH)
    calendar_uid = models.CharField(max_length=500, blank=True, editable=False)

    objects = ListingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "starts_at", "id"]
        indexes = [models.Index(fields=["owner", "ends_on"])]
        constraints = [
            models.CheckConstraint(name="listing_in_order", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="listing_end_has_start", condition=Q(ends_at=None) | Q(starts_at__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["owner", "calendar_uid"], name="listing_calendar_once", condition=~Q(calendar_uid="")
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("listing", args=[self.pk])

    @property
    def all_day(self) -> bool:
        return self.starts_at is None

    @property
    def credit_words(self) -> str:
        """The credits with their kind, as in "1.5 MLA CE"; empty where none are said."""
        if self.credits is None:
            return ""
        # 100.00 is written 100, and 1.50 is 1.5.
        return f"{number_format(Decimal(f'{self.credits.normalize():f}'))} {self.credit_kind}".strip()

    @property
    def begins(self) -> datetime | None:
        """The moment at which it begins; None where it takes whole days."""
        return moment_of(self.starts_on, self.starts_at, self.time_zone) if self.starts_at else None

    @property
    def finishes(self) -> datetime | None:
        """The moment at which it ends; None where that is not said."""
        return moment_of(self.ends_on, self.ends_at, self.time_zone) if self.ends_at else None

    @property
    def kept_for(self) -> timedelta:
        """How long a calendar shows it: until its end, else for its learning time, else for an hour."""
        if self.finishes and self.finishes > self.begins:
            return self.finishes - self.begins
        return timedelta(minutes=self.minutes or 60)


def moment_of(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, ZoneInfo(zone))


class OwnResource(Owned):
    """A resource on a person's own list: one of the catalogue's, named by `resource`, or one written by the person.

    Of the catalogue's only the key is stored, and a note; its facts stay those of the catalogue.
    """

    resource = models.CharField(max_length=80, blank=True, editable=False)
    title = models.CharField(_("Title"), max_length=TITLE_LENGTH)
    url = models.URLField(_("Link"), max_length=2000, blank=True)
    provider = models.CharField(_("Provider"), max_length=TITLE_LENGTH, blank=True)
    format = models.CharField(_("Format"), max_length=30, choices=Format, blank=True)
    minutes = models.PositiveIntegerField(_("Time"), null=True, blank=True)
    good_for = models.TextField(_("What is it good for?"), blank=True, max_length=NOTE_LENGTH)

    class Meta:
        ordering = ["title", "id"]
        indexes = [models.Index(fields=["owner", "title"])]
        constraints = [
            models.UniqueConstraint(fields=["owner", "resource"], name="own_resource_once", condition=~Q(resource=""))
        ]

    def __str__(self):
        return self.title

    @property
    def format_label(self) -> str:
        return self.get_format_display()


class CalendarAddress(models.Model):
    """A private address at which a calendar program reads something of a person; only the SHA-256 of it is kept."""

    class What(models.TextChoices):
        DATES = "dates", _("Learning dates")
        PLAN = "plan", _("Learning plan")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=10, choices=What, default=What.DATES, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "what"], name="calendar_address_once")]
