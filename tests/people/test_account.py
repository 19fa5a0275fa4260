"""The account's own pages: profile, breaks, the first address and password, the welcome."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.utils import timezone

from planfolio.people.base import new_key
from planfolio.people.forms import time_zones
from planfolio.people.models import Break, Person, WeekTime
from planfolio.plans.models import Plan
from planfolio.plans.welcome import a_year_after
from planfolio.testing import PersonFactory

from .pages import PASSWORD, member, sign_in, signed_in_as

pytestmark = pytest.mark.django_db

PROFILE = {
    "name": "Nora Lindqvist",
    "role": "Clinical librarian",
    "sector": "health-library",
    "years": "7",
    "formats": ["reading", "webinar"],
    "weekly_minutes": "1 h 30",
    "language": "en",
    "time_zone": "Europe/Stockholm",
    "paper": "letter",
}


@pytest.fixture
def person():
    return member()


@pytest.fixture
def local(client):
    """The person of one's own machine: no address, no password."""
    person = PersonFactory(name="Nora", email=None)
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    return person


def test_the_profile_is_saved_whole(client, person):
    sign_in(client, person)
    assert client.post("/account/", PROFILE)["Location"] == "/account/"
    person.refresh_from_db()
    assert (person.role, person.sector, person.years, person.weekly_minutes) == (
        "Clinical librarian",
        "health-library",
        7,
        90,
    )
    assert (person.formats, person.time_zone, person.paper) == (["reading", "webinar"], "Europe/Stockholm", "letter")
    page = client.get("/account/").content.decode()
    assert "Your profile is saved" in page
    assert re.search(r'value="webinar" checked', page)
    assert "1 h 30" in page.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("field", "wrong", "words"),
    [
        ("name", "x" * 121, "at most 120"),
        ("name", "a\x00b", "control character"),
        ("years", "many", "whole number"),
        ("years", str(2**70), "Write a number"),
        ("years", "-1", "or more"),
        ("weekly_minutes", "a lot", "Write the time"),
        ("weekly_minutes", "90 h", "up to 80 h"),
        ("language", "xx", "Choose one of the answers listed"),
        ("time_zone", "Mars/Base", "Choose one of the answers listed"),
        ("formats", ["osmosis"], "Choose among"),
        ("sector", "mining", "Choose one of the answers listed"),
        ("paper", "vellum", "Choose one of the answers listed"),
    ],
)
def test_an_answer_that_does_not_fit_is_kept_and_nothing_is_half_saved(client, person, field, wrong, words):
    sign_in(client, person)
    page = client.post("/account/", PROFILE | {field: wrong}).content.decode()
    assert words in page
    assert "Clinical librarian" in page
    person.refresh_from_db()
    assert person.role == ""


def test_asvs_15_3_3_the_profile_changes_nothing_that_it_does_not_show(client, person):
    sign_in(client, person)
    before = Person.objects.values().get(pk=person.pk)
    everything = dict.fromkeys(before, "1") | PROFILE
    client.post("/account/", everything)
    after = Person.objects.values().get(pk=person.pk)
    assert {name for name in before if before[name] != after[name]} <= {*PROFILE, "last_login"}


def test_the_page_follows_the_language_at_once(client, person):
    sign_in(client, person)
    client.post("/account/", PROFILE | {"language": "fr"})
    assert 'lang="fr"' in client.get("/account/").content.decode()


def test_every_time_zone_offered_works():
    for name, _label in time_zones():
        assert Person(time_zone=name).today()


def test_set_address_and_password_on_ones_own_machine(client, local):
    client.post("/account/password/", {"email": "Nora@Example.org", "password": PASSWORD})
    local.refresh_from_db()
    assert local.email == "nora@example.org"
    assert client.get("/account/").status_code == 200, "still signed in here"
    other = client.__class__()
    sign_in(other, local)
    assert signed_in_as(other) == str(local.pk)
    assert client.get("/account/password/")["Location"] == "/accounts/password/change/"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "", "password": PASSWORD}, "Fill in “E-mail”"),
        ({"email": "nora", "password": PASSWORD}, "name@example.org"),
        ({"email": "sam@example.org", "password": PASSWORD}, "has this address already"),
        ({"email": "nora@example.org", "password": "1234567890"}, "too common"),
        ({"email": "nora@example.org", "password": "short"}, "too short"),
        ({"email": "nora@example.org", "password": ""}, "Fill in “New password”"),
    ],
)
def test_an_address_and_password_that_do_not_fit(client, local, fields, words):
    member("sam@example.org")
    page = client.post("/account/password/", fields).content.decode()
    assert words in page
    assert f'value="{fields["email"]}"' in page
    local.refresh_from_db()
    assert local.email is None
    assert not local.has_usable_password()


def test_nobody_signs_in_as_a_person_without_a_password(client, local):
    for login in ("", "None", "nora", str(local.pk)):
        assert authenticate(None, email=login, password="") is None
        other = client.__class__()
        other.post("/accounts/login/", {"login": login, "password": ""})
        assert signed_in_as(other) is None


