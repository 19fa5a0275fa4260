"""A plan goes out as a document and comes back in as an equal one."""

import string
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from planfolio.errors import Refused
from planfolio.plans import actions, store, vocabulary
from planfolio.plans.capacity import LONGEST_PLAN
from planfolio.plans.document import ActivityDoc, LinkDoc, ObjectiveDoc, PlanDoc, as_dict, from_dict
from planfolio.plans.models import Activity, Objective
from planfolio.plans.versions import keep_version
from planfolio.testing import PersonFactory

WORDS = st.text(alphabet=string.ascii_letters + " éàç’", min_size=1, max_size=30).map(str.strip).filter(bool)
DAYS = st.none() | st.dates(min_value=date(2024, 1, 1))


def key(choices):
    return st.sampled_from(["", *choices.values])


@st.composite
def objectives(draw, number):
    days = sorted(draw(st.lists(st.dates(), min_size=2, max_size=2)))
    return ObjectiveDoc(
        number=number,
        what=draw(WORDS),
        what_kind=draw(st.sampled_from(vocabulary.WhatKind.values)),
        ksa=draw(key(vocabulary.Ksa)),
        why_kind=draw(key(vocabulary.WhyKind)),
        why=draw(WORDS),
        strategies=draw(WORDS),
        evidence_kind=draw(key(vocabulary.EvidenceKind)),
        criteria=tuple(draw(st.lists(WORDS, unique=True, max_size=3))),
        starts=days[0],
        due=draw(st.none() | st.just(days[1])),
        minutes=draw(st.none() | st.integers(1, 6000)),
        stage=draw(key(vocabulary.Stage)),
        goal=draw(st.just("") | WORDS),
        links=tuple(draw(st.lists(st.builds(LinkDoc, words=WORDS), unique=True, max_size=2))),
        activities=tuple(
            ActivityDoc(
                key=f"{number}.{place}",
                title=draw(WORDS),
                minutes=draw(st.none() | st.integers(1, 600)),
                format=draw(key(vocabulary.Format)),
                comes_after=(f"{number}.{place - 1}",) if place > 1 and draw(st.booleans()) else (),
            )
            for place in range(1, draw(st.integers(0, 3)) + 1)
        ),
    )


@st.composite
def plans(draw):
    starts = draw(st.dates(max_value=date(9980, 1, 1)))
    days = [starts, starts + timedelta(days=draw(st.integers(0, LONGEST_PLAN)))]
    count = draw(st.integers(0, 3))
    return PlanDoc(
        title=draw(WORDS),
        starts=days[0],
        ends=days[1],
        language=draw(st.sampled_from(["en", "fr"])),
        objectives=tuple(draw(objectives(number)) for number in range(1, count + 1)),
    )


class RoundTrip(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(plans())
    def test_a_stored_document_comes_out_equal(self, doc):
        person = PersonFactory()
        plan = store.add_plan_from_document(doc, by=person)
        assert store.plan_document(plan) == doc

    @given(plans())
    @settings(max_examples=40, deadline=None)
    def test_json_values_build_the_same_document(self, doc):
        assert from_dict(PlanDoc, as_dict(doc)) == doc


pytestmark = pytest.mark.django_db


def test_the_same_key_twice_stores_one_plan(plan_doc):
    person = PersonFactory()
    first = store.add_plan_from_document(plan_doc, by=person)
    again = store.add_plan_from_document(plan_doc, by=person, key=first.pk)
    assert again == first
    assert Objective.objects.filter(owner=person).count() == len(plan_doc.objectives)


@pytest.fixture
def plan_doc():
    return PlanDoc(
        title="Searching",
        starts=date(2026, 9, 1),
        ends=date(2027, 6, 30),
        objectives=(
            ObjectiveDoc(
                number=1, what="Search", activities=(ActivityDoc(key="1.1", title="a", comes_after=("1.2",)),)
            ),
        ),
    )


def test_a_circle_is_refused_and_names_the_activities():
    person = PersonFactory()
    plan = actions.add_plan(by=person, title="p", starts="2026-01-01", ends="2026-12-31")
    objective = actions.add_objective(plan, by=person, what="x")
    one, two, three = (actions.add_activity(objective, by=person, title=title) for title in ("one", "two", "three"))
    actions.set_after(two, [one], by=person)
    actions.set_after(three, [two], by=person)
    with pytest.raises(Refused, match="“one”") as refusal:
        actions.set_after(one, [three], by=person)
    assert "“three”" in str(refusal.value.detail)
    assert not one.after_links.exists()
    assert Activity.objects.count() == 3


def test_a_version_is_kept_once_for_the_same_content(plan_doc):
    person = PersonFactory()
    plan = store.add_plan_from_document(plan_doc, by=person)
    first = keep_version(plan, by=person)
    assert keep_version(plan, by=person) == first
    actions.add_objective(plan, by=person, what="More")
    assert keep_version(plan, by=person, reason="More time").number == 2
