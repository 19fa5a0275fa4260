"""Inviting people into an organisation: read, looked over, confirmed, sent, and used once."""

import os
import re
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from planfolio.errors import Missing, NotAllowed, Refused, TooMany
from planfolio.people.base import new_key
from planfolio.people.invitations import makes_administrator, running
from planfolio.people.models import Invitation, Membership, OrganisationRole, Person, Roster, Team
from planfolio.people.organisations import actions, inviting, joining
from planfolio.people.organisations.reading import ROWS_LIMIT, Row, decoded, read_people
from planfolio.people.organisations.setting_up import find_set_up
from planfolio.testing import PersonFactory, words
from tests.databases import database_of_its_own

from .organisation_cast import house, invited, join, looked_over
from .pages import PASSWORD, letters, member, sign_in, signed_in_as

MOODLE = Path(__file__).resolve().parents[3] / "shared/samples/moodle/moodle_upload_users_1000.csv"
stored = pytest.mark.django_db


@pytest.fixture
def here(db):
    return house()


def client_of(client, membership):
    client.force_login(membership.person)
    return client


def listed(client, here, text="", **sent):
    """Send a list; returns the address of its look."""
    there = reverse("organisation-invite", args=[here.organisation.pk])
    answer = client.post(there, {"people": text, "role": "member", "id": new_key()} | sent)
    assert answer.status_code == 302, words(answer)
    return answer["Location"]


def run(roster: Roster | None = None) -> None:
    inviting.invite_people.call(str((roster or Roster.objects.get()).pk))


def invite(here, email="sam@example.org", **values) -> tuple[Invitation, str]:
    return invited(here, email, **values)


# Reading


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("sam@example.org", [("", "sam@example.org")]),
        ("a@x.org, b@x.org; c@x.org\nd@x.org e@x.org", [("", f"{name}@x.org") for name in "abcde"]),
        ("Sam Okafor <Sam@Example.org>", [("Sam Okafor", "sam@example.org")]),
        ('"Okafor, Sam" <sam@x.org>; Helen <h@x.org>', [("Okafor, Sam", "sam@x.org"), ("Helen", "h@x.org")]),
        ("Okafor, Sam <sam@x.org>", [("Okafor, Sam", "sam@x.org")]),
        ("a@x.org, Sam <sam@x.org>", [("", "a@x.org"), ("Sam", "sam@x.org")]),
        ("Sam Okafor sam@x.org", [("Sam Okafor", "sam@x.org")]),
        ("\ufeffEmail;Name\nsam@x.org;Sam", [("Sam", "sam@x.org")]),
        ("Nom,Prénom,Courriel\nDupont,Zoé,zoe@x.org", [("Zoé Dupont", "zoe@x.org")]),
        ("E-mail Address\tFull name\r\nsam@x.org\tSam\r\n\r\n", [("Sam", "sam@x.org")]),
        ('Sam <sam@x.org>, "Bo, Ida" <ida@x.org>', [("Sam", "sam@x.org"), ("Bo, Ida", "ida@x.org")]),
        (
            "12;Okafor;Sam;sam@x.org;Loans\n13;Bo;Ida;ida@x.org;Loans",
            [("Okafor Sam", "sam@x.org"), ("Bo Ida", "ida@x.org")],
        ),
        ("\u200bsam@x.org\u200b", [("", "sam@x.org")]),
    ],
)
def test_lists_are_read_as_people_keep_them(text, rows):
    people = read_people(text)
    assert people.rows == [Row(*row) for row in rows]
    assert people.wrong == []


def test_what_is_nobody_says_in_which_line_and_what_to_do():
    people = read_people(
        "email,name\nsam@x.org,Sam\nnonsense,Helen\n,Nobody\nSAM@x.org,Again\n" + "a" * 300 + "@x.org,Long"
    )
    assert [row.email for row in people.rows] == ["sam@x.org"]
    assert people.repeated == 1
    assert [(wrong.line, wrong.text[:8]) for wrong in people.wrong] == [(3, "nonsense"), (4, "Nobody"), (6, "aaaaaaaa")]
    assert "such as name@example.org" in people.wrong[0].advice


