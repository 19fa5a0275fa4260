"""The count of a person's writes misses none, and pages kept by it are never out of date nor anybody else's."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from planfolio.people import pulse as counting
from planfolio.people.models import Break, Person, Pulse
from planfolio.people.pulse import pulse
from planfolio.plans import actions
from planfolio.plans.forms import PlanForm
from planfolio.plans.models import Activity, Objective, Plan
from planfolio.testing import ActivityFactory, ObjectiveFactory, PersonFactory, PlanFactory
from planfolio.web import kept

# On PostgreSQL the count comes at the end of the transaction, so these tests need real ones.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def empty_memory(settings):
    settings.KEEP_PAGES = True
    kept._pages.clear()


def triggers() -> str:
    table = "sqlite_master" if connection.vendor == "sqlite" else "pg_trigger"
    column = "name" if connection.vendor == "sqlite" else "tgname"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return " ".join(row[0] for row in cursor.fetchall())


def test_every_table_with_an_owner_counts():
    there = triggers()
    assert [table for table in counting.counted() if f"pulse_{table}" not in there] == []


@pytest.mark.parametrize(
    "write",
    [
        lambda plan: Plan.objects.filter(pk=plan.pk).update(title="By a bulk update"),
        lambda plan: Objective.objects.bulk_create([Objective(owner=plan.owner, plan=plan, number=90_000)]),
        lambda plan: Activity.objects.filter(objective__plan=plan).delete(),
        lambda plan: Break.objects.create(owner=plan.owner, starts="2026-01-01", ends="2026-01-02"),
        lambda plan: Person.objects.filter(pk=plan.owner_id).update(weekly_minutes=30),
        lambda plan: actions.remove(plan, by=plan.owner),
    ],
    ids=["update", "bulk create", "delete", "break", "person", "remove"],
)
def test_any_write_counts_for_its_owner_and_for_nobody_else(write):
    activity = ActivityFactory()
    plan, other = activity.objective.plan, PersonFactory()
    before, others = pulse(plan.owner), pulse(other)
    write(plan)
    assert pulse(plan.owner) > before
    assert pulse(other) == others


def test_deleting_a_person_leaves_no_count_behind():
    person = ActivityFactory().owner
    assert Pulse.objects.filter(owner_id=person.pk).exists()
    person.delete()
    assert not Pulse.objects.filter(owner_id=person.pk).exists()


def test_a_kept_page_shows_every_change_at_once(client, sign_in):
    objective = ObjectiveFactory(what="First words")
    sign_in(objective.owner)
    address = objective.plan.get_absolute_url()
    assert "First words" in client.get(address).content.decode()
    Objective.objects.filter(pk=objective.pk).update(what="Other words")
    assert "Other words" in client.get(address).content.decode()


def test_a_kept_page_asks_the_database_for_the_person_and_the_count_alone(client, sign_in, count_queries):
    plan = PlanFactory()
    sign_in(plan.owner)
    client.get(plan.get_absolute_url())
    assert count_queries(lambda: client.get(plan.get_absolute_url())) == 3


def test_a_kept_page_is_nobody_elses(client, sign_in, people):
    plan = PlanFactory(owner=people.owner)
    sign_in(people.owner)
    assert client.get(plan.get_absolute_url()).status_code == 200
    sign_in(people.stranger)
    assert client.get(plan.get_absolute_url()).status_code == 404


def test_a_kept_page_gives_each_showing_a_token_of_its_own(client, sign_in):
    plan = PlanFactory()
    sign_in(plan.owner)
    pages = [client.get(plan.get_absolute_url()).content.decode() for _showing in range(2)]
    tokens = [set(re.findall(r'name="csrfmiddlewaretoken" value="(\w{64})"', page)) for page in pages]
    assert [len(found) for found in tokens] == [1, 1]
    assert tokens[0] != tokens[1]


def test_the_keys_of_rows_to_be_added_are_fresh_on_each_showing(rf, people):
    request = rf.get("/plans/new/")
    request.user = people.owner
    form = PlanForm(person=people.owner)
    shown = [kept.kept(request, "plans/edit.jinja", lambda: {"form": form, "plan": None}, stamp=1) for _one in range(3)]
    keys = {re.search(r'name="id" value="([0-9a-f-]{36})"', page.content.decode()).group(1) for page in shown}
    assert len(keys) == 3


def test_what_just_happened_is_said_once_and_not_kept(client, sign_in):
    objective = ObjectiveFactory()
    sign_in(objective.owner)
    client.post(reverse("objective-remove", args=[objective.plan_id, objective.number]))
    address = objective.plan.get_absolute_url()
    assert "is in Recently deleted" in client.get(address).content.decode()
    assert "is in Recently deleted" not in client.get(address).content.decode()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="how SQLite holds triggers")
def test_what_an_earlier_version_put_in_place_is_replaced():
    read = "SELECT sql FROM sqlite_master WHERE name = 'pulse_people_break_insert'"
    with connection.cursor() as cursor:
        now = cursor.execute(read).fetchone()
        cursor.execute("DROP TRIGGER pulse_people_break_insert")
        cursor.execute("CREATE TRIGGER pulse_people_break_insert AFTER INSERT ON people_break BEGIN SELECT 1; END")
        counting.install()
        assert cursor.execute(read).fetchone() == now
