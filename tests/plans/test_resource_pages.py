"""Resources beside the plan: matched, searched, kept on one's own list, and made into an activity."""

import pytest
from django.urls import reverse
from uuid_utils.compat import uuid7

from planfolio.catalogue import actions
from planfolio.catalogue.models import OwnResource
from planfolio.catalogue.resources import resource, resources
from planfolio.plans.models import Activity
from planfolio.testing import ObjectiveFactory, words

pytestmark = pytest.mark.django_db

SEARCH = "Design a search strategy for a systematic review and have it peer reviewed"


def test_the_network_page_says_why_each_resource_is_there(client, people, sign_in):
    ObjectiveFactory(plan__owner=people.owner, what=SEARCH)
    ObjectiveFactory(plan__owner=people.stranger, what="Objective of another")
    sign_in(people.owner)
    page = words(client.get(reverse("network")))
    assert "PRESS: Peer Review of Electronic Search Strategies" in page
    assert "Here because of: peer" in page
    assert "Objective of another" not in page


def test_the_formats_one_likes_come_first_and_every_format_is_one_link_away(client, people, sign_in):
    people.owner.formats = ["course"]
    people.owner.save()
    ObjectiveFactory(plan__owner=people.owner, what=SEARCH)
    sign_in(people.owner)
    assert "PRESS: Peer Review" not in words(client.get(reverse("network")))
    assert "PRESS: Peer Review" in words(client.get(reverse("network"), {"formats": "all"}))
    only = words(client.get(reverse("resources")))
    assert "In the formats you like to learn in" in only
    count = len(resources("en", formats=["course"]))
    assert f"{count} resources" in only
    assert f"{len(resources('en'))} resources" in words(client.get(reverse("resources"), {"q": ""}))


def test_a_search_narrows_by_words_format_language_and_price(client, people, sign_in):
    sign_in(people.owner)
    page = words(client.get(reverse("resources"), {"q": "peer review search", "format": "reading", "free": "on"}))
    assert "PRESS: Peer Review" in page
    assert "Nobody has opened this address" in words(client.get(reverse("resource", args=["press"])))
    french = words(client.get(reverse("resources"), {"language": "fr"}))
    assert "PRESS: Peer Review" not in french


@pytest.mark.parametrize(
    "query", [{"format": "<x>"}, {"language": "xx"}, {"q": "x" * 500}, {"q": "\x00"}, {"q": "zzzz"}]
)
def test_a_search_that_is_not_understood_still_answers(client, people, sign_in, query):
    sign_in(people.owner)
    assert client.get(reverse("resources"), query).status_code == 200


def test_the_index_lists_every_resource_once(client, people, sign_in):
    sign_in(people.owner)
    page = client.get(reverse("resources-index")).content.decode()
    assert page.count('href="/network/resources/') == len(resources("en"))


def test_a_resource_that_is_not_in_the_catalogue_is_missing(client, people, sign_in):
    sign_in(people.owner)
    assert client.get(reverse("resource", args=["nothing"])).status_code == 404
    assert client.post(reverse("resource-keep", args=["nothing"])).status_code == 404


def test_a_resource_becomes_an_activity_once(client, people, sign_in):
    row = ObjectiveFactory(plan__owner=people.owner, what=SEARCH)
    theirs = ObjectiveFactory(plan__owner=people.stranger)
    sign_in(people.owner)
    address = reverse("resource", args=["press"])
    assert "selected" in client.get(address, {"objective": str(row.pk)}).content.decode()
    values = {"id": str(uuid7()), "objective": str(row.pk), "title": "Read PRESS", "minutes": "1 h"}
    for _time in range(2):
        assert client.post(address, values).status_code == 302
    press, added = resource("press", "en"), Activity.objects.get()
    assert (added.title, added.minutes, added.url, added.format) == ("Read PRESS", 60, press.url, press.format)
    wrong = client.post(address, {**values, "id": str(uuid7()), "objective": str(theirs.pk), "title": "Kept words"})
    assert wrong.status_code == 422
    assert "Kept words" in words(wrong)
    assert Activity.objects.count() == 1


def test_a_resource_is_kept_once_and_comes_back_after_it_was_taken_off(client, people, sign_in):
    sign_in(people.owner)
    for _time in range(2):
        client.post(reverse("resource-keep", args=["press"]))
    row = OwnResource.objects.get()
    assert "PRESS" in words(client.get(reverse("own-resources")))
    assert "It is on your list" in words(client.get(reverse("resource", args=["press"])))
    client.post(reverse("own-resource-remove", args=[row.pk]))
    assert "PRESS" not in words(client.get(reverse("own-resources"))).split("Undo")[-1]
    client.post(reverse("resource-keep", args=["press"]))
    assert OwnResource.objects.get().deleted_at is None


def test_ones_own_resource_is_added_once_changed_and_used(client, people, sign_in):
    objective = ObjectiveFactory(plan__owner=people.owner)
    sign_in(people.owner)
    values = {"id": str(uuid7()), "title": "Blog of a colleague", "url": "https://example.org/", "format": "reading"}
    for _time in range(2):
        assert client.post(reverse("own-resource-new"), values).status_code == 302
    row = OwnResource.objects.get()
    address = reverse("own-resource", args=[row.pk])
    wrong = client.post(address, {**values, "url": "javascript:alert(1)", "good_for": "Kept words"})
    assert wrong.status_code == 422
    assert "Kept words" in words(wrong)
    assert client.post(address, {**values, "title": "Her blog", "revision": row.revision}).status_code == 302
    assert client.post(address, {**values, "title": "Other", "revision": row.revision}).status_code == 422
    use = reverse("own-resource-use", args=[row.pk])
    assert client.post(use, {"objective": str(objective.pk), "title": "Read it"}).status_code == 302
    assert Activity.objects.get().url == "https://example.org/"


@pytest.mark.parametrize("name", ["own-resource", "own-resource-remove", "own-resource-use"])
def test_the_list_of_another_is_missing(client, people, sign_in, name):
    row = actions.add_own_resource(by=people.owner, title="Mine")
    sign_in(people.stranger)
    assert client.post(reverse(name, args=[row.pk]), {"title": "x"}).status_code == 404
    assert "Mine" not in words(client.get(reverse("own-resources")))
    row.refresh_from_db()
    assert (row.title, row.deleted_at) == ("Mine", None)


def test_the_pages_cost_the_same_number_of_queries_at_any_size(client, people, sign_in, count_queries):
    sign_in(people.owner)
    client.get(reverse("network"))
    plan, counts = ObjectiveFactory(plan__owner=people.owner, what=SEARCH).plan, []
    for size in (1, 20):
        for number in range(size):
            ObjectiveFactory(plan=plan, what=SEARCH)
            actions.add_own_resource(by=people.owner, title=f"Book {number}")
        names = ("network", "resources", "own-resources")
        counts.append([count_queries(lambda name=name: client.get(reverse(name))) for name in names])
    assert counts[0] == counts[1]