def test_teams_come_from_the_file():
    assert read_people("email,cohort1\na@x.org,COH").rows == [Row("", "a@x.org", "COH")]
    assert read_people("Courriel;Équipe\na@x.org;Prêt").rows == [Row("", "a@x.org", "Prêt")]


#: The headings of what personnel systems, directories and address books export, with a row of Sam Okafor under them.
EXPORTS = {
    "google": "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Department\n"
    "Sam,Okafor,sam@x.org,****,Loans",
    "google contacts": "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Department\n"
    "Sam Okafor,Sam,Okafor,* Work,sam@x.org,Loans",
    "microsoft 365": "Block credential,City,Department,Display name,First name,Last name,User principal name\n"
    "False,Oslo,Loans,Sam Okafor,Sam,Okafor,sam@x.org",
    "entra": "userPrincipalName,displayName,surname,mail,givenName,department\n"
    "s_ext@x.example,Sam Okafor,Okafor,sam@x.org,Sam,Loans",
    "bamboo": '"Employee #","First Name","Last Name","Home Email","Work Email","Department"\n'
    '"12","Sam","Okafor","sam@home.example","sam@x.org","Loans"',
    "workday": "Report: All Workers\nRun on 2026-11-29\n\nEmployee ID,Legal Name - First Name,Legal Name - Last Name,"
    "Manager Email,Email - Primary Work,Supervisory Organization\n1,Sam,Okafor,chief@x.org,sam@x.org,Loans",
    "a spreadsheet that says its separator": "sep=;\nNom;Prénom;E-mail;Service\nOkafor;Sam;sam@x.org;Loans",
    "french, with a private address": "Matricule;Nom;Prénom;E-mail personnel;E-mail professionnel;Département\n"
    "1;Okafor;Sam;sam@home.example;sam@x.org;Loans",
    "french, with two names": "Civilité;Nom de naissance;Nom d’usage;Prénom;Adresse de messagerie;"
    "Service d’affectation\n"
    "M.;Eze;Okafor;Sam;sam@x.org;Loans",
    "french, with a title": "Liste du personnel au 28/11/2026;;;\n;;;\nNOM;PRENOM;MAIL PRO;UF\n"
    "Okafor;Sam;sam@x.org;Loans",
    "postal addresses beside": "Full name|Mailing address|Mail|Team\nSam Okafor|Mail Road 1|mailto:sam@x.org|Loans",
}


@pytest.mark.parametrize("export", EXPORTS)
def test_what_other_systems_export_is_read_by_its_headings(export):
    people = read_people(EXPORTS[export])
    assert (people.rows, people.wrong) == ([Row("Sam Okafor", "sam@x.org", "Loans")], [])


def test_words_above_a_pasted_list_are_no_headings():
    people = read_people("Bonjour, voici les mails :\na@x.org\nb@x.org")
    assert [row.email for row in people.rows] == ["a@x.org", "b@x.org"]
    assert [wrong.line for wrong in people.wrong] == [1, 1]


def test_a_line_longer_than_any_heading_is_no_fault_of_ours():
    assert read_people("a" * 200_000 + "\nsam@x.org").rows == [Row("", "sam@x.org")]


def test_a_list_that_is_too_long_is_refused():
    with pytest.raises(Refused):
        read_people("\n".join(f"a{place}@x.org" for place in range(ROWS_LIMIT + 1)))


