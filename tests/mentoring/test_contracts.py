"""A plan that two agree to: signed as it stands, shown what changed since, and asked again."""

import json
import re

import pytest
from django.urls import reverse

from planfolio.jobs.models import Letter
from planfolio.mentoring import agreements, reviewing
from planfolio.mentoring.models import Contract, Signature
from planfolio.people import letters
from planfolio.testing import ObjectiveFactory, PlanFactory, words
from tests.mentoring.conftest import SITE, supported

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(people):
    plan = PlanFactory(owner=people.owner, title="My searches")
    ObjectiveFactory(plan=plan, what="Search MEDLINE alone", state="active")
    return plan


def test_the_learner_signs_and_asks_and_the_supporter_signs_the_same(client, people, sign_in, mentorship, plan):
    there = reverse("contract", args=[plan.pk])
    sign_in(people.owner)
    assert "can then read the whole plan" in words(client.get(there))
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


def test_a_review_with_somebody_else_tells_nothing_of_a_contract(client, people, sign_in, mentorship, plan):
    reviewing.ask_contract(plan, mentorship, by=people.owner, comment="", site=SITE)
    led = supported(people.owner, by=people.supervisor, kind="supervisor")
    dates = {"starts": people.owner.today(), "ends": people.owner.today()}
    review = reviewing.begin_review(led, by=people.owner, title="Review 2026", plan=plan, **dates)
    packet = reviewing.share_review(review, by=people.owner, site=SITE)
    assert people.mentor.name not in packet.body
    assert json.loads(packet.body)["changes"] == []
    sign_in(people.supervisor)
    assert people.mentor.name not in words(client.get(review.get_absolute_url()))


def test_who_was_not_asked_signs_nothing(client, people, sign_in, mentorship, plan):
    agreements.show(mentorship, plan)
    sign_in(people.mentor)
    answer = client.post(reverse("contract", args=[plan.pk]), {"sha256": "0" * 64, "said": "agree"})
    assert answer.status_code == 404
    sign_in(people.stranger)
    assert client.get(reverse("contract", args=[plan.pk])).status_code == 404


def waiting(client) -> list[str]:
    """What the page of mentoring and that of the week say of signatures that are waited for."""
    found = re.search(r'id="s-signing".*?</section>', words(client.get(reverse("mentoring"))), re.DOTALL)
    week = words(client.get(reverse("week")))
    told = [name for name in ("My searches", "Review 2026") if found and name in found[0]]
    assert (f"{len(told)} signature" in week) == bool(told)
    assert ("of yours" in week) == bool(told)
    return told


@pytest.mark.django_db(transaction=True)
def test_what_waits_for_a_signature_is_found_without_the_mail(client, people, sign_in, mentorship, plan):
    letters.choose(people.mentor, reviews=False)
    sign_in(people.mentor)
    assert waiting(client) == []
    contract = reviewing.ask_contract(plan, mentorship, by=people.owner, comment="", site=SITE)
    assert waiting(client) == ["My searches"]
    reviewing.sign_contract(contract, by=people.mentor, said="agree", comment="", site=SITE)
    assert waiting(client) == []
    plan.objectives.update(what="Search Embase alone")
    reviewing.ask_contract(plan, mentorship, by=people.owner, comment="", site=SITE)
    assert waiting(client) == ["My searches"]
    agreements.show_no_more(plan, plan.grants.get(person=people.mentor).pk)
    assert waiting(client) == []


@pytest.mark.django_db(transaction=True)
def test_a_review_waits_for_its_reviewer_then_for_its_learner_and_for_nobody_else(
    client, people, sign_in, mentorship, plan
):
    dates = {"starts": plan.starts, "ends": plan.ends}
    review = reviewing.begin_review(mentorship, by=people.owner, title="Review 2026", plan=plan, **dates)
    sign_in(people.mentor)
    assert waiting(client) == []
    sha256 = reviewing.share_review(review, by=people.owner, site=SITE).sha256
    assert waiting(client) == ["Review 2026"]
    for who in (people.owner, people.supervisor, people.stranger):
        sign_in(who)
        assert waiting(client) == []
    reviewing.sign_review(review, by=people.mentor, sha256=sha256, said="agree", comment="", site=SITE)
    for who, told in ((people.mentor, []), (people.owner, ["Review 2026"])):
        sign_in(who)
        assert waiting(client) == told
    reviewing.sign_review(review, by=people.owner, sha256=sha256, said="agree", comment="", site=SITE)
    assert waiting(client) == []
    sign_in(people.mentor)
    assert words(client.get(reverse("mentoring"))).count("Review 2026") == 1
    agreements.end(mentorship, by=people.owner)
    assert words(client.get(reverse("mentoring"))).count("Review 2026") == 1
