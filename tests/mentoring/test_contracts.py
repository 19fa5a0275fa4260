"""A plan that two agree to: signed as it stands, shown what changed since, and asked again."""

import pytest
from django.urls import reverse

from planfolio.jobs.models import Letter
from planfolio.mentoring import agreements
from planfolio.mentoring.models import Contract, Signature
from planfolio.testing import ObjectiveFactory, PlanFactory, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(people):
    plan = PlanFactory(owner=people.owner, title="My searches")
    ObjectiveFactory(plan=plan, what="Search MEDLINE alone", state="active")
    return plan


def test_the_learner_signs_and_asks_and_the_supporter_signs_the_same(client, people, sign_in, mentorship, plan):
    agreements.show(mentorship, plan)
    there = reverse("contract", args=[plan.pk])
    sign_in(people.owner)
    assert client.post(there, {"to": str(mentorship.pk)}).status_code == 302
    assert Letter.objects.filter(to=people.mentor.email, subject__contains="asks you to agree").exists()
    assert "Not signed by both yet" in words(client.get(there))
    sign_in(people.mentor)
    sha = Contract.objects.get().version.sha256
    assert sha in words(client.get(there))
    missing = client.post(there, {"sha256": sha, "said": "seen"})
    assert missing.status_code == 422
    assert client.post(there, {"sha256": sha, "said": "agree", "comment": "Good"}).status_code == 302
    assert client.post(there, {"sha256": sha, "said": "agree"}).status_code == 422
    sign_in(people.owner)
    page = words(client.get(there))
    assert "Not signed by both yet" not in page
    assert "The plan is as it was then" in page
    assert Signature.objects.count() == 2


def test_a_later_change_shows_the_difference_and_asks_again(client, people, sign_in, mentorship, plan):
    sign_in(people.owner)
    there = reverse("contract", args=[plan.pk])
    client.post(there, {"to": str(mentorship.pk)})
    plan.objectives.update(what="Search Embase alone")
    page = words(client.get(there))
    assert "the plan has changed in" in page
    assert "Search MEDLINE alone" in page
    assert "Search Embase alone" in page
    client.post(there, {"to": str(mentorship.pk)})
    assert Contract.objects.count() == 2
    assert "The plan is as it was then" in words(client.get(there))


def test_asking_twice_for_the_same_plan_is_one_contract(client, people, sign_in, mentorship, plan):
    sign_in(people.owner)
    for _time in range(2):
        client.post(reverse("contract", args=[plan.pk]), {"to": str(mentorship.pk)})
    assert Contract.objects.count() == 1
    assert Signature.objects.count() == 1


def test_who_was_not_asked_signs_nothing(client, people, sign_in, mentorship, plan):
    agreements.show(mentorship, plan)
    sign_in(people.mentor)
    answer = client.post(reverse("contract", args=[plan.pk]), {"sha256": "0" * 64, "said": "agree"})
    assert answer.status_code == 404
    sign_in(people.stranger)
    assert client.get(reverse("contract", args=[plan.pk])).status_code == 404