def test_files_of_older_programs_are_read_and_what_is_no_text_is_refused():
    assert decoded("email,name\na@x.org,Zoé".encode("cp1252")).endswith("Zoé")
    assert decoded("email\na@x.org".encode("utf-16")).startswith("email")
    for content in (b"PK\x03\x04\x00\x00\xff", b"\xff\xfe\x00"):
        with pytest.raises(Refused):
            decoded(content)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        people = read_people(text)
    except Refused:
        return
    assert all(row.email == row.email.lower() and "@" in row.email for row in people.rows)
    assert len({row.email for row in people.rows}) == len(people.rows)
    assert all("\x00" not in wrong.text for wrong in people.wrong)


# Looking over and confirming


@stored
def test_the_look_tells_new_known_repeated_and_wrong_and_keeps_nothing(client, here):
    invite(here, "waiting@example.org")
    client = client_of(client, here.coordinator)
    sent = len(letters())
    text = f"new@example.org\nnew@example.org\n{here.member.email}\nwaiting@example.org\nnonsense"
    page = words(client.get(listed(client, here, text)))
    for told in (
        "One line is nobody", "nonsense", "One address stands in the list more than once",
        "One belongs to City Hospital Library already", "One is invited already", "Invite one person",
    ):  # fmt: skip
        assert told in page
    assert Invitation.objects.count() == 1
    assert len(letters()) == sent
    assert not Person.objects.filter(email="new@example.org").exists()


@stored
def test_confirming_invites_the_new_once(client, here):
    client = client_of(client, here.coordinator)
    there = listed(client, here, "Sam Okafor <sam@example.org>", team=str(here.team.pk))
    for _time in range(2):
        assert client.post(there)["Location"] == there
    run()
    run()
    invitation, (letter,) = Invitation.objects.get(), letters()
    assert (invitation.name, invitation.team, invitation.role) == ("Sam Okafor", here.team, "member")
    assert letter.to == "sam@example.org"
    assert "invites you to City Hospital Library" in letter.subject
    assert "Done: one invitation is on its way" in words(client.get(there))


@stored
def test_progress_is_told_between_the_steps(client, here, monkeypatch):
    client = client_of(client, here.coordinator)
    there = listed(client, here, "\n".join(f"p{place}@example.org" for place in range(120)))
    client.post(there)
    assert "0 of 120 lines done" in words(client.get(there))
    inviting._invite_some(str(Roster.objects.get().pk))
    assert 'data-progress="1"' in words(client.get(there))
    assert "50 of 120 lines done" in words(client.get(there))
    run()
    assert Invitation.objects.count() == 120
    assert len({letter.to for letter in letters()}) == len(letters()) == 120


@stored
def test_a_list_that_is_left_is_forgotten(client, here):
    client = client_of(client, here.coordinator)
    there = listed(client, here, "sam@example.org")
    client.post(f"{there}leave/")
    assert client.get(there).status_code == 404
    assert not Roster.objects.exists()


@stored
def test_a_list_is_its_makers_alone(client, here):
    there = listed(client_of(client, here.coordinator), here, "sam@example.org")
    assert client_of(client, here.administrator).get(there).status_code == 404


@stored
@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"people": ""}, "Paste at least one address"),
        ({"people": "x", "role": "emperor"}, "Choose one of the answers listed"),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04\x00\x00\xff\xfe")}, "Save it as CSV"),
    ],
)
def test_a_list_that_cannot_be_read_says_what_to_do(client, here, sent, told):
    there = reverse("organisation-invite", args=[here.organisation.pk])
    answer = client_of(client, here.administrator).post(there, {"role": "member"} | sent)
    assert answer.status_code == 422
    assert told in words(answer)
    assert not Roster.objects.exists()


@stored
def test_passwords_in_a_file_are_not_kept(client, here):
    file = SimpleUploadedFile(
        "users.csv", b"username,password,email\nsam,Secret_Word_1,sam@example.org\nx,Secret_Word_2,x\n"
    )
    listed(client_of(client, here.coordinator), here, file=file)
    assert "Secret_Word" not in str(Roster.objects.values().get())


