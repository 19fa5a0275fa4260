"""Loading programmes for somebody who may: Missing or NotAllowed otherwise."""

from uuid import UUID

from django.utils.translation import gettext as _

from planfolio.errors import Missing
from planfolio.people.sharing import VIEW, get_or_refuse

from .document import Placed, ProgrammeDoc, find
from .models import Edition, Programme


def get_programme(who, key: UUID, ability: str = VIEW) -> Programme:
    return get_or_refuse(Programme.objects.kept().select_related("owner"), who, ability, pk=key)


def get_thing(doc: ProgrammeDoc, key: str) -> Placed:
    found = find(doc, key)
    if found is None:
        raise Missing(_("This thing is not in the programme any more."))
    return found


def get_edition(programme: Programme, number: int) -> Edition:
    found = programme.editions.filter(number=number).first()
    if found is None:
        raise Missing(_("There is no such edition of this programme."))
    return found
