"""`@job`: a django-tasks task with a total deadline and a number of attempts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks.base import Task


class GiveUp(Exception):
    """Raised by a job that no further attempt can help."""


@dataclass(frozen=True)
class Limits:
    """`deadline` in seconds, over everything a job does. `whole` joins its writes and its end in one transaction."""

    deadline: float = 300
    attempts: int = 5
    whole: bool = False


_limits: dict[str, Limits] = {}


def job(*, deadline: float = 300, attempts: int = 5, whole: bool = False) -> Callable[[Callable], Task]:
    """Mark a module-level function as a job. Its arguments must be plain JSON values.

    With `whole` what it writes and the fact that it is done are one transaction: use it for short jobs that only touch
    the database. Any other job may run again after a kill and must cope with finding its work done.
    """

    def mark(function: Callable) -> Task:
        made = task()(function)
        _limits[made.module_path] = Limits(deadline, attempts, whole)
        return made

    return mark


def limits(task_path: str) -> Limits:
    """The limits that were set where the job is defined; those of any job when it is no longer there."""
    try:
        import_string(task_path)
    except ImportError:
        return Limits()
    return _limits.get(task_path, Limits())


def wait_before(attempt: int) -> timedelta:
    """How long after the end of attempt 1, 2, 3 ... the next one starts: 30 s, 2 min, 8 min, 32 min, 2 h at most."""
    return timedelta(seconds=min(30 * 4 ** (attempt - 1), 7200))
