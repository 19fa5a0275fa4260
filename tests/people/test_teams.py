"""The people of an organisation, its teams, who supervises whom, and that organisations are apart."""

import re
import time

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from planfolio.errors import Missing, Refused
from planfolio.journal import actions as journal
from planfolio.people.models import Invitation, Membership, OrganisationRole, Supervision, Team
from planfolio.people.organisations import actions, teams
from planfolio.people.organisations.access import within_reach
from planfolio.people.organisations.teams import members_named, supervised_by, supervisors_of
from planfolio.people.views.members import SEARCHES_EACH_MINUTE
from planfolio.plans.models import Plan
from planfolio.testing import ObjectiveFactory, PersonFactory, PlanFactory, words

from .organisation_cast import house, join
from .pages import letters

pytestmark = pytest.mark.django_db
MARK = "MARK-OF-THE-OTHER"


@pytest.fixture
def here(db):
    return house()


@pytest.fixture
def there(db):
    return house(MARK)


@pytest.fixture
def coordinator(client, here):
    client.force_login(here.coordinator.person)
    return client


@pytest.fixture
def administrator(client, here):
    client.force_login(here.administrator.person)
    return client


def at(here, name, *keys):
    return reverse(name, args=[here.organisation.pk, *(key.pk for key in keys)])


# The list of people


def test_the_list_tells_name_invited_address_role_and_teams(coordinator, here):
    join(here.organisation, PersonFactory(name="Zoé Dupont", email="zoe@home.example"), email="zoe@work.example")
    page = words(coordinator.get(at(here, "organisation-people")))
    for told in ("5 people", "Zoé Dupont", "zoe@work.example", "Coordinator", here.team.name):
        assert told in page
    assert "zoe@home.example" not in page, "the address of the account is not the organisation's to know"


def test_people_are_found_by_a_part_of_the_name_or_address_and_by_team(coordinator, here):
    join(here.organisation, PersonFactory(name="Zoé Dupont"), email="zd@work.example")
    there = at(here, "organisation-people")
    for asked in ({"q": "dupon"}, {"q": "ZD@work"}):
        page = words(coordinator.get(there, asked))
        assert "Zoé Dupont" in page
        assert "Member of City" not in page
    page = words(coordinator.get(there, {"team": str(here.team.pk)}))
    assert "Member of City" in page
    assert "Zoé Dupont" not in page
    assert "Nobody is called that here" in words(coordinator.get(there, {"q": "nobody at all"}))


@pytest.mark.parametrize("asked", ["helene", "HÉLÈNE", "éloïse-roux", "hélène É", "ÉLO"])
def test_a_person_is_found_however_their_accents_and_capitals_are_typed(coordinator, here, asked):
    join(here.organisation, PersonFactory(name="Hélène Éloïse-Roux"))
    page = words(coordinator.get(at(here, "organisation-people"), {"q": asked}))
    assert "Hélène Éloïse-Roux" in page
    assert "Member of City" not in page


def test_nobody_is_counted_as_nobody_in_french(coordinator, here):
    here.coordinator.person.language = "fr"
    here.coordinator.person.save()
    team = teams.add_team(here.organisation, "Archives")
    assert "0 personne." in words(coordinator.get(at(here, "organisation-people"), {"q": "nobody at all"}))
    for address in (at(here, "organisation-team", team), at(here, "organisation-teams")):
        assert "0 personne<" in words(coordinator.get(address))


def test_a_list_of_many_is_paged_and_costs_the_same(coordinator, here, count_queries):
    there = at(here, "organisation-people")
    coordinator.get(there)
    before = count_queries(lambda: coordinator.get(there))
    people = [PersonFactory.build(name=f"Person {place:03}", email=f"m{place}@example.org") for place in range(120)]
    type(people[0]).objects.bulk_create(people)
    Membership.objects.bulk_create(Membership(organisation=here.organisation, person=one) for one in people)
    assert count_queries(lambda: coordinator.get(there)) == before
    first = words(coordinator.get(there))
    assert "Page 1 of 5" in first
    assert first.count("Person ") < 60
    assert "Page 5 of 5" in words(coordinator.get(there, {"page": "99"}))
    assert "Page 1 of 5" in words(coordinator.get(there, {"page": "nonsense"}))
    assert 'href="?q=Person&amp;page=2"' in words(coordinator.get(there, {"q": "Person"}))


def test_asvs_2_4_1_searches_among_people_have_a_limit(coordinator, here):
    there = at(here, "organisation-people")
    with time_machine.travel(time.time(), tick=False):
        asked = [coordinator.get(there, {"q": "x"}).status_code for _time in range(SEARCHES_EACH_MINUTE + 1)]
    assert asked == [200] * SEARCHES_EACH_MINUTE + [429]
    assert coordinator.get(there).status_code == 200


