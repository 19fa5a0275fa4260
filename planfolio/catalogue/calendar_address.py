"""The private addresses of a person's calendars, one for each thing that a calendar program can read.

An address is shown once, kept only as its SHA-256, and ended whenever the person likes. It opens the one thing it was
made for and nothing else.
"""

from django.db import transaction

from planfolio.people.models import Person
from planfolio.people.secrets import hash_of, new_secret

from .models import CalendarAddress

What = CalendarAddress.What
#: How often a program may read one address within a minute: one that is polite asks a few times a day.
READS_EACH_MINUTE = 30


@transaction.atomic
def make_address(person, what: What = What.DATES) -> str:
    """A new secret for the address of `person`, stored nowhere; the one before opens nothing from now on."""
    # Made twice at once, the second waits here and ends the first.
    Person.objects.select_for_update().get(pk=person.pk)
    secret = new_secret()
    CalendarAddress.objects.filter(owner=person, what=what).delete()
    CalendarAddress.objects.create(owner=person, what=what, secret_hash=hash_of(secret))
    return secret


def end_address(person, what: What = What.DATES) -> None:
    CalendarAddress.objects.filter(owner=person, what=what).delete()


def address_of(person, what: What = What.DATES) -> CalendarAddress | None:
    return CalendarAddress.objects.filter(owner=person, what=what).first()


def person_for(secret: str, what: What = What.DATES) -> Person | None:
    """Whose `what` the secret opens; None when it is unknown, ended or for something else, or the account is closed.

    The work is the same for a wrong secret as for a right one: one hash, one look in an index of hashes.
    """
    rows = CalendarAddress.objects.select_related("owner").filter(secret_hash=hash_of(secret), what=what)
    found = rows.first()
    return found.owner if found and found.owner.is_active else None
