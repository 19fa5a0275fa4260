"""Reading along, picking, and doing all of it each count; and a correction is shown before it is taken over."""

from dataclasses import replace

import pytest
from django.urls import reverse

from planfolio.programmes import actions, progress, taking_part
from planfolio.programmes.document import find
from planfolio.programmes.models import Part, Run
from planfolio.testing import PersonFactory, words
from tests.programmes.runs import begin, wrote
from tests.programmes.written import small_programme

pytestmark = pytest.mark.django_db


def there(run, name):
    return reverse(name, args=[run.pk])


@pytest.mark.parametrize("part", Part.values)
def test_each_way_of_taking_part_counts_as_one(sign_in, people, part):
    run = begin(people.coordinator)
    client = sign_in(people.owner)
    assert client.post(there(run, "run-join"), {"part": part}).status_code == 302
    assert "1 person takes part" in words(client.get(there(run, "run")))
    assert client.get(there(run, "wall")).status_code == 200
    (row,) = progress.everybody(run, today=people.owner.today())
    assert row.part == part


@pytest.mark.parametrize("part", Part.values)
def test_whoever_did_what_is_asked_has_a_certificate_whatever_they_called_themselves(sign_in, people, part):
    run = begin(people.coordinator, small_programme(criteria="count", criteria_count=1))
    participation = taking_part.join(run, by=people.owner, part=part)
    wrote(participation, "thing-02", "Done", by=people.owner)
    client = sign_in(people.owner)
    client.post(there(run, "run-certificate"), {"name": "Nora"})
    assert participation.__class__.objects.get(pk=participation.pk).certificate.done == 1


def test_who_reads_along_gets_no_note_that_they_are_quiet_and_keeps_what_they_do(people):
    run = begin(people.coordinator)
    participation = taking_part.join(run, by=people.owner, part="observer")
    taking_part.mark(participation, find(run.doc, "thing-01"), "done", by=people.owner, usefulness=4)
    (thing, *_more) = progress.things(run)
    assert (thing.done, thing.usefulness) == (1, 4.0)


def test_a_correction_is_shown_as_a_change_before_it_reaches_anybody(sign_in, people):
    programme = actions.add_programme(small_programme(), by=people.coordinator)
    run = begin(people.coordinator, programme.doc, programme=programme)
    inside = taking_part.join(run, by=PersonFactory())
    module = programme.doc.modules[0]
    better = replace(module, things=(replace(module.things[0], try_it="Do it another way."), *module.things[1:]))
    actions.put_document(
        programme, replace(programme.doc, modules=(better, *programme.doc.modules[1:])), by=people.coordinator
    )
    client = sign_in(people.coordinator)
    page = words(client.get(there(run, "run-correct")))
    assert "Thing 1" in page
    assert "Thing 3" not in page
    assert Run.objects.get(pk=run.pk).doc == small_programme()
    client.post(there(run, "run-correct"), {"revision": run.revision})
    assert find(Run.objects.get(pk=run.pk).doc, "thing-01").thing.try_it == "Do it another way."
    assert sign_in(inside.owner).post(there(run, "run-correct")).status_code == 403


def test_a_full_run_says_so_on_its_page_and_one_more_place_lets_one_in(sign_in, people):
    run = begin(people.coordinator, capacity=1)
    first = taking_part.join(run, by=people.mentor)
    client = sign_in(people.owner)
    full = client.post(there(run, "run-join"), {"part": "finisher"})
    assert full.status_code == 422
    assert "This run is full" in words(full)
    taking_part.leave(first, by=people.mentor)
    assert client.post(there(run, "run-join"), {"part": "finisher"}).status_code == 302
