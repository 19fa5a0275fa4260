"""Who may make an account: everybody, the invited, nobody; and invitations, which work once."""

import json
import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError
from django.utils import timezone

from planfolio import cli
from planfolio.errors import Missing, Refused, TooMany
from planfolio.jobs.mail import send
from planfolio.people.invitations import HOURLY_LIMIT, find_invitation, invite, send_invitation, use_invitation
from planfolio.people.models import Invitation, Person
from tests.databases import database_of_its_own

from .pages import PASSWORD, letters, member, sign_in, signed_in_as

pytestmark = pytest.mark.django_db


def sign_up(client, email="new@example.org", **extra):
    return client.post("/accounts/signup/", {"email": email, "password1": PASSWORD, **extra})


def test_open_sign_up_confirms_the_address_before_anybody_gets_in(client):
    assert sign_up(client)["Location"] == "/accounts/confirm-email/"
    assert signed_in_as(client) is None
    person = Person.objects.get()
    sign_in(client, person)
    assert signed_in_as(client) is None
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", letters()[0].text)[1]
    client.get(link)
    sign_in(client, person)
    assert signed_in_as(client) is None, "opening the link confirms nothing"
    client.post(link)
    sign_in(client, person)
    assert signed_in_as(client) == str(person.pk)


def test_sign_up_sent_twice_makes_one_account(client):
    sign_up(client)
    sign_up(client)
    assert Person.objects.count() == 1


def test_sign_up_at_the_same_moment_makes_one_account(client, monkeypatch):
    from planfolio.people.sign_in_forms import SignUp

    save = SignUp.save
    calls = []

    def collides(self, request):
        calls.append(1)
        if len(calls) == 1:
            Person.objects.create_user("new@example.org", "of the other one")
            raise IntegrityError
        return save(self, request)

    monkeypatch.setattr(SignUp, "save", collides)
    assert sign_up(client)["Location"] == "/accounts/confirm-email/"
    assert Person.objects.count() == 1


def test_nobody_makes_themselves_an_administrator(client):
    sign_up(client, is_administrator="on", is_active="on", is_example="on", id="0", role="x")
    person = Person.objects.get()
    assert not person.is_administrator
    assert not person.is_example
    assert person.role == ""


def test_who_signs_up_in_french_is_written_to_in_french(client):
    client.cookies["language"] = "fr"
    sign_up(client)
    assert Person.objects.get().language == "fr"


@pytest.mark.parametrize("rule", ["invited", "closed", "anything else"])
def test_without_an_invitation_there_is_no_sign_up(client, settings, rule):
    settings.SIGNUP = rule
    assert "by invitation" in client.get("/accounts/signup/").content.decode()
    sign_up(client)
    assert not Person.objects.exists()


@pytest.fixture
def invited_only(settings):
    settings.SIGNUP = "invited"


def test_an_invitation_makes_a_confirmed_account_for_its_address_alone(client, invited_only):
    _invitation, secret = invite("Sam@Example.org", by=None)
    assert client.get(f"/invitation/{secret}/")["Location"] == "/accounts/signup/"
    assert "sam@example.org" in client.get("/accounts/signup/").content.decode()
    sign_up(client, email="eve@example.org")
    person = Person.objects.get()
    assert person.email == "sam@example.org"
    assert signed_in_as(client) == str(person.pk)
    assert Invitation.objects.get().accepted_at


def test_the_first_invitation_from_the_command_line_makes_the_administrator(client, invited_only):
    first, second = (invite(f"{name}@example.org", by=None)[1] for name in ("a", "b"))
    for secret in (first, second):
        browser = client.__class__()
        browser.get(f"/invitation/{secret}/")
        sign_up(browser)
    assert list(Person.objects.order_by("email").values_list("is_administrator", flat=True)) == [True, False]


def test_an_invitation_by_a_person_makes_no_administrator(client, invited_only):
    _invitation, secret = invite("b@example.org", by=member(is_administrator=False))
    client.get(f"/invitation/{secret}/")
    sign_up(client)
    assert not Person.objects.filter(is_administrator=True).exists()


def test_opening_the_link_uses_nothing(client, invited_only):
    _invitation, secret = invite("sam@example.org", by=None)
    for _scanner in range(3):
        client.__class__().get(f"/invitation/{secret}/")
    assert find_invitation(secret)


def test_a_refused_password_does_not_use_the_invitation(client, invited_only):
    _invitation, secret = invite("sam@example.org", by=None)
    client.get(f"/invitation/{secret}/")
    client.post("/accounts/signup/", {"password1": "short"})
    assert find_invitation(secret)
    sign_up(client)
    assert Person.objects.get().email == "sam@example.org"


def test_an_invitation_ends_after_two_weeks(client, invited_only):
    invitation, secret = invite("sam@example.org", by=None)
    with time_machine.travel(timezone.now() + timedelta(days=14, seconds=1)):
        assert client.get(f"/invitation/{secret}/").status_code == 404
        with pytest.raises(Missing):
            find_invitation(secret)
        with pytest.raises(Refused):
            use_invitation(invitation.pk)


def test_an_invitation_is_kept_as_a_hash(invited_only):
    invitation, secret = invite("sam@example.org", by=None)
    assert secret not in str(Invitation.objects.values().get(pk=invitation.pk))
    assert len(secret) >= 40


def test_a_new_invitation_ends_the_earlier_one(invited_only):
    _first, old = invite("sam@example.org", by=None)
    invite("sam@example.org", by=None)
    with pytest.raises(Missing):
        find_invitation(old)


