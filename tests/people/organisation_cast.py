"""An organisation with everybody in it that tests talk about, and one beside it."""

from dataclasses import dataclass

from planfolio.people.models import Membership, Organisation, OrganisationRole, Person, Supervision, Team, TeamPlace
from planfolio.testing import PersonFactory


@dataclass(frozen=True)
class House:
    """`supervisor` supervises the team that `member` is in; `coordinator` and `administrator` are of this house."""

    organisation: Organisation
    team: Team
    administrator: Membership
    coordinator: Membership
    supervisor: Membership
    member: Membership


def join(organisation: Organisation, person: Person, role=OrganisationRole.MEMBER, email="") -> Membership:
    return Membership.objects.create(organisation=organisation, person=person, role=role, email=email or person.email)


def house(name="City Hospital Library", **people: Person) -> House:
    """`people` names who is who; whoever is not named is made."""
    organisation = Organisation.objects.create(name=name)
    team = Team.objects.create(organisation=organisation, name=f"Reference desk of {name}")
    roles = {"administrator": OrganisationRole.ADMINISTRATOR, "coordinator": OrganisationRole.COORDINATOR}
    rows = {
        who: join(
            organisation, people.get(who) or PersonFactory(name=f"{who.title()} of {name}"), roles.get(who, "member")
        )
        for who in ("administrator", "coordinator", "supervisor", "member")
    }
    TeamPlace.objects.create(team=team, member=rows["member"])
    Supervision.objects.create(supervisor=rows["supervisor"], team=team)
    return House(organisation, team, **rows)
