"""Example data: believable, the same each time, only where nobody has begun, and gone without a trace."""

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.urls import reverse

from planfolio.errors import Conflict
from planfolio.exchange import demo
from planfolio.people.models import Person
from planfolio.plans.document import canonical_json
from planfolio.plans.models import Plan
from planfolio.plans.store import plan_document
from planfolio.testing import PersonFactory, PlanFactory, words

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
#: What the database stamps with the moment of writing.
STAMPS = {"updated_at", "created_at", "last_login"}


def counts() -> dict[str, int]:
    """The rows of every table there is, also those without a model."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
    return found


def differing(before: dict[str, int]) -> set[str]:
    now = counts()
    # How the search index lays out its own pages is its affair; what it can find is not.
    names = {name for name in {*before, *now} if not name.startswith("journal_fts_")}
    return {name for name in names if before.get(name) != now.get(name)}


def files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def everything() -> dict[str, list]:
    """Every row of every model of ours, without the moments of writing."""
    found = {}
    for model in apps.get_models():
        if model.__module__.startswith("planfolio.") and model._meta.db_table != "people_pulse":
            names = [field.attname for field in model._meta.concrete_fields if field.name not in STAMPS]
            names = [name for name in names if name != "id" or model._meta.pk.get_internal_type() == "UUIDField"]
            found[model.__name__] = sorted(map(str, model.objects.values_list(*names)))
    # Kept by the verbs of the house while filling, under keys of their own.
    for name in ("Version", "Event"):
        found[name] = len(found[name])
    return found


@pytest.fixture(autouse=True)
def files_of_its_own(settings, tmp_path):
    """A test that is rolled back leaves its files behind; none may meet them."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def library():
    demo.fill(today=TODAY)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_it_is_the_same_every_time(library):
    first = everything()
    documents = [canonical_json(plan_document(plan)) for plan in Plan.objects.order_by("pk")]
    demo.leave()
    demo.fill(today=TODAY)
    again = everything()
    assert [name for name, rows in first.items() if again[name] != rows] == []
    assert [canonical_json(plan_document(plan)) for plan in Plan.objects.order_by("pk")] == documents


@pytest.mark.slow
def test_any_day_will_do():
    for day in (date(2027, 1, 1), date(2028, 2, 29)):
        assert demo.fill(today=day) > 400
        demo.leave()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_it_leaves_no_trace():
    before = counts(), files()
    demo.fill(today=TODAY)
    assert counts() != before[0]
    assert files() > before[1]
    assert demo.leave() == 12
    assert differing(before[0]) == set()
    assert files() == before[1]


@pytest.mark.parametrize("begun", ["account", "plan"])
def test_it_goes_nowhere_near_real_people(begun):
    if begun == "account":
        PersonFactory()
    else:
        PlanFactory(owner=Person.objects.create(is_local=True))
    with pytest.raises(Conflict):
        demo.fill(today=TODAY)
    assert not demo.is_here()


@pytest.mark.slow
def test_a_visitor_looks_around_and_leaves(client):
    before = counts()
    assert client.post(reverse("demo"), headers={"accept-language": "fr"}).status_code == 302
    page = words(client.get("/"))
    assert "Léa Fontaine" in page
    assert reverse("demo-leave") in page
    assert client.post(reverse("demo-leave")).status_code == 302
    assert not Person.objects.exists()
    assert differing(before) == set()


def test_the_first_page_offers_it(client):
    assert 'action="/demo/"' in words(client.get("/accounts/login/"))
    demo.fill(today=TODAY)
    assert 'action="/demo/"' in words(client.get("/accounts/login/"))
    PersonFactory()
    assert 'action="/demo/"' not in words(client.get("/accounts/login/"))


def test_where_somebody_has_begun_there_is_nothing_to_look_around_in(client):
    PersonFactory()
    assert client.post(reverse("demo")).status_code == 404
    assert not demo.is_here()


def test_on_one_s_own_machine_it_takes_the_launch_link(client, settings):
    settings.SOLO = True
    answer = client.post(reverse("demo"), headers={"host": f"localhost:{settings.PORT}"})
    assert (answer.status_code, "error-summary" in words(answer)) == (403, False)
    assert not demo.is_here()


@pytest.mark.slow
def test_on_one_s_own_machine_leaving_leads_back_to_the_beginning(client, settings):
    settings.SOLO = True
    here = {"host": f"localhost:{settings.PORT}"}
    local = Person.objects.create(is_local=True)
    client.force_login(local)
    client.post(reverse("demo"), headers=here)
    assert client.session["_auth_user_id"] != str(local.pk)
    client.post(reverse("demo-leave"), headers=here)
    assert client.session["_auth_user_id"] == str(local.pk)
    assert list(Person.objects.all()) == [local]
