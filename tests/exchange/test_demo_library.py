"""The library of the example data: believable, whole, and seen by whom it belongs to."""

from datetime import date, timedelta

import pytest
from django.db.models import Count, Sum
from django.test import override_settings
from django.urls import reverse

from planfolio.exchange import demo
from planfolio.journal.lately import lately
from planfolio.journal.models import Attachment, Entry, Evidence, PrivateNote, Reflection, WeekTotal
from planfolio.journal.search import found_in
from planfolio.people.models import Break, Organisation, Person
from planfolio.people.sharing import VIEW
from planfolio.plans.models import Goal, Link, Objective, Plan, Version
from planfolio.testing import PersonFactory, PlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def library(once, tmp_path_factory):
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("library")):
        with once():
            demo.fill(today=TODAY)
        yield


def test_it_is_a_library_of_twelve_and_a_year_of_learning():
    assert Person.objects.count() == Person.objects.filter(is_example=True).count() == 12
    assert Entry.objects.count() > 400
    assert Entry.objects.filter(day__lt=TODAY - timedelta(days=330)).exists()
    assert not Entry.objects.filter(day__gte=TODAY).exists()
    assert set(Entry.objects.values_list("language", flat=True)) == {"en", "fr"}
    assert {"done", "active", "parked", "let_go"} <= set(Objective.objects.values_list("state", flat=True))
    assert not Objective.objects.filter(state__in=["parked", "let_go"], reason="").exists()
    assert {"file", "link", "note", "testimony"} <= set(Evidence.objects.values_list("kind", flat=True))
    assert Reflection.objects.values("model").distinct().count() >= 5
    assert {"lifelong", "target"} == set(Goal.objects.values_list("kind", flat=True))
    for model in (PrivateNote, Attachment, Break):
        assert model.objects.exists()
    assert Version.objects.filter(number=2).exists()


def test_they_belong_to_one_organisation_with_teams_and_supervisors(client):
    organisation = Organisation.objects.get()
    assert organisation.memberships.count() == 12
    assert all(team.supervisions.exists() and team.places.count() > 2 for team in organisation.teams.all())
    for language in ("en", "fr"):
        client.force_login(demo.look_around_as(language))
        assert client.get(f"{organisation.get_absolute_url()}people/").status_code == 200


def test_last_year_leads_to_this_year():
    plans = Plan.objects.exclude(previous=None)
    assert plans.count() >= 3
    for plan in plans:
        assert plan.previous.ends < TODAY <= plan.ends
        assert Link.objects.filter(objective__plan=plan, to_objective__plan=plan.previous).exists()


def test_time_adds_up_and_breaks_are_kept():
    for person in Person.objects.all():
        away = list(Break.objects.filter(owner=person))
        entries = Entry.objects.filter(owner=person)
        assert not any(each.starts <= entry.day <= each.ends for entry in entries for each in away)
        total = WeekTotal.objects.filter(owner=person).aggregate(Sum("minutes"))["minutes__sum"]
        assert total == entries.aggregate(Sum("minutes"))["minutes__sum"]
        assert lately(person, today=TODAY).learned >= 5
        assert entries.values("day").annotate(many=Count("pk")).filter(many__gt=4).count() == 0


def test_words_are_found():
    nora = demo.look_around_as("en")
    assert found_in(nora, "Embase").exists()


def test_who_was_given_a_plan_reads_it_and_nobody_else():
    nora, sam, priya = (Person.objects.get(name__startswith=name) for name in ("Nora", "Sam", "Priya"))
    plan = Plan.objects.filter(owner=nora).first()
    assert Plan.objects.may(sam, VIEW).filter(pk=plan.pk).exists()
    assert not Plan.objects.may(priya, VIEW).filter(pk=plan.pk).exists()


def test_filled_twice_it_is_there_once():
    assert demo.fill(today=TODAY) == 0
    assert Person.objects.count() == 12


def test_leaving_touches_nobody_real():
    plan = PlanFactory()
    demo.leave()
    assert list(Plan.objects.all()) == [plan]
    assert list(Person.objects.all()) == [plan.owner]


def test_nobody_else_ends_it(client):
    assert client.post(reverse("demo-leave")).status_code in {302, 403}
    client.force_login(PersonFactory())
    assert client.post(reverse("demo-leave")).status_code == 404
    assert demo.is_here()
