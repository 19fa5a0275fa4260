"""Signing in and out: who gets in, what a stranger learns, where one lands, and what stays out of logs."""

import logging
import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings as configured
from django.core.cache import cache

from planfolio.people.models import Person

from .pages import PASSWORD, letters, member, sign_in, signed_in_as

pytestmark = pytest.mark.django_db

NEW = "another few words in a row"


def test_the_right_password_lets_in_and_leads_to_the_start_page(client):
    person = member()
    response = sign_in(client, person)
    assert response["Location"] == "/"
    assert signed_in_as(client) == str(person.pk)


def test_the_address_is_taken_in_any_case_and_with_spaces(client):
    member()
    client.post("/accounts/login/", {"login": " Nora@Example.ORG ", "password": PASSWORD})
    assert signed_in_as(client)


def test_a_wrong_password_keeps_the_address_and_not_the_password(client):
    person = member()
    page = sign_in(client, person, "not this one at all").content.decode()
    assert "do not belong together" in page
    assert 'value="nora@example.org"' in page
    assert "not this one at all" not in page
    assert signed_in_as(client) is None


def test_the_page_is_made_for_password_managers(client):
    page = client.get("/accounts/login/").content.decode()
    assert re.search(r'name="login"[^>]*autocomplete="username webauthn"', page)
    assert re.search(r'name="password"[^>]*autocomplete="current-password"', page)
    assert "onpaste" not in page
    signup = client.get("/accounts/signup/").content.decode()
    assert re.search(r'name="password1"[^>]*autocomplete="new-password"', signup)


def test_a_closed_account_does_not_get_in(client):
    person = member(is_active=False)
    sign_in(client, person)
    assert signed_in_as(client) is None


def test_signing_out_takes_a_form_not_a_link(client):
    sign_in(client, member())
    client.get("/accounts/logout/")
    assert signed_in_as(client)
    client.post("/accounts/logout/")
    assert signed_in_as(client) is None


def test_signing_in_starts_a_new_session(client):
    client.get("/accounts/login/")
    client.session["planted"] = True
    before = client.session.session_key
    sign_in(client, member())
    assert client.session.session_key != before


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "http:///evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " https://evil.example",
    "\thttps://evil.example",
    "/\t/evil.example",
    "http://testserver@evil.example/",
    "http://testserver.evil.example/",
    "http://testserver:8443/",
    "http://127.0.0.1/",
    "http://localhost/",
    "%2f%2fevil.example",
    "ftp://testserver/",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_asvs_3_7_2_next_goes_nowhere_else(client, address, settings):
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
    person = member()
    for response in (sign_in(client, person, next=address), client.post("/accounts/logout/", {"next": address})):
        to = response["Location"]
        assert urlsplit(urljoin("http://testserver/accounts/login/", to.replace("\\", "/"))).netloc == "testserver", to


def test_next_leads_back_to_the_page_that_was_asked_for(client):
    person = member()
    asked = client.get("/account/breaks/")
    assert asked["Location"] == "/accounts/login/?next=/account/breaks/"
    assert sign_in(client, person, next="/account/breaks/")["Location"] == "/account/breaks/"


def told(client, address, fields):
    """What a stranger sees: status, where they are sent, the words of the page without its own fields."""
    response = client.post(address, fields)
    text = re.sub(r'value="[^"]*"', "", response.content.decode())
    return response.status_code, response.get("Location"), text


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/accounts/login/", lambda email: {"login": email, "password": "not this one at all"}),
        ("/accounts/signup/", lambda email: {"email": email, "password1": NEW}),
        ("/accounts/password/reset/", lambda email: {"email": email}),
    ],
)
def test_nothing_tells_who_has_an_account(client, address, fields):
    member()
    known = told(client, address, fields("nora@example.org"))
    cache.clear()
    client.cookies.clear()
    unknown = told(client, address, fields("nobody@example.org"))
    assert known == unknown


def test_who_is_known_is_told_by_mail_alone(client):
    member()
    client.post("/accounts/signup/", {"email": "nora@example.org", "password1": NEW})
    (letter,) = letters()
    assert letter.to == "nora@example.org"
    assert "already" in letter.subject
    assert Person.objects.count() == 1


def test_an_unknown_address_costs_as_much_work_as_a_known_one(client, monkeypatch):
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *args: hashed.append(1) or encode(self, *args))
    person = member()
    hashed.clear()
    sign_in(client, person, "wrong")
    known = len(hashed)
    hashed.clear()
    client.post("/accounts/login/", {"login": "nobody@example.org", "password": "wrong"})
    assert len(hashed) == known == 1


def test_five_wrong_tries_close_the_door_for_a_while_also_to_the_right_password(client):
    person = member()
    for _try in range(5):
        sign_in(client, person, "not this one at all")
    page = sign_in(client, person).content.decode()
    assert "Wait five minutes" in page
    assert signed_in_as(client) is None


def test_tries_are_counted_where_all_processes_see_them():
    assert configured.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    assert cache.add("one-try", 1, 60)
    assert not cache.add("one-try", 1, 60)


