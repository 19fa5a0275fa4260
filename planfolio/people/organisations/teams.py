"""Teams, who is in them, and who supervises whom: of one organisation, as its coordinators say."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from planfolio.errors import Conflict, Missing, Refused

from ..base import new_key
from ..models import Membership, Organisation, Person, Supervision, Team, TeamPlace
from .actions import hold
from .models import NAMELESS

#: Teams of one organisation.
TEAMS_LIMIT = 500


def add_team(organisation: Organisation, name: str, *, key: UUID | None = None) -> Team:
    """A new team; the same `key` sent again is the same team. Raises Refused for a name that is taken."""
    there = organisation.teams.filter(pk=key).first() if key else None
    if there is not None:
        return there
    if organisation.teams.count() >= TEAMS_LIMIT:
        raise Refused(_("An organisation has %(limit)s teams at most.") % {"limit": TEAMS_LIMIT})
    if key and Team.objects.filter(pk=key).exists():
        key = None
    team = Team(id=key or new_key(), organisation=organisation)
    rename_team(team, name)
    return team


def rename_team(team: Team, name: str, *, seen: str = "") -> None:
    """Raises Refused for a name that is taken, Conflict when it was `seen` under another name than it bears now."""
    team.name = name
    try:
        with transaction.atomic():
            if not seen:
                team.save()
            elif not Team.objects.filter(pk=team.pk, name=seen).update(name=name):
                raise Conflict.moved_on(Team.objects.filter(pk=team.pk).first())
    except IntegrityError as error:
        raise Refused(_("There is a team of this name already. Choose another name.")) from error


@transaction.atomic
def remove_team(team: Team) -> None:
    """Take the team away. Its people stay in the organisation; who supervised them by it no longer does."""
    hold(team.organisation)
    team.delete()


@transaction.atomic
def put_into(team: Team, members: Iterable[Membership]) -> int:
    """Put members of the same organisation into the team; returns how many are new in it."""
    members = [member for member in members if _of_one(member, team)]
    before = team.places.count()
    TeamPlace.objects.bulk_create((TeamPlace(team=team, member=member) for member in members), ignore_conflicts=True)
    return team.places.count() - before


@transaction.atomic
def take_from(team: Team, member: Membership) -> None:
    hold(team.organisation)
    team.places.filter(member=member).delete()


@transaction.atomic
def change_teams(member: Membership, *, into: Iterable[Team], out_of: Iterable[Team]) -> None:
    """Put a member into some teams and take them from others; the rest stays as it is."""
    into = [team for team in into if _of_one(member, team)]
    hold(member.organisation)
    member.places.filter(team__in=list(out_of)).delete()
    TeamPlace.objects.bulk_create((TeamPlace(team=team, member=member) for team in into), ignore_conflicts=True)


@transaction.atomic
def supervise(supervisors: Iterable[Membership], *, team: Team | None = None, member: Membership | None = None) -> None:
    """Let `supervisors` supervise a team, or one member. Twice is once. Raises Refused for oneself."""
    for each in supervisors:
        _of_one(each, team or member)
        if member is not None and each.pk == member.pk:
            raise Refused(_("Nobody supervises themselves. Name somebody else."))
        Supervision.objects.get_or_create(supervisor=each, team=team, member=member)


@transaction.atomic
def end_supervision(supervision: Supervision) -> None:
    hold(supervision.supervisor.organisation)
    supervision.delete()


def _of_one(member: Membership, other: Team | Membership) -> bool:
    """True for two of one organisation. Raises Missing otherwise: of another nothing is known here."""
    if member.organisation_id != other.organisation_id:
        raise Missing(_("There is nothing at this address, or it is not shared with you."))
    return True


def supervisions_of(person: Person) -> list[tuple[Supervision, TeamPlace | None]]:
    """Who supervises a person, in all their organisations, with the place in a team by which it is. Two queries."""
    places = {each.team_id: each for each in TeamPlace.objects.filter(member__person=person)}
    rows = Supervision.objects.filter(Q(member__person=person) | Q(team__in=places)).exclude(supervisor__person=person)
    rows = rows.select_related("supervisor__person", "supervisor__organisation", "team")
    rows = rows.order_by("supervisor__person__name", "pk")
    return [(row, places[row.team_id] if row.team_id else None) for row in rows]


@dataclass(frozen=True)
class Supervised:
    """One line of who supervises whom, with the team by which it is, or None for a named person."""

    supervision: Supervision
    member: Membership
    team: Team | None


def supervisors_of(member: Membership) -> list[Supervised]:
    """Who supervises a member, by name or by a team of theirs. One query."""
    rows = Supervision.objects.filter(Q(member=member) | Q(team__places__member=member)).exclude(supervisor=member)
    rows = rows.select_related("supervisor__person", "team").order_by("supervisor__person__name", "pk").distinct()
    return [Supervised(row, row.supervisor, row.team) for row in rows]


def supervised_by(member: Membership) -> list[Supervised]:
    """Whom a member supervises: named people, then teams with everybody in them but themselves. Three queries."""
    rows = list(member.supervisions.select_related("member__person", "team"))
    named = [Supervised(row, row.member, None) for row in rows if row.member_id]
    by_team = {row.team_id: row for row in rows if row.team_id}
    places = TeamPlace.objects.filter(team__in=by_team).exclude(member=member).select_related("member__person", "team")
    of_teams = [Supervised(by_team[each.team_id], each.member, each.team) for each in places]
    named.sort(key=lambda each: str(each.member).casefold())
    return named + sorted(of_teams, key=lambda each: (each.team.name.casefold(), str(each.member).casefold()))


@dataclass(slots=True)
class Watched:
    """Somebody whom a member supervises, in plain values: by which teams, or by name where there is none."""

    key: UUID
    person: UUID
    name: str
    teams: dict[UUID, str]


def watched_by(member: Membership) -> dict[UUID, Watched]:
    """Whom a member supervises, each once, by the keys of their memberships and in the order of names. Two queries."""
    who = ("member", "member__person", "member__person__name", "member__email")
    named = member.supervisions.exclude(member=None).values_list(*who)
    by_team = TeamPlace.objects.filter(team__supervisions__supervisor=member).exclude(member=member)
    found: dict[UUID, Watched] = {}
    for key, person, name, email, *team in [*named, *by_team.values_list(*who, "team", "team__name")]:
        watched = found.setdefault(key, Watched(key, person, name or email or str(NAMELESS), {}))
        watched.teams |= [team] if team else []
    return dict(sorted(found.items(), key=lambda pair: (pair[1].name.casefold(), pair[0])))


@dataclass(frozen=True)
class Named:
    """Members as somebody wrote them: those that were found, and what to do about the other lines."""

    members: list[Membership]
    advice: list[str]


def members_named(organisation: Organisation, lines: Iterable[str]) -> Named:
    """The members that `lines` name, each by the address that was invited or by the whole name. One query."""
    wanted = list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))
    folded = [line.lower() for line in wanted]
    rows = organisation.memberships.select_related("person").filter(Q(email__in=folded) | Q(person__name__in=wanted))
    by: dict[str, list[Membership]] = {}
    for row in rows:
        for word in {row.email, row.person.name} - {""}:
            by.setdefault(word, []).append(row)
    found, advice = [], []
    for line in wanted:
        there = by.get(line.lower()) or by.get(line) or []
        if len(there) == 1:
            found.append(there[0])
        elif there:
            advice.append(_("Several people here are called “%(name)s”: write the address instead") % {"name": line})
        else:
            advice.append(
                _("Nobody here is called “%(name)s”: write the name as the list of people has it, or the address")
                % {"name": line}
            )
    return Named(found, advice)
