"""Into the next plan: what is unfinished continues, changes or is let go, and the old plan stays as it was."""

from datetime import timedelta

import pytest
from django.urls import reverse

from planfolio.journal import actions as journal
from planfolio.people.base import new_key
from planfolio.plans import actions, store
from planfolio.plans.carrying import Carry, Onward, carry_forward, next_period, unfinished
from planfolio.plans.fit import plan_roadmap
from planfolio.plans.models import Activity, Objective, Plan
from planfolio.plans.versions import document_of
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory


@pytest.fixture
def plan(people):
    today = people.owner.today()
    plan = PlanFactory(owner=people.owner, title="This year", starts=today - timedelta(days=364), ends=today)
    states = ("active", "parked", "done", "let_go", "active")
    for number, state in enumerate(states, start=1):
        ObjectiveFactory(plan=plan, number=number, state=state, what=f"Objective {number}", due=today, why="Because")
    return plan


def carried(plan, **onward) -> list[Carry]:
    ways = {int(name[1:]): way for name, way in onward.items()}
    return [Carry(row, ways.get(row.number, Onward.CONTINUE), f"Reason {row.number}") for row in unfinished(plan)]


def go_on(plan, rows, *, by, key=None):
    starts, ends = next_period(plan, today=by.today())
    return carry_forward(plan, rows, title="Next year", starts=starts, ends=ends, by=by, key=key or new_key())


def test_only_what_is_unfinished_is_asked_about(plan):
    assert [row.number for row in unfinished(plan)] == [1, 2, 5]


def test_what_goes_on_takes_its_answers_and_what_is_left_to_do(plan, people):
    objective = plan.objectives.get(number=1)
    first = ActivityFactory(objective=objective, position=1, title="Read", minutes=120, due=plan.ends)
    second = ActivityFactory(objective=objective, position=2, title="Try", minutes=60)
    done = ActivityFactory(objective=objective, position=3, title="Done", state="done", done_on=plan.starts)
    actions.set_after(second, [first, done], by=people.owner)
    actions.set_criteria(objective, ["A named sign"], by=people.owner)
    journal.add_entry(by=people.owner, title="Began", minutes=45, activities=[first])
    following, changing = go_on(plan, carried(plan), by=people.owner)
    assert changing == []
    new = following.objectives.get(what="Objective 1")
    assert (new.why, new.due, new.state) == ("Because", None, "active")
    assert [row.text for row in new.criteria.all()] == ["A named sign"]
    rows = list(new.activities.order_by("position"))
    assert [(row.title, row.minutes, row.due) for row in rows] == [("Read", 75, None), ("Try", 60, None)]
    assert [link.first for link in rows[1].after_links.all()] == [rows[0]]
    link = new.links.get()
    assert (link.direction, link.to_objective) == ("builds_on", objective)
    assert following.previous == plan


def test_time_that_was_spent_is_not_needed_again(plan, people):
    objective = plan.objectives.get(number=1)
    Objective.objects.filter(pk=objective.pk).update(minutes=600)
    ActivityFactory(objective=objective, position=1, title="Done", minutes=400, state="done", done_on=plan.starts)
    begun = ActivityFactory(objective=objective, position=2, title="Begun", minutes=100)
    journal.add_entry(by=people.owner, title="Began", minutes=30, activities=[begun])
    before = plan_roadmap(plan, person=people.owner).remaining
    following, _changing = go_on(plan, carried(plan), by=people.owner)
    new = following.objectives.get(what="Objective 1")
    assert new.minutes == 170
    after = plan_roadmap(following, person=people.owner).remaining
    assert after[new.pk] == before[objective.pk] == 170


def test_what_took_longer_than_thought_goes_on_without_an_estimate(plan, people):
    objective = plan.objectives.get(number=1)
    Objective.objects.filter(pk=objective.pk).update(minutes=60)
    activity = ActivityFactory(objective=objective, title="Read", minutes=60)
    journal.add_entry(by=people.owner, title="Read on", minutes=90, activities=[activity])
    following, _changing = go_on(plan, carried(plan), by=people.owner)
    new = following.objectives.get(what="Objective 1")
    assert (new.minutes, new.activities.get().minutes) == (None, None)


def test_the_old_plan_stays_and_only_what_is_let_go_is_said_so(plan, people):
    go_on(plan, carried(plan, o2=Onward.LET_GO), by=people.owner)
    states = dict(plan.objectives.values_list("number", "state"))
    assert states == {1: "active", 2: "let_go", 3: "done", 4: "let_go", 5: "active"}
    assert plan.objectives.get(number=2).reason == "Reason 2"
    assert plan.events.get(name="carried", subject_id=plan.objectives.get(number=1).pk).reason == "Reason 1"
    assert document_of(plan.versions.get()).objectives[1].state == "parked"
    following = Plan.objects.get(previous=plan)
    assert list(following.objectives.values_list("what", flat=True)) == ["Objective 1", "Objective 5"]


def test_sent_twice_it_is_carried_once(plan, people):
    key = new_key()
    go_on(plan, carried(plan), by=people.owner, key=key)
    go_on(plan, carried(plan), by=people.owner, key=key)
    assert Plan.objects.filter(owner=people.owner).count() == 2
    assert Objective.objects.count() == 5 + 3


def test_a_plan_that_ended_long_ago_goes_on_today(plan, people):
    today = people.owner.today()
    assert next_period(plan, today=today)[0] == today + timedelta(days=1)
    plan.ends = today - timedelta(days=90)
    starts, ends = next_period(plan, today=today)
    assert (starts, ends - starts) == (today, plan.ends - plan.starts)


def test_the_pages_from_one_plan_to_the_next(plan, people, sign_in):
    client = sign_in(people.owner)
    address = reverse("plan-next", args=[plan.pk])
    assert "Carry it forward into the next plan" in client.get(plan.get_absolute_url()).text
    assert "Objective 5" in client.get(address).text
    starts, ends = next_period(plan, today=people.owner.today())
    fields = {
        "id": str(new_key()),
        "title": "Next year",
        "onward_1": "change",
        "onward_2": "let_go",
        "onward_5": "continue",
    }
    for name, day in (("starts", starts), ("ends", ends)):
        fields |= {f"{name}-{part}": getattr(day, part) for part in ("day", "month", "year")}
    wrong = client.post(address, fields | {"title": "", "why_1": "Kept words"})
    assert wrong.status_code == 422
    assert "Kept words" in wrong.text
    assert Plan.objects.count() == 1
    answer = client.post(address, fields, follow=True)
    following = Plan.objects.get(title="Next year")
    assert answer.redirect_chain[0][0] == reverse("objective-edit", args=[following.pk, 1])
    page = client.get(following.get_absolute_url()).text
    assert "Continues from" in page
    assert plan.get_absolute_url() in page
    assert store.plan_document(following).objectives[0].links


def test_nothing_unfinished_leads_to_an_empty_plan(people, sign_in):
    plan = PlanFactory(owner=people.owner)
    client = sign_in(people.owner)
    assert "Nothing is unfinished here" in client.get(reverse("plan-next", args=[plan.pk])).text
    following, _changing = go_on(plan, [], by=people.owner)
    assert not following.objectives.exists()
    assert not Activity.objects.filter(objective__plan=following).exists()
