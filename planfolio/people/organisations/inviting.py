"""Inviting people into an organisation: a list is looked over, confirmed, and a job invites them one after the other.

Nobody is written to, and nothing is kept of anybody, before whoever made the list confirms it. Whether an address has
an account is asked nowhere: each gets the same mail, and comes with an account or makes one.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import Missing, NotAllowed, Refused, TooMany
from planfolio.jobs.mail import post_many
from planfolio.jobs.marks import job

from ..base import new_key
from ..invitations import invitation_address
from ..models import Invitation, Membership, Organisation, OrganisationRole, Person, Roster, Team
from ..secrets import hash_of, new_secret
from . import mails
from .actions import hold
from .reading import People

#: An invitation can be used for so long; a list waits, and is remembered, for a day.
KEPT = timedelta(days=14)
WAITS = timedelta(days=1)
#: Lists that wait for one person at once; older ones go.
WAITING_LIMIT = 5
#: What was used or has ended is forgotten after this.
FORGOTTEN = timedelta(days=30)
#: Mails that one organisation sends within a day, and how soon the same address is written to again.
DAILY_LIMIT = 10_000
SENT_ANEW_AFTER = timedelta(minutes=10)
#: People invited in one transaction of the job.
BATCH = 50


def hold_roster(
    people: People, *, by: Membership, role: str, team: Team | None, key: UUID, site: str, **values
) -> Roster:
    """Keep a list for its maker to look over; the same `key` sent again is the same list.

    Raises NotAllowed when somebody who does not administer gives a role.
    """
    if role != OrganisationRole.MEMBER and not by.administers:
        raise NotAllowed(_("Only an administrator of the organisation can do this."))
    there = Roster.objects.filter(pk=key).first()
    if there is not None and (there.by_id, there.organisation_id) == (by.person_id, by.organisation_id):
        return there
    waiting = by.organisation.rosters.filter(by=by.person, confirmed_at=None).order_by("-created_at")
    Roster.objects.filter(pk__in=list(waiting.values_list("pk", flat=True)[WAITING_LIMIT - 1 :])).delete()
    return Roster.objects.create(
        id=new_key() if there else key, organisation=by.organisation, by=by.person, role=role, team=team, site=site,
        rows=[[row.name, row.email, row.team] for row in people.rows],
        wrong=[[row.line, row.text, row.advice] for row in people.wrong], repeated=people.repeated, **values,
    )  # fmt: skip


@dataclass(frozen=True)
class Looked:
    """A list as it stands now: the new, who is in it already in one way or another, teams that would be made."""

    new: list[list[str]]
    members: list[list[str]]
    waiting: list[list[str]]
    new_teams: list[str]


def look_over(roster: Roster) -> Looked:
    """What confirming would do. Three queries."""
    members, waiting = _known(roster.organisation)
    of = Counter()
    groups: dict[str, list] = {"new": [], "members": [], "waiting": []}
    for row in roster.rows:
        kind = "members" if row[1] in members else "waiting" if row[1] in waiting else "new"
        groups[kind].append(row)
        of[row[2]] += kind == "new"
    there = {name.lower() for name in roster.organisation.teams.values_list("name", flat=True)}
    named = {name.lower(): name for name, count in of.items() if name and count} if roster.teams_of_file else {}
    return Looked(**groups, new_teams=sorted(name for key, name in named.items() if key not in there))


def _known(organisation: Organisation) -> tuple[set[str], set[str]]:
    """The addresses under which people belong, and those whose invitation is running."""
    running = Invitation.objects.filter(
        organisation=organisation, accepted_at=None, expires_at__gt=timezone.now()
    ).values_list("email", flat=True)
    return set(organisation.memberships.values_list("email", flat=True)), set(running)


@transaction.atomic
def confirm(roster: Roster) -> None:
    """Begin to invite; confirming twice begins once. Raises Refused for example people, TooMany above DAILY_LIMIT."""
    _check_real(roster.by)
    hold(roster.organisation)
    _check_limit(roster.organisation, len(look_over(roster).new))
    if Roster.objects.filter(pk=roster.pk, confirmed_at=None).update(confirmed_at=timezone.now()):
        invite_people.enqueue(str(roster.pk))


def leave_roster(roster: Roster) -> None:
    """Forget a list. Raises Refused once inviting has begun."""
    if not Roster.objects.filter(pk=roster.pk, confirmed_at=None).delete()[0]:
        raise Refused(_("Inviting has begun. You can take invitations back one by one."))


def _check_real(by: Person) -> None:
    """Whoever looks around in example data writes to nobody."""
    if by.is_example:
        raise Refused(_("In the example data nobody is written to."))


def _check_limit(organisation: Organisation, more: int) -> None:
    since = timezone.now() - timedelta(days=1)
    sent = Invitation.objects.filter(organisation=organisation, sent_at__gt=since).count()
    if sent + more > DAILY_LIMIT:
        words = _("An organisation sends %(limit)s invitations a day at most. Go on tomorrow.")
        raise TooMany(words % {"limit": DAILY_LIMIT})


@job(deadline=600)
def invite_people(roster_key: str) -> int:
    """Invite everybody of a confirmed list, some at a time; begun again after a stop, it goes on where it was."""
    while _invite_some(roster_key):
        pass
    return Roster.objects.filter(pk=roster_key).values_list("invited", flat=True).first() or 0


@transaction.atomic
def _invite_some(roster_key: str) -> bool:
    """The next people of the list; False when there are none. Who made the list must still coordinate."""
    roster = Roster.objects.select_for_update(of=("self",)).select_related("by", "organisation").get(pk=roster_key)
    if roster.is_finished:
        return False
    hold(roster.organisation)
    rows = roster.rows[roster.done : roster.done + BATCH]
    may = Membership.objects.filter(person=roster.by, organisation=roster.organisation).first()
    allowed = may is not None and (may.administers or (may.coordinates and roster.role == OrganisationRole.MEMBER))
    roster.invited += _invite(roster, rows) if allowed else 0
    roster.done += len(rows)
    roster.save(update_fields=["done", "invited"])
    return True


def _invite(roster: Roster, rows: list[list[str]]) -> int:
    """Invite those of `rows` who are not in it already; their earlier invitation, which has ended, goes."""
    members, waiting = _known(roster.organisation)
    new = [row for row in rows if row[1] not in members and row[1] not in waiting]
    ended = Invitation.objects.filter(organisation=roster.organisation, accepted_at=None)
    ended.filter(email__in=[row[1] for row in new]).delete()
    teams = _teams(roster, new)
    made, secrets = [], {}
    for name, email, team in new:
        secret = new_secret()
        row = Invitation(
            organisation=roster.organisation, email=email, name=name, role=roster.role, invited_by=roster.by,
            team=teams.get(team.lower()) or roster.team, secret_hash=hash_of(secret),
            expires_at=timezone.now() + KEPT,
        )  # fmt: skip
        secrets[row.pk] = secret
        made.append(row)
    post_many(
        [_letter(row, secrets[row.pk], site=roster.site, by=roster.by) for row in Invitation.objects.bulk_create(made)]
    )
    return len(made)


def _letter(invitation: Invitation, secret: str, *, site: str, by: Person) -> dict:
    return mails.invitation_letter(invitation, invitation_address(secret, site=site), by=by)


def _teams(roster: Roster, rows: list[list[str]]) -> dict[str, Team]:
    """The teams that the file names, by their folded names; those that are not there yet are made."""
    if not roster.teams_of_file:
        return {}
    teams = {team.name.lower(): team for team in roster.organisation.teams.all()}
    for name in (row[2] for row in rows if row[2]):
        if name.lower() not in teams:
            teams[name.lower()] = Team.objects.create(organisation=roster.organisation, name=name)
    return teams


@transaction.atomic
def send_again(invitation: Invitation, *, by: Membership, site: str) -> None:
    """A new link to the same address, for two weeks; the earlier link ends.

    Raises Refused within minutes of the last one, NotAllowed for a role that `by` cannot give.
    """
    if invitation.role != OrganisationRole.MEMBER and not by.administers:
        raise NotAllowed(_("Only an administrator of the organisation can do this."))
    _check_real(by.person)
    hold(by.organisation)
    _check_limit(by.organisation, 1)
    secret, now = new_secret(), timezone.now()
    rows = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, sent_at__lte=now - SENT_ANEW_AFTER)
    fresh = {"secret_hash": hash_of(secret), "sent_at": now, "expires_at": now + KEPT, "invited_by": by.person}
    if not rows.update(**fresh):
        raise Refused(_("A mail went to this address a moment ago. Wait ten minutes before you send another."))
    invitation.refresh_from_db()
    post_many([_letter(invitation, secret, site=site, by=by.person)])


def take_back(invitation: Invitation) -> None:
    """The link opens nothing from now on. Raises Missing when it was used meanwhile."""
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None).delete()[0]:
        raise Missing(_("This invitation was used already, or it has ended."))


def forget_old(now=None) -> int:
    """Forget lists after a day, and invitations into organisations a month after they were used or have ended."""
    now = now or timezone.now()
    rosters, _kinds = Roster.objects.filter(created_at__lt=now - WAITS).delete()
    of_organisations = Invitation.objects.exclude(organisation=None)
    used, _kinds = of_organisations.filter(accepted_at__lt=now - FORGOTTEN).delete()
    ended, _kinds = of_organisations.filter(expires_at__lt=now - FORGOTTEN).delete()
    return rosters + used + ended
