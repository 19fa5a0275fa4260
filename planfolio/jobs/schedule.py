"""What happens by the clock: the lines of `settings.SCHEDULE`, each queued once when it is due."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from .models import Schedule


def queue_due() -> list[str]:
    """Queue every job whose time has come and return the names. Costs one query when there is none."""
    rows = {row.name: row for row in Schedule.objects.all()}
    return [name for name, line in settings.SCHEDULE.items() if _is_due(rows.get(name), line) and _queue(name, line)]


def _is_due(row: Schedule | None, line: tuple[str, timedelta]) -> bool:
    now = timezone.now()
    # A time further off than one round was written by a clock that ran ahead.
    return row is None or row.next_at <= now or row.next_at > now + line[1]


def _queue(name: str, line: tuple[str, timedelta]) -> bool:
    """The new time and the job are written together, so a round is neither lost nor run twice."""
    path, every = line
    with transaction.atomic():
        row, _ = Schedule.objects.select_for_update().get_or_create(name=name, defaults={"next_at": timezone.now()})
        if not _is_due(row, line):
            return False
        row.next_at = timezone.now() + every
        row.save()
        import_string(path).enqueue()
    return True