def test_who_has_an_account_is_not_invited(invited_only):
    member("sam@example.org")
    with pytest.raises(Refused):
        invite("SAM@example.org", by=None)


def test_asvs_2_4_1_a_hundred_invitations_an_hour(invited_only):
    by = member(is_administrator=True)
    for number in range(HOURLY_LIMIT):
        invite(f"n{number}@example.org", by=by)
    with pytest.raises(TooMany):
        invite("one-more@example.org", by=by)


def test_an_administrator_invites_by_the_page_and_takes_back(client, invited_only):
    sign_in(client, member(is_administrator=True, name="Nora"))
    client.post("/account/invitations/", {"email": "sam@example.org"})
    (letter,) = letters()
    assert (letter.to, letter.subject) == ("sam@example.org", "Nora invites you to Planfolio")
    link = re.search(r"http://testserver(/invitation/\S+)", letter.text)[1]
    client.post(f"/account/invitations/{Invitation.objects.get().pk}/")
    assert client.__class__().get(link).status_code == 404
    page = client.post("/account/invitations/", {"email": "not an address"}).content.decode()
    assert "not an address" in page
    assert "name@example.org" in page
    assert not Invitation.objects.exists()


def test_nobody_else_sees_or_sends_invitations(client, invited_only):
    administrator = member("admin@example.org", is_administrator=True)
    invitation, _secret = invite("sam@example.org", by=administrator)
    sign_in(client, member())
    assert client.get("/account/invitations/").status_code == 404
    assert client.post("/account/invitations/", {"email": "x@example.org"}).status_code == 404
    assert client.post(f"/account/invitations/{invitation.pk}/").status_code == 404
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["Eve\r\nBcc: all@example.org", "Eve\nSubject: Other", "Eve\r\n\r\n<html>", "Eve\x0bX: y"]
)
def test_asvs_1_3_11_a_name_adds_no_header_to_a_mail(invited_only, name):
    by = member(is_administrator=True, name=name)
    invitation, secret = invite("sam@example.org", by=by)
    send_invitation(invitation, f"https://learn.example.org/invitation/{secret}/")
    send.call(str(letters()[0].pk))
    (message,) = mail.outbox
    assert message.recipients() == ["sam@example.org"]
    parsed = message.message()
    assert parsed["Bcc"] is None
    assert parsed["X"] is None
    assert len(parsed.get_all("Subject")) == 1
    assert "\n" not in message.subject


@pytest.mark.parametrize(
    "address", ["sam@example.org\r\nBcc: all@example.org", "sam@example.org\nBcc:x@y.z", "a@b.c,d@e.f"]
)
def test_asvs_1_3_11_an_address_adds_no_header_to_a_mail(client, invited_only, address):
    sign_in(client, member(is_administrator=True))
    client.post("/account/invitations/", {"email": address})
    client.post("/accounts/email/", {"email": address, "action_add": "1"})
    client.__class__().post("/accounts/password/reset/", {"email": address})
    assert not letters()


def test_links_in_mails_lead_to_the_public_address_whatever_the_host_header_says(client, settings):
    settings.PUBLIC_URL = "https://learn.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    member()
    client.post("/accounts/password/reset/", {"email": "nora@example.org"}, headers={"Host": "evil.example"})
    assert "https://learn.example.org/accounts/password/reset/key/" in letters()[0].text
    assert "evil.example" not in letters()[0].text


def test_the_command_prints_a_link_that_works(client, invited_only, capsys, monkeypatch):
    monkeypatch.setattr("planfolio.commands.invite.ready", lambda: None)
    assert cli.main(["invite", "sam@example.org", "--json", "--url", "https://learn.example.org"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["link"].startswith("https://learn.example.org/invitation/")
    assert not letters()
    client.get(facts["link"].removeprefix("https://learn.example.org"))
    sign_up(client)
    assert Person.objects.get().email == "sam@example.org"
    assert cli.main(["invite", "nonsense"]) == 2
    assert cli.main(["invite", "sam@example.org"]) == 1
    assert cli.main(["invite", "b@example.org", "--mail"]) == 0
    assert letters()[-1].to == "b@example.org"


PARALLEL = """
import django, threading
django.setup()
from planfolio.schema import bring_up_to_date
bring_up_to_date()
from django.db import connection, connections
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
from planfolio.people.invitations import invite
from planfolio.people.models import Invitation, Person
_invitation, secret = invite("sam@example.org", by=None)
start, answers = threading.Barrier(50), []
def accept():
    browser = Client(REMOTE_ADDR="127.0.0.1")
    browser.get(f"/invitation/{secret}/")
    start.wait()
    answers.append(browser.post("/accounts/signup/", {"password1": "four words in a row"}).status_code)
    connections.close_all()
threads = [threading.Thread(target=accept) for _ in range(50)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(Person.objects.count(), Invitation.objects.filter(accepted_at__isnull=False).count(), len(answers), max(answers))
"""


@pytest.mark.slow
def test_asvs_2_3_4_an_invitation_used_by_fifty_at_once_makes_one_account(tmp_path):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.parallel_settings", "PLANFOLIO_SIGNUP": "invited"}
    environment |= database_of_its_own()
    done = subprocess.run(
        [sys.executable, "-c", PARALLEL], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    accounts, used, answered, worst = map(int, done.stdout.split())
    assert (accounts, used, answered) == (1, 1, 50), done.stdout
    assert worst < 500, done.stdout