@stored
@pytest.mark.skipif(not MOODLE.exists(), reason="the samples are not beside the repository")
def test_a_thousand_people_of_moodles_list_are_invited_within_thirty_seconds(client, here):
    client, began = client_of(client, here.coordinator), time.monotonic()
    file = SimpleUploadedFile("users.csv", MOODLE.read_bytes())
    there = listed(client, here, file=file, team="file")
    page = words(client.get(there))
    assert "Invite 1,000 people" in page or "Invite 1000 people" in page
    assert "One team is made for them: COH" in page
    client.post(there)
    run()
    assert time.monotonic() - began < 30
    assert Invitation.objects.filter(team=Team.objects.get(name="COH")).count() == 1000
    assert len(letters()) == 1000


@stored
def test_only_an_administrator_gives_a_role(client, here):
    there = listed(client_of(client, here.coordinator), here, "sam@example.org", role="administrator")
    assert Roster.objects.get().role == "member", "a coordinator is not asked, and not heard"
    with pytest.raises(NotAllowed):
        invite(here, by=here.coordinator, role="coordinator")
    invitation, _link = invite(here, "helen@example.org", role="coordinator")
    answer = client.post(reverse("organisation-invitation-again", args=[here.organisation.pk, invitation.pk]))
    assert answer.status_code == 403
    assert client.get(there).status_code == 200


@stored
def test_a_list_invites_nobody_once_its_maker_no_longer_coordinates(client, here):
    client = client_of(client, here.coordinator)
    client.post(listed(client, here, "sam@example.org"))
    actions.change_role(here.coordinator, OrganisationRole.MEMBER)
    run()
    assert not Invitation.objects.exists()


@stored
def test_invitations_to_a_role_end_with_the_role_of_who_sent_them(here):
    second = join(here.organisation, PersonFactory(), OrganisationRole.ADMINISTRATOR)
    invite(here, "crown@example.org", by=second, role="administrator")
    invite(here, "plain@example.org", by=second)
    actions.take_out(second, by=here.administrator)
    assert [row.email for row in Invitation.objects.all()] == ["plain@example.org"]


# Sending again, taking back, ending


@stored
def test_a_new_link_ends_the_earlier_one_and_not_too_soon(client, here):
    invitation, first = invite(here)
    there = reverse("organisation-invitation-again", args=[here.organisation.pk, invitation.pk])
    client = client_of(client, here.administrator)
    assert client.post(there).status_code == 422
    assert len(letters()) == 1
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        client = client_of(client.__class__(), here.administrator)
        assert "ended" in words(client.get(reverse("organisation-invitations", args=[here.organisation.pk])))
        assert client.post(there).status_code == 302
        second = re.search(r"http://testserver(/invitation/\S+)", letters()[-1].text)[1]
        assert client.__class__().get(first).status_code == 404
        assert client.__class__().get(second).status_code == 302


@stored
def test_what_is_taken_back_opens_nothing(client, here):
    invitation, link = invite(here)
    there = reverse("organisation-invitation-take-back", args=[here.organisation.pk, invitation.pk])
    client = client_of(client, here.coordinator)
    assert client.post(there).status_code == 302
    assert client.post(there).status_code == 404
    assert client.__class__().get(link).status_code == 404


@stored
def test_an_invitation_ends_after_two_weeks_and_is_forgotten_a_month_later(client, here):
    invitation, link = invite(here)
    with time_machine.travel(timezone.now() + timedelta(days=14, seconds=1)):
        assert client.get(link).status_code == 404
        with pytest.raises(Refused):
            joining.join(invitation, by=PersonFactory())
    later = timezone.now() + timedelta(days=45)
    assert inviting.forget_old(now=later) == 2, "the list and the invitation"
    assert not Invitation.objects.exists()


@stored
def test_an_organisation_has_a_limit_of_invitations_a_day(here, monkeypatch):
    monkeypatch.setattr(inviting, "DAILY_LIMIT", 2)
    invite(here, "a@example.org")
    with pytest.raises(TooMany):
        invite(here, "b@example.org c@example.org")
    with time_machine.travel(timezone.now() + timedelta(days=1, seconds=1)):
        inviting.confirm(looked_over(here, "b@example.org c@example.org"))


