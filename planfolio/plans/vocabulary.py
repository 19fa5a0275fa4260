"""The closed word lists of plans, in one place: stored key, then the label people read.

Forms, models, importers, exporters, content files and the API all take their keys from here, so a key
that is not listed can be stored nowhere. Labels are marked for translation and read lazily.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from planfolio.people.vocabulary import Format as Format
from planfolio.people.vocabulary import PlanWord as PlanWord


class Domain(TextChoices):
    """What part of a life a goal serves (the three of the usual definition of a personal learning plan)."""

    PERSONAL = "personal", _("Personal")
    EDUCATIONAL = "educational", _("Educational")
    CAREER = "career", _("Career")


class GoalKind(TextChoices):
    LIFELONG = "lifelong", _("Lifelong goal")
    TARGET = "target", _("Yearly target")


class GoalState(TextChoices):
    ACTIVE = "active", _("Current")
    REACHED = "reached", _("Reached")
    LET_GO = "let_go", _("Let go")


class WhatKind(TextChoices):
    OBJECTIVE = "objective", _("An objective")
    QUESTION = "question", _("An essential question")


class Ksa(TextChoices):
    """Knowledge, skill or ability, as personnel work has long divided what a job asks."""

    KNOWLEDGE = "knowledge", _("Knowledge")
    SKILL = "skill", _("Skill")
    ABILITY = "ability", _("Ability")


class WhyKind(TextChoices):
    GAP = "gap", _("A gap I noticed")
    DUTY = "duty", _("A new duty")
    TARGET = "target", _("A yearly target")
    CURIOSITY = "curiosity", _("Curiosity")


class Context(TextChoices):
    """Where learning happens; not one provider, not one place."""

    WORK = "work", _("At work")
    COURSE = "course", _("On a course")
    COMMUNITY = "community", _("In a professional community")
    ONLINE = "online", _("Online")
    HOME = "home", _("In my own time")
    STUDY = "study", _("In formal study")


class EvidenceKind(TextChoices):
    FILE = "file", _("A file")
    LINK = "link", _("A link")
    NOTE = "note", _("A note")
    TESTIMONY = "testimony", _("What somebody says of it")


class Stage(TextChoices):
    """Set by the person, never counted for them. Empty means not begun."""

    FIGURING = "figuring", _("Figuring out")
    DOING = "doing", _("Doing")
    SHOWING = "showing", _("Showing it")


class ObjectiveState(TextChoices):
    DRAFT = "draft", _("Being written")
    ACTIVE = "active", _("In the plan")
    DONE = "done", _("Done")
    PARKED = "parked", _("Parked")
    LET_GO = "let_go", _("Let go")


class ActivityState(TextChoices):
    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    LET_GO = "let_go", _("Let go")


class Direction(TextChoices):
    BUILDS_ON = "builds_on", _("Builds on")
    LEADS_TO = "leads_to", _("Leads to")


#: The six questions, in their order: key in addresses and content files, short label, the question itself.
SIX = (
    ("what", _("What"), _("What do you want to learn?")),
    ("why", _("Why"), _("Why does it matter?")),
    ("how", _("How"), _("How will you learn it?")),
    (
        "evidence",
        _("How will you know"),
        _("How will you know that you have learned it?"),
    ),
    ("when", _("When"), _("When will you work on it?")),
    ("links", _("Links"), _("What does it build on, and what does it lead to?")),
)

#: Longest texts accepted anywhere, in characters. Titles fit a line or two; answers hold a page.
TITLE_LENGTH = 300
TEXT_LENGTH = 10_000
#: Minutes of one activity or entry: up to 1,000 hours.
MINUTES_LIMIT = 60_000
