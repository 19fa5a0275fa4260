"""From the rows of a plan to its pictures. Only `plan_timeline` asks the database, once: what comes after what."""

from datetime import date
from uuid import UUID

from django.db.models import F

from planfolio.prepared import Prepared

from .fit import Roadmap
from .forecast import Forecast
from .load import Load, load
from .models import ComesAfter, Objective, Plan
from .timeline import Timeline, timeline
from .vocabulary import ObjectiveState

#: States in which an objective stands on the line.
ON_THE_LINE = (ObjectiveState.ACTIVE, ObjectiveState.DONE)


def plan_timeline(
    plan: Plan, objectives: list[Objective], *, today: date, likely: Forecast | None = None, after=None
) -> Timeline:
    """The objectives on the line, and which of them come after which by their activities, where it is not at hand."""
    found = likely.plan if likely else None
    known = (found.earliest, found.latest) if found and found.earliest and found.latest else None
    shown = [row for row in objectives if row.state in ON_THE_LINE]
    return timeline(
        shown,
        starts=plan.starts,
        ends=plan.ends,
        today=today,
        likely=known,
        assumed=bool(likely and likely.assumed),
        after=comes_after(plan, shown) if after is None else after,
    )


def comes_after(plan: Plan, shown: list[Objective]) -> list[tuple[int, int]]:
    """Pairs of places in `shown`: something in the objective at the second comes after something in the first.

    One query.
    """
    pairs = _pairs.values(owner=plan.owner_id, plan=plan.pk)
    place = {row.pk: number for number, row in enumerate(shown)}
    return sorted({(place[one], place[other]) for one, other in pairs if one in place and other in place})


@Prepared
def _pairs(owner: UUID, plan: UUID):
    links = ComesAfter.objects.filter(
        owner=owner, activity__objective__plan=plan, activity__deleted_at=None, first__deleted_at=None
    )
    return links.exclude(activity__objective=F("first__objective")).values_list(
        "first__objective", "activity__objective"
    )


def plan_load(roadmap: Roadmap) -> Load | None:
    """The weeks of the plan, None where nothing can be said of them."""
    if roadmap.state not in ("fits", "over"):
        return None
    return load(roadmap.schedule, weekly=roadmap.weekly or 0, ends=roadmap.plan.ends, breaks=roadmap.capacity.breaks)
