"""One person on their own machine: the guards that stand in for a password."""

import pytest
from django.test import Client

from planfolio import instance
from planfolio.people.models import Person
from planfolio.people.solo import guard, local_person
from planfolio.programmes import directory_atom

pytestmark = pytest.mark.django_db
HERE = "127.0.0.1:8000"


@pytest.fixture
def solo(settings, tmp_path):
    settings.SOLO = True
    settings.PORT = 8000
    settings.DATA = tmp_path
    settings.LOGIN_URL = "/launch/"
    settings.ALLOWED_HOSTS = ["*"]
    return Client(headers={"host": HERE})


def link(tmp_path):
    return instance.make_link(tmp_path, "/")


def test_a_launch_link_signs_the_local_person_in_and_makes_them_once(solo, tmp_path):
    answer = solo.get(link(tmp_path))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    person = Person.objects.get(is_local=True)
    assert (person.email, person.has_usable_password()) == (None, False)
    assert solo.session["_auth_user_id"] == str(person.pk)
    assert Client(headers={"host": HERE}).get(link(tmp_path)).status_code == 302
    assert Person.objects.count() == 1


def test_a_used_link_says_how_to_get_another(solo, tmp_path):
    address = link(tmp_path)
    assert solo.get(address).status_code == 302
    answer = Client(headers={"host": HERE}).get(address)
    assert answer.status_code == 403
    assert "planfolio start" in answer.text


def test_a_used_link_opened_again_by_who_is_in_leads_home(solo, tmp_path):
    address = link(tmp_path)
    solo.get(address)
    assert solo.get(address)["Location"] == "/"


@pytest.mark.parametrize("path", ["/", "/plans/", "/journal/", "/nowhere/"])
def test_without_a_session_every_page_says_how_to_get_in(solo, path):
    answer = solo.get(path)
    assert answer.status_code == 403
    assert "planfolio start" in answer.text


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1",
        "127.0.0.1:8001",
        "localhost.evil.example:8000",
        "127.0.0.1:8000@evil.example",
        "127.0.0.1.:8000",
        "0.0.0.0:8000",
        "",
        "LOCALHOST:8000 ",
    ],
)
def test_another_host_is_refused_even_with_a_link(solo, tmp_path, host):
    answer = solo.get(link(tmp_path), headers={"host": host})
    assert answer.status_code == 403
    assert not Person.objects.exists()


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_is_let_in_under_its_own_names(solo, tmp_path, host):
    assert solo.get(link(tmp_path), headers={"host": host}).status_code == 302


@pytest.mark.parametrize("header", ["x-forwarded-host", "x-forwarded-for", "forwarded", "x-real-ip"])
def test_headers_of_proxies_change_nothing(solo, tmp_path, header):
    assert solo.get(link(tmp_path), headers={"host": "evil.example", header: HERE}).status_code == 403
    assert solo.get(link(tmp_path), headers={header: "evil.example"}).status_code == 302


def test_accounts_that_came_first_are_not_opened_by_a_link(solo, tmp_path):
    Person.objects.create_user("ada@example.org", "correct horse battery")
    answer = solo.get(link(tmp_path))
    assert answer.status_code == 302
    assert "_auth_user_id" not in solo.session
    assert local_person() is None


def test_a_link_opens_only_the_local_person_among_several(solo, tmp_path):
    local = local_person()
    Person.objects.create_user("ada@example.org", "correct horse battery")
    solo.get(link(tmp_path))
    assert solo.session["_auth_user_id"] == str(local.pk)


def test_without_solo_a_link_is_nothing(settings, client, tmp_path):
    settings.DATA = tmp_path
    client.get(link(tmp_path))
    assert "_auth_user_id" not in client.session


def test_the_guard_stands_aside_on_a_server_for_others(settings):
    settings.SOLO = False
    assert guard(len) is len


def test_a_calendar_and_a_feed_reader_of_this_computer_come_in_by_the_secret_of_their_address(solo, tmp_path):
    solo.get(link(tmp_path))
    secret = directory_atom.secret_for("runs", local_person())
    reader = Client(headers={"host": HERE})
    answer = reader.get(f"/s/{secret}/runs.atom")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    for made_up in ("/s/made-up/runs.atom", "/s/made-up/plan.ics", "/s/made-up/dates.ics", "/s/made-up/"):
        assert reader.get(made_up).status_code == 404, made_up
    assert reader.get(f"/s/{secret}/runs.atom", headers={"host": "evil.example"}).status_code == 403
