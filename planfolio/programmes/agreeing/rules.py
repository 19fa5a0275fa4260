"""Who may begin, whom one can ask, and what a manager is told of the time that it takes. Reads, and writes nothing."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from planfolio.errors import NotAllowed
from planfolio.mentoring.improving import SUPERVISING
from planfolio.mentoring.models import Mentorship
from planfolio.mentoring.vocabulary import State
from planfolio.people.models import Person
from planfolio.people.organisations.access import memberships
from planfolio.people.organisations.teams import supervisors_of
from planfolio.programmes.calendar import windows_of
from planfolio.programmes.models import Participation

from .models import Agreement, Wanted


def agreement_of(participation: Participation) -> Agreement | None:
    return getattr(participation, "agreement", None)


def may_begin(participation: Participation) -> bool:
    """Whether the run lets this person do things now. Who coordinates it needs nobody's leave."""
    run = participation.run
    if run.agreement != Wanted.FIRST or run.owner_id == participation.owner_id:
        return True
    found = agreement_of(participation)
    return found is not None and found.state == Agreement.State.YES


def check_may_begin(participation: Participation) -> None:
    if not may_begin(participation):
        raise NotAllowed(_("This run begins once your line manager has agreed. Ask them on the page of the run."))


def supervisors_here(person: Person) -> list[Person]:
    """Who supervises this person here, by an agreement of theirs or in an organisation; by name."""
    rows = Mentorship.objects.kept().filter(owner=person, kind__in=SUPERVISING, state=State.RUNNING)
    found = {each.supporter_id: each.supporter for each in rows.select_related("supporter") if each.supporter}
    for member in memberships(person):
        found |= {each.member.person_id: each.member.person for each in supervisors_of(member)}
    reached = [each for each in found.values() if each.email and each.is_active]
    return sorted(reached, key=lambda each: str(each).casefold())


@dataclass(frozen=True)
class Ask:
    """What it would take: first and last day (None: open), minutes in all, and about how many in a week (0: open)."""

    first: date
    last: date | None
    minutes: int
    weekly: int


def what_it_takes(participation: Participation) -> Ask:
    run = participation.run
    days = windows_of(run, participation)
    first, last, minutes = days[0].opens, days[-1].closes, run.doc.minutes
    if last is None:
        return Ask(first, None, minutes, 0)
    weeks = max(1, -((first - last).days // 7))
    return Ask(first, last, minutes, -(-minutes // weeks))
