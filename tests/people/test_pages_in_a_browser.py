"""Every page of accounts in a real browser: sound for assistive technology, no sideways scroll, nothing refused.

With PLANFOLIO_PICTURES=FOLDER each page is also kept as a picture, to be looked at.
"""

import os
from datetime import date
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from planfolio.people.invitations import invite
from planfolio.people.models import Break
from planfolio.people.removal import remove
from planfolio.people.tokens import create_token
from planfolio.testing import ObjectiveFactory, PlanFactory
from tests.browser import DESK, PHONE, accessibility_faults, scrolls_sideways

from .pages import PASSWORD, member, with_app
from .test_pages import OPEN, SIGNED_IN, WITH_APP

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PICTURES = os.environ.get("PLANFOLIO_PICTURES")


def look(page, name: str) -> list[str]:
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    faults = accessibility_faults(page)
    return faults + (["It scrolls sideways"] if scrolls_sideways(page) else [])


def at_home(person) -> list[str]:
    """A life on every page, and the addresses of its things."""
    plan = PlanFactory(owner=person)
    remove(ObjectiveFactory(plan=plan))
    remove(PlanFactory(owner=person, title="Before I changed jobs"))
    away = Break.objects.create(owner=person, starts=date(2030, 7, 6), ends=date(2030, 7, 19), label="By the sea")
    Break.objects.create(owner=person, starts=date(2020, 7, 6), ends=date(2020, 7, 19))
    create_token(person, "Calendar script", "read")
    invite("somebody.with.a.long.name@hospital.example.org", by=person)
    removed = plan.objectives.removed().get()
    return [reverse("break", args=[away.pk]), reverse("erase", args=["objective", removed.pk]), "/welcome/plan/"]


def let_in(live_server, page, person) -> Client:
    client = Client(REMOTE_ADDR="127.0.0.1", headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"})
    client.force_login(person)
    client.get("/account/")
    cookie = {"name": "session", "value": client.cookies["session"].value, "url": str(live_server)}
    page.context.add_cookies([cookie])
    return client


@pytest.mark.parametrize(("width", "theme", "language"), [(DESK, "light", "en"), (PHONE, "dark", "fr")])
def test_every_page_is_sound(live_server, open_page, width, theme, language):
    page = open_page(width=width, theme=theme, language=language)
    found, refused = {}, []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    person = member(language=language, is_administrator=True, name="Nora Lindqvist", welcomed_at=None)
    more = at_home(person)
    for address in OPEN:
        page.goto(f"{live_server}{address}")
        found[address] = look(page, f"{width}-{theme}{address.replace('/', '_')}")
    let_in(live_server, page, person)
    for address in [*SIGNED_IN, *more]:
        page.goto(f"{live_server}{address}")
        if "/reauthenticate/?" in page.url:
            page.fill("input[name=password]", PASSWORD)
            page.click("main form button.button")
        found[address] = look(page, f"{width}-{theme}{address.replace('/', '_')[:60]}")
    with_app(person)
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "Phone", "credential": {}})
    for address in WITH_APP:
        page.goto(f"{live_server}{address}")
        found[address] = look(page, f"{width}-{theme}{address.replace('/', '_')}-app")
    assert {address: faults for address, faults in found.items() if faults} == {}
    assert [words for words in refused if "404" not in words] == []


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_new_person_comes_to_the_first_question(live_server, open_page, width, javascript):
    page = open_page(width=width, javascript=javascript, timezone_id="Europe/Stockholm")
    person = member(name="", welcomed_at=None)
    let_in(live_server, page, person)
    page.goto(f"{live_server}/")
    page.get_by_label("Name").fill("Nora")
    if not javascript:
        page.get_by_label("Time zone").select_option("Europe/Stockholm")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("2 h").check()
    page.get_by_role("button", name="Begin with the first question").click()
    assert page.url.endswith("/objectives/new/what/")
    person.refresh_from_db()
    assert (person.name, person.time_zone, person.weekly_minutes) == ("Nora", "Europe/Stockholm", 120)


def test_a_passkey_is_added_and_signs_in_alone(live_server, open_page):
    page = open_page()
    person = member()
    page.goto(f"{live_server}/accounts/login/")
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{live_server}/accounts/2fa/webauthn/add/")
    page.get_by_label("Name").fill("Laptop")
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/accounts/2fa/recovery-codes/")
    assert Authenticator.objects.filter(user=person, type="webauthn").count() == 1
    page.goto(f"{live_server}/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{live_server}/")
    page.goto(f"{live_server}/account/")
    assert page.get_by_role("heading", name="Your account").is_visible()


def test_a_failed_passkey_says_what_else_to_do(live_server, open_page):
    page = open_page()
    page.goto(f"{live_server}/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('closed')); }")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("The passkey was not used").wait_for()
