"""Taking a job, keeping it, ending it, and giving back those of workers that are gone."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .marks import GiveUp, limits, wait_before
from .models import Lease

LEASE = timedelta(seconds=30)


class LeaseLost(Exception):
    """Another worker has taken the job over, so nothing more may be done for it here."""


class WorkerGone(Exception):
    """What is written on a job whose workers kept ending in the middle of it."""


def take(worker: str) -> tuple[DBTaskResult, Lease] | None:
    """The next job that is ready, leased to `worker`; None when there is nothing to do (one cheap query)."""
    ready = DBTaskResult.objects.ready()
    if not ready.exists():
        return None
    with transaction.atomic():
        row = ready.select_for_update(skip_locked=True).first()
        if row is None:
            return None
        row.claim(worker)
        lease = Lease.objects.create(
            job=row.pk, worker=worker, attempt=len(row.worker_ids), until=timezone.now() + LEASE
        )
    return row, lease


def hold(lease: Lease) -> None:
    """Raises LeaseLost unless the lease still stands; call it right before something that cannot be undone."""
    if not _mine(lease).filter(until__gt=timezone.now()).exists():
        raise LeaseLost(lease.job)


def renew(worker: str) -> None:
    Lease.objects.filter(worker=worker, until__gt=timezone.now()).update(until=timezone.now() + LEASE)


def finish(row: DBTaskResult, lease: Lease, value: object) -> None:
    """Write that the job is done. Raises LeaseLost, with nothing written, when it is no longer ours."""
    with transaction.atomic():
        _give_back(lease)
        row.set_successful(value)


def give_back(row: DBTaskResult, lease: Lease, error: BaseException) -> None:
    """Have the job tried again later, or write that it is given up. Raises LeaseLost."""
    with transaction.atomic():
        _give_back(lease)
        _again_or_never(row, lease.attempt, error)


def reap(*, worker: str = "") -> int:
    """Give back the jobs of workers that are gone: leases that ended, and all those of `worker`. Returns how many.

    A worker passes its own name when it starts: its supervisor has seen its predecessor end.
    """
    rows = Lease.objects.filter(until__lte=timezone.now())
    if worker:
        rows = rows | Lease.objects.filter(worker=worker)
    # A clock that was set back must not keep a job waiting: no lease is ever this long.
    rows = rows | Lease.objects.filter(until__gt=timezone.now() + 2 * LEASE)
    if not rows.exists():
        return 0
    with transaction.atomic():
        ended = list(rows.select_for_update(skip_locked=True))
        for lease in ended:
            row = DBTaskResult.objects.filter(pk=lease.job, status=TaskResultStatus.RUNNING).first()
            lease.delete()
            if row is not None:
                _again_or_never(row, lease.attempt, WorkerGone("the worker ended in the middle of this job"))
    return len(ended)


def _again_or_never(row: DBTaskResult, attempt: int, error: BaseException) -> None:
    if isinstance(error, GiveUp) or attempt >= limits(row.task_path).attempts:
        row.set_failed(error)
        return
    row.status = TaskResultStatus.READY
    # The first attempt that ended with its worker is repeated at once: most often the machine was just restarted.
    at_once = isinstance(error, WorkerGone) and attempt == 1
    row.run_after = timezone.now() if at_once else timezone.now() + wait_before(attempt)
    row.save(update_fields=["status", "run_after"])


def _mine(lease: Lease):
    return Lease.objects.filter(job=lease.job, worker=lease.worker, attempt=lease.attempt)


def _give_back(lease: Lease) -> None:
    deleted, _ = _mine(lease).delete()
    if not deleted:
        raise LeaseLost(lease.job)


def waiting() -> int:
    """How many jobs are due and not taken."""
    return DBTaskResult.objects.ready().count()
