"""An organisation: who begins one, its page, its word for a plan, leaving it."""

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from planfolio import cli
from planfolio.people.base import new_key
from planfolio.people.models import Membership, Organisation, OrganisationRole, Person, SetUp
from planfolio.people.organisations import actions
from planfolio.people.organisations.setting_up import forget_set_ups, make_link
from planfolio.plans.models import Plan
from planfolio.testing import PlanFactory, words
from tests.api.calls import Caller
from tests.databases import database_of_its_own

from .organisation_cast import house, join
from .pages import PASSWORD, letters, member, signed_in_as

pytestmark = pytest.mark.django_db
NEW = {"name": "City Hospital Library", "word": "", "own_word": ""}


def path_of(link: str) -> str:
    return link.removeprefix("https://learn.example.org")


@pytest.fixture
def link():
    return path_of(make_link("City Hospital Library", site="https://learn.example.org/")[1])


def test_an_administrator_of_the_instance_begins_one_once(sign_in, people):
    client = sign_in(people.administrator)
    sent = NEW | {"id": new_key()}
    for _time in range(2):
        answer = client.post("/organisations/new/", sent)
    organisation = Organisation.objects.get()
    assert answer["Location"] == organisation.get_absolute_url()
    assert Membership.objects.get().role == OrganisationRole.ADMINISTRATOR
    assert "City Hospital Library" in words(client.get("/organisations/"))


def test_nobody_else_begins_one(sign_in, people):
    client = sign_in(people.stranger)
    assert client.post("/organisations/new/", NEW).status_code == 404
    assert "Begin an organisation" not in words(client.get("/organisations/"))
    assert not Organisation.objects.exists()


def test_an_organisation_without_a_name_is_told_what_to_do_and_keeps_the_rest(sign_in, people):
    answer = sign_in(people.administrator).post("/organisations/new/", {"name": "", "own_word": "Learning map"})
    assert answer.status_code == 422
    assert "Fill in “Name of the organisation”" in words(answer)
    assert "Learning map" in words(answer)


def test_the_link_from_the_console_makes_an_account_and_the_organisation(client, link):
    sent = NEW | {"person": "Nora Lindqvist", "email": "Nora@Example.org", "password": PASSWORD}
    assert client.get(link).status_code == 200
    assert not Organisation.objects.exists()
    answer = client.post(link, sent)
    person, organisation = Person.objects.get(), Organisation.objects.get()
    assert answer["Location"] == organisation.get_absolute_url()
    assert (person.email, person.name, person.is_administrator) == ("nora@example.org", "Nora Lindqvist", False)
    assert signed_in_as(client) == str(person.pk)
    assert client.get(link).status_code == 404
    assert client.post(link, sent).status_code == 404


def test_the_link_is_used_with_an_account_that_one_has(sign_in, people, link):
    client = sign_in(people.stranger)
    assert "Priya Raman" in words(client.get(link))
    client.post(link, NEW | {"own_word": "Learning map"})
    own = Membership.objects.get()
    assert (own.person, own.organisation.word) == (people.stranger, "Learning map")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"email": "nora"}, "name@example.org"),
        ({"password": "short"}, "at least 10 characters"),
        ({"person": ""}, "Fill in “Your name”"),
        ({"email": "taken@example.org"}, "sign in first"),
    ],
)
def test_the_set_up_page_says_what_to_mend_and_uses_nothing(client, link, wrong, told):
    member("taken@example.org")
    sent = NEW | {"person": "Nora", "email": "nora@example.org", "password": PASSWORD} | wrong
    answer = client.post(link, sent)
    assert answer.status_code == 422
    assert told in words(answer)
    assert PASSWORD not in words(answer)
    assert not Organisation.objects.exists()
    assert client.get(link).status_code == 200


def test_the_link_ends_after_a_day_and_is_kept_as_a_hash(client, link):
    assert link.split("/")[-2] not in str(SetUp.objects.values().get())
    with time_machine.travel(timezone.now() + timedelta(days=1, seconds=1)):
        assert client.get(link).status_code == 404
        assert forget_set_ups() == 1


