"""Working with one's supervisor: whoever supervises a person sees nothing by it until that person says yes.

The yes is an agreement like any other, of the kind "supervisor", at once and without a question, because the
organisation has named both already. It stands on the supervision and ends with it (`models.ending`).
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import Missing
from planfolio.people.models import Organisation, Person, Supervision, Team, TeamPlace
from planfolio.people.organisations.actions import hold
from planfolio.people.organisations.teams import supervisions_of
from planfolio.people.pulse import beat

from . import mails
from .access import supporters_of
from .models import Mentorship
from .vocabulary import Kind, State


@dataclass(frozen=True)
class Supervisor:
    """One who supervises a person, by the first of the supervisions that say so."""

    supervision: Supervision
    place: TeamPlace | None

    def __str__(self):
        return str(self.person)

    @property
    def pk(self) -> UUID:
        return self.supervision.pk

    @property
    def person(self) -> Person:
        return self.supervision.supervisor.person

    @property
    def organisation(self) -> Organisation:
        return self.supervision.supervisor.organisation

    @property
    def team(self) -> Team | None:
        return self.supervision.team


def supervisors_to_work_with(person: Person) -> list[Supervisor]:
    """Who supervises `person` and does not support them as a supervisor yet. Three queries."""
    there = {each.supporter_id for each in supporters_of(person) if each.kind in (Kind.SUPERVISOR, Kind.EMPLOYER)}
    found: dict[UUID, Supervisor] = {}
    for supervision, place in supervisions_of(person):
        if supervision.supervisor.person_id not in there:
            found.setdefault(supervision.supervisor.person_id, Supervisor(supervision, place))
    return list(found.values())


@transaction.atomic
def work_together(key: UUID, *, by: Person) -> Mentorship:
    """Say yes to the supervision of this key: an agreement that runs from now on; said twice it is one.

    It shows the supervisor nothing by itself. Raises Missing where nobody supervises `by` by it.
    """
    organisation = Organisation.objects.filter(memberships__supervisions=key).first()
    if organisation is None:
        raise _gone()
    hold(organisation)
    found = next((pair for pair in supervisions_of(by) if pair[0].pk == key), None)
    if found is None:
        raise _gone()
    supervision, place = found
    supporter = supervision.supervisor.person
    values = {"kind": Kind.SUPERVISOR, "supporter": supporter, "name": str(supporter), "place": place}
    mentorship, is_new = Mentorship.objects.get_or_create(
        owner=by,
        supervision=supervision,
        state=State.RUNNING,
        deleted_at=None,
        defaults={**values, "answered_at": timezone.now()},
    )
    if is_new:
        beat(supporter)
        mails.tell_working_together(mentorship)
    return mentorship


def agreed_with(chosen: Mentorship | Supervisor, *, by: Person) -> Mentorship:
    """The agreement with a supporter whom `by` chose; choosing a supervisor is saying yes to them."""
    return chosen if isinstance(chosen, Mentorship) else work_together(chosen.pk, by=by)


def _gone() -> Missing:
    return Missing(_("Nobody supervises you by this any more."))
