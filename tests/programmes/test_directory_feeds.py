"""The directory as feeds: what a person's page of programmes shows, at an address that is theirs."""

import re

import feedparser
import pytest
from django.core import signing
from django.urls import reverse

from planfolio.programmes import actions, atom, directory_atom
from planfolio.testing import PersonFactory, words
from tests.people.organisation_cast import house
from tests.programmes.runs import begin
from tests.programmes.written import small_programme

pytestmark = pytest.mark.django_db
LINK = r'<link rel="alternate" type="application/atom\+xml" href="([^"]+)"'


@pytest.fixture
def shared(people):
    programme = actions.add_programme(small_programme(title="Shared <with> & all"), by=people.owner)
    actions.publish(programme, by=people.owner)
    return programme


def address(what, person) -> str:
    return reverse(f"{what}-feed", args=[directory_atom.secret_for(what, person)])


def titles(client, what, person) -> list[str]:
    answer = client.get(address(what, person))
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    told = feedparser.parse(answer.content)
    assert (told.bozo, told.version) == (False, "atom10")
    return [entry.title for entry in told.entries]


def test_the_feed_of_programmes_says_what_is_shared_and_ends_with_it(client, people, shared):
    actions.add_programme(small_programme(title="Private"), by=people.owner)
    assert titles(client, "programmes", people.stranger) == ["Shared <with> & all"]
    actions.unpublish(shared, by=people.owner)
    assert titles(client, "programmes", people.stranger) == []


def test_the_feed_of_runs_says_what_one_could_join(client, people):
    begin(people.coordinator, title="Open")
    begin(people.coordinator, title="Closed", joining="invited")
    assert titles(client, "runs", people.stranger) == ["Open"]


def test_the_feeds_show_what_the_page_shows(client, sign_in, people, shared):
    begin(people.coordinator, title="Open")
    page = words(sign_in(people.stranger).get(reverse("programmes")))
    for what in ("programmes", "runs"):
        for title in titles(client, what, people.stranger):
            assert title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in page or title in page


def test_a_feed_reader_finds_them_on_the_page_and_that_of_the_wall_on_the_wall(client, sign_in, people, shared):
    run = begin(people.coordinator)
    signed = sign_in(people.coordinator)
    for page, count in ((reverse("programmes"), 2), (reverse("wall", args=[run.pk]), 1)):
        found = re.findall(
            r'<link rel="alternate" type="application/atom\+xml" href="([^"]+)"', signed.get(page).content.decode()
        )
        assert len(found) == count
        for there in found:
            assert client.get(there.replace("&amp;", "&")).status_code == 200


def test_asvs_9_2_an_address_serves_one_feed_for_one_person_who_is_here(client, people, shared):
    secret = directory_atom.secret_for("programmes", people.stranger)
    for name in ("runs-feed", "wall-feed", "run-mails", "run-enter", "mail-stop"):
        assert client.get(reverse(name, args=[secret])).status_code == 404, name
    run = begin(people.coordinator)
    for other in (atom.secret_for(run, people.coordinator), secret[:-2], signing.dumps(["programmes", "x"]), "x"):
        assert client.get(reverse("programmes-feed", args=[other])).status_code == 404
    people.stranger.is_active = False
    people.stranger.save()
    assert client.get(reverse("programmes-feed", args=[secret])).status_code == 404


def test_a_feed_costs_the_same_with_one_and_with_many(client, people, shared, count_queries):
    there = address("programmes", people.stranger)
    client.get(there)
    one = count_queries(lambda: client.get(there))
    for _each in range(10):
        owner = PersonFactory()
        actions.publish(actions.add_programme(small_programme(), by=owner), by=owner)
    assert count_queries(lambda: client.get(there)) == one


@pytest.mark.usefixtures("one_minute")
def test_a_feed_is_read_so_often_a_minute(client, people):
    there = address("runs", people.stranger)
    assert [client.get(there).status_code for _time in range(31)][-1] == 429


def test_the_feeds_stay_within_an_organisation(client, people, shared):
    begin(people.owner, title="Open")
    house("A house apart", administrator=people.owner)
    for what in ("programmes", "runs"):
        assert titles(client, what, people.stranger) == []
