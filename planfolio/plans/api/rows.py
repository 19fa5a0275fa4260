"""Loading for the API: what may be seen, and what may be changed, by key."""

from uuid import UUID

from django.db.models import Prefetch, Q

from planfolio.people.sharing import EDIT, VIEW, get_or_refuse

from ..access import links_for
from ..models import Activity, ComesAfter, Criterion, Link, Objective
from ..vocabulary import ObjectiveState


def objectives(who):
    """Objectives of kept plans; a draft is its owner's alone until it joins the plan."""
    return Objective.objects.kept().filter(_told(who, ""), plan__deleted_at=None).select_related("plan", "goal")


def _told(who, path: str) -> Q:
    return Q(**{f"{path}owner": who}) | ~Q(**{f"{path}state": ObjectiveState.DRAFT})


def hanging(model, who):
    """Rows of `model` that hang on an objective that `who` may be told of."""
    rows = model.objects.kept().filter(_told(who, "objective__"), objective__deleted_at=None)
    return rows.filter(objective__plan__deleted_at=None).select_related("objective__plan")


def activities(who):
    after = ComesAfter.objects.filter(first__deleted_at=None)
    return hanging(Activity, who).prefetch_related(Prefetch("after_links", after))


def criteria(who):
    return hanging(Criterion, who)


def links(who):
    """Links, but those that lead to an objective that `who` may not see or to anything that was removed."""
    return hanging(Link, who).filter(pk__in=links_for(who).values("pk"))


def get(rows, who, key: UUID, ability: str = VIEW):
    """Raises Missing, or NotAllowed when `who` may see it but not change it."""
    return get_or_refuse(rows(who), who, ability, pk=key)


def get_own(rows, who, key: UUID):
    return get(rows, who, key, EDIT)
