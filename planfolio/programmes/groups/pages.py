"""What the pages of groups show: a group to its members, all groups (and who is in them) to who coordinates."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext as _

from planfolio.errors import Missing
from planfolio.journal.models import Entry
from planfolio.people.models import Person
from planfolio.programmes.models import Participation, Run

from .models import GroupPost, RunGroup

SHOWN = 50


@dataclass(frozen=True)
class Member:
    name: str
    mine: bool


@dataclass(frozen=True)
class Said:
    post: GroupPost
    name: str
    mine: bool


@dataclass(frozen=True)
class GroupPage:
    group: RunGroup
    members: list[Member]
    said: list[Said]
    more: UUID | None


def posts_in(group: UUID):
    """What is said in a group by those who are in it now, with words that are still there."""
    rows = GroupPost.objects.kept().filter(group=group, participation__group=F("group"), participation__left_at=None)
    rows = rows.filter(Q(entry=None) | Q(entry__deleted_at=None))
    return rows.select_related("entry", "participation__owner")


def entries_for(participation: Participation):
    """What somebody wrote about things of the run and could show: entries with a summary."""
    rows = Entry.objects.kept().owned(participation.owner_id).exclude(summary="")
    return rows.filter(pk__in=participation.steps.values("entry"))


def members_of(group: RunGroup, *, reader: UUID) -> list[Member]:
    rows = Participation.objects.filter(group=group, left_at=None).select_related("owner").order_by("joined_on", "id")
    return [Member(name_of(each, reader), each.owner_id == reader) for each in rows]


def group_page(participation: Participation, *, before: UUID | None = None) -> GroupPage | None:
    """The group of somebody in a run; None where they have none. Three queries."""
    group = RunGroup.objects.filter(pk=participation.group_id).first()
    if group is None:
        return None
    mine = participation.owner_id
    rows = posts_in(group.pk)
    found = list((rows.filter(pk__lt=before) if before else rows)[: SHOWN + 1])
    return GroupPage(
        group,
        members_of(group, reader=mine),
        [Said(each, name_of(each.participation, mine), each.owner_id == mine) for each in found[:SHOWN]],
        found[SHOWN - 1].pk if len(found) > SHOWN else None,
    )


def name_of(participation: Participation, reader: UUID) -> str:
    if participation.named_in_group or participation.owner_id == reader:
        return str(participation.owner)
    return _("Somebody in your group")


def get_said(participation: Participation, key: UUID, *, by: Person) -> GroupPost:
    found = posts_in(participation.group_id).filter(pk=key).first() if participation.group_id else None
    if found is None:
        raise Missing(_("This is not in your group any more."))
    return found


@dataclass(frozen=True)
class Overview:
    """Of each group who is in it, and who waits: for who coordinates, who moves people and reads nothing of theirs."""

    groups: list[tuple[RunGroup, list[Participation]]]
    waiting: list[Participation]


def overview(run: Run) -> Overview:
    """Two queries."""
    rows = run.participations.kept().filter(left_at=None).filter(Q(wants_group=True) | ~Q(group=None))
    people: dict = {}
    for each in rows.select_related("owner").order_by("joined_on", "id"):
        people.setdefault(each.group_id, []).append(each)
    return Overview([(group, people.get(group.pk, [])) for group in run.groups.all()], people.get(None, []))