def test_the_console_makes_one_more_administrator(sign_in, people, capsys, monkeypatch):
    monkeypatch.setattr("planfolio.commands.organisation.ready", lambda: None)
    here = house()
    assert cli.main(["organisation", "list", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["name"], listed["people"]) == ("City Hospital Library", 4)
    assert cli.main(["organisation", "administrator", listed["id"], "--url", "https://learn.example.org"]) == 0
    link = path_of(capsys.readouterr().out.strip())
    sign_in(people.stranger).post(link, NEW)
    assert people.stranger.memberships.get().administers
    assert here.organisation.memberships.count() == 5


def test_the_console_refuses_what_it_cannot_do(monkeypatch, capsys):
    monkeypatch.setattr("planfolio.commands.organisation.ready", lambda: None)
    assert cli.main(["organisation", "new", " "]) == 2
    assert cli.main(["organisation", "administrator", str(new_key())]) == 3
    assert cli.main(["organisation", "new", "City", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "City"


def test_an_administrator_says_what_it_is_called(sign_in):
    here = house()
    there = reverse("organisation-settings", args=[here.organisation.pk])
    client = sign_in(here.administrator.person)
    client.post(there, {"name": "City Library", "word": "", "own_word": "Learning map"})
    here.organisation.refresh_from_db()
    assert (here.organisation.name, here.organisation.word) == ("City Library", "Learning map")
    assert "Learning map" in words(client.get(there))
    assert client.post(there, {"name": " "}).status_code == 422


def test_a_new_plan_of_a_member_starts_with_the_word(sign_in, people):
    here = house(member=people.owner)
    Organisation.objects.filter(pk=here.organisation.pk).update(word="learning-agreement")
    client = sign_in(people.owner)
    assert 'value="learning-agreement" selected' in words(client.get("/plans/new/"))
    sent = {"time": "60", "ends": f"{people.owner.today().year + 1}-11-30", "id": new_key()}
    client.post("/welcome/plan/", sent)
    assert Plan.objects.get().word == "learning-agreement"
    Organisation.objects.filter(pk=here.organisation.pk).update(word="Learning map")
    assert 'value="Learning map"' in words(client.get("/plans/new/"))
    body = {"title": "By a program", "starts": "2027-01-01", "ends": "2027-12-31"}
    assert Caller(people.owner).post("/plans", body).json()["word"] == "Learning map"
    own = body | {"word": "personal-learning-plan"}
    assert Caller(people.owner).post("/plans", own).json()["word"] == "personal-learning-plan"


def test_a_plan_that_is_there_keeps_its_word(sign_in, people):
    here = house(member=people.owner)
    plan = PlanFactory(owner=people.owner, word="personal-action-plan")
    Organisation.objects.filter(pk=here.organisation.pk).update(word="Learning map")
    page = words(sign_in(people.owner).get(f"/plans/{plan.pk}/edit/"))
    assert 'value="personal-action-plan" selected' in page
    assert "Learning map" not in page


def test_leaving_unlinks_and_leaves_everything_of_ones_own(sign_in, people):
    here = house(member=people.owner)
    plan = PlanFactory(owner=people.owner)
    client = sign_in(people.owner)
    there = reverse("organisation-leave", args=[here.organisation.pk])
    assert people.owner.memberships.exists(), "looking at the page leaves nothing"
    client.get(there)
    assert people.owner.memberships.exists()
    client.post(there)
    assert not people.owner.memberships.exists()
    assert not here.team.places.exists()
    assert Plan.objects.get() == plan
    assert client.get(here.organisation.get_absolute_url()).status_code == 404
    assert client.get(plan.get_absolute_url()).status_code == 200
    assert not letters()


def test_the_last_administrator_stays_until_there_is_another(sign_in):
    here = house()
    client = sign_in(here.administrator.person)
    there = reverse("organisation-leave", args=[here.organisation.pk])
    page = words(client.get(there))
    assert "Make somebody else an administrator first" in page
    assert f'href="{reverse("organisation-people", args=[here.organisation.pk])}"' in page
    assert client.post(there).status_code == 422
    actions.change_role(here.coordinator, OrganisationRole.ADMINISTRATOR)
    assert client.post(there).status_code == 302


def test_who_leaves_last_takes_the_organisation_along(sign_in, people):
    organisation = Organisation.objects.create(name="Small")
    join(organisation, people.owner, OrganisationRole.ADMINISTRATOR)
    client = sign_in(people.owner)
    there = reverse("organisation-leave", args=[organisation.pk])
    assert "the organisation goes with you" in words(client.get(there))
    client.post(there)
    assert not Organisation.objects.exists()


PARALLEL = """
import django, threading
django.setup()
from planfolio.schema import bring_up_to_date
bring_up_to_date()
from django.db import connections
from planfolio.errors import Problem
from planfolio.people.models import Membership, Organisation, SetUp
from planfolio.people.organisations.setting_up import make_link, set_up
from planfolio.testing import PersonFactory
made, _link = make_link("City", site="https://learn.example.org")
people = [PersonFactory() for _ in range(50)]
start, done, refused = threading.Barrier(50), [], []
def use(person):
    start.wait()
    try:
        set_up(made, by=person, name="City", word="")
        done.append(1)
    except Problem as problem:
        refused.append(problem.status)
    connections.close_all()
threads = [threading.Thread(target=use, args=[person]) for person in people]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(done), len(refused), Organisation.objects.count(), Membership.objects.count())
"""


@pytest.mark.slow
def test_asvs_2_3_4_a_set_up_link_used_by_fifty_at_once_begins_one_organisation():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.parallel_settings"} | database_of_its_own()
    done = subprocess.run(
        [sys.executable, "-c", PARALLEL], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["1", "49", "1", "1"], done.stdout + done.stderr[-2000:]


LEAVING = """
import django, threading
django.setup()
from planfolio.schema import bring_up_to_date
bring_up_to_date()
from django.db import connections
from planfolio.errors import Problem
from planfolio.people.models import Membership
from planfolio.people.organisations import actions
from planfolio.testing import PersonFactory
from tests.people.organisation_cast import house, join
here = house()
all_of_them = [here.administrator, *(join(here.organisation, PersonFactory(), "administrator") for _ in range(9))]
start, refused = threading.Barrier(10), []
def go(own):
    start.wait()
    try:
        actions.leave(own)
    except Problem as problem:
        refused.append(problem.status)
    connections.close_all()
threads = [threading.Thread(target=go, args=[own]) for own in all_of_them]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(refused), Membership.objects.filter(role="administrator").count(), Membership.objects.count())
"""


@pytest.mark.slow
def test_of_all_administrators_who_leave_at_once_one_stays():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.parallel_settings"} | database_of_its_own()
    done = subprocess.run([sys.executable, "-c", LEAVING], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["1", "1", "4"], done.stdout + done.stderr[-2000:]
