"""Versions by the API: kept, listed, read as documents, and brought back unless the plan has changed meanwhile."""

import pytest

from planfolio.plans.models import Version
from planfolio.testing import ObjectiveFactory, PlanFactory

from .calls import Caller, problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(people):
    plan = PlanFactory(owner=people.owner, title="First")
    ObjectiveFactory(plan=plan, what="Search")
    return plan


def test_a_version_is_kept_read_and_brought_back(plan, people):
    call = Caller(people.owner)
    there = f"/plans/{plan.pk}"
    kept = call.post(f"{there}/versions", {"reason": "As agreed"}).json()
    assert (kept["number"], kept["reason"]) == (1, "As agreed")
    call.patch(there, {"title": "Second"})
    document = call.get(f"{there}/versions/1").json()
    assert document != call.get(f"{there}/document").json()
    back = call.post(f"{there}/versions/1/restore", {})
    assert back.status_code == 200
    assert back.json()["sha256"] == kept["sha256"]
    assert call.get(there).json()["title"] == "First"
    assert document == call.get(f"{there}/document").json()
    listed = call.get(f"{there}/versions?limit=2").json()
    assert [each["number"] for each in listed["results"]] == [3, 2]
    assert listed["next"]
    problem(call.get(f"{there}/versions/9"), 404)


@pytest.mark.parametrize("reason", ["x" * 301, "a\0b", 7])
def test_a_reason_that_cannot_be_kept_is_refused(plan, people, reason):
    problem(Caller(people.owner).post(f"/plans/{plan.pk}/versions", {"reason": reason}), 422)
    assert not Version.objects.exists()
