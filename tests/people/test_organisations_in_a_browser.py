"""Organisations in a real browser: from the console's link to a member who sees their team, and every page sound.

With PLANFOLIO_PICTURES=FOLDER each page is also kept as a picture, to be looked at.
"""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from planfolio.people.models import Invitation, Membership, Roster
from planfolio.people.organisations import inviting
from planfolio.people.organisations.setting_up import make_link
from planfolio.testing import PersonFactory
from tests.browser import DESK, PHONE
from tests.journeys.ways import sign_in_page
from tests.world import OF_ORGANISATION

from .organisation_cast import house, join
from .pages import PASSWORD, letters
from .test_pages_in_a_browser import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PEOPLE = [
    "Helen Brandt", "Sam Okafor", "Zoé Dupont", "Amara Diallo", "Tomasz Zielinski", "Priya Raman",
    "Maximiliane Freifrau von Hohenstein-Wartenberg", "Nora Lindqvist",
]  # fmt: skip


@pytest.fixture
def here(db):
    """An organisation with a list of people, invitations, and a list that is being looked over."""
    made = house("City Hospital Library")
    for name in PEOPLE:
        address = f"{name.split()[0].lower()}@hospital.example.org"
        join(made.organisation, PersonFactory(name=name), email=address)
    rows = [["", f"person{place}@hospital.example.org", "Loans"] for place in range(3)]
    Roster.objects.create(
        organisation=made.organisation, by=made.administrator.person, teams_of_file=True, site="", repeated=2,
        rows=[*rows, ["Member", made.member.email, ""]], wrong=[[7, "sam(at)hospital", "This is not an address."]],
    )  # fmt: skip
    Invitation.objects.create(
        organisation=made.organisation, email="somebody.with.a.long.name@hospital.example.org", name="Somebody New",
        team=made.team, secret_hash="1" * 64, expires_at="2099-01-01T00:00:00Z",
    )  # fmt: skip
    return made


def addresses(here) -> dict[str, str]:
    """Every page of an organisation that answers a GET."""
    keys = {
        "key": here.organisation.pk, "member_key": here.member.pk, "team_key": here.team.pk,
        "roster_key": Roster.objects.get().pk,
    }  # fmt: skip
    found = {}
    for name in OF_ORGANISATION:
        takes = ["key"]
        if name.startswith(("organisation-member", "organisation-take-out")):
            takes.append("member_key")
        if name.startswith("organisation-team") and name != "organisation-teams":
            takes.append("team_key")
        if name == "organisation-roster":
            takes.append("roster_key")
        if not name.endswith(("again", "take-back", "-end", "-take-from", "roster-leave", "-consent", "-file")):
            found[name] = reverse(name, kwargs={key: keys[key] for key in takes})
    return found


@pytest.mark.parametrize(("width", "theme", "language"), [(DESK, "light", "en"), (PHONE, "dark", "fr")])
def test_every_page_is_sound(open_page, live_server, here, width, theme, language):
    person = here.administrator.person
    person.language, person.is_administrator = language, True
    person.save()
    page = open_page(width=width, theme=theme, language=language)
    page.goto(f"{live_server.url}{make_link('City', site='')[1]}")
    wrong = {"set-up": look(page, f"set-up-{width}")}
    sign_in_page(page, live_server.url, person)
    pages = addresses(here) | {"organisations": "/organisations/", "organisation-new": "/organisations/new/"}
    for name, there in pages.items():
        page.goto(live_server.url + there)
        wrong[name] = look(page, f"{name}-{width}")
        assert page.locator("h1").count() == 1, name
    assert {name: faults for name, faults in wrong.items() if faults} == {}


def test_from_a_pasted_list_to_a_member_who_sees_their_team(open_page, live_server, here, settings):
    settings.SIGNUP = "invited"
    coordinator, newcomer = open_page(width=DESK), open_page(width=PHONE, language="fr")
    sign_in_page(coordinator, live_server.url, here.coordinator.person)
    coordinator.goto(live_server.url + here.organisation.get_absolute_url())
    coordinator.get_by_role("link", name="Invite people").click()
    coordinator.get_by_label("Paste their addresses").fill("Léa Martin <lea@hospital.example.org>\nnobody")
    coordinator.get_by_label("Into which team?").select_option(label=here.team.name)
    coordinator.get_by_role("button", name="Look the list over").click()
    expect(coordinator.get_by_role("heading", name="One line is nobody")).to_be_visible()
    coordinator.get_by_role("button", name="Invite one person").click()
    expect(coordinator.get_by_text("0 of 1 lines done")).to_be_visible()
    inviting.invite_people.call(str(Roster.objects.latest("created_at").pk))
    expect(coordinator.get_by_role("region").get_by_text("Done: one invitation is on its way.")).to_be_visible()
    expect(coordinator.locator("[data-announcer]")).to_contain_text("Done: one invitation")

    newcomer.goto(live_server.url + re.search(r"(/invitation/\S+)", letters()[-1].text)[1])
    assert look(newcomer, "joining") == []
    newcomer.get_by_role("link", name="Créer un compte et rejoindre").click()
    newcomer.get_by_label("Mot de passe").fill(PASSWORD)
    newcomer.get_by_role("button", name="Créer mon compte").click()
    expect(newcomer.get_by_role("heading", level=1)).to_have_text("Bienvenue")
    expect(newcomer.get_by_label("Nom")).to_have_value("Léa Martin")
    newcomer.goto(live_server.url + here.organisation.get_absolute_url())
    expect(newcomer.get_by_text(here.team.name, exact=True)).to_be_visible()
    expect(newcomer.get_by_text("Supervisor of City Hospital Library")).to_be_visible()
    assert look(newcomer, "member") == []
    assert Membership.objects.get(email="lea@hospital.example.org").person.name == "Léa Martin"


def test_without_script_a_link_looks_again_and_everything_is_a_form(open_page, live_server, here):
    page = open_page(width=PHONE, javascript=False)
    sign_in_page(page, live_server.url, here.administrator.person)
    roster = Roster.objects.get()
    page.goto(live_server.url + reverse("organisation-roster", args=[here.organisation.pk, roster.pk]))
    page.get_by_role("button", name="Invite 3 people").click()
    inviting.invite_people.call(str(roster.pk))
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("Done: 3 invitations are on their way.")).to_be_visible()
    page.goto(live_server.url + reverse("organisation-team", args=[here.organisation.pk, here.team.pk]))
    page.get_by_label("Names or addresses").fill("Sam Okafor")
    page.get_by_role("button", name="Put them into the team").click()
    page.get_by_role("button", name=re.compile("Take out of the team.*Sam Okafor")).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Sam Okafor")).to_be_visible()