@stored
def test_whoever_looks_around_in_example_data_writes_to_nobody(client, here):
    invitation, _link = invite(here)
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=1))
    Person.objects.filter(pk=here.administrator.person_id).update(is_example=True)
    sent, client = len(letters()), client_of(client, here.administrator)
    answer = client.post(listed(client, here, "new@example.org"))
    assert answer.status_code == 422
    assert "In the example data nobody is written to" in words(answer)
    again = reverse("organisation-invitation-again", args=[here.organisation.pk, invitation.pk])
    assert client.post(again).status_code == 422
    assert len(letters()) == sent


# Joining


@stored
def test_opening_the_link_joins_nobody(client, here):
    _invitation, link = invite(here)
    person = PersonFactory()
    client.force_login(person)
    for _scanner in range(2):
        assert client.get(link, follow=True).status_code == 200
    assert not person.memberships.exists()
    assert running().count() == 1


@stored
def test_somebody_with_an_account_joins_after_they_accept(client, here):
    _invitation, link = invite(here, "at.work@example.org", team=here.team)
    person = member("at.home@example.org", name="Sam Okafor")
    page = words(client.get(link, follow=True))
    assert "Who can see what" in page
    assert client.post("/joining/").status_code == 200, "nobody is signed in"
    sign_in(client, person, next="/joining/")
    assert "You are signed in as Sam Okafor" in words(client.get("/joining/"))
    answer = client.post("/joining/")
    assert answer["Location"] == here.organisation.get_absolute_url()
    own = person.memberships.get()
    assert (own.email, own.role, list(own.teams.all())) == ("at.work@example.org", "member", [here.team])
    assert client.get("/joining/").status_code == 404
    assert client.get(link).status_code == 404


@stored
def test_somebody_without_an_account_makes_one_and_belongs(client, here, settings):
    settings.SIGNUP = "invited"
    _invitation, link = invite(here)
    Invitation.objects.update(name="Sam Okafor")
    client.get(link, follow=True)
    assert "Welcome to City Hospital Library" in words(client.get("/accounts/signup/"))
    client.post("/accounts/signup/", {"password1": PASSWORD})
    person = Person.objects.get(email="sam@example.org")
    assert signed_in_as(client) == str(person.pk)
    assert (person.name, person.memberships.get().organisation) == ("Sam Okafor", here.organisation)
    assert not person.is_administrator


@stored
def test_nothing_tells_who_has_an_account(client, here, settings):
    """The look, the mail, the page behind the link and the list of invitations are the same with and without one."""
    settings.SIGNUP = "invited"
    member("has@example.org", name="Somebody Known")
    told = {}
    for email in ("has@example.org", "not@example.org"):
        browser = client.__class__()
        browser.force_login(here.administrator.person)
        there = listed(browser, here, email)
        look = words(browser.get(there))
        browser.post(there)
        run(Roster.objects.latest("created_at"))
        waiting = words(browser.get(reverse("organisation-invitations", args=[here.organisation.pk])))
        letter = letters()[-1]
        page = words(
            client.__class__().get(re.search(r"http://testserver(/invitation/\S+)", letter.text)[1], follow=True)
        )
        facts = (look, waiting, re.sub(r"/invitation/\S+", "", letter.text), page)
        Invitation.objects.all().delete()
        told[email] = [re.sub(r"[0-9a-f-]{36}|\w{64}", "", fact.replace(email, "ADDRESS")) for fact in facts]
    assert told["has@example.org"] == told["not@example.org"]


@stored
def test_an_address_that_has_an_account_is_told_so_by_mail_alone(client, here, settings):
    settings.SIGNUP = "invited"
    member("sam@example.org")
    _invitation, link = invite(here)
    client.get(link, follow=True)
    answer = client.post("/accounts/signup/", {"password1": PASSWORD})
    assert answer["Location"] == "/accounts/confirm-email/"
    assert letters()[-1].subject == "You have an account already"
    assert running().count() == 1
    assert not Membership.objects.filter(email="sam@example.org").exists()


