"""Recently deleted, as it is shown: what a person removed, by kind, each with its way back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .base import KEPT_DAYS, Owned
from .models import Person
from .removal import removed_by

#: Headings by the name of the kind, in the order in which they are listed. Other kinds come last.
KINDS = {
    "plan": _("Plans"),
    "objective": _("Objectives"),
    "activity": _("Activities"),
    "criterion": _("Success criteria"),
    "link": _("Links"),
    "goal": _("Goals"),
    "entry": _("Journal entries"),
    "privatenote": _("Private notes"),
    "reflection": _("Reflections"),
    "evidence": _("Evidence"),
    "attachment": _("Files"),
    "supporternote": _("Notes about somebody you support"),
    "meeting": _("Meetings"),
    "listing": _("Dates"),
    "ownresource": _("Resources"),
    "programme": _("Programmes"),
    "run": _("Runs"),
    "wallpost": _("On the wall of a run"),
    "wallcomment": _("Comments on a wall"),
    "announcement": _("Announcements to runs"),
    "question": _("Questions in runs"),
    "break": _("Breaks"),
    "weektime": _("Weeks with another time"),
}
OTHER = _("Other things")


@dataclass(frozen=True)
class Removed:
    kind: str
    key: str
    title: str
    removed_at: datetime
    gone_at: datetime


@dataclass(frozen=True)
class Group:
    heading: str
    rows: list[Removed]


def as_removed(row: Owned) -> Removed:
    return Removed(
        kind=row._meta.model_name,
        key=str(row.pk),
        title=str(row) or str(_("Without a title")),
        removed_at=row.deleted_at,
        gone_at=row.deleted_at + timedelta(days=KEPT_DAYS),
    )


def recently_deleted(person: Person) -> list[Group]:
    """One query a kind; empty kinds are left out."""
    rows = [as_removed(row) for row in removed_by(person)]
    named = [Group(str(words), [row for row in rows if row.kind == kind]) for kind, words in KINDS.items()]
    others = Group(str(OTHER), [row for row in rows if row.kind not in KINDS])
    return [group for group in [*named, others] if group.rows]


def way_back(row: Owned, *, to: str = "") -> tuple[str, dict[str, str]]:
    """What a notice needs to offer Undo after `row` was removed; `to` is the page that follows."""
    return reverse("undo", args=[row._meta.model_name, row.pk]), {"next": to} if to else {}