def test_asvs_4_1_3_a_forged_address_does_not_move_a_limit(client):
    person = member()
    for number in range(5):
        client.post(
            "/accounts/login/",
            {"login": person.email, "password": "wrong"},
            headers={
                "X-Forwarded-For": f"10.0.0.{number}",
                "X-Real-IP": f"10.0.0.{number}",
                "Forwarded": "for=1.2.3.4",
            },
        )
    for number in range(30):
        response = client.post(
            "/accounts/login/",
            {"login": f"other{number}@example.org", "password": "wrong"},
            headers={"X-Forwarded-For": f"10.0.1.{number}"},
        )
    assert response.status_code == 429
    assert "Wait" in response.content.decode()


COMMON = ["password123", "1234567890", "qwertyuiop", "iloveyou123", "football123", "princess123", "Passw0rd12"]


def test_asvs_6_2_12_common_and_breached_passwords_are_refused_without_the_network(client):
    refused = 0
    for number, password in enumerate(COMMON):
        cache.clear()
        client.post("/accounts/signup/", {"email": f"n{number}@example.org", "password1": password})
        refused += not Person.objects.filter(email=f"n{number}@example.org").exists()
    assert refused >= len(COMMON) - 2
    page = client.post("/accounts/signup/", {"email": "x@example.org", "password1": "1234567890"}).content.decode()
    assert "too common" in page
    assert 'value="x@example.org"' in page


def test_a_password_like_the_address_is_refused(client):
    client.post("/accounts/signup/", {"email": "nora.lindqvist@example.org", "password1": "nora.lindqvist"})
    assert not Person.objects.exists()


def test_passwords_are_kept_as_argon2_in_real_life(settings):
    from planfolio import settings as real

    settings.PASSWORD_HASHERS = real.PASSWORD_HASHERS
    assert member().password.startswith("argon2$argon2id$")


def test_asvs_16_2_5_passwords_and_codes_reach_no_log(client, caplog, monkeypatch):
    marker = "MARKER-of-a-password-9c1f"
    caplog.set_level(logging.DEBUG)
    person = member(password=marker)
    sign_in(client, person, marker + "x")
    sign_in(client, person, marker)
    client.post("/accounts/password/change/", {"oldpassword": marker, "password1": marker + "2"})
    client.post("/accounts/reauthenticate/", {"password": marker})
    client.post("/account/password/", {"email": "a@example.org", "password": marker})

    def broken(*_args, **_kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("planfolio.people.adapter.AccountAdapter.authenticate", broken)
    client.raise_request_exception = False
    client.post("/accounts/logout/")
    assert sign_in(client, person, marker).status_code == 500
    page = sign_in(client, person, marker).content.decode()
    assert marker not in page
    assert marker not in caplog.text


def test_choosing_a_new_password_by_mail(client):
    person = member()
    sign_in(client, person)
    other = client.__class__()
    other.post("/accounts/password/reset/", {"email": person.email})
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", letters()[0].text)[1]
    page = other.get(link, follow=True)
    address = page.redirect_chain[-1][0]
    done = other.post(address, {"password1": NEW})
    assert done["Location"] == "/accounts/password/reset/key/done/"
    assert signed_in_as(other) is None
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert client.get("/account/").status_code == 302
    assert "ended" in other.get(link, follow=True).content.decode()
    assert letters()[-1].subject == "You have a new password"


def test_changing_the_password_ends_the_other_sessions_and_not_this_one(client):
    person = member()
    elsewhere = client.__class__()
    sign_in(elsewhere, person)
    sign_in(client, person)
    wrong = client.post("/accounts/password/change/", {"oldpassword": "no", "password1": NEW})
    assert "not your password" in wrong.content.decode()
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW})
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert letters()[-1].subject == "Your password was changed"


def test_the_address_changes_when_the_new_one_is_confirmed(client):
    person = member()
    sign_in(client, person)
    client.post("/accounts/email/", {"email": "nora@new.example", "action_add": "1"})
    person.refresh_from_db()
    assert person.email == "nora@example.org"
    letter = next(letter for letter in letters() if letter.to == "nora@new.example")
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", letter.text)[1]
    client.get(link)
    person.refresh_from_db()
    assert person.email == "nora@example.org", "a mail scanner that opens the link confirms nothing"
    client.post(link)
    person.refresh_from_db()
    assert person.email == "nora@new.example"
    assert any(letter.to == "nora@example.org" and "changed" in letter.subject for letter in letters())


def test_the_address_of_somebody_else_cannot_be_taken(client):
    member("sam@example.org")
    person = member()
    sign_in(client, person)
    response = client.post("/accounts/email/", {"email": "sam@example.org", "action_add": "1"})
    assert response.status_code == 302
    for letter in letters():
        if found := re.search(r"http://testserver(/accounts/confirm-email/\S+)", letter.text):
            client.post(found[1])
    person.refresh_from_db()
    assert person.email == "nora@example.org"


def test_the_first_page_of_an_empty_instance_says_how_to_begin(client):
    assert "planfolio invite" in client.get("/accounts/login/").content.decode()
    member()
    assert "planfolio invite" not in client.get("/accounts/login/").content.decode()
