"""What the pages of organisations show, prepared: each in a fixed number of queries, however many people there are."""

import unicodedata
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.urls import reverse

from ..models import Membership, Organisation, OrganisationRole, Roster, Team, TeamPlace
from .forms import FindForm
from .inviting import Looked, look_over
from .models import NAMELESS
from .teams import Supervised, supervised_by, supervisors_of

#: Stands for a key in an address that is filled in later.
NOBODY = UUID(int=0)
#: Rows on a page of people or invitations.
PAGE = 50
#: And on one of the list of everybody, which is looked at most and searched rather than leafed through.
LISTED = 25


@dataclass(frozen=True)
class OrganisationPage:
    """An organisation for one of its members: where they stand in it. What others see of it are pages of their own."""

    own: Membership
    organisation: Organisation
    teams: list[Team]
    supervisors: list[Supervised]
    supervised: list[Supervised]


def organisation_page(own: Membership) -> OrganisationPage:
    return OrganisationPage(own, own.organisation, list(own.teams.all()), supervisors_of(own), supervised_by(own))


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of people: plain values, because there are many and each page is made anew."""

    address: str
    name: str
    email: str
    role: str
    teams: str


@dataclass(frozen=True)
class PeoplePage:
    own: Membership
    organisation: Organisation
    form: FindForm
    shown: Page
    total: int
    query: str


def people_page(own: Membership, asked) -> PeoplePage:
    """The members by name, narrowed by what was asked, some at a time. Four queries.

    A name is found without its accents and in small letters, which not every database compares.
    """
    organisation = own.organisation
    teams = dict(organisation.teams.values_list("pk", "name"))
    form = FindForm(asked, teams=teams)
    rows = organisation.memberships.all()
    said = form.cleaned_data if form.is_valid() else {}
    if said.get("team"):
        rows = rows.filter(places__team=said["team"])
    rows = rows.order_by("person__name", "pk").values_list("pk", "person__name", "email", "role")
    if asked_for := said.get("q"):
        rows = [row for row in rows if _plain(asked_for) in _plain(f"{row[1]} {row[2]}")]
    shown = Paginator(rows, LISTED).get_page(asked.get("page"))
    shown.object_list = _listed(organisation, list(shown.object_list), teams)
    query = urlencode({name: said[name] for name in ("q", "team") if said.get(name)})
    return PeoplePage(own, organisation, form, shown, shown.paginator.count, f"{query}&" if query else "")


def _plain(words: str) -> str:
    if words.isascii():
        return words.lower()
    return "".join(each for each in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(each))


def _listed(organisation: Organisation, rows: list[tuple], teams: dict[UUID, str]) -> list[Listed]:
    """The lines of `rows`, with the names of their teams in the order of `teams`. One query."""
    places: dict[UUID, set[UUID]] = {}
    for member, team in TeamPlace.objects.filter(member__in=[row[0] for row in rows]).values_list("member", "team"):
        places.setdefault(member, set()).add(team)
    roles = {value: str(label) for value, label in OrganisationRole.choices}
    # An address is worked out once: all of a page differ in the key of the member alone.
    before, after = reverse("organisation-member", args=[organisation.pk, NOBODY]).split(str(NOBODY))
    found = []
    for key, name, email, role in rows:
        inside = places.get(key, ())
        named = ", ".join(each for team, each in teams.items() if team in inside) if inside else ""
        found.append(Listed(f"{before}{key}{after}", name or email or str(NAMELESS), email, roles[role], named))
    return found


@dataclass(frozen=True)
class MemberPage:
    own: Membership
    organisation: Organisation
    member: Membership
    is_self: bool
    supervisors: list[Supervised]
    supervised: list[Supervised]


def member_page(own: Membership, member: Membership) -> MemberPage:
    is_self = own.pk == member.pk
    return MemberPage(own, own.organisation, member, is_self, supervisors_of(member), supervised_by(member))


def teams_of(organisation: Organisation) -> list[Team]:
    """Every team with how many are in it (`size`). One query."""
    return list(organisation.teams.annotate(size=Count("places")))


@dataclass(frozen=True)
class TeamPage:
    organisation: Organisation
    team: Team
    shown: Page
    supervisors: list


def team_page(own: Membership, team: Team, asked) -> TeamPage:
    rows = Membership.objects.filter(places__team=team).select_related("person")
    shown = Paginator(rows.order_by("person__name", "pk"), PAGE).get_page(asked.get("page"))
    supervisors = team.supervisions.select_related("supervisor__person").order_by("supervisor__person__name", "pk")
    return TeamPage(own.organisation, team, shown, list(supervisors))


@dataclass(frozen=True)
class RosterPage:
    """A list before it is confirmed (`looked`), and afterwards."""

    roster: Roster
    looked: Looked | None
    total: int


def roster_page(roster: Roster) -> RosterPage:
    looked = look_over(roster) if roster.confirmed_at is None else None
    return RosterPage(roster, looked, len(roster.rows))
