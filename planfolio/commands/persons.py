"""Whose things a command is about, and which plan."""

import argparse
from uuid import UUID

from . import Exit, Stop, _


def add_person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--person", metavar=_("EMAIL"), help=_("Whose; needed only where several people have an account.")
    )


def choose_person(email: str | None):
    """The person with that address; without one the person of this computer, or the only one there is.

    Raises Stop when it cannot be told.
    """
    return _with_address(email) if email else _only_one()


def _with_address(email: str):
    from planfolio.people.models import Person

    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise Stop(_("Nobody here has the address {email}.").format(email=email), Exit.NOT_FOUND)
    return person


def _only_one():
    from planfolio.people.models import Person
    from planfolio.people.solo import local_person

    if local := Person.objects.filter(is_local=True, is_active=True).first():
        return local
    real = list(Person.objects.filter(is_example=False, is_active=True)[:2])
    if len(real) == 1:
        return real[0]
    if real or Person.objects.filter(is_example=True).exists():
        raise Stop(_("Several people are here. Say whose it is: --person EMAIL"), Exit.USAGE)
    return local_person()


def plan_key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("a plan's ID is the long part of its address")) from error


def choose_plan(person, key: UUID | None):
    """The plan with that key, if this person may read it; without one their current plan. Raises Stop, Missing."""
    from planfolio.plans.access import current_plan, get_plan

    plan = get_plan(person, key) if key else current_plan(person)
    if plan is None:
        raise Stop(_("There is no plan yet."), Exit.NOT_FOUND)
    return plan
