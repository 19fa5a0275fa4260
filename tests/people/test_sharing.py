"""Who may see what: the rule against a model of it in ten lines, for lists and single objects alike."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from planfolio.errors import Missing, NotAllowed
from planfolio.people.sharing import COMMENT, EDIT, GIVES, VIEW, Bearer, Role, may
from planfolio.plans.access import get_plan
from planfolio.plans.models import Objective, Plan, PlanGrant
from planfolio.testing import ObjectiveFactory, PersonFactory, PlanFactory, cast

RECEIVERS = ("mentor", "stranger", "link", "public")
GRANTS = st.lists(st.tuples(st.sampled_from(RECEIVERS), st.sampled_from(Role.values), st.booleans()), max_size=4)


def allowed(who: str, ability: str, grants) -> bool:
    """The model: the owner may all; others what a running grant to them, or to everybody, gives."""
    if who == "owner":
        return True
    return any(ability in GIVES[role] and running and receiver in (who, "public") for receiver, role, running in grants)


class TheRule(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(GRANTS)
    def test_agrees_with_its_model_for_everybody(self, grants):
        people = cast()
        plan = PlanFactory(owner=people.owner)
        objective = ObjectiveFactory(plan=plan)
        PlanFactory(owner=people.supervisor)
        for place, (receiver, role, running) in enumerate(grants):
            to = {"link": {"link_hash": "a" * 64}, "public": {"public": True}}.get(receiver) or {
                "person": getattr(people, receiver)
            }
            expires = None if running else timezone.now() - timedelta(seconds=1)
            PlanGrant.objects.create(
                owner=people.owner, thing=plan, role=role, source=f"test:{place}", expires_at=expires, **to
            )
        askers = {
            "owner": people.owner,
            "mentor": people.mentor,
            "stranger": people.stranger,
            "link": Bearer("a" * 64),
            "other link": Bearer("b" * 64),
            "anonymous": AnonymousUser(),
        }
        for name, who in askers.items():
            for ability in (VIEW, COMMENT, EDIT):
                expected = allowed(name, ability, grants)
                assert Plan.objects.may(who, ability).filter(pk=plan.pk).exists() == expected, (name, ability)
                assert Objective.objects.may(who, ability).filter(pk=objective.pk).exists() == expected
                assert may(who, ability, plan) == expected
            assert Plan.objects.may(who, VIEW).filter(owner=people.supervisor).count() == 0


@pytest.mark.django_db
def test_what_may_not_be_seen_is_missing_and_what_may_only_be_read_is_not_allowed():
    plan, reader = PlanFactory(), PersonFactory()
    with pytest.raises(Missing):
        get_plan(reader, plan.pk, EDIT)
    PlanGrant.objects.create(owner=plan.owner, thing=plan, person=reader, role=Role.READER, source="test")
    assert get_plan(reader, plan.pk) == plan
    with pytest.raises(NotAllowed):
        get_plan(reader, plan.pk, EDIT)


@pytest.mark.django_db
def test_ending_one_source_leaves_the_other():
    plan, reader = PlanFactory(), PersonFactory()
    for source in ("mentorship:1", "review:2"):
        PlanGrant.objects.create(owner=plan.owner, thing=plan, person=reader, role=Role.READER, source=source)
    PlanGrant.objects.filter(source="mentorship:1").delete()
    assert get_plan(reader, plan.pk) == plan
