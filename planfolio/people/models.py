"""Person, their weekly time and breaks, their tokens and invitations."""

from datetime import time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Owned, OwnedQuerySet, new_key
from .organisations.models import (
    Membership,
    Organisation,
    OrganisationRole,
    Roster,
    SetUp,
    Supervision,
    Team,
    TeamPlace,
)
from .vocabulary import Weekday


class Sector(models.TextChoices):
    HEALTH_LIBRARY = "health-library", _("Health library")
    ACADEMIC_LIBRARY = "academic-library", _("University or college library")
    PUBLIC_LIBRARY = "public-library", _("Public library")
    SCHOOL_LIBRARY = "school-library", _("School library")
    SPECIAL_LIBRARY = "special-library", _("Special library, archive or museum")
    NURSING = "nursing", _("Nursing and midwifery")
    MEDICINE = "medicine", _("Medicine")
    DENTISTRY = "dentistry", _("Dentistry")
    TEACHING = "teaching", _("Teaching")
    OTHER = "other", _("Something else")


class PersonManager(BaseUserManager):
    def create_user(self, email: str | None = None, password: str | None = None, **fields):
        person = self.model(email=self.normalize_email(email).lower() if email else None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


def shown_name(name: str, email: str | None, key: UUID) -> str:
    """What others read where a person is named."""
    return name or email or str(key)


class Person(AbstractBaseUser):
    """Somebody who learns here. The e-mail may be missing on one's own machine; the name is what others see."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    email = models.EmailField(_("E-mail"), null=True, blank=True, unique=True)
    name = models.CharField(_("Name"), max_length=120, blank=True)
    language = models.CharField(_("Language"), max_length=5, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("Time zone"), max_length=60, default="UTC")
    role = models.CharField(_("Your role"), max_length=120, blank=True)
    sector = models.CharField(_("Sector"), max_length=30, choices=Sector, blank=True)
    years = models.PositiveSmallIntegerField(_("Years in this work"), null=True, blank=True)
    formats = models.JSONField(_("Formats you like to learn in"), default=list, blank=True)
    weekly_minutes = models.PositiveIntegerField(_("Time for learning in a normal week"), null=True, blank=True)
    #: When in the week they usually learn, where they say so: keys of `vocabulary.Weekday`, and from what time on.
    learning_days = models.JSONField(_("Days on which you usually learn"), default=list, blank=True)
    learning_at = models.TimeField(_("From what time"), null=True, blank=True)
    paper = models.CharField(max_length=6, choices=[("a4", "A4"), ("letter", _("Letter"))], default="a4")
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    #: The one who is signed in without a password on their own machine (`people.solo`).
    is_local = models.BooleanField(default=False, editable=False)
    is_example = models.BooleanField(default=False, editable=False)
    welcomed_at = models.DateTimeField(null=True, blank=True, editable=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = PersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            models.UniqueConstraint(fields=["is_local"], condition=Q(is_local=True), name="person_local_once"),
        ]

    def __str__(self):
        return shown_name(self.name, self.email, self.pk)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def today(self):
        """The date where this person is."""
        return timezone.localdate(timezone=self.zone)


def display_name(person: Person) -> str:
    return str(person)


class Break(Owned):
    """Days on which no learning is planned: both ends included."""

    starts = models.DateField(_("First day away"))
    ends = models.DateField(_("Last day away"))
    label = models.CharField(_("What for"), max_length=120, blank=True)

    class Meta:
        ordering = ["starts", "id"]
        constraints = [models.CheckConstraint(name="break_in_order", condition=Q(ends__gte=F("starts")))]
        indexes = [models.Index(fields=["owner", "starts"])]

    def __str__(self):
        return self.label or f"{self.starts} {self.ends}"


class WeekTime(Owned):
    """A week that has another time for learning than a normal one. Of several for one week the latest added counts.

    Those that came together, out of one calendar, share a `batch`.
    """

    monday = models.DateField()
    minutes = models.PositiveIntegerField(_("Time for learning in that week"))
    label = models.CharField(_("What for"), max_length=120, blank=True)
    batch = models.UUIDField(null=True, editable=False)

    class Meta:
        ordering = ["monday", "created_at", "id"]
        indexes = [models.Index(fields=["owner", "monday"])]

    def __str__(self):
        return self.label or str(self.monday)


class MailChoices(models.Model):
    """What somebody wants mail about, and when (`people.letters`). Who has no row has what is the default here.

    Times are those of the person's own zone; quiet hours run over midnight where they end earlier than they start.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="mail_choices")
    digest = models.BooleanField(_("A mail a week about my week"), default=False)
    mentoring = models.BooleanField(_("Questions and answers of mentoring"), default=True)
    reviews = models.BooleanField(_("Reviews and contracts"), default=True)
    programmes = models.BooleanField(_("Modules that open in a programme"), default=True)
    day = models.CharField(_("On which day"), max_length=3, choices=Weekday, default=Weekday.MONDAY)
    at = models.TimeField(_("At what time"), default=time(8))
    #: The digest of a moment before this was not asked for.
    digest_since = models.DateTimeField(default=timezone.now, editable=False)
    quiet_from = models.TimeField(_("Quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("Quiet until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="quiet_hours_whole",
                condition=Q(quiet_from=None, quiet_until=None)
                | (Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=F("quiet_until"))),
            )
        ]

    def __str__(self):
        return str(self.owner)


