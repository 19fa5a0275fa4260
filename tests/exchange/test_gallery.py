"""The example gallery: read a plan, start from it, copy one's own."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from uuid_utils.compat import uuid7

from planfolio.people.sharing import Role
from planfolio.plans.examples import examples
from planfolio.plans.models import Plan, PlanGrant
from planfolio.plans.store import plan_document
from planfolio.testing import ActivityFactory, ObjectiveFactory, PersonFactory, PlanFactory, cast

pytestmark = pytest.mark.django_db
STARTS = {"starts-day": "1", "starts-month": "2", "starts-year": "2027"}


def signed_in(client, **fields):
    person = PersonFactory(**fields)
    client.force_login(person)
    return person


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_gallery_shows_every_example_in_the_person_s_language(client, language):
    signed_in(client, language=language)
    text = client.get(reverse("examples")).content.decode()
    for card in examples(language):
        assert f'/examples/{card.slug}/"' in text


def test_the_person_s_own_sector_comes_first(client):
    signed_in(client, sector="dentistry")
    text = client.get(reverse("examples")).content.decode()
    addresses = [f"/examples/{card.slug}/" for card in examples("en")]
    assert min(addresses, key=text.index) == "/examples/dentist/"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("slug", [card.slug for card in examples("en")])
def test_an_example_reads_as_a_whole_plan(client, slug, language):
    signed_in(client, language=language)
    response = client.get(reverse("example", args=[slug]))
    assert response.status_code == 200
    assert response.content.decode().count('class="summary-list') >= 4


def test_the_other_language_is_one_link_away(client):
    signed_in(client)
    text = client.get(reverse("example", args=["dentist"]), {"language": "fr"}).content.decode()
    assert '<h1 lang="fr">' in text


def test_starting_from_an_example_copies_it_whole_with_attribution(client):
    person = signed_in(client)
    response = client.post(reverse("example", args=["dentist"]), {"id": str(uuid7()), **STARTS})
    plan = Plan.objects.get(owner=person)
    assert response.headers["Location"] == plan.get_absolute_url()
    assert plan.starts == date(2027, 2, 1)
    assert plan.source_author == "Planfolio contributors"
    assert plan.licence == "CC BY 4.0"
    assert plan.objectives.count() == next(card.objectives for card in examples("en") if card.slug == "dentist")


def test_sent_twice_it_copies_once(client):
    person = signed_in(client)
    sent = {"id": str(uuid7()), **STARTS}
    there = {client.post(reverse("example", args=["dentist"]), sent).headers["Location"] for _again in range(2)}
    assert len(there) == 1
    assert Plan.objects.filter(owner=person).count() == 1


def test_a_day_that_is_none_is_asked_about_again(client):
    person = signed_in(client)
    response = client.post(reverse("example", args=["dentist"]), {**STARTS, "starts-month": "13"})
    assert response.status_code == 422
    assert not Plan.objects.filter(owner=person).exists()


def test_an_unknown_example_is_not_there(client):
    signed_in(client)
    assert client.get(reverse("example", args=["nobody"])).status_code == 404


def test_a_plan_of_one_s_own_is_copied_to_begin_again(client):
    person = signed_in(client)
    plan = PlanFactory(owner=person, starts=date(2026, 1, 1), ends=date(2026, 12, 31))
    objective = ObjectiveFactory(plan=plan, number=1, due=date(2026, 3, 1), state="parked", reason="No time")
    ActivityFactory(objective=objective, state="done", done_on=date(2026, 2, 1))
    client.post(reverse("plan-copy", args=[plan.pk]), {"id": str(uuid7()), **STARTS})
    copy = plan_document(Plan.objects.filter(owner=person).exclude(pk=plan.pk).get())
    assert (copy.starts, copy.ends) == (date(2027, 2, 1), date(2027, 2, 1) + timedelta(days=364))
    assert copy.source_title == plan.title
    assert copy.objectives[0].state == "active"
    assert copy.objectives[0].activities[0].state == "open"


def test_a_plan_that_is_not_shared_cannot_be_copied(client):
    people = cast()
    plan = PlanFactory(owner=people.owner)
    client.force_login(people.stranger)
    assert client.get(reverse("plan-copy", args=[plan.pk])).status_code == 404
    assert client.post(reverse("plan-copy", args=[plan.pk]), STARTS).status_code == 404
    assert not Plan.objects.filter(owner=people.stranger).exists()


def test_a_reader_copies_what_is_shared_but_not_what_is_still_being_written(client):
    people = cast()
    plan = PlanFactory(owner=people.owner)
    ObjectiveFactory(plan=plan, number=1, what="Draft of a thought", state="draft", position=1)
    ObjectiveFactory(plan=plan, number=2, position=2)
    PlanGrant.objects.create(owner=people.owner, thing=plan, person=people.mentor, role=Role.READER, source="test")
    client.force_login(people.mentor)
    client.post(reverse("plan-copy", args=[plan.pk]), {"id": str(uuid7()), **STARTS})
    copy = plan_document(Plan.objects.get(owner=people.mentor))
    assert [each.what for each in copy.objectives] == [
        "Carry a systematic search from question to peer review without help"
    ]
    assert (copy.source_title, copy.source_author) == (plan.title, people.owner.name)
