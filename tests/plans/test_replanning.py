"""Something changed: looked at first, saved as a version with its reason, brought back when it was not right."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from planfolio.errors import Conflict
from planfolio.journal import actions as journal
from planfolio.people.models import Break, Person
from planfolio.plans import store
from planfolio.plans.fit import plan_roadmap
from planfolio.plans.models import Activity, Objective, Plan
from planfolio.plans.replanning import Change, Step, look, replan
from planfolio.plans.versions import restore_version
from planfolio.testing import ActivityFactory, ObjectiveFactory, PersonFactory, PlanFactory


def a_plan(owner):
    today = owner.today()
    plan = PlanFactory(owner=owner, starts=today, ends=today + timedelta(days=180))
    for number, minutes in enumerate((600, 300, 240), start=1):
        due = today + timedelta(days=30 * number)
        objective = ObjectiveFactory(plan=plan, number=number, state="active", due=due, minutes=minutes + 60)
        ActivityFactory(objective=objective, minutes=minutes, due=due)
    return plan


@pytest.fixture
def plan(people):
    return a_plan(people.owner)


def objective(plan, number) -> Objective:
    return plan.objectives.get(number=number)


@pytest.mark.slow
class Anything(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(
        steps=st.lists(st.sampled_from(Step.values), min_size=3, max_size=3),
        weekly=st.none() | st.integers(0, 600),
        away=st.none() | st.integers(0, 60),
        ends=st.none() | st.integers(0, 400),
    )
    def test_what_is_saved_is_what_was_shown_and_it_can_be_brought_back(self, steps, weekly, away, ends):
        owner = PersonFactory()
        plan = a_plan(owner)
        first = store.plan_document(plan)
        today = owner.today()
        wanted = Change(
            weekly=weekly,
            away=None if away is None else (today, today + timedelta(days=away)),
            ends=None if ends is None else today + timedelta(days=ends),
            steps=dict(zip(plan.objectives.values_list("pk", flat=True), steps, strict=True)),
        )
        shown = look(plan, wanted, by=owner)
        assert store.plan_document(Plan.objects.get(pk=plan.pk)) == first
        assert Person.objects.get(pk=owner.pk).weekly_minutes == 120
        assert not Break.objects.exists()
        replan(plan, wanted, by=owner, reason="Why not")
        plan = Plan.objects.get(pk=plan.pk)
        then = plan_roadmap(plan, person=owner)
        assert then.schedule == shown.after.schedule
        assert then.remaining == shown.after.remaining
        for row in shown.rows:
            now = Objective.objects.get(pk=row.objective.pk)
            assert (now.state, now.due, now.minutes) == (row.objective.state, row.objective.due, row.objective.minutes)
            assert row.minutes <= row.minutes_was
        restore_version(plan, 1, by=owner)
        assert store.plan_document(Plan.objects.get(pk=plan.pk)) == first


def test_less_work_counts_what_was_done_already(plan, people):
    activity = Activity.objects.get(objective=objective(plan, 1))
    journal.add_entry(by=people.owner, title="Read", minutes=200, activities=[activity])
    replan(plan, Change(steps={objective(plan, 1).pk: Step.LESS_50}), by=people.owner)
    activity.refresh_from_db()
    assert activity.minutes == 200 + 200
    assert objective(plan, 1).minutes == 660 - 200 - 30
    assert plan_roadmap(plan, person=people.owner).remaining[objective(plan, 1).pk] == 230


def test_a_move_keeps_within_the_plan(plan, people):
    last = objective(plan, 3)
    Objective.objects.filter(pk=last.pk).update(due=plan.ends - timedelta(days=5))
    replan(plan, Change(steps={last.pk: Step.MOVE_8}), by=people.owner)
    assert objective(plan, 3).due == plan.ends
    assert Activity.objects.get(objective=last).due == people.owner.today() + timedelta(days=90 + 56)


def test_of_two_at_once_the_second_is_told_and_changes_nothing(plan, people):
    replan(plan, Change(weekly=60), by=people.owner, expected=plan.revision)
    with pytest.raises(Conflict):
        replan(plan, Change(weekly=30), by=people.owner, expected=plan.revision)
    assert Person.objects.get(pk=people.owner.pk).weekly_minutes == 60
    assert plan.versions.count() == 2


class TestPage:
    def fields(self, plan, **more):
        ends = {f"ends-{part}": getattr(plan.ends, part) for part in ("day", "month", "year")}
        return {"weekly": "1 h", "revision": plan.revision, **ends, **more}

    def test_a_look_shows_both_and_writes_nothing(self, plan, people, sign_in):
        client = sign_in(people.owner)
        address = reverse("plan-replan", args=[plan.pk])
        assert "Something changed" in client.get(plan.get_absolute_url()).text
        assert client.get(address).status_code == 200
        answer = client.post(address, self.fields(plan, look="1", step_2="park", cause="less"))
        assert answer.status_code == 200
        assert "As it would be" in answer.text
        assert "Parked" in answer.text
        assert "Not counted" in answer.text
        assert objective(plan, 2).state == "active"
        assert not plan.versions.exists()

    def test_it_is_saved_as_a_version_with_its_reason(self, plan, people, sign_in):
        client = sign_in(people.owner)
        fields = self.fields(plan, save="1", step_2="park", cause="less", reason="Covering the desk until Easter")
        answer = client.post(reverse("plan-replan", args=[plan.pk]), fields, follow=True)
        assert "Saved as version 2." in answer.text
        assert objective(plan, 2).state == "parked"
        assert Person.objects.get(pk=people.owner.pk).weekly_minutes == 60
        version = plan.versions.first()
        assert (version.number, version.reason) == (2, "I have less time. Covering the desk until Easter")
        again = client.post(reverse("plan-replan", args=[plan.pk]), fields)
        assert plan.versions.count() == 2
        assert "Covering the desk until Easter" in again.text

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"weekly": "much"}, "1 h 30"),
            ({"weekly": "200 h"}, "week"),
            ({"away_from-day": 3, "away_from-month": 1, "away_from-year": 2027}, "or neither"),
            ({"ends-year": 1999}, "when the plan starts"),
            ({"step_1": "explode"}, "Choose one of the answers listed"),
        ],
    )
    def test_what_cannot_be_is_said_and_nothing_is_saved(self, plan, people, sign_in, fields, said):
        client = sign_in(people.owner)
        sent = self.fields(plan, save="1", reason="Kept words", **{})
        answer = client.post(reverse("plan-replan", args=[plan.pk]), sent | fields)
        assert answer.status_code == 422
        assert said in answer.text
        assert "Kept words" in answer.text
        assert not plan.versions.exists()
