"""Loading goals, plans and what hangs on them, for somebody who may: Missing or NotAllowed otherwise."""

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from planfolio.errors import Missing
from planfolio.people.sharing import EDIT, VIEW, get_or_refuse
from planfolio.prepared import Prepared

from .models import Activity, Goal, Link, Objective, Plan
from .vocabulary import Direction


def get_plan(who, key: UUID, ability: str = VIEW) -> Plan:
    # One's own is what is nearly always asked for.
    own = _own.objects(who=who.pk, key=key) if getattr(who, "is_authenticated", False) else []
    return own[0] if own else get_or_refuse(Plan.objects.kept(), who, ability, pk=key)


@Prepared
def _own(who: UUID, key: UUID):
    return Plan.objects.kept().mine(who).filter(pk=key)


def get_objective(who, plan: UUID, number: int, ability: str = VIEW) -> Objective:
    rows = Objective.objects.kept().select_related("plan", "goal")
    return get_or_refuse(rows, who, ability, plan_id=plan, number=number)


def get_activity(who, key: UUID, ability: str = EDIT) -> Activity:
    rows = Activity.objects.kept().filter(objective__deleted_at=None).select_related("objective__plan")
    return get_or_refuse(rows, who, ability, pk=key)


def links_for(who):
    """Links, but those that lead to what `who` may not see, and those that lead to what was removed."""
    seen = Objective.objects.kept().may(who, VIEW).values("pk")
    return Link.objects.kept().filter(
        Q(to_objective=None) | Q(to_objective__in=seen), Q(to_goal=None) | Q(to_goal__deleted_at=None)
    )


#: What a move of an activity needs of it, so that ticking one off reads two narrow rows.
MOVED = ("owner", "revision", "title", "state", "reason", "done_on", "objective__plan", "objective__number")


def get_activity_to_move(who, key: UUID) -> Activity:
    rows = Activity.objects.kept().filter(objective__deleted_at=None).select_related("objective").only(*MOVED)
    return get_or_refuse(rows, who, EDIT, pk=key)


def get_goal(person, key: UUID) -> Goal:
    """A goal of this person's own; goals are shown to others only through the plans they serve."""
    goal = Goal.objects.kept().owned(person).filter(pk=key).first()
    if goal is None:
        raise Missing(_("This goal is not there any more."))
    return goal


def current_plan(person) -> Plan | None:
    """The plan that today falls in, the latest to start; else the latest of all."""
    found = _running.objects(person=person.pk, today=person.today()) or _latest.objects(person=person.pk)
    return found[0] if found else None


@Prepared
def _running(person: UUID, today: date):
    return Plan.objects.kept().owned(person).filter(starts__lte=today, ends__gte=today)[:1]


@Prepared
def _latest(person: UUID):
    return Plan.objects.kept().owned(person)[:1]


#: An entry that led to an objective is what the objective builds on, and the other way round.
ENTRY_DIRECTIONS = {"leads_to": Direction.BUILDS_ON, "builds_on": Direction.LEADS_TO}


def entry_links(objective: Objective):
    """How the owner's journal entries are linked to `objective` as what it builds on or leads to."""
    links = objective.entry_links.filter(relation__in=ENTRY_DIRECTIONS, entry__deleted_at=None)
    return links.select_related("entry").order_by("id")


def latest_entries(owner_id, *, and_these=(), at_most: int = 30) -> list:
    """The latest entries of a person, with those named even if they are older; for a choice."""
    rows = Objective.entries.rel.related_model.objects.kept().filter(owner=owner_id).only("title", "day", "owner")
    latest = list(rows[:at_most])
    missing = set(map(str, and_these)) - {str(row.pk) for row in latest}
    return latest + list(rows.filter(pk__in=missing)) if missing else latest
