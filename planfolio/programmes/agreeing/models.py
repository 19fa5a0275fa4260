"""What a line manager was asked, and what they said. Who coordinates the run is told the state and nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from planfolio.people.base import Owned


class Wanted(models.TextChoices):
    """Whether a run asks for the agreement of line managers, and whether taking part may begin without it."""

    NO = "", _("No")
    MEANWHILE = "meanwhile", _("Yes, and people may begin meanwhile")
    FIRST = "first", _("Yes, before people begin")


class Agreement(Owned):
    """The question to one manager about one participation. The link's secret is stored as its hash alone.

    `answer` is what the manager wrote: for the person who asked, and for nobody else.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        YES = "yes", _("Agreed")
        NO = "no", _("Not agreed")

    participation = models.OneToOneField("programmes.Participation", on_delete=models.CASCADE, related_name="agreement")
    supervisor = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("Their name"), max_length=120, blank=True)
    email = models.EmailField(_("Their e-mail address"), blank=True)
    words = models.TextField(_("A few words to them"), max_length=1_000, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED, editable=False)
    answer = models.TextField(_("A few words, if you like"), max_length=1_000, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)

    def __str__(self):
        return str(self.supervisor or self.name or self.email)
