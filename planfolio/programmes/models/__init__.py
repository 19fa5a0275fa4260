"""Programmes and their editions; runs, who takes part in them, and what they show one another."""

from ..agreeing.models import Agreement
from ..blogs.models import Blog, ProposedPost
from ..groups.models import GroupPost, RunGroup
from .ending import Certificate, Survey, SurveyAnswer
from .programmes import Edition, Programme, ProgrammeGrant
from .runs import Joining, Pace, Part, Participation, Run, RunGrant, RunInvitation, Step, ThingTotal
from .talking import Announcement, Question
from .wall import WallComment, WallMark, WallPost

__all__ = [
    "Agreement",
    "Announcement",
    "Blog",
    "Certificate",
    "Edition",
    "GroupPost",
    "Joining",
    "Pace",
    "Part",
    "Participation",
    "Programme",
    "ProgrammeGrant",
    "ProposedPost",
    "Question",
    "Run",
    "RunGrant",
    "RunGroup",
    "RunInvitation",
    "Step",
    "Survey",
    "SurveyAnswer",
    "ThingTotal",
    "WallComment",
    "WallMark",
    "WallPost",
]
