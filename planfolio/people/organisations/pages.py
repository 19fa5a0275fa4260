"""What the pages of organisations show, prepared: each in a fixed number of queries, however many people there are."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from ..models import Membership, Organisation, Roster, Team
from .forms import FindForm
from .inviting import Looked, look_over
from .teams import Supervised, supervised_by, supervisors_of

#: Rows on a page of people or invitations.
PAGE = 50


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


@dataclass(frozen=True)
class PeoplePage:
    own: Membership
    organisation: Organisation
    form: FindForm
    shown: Page
    total: int
    query: str


def people_page(own: Membership, asked) -> PeoplePage:
    """The members by name, narrowed by what was asked, some at a time. Four queries."""
    organisation = own.organisation
    form = FindForm(asked, teams=organisation.teams.all())
    rows = organisation.memberships.select_related("person").prefetch_related("teams")
    said = form.cleaned_data if form.is_valid() else {}
    if said.get("q"):
        rows = rows.filter(Q(person__name__icontains=said["q"]) | Q(email__icontains=said["q"]))
    if said.get("team"):
        rows = rows.filter(places__team=said["team"])
    shown = Paginator(rows.order_by("person__name", "pk"), PAGE).get_page(asked.get("page"))
    query = urlencode({name: said[name] for name in ("q", "team") if said.get(name)})
    return PeoplePage(own, organisation, form, shown, shown.paginator.count, f"{query}&" if query else "")


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
