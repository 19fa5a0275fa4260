"""Queries put into SQL once answer as the ORM does, whatever they are asked with."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db.models import F, Q
from hypothesis import given, settings
from hypothesis import strategies as st

from planfolio.people.models import Person
from planfolio.plans.models import Goal
from planfolio.prepared import Prepared, raw
from planfolio.testing import GoalFactory, PersonFactory

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
        assert found == list(goals(owner, text, since)) == [tuple(row) for row in raw(goals(owner, text, since))]

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
