"""Into the next plan by the API: as the page does it, once, and only with objectives of that plan."""

from datetime import timedelta

import pytest

from planfolio.people.base import new_key
from planfolio.plans.models import Plan
from planfolio.testing import ObjectiveFactory, PlanFactory

from .calls import Caller, fields, problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(people):
    today = people.owner.today()
    plan = PlanFactory(owner=people.owner, title="This year", starts=today - timedelta(days=364), ends=today)
    for number, what in enumerate(["Search", "Teach"], start=1):
        ObjectiveFactory(plan=plan, number=number, state="active", what=what)
    return plan


def test_what_is_not_named_continues_and_the_rest_becomes_what_was_said(plan, people):
    call, second = Caller(people.owner), plan.objectives.get(number=2)
    said = [{"objective": str(second.pk), "onward": "let_go", "reason": "Another desk"}]
    answer = call.post(f"/plans/{plan.pk}/next", {"title": "Next year", "objectives": said})
    assert answer.status_code == 201
    following = Plan.objects.get(pk=answer.json()["id"])
    assert (following.title, following.previous) == ("Next year", plan)
    assert following.starts == plan.ends + timedelta(days=1)
    assert list(following.objectives.values_list("what", flat=True)) == ["Search"]
    second.refresh_from_db()
    assert (second.state, second.reason) == ("let_go", "Another desk")


def test_sent_twice_it_is_carried_once(plan, people):
    call, key = Caller(people.owner), str(new_key())
    for _time in range(2):
        assert call.post(f"/plans/{plan.pk}/next", {"id": key}).json()["id"] == key
    assert Plan.objects.filter(previous=plan).count() == 1


def test_an_objective_of_another_plan_is_refused_and_nothing_is_made(plan, people):
    said = [{"objective": str(ObjectiveFactory(plan__owner=people.owner).pk), "onward": "continue"}]
    answer = Caller(people.owner).post(f"/plans/{plan.pk}/next", {"objectives": said})
    assert fields(answer) == {"objectives.0.objective"}
    assert not Plan.objects.filter(previous=plan).exists()


@pytest.mark.parametrize("body", [{"title": ""}, {"starts": "2027-05-01", "ends": "2027-04-01"}, {"objectives": [7]}])
def test_what_cannot_be_is_refused(plan, people, body):
    problem(Caller(people.owner).post(f"/plans/{plan.pk}/next", body), 422)
    assert not Plan.objects.filter(previous=plan).exists()
