"""A plan that was replanned again and again: its pages ask as little and are as long as with a few versions."""

import re

import pytest
from django.urls import reverse

from planfolio.plans.models import Event, Version
from planfolio.plans.replanning import Change, replan
from planfolio.plans.versions import SHOWN, restore_version
from planfolio.plans.views.versions import EVENTS_SHOWN
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(people):
    plan = PlanFactory(owner=people.owner)
    ActivityFactory(objective=ObjectiveFactory(plan=plan, number=1))
    for weekly in (60, 90, 100):
        replan(plan, Change(weekly=weekly), by=people.owner, reason="Less time")
    return plan


def replanned(plan, times: int) -> None:
    """As after so many more replans; the benchmark does them one by one."""
    last = plan.versions.first()
    new = range(last.number + 1, last.number + times + 1)
    same = {"owner": plan.owner, "plan": plan, "by": plan.owner, "reason": "Less time"}
    kept = {"snapshot": last.snapshot, "sha256": last.sha256, "keys": last.keys}
    Version.objects.bulk_create(Version(number=number, **kept, **same) for number in new)
    events = {"subject": "plan", "subject_id": plan.pk, "name": "versioned"}
    Event.objects.bulk_create(Event(**events, **same) for _number in new)


def test_neither_queries_nor_pages_grow_with_the_versions(plan, people, sign_in, count_queries):
    client = sign_in(people.owner)

    def look() -> dict[str, tuple[int, int]]:
        last = plan.versions.first().number
        history = reverse("plan-history", args=[plan.pk])
        addresses = {
            "plan": plan.get_absolute_url(),
            "replan": reverse("plan-replan", args=[plan.pk]),
            "history": history,
            "earlier": f"{history}?before={last - 1}",
            "first": reverse("plan-version", args=[plan.pk, 1]),
            "last": reverse("plan-version", args=[plan.pk, last]),
        }
        found = {}
        for name, there in addresses.items():
            client.get(there)
            queries = count_queries(lambda there=there: client.get(there))
            found[name] = (queries, len(client.get(there).content))
        return found

    replanned(plan, SHOWN + EVENTS_SHOWN)
    few = look()
    replanned(plan, 1_000)
    many = look()
    for name, (queries, size) in many.items():
        assert queries == few[name][0], name
        # Numbers of versions have a digit more.
        assert size < few[name][1] * 1.03, name


def test_every_version_and_every_event_can_be_reached(plan, people, sign_in):
    replanned(plan, 130)
    client = sign_in(people.owner)
    address = reverse("plan-history", args=[plan.pk])

    def walk(link: str, shown: str) -> list[str]:
        """What all pages show, from the first to the last, following `link`."""
        there, found = address, []
        while there:
            text = client.get(there).text
            found += re.findall(shown, text)
            following = re.search(rf'href="([^"]*[?]{link}=[^"]*)"', text)
            there = following and following[1].partition("#")[0]
        return found

    numbers = [int(number) for number in walk("before", r">Version (\d+)<")]
    assert numbers == list(range(plan.versions.count(), 0, -1))
    assert len(walk("event", "kept as a version")) == plan.events.filter(name="versioned").count()


def test_an_event_that_cannot_be_is_no_error(plan, people, sign_in):
    answer = sign_in(people.owner).get(reverse("plan-history", args=[plan.pk]), {"event": "x' OR 1=1"})
    assert answer.status_code == 200
    assert "kept as a version" in answer.text


def test_the_first_of_many_comes_back(plan, people):
    first = plan.versions.get(number=1)
    replanned(plan, 300)
    assert restore_version(plan, 1, by=people.owner).sha256 == first.sha256
