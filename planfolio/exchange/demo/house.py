"""The organisation that the people of the example data belong to: its roles, teams and supervisors."""

from datetime import date, timedelta

from planfolio.people.models import Membership, Organisation, OrganisationRole, Person, Supervision, Team, TeamPlace

from .keys import key, moment
from .rows import Rows


def house(rows: Rows, people: dict[str, Person], about: dict, *, today: date) -> None:
    """Everybody of `people` in one organisation, as `about` says who is what."""
    at = moment(today - timedelta(weeks=97))
    organisation = rows.add(Organisation(id=key(at, about["name"]), name=about["name"], created_at=at))
    roles = {about["administrator"]: OrganisationRole.ADMINISTRATOR}
    roles |= dict.fromkeys(about["coordinators"], OrganisationRole.COORDINATOR)
    members = {
        name: rows.add(
            Membership(
                id=key(at, name, "member"), organisation=organisation, person=person, email=person.email,
                role=roles.get(name, OrganisationRole.MEMBER), joined_at=person.joined_at,
            )
        )
        for name, person in people.items()
    }  # fmt: skip
    for each in about["teams"]:
        team = rows.add(Team(id=key(at, each["name"], "team"), organisation=organisation, name=each["name"]))
        for name in each["people"]:
            rows.add(TeamPlace(id=key(at, each["name"], name), team=team, member=members[name]))
        by = members[each["supervisor"]]
        rows.add(Supervision(id=key(at, each["name"], "supervisor"), supervisor=by, team=team))
