"""When a plan will likely be done: from the rows of the journal to the history that `forecast` draws from.

Two queries. What counts is time logged for objectives in the last year and activities that were finished.
"""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Q, Sum

from .capacity import away_week
from .fit import Roadmap
from .forecast import Forecast, History, forecast
from .models import Activity, Objective
from .vocabulary import ActivityState

#: How far back the history goes, in weeks, and how many finished activities it holds at most.
PAST_WEEKS = 52
PAST_ACTIVITIES = 200


def plan_forecast(roadmap: Roadmap, *, person) -> Forecast:
    """Between which two dates the plan of `roadmap`, and each objective, will be done, by `person`'s own past."""
    return forecast(
        roadmap.jobs,
        roadmap.capacity,
        _history(roadmap, person=person),
        seed=roadmap.plan.pk.int & 0xFFFFFFFF,
        groups=roadmap.objectives,
    )


def _history(roadmap: Roadmap, *, person) -> History:
    now = roadmap.today - timedelta(days=roadmap.today.weekday())
    links = Objective.entries.through.objects.filter(
        owner=person,
        entry__owner=person,
        entry__deleted_at=None,
        entry__day__gte=now - timedelta(weeks=PAST_WEEKS),
        entry__day__lt=now,
    )
    weeks: Counter[date] = Counter()
    for day, minutes in links.values_list("entry__day").annotate(total=Sum("minutes")).order_by("entry__day"):
        weeks[day - timedelta(days=day.weekday())] += minutes or 0
    spent = Sum("entry_links__minutes", filter=Q(entry_links__entry__deleted_at=None))
    done = Activity.objects.kept().owned(person).filter(state=ActivityState.DONE, minutes__gt=0)
    finished = done.annotate(spent=spent).filter(spent__gt=0).order_by("-done_on", "-pk")
    return History(
        weeks=_filled(weeks, now, roadmap.capacity.breaks),
        finished=tuple(finished.values_list("minutes", "spent")[:PAST_ACTIVITIES]),
    )


def _filled(weeks: Counter[date], now: date, breaks) -> tuple[int, ...]:
    """The minutes of every week from the first that has any, weeks away left out unless something was learned."""
    if not weeks:
        return ()
    first = min(weeks)
    mondays = [first + timedelta(weeks=place) for place in range((now - first).days // 7)]
    return tuple(weeks[monday] for monday in mondays if weeks[monday] or not away_week(monday, breaks))
