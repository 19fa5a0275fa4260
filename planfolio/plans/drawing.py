"""From the rows of a plan to its pictures. No function here asks the database."""

from datetime import date

from .fit import Roadmap
from .forecast import Forecast
from .load import Load, load
from .models import Objective, Plan
from .timeline import Timeline, timeline
from .vocabulary import ObjectiveState

#: States in which an objective stands on the line.
ON_THE_LINE = (ObjectiveState.ACTIVE, ObjectiveState.DONE)


def plan_timeline(plan: Plan, objectives: list[Objective], *, today: date, likely: Forecast | None = None) -> Timeline:
    """The objectives on the line."""
    found = likely.plan if likely else None
    known = (found.earliest, found.latest) if found and found.earliest and found.latest else None
    shown = [row for row in objectives if row.state in ON_THE_LINE]
    return timeline(
        shown, starts=plan.starts, ends=plan.ends, today=today, likely=known, assumed=bool(likely and likely.assumed)
    )


def plan_load(roadmap: Roadmap) -> Load | None:
    """The weeks of the plan, None where nothing can be said of them."""
    if roadmap.state not in ("fits", "over"):
        return None
    return load(roadmap.schedule, weekly=roadmap.weekly or 0, ends=roadmap.plan.ends, breaks=roadmap.capacity.breaks)
