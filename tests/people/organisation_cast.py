"""An organisation with everybody in it that tests talk about, and one beside it."""

import re
from dataclasses import dataclass

from planfolio.jobs.models import Letter
from planfolio.people.base import new_key
from planfolio.people.models import (
    Invitation,
    Membership,
    Organisation,
    OrganisationRole,
    Person,
    Roster,
    Supervision,
    Team,
    TeamPlace,
)
from planfolio.people.organisations import inviting
from planfolio.people.organisations.reading import read_people
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


def looked_over(here: House, text: str, *, by: Membership | None = None, **values) -> Roster:
    """A list that waits to be confirmed, as the page makes it."""
    values = {"role": "member", "team": None, "site": "https://learn.example.org"} | values
    return inviting.hold_roster(read_people(text), by=by or here.administrator, key=new_key(), **values)


def invited(here: House, email: str, **values) -> tuple[Invitation, str]:
    """An invitation that is on its way, and the path of its link."""
    roster = looked_over(here, email, **values)
    inviting.confirm(roster)
    inviting.invite_people.call(str(roster.pk))
    letter = Letter.objects.filter(to=email.lower()).latest("created_at")
    link = re.search(r"https://learn.example.org(/invitation/\S+)", letter.text)[1]
    return Invitation.objects.get(organisation=here.organisation, email=email.lower(), accepted_at=None), link