def test_the_local_person_is_not_asked_for_a_password_they_do_not_have(client, local):
    assert client.get("/account/tokens/new/").status_code == 200


AWAY = {
    "label": "By the sea",
    "starts-day": "6",
    "starts-month": "7",
    "starts-year": "2030",
    "ends-day": "19",
    "ends-month": "7",
    "ends-year": "2030",
}


def test_a_break_is_added_once_however_often_it_is_sent(client, person):
    sign_in(client, person)
    page = client.get("/account/breaks/").content.decode()
    key = re.search(r'name="id" value="([^"]+)"', page)[1]
    for _time in range(2):
        assert client.post("/account/breaks/", AWAY | {"id": key})["Location"] == "/account/breaks/"
    row = Break.objects.get()
    assert (row.owner, row.starts, row.ends) == (person, date(2030, 7, 6), date(2030, 7, 19))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ends-day": "1"}, "comes before the first"),
        ({"ends-day": "31", "ends-month": "6"}, "no such day"),
        ({"starts-day": "", "starts-month": "", "starts-year": ""}, "Enter a day"),
        ({"label": "x" * 121}, "at most 120"),
    ],
)
def test_a_break_that_does_not_fit_is_kept_as_typed(client, person, fields, words):
    sign_in(client, person)
    page = client.post("/account/breaks/", AWAY | fields).content.decode()
    assert words in page
    assert (AWAY | fields)["label"] in page
    assert 'value="2030"' in page
    assert not Break.objects.exists()


def test_a_break_is_changed_and_a_second_window_cannot_overwrite_it(client, person):
    sign_in(client, person)
    row = Break.objects.create(owner=person, starts=date(2030, 7, 1), ends=date(2030, 7, 2))
    client.post(f"/account/breaks/{row.pk}/", AWAY | {"revision": "1"})
    row.refresh_from_db()
    assert (row.label, row.revision) == ("By the sea", 2)
    late = client.post(f"/account/breaks/{row.pk}/", AWAY | {"revision": "1", "label": "Written late"})
    assert late.status_code == 409
    assert "Written late" in late.content.decode()
    row.refresh_from_db()
    assert row.label == "By the sea"


def test_a_break_is_taken_away_and_brought_back(client, person):
    sign_in(client, person)
    row = Break.objects.create(owner=person, starts=date(2030, 7, 1), ends=date(2030, 7, 2), label="Sea")
    page = client.post(f"/account/breaks/{row.pk}/remove/", follow=True).content.decode()
    assert "No break is planned" in page
    action = re.search(r'action="(/undo/break/[^"]+)"', page)[1]
    back = client.post(action, {"next": "/account/breaks/"}, follow=True).content.decode()
    assert "It is back: Sea" in back
    row.refresh_from_db()
    assert row.deleted_at is None


def test_the_breaks_of_another_are_not_there(client, person):
    row = Break.objects.create(owner=member("sam@example.org"), starts=date(2030, 7, 1), ends=date(2030, 7, 2))
    sign_in(client, person)
    assert client.get(f"/account/breaks/{row.pk}/").status_code == 404
    assert client.post(f"/account/breaks/{row.pk}/", AWAY).status_code == 404
    assert client.post(f"/account/breaks/{row.pk}/remove/").status_code == 404
    assert client.post(f"/undo/break/{row.pk}/").status_code == 404
    row.refresh_from_db()
    assert (row.deleted_at, row.revision) == (None, 1)


@pytest.fixture
def newcomer(client):
    person = PersonFactory(name="", email=None, welcomed_at=None, weekly_minutes=None)
    client.force_login(person)
    return person


HELLO = {"name": "Nora", "language": "en", "time_zone": "Europe/Stockholm"}
FIRST = {"time": "60", "other": "", "ends-day": "30", "ends-month": "6", "ends-year": "2099"}


def test_a_new_person_is_led_to_the_welcome_and_on_to_the_first_question(client, newcomer):
    assert client.get("/")["Location"] == "/welcome/"
    assert client.post("/welcome/", HELLO)["Location"] == "/welcome/plan/"
    page = client.get("/welcome/plan/").content.decode()
    in_a_year = a_year_after(timezone.localdate())
    assert f'value="{in_a_year.year}"' in page
    ends = {"ends-day": in_a_year.day, "ends-month": in_a_year.month, "ends-year": in_a_year.year}
    key = re.search(r'name="id" value="([^"]+)"', page)[1]
    for _twice in range(2):
        response = client.post("/welcome/plan/", {"id": key, "time": "120", **ends})
        assert response["Location"] == f"/plans/{key}/objectives/new/what/"
    plan = Plan.objects.get()
    newcomer.refresh_from_db()
    assert (plan.owner, plan.ends, newcomer.weekly_minutes) == (newcomer, in_a_year, 120)
    assert newcomer.welcomed_at
    assert client.get("/welcome/plan/")["Location"] == "/"
    assert client.get("/").headers.get("Location") != "/welcome/"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"time": "other"}, "Write the time"),
        ({"time": "other", "other": "100 h"}, "up to 80 h"),
        ({"time": ""}, "Choose an answer to"),
        ({"ends-year": "2020"}, "after today"),
        ({"ends-year": "2199"}, "next ten years"),
        ({"ends-day": "31"}, "no such day"),
    ],
)
def test_the_second_step_keeps_what_was_typed(client, newcomer, fields, words):
    page = client.post("/welcome/plan/", FIRST | fields).content.decode()
    assert words in page
    assert f'value="{(FIRST | fields)["ends-year"]}"' in page
    assert not Plan.objects.exists()


