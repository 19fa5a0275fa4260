"""Pages of a run that are kept: what one does, and what the coordinator does, is on them at the next look."""

import pytest
from django.urls import reverse

from planfolio.programmes import announcing, running, taking_part
from planfolio.programmes.document import find
from planfolio.testing import cast, words
from planfolio.web import kept
from tests.programmes.runs import begin

# On PostgreSQL the count comes at the end of the transaction, so these tests need real ones.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(sign_in, settings):
    settings.KEEP_PAGES = True
    kept._pages.clear()
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
