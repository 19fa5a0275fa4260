"""The closed word lists of supporting one another."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """Who collaborates on a learning plan."""

    MENTOR = "mentor", _("Mentor")
    SUPERVISOR = "supervisor", _("Supervisor")
    EMPLOYER = "employer", _("Employer")
    COLLEAGUE = "colleague", _("Colleague")


class State(TextChoices):
    ASKED = "asked", _("Not answered yet")
    RUNNING = "running", pgettext_lazy("agreement", "Running")
    DECLINED = "declined", pgettext_lazy("agreement", "Not possible now")
    ENDED = "ended", pgettext_lazy("agreement", "Ended")


class Intent(TextChoices):
    STUCK = "stuck", _("I’m stuck")
    CHECK = "check", _("Check my plan")
    EVIDENCE = "evidence", _("Look at this evidence")
    SHARING = "sharing", _("Just sharing")


class RequestState(TextChoices):
    WAITING = "waiting", pgettext_lazy("request", "Waits for an answer")
    ANSWERED = "answered", pgettext_lazy("request", "Answered")
    CLOSED = "closed", pgettext_lazy("request", "Closed")


class ReviewState(TextChoices):
    DRAFT = "draft", pgettext_lazy("review", "Draft")
    SHARED = "shared", pgettext_lazy("review", "Shared")
    DISCUSSED = "discussed", pgettext_lazy("review", "Discussed")
    SIGNED = "signed", pgettext_lazy("review", "Signed")
    CLOSED = "closed", pgettext_lazy("review", "Closed")


class Said(TextChoices):
    AGREE = "agree", _("I agree")
    SEEN = "seen", _("I have seen this and add a comment")


class Outcome(TextChoices):
    """How an improvement plan came out; it is never said that somebody failed."""

    REACHED = "reached", _("What was expected is there")
    GOES_ON = "goes-on", _("It goes on in another plan")
    ANOTHER = "another", _("Another way was agreed")
