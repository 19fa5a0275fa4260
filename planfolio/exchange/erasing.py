"""The end of an account: all that is only one person's goes for good, and stays gone when an old backup comes back."""

from functools import partial
from pathlib import Path
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import CharField, Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from planfolio.errors import Refused
from planfolio.jobs.models import Letter
from planfolio.journal.upkeep import purge
from planfolio.people import tombstones
from planfolio.people.models import Invitation, Membership, Opening, Organisation, Person
from planfolio.people.organisations.access import administered_alone
from planfolio.people.removal import empty_log
from planfolio.programmes.models import Participation, Run
from planfolio.web import kept

from .archive import holding


def what_stands_in_the_way(person: Person) -> str:
    """What must be done before the account can end; empty where nothing must."""
    others = Person.objects.filter(is_active=True, is_example=False).exclude(pk=person.pk)
    if person.is_administrator and others.exists() and not others.filter(is_administrator=True).exists():
        return _(
            "You are the only administrator here, and others have accounts. Let somebody else administer first: "
            "`planfolio account EMAIL --administrator`, on the server."
        )
    if alone := administered_alone(person):
        words = _("Nobody else administers %(names)s. Give somebody else there that role first.")
        return words % {"names": ", ".join(str(each) for each in alone)}
    if runs := Run.objects.kept().filter(owner=person, ended_at=None).filter(Exists(_others_in_run(person))):
        words = _("Others take part in %(names)s, which you coordinate. End it first, so that they know.")
        return words % {"names": ", ".join(str(each) for each in runs)}
    return ""


def _others_in_run(person: Person):
    taking_part = Participation.objects.kept().filter(run=OuterRef("pk"), left_at=None)
    return taking_part.exclude(owner=person)


def erase_account(person: Person) -> None:
    """Erase the account of `person` for good, whole or not at all. There is no way back.

    Raises Refused where something must be done first. That it was done is on the disk before it counts as done, so an
    instance that is stopped in between finishes it at its next start.
    """
    key, folder, written = person.pk, Path(settings.DATA), False
    try:
        with transaction.atomic():
            person = Person.objects.select_for_update().get(pk=key)
            if obstacle := what_stands_in_the_way(person):
                raise Refused(obstacle)
            erase_people([person])
            tombstones.bury(folder, key)
            written = True
    except BaseException:
        if written:
            tombstones.dig_out(folder, key)
        raise


def erase_people(people: list[Person]) -> None:
    """Erase these people and all that hangs on them, in the caller's transaction.

    Their files, and what the log of the database remembers, go when it is through.
    """
    keys = [person.pk for person in people]
    addresses = {person.email for person in people if person.email}
    addresses |= set(EmailAddress.objects.filter(user__in=keys).values_list("email", flat=True))
    belonged = Membership.objects.filter(person__in=keys)
    addresses |= set(belonged.exclude(email="").values_list("email", flat=True))
    organisations = set(belonged.values_list("organisation", flat=True))
    _end_sessions(keys)
    _empty_outbox(keys, addresses)
    Invitation.objects.filter(email__in=addresses).delete()
    # Of what they opened, its owner still sees that somebody did who has left.
    Opening.objects.filter(by__in=[key.hex for key in keys]).update(by=Cast("id", CharField()), reader=None)
    for person in people:
        person.delete()
    # An organisation of nobody is nobody's.
    Organisation.objects.filter(pk__in=organisations, memberships=None).delete()
    for key in keys:
        _forget_counts(key)
        transaction.on_commit(partial(holding.leave_all, key), robust=True)
    if keys:
        kept.forget()
        purge()
        transaction.on_commit(empty_log, robust=True)


def _end_sessions(keys: list[UUID]) -> None:
    names = {str(key) for key in keys}
    ended = [each.pk for each in Session.objects.iterator() if each.get_decoded().get(SESSION_KEY) in names]
    Session.objects.filter(pk__in=ended).delete()


def _empty_outbox(keys: list[UUID], addresses: set[str]) -> None:
    """Mail to these addresses, and jobs that name it or the people."""
    letters = Letter.objects.filter(to__in=addresses)
    named = [str(key) for key in [*letters.values_list("pk", flat=True), *keys]]
    letters.delete()
    for start in range(0, len(named), 100):
        naming = Q()
        for key in named[start : start + 100]:
            naming |= Q(told__contains=key)
        DBTaskResult.objects.annotate(told=Cast("args_kwargs", TextField())).filter(naming).delete()


def _forget_counts(key: UUID) -> None:
    """Take what was counted of a person out of the table of limits, whose keys name them."""
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE cache_key LIKE %s", [f"%{key}%"])


@transaction.atomic
def erase_again(marks: set[str]) -> int:
    """Erase whoever is here again although they were erased before; returns how many."""
    people = tombstones.risen(marks)
    erase_people(people)
    return len(people)
