"""Something changed, by the API: a look writes nothing and is what the change then makes; a calendar is only read."""

from datetime import timedelta

import pytest

from planfolio.people.base import new_key
from planfolio.people.models import Break, WeekTime
from planfolio.plans.models import Objective, Version
from planfolio.plans.store import plan_document
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory

from .calls import Caller, fields, problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(people):
    today = people.owner.today()
    people.owner.weekly_minutes = 120
    people.owner.save()
    plan = PlanFactory(owner=people.owner, starts=today, ends=today + timedelta(days=27))
    for number in (1, 2):
        objective = ObjectiveFactory(plan=plan, number=number, state="active")
        ActivityFactory(objective=objective, minutes=300)
    return plan


def test_a_look_writes_nothing_and_is_what_the_change_makes(plan, people):
    call, second = Caller(people.owner), plan.objectives.get(number=2)
    was, there = plan_document(plan), f"/plans/{plan.pk}/changes"
    said = {
        "cause": "less",
        "reason": "A shorter week",
        "weekly": 60,
        "objectives": [{"objective": str(second.pk), "step": "park"}],
    }
    found = call.post(f"{there}/look", said).json()
    assert plan_document(plan) == was
    assert not Version.objects.exists()
    assert (found["before"]["state"], found["before"]["needed"]) == ("over", 600)
    assert (found["after"]["weekly_minutes"], found["after"]["needed"]) == (60, 300)
    assert {each["objective"]: each["state"] for each in found["objectives"]}[str(second.pk)] == "parked"

    answer = call.post(there, said)
    assert answer.status_code == 201
    assert answer.json()["reason"] == "I have less time. A shorter week"
    now = call.get(f"/plans/{plan.pk}/fit").json()
    assert {name: now[name] for name in ("state", "needed", "available", "weekly_minutes")} == {
        name: found["after"][name] for name in ("state", "needed", "available", "weekly_minutes")
    }
    assert Objective.objects.get(pk=second.pk).state == "parked"


def test_what_is_left_out_stays_as_it_is(plan, people):
    was = plan_document(plan)
    assert Caller(people.owner).post(f"/plans/{plan.pk}/changes", {}).status_code == 201
    assert plan_document(plan) == was
    people.owner.refresh_from_db()
    assert people.owner.weekly_minutes == 120


def test_days_away_are_kept_once_under_their_key(plan, people):
    call, today = Caller(people.owner), people.owner.today()
    away = {"id": str(new_key()), "away_from": str(today), "away_to": str(today + timedelta(days=3))}
    for _time in range(2):
        assert call.post(f"/plans/{plan.pk}/changes", away).status_code == 201
    assert Break.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"weekly": 20_000}, "weekly"),
        ({"ends": "2001-01-01"}, "ends"),
        ({"away_from": "2027-01-05"}, "away_to"),
        ({"cause": "boredom"}, "cause"),
        ({"objectives": [{"objective": str(new_key()), "step": "park"}]}, "objectives.0.objective"),
    ],
)
def test_what_cannot_be_is_said_by_its_field(plan, people, said, field):
    for there in ("changes/look", "changes"):
        assert field in fields(Caller(people.owner).post(f"/plans/{plan.pk}/{there}", said))
    assert not Version.objects.exists()


def test_who_changes_what_another_changed_meanwhile_is_told(plan, people):
    call = Caller(people.owner)
    seen = call.get(f"/plans/{plan.pk}")["ETag"]
    call.patch(f"/plans/{plan.pk}", {"title": "Another"})
    problem(call("POST", f"/plans/{plan.pk}/changes", {"weekly": 60}, IF_MATCH=seen), 412)
    people.owner.refresh_from_db()
    assert people.owner.weekly_minutes == 120


def test_a_calendar_is_read_and_nothing_is_kept(plan, people, one_minute):
    monday = people.owner.today() - timedelta(days=people.owner.today().weekday()) + timedelta(weeks=1)
    text = "\r\n".join(
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", "BEGIN:VEVENT", "UID:1", "SUMMARY:A secret talk",
            f"DTSTART;VALUE=DATE:{monday:%Y%m%d}", f"DTEND;VALUE=DATE:{monday + timedelta(days=5):%Y%m%d}",
            "END:VEVENT", "END:VCALENDAR",
        ]
    )  # fmt: skip
    call = Caller(people.owner)
    answer = call.post("/busy-weeks", {"text": text})
    (week,) = answer.json()["weeks"]
    assert (week["monday"], week["minutes"], answer.json()["left_out"]) == (str(monday), 0, 0)
    assert b"secret" not in answer.content
    assert not WeekTime.objects.exists()
    problem(call.post("/busy-weeks", {"text": "no calendar"}), 422)
    for _time in range(5):
        call.post("/busy-weeks", {"text": text})
    problem(call.post("/busy-weeks", {"text": text}), 429)