# Roles


def test_an_administrator_changes_a_role(administrator, here):
    address = at(here, "organisation-member-role", here.member)
    administrator.post(address, {"role": "coordinator"})
    here.member.refresh_from_db()
    assert here.member.role == OrganisationRole.COORDINATOR
    answer = administrator.post(address, {"role": "emperor"})
    assert answer.status_code == 422
    assert "Choose one of the answers listed" in words(answer)


def test_somebody_always_administers(administrator, here):
    answer = administrator.post(at(here, "organisation-member-role", here.administrator), {"role": "member"})
    assert answer.status_code == 422
    assert "Make somebody else an administrator first" in words(answer)
    actions.change_role(here.coordinator, OrganisationRole.ADMINISTRATOR)
    answer = administrator.post(at(here, "organisation-member-role", here.administrator), {"role": "member"})
    assert answer["Location"] == here.organisation.get_absolute_url()


def test_a_coordinator_gives_no_role_and_takes_nobody_out(coordinator, here):
    for name in ("organisation-member-role", "organisation-take-out"):
        assert coordinator.post(at(here, name, here.coordinator), {"role": "administrator"}).status_code == 403
    here.coordinator.refresh_from_db()
    assert here.coordinator.role == OrganisationRole.COORDINATOR


def test_who_is_taken_out_keeps_everything_and_is_told(administrator, here):
    person = here.member.person
    plan = PlanFactory(owner=person)
    address = at(here, "organisation-take-out", here.member)
    assert "told by mail" in words(administrator.get(address))
    assert person.memberships.exists()
    administrator.post(address)
    assert not person.memberships.exists()
    assert Plan.objects.get() == plan
    (letter,) = letters()
    assert (letter.to, letter.subject) == (person.email, "You no longer belong to City Hospital Library")
    assert administrator.post(address).status_code == 404


def test_nobody_takes_themselves_out(administrator, here):
    answer = administrator.post(at(here, "organisation-take-out", here.administrator))
    assert answer.status_code == 422
    assert here.organisation.memberships.count() == 4


# Teams and supervision


def test_a_team_is_made_once_named_anew_and_taken_away(coordinator, here):
    address = at(here, "organisation-teams")
    sent = {"name": "Archive", "id": "0199d5a0-0000-7000-8000-000000000001"}
    for _time in range(2):
        assert coordinator.post(address, sent).status_code == 302
    team = Team.objects.get(name="Archive")
    answer = coordinator.post(address, {"name": "aRCHIVE"})
    assert answer.status_code == 422
    assert "Choose another name" in words(answer)
    assert "aRCHIVE" in words(answer)
    coordinator.post(at(here, "organisation-team-name", team), {"name": "Archive and loans"})
    team.refresh_from_db()
    assert team.name == "Archive and loans"
    assert coordinator.post(at(here, "organisation-team-name", team), {"name": ""}).status_code == 422
    coordinator.get(at(here, "organisation-team-remove", team))
    assert Team.objects.filter(pk=team.pk).exists()
    coordinator.post(at(here, "organisation-team-remove", team))
    assert not Team.objects.filter(pk=team.pk).exists()


def test_people_are_put_into_a_team_by_name_or_address(coordinator, here):
    address = at(here, "organisation-team-people", here.team)
    coordinator.post(address, {"people": f"Coordinator of City Hospital Library\n{here.supervisor.email.upper()}\n\n"})
    assert here.team.places.count() == 3
    twice = coordinator.post(address, {"people": here.supervisor.email})
    assert twice.status_code == 302
    assert here.team.places.count() == 3


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ("", "Write at least one name or address"),
        ("Nobody At All", "Nobody here is called “Nobody At All”"),
        ("Twin", "Several people here are called “Twin”"),
    ],
)
def test_names_that_fit_nobody_or_several_are_told_and_kept(coordinator, here, people, told):
    for _one in range(2):
        join(here.organisation, PersonFactory(name="Twin"))
    for name in ("organisation-team-people", "organisation-team-supervisors"):
        answer = coordinator.post(at(here, name, here.team), {"people": people})
        assert answer.status_code == 422
        assert told in words(answer)
        assert people in words(answer)
    assert here.team.places.count() == 1


def test_who_is_taken_from_a_team_comes_back_by_undo(coordinator, here):
    address = at(here, "organisation-team-take-from", here.team, here.member)
    page = words(coordinator.post(address, follow=True))
    assert not here.team.places.exists()
    undo = at(here, "organisation-team-people", here.team)
    assert f'action="{undo}"' in page
    coordinator.post(undo, {"member": str(here.member.pk)})
    assert here.team.places.get().member == here.member


