"""The closed word lists that a person's profile shares with plans."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Format(TextChoices):
    """How a person learns in an activity. A preference to filter by; no diagnosis of a learning style."""

    READING = "reading", _("Reading")
    COURSE = "course", _("Course")
    WEBINAR = "webinar", _("Webinar")
    VIDEO = "video", _("Video or audio")
    PRACTICE = "practice", _("Trying it at work")
    OBSERVING = "observing", _("Watching somebody do it")
    CONVERSATION = "conversation", _("Talking it over")
    MENTORING = "mentoring", _("Mentoring or coaching")
    TEACHING = "teaching", _("Teaching others")
    WRITING = "writing", _("Writing")
    EVENT = "event", _("Conference or meeting")
    OTHER = "other", _("Something else")


class Weekday(TextChoices):
    """The days of a week, in the order of `date.weekday`."""

    MONDAY = "mon", _("Monday")
    TUESDAY = "tue", _("Tuesday")
    WEDNESDAY = "wed", _("Wednesday")
    THURSDAY = "thu", _("Thursday")
    FRIDAY = "fri", _("Friday")
    SATURDAY = "sat", _("Saturday")
    SUNDAY = "sun", _("Sunday")
