"""Programmes and runs shared with everybody here: everybody of one's own organisations, and nobody of another."""

import pytest
from django.urls import reverse

from planfolio.errors import NotAllowed
from planfolio.programmes import actions, atom, directory, run_pages, taking_part
from planfolio.programmes.models import Programme, Run
from planfolio.testing import PersonFactory, words
from tests.people.organisation_cast import house
from tests.programmes.runs import begin
from tests.programmes.written import small_programme

pytestmark = pytest.mark.django_db
AUTHOR = "Amara of Here"


@pytest.fixture
def scene():
    """What a member of one organisation shares with everybody, and who may look for it."""
    author = PersonFactory(name=AUTHOR)
    here, there = house("Here", member=author), house("There")
    programme = actions.add_programme(small_programme(title="Shared within"), by=author)
    actions.publish(programme, by=author)
    run = begin(author, title="Open within")
    return {
        "programme": programme,
        "run": run,
        "colleague": here.supervisor.person,
        "other": there.member.person,
        "alone": PersonFactory(),
    }


@pytest.mark.parametrize(("who", "comes"), [("colleague", True), ("other", False), ("alone", False)])
def test_asvs_8_4_1_what_is_shared_with_everybody_stays_within_the_organisation(sign_in, scene, who, comes):
    person, programme, run = scene[who], scene["programme"], scene["run"]
    client = sign_in(person)
    page = words(client.get(reverse("programmes")))
    for name in ("Shared within", "Open within", AUTHOR):
        assert (name in page) == comes, name
    assert directory.public(person) == [programme] * comes
    assert run_pages.runs_of(person)["open"] == [run] * comes
    assert Programme.objects.may(person, "view").count() == Run.objects.may(person, "view").count() == int(comes)
    thing = [programme.pk, "thing-01"]
    for there in (
        reverse("programme", args=[programme.pk]),
        reverse("programme-thing", args=thing),
        reverse("programme-export", args=[programme.pk]),
        reverse("run", args=[run.pk]),
        reverse("run-join", args=[run.pk]),
    ):
        assert client.get(there).status_code == (200 if comes else 404), there
    assert client.post(reverse("programme-fork", args=[programme.pk])).status_code == (302 if comes else 404)


def test_nobody_of_another_organisation_joins_or_reads_the_feed_whatever_page_they_had_open(client, scene):
    run, other = scene["run"], scene["other"]
    with pytest.raises(NotAllowed):
        taking_part.join(run, by=other)
    assert client.get(reverse("wall-feed", args=[atom.secret_for(run, other)])).status_code == 404
    # Whoever coordinates can still ask somebody of another house in.
    taking_part.join(run, by=other, by_link=True)
    client.force_login(other)
    assert client.get(run.get_absolute_url()).status_code == 200
    assert client.get(reverse("wall-feed", args=[atom.secret_for(run, other)])).status_code == 200


def test_without_an_organisation_everybody_is_everybody_without_one(scene):
    author = PersonFactory()
    programme = actions.add_programme(small_programme(), by=author)
    actions.publish(programme, by=author)
    assert directory.public(scene["alone"]) == [programme]
    assert programme not in directory.public(scene["colleague"])