def test_the_teams_of_a_member_are_chosen_on_their_page(coordinator, here):
    other = Team.objects.create(organisation=here.organisation, name="Archive")
    address = at(here, "organisation-member-teams", here.member)
    coordinator.post(address, {"teams": [str(other.pk)], "seen": str(here.team.pk)})
    assert list(here.member.teams.all()) == [other]
    coordinator.post(address, {"seen": str(other.pk)})
    assert not here.member.teams.exists()


def test_two_who_choose_teams_at_once_undo_nothing_of_each_other(coordinator, here):
    first, second = (Team.objects.create(organisation=here.organisation, name=name) for name in ("Archive", "Loans"))
    address = at(here, "organisation-member-teams", here.member)
    seen = str(here.team.pk)
    coordinator.post(address, {"teams": [seen, str(first.pk)], "seen": seen})
    coordinator.post(address, {"teams": [seen, str(second.pk)], "seen": seen})
    assert {team.name for team in here.member.teams.all()} == {here.team.name, "Archive", "Loans"}


def test_two_who_rename_at_once_the_second_is_told_and_keeps_the_words(administrator, here):
    for name, opened in (
        ("organisation-settings", [here.organisation]),
        ("organisation-team-name", [here.organisation, here.team]),
    ):
        address = reverse(name, args=[each.pk for each in opened])
        page = words(administrator.get(address))
        seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
        assert administrator.post(address, {"name": "By the first", "seen": seen}).status_code == 302
        answer = administrator.post(address, {"name": "By the second", "seen": seen})
        assert answer.status_code == 422
        assert "changed in another window" in words(answer)
        assert 'value="By the second"' in words(answer)
        type(opened[-1]).objects.get(name="By the first")


def test_supervisors_of_named_people_and_of_teams(coordinator, here):
    by_name = join(here.organisation, PersonFactory(name="Helen Brandt"))
    coordinator.post(at(here, "organisation-member-supervisors", here.member), {"people": "Helen Brandt"})
    found = [(each.member, each.team) for each in supervisors_of(here.member)]
    assert sorted(found, key=str) == sorted([(by_name, None), (here.supervisor, here.team)], key=str)
    assert [each.member for each in supervised_by(here.supervisor)] == [here.member]
    assert [each.member for each in supervised_by(by_name)] == [here.member]


def test_people_see_in_which_teams_they_are_and_who_supervises_them(client, here):
    client.force_login(here.member.person)
    page = words(client.get(here.organisation.get_absolute_url()))
    for told in (here.team.name, "Supervisor of City Hospital Library", "as the supervisor of"):
        assert told in page
    assert "Coordinator of City Hospital Library" not in page
    client.force_login(here.supervisor.person)
    page = words(client.get(here.organisation.get_absolute_url()))
    assert "Whom you supervise" in page
    assert "Member of City Hospital Library" in page


def test_the_network_leads_to_the_organisations_of_a_person(client, here):
    there = f'href="{here.organisation.get_absolute_url()}"'
    client.force_login(here.member.person)
    assert there in words(client.get("/network/"))
    actions.leave(here.member)
    assert there not in words(client.get("/network/"))


def test_whom_one_supervises_costs_the_same_for_two_hundred(client, here, count_queries):
    client.force_login(here.supervisor.person)
    there = here.organisation.get_absolute_url()
    client.get(there)
    before = count_queries(lambda: client.get(there))
    people = [PersonFactory.build(name=f"Person {place:03}", email=f"m{place}@example.org") for place in range(200)]
    type(people[0]).objects.bulk_create(people)
    rows = Membership.objects.bulk_create(Membership(organisation=here.organisation, person=one) for one in people)
    teams.put_into(here.team, rows)
    assert count_queries(lambda: client.get(there)) == before
    assert words(client.get(there)).count("Person ") == 200


def test_a_supervisor_in_their_own_team_does_not_supervise_themselves(here):
    teams.put_into(here.team, [here.supervisor])
    assert supervisors_of(here.supervisor) == []
    assert here.supervisor not in [each.member for each in supervised_by(here.supervisor)]
    with pytest.raises(Refused):
        teams.supervise([here.member], member=here.member)
    with pytest.raises(IntegrityError), transaction.atomic():
        Supervision.objects.create(supervisor=here.member, member=here.member)


