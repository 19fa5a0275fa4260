"""Versions: kept, compared in words, and brought back exactly, with what belongs to the plan left where it is."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis.extra.django import TestCase

from planfolio.errors import Conflict
from planfolio.journal import actions as journal
from planfolio.people.removal import remove
from planfolio.plans import actions, store
from planfolio.plans.differences import CLOSED, LEFT_OUT, differences
from planfolio.plans.document import ActivityDoc, ObjectiveDoc, PlanDoc, canonical_json
from planfolio.plans.lifecycle import move
from planfolio.plans.models import Activity, Objective, Plan, Version
from planfolio.plans.versions import document_of, get_version, keep_version, restore_version
from planfolio.testing import PersonFactory
from tests.plans.test_store import plans
from tests.plans.written import full_plan


def kept(person, doc: PlanDoc) -> Plan:
    return store.add_plan_from_document(doc, by=person)


@pytest.fixture
def plan(people):
    return kept(people.owner, full_plan())


@pytest.mark.slow
class AnyPlan(TestCase):
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(plans(), plans())
    def test_whatever_became_of_it_a_version_comes_back_byte_for_byte(self, doc, other):
        person = PersonFactory()
        plan = kept(person, doc)
        first = keep_version(plan, by=person)
        # Another plan altogether is put in its place: every row changes, goes or comes.
        changed = kept(person, other)
        second = keep_version(changed, by=person)
        Version.objects.filter(pk=second.pk).update(plan=plan, number=2, keys={})
        restore_version(plan, 2, by=person)
        restored = restore_version(plan, first.number, by=person)
        assert restored.snapshot == first.snapshot
        assert restored.sha256 == first.sha256
        plan.refresh_from_db()
        assert canonical_json(store.plan_document(plan)) == first.snapshot


def test_what_belongs_to_the_objectives_stays_with_them(plan, people):
    owner = people.owner
    objective = plan.objectives.first()
    activity = Activity.objects.filter(objective=objective).first()
    entry, _added = journal.add_entry(by=owner, title="Read", minutes=30, objectives=[objective], activities=[activity])
    journal.add_evidence(objective, by=owner, kind="note", title="Proof", entry=entry)
    version = keep_version(plan, by=owner)
    keys = set(Objective.objects.kept().filter(plan=plan).values_list("pk", flat=True))
    actions.revise(objective, by=owner, what="Something else altogether")
    remove(activity)
    remove(plan.objectives.kept().last())
    more = actions.add_objective(plan, by=owner, what="One more")
    restored = restore_version(plan, version.number, by=owner)
    assert restored.sha256 == version.sha256
    assert set(Objective.objects.kept().filter(plan=plan).values_list("pk", flat=True)) == keys
    objective.refresh_from_db()
    assert objective.what == document_of(version).objectives[0].what
    assert objective.entry_links.get().entry == entry
    assert objective.evidence_given.get().title == "Proof"
    assert Activity.objects.kept().filter(pk=activity.pk).exists()
    assert not Objective.objects.kept().filter(pk=more.pk).exists()


def test_the_state_before_is_a_version_too_and_nothing_is_lost(plan, people):
    keep_version(plan, by=people.owner, reason="As agreed in May")
    actions.revise(plan, by=people.owner, title="Another title")
    restore_version(plan, 1, by=people.owner)
    titles = [document_of(version).title for version in plan.versions.order_by("number")]
    assert titles[1] == "Another title"
    assert titles[0] == titles[2]
    restore_version(plan, 2, by=people.owner)
    plan.refresh_from_db()
    assert plan.title == "Another title"


def test_of_two_at_once_the_second_is_told(plan, people):
    keep_version(plan, by=people.owner)
    actions.revise(plan, by=people.owner, title="Changed in another tab")
    with pytest.raises(Conflict):
        restore_version(plan, 1, by=people.owner, expected=plan.revision - 1)
    plan.refresh_from_db()
    assert plan.title == "Changed in another tab"
    assert plan.versions.count() == 1


def test_a_move_changes_its_state_and_is_named_in_words(plan, people):
    keep_version(plan, by=people.owner)
    objective = plan.objectives.filter(state="active").first()
    move(objective, "park", by=people.owner, reason="The new catalogue comes first")
    now = keep_version(plan, by=people.owner)
    found = differences(document_of(get_version(plan, 1)), document_of(now), language="en")
    assert [(each.of, each.was, each.now) for each in found if each.label == "State of the objective"] == [
        (objective.what, "In the plan", "Parked")
    ]


def changed(value, hint: str):
    if isinstance(value, date) or "date" in hint:
        return (value or date(2027, 1, 1)) + timedelta(days=3)
    return (value or 0) + 15 if "int" in hint else None


#: Another word of each closed list.
OTHER = {
    "what_kind": "question",
    "ksa": "ability",
    "why_kind": "curiosity",
    "evidence_kind": "testimony",
    "stage": "showing",
    "format": "webinar",
    "context": "home",
    "word": "learning-contract",
    "state": "let_go",
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("cls", [PlanDoc, ObjectiveDoc, ActivityDoc])
def test_every_field_of_a_plan_is_told_when_it_changes(cls, language):
    doc = full_plan()
    objective = doc.objectives[0]
    activity = objective.activities[0]
    of = {PlanDoc: doc, ObjectiveDoc: objective, ActivityDoc: activity}[cls]
    for field in fields(cls):
        if field.name in LEFT_OUT:
            continue
        value = OTHER.get(field.name) or changed(getattr(of, field.name), str(field.type)) or "Other words"
        assert value != getattr(of, field.name)
        other = replace(of, **{field.name: value})
        if cls is ActivityDoc:
            other = replace(objective, activities=(other, *objective.activities[1:]))
        after = other if cls is PlanDoc else replace(doc, objectives=(other, *doc.objectives[1:]))
        places = list(enumerate(doc.objectives))
        keys = {
            "objectives": [str(place) for place, _each in places],
            "activities": [[f"{place}.{n}" for n in range(len(each.activities))] for place, each in places],
        }
        with override(language):
            found = differences(doc, after, keys_before=keys, keys_after=keys, language=language)
        assert len(found) == 1, field.name
        assert found[0].now
        assert found[0].was != found[0].now
    assert set(CLOSED) <= set(OTHER)


def test_a_version_that_was_kept_without_keys_is_compared_by_words():
    doc = full_plan()
    keys = {"objectives": [str(place) for place, _each in enumerate(doc.objectives)], "activities": []}
    assert differences(doc, doc, keys_before={}, keys_after=keys, language="en") == []
    assert differences(doc, doc, keys_before=keys, keys_after={}, language="en") == []


def test_lists_links_and_order_are_told():
    doc = full_plan()
    first, second, *rest = doc.objectives
    assert differences(doc, doc, language="en") == []
    moved = differences(doc, replace(doc, objectives=(second, first, *rest)), language="en")
    assert "Order of the objectives" in [each.label for each in moved]
    fewer = differences(doc, replace(doc, objectives=(first, *rest)), language="en")
    assert (fewer[-1].was, fewer[-1].now) == (second.what, "")
    criteria = replace(first, criteria=("A named sign",))
    told = differences(doc, replace(doc, objectives=(criteria, second, *rest)), language="en")
    assert [each.now for each in told] == ["A named sign"]


class TestPages:
    def test_a_plan_is_kept_looked_at_and_brought_back(self, plan, people, sign_in):
        client = sign_in(people.owner)
        history = reverse("plan-history", args=[plan.pk])
        assert "A version is the whole plan" in client.get(history).text
        client.post(reverse("plan-version-keep", args=[plan.pk]), {"reason": "As agreed in May"})
        actions.revise(plan, by=people.owner, title="A new title")
        page = client.get(history).text
        assert "As agreed in May" in page
        address = reverse("plan-version", args=[plan.pk, 1])
        assert "A new title" in client.get(address).text
        plan.refresh_from_db()
        answer = client.post(reverse("plan-version-back", args=[plan.pk, 1]), {"revision": plan.revision}, follow=True)
        assert "The plan is as in version 1 again" in answer.text
        plan.refresh_from_db()
        assert plan.title == full_plan().title
        assert "The plan is as in this version." in client.get(address).text

    @pytest.mark.parametrize(("what", "stop"), [("What do they ask?", ""), ("Ask", ".")])
    def test_the_history_ends_a_question_once(self, plan, people, sign_in, what, stop):
        objective = plan.objectives.filter(state="active").first()
        actions.revise(objective, by=people.owner, what=what)
        move(objective, "park", by=people.owner, reason="The new desk")
        page = sign_in(people.owner).get(reverse("plan-history", args=[plan.pk])).text
        assert f'{what}</span>{stop} <span class="words" lang="en">The new desk' in page

    def test_what_changed_meanwhile_is_told_and_nothing_is_done(self, plan, people, sign_in):
        keep_version(plan, by=people.owner)
        client = sign_in(people.owner)
        actions.revise(plan, by=people.owner, title="A new title")
        answer = client.post(reverse("plan-version-back", args=[plan.pk, 1]), {"revision": 1})
        assert "changed" in answer.text or "moved on" in answer.text
        plan.refresh_from_db()
        assert plan.title == "A new title"

    def test_a_thousand_versions_are_all_there_and_cost_the_same(self, plan, people, sign_in, count_queries):
        first = keep_version(plan, by=people.owner)
        client = sign_in(people.owner)
        address = reverse("plan-history", args=[plan.pk])
        client.get(address)
        few = count_queries(lambda: client.get(address))
        names = ("owner", "plan", "snapshot", "sha256", "keys", "by")
        values = {name: getattr(first, name) for name in names}
        more = [Version(number=number, reason=f"Why {number}", **values) for number in range(2, 1002)]
        Version.objects.bulk_create(more)
        assert count_queries(lambda: client.get(address)) == few
        shown = client.get(address).text
        assert "Why 1001" in shown
        assert "Why 950" not in shown
        assert "Why 950" in client.get(address, {"before": 952}).text
        assert client.get(address, {"before": "x"}).status_code == 200

    def test_a_version_that_is_not_there_is_missing(self, plan, people, sign_in):
        client = sign_in(people.owner)
        for name in ("plan-version", "plan-version-back"):
            assert client.get(reverse(name, args=[plan.pk, 7])).status_code == 404
