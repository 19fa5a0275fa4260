"""How long a sign-in lasts, where one is signed in, and signing in again before what matters."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.utils import timezone

from planfolio.people.models import Token
from planfolio.people.sessions import browser_words
from planfolio.people.tokens import create_token

from .pages import PASSWORD, member, sign_in, signed_in_as

pytestmark = pytest.mark.django_db

DAY = 24 * 3600


@pytest.fixture
def person():
    return member()


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def test_asvs_7_3_a_session_ends_when_it_is_not_used(client, person, clock):
    sign_in(client, person)
    client.get("/account/")
    clock.shift(14 * DAY - 60)
    assert client.get("/account/").status_code == 200
    clock.shift(14 * DAY + 60)
    assert "it was a while ago" in client.get("/account/", follow=True).content.decode()
    assert signed_in_as(client) is None


def test_asvs_7_3_a_session_ends_in_any_case_after_thirty_days(client, person, clock):
    sign_in(client, person)
    for _day in range(29):
        clock.shift(DAY)
        assert client.get("/account/").status_code == 200
    clock.shift(DAY + 60)
    assert client.get("/account/").status_code == 302


def test_both_lifetimes_are_settings(client, person, clock, settings):
    settings.SESSION_IDLE, settings.SESSION_ABSOLUTE = 1800, 3600
    sign_in(client, person)
    client.get("/account/")
    clock.shift(1700)
    assert client.get("/account/").status_code == 200
    clock.shift(1700)
    assert client.get("/account/").status_code == 200
    clock.shift(1700)
    assert client.get("/account/").status_code == 302


def test_a_stamp_from_the_future_ends_the_session(client, person, clock):
    sign_in(client, person)
    client.get("/account/")
    clock.shift(-3600)
    assert client.get("/account/").status_code == 302


def test_reading_pages_writes_no_session(client, person, django_assert_num_queries):
    sign_in(client, person)
    client.get("/account/breaks/")
    with django_assert_num_queries(4) as seen:
        client.get("/account/breaks/")
    assert not [query["sql"] for query in seen.captured_queries if query["sql"].startswith(("UPDATE", "INSERT"))]


def test_a_form_after_the_session_ended_shows_the_words_again(client, person, clock):
    sign_in(client, person)
    client.get("/account/")
    clock.shift(40 * DAY)
    response = client.post("/account/breaks/", {"label": "Two weeks by the sea"})
    assert "Two weeks by the sea" in response.content.decode()


def test_asvs_7_4_3_sessions_are_listed_and_ended_one_by_one(client, person):
    elsewhere = client.__class__(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0"})
    sign_in(elsewhere, person)
    sign_in(client, person)
    page = client.get("/account/sessions/").content.decode()
    assert "Firefox on Linux" in page
    assert "This one" in page
    row = UserSession.objects.get(user_agent__contains="Firefox")
    client.post(f"/account/sessions/{row.pk}/")
    assert elsewhere.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_who_was_let_in_by_a_launch_link_is_listed_too(client, person):
    client.force_login(person)
    client.get("/account/")
    assert "This one" in client.get("/account/sessions/").content.decode()


def test_all_other_sessions_end_at_once(client, person):
    others = [client.__class__() for _other in range(3)]
    for other in [*others, client]:
        sign_in(other, person)
    client.post("/account/sessions/others/")
    assert [other.get("/account/").status_code for other in others] == [302] * 3
    assert client.get("/account/").status_code == 200


def test_the_session_of_another_is_not_there(client, person):
    other = client.__class__()
    sign_in(other, member("sam@example.org"))
    sign_in(client, person)
    row = UserSession.objects.get(user__email="sam@example.org")
    assert client.post(f"/account/sessions/{row.pk}/").status_code == 404
    assert other.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/129 Safari/537 Edg/129", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) AppleWebKit Version/17 Mobile Safari/604", "Safari on iPhone"),
        ("curl/8", "A program"),
        ("", "A program"),
        ("<script>alert(1)</script>", "A program"),
    ],
)
def test_browsers_are_named_in_words(agent, words):
    assert browser_words(agent) == words


#: Everything that changes a factor, an address, a token.
GUARDED = [
    ("post", "/accounts/email/", {"email": "new@example.org", "action_add": "1"}),
    ("get", "/accounts/2fa/totp/activate/", {}),
    ("post", "/accounts/2fa/totp/activate/", {"code": "000000"}),
    ("get", "/accounts/2fa/webauthn/add/", {}),
    ("post", "/accounts/2fa/webauthn/add/", {"credential": "{}"}),
    ("get", "/account/tokens/new/", {}),
    ("post", "/account/tokens/new/", {"name": "x", "scope": "read", "days": "30"}),
]


@pytest.mark.parametrize(("method", "address", "fields"), GUARDED)
def test_asvs_7_5_sign_in_again_before_a_factor_an_address_or_a_token_changes(
    client, person, clock, method, address, fields
):
    sign_in(client, person)
    clock.shift(301)
    response = getattr(client, method)(address, fields)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/reauthenticate/?next="), response["Location"]
    assert not Token.objects.exists()
    assert person.emailaddress_set.count() == 1


def test_asvs_7_5_revoking_a_token_asks_too_and_then_goes_on(client, person, clock):
    token, _secret = create_token(person, "Script")
    sign_in(client, person)
    clock.shift(301)
    asked = client.post(f"/account/tokens/{token.pk}/revoke/")
    assert Token.objects.exists()
    wrong = client.post(asked["Location"], {"password": "no"})
    assert "not your password" in wrong.content.decode()
    client.post(asked["Location"], {"password": PASSWORD, "next": f"/account/tokens/{token.pk}/revoke/"})
    assert not Token.objects.exists()


def test_who_signed_in_a_moment_ago_is_not_asked_again(client, person, clock):
    sign_in(client, person)
    clock.shift(200)
    assert client.get("/account/tokens/new/").status_code == 200


def test_changing_the_password_asks_for_the_one_there_is(client, person, clock):
    sign_in(client, person)
    clock.shift(301)
    client.post("/accounts/password/change/", {"password1": "another few words in a row"})
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_session_listed_tells_when_it_was_last_seen(client, person, clock):
    sign_in(client, person)
    client.get("/account/")
    clock.shift(timedelta(hours=2))
    client.get("/account/")
    assert UserSession.objects.get().last_seen_at == timezone.now()