def test_to_supervise_ends_and_comes_back_by_undo(coordinator, here):
    supervision = Supervision.objects.get()
    page = words(coordinator.post(at(here, "organisation-supervision-end", supervision), follow=True))
    assert not Supervision.objects.exists()
    undo = at(here, "organisation-team-supervisors", here.team)
    assert f'action="{undo}"' in page
    coordinator.post(undo, {"member": str(here.supervisor.pk)})
    assert Supervision.objects.get().supervisor == here.supervisor


def test_leaving_ends_teams_and_supervision_on_both_sides(here):
    actions.leave(here.supervisor)
    assert supervisors_of(here.member) == []
    actions.leave(here.member)
    assert not here.team.places.exists()


# Apart


def test_asvs_8_4_1_nothing_of_another_organisation_is_told(administrator, here, there):
    Invitation.objects.create(
        organisation=there.organisation, email="x@mark.example", secret_hash="1" * 64, expires_at="2099-01-01T00:00:00Z"
    )
    for name in ("organisation", "organisation-people", "organisation-teams", "organisation-invitations"):
        assert MARK not in words(administrator.get(at(here, name)))
        assert administrator.get(at(there, name)).status_code == 404
    for asked in ("MARK", there.member.email, there.member.person.name):
        page = words(administrator.get(at(here, "organisation-people"), {"q": asked}))
        assert "0 people" in page
        assert str(there.member.pk) not in page
        assert "<table" not in page
    page = words(administrator.get(at(here, "organisation-people"), {"team": str(there.team.pk)}))
    assert "Choose one of the answers listed" in page
    assert MARK not in page


def test_asvs_8_4_1_keys_of_another_organisation_open_nothing_through_ones_own(administrator, here, there):
    supervision = there.team.supervisions.get()
    for address in (
        at(here, "organisation-member", there.member),
        at(here, "organisation-member-role", there.member),
        at(here, "organisation-take-out", there.member),
        at(here, "organisation-team", there.team),
        at(here, "organisation-team-remove", there.team),
        at(here, "organisation-team-people", there.team),
        at(here, "organisation-team-take-from", here.team, there.member),
        at(here, "organisation-supervision-end", supervision),
    ):
        assert administrator.post(address, {"role": "member"}).status_code in {404, 405}, address
    answer = administrator.post(at(here, "organisation-team-people", here.team), {"member": str(there.member.pk)})
    assert here.team.places.count() == 1
    answer = administrator.post(at(here, "organisation-member-teams", here.member), {"teams": [str(there.team.pk)]})
    assert answer.status_code == 422
    for name in (there.member.email, there.member.person.name):
        answer = administrator.post(at(here, "organisation-team-people", here.team), {"people": name})
        assert "Nobody here is called" in words(answer)
    assert there.organisation.memberships.count() == 4


def test_the_verbs_themselves_keep_organisations_apart(here, there):
    for act in (
        lambda: teams.put_into(here.team, [there.member]),
        lambda: teams.change_teams(here.member, into=[there.team], out_of=[]),
        lambda: teams.supervise([there.supervisor], team=here.team),
        lambda: teams.supervise([there.supervisor], member=here.member),
    ):
        with pytest.raises(Missing):
            act()
    assert members_named(here.organisation, [there.member.email]).members == []


def test_people_come_upon_those_of_their_own_organisations_alone(here, there):
    alone, other = PersonFactory(), PersonFactory()
    assert set(within_reach(here.member.person)) == {row.person for row in here.organisation.memberships.all()}
    both = join(there.organisation, here.member.person)
    assert there.member.person in within_reach(both.person)
    assert there.member.person not in within_reach(here.supervisor.person)
    assert set(within_reach(alone)) == {alone, other}


# Nobody in a role reads


@pytest.mark.parametrize("role", ["administrator", "coordinator", "supervisor"])
def test_no_role_reads_plans_entries_or_notes(client, people, role):
    here = house(member=people.owner)
    plan = PlanFactory(owner=people.owner, title=f"Plan {MARK}")
    objective = ObjectiveFactory(plan=plan, what=f"Learn {MARK}", state="active")
    entry, _added = journal.add_entry(
        by=people.owner, title=f"Entry {MARK}", note=f"Note {MARK}", objectives=[objective]
    )
    client.force_login(getattr(here, role).person)
    for address in (plan.get_absolute_url(), objective.get_absolute_url(), entry.get_absolute_url()):
        assert client.get(address).status_code == 404
    pages = [here.organisation.get_absolute_url(), "/organisations/", "/network/", "/journal/", "/portfolio/"]
    names = ("organisation-people", "organisation-teams", "organisation-invitations")
    pages += [at(here, name) for name in names] + [at(here, "organisation-member", here.member)]
    assert not any(MARK in words(client.get(page)) for page in pages)
