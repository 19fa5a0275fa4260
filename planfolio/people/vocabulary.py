"""The closed word lists that people and organisations share with plans."""

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


class PlanWord(TextChoices):
    """What a person or an organisation calls the thing: the synonyms of the literature."""

    LEARNING = "personal-learning-plan", _("Personal learning plan")
    DEVELOPMENT = "personal-development-plan", _("Personal development plan")
    PROFESSIONAL = "professional-development-plan", _("Professional development plan")
    INDIVIDUAL = "individual-learning-plan", _("Individual learning plan")
    LIFELONG = "lifelong-learning-plan", _("Lifelong learning plan")
    IMPROVEMENT = "performance-improvement-plan", _("Performance improvement plan")
    AGREEMENT = "learning-agreement", _("Learning agreement")
    CONTRACT = "learning-contract", _("Learning contract")
    ACTION = "personal-action-plan", _("Personal action plan")
    PORTFOLIO = "personal-learning-portfolio", _("Personal learning portfolio")
