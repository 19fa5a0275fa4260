"""Long lists: pages by cursor, filters, and as many queries for a thousand rows as for ten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planfolio.plans.models import Activity, Goal
from planfolio.testing import ActivityFactory, GoalFactory, ObjectiveFactory, PersonFactory, PlanFactory

from .calls import Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return PersonFactory()


@pytest.fixture
def call(owner):
    return Caller(owner)


def walk(call, path):
    """Every row, page after page."""
    rows = []
    while path:
        page = call.get(path).json()
        assert "results" in page, page
        rows += page["results"]
        path = page["next"]
    return rows


def test_pages_give_every_row_once_though_rows_come_and_go_between(call, owner):
    goals = [GoalFactory(owner=owner, text=str(number)) for number in range(25)]
    first = call.get("/goals?limit=10").json()
    GoalFactory(owner=owner, text="later")
    # The very row that the cursor stands on.
    Goal.objects.filter(pk=first["results"][-1]["id"]).delete()
    texts = [goal["text"] for goal in first["results"] + walk(call, first["next"])]
    assert texts == [goal.text for goal in reversed(goals)]


def test_a_page_that_ends_with_the_list_has_no_next(call, owner):
    for _ in range(10):
        GoalFactory(owner=owner)
    assert call.get("/goals?limit=10").json()["next"] is None


def test_the_address_of_the_next_page_keeps_the_filters(call, owner):
    for state in ("active", "reached") * 4:
        GoalFactory(owner=owner, state=state)
    assert [goal["state"] for goal in walk(call, "/goals?limit=2&state=reached")] == ["reached"] * 4


def test_filters_narrow(call, owner):
    objective = ObjectiveFactory(plan=PlanFactory(owner=owner))
    done = ActivityFactory(objective=objective, state="done", done_on="2027-01-01", week="2027-01-04")
    todo = ActivityFactory(objective=objective)
    other = ActivityFactory(objective__plan__owner=owner)
    ActivityFactory()

    def found(query):
        return {row["id"] for row in call.get(f"/activities?{query}").json()["results"]}

    assert found("") == {str(done.pk), str(todo.pk), str(other.pk)}
    assert found("state=done") == found("week=2027-01-04") == {str(done.pk)}
    assert found(f"objective={objective.pk}") == {str(done.pk), str(todo.pk)}
    assert found(f"plan={other.objective.plan_id}") == {str(other.pk)}
    moment = other.updated_at.isoformat().replace("+00:00", "Z")
    assert found(f"updated_since={moment}") == {str(other.pk)}


def test_current_plans_are_those_that_today_falls_in(call, owner):
    now, past = PlanFactory(owner=owner), PlanFactory(owner=owner, starts="2020-01-01", ends="2020-12-31")
    assert [plan["id"] for plan in call.get("/plans?current=true").json()["results"]] == [str(now.pk)]
    assert [plan["id"] for plan in call.get("/plans?current=false").json()["results"]] == [str(past.pk)]


def queries(call, path):
    """The lesser of two looks: in the first of a new minute the limits are counted anew."""
    counts = []
    for _look in range(2):
        with CaptureQueriesContext(connection) as seen:
            assert call.get(path).status_code == 200
        counts.append(len(seen))
    return min(counts)


def test_a_thousand_rows_cost_as_many_queries_as_ten(call, owner):
    plan = PlanFactory(owner=owner)
    objective = ObjectiveFactory(plan=plan)
    paths = (
        *("/goals", "/activities?limit=100", f"/plans/{plan.pk}/objectives", f"/plans/{plan.pk}/fit"),
        *(f"/plans/{plan.pk}/document", f"/objectives/{objective.pk}/activities"),
    )

    def grow(count):
        Goal.objects.bulk_create(Goal(owner=owner, text="x") for _ in range(count))
        Activity.objects.bulk_create(Activity(owner=owner, objective=objective, title="x") for _ in range(count))

    grow(10)
    call.get("/me")
    few = {path: queries(call, path) for path in paths}
    grow(990)
    assert {path: queries(call, path) for path in paths} == few
    assert max(few.values()) <= 10, few
