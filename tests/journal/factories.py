"""Rows of the journal for its tests."""

from datetime import date, timedelta

from planfolio.journal import actions
from planfolio.plans.vocabulary import ObjectiveState
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory

#: Minutes a week of which a Sunday, the last day left, still has room for three hours.
AMPLE = 7 * 200


def a_week(person, *, activities: int = 2):
    """A plan of `person` with one objective and some activities put in nowhere."""
    plan = PlanFactory(owner=person)
    objective = ObjectiveFactory(plan=plan, number=1, position=1, state=ObjectiveState.ACTIVE)
    rows = [
        ActivityFactory(objective=objective, title=f"Activity {place}", minutes=60, position=place)
        for place in range(1, activities + 1)
    ]
    return objective, rows


def many_entries(person, count: int, *, objective=None):
    """`count` entries, one a day backwards from today, written as the page writes them."""
    today = person.today()
    for place in range(count):
        actions.add_entry(
            by=person,
            title=f"Entry {place}",
            day=today - timedelta(days=place),
            minutes=30,
            note="a private marker",
            objectives=[objective] if objective else [],
        )


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