@stored
def test_where_sign_up_is_closed_only_those_with_an_account_join(client, here, settings):
    settings.SIGNUP = "closed"
    _invitation, link = invite(here)
    assert "Make an account" not in words(client.get(link, follow=True))
    client.post("/accounts/signup/", {"password1": PASSWORD})
    assert not Person.objects.filter(email="sam@example.org").exists()
    person = PersonFactory()
    client.force_login(person)
    client.get(link)
    client.post("/joining/")
    assert person.memberships.exists()


@stored
def test_who_belongs_already_leaves_the_invitation_for_its_receiver(client, here):
    _invitation, link = invite(here)
    client.force_login(here.member.person)
    client.get(link)
    assert client.post("/joining/").status_code == 422
    assert running().count() == 1


@stored
def test_asvs_9_2_a_link_into_an_organisation_opens_nothing_else(client, here, settings):
    settings.SIGNUP = "invited"
    _invitation, link = invite(here)
    secret = link.split("/")[2]
    for there in (f"/organisations/set-up/{secret}/", f"/launch/?token={secret}"):
        assert client.get(there).status_code in {302, 404}
    assert signed_in_as(client) is None
    with pytest.raises(Missing):
        find_set_up(secret)


@stored
def test_an_invitation_whose_sender_is_gone_makes_no_administrator_of_the_instance(here):
    invitation, _link = invite(here)
    invitation.invited_by = None
    assert not makes_administrator(invitation)


@stored
def test_administrators_of_the_instance_do_not_see_who_is_invited_elsewhere(client, people, here):
    invitation, _link = invite(here)
    client.force_login(people.administrator)
    assert "sam@example.org" not in words(client.get("/account/invitations/"))
    assert client.post(f"/account/invitations/{invitation.pk}/").status_code == 404
    assert running().count() == 1


@stored
@pytest.mark.parametrize("name", ["Eve\r\nBcc: all@example.org", "Eve\nSubject: Other"])
def test_asvs_1_3_11_a_name_adds_no_header_to_an_invitation(here, name):
    here.administrator.person.name = name
    here.administrator.person.save()
    invite(here)
    assert "\n" not in letters()[-1].subject


PARALLEL = """
import django, threading
django.setup()
from planfolio.schema import bring_up_to_date
bring_up_to_date()
from django.db import connections
from planfolio.errors import Problem
from planfolio.people.models import Invitation, Membership
from planfolio.people.organisations import inviting, joining
from planfolio.people.organisations.reading import read_people
from planfolio.testing import PersonFactory
from planfolio.people.base import new_key
from tests.people.organisation_cast import house
here = house()
roster = inviting.hold_roster(read_people("sam@example.org"), by=here.administrator, key=new_key(), site="",
                              role="member", team=here.team)
inviting.confirm(roster)
inviting.invite_people.call(str(roster.pk))
invitation = Invitation.objects.get()
people = [PersonFactory() for _ in range(50)]
start, done, refused = threading.Barrier(50), [], []
def use(person):
    start.wait()
    try:
        joining.join(invitation, by=person)
        done.append(1)
    except Problem as problem:
        refused.append(problem.status)
    connections.close_all()
threads = [threading.Thread(target=use, args=[person]) for person in people]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(done), len(refused), Membership.objects.filter(email="sam@example.org").count(), here.team.places.count())
"""


@pytest.mark.slow
def test_asvs_2_3_4_an_invitation_used_by_fifty_at_once_lets_one_join():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.parallel_settings"} | database_of_its_own()
    done = subprocess.run(
        [sys.executable, "-c", PARALLEL], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["1", "49", "1", "2"], done.stdout + done.stderr[-2000:]
