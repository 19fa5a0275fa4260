"""Take the example data away without a trace: rows, files, sessions, mail, and the log of the database."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from planfolio.jobs.models import Letter
from planfolio.journal.upkeep import purge
from planfolio.people.models import Person
from planfolio.people.removal import empty_log


def leave() -> int:
    """Erase every example person and all that hangs on them; returns how many people. Their files go on commit."""
    with transaction.atomic():
        people = list(Person.objects.filter(is_example=True))
        keys = {str(person.pk) for person in people}
        ended = [each.pk for each in Session.objects.all() if each.get_decoded().get(SESSION_KEY) in keys]
        Session.objects.filter(pk__in=ended).delete()
        Letter.objects.filter(to__in=[person.email for person in people]).delete()
        for person in people:
            person.delete()
            _forget_counts(str(person.pk))
    if people:
        purge()
        empty_log()
    return len(people)


def _forget_counts(key: str) -> None:
    """Take what was counted of a person out of the table of limits, whose keys name them."""
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE cache_key LIKE %s", [f"%{key}%"])
