"""What is not possible as things stand answers 409 to a program, and says so to people; nothing is half done."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from planfolio.people.models import Person
from planfolio.programmes import running, taking_part
from planfolio.programmes.models import Agreement, Participation, Run
from planfolio.testing import words
from tests.api.calls import Caller, problem
from tests.programmes.runs import begin

pytestmark = pytest.mark.django_db


def test_joining_a_run_that_is_full_or_over_is_a_conflict(people):
    run = begin(people.coordinator, capacity=1)
    taking_part.join(run, by=people.mentor)
    problem(Caller(people.owner).post(f"/runs/{run.pk}/participation", {}), 409)
    running.end(run, by=people.coordinator)
    problem(Caller(people.owner).post(f"/runs/{run.pk}/participation", {}), 409)


def test_pausing_twice_is_a_conflict(people, run, inside):
    call = Caller(people.owner)
    assert call.post(f"/runs/{run.pk}/pause").status_code == 200
    problem(call.post(f"/runs/{run.pk}/pause"), 409)


def test_asking_a_manager_who_agreed_is_a_conflict(people, run, inside):
    Run.objects.filter(pk=run.pk).update(agreement="meanwhile")
    Agreement.objects.create(
        owner=people.owner,
        participation=inside,
        secret_hash="x",
        expires_at=datetime.now(UTC) + timedelta(days=1),
        state=Agreement.State.YES,
    )
    problem(Caller(people.owner).post(f"/runs/{run.pk}/agreement", {"email": "boss@example.org"}), 409)


@pytest.fixture
def newcomer(db):
    return Person.objects.create(name="New Here", email="new@example.org")


def test_who_has_no_plan_yet_takes_part_all_the_same(sign_in, people, newcomer):
    run = begin(people.coordinator)
    link = running.make_link(run, by=people.coordinator)
    answer = sign_in(newcomer).post(
        reverse("run-enter", args=[link]), {"part": "finisher", "in_plan": "on"}, follow=True
    )
    assert answer.redirect_chain == [(run.get_absolute_url(), 302)]
    assert "Once you have a plan" in words(answer)
    assert Participation.objects.get(run=run, owner=newcomer).objective is None


def test_a_program_that_joins_without_a_plan_is_told_no_error(people, newcomer):
    run = begin(people.coordinator)
    assert Caller(newcomer).post(f"/runs/{run.pk}/participation", {"in_plan": True}).status_code == 201
