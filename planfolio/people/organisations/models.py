"""Organisation, who belongs to it as what, its teams, who supervises whom, and a list of people on its way in."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..base import new_key

#: What a member is called who gave no name and was not invited by an address.
NAMELESS = _("Somebody without a name")


class OrganisationRole(models.TextChoices):
    """What somebody is in an organisation. To supervise is not among them: it is of a team or of named people."""

    ADMINISTRATOR = "administrator", pgettext_lazy("in an organisation", "Administrator")
    COORDINATOR = "coordinator", pgettext_lazy("in an organisation", "Coordinator")
    MEMBER = "member", pgettext_lazy("in an organisation", "Member")


class Organisation(models.Model):
    """`word` is what it calls a plan: a value of `PlanWord`, its own word, or nothing."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(_("Name of the organisation"), max_length=120)
    word = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisation", args=[self.pk])


class SetUp(models.Model):
    """A way to become administrator of an organisation, made at the console: used once, by the SHA-256 of its secret.

    Without an `organisation` it begins one that bears `name`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self):
        return self.name


class Membership(models.Model):
    """That somebody belongs to an organisation. `email` is the address that it invited, never that of the account."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("Role"), max_length=20, choices=OrganisationRole, default=OrganisationRole.MEMBER)
    email = models.EmailField(blank=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="membership_once")]
        indexes = [models.Index(fields=["organisation", "email"])]

    def __str__(self):
        return self.person.name or self.email or str(NAMELESS)

    @property
    def administers(self) -> bool:
        return self.role == OrganisationRole.ADMINISTRATOR

    @property
    def coordinates(self) -> bool:
        return self.role in {OrganisationRole.ADMINISTRATOR, OrganisationRole.COORDINATOR}


class Team(models.Model):
    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(_("Name of the team"), max_length=120)
    members = models.ManyToManyField(Membership, through="people.TeamPlace", related_name="teams")

    class Meta:
        ordering = [Lower("name"), "pk"]
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="team_name_once")]

    def __str__(self):
        return self.name


class TeamPlace(models.Model):
    """That a member is in a team; it goes with the membership."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="places")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="places")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "member"], name="team_place_once")]


class Supervision(models.Model):
    """That `supervisor` supervises one team, or one named member. It shows nobody anything (mentoring.supervising)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    supervisor = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="supervisions")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="supervisions")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="supervised_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="supervision_of_a_team_or_a_member",
                condition=Q(team__isnull=False, member=None)
                | (Q(team=None, member__isnull=False) & ~Q(member=F("supervisor"))),
            ),
            models.UniqueConstraint(fields=["supervisor", "team"], name="supervision_of_team_once"),
            models.UniqueConstraint(fields=["supervisor", "member"], name="supervision_of_member_once"),
        ]


class Roster(models.Model):
    """A list of people that somebody looks over before anybody is invited; forgotten after a day.

    `rows` are the readable ones: [name, address, team]. `wrong` are the others: [line, what stood there, what to do].
    Of a file nothing else is kept. Once confirmed, a job invites them in order; `done` is how far it has come.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="rosters")
    by = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, choices=OrganisationRole, default=OrganisationRole.MEMBER)
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="+")
    teams_of_file = models.BooleanField(default=False)
    rows = models.JSONField(default=list)
    wrong = models.JSONField(default=list)
    repeated = models.PositiveIntegerField(default=0)
    site = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    invited = models.PositiveIntegerField(default=0)

    @property
    def is_finished(self) -> bool:
        return self.confirmed_at is not None and self.done >= len(self.rows)
