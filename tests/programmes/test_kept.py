"""Pages of a run that are kept: what one does, and what the coordinator does, is on them at the next look."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from planfolio.journal.models import Entry
from planfolio.people.models import Person
from planfolio.programmes import announcing, running, taking_part, wall
from planfolio.programmes.document import find
from planfolio.programmes.models import Participation
from planfolio.testing import cast, words
from planfolio.web import kept
from tests.conftest import sign_in_freshly
from tests.programmes.runs import begin, wrote

# On PostgreSQL the count comes at the end of the transaction, so these tests need real ones.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(sign_in, settings):
    settings.KEEP_PAGES = True
    kept.forget()
    people = cast()
    run = begin(people.coordinator, joining="invited")
    part = taking_part.join(run, by=people.owner, by_link=True)
    return people, run, part, sign_in(people.owner)


def test_a_second_look_is_the_page_as_it_was_kept(scene):
    people, run, _part, client = scene
    client.get(run.get_absolute_url())
    (key,) = [key for key in kept._pages if "/runs/" in key[1]]
    assert key[0] == str(people.owner.pk)
    assert client.get(run.get_absolute_url()).status_code == 200


def test_what_oneself_does_is_there_at_the_next_look(scene):
    people, run, part, client = scene
    thing = reverse("run-thing", args=[run.pk, "thing-01"])
    assert "0 of 3 done" in words(client.get(run.get_absolute_url()))
    client.get(thing)
    taking_part.mark(part, find(run.doc, "thing-01"), "done", by=people.owner)
    assert "1 of 3 done" in words(client.get(run.get_absolute_url()))
    assert ", done" in words(client.get(thing))


def test_what_the_coordinator_does_is_there_at_the_next_look(scene):
    people, run, part, client = scene
    client.get(run.get_absolute_url())
    announcing.announce(run, title="Webinar", text="Tuesday", by=people.coordinator)
    assert "Webinar" in words(client.get(run.get_absolute_url()))
    thing = reverse("run-thing", args=[run.pk, "thing-01"])
    assert client.get(thing).status_code == 200
    taking_part.leave(part, by=people.owner)
    assert client.get(thing).status_code == 403
    running.remove(run, by=people.coordinator)
    assert client.get(run.get_absolute_url()).status_code == 404


def looks(client, run) -> str:
    return words(client.get(reverse("wall", args=[run.pk])))


def test_the_wall_shows_at_the_next_look_whatever_others_did(scene):
    """Tiles are rendered once for all who see the same; nothing that changes is seen as it was."""
    people, run, part, _client = scene
    reader = sign_in_freshly(Client(), people.mentor)
    theirs = taking_part.join(run, by=people.mentor, by_link=True)
    assert "Nothing here yet" in looks(reader, run)
    post = wrote(part, "thing-01", "My own strategy", by=people.owner)
    assert "My own strategy" in looks(reader, run)
    assert people.owner.name not in looks(reader, run)
    Participation.objects.filter(pk=part.pk).update(shows_name=True)
    assert people.owner.name in looks(reader, run)
    Person.objects.filter(pk=people.owner.pk).update(name="Nora Berg")
    assert "Nora Berg" in looks(reader, run)
    wall.thank(post, by=people.coordinator)
    assert "1 thanks" in looks(reader, run)
    wall.comment(post, run, "Well found", by=people.coordinator)
    assert "1 comment" in looks(reader, run)
    Entry.objects.filter(pk=post.entry_id).update(summary="Another one")
    assert "Another one" in looks(reader, run)
    assert "My own strategy" not in looks(reader, run)
    wall.hide(post, run, by=people.coordinator)
    assert "Another one" not in looks(reader, run)
    wall.hide(post, run, by=people.coordinator, again=True)
    assert "Another one" in looks(reader, run)
    taking_part.leave(part, by=people.owner)
    assert "Another one" not in looks(reader, run)
    taking_part.leave(theirs, by=people.mentor)
    assert reader.get(reverse("wall", args=[run.pk])).status_code == 403


def test_a_tile_that_another_looked_at_has_my_own_buttons_and_token(scene):
    people, run, part, writer = scene
    taking_part.join(run, by=people.mentor, by_link=True)
    post = wrote(part, "thing-01", "My own strategy", by=people.owner)
    readers = [sign_in_freshly(Client(enforce_csrf_checks=True), who) for who in (people.mentor, people.coordinator)]
    assert "Take it off the wall" in looks(writer, run)
    pages = [reader.get(reverse("wall", args=[run.pk])).content.decode() for reader in readers]
    assert not [page for page in pages if "Take it off the wall" in page or kept.TOKEN in page]
    for reader, page in zip(readers, pages, strict=True):
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        sent = reader.post(reverse("wall-thank", args=[run.pk, post.pk]), {"csrfmiddlewaretoken": token})
        assert sent.status_code == 302
    assert "2 thanks" in looks(writer, run)
    assert "Take the thanks back" in looks(readers[0], run)
    wall.thank(post, by=people.mentor, again=True)
    assert "Take the thanks back" not in looks(readers[0], run)
    assert "Take the thanks back" in looks(readers[1], run)


def test_the_progress_page_shows_what_its_coordinator_does_at_once(scene):
    people, run, part, client = scene
    coordinator = sign_in_freshly(Client(), people.coordinator)
    there = reverse("run-progress", args=[run.pk])
    assert "1 person" in words(coordinator.get(there))
    assert client.get(there).status_code == 403
    coordinator.post(reverse("run-take-out", args=[run.pk, part.pk]))
    coordinator.get(there)
    assert "0 people" in words(coordinator.get(there))
