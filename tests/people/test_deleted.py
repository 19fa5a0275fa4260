"""Recently deleted: listed by kind, brought back, erased; never another person's."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from planfolio.people.deleted import KINDS, recently_deleted
from planfolio.people.removal import kinds, remove
from planfolio.plans.models import Activity, Objective, Plan
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory

from .pages import member, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return member()


@pytest.fixture
def removed(person):
    plan = PlanFactory(owner=person, title="Better searches")
    objective = ObjectiveFactory(plan=plan, what="Search Embase")
    ActivityFactory(objective=objective)
    remove(plan)
    remove(objective)
    plan.refresh_from_db()
    return plan


def test_everything_removed_is_listed_under_its_kind(client, person, removed):
    sign_in(client, person)
    page = client.get("/account/deleted/").content.decode()
    for words in ("Plans", "Better searches", "Objectives", "Search Embase", "Bring it back"):
        assert words in page
    assert [group.heading for group in recently_deleted(person)] == ["Plans", "Objectives"]


def test_most_kinds_have_a_heading_of_their_own():
    assert set(KINDS) <= set(kinds())


def test_what_is_brought_back_is_as_it_was(client, person, removed):
    sign_in(client, person)
    address = reverse("undo", args=["plan", removed.pk])
    assert client.post(address, {"next": "/account/deleted/"})["Location"] == "/account/deleted/"
    assert Plan.objects.kept().get().title == "Better searches"
    assert client.post(address).status_code == 404


def test_deleting_for_good_asks_by_name_and_takes_everything_that_hangs_on_it(client, person, removed):
    sign_in(client, person)
    address = reverse("erase", args=["plan", removed.pk])
    page = client.get(address).content.decode()
    assert "Better searches" in page
    assert "Delete it for good" in page
    assert Plan.objects.exists()
    assert client.post(address)["Location"] == "/account/deleted/"
    assert (Plan.objects.count(), Objective.objects.count(), Activity.objects.count()) == (0, 0, 0)
    assert client.post(address).status_code == 404


def test_what_was_not_removed_cannot_be_erased(client, person):
    plan = PlanFactory(owner=person)
    sign_in(client, person)
    assert client.post(reverse("erase", args=["plan", plan.pk])).status_code == 404
    assert Plan.objects.exists()


def test_a_stranger_sees_restores_and_erases_nothing(client, removed):
    sign_in(client, member("sam@example.org"))
    assert "Better searches" not in client.get("/account/deleted/").content.decode()
    for name in ("undo", "erase"):
        assert client.post(reverse(name, args=["plan", removed.pk])).status_code == 404
    assert client.get(reverse("erase", args=["plan", removed.pk])).status_code == 404
    removed.refresh_from_db()
    assert removed.deleted_at


@pytest.mark.parametrize("kind", ["person", "token", "letter", "invitation", "nothing", "plangrant"])
def test_no_other_kind_goes_through_these_addresses(client, person, removed, kind):
    sign_in(client, person)
    for name in ("undo", "erase"):
        assert client.post(reverse(name, args=[kind, removed.pk])).status_code == 404


def test_after_thirty_days_it_is_listed_no_more(person, removed):
    Plan.objects.filter(pk=removed.pk).update(deleted_at=timezone.now() - timedelta(days=30, seconds=1))
    assert [group.heading for group in recently_deleted(person)] == ["Objectives"]


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"])
def test_asvs_3_7_2_undo_leads_nowhere_else(client, person, removed, to):
    sign_in(client, person)
    assert client.post(reverse("undo", args=["plan", removed.pk]), {"next": to})["Location"] == "/"


def test_the_list_costs_the_same_however_long_it_is(client, person, removed, django_assert_num_queries):
    sign_in(client, person)
    client.get("/account/deleted/")
    with django_assert_num_queries(2 + len(kinds())):
        client.get("/account/deleted/")
    for _more in range(30):
        remove(PlanFactory(owner=person))
    with django_assert_num_queries(2 + len(kinds())):
        client.get("/account/deleted/")


def test_a_link_does_nothing(client, person, removed):
    sign_in(client, person)
    assert client.get(reverse("undo", args=["plan", removed.pk])).status_code == 405
    removed.refresh_from_db()
    assert removed.deleted_at


def test_undo_without_signing_in_keeps_the_thing_away(client, removed):
    client.post(reverse("undo", args=["plan", removed.pk]))
    removed.refresh_from_db()
    assert removed.deleted_at