class Pulse(models.Model):
    """How often anything of a person was written; only the database's own triggers write it (`people.pulse`)."""

    owner_id = models.UUIDField(primary_key=True)
    n = models.BigIntegerField(default=0)


class Token(models.Model):
    """An API token or capture address: only the SHA-256 of its secret is kept. `scope` limits what it can do."""

    class Scope(models.TextChoices):
        READ = "read", _("Read everything of mine")
        WRITE = "write", _("Read and write everything of mine")
        CAPTURE = "capture", _("Only add journal entries")

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("What is it for?"), max_length=120)
    scope = models.CharField(_("What may it do?"), max_length=10, choices=Scope, default=Scope.WRITE)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    last_used_on = models.DateField(null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(_("Ends"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self):
        return self.name


class Reply(models.Model):
    """The answer given to a write that carried an Idempotency-Key, given again to the same write for a day."""

    id = models.BigAutoField(primary_key=True)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="reply_once")]


class Invitation(models.Model):
    """A way in for one address, used once, by the SHA-256 of its secret: to an account, or into an organisation.

    Who is invited into an organisation may come with an account that they have. `name`, `role` and `team` are theirs
    there; of those that nobody has used an organisation has one for an address.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="invitations")
    email = models.EmailField(_("E-mail"))
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=20, choices=OrganisationRole, default=OrganisationRole.MEMBER)
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="+")
    invited_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"], condition=Q(accepted_at=None), name="invitation_open_once"
            )
        ]

    def __str__(self):
        return self.email


class Opening(models.Model):
    """That somebody else opened a thing on a day, for its owner to see (`people.openings`).

    `by` is the reader's key, or the SHA-256 of the link they came by.
    """

    follows_from_others = True

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    thing = models.UUIDField()
    by = models.CharField(max_length=64)
    reader = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    day = models.DateField()
    times = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-last_at", "-id"]
        indexes = [models.Index(fields=["owner", "-last_at"])]
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "thing", "by", "day"], name="opening_once_a_day")
        ]


class SharedByDefault(models.Model):
    """New things of one kind go to `person` from the day they are written, by a grant of this source."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "source"], name="shared_by_default_once")]


class Heartbeat(models.Model):
    """When each part of a running instance last said that it is there; `/health/` reads it."""

    part = models.CharField(primary_key=True, max_length=20)
    at = models.DateTimeField()
    detail = models.CharField(max_length=200, blank=True)


__all__ = [
    "Break",
    "Heartbeat",
    "Invitation",
    "MailChoices",
    "Membership",
    "Opening",
    "Organisation",
    "OrganisationRole",
    "Owned",
    "OwnedQuerySet",
    "Person",
    "Reply",
    "Roster",
    "Sector",
    "SetUp",
    "SharedByDefault",
    "Supervision",
    "Team",
    "TeamPlace",
    "Token",
    "WeekTime",
]