def test_a_time_of_ones_own(client, newcomer):
    year = timezone.localdate().year + 1
    client.post("/welcome/plan/", FIRST | {"time": "other", "other": "3 h", "ends-year": str(year)})
    newcomer.refresh_from_db()
    assert newcomer.weekly_minutes == 180


def test_the_first_step_asks_for_a_name_and_no_address(client, newcomer):
    page = client.post("/welcome/", HELLO | {"name": " "}).content.decode()
    assert "what you like to be called" in page
    assert 'name="email"' not in page
    assert "selected>Europe/Stockholm" in page


def test_the_welcome_changes_language_at_once(client, newcomer):
    client.post("/welcome/", HELLO | {"language": "fr"})
    assert 'lang="fr"' in client.get("/welcome/plan/").content.decode()


def test_the_welcome_can_be_skipped_for_good(client, newcomer):
    client.post("/welcome/skip/")
    assert client.get("/").headers.get("Location") != "/welcome/"


def test_a_leap_day_has_a_year_after():
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert a_year_after(date(2028, 2, 28)) == date(2029, 2, 28)


def test_the_plan_begins_today_where_the_person_is(client, newcomer):
    newcomer.time_zone = "Pacific/Kiritimati"
    newcomer.save()
    with time_machine.travel("2030-03-01T12:00:00Z"):
        client.force_login(newcomer)
        client.post("/welcome/plan/", FIRST | {"ends-year": "2031"})
    assert Plan.objects.get().starts == date(2030, 3, 2)
    assert Plan.objects.get().starts - timedelta(days=1) == date(2030, 3, 1)


BUSY = {"monday-day": "4", "monday-month": "7", "monday-year": "2030", "minutes": "1 h 30", "label": "Accreditation"}


def test_a_week_of_another_time_is_named_by_any_of_its_days_and_added_once(client, person):
    sign_in(client, person)
    key = re.search(r'name="id" value="([^"]+)"', client.get("/account/weeks/").content.decode())[1]
    for _time in range(2):
        assert client.post("/account/weeks/", BUSY | {"id": key})["Location"] == "/account/weeks/"
    row = WeekTime.objects.get()
    assert (row.owner, row.monday, row.minutes) == (person, date(2030, 7, 1), 90)


def test_what_is_said_of_a_week_later_takes_the_place_of_what_was_said_before(client, person):
    sign_in(client, person)
    client.post("/account/weeks/", BUSY)
    client.post("/account/weeks/", BUSY | {"minutes": "0"})
    assert [row.minutes for row in WeekTime.objects.kept()] == [0]
    assert "no time" in client.get("/account/weeks/").content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"minutes": ""}, "Fill in “Time for learning in that week”"),
        ({"minutes": "-5"}, "Write the time as"),
        ({"minutes": "81 h"}, "more than a week has room for"),
        ({"monday-day": "31", "monday-month": "6"}, "no such day"),
        ({"label": "x" * 121}, "at most 120"),
    ],
)
def test_a_week_that_does_not_fit_is_kept_as_typed(client, person, fields, words):
    sign_in(client, person)
    page = client.post("/account/weeks/", BUSY | fields).content.decode()
    assert words in page
    assert (BUSY | fields)["label"] in page
    assert not WeekTime.objects.exists()


def test_a_week_is_changed_taken_away_and_brought_back(client, person):
    sign_in(client, person)
    row = WeekTime.objects.create(owner=person, monday=date(2030, 7, 1), minutes=30, label="Visit")
    client.post(f"/account/weeks/{row.pk}/", BUSY | {"revision": "1"})
    row.refresh_from_db()
    assert (row.minutes, row.label, row.revision) == (90, "Accreditation", 2)
    assert client.post(f"/account/weeks/{row.pk}/", BUSY | {"revision": "1"}).status_code == 409
    page = client.post(f"/account/weeks/{row.pk}/remove/", follow=True).content.decode()
    assert "Every week is a normal one" in page
    action = re.search(r'action="(/undo/weektime/[^"]+)"', page)[1]
    assert "It is back: Accreditation" in client.post(action, {"next": "/account/weeks/"}, follow=True).content.decode()


def test_the_weeks_of_another_are_not_there(client, person):
    row = WeekTime.objects.create(owner=member("sam@example.org"), monday=date(2030, 7, 1), minutes=9, batch=new_key())
    sign_in(client, person)
    assert client.get(f"/account/weeks/{row.pk}/").status_code == 404
    for address in (f"{row.pk}/", f"{row.pk}/remove/", f"batch/{row.batch}/remove/"):
        assert client.post(f"/account/weeks/{address}", BUSY).status_code == 404
    row.refresh_from_db()
    assert (row.deleted_at, row.revision) == (None, 1)
