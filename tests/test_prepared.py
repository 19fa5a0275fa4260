"""Queries put into SQL once answer as the ORM does, whatever they are asked with."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db.models import F, Q
from hypothesis import given, settings
from hypothesis import strategies as st

from planfolio.people.models import Person
from planfolio.plans.models import Goal, Objective, Plan
from planfolio.prepared import Prepared
from planfolio.testing import GoalFactory, ObjectiveFactory, PersonFactory, PlanFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def goals(owner, text, since):
    rows = Goal.objects.filter(Q(owner=owner) | Q(text=text), created_at__gte=since)
    return rows.order_by("text").values_list("text", "position")[:3]


def test_a_prepared_query_finds_what_the_query_finds():
    people = [PersonFactory() for _number in range(2)]
    for number in range(4):
        made = GoalFactory(owner=people[number % 2], text=f"Goal {number}")
        Goal.objects.filter(pk=made.pk).update(created_at=NOON + timedelta(days=number))
    prepared = Prepared(goals)

    @settings(max_examples=60)
    @given(
        st.sampled_from([*(person.pk for person in people), uuid4()]),
        st.sampled_from([f"Goal {number}" for number in range(5)])
        | st.text(max_size=5).filter(lambda text: "\0" not in text),
        st.integers(-1, 5).map(lambda days: NOON + timedelta(days=days)),
    )
    def holds(owner, text, since):
        found = [tuple(row) for row in prepared.rows(owner=owner, text=text, since=since)]
        assert found == list(goals(owner, text, since))

    holds()


def test_it_is_built_once():
    asked = []

    def build(owner):
        asked.append(owner)
        return Person.objects.filter(pk=owner).values_list("name")

    prepared, people = Prepared(build), [PersonFactory(name="Nora"), PersonFactory(name="Sam")]
    assert [prepared.rows(owner=person.pk) for person in people] == [[("Nora",)], [("Sam",)]]
    assert len(asked) == 1


def test_what_is_not_compared_as_it_is_is_refused():
    prepared = Prepared(lambda text: Person.objects.filter(name__icontains=text).annotate(n=F("name")).values_list("n"))
    with pytest.raises(TypeError, match="text"):
        prepared.rows(text="Nora")


def test_two_lists_of_days_are_told_apart():
    first = date(2026, 1, 1)
    plans = [PlanFactory(starts=first + timedelta(days=n), ends=first + timedelta(days=100 + n)) for n in range(4)]
    prepared = Prepared(lambda starts, ends: Plan.objects.filter(starts__in=starts, ends__in=ends).values_list("pk"))
    found = prepared.values(starts=[first, plans[1].starts], ends=[plans[1].ends, plans[2].ends])
    assert found == [[plans[1].pk]]


def of_plans(plans, since, until):
    rows = Objective.objects.filter(plan__in=plans, due__range=(since, until)).exclude(plan__ends=since)
    return rows.select_related("plan", "goal").only("what", "due", "plan__title", "goal__text").order_by("number")


def test_lists_of_any_length_and_days_are_asked_for_as_they_are_and_rows_are_those_of_the_orm():
    owner, first = PersonFactory(), date(2026, 1, 1)
    plans = PlanFactory.create_batch(5, owner=owner, starts=first, ends=first + timedelta(days=300))
    for number, plan in enumerate(plans):
        goal = GoalFactory(owner=owner) if number % 2 else None
        ObjectiveFactory(plan=plan, number=number + 1, due=first + timedelta(days=number), goal=goal)
    prepared = Prepared(of_plans)
    keys = st.lists(st.sampled_from([*(plan.pk for plan in plans), uuid4()]), max_size=9)
    days = st.integers(-1, 6).map(lambda n: first + timedelta(days=n))

    @settings(max_examples=60)
    @given(keys, days, days)
    def holds(keys, since, until):
        found = prepared.objects(plans=keys, since=since, until=until)
        expected = list(of_plans(keys, since, until))
        assert found == expected
        assert prepared.count(plans=keys, since=since, until=until) == len(expected)
        for one, other in zip(found, expected, strict=True):
            assert one.get_deferred_fields() == other.get_deferred_fields()
            assert (one.what, one.due, one.plan, one.goal) == (other.what, other.due, other.plan, other.goal)
            assert one.plan.get_deferred_fields() == other.plan.get_deferred_fields()

    holds()
    assert len(prepared._texts) <= 5


def test_values_are_those_of_the_orm():
    plan = PlanFactory(dismissed=["short"])

    def build(owner):
        return Plan.objects.filter(owner=owner).values_list("pk", "starts", "created_at", "dismissed", "title")

    assert [tuple(row) for row in Prepared(build).values(owner=plan.owner_id)] == list(build(plan.owner_id))


def test_two_days_that_are_the_same_are_told_apart_by_their_names():
    prepared = Prepared(lambda since, until: Plan.objects.filter(starts__gte=since, ends__lte=until))
    plan, day = PlanFactory(), timedelta(days=1)
    assert prepared.objects(since=plan.starts, until=plan.starts) == []
    assert prepared.objects(since=plan.starts, until=plan.ends) == [plan]
    assert prepared.objects(since=plan.starts + day, until=plan.ends) == []
