"""Every page of accounts in both languages: it renders, has one heading, and no id twice."""

import re
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from planfolio.people.invitations import invite
from planfolio.people.models import Break
from planfolio.people.removal import remove
from planfolio.testing import PlanFactory

from .pages import member, sign_in, with_app

pytestmark = pytest.mark.django_db

OPEN = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/done/",
    "/accounts/password/reset/key/1-nothing/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/nothing/",
    "/accounts/inactive/",
]
SIGNED_IN = [
    "/welcome/",
    "/account/",
    "/account/mail/",
    "/account/breaks/",
    "/account/weeks/",
    "/account/sessions/",
    "/account/tokens/",
    "/account/tokens/new/",
    "/account/deleted/",
    "/account/invitations/",
    "/accounts/logout/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
]
WITH_APP = [
    "/accounts/2fa/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
]


def check(client, address, language):
    client.cookies["language"] = language
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code, response.get("Location"))
    page = response.content.decode()
    assert page.count("<h1") == 1, address
    assert f'lang="{language}"' in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)), address
    assert "style=" not in page
    assert "onclick" not in page
    return page


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("address", OPEN)
def test_pages_of_the_entrance_are_ours(client, address, language):
    check(client, address, language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_of_the_account_are_ours(client, language):
    person = member(language=language, is_administrator=True)
    plan = PlanFactory(owner=person)
    remove(plan)
    away = Break.objects.create(owner=person, starts=date(2030, 7, 1), ends=date(2030, 7, 14), label="Summer")
    invite("sam@example.org", by=person)
    sign_in(client, person)
    erase = reverse("erase", args=["plan", plan.pk])
    for address in [*SIGNED_IN, erase, reverse("break", args=[away.pk])]:
        check(client, address, language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_of_the_second_step_are_ours(client, language):
    person = member(language=language)
    sign_in(client, person)
    with_app(person)
    key = Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone", "credential": {}}
    )
    for address in [
        *WITH_APP,
        f"/accounts/2fa/webauthn/keys/{key.pk}/edit/",
        f"/accounts/2fa/webauthn/keys/{key.pk}/remove/",
    ]:
        check(client, address, language)
    codes = client.get("/accounts/2fa/recovery-codes/download/")
    assert codes["Content-Type"].startswith("text/plain")
    assert len(re.findall(r"^[0-9]{8}$", codes.content.decode(), re.MULTILINE)) == 10


def test_the_page_of_the_code_is_ours(client):
    person = member()
    with_app(person)
    response = sign_in(client, person)
    assert response["Location"] == "/accounts/2fa/authenticate/"
    check(client, "/accounts/2fa/authenticate/", "en")
