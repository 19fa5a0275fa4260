"""API tokens: shown once, kept as a hash, good for one purpose, gone when revoked."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from planfolio.errors import Conflict, Refused
from planfolio.people.invitations import invite
from planfolio.people.models import Token
from planfolio.people.tokens import PREFIX, TOKENS_LIMIT, create_token, person_for

from .pages import letters, member, sign_in, signed_in_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return member()


def new_token(client, **fields):
    page = client.get("/account/tokens/new/").content.decode()
    key = re.search(r'name="id" value="([^"]+)"', page)[1]
    return {"id": key, "name": "My script", "scope": "write", "days": "90"} | fields


def test_a_token_names_its_person_and_scope(person):
    token, secret = create_token(person, "Script", Token.Scope.CAPTURE)
    assert person_for(secret) == (person, token)
    assert token.scope == "capture"
    assert secret.startswith(PREFIX)


def test_only_a_hash_is_kept(person):
    token, secret = create_token(person, "Script")
    assert secret not in str(Token.objects.values().get(pk=token.pk))


@pytest.mark.parametrize("wrong", ["", "x", PREFIX, "\x00", "é" * 9999, "\udcff", "' OR 1=1 --"])
def test_anything_else_names_nobody_at_the_same_cost(person, wrong, django_assert_num_queries):
    create_token(person, "Script")
    with django_assert_num_queries(1):
        assert person_for(wrong) is None


def test_the_hash_itself_is_not_a_secret(person):
    token, _secret = create_token(person, "Script")
    assert person_for(token.secret_hash) is None


def test_a_token_ends(person):
    _token, secret = create_token(person, "Script", expires=timezone.now() + timedelta(days=1))
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert person_for(secret) is None


def test_a_closed_account_has_no_tokens(person):
    _token, secret = create_token(person, "Script")
    person.is_active = False
    person.save()
    assert person_for(secret) is None


def test_the_day_of_use_is_written_once_a_day(person, django_assert_num_queries):
    token, secret = create_token(person, "Script")
    person_for(secret)
    token.refresh_from_db()
    assert token.last_used_on == timezone.now().date() >= date(2020, 1, 1)
    with django_assert_num_queries(1):
        person_for(secret)


def test_a_person_has_only_so_many(person):
    for number in range(TOKENS_LIMIT):
        create_token(person, f"Script {number}")
    with pytest.raises(Refused):
        create_token(person, "One more")


def test_the_page_shows_the_secret_once(client, person):
    sign_in(client, person)
    fields = new_token(client)
    page = client.post("/account/tokens/new/", fields).content.decode()
    secret = re.search(r'value="(planfolio_[^"]+)"', page)[1]
    assert person_for(secret)[0] == person
    assert secret not in client.get("/account/tokens/").content.decode()
    assert "My script" in client.get("/account/tokens/").content.decode()
    again = client.post("/account/tokens/new/", fields)
    assert again.status_code == 409
    assert secret not in again.content.decode()
    assert Token.objects.count() == 1
    with pytest.raises(Conflict):
        create_token(person, "x", key=Token.objects.get().pk)


def test_an_answer_that_is_missing_keeps_the_rest(client, person):
    sign_in(client, person)
    page = client.post("/account/tokens/new/", new_token(client, name="", scope="capture")).content.decode()
    assert "Fill in “What is it for?”" in page
    assert re.search(r'value="capture" checked', page)
    assert not Token.objects.exists()


def test_a_token_that_never_ends_is_a_choice(client, person):
    sign_in(client, person)
    client.post("/account/tokens/new/", new_token(client, days=""))
    assert Token.objects.get().expires_at is None


def test_nobody_makes_a_token_for_somebody_else(client, person):
    other = member("sam@example.org")
    sign_in(client, person)
    client.post("/account/tokens/new/", new_token(client, owner=str(other.pk), owner_id=str(other.pk)))
    assert Token.objects.get().owner == person


def test_a_key_of_another_is_not_revealed(client, person):
    theirs, _secret = create_token(member("sam@example.org"), "Theirs")
    sign_in(client, person)
    response = client.post("/account/tokens/new/", new_token(client, id=str(theirs.pk)))
    assert response.status_code == 200
    assert Token.objects.filter(owner=person).count() == 1


def test_revoking_ends_it_and_a_stranger_cannot(client, person):
    token, secret = create_token(person, "Script")
    sign_in(client, member("sam@example.org"))
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    assert person_for(secret)
    client.post("/accounts/logout/")
    sign_in(client, person)
    assert client.get(f"/account/tokens/{token.pk}/revoke/").status_code == 405
    client.post(f"/account/tokens/{token.pk}/revoke/")
    assert person_for(secret) is None


def test_asvs_9_2_each_secret_opens_its_own_door_alone(client, person, settings):
    settings.SIGNUP = "invited"
    _token, token = create_token(person, "Script")
    _invitation, invitation = invite("sam@example.org", by=None)
    sign_in(client, person)
    session = client.session.session_key
    client.post("/accounts/email/", {"email": "nora@new.example", "action_add": "1"})
    other = client.__class__()
    other.post("/accounts/password/reset/", {"email": person.email})
    texts = " ".join(letter.text for letter in letters())
    confirm = re.search(r"/accounts/confirm-email/(\S+)/", texts)[1]
    reset = re.search(r"/accounts/password/reset/key/(\S+)/", texts)[1]
    secrets = {"token": token, "invitation": invitation, "session": session, "confirm": confirm, "reset": reset}
    for kind, secret in secrets.items():
        stranger = client.__class__()
        assert (person_for(secret) is not None) == (kind == "token"), kind
        opened = stranger.get(f"/invitation/{secret}/").status_code
        assert (opened == 302) == (kind == "invitation"), kind
        page = stranger.get(f"/accounts/password/reset/key/{secret}/", follow=True)
        assert (b'name="password1"' in page.content) == (kind == "reset"), kind
        page = stranger.get(f"/accounts/password/reset/key/{reset.split('-')[0]}-{secret}/", follow=True)
        assert b'name="password1"' not in page.content, kind
        page = stranger.get(f"/accounts/confirm-email/{secret}/")
        assert (b"nora@new.example" in page.content) == (kind == "confirm"), kind
        stranger.cookies["session"] = secret
        assert (stranger.get("/account/").status_code == 200) == (kind == "session"), kind
        stranger.cookies.clear()
        stranger.get("/account/", headers={"Authorization": f"Bearer {secret}"})
        assert signed_in_as(stranger) is None
