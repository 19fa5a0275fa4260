"""The worker: one process, one job at a time, and a second thread that keeps the clock.

The clock renews the lease of the job at hand, says that worker and scheduler are there, gives back the jobs of
workers that are gone, queues what is due, and ends the process when a job is over its deadline; whatever hangs then
hangs no longer. The process also ends by itself now and then, because some parts grow in memory.
"""

import contextvars
import logging
import os
import threading
import time
from dataclasses import dataclass

from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone

from planfolio.people.models import Heartbeat

from . import leases, schedule
from .marks import Limits, limits
from .models import Lease

log = logging.getLogger(__name__)
BEAT_SECONDS = 10
#: A worker ends and is started afresh after so many jobs.
JOBS_PER_LIFE = 500
OVER_DEADLINE = 75

_lease: contextvars.ContextVar[Lease | None] = contextvars.ContextVar("lease", default=None)


def current_lease() -> Lease | None:
    """The lease under which the running job works; None outside of a worker."""
    return _lease.get()


@dataclass
class Worker:
    name: str
    idle_seconds: float = 1.0
    jobs_per_life: int = JOBS_PER_LIFE
    _ends_at: float | None = None

    def __post_init__(self):
        self._stop = threading.Event()

    def stop(self) -> None:
        """Finish the job at hand and end."""
        self._stop.set()

    def run(self) -> None:
        clock = threading.Thread(target=self._keep_time, daemon=True)
        self._reap_own()
        clock.start()
        done = 0
        while not self._stop.is_set() and done < self.jobs_per_life:
            close_old_connections()
            if self.work_once():
                done += 1
            else:
                self._stop.wait(self.idle_seconds)
        self._stop.set()

    def work_once(self) -> bool:
        """Do one job, if there is one. Whatever goes wrong in it is written on the job, never raised."""
        try:
            taken = leases.take(self.name)
            if taken is None:
                return False
            self._do(*taken)
        except leases.LeaseLost:
            log.warning("A job took longer than its lease and was given to another worker.")
        except DatabaseError as error:
            log.warning("The job worker waits for the database: %s", error)
            return False
        return True

    def _do(self, row, lease: Lease) -> None:
        bounds = limits(row.task_path)
        mark = _lease.set(lease)
        self._ends_at = time.monotonic() + bounds.deadline
        try:
            _call(row, lease, bounds)
        except leases.LeaseLost:
            raise
        except Exception as error:
            log.warning("Job %s did not end well: %s", row.task_path, type(error).__name__)
            leases.give_back(row, lease, error)
        finally:
            self._ends_at = None
            _lease.reset(mark)

    def _keep_time(self) -> None:
        next_beat = 0.0
        while not self._stop.wait(0.5):
            if self._ends_at is not None and time.monotonic() > self._ends_at:
                log.error("A job is over its deadline; the worker ends and the job is tried again later.")
                os._exit(OVER_DEADLINE)
            if time.monotonic() >= next_beat:
                next_beat = time.monotonic() + BEAT_SECONDS
                close_old_connections()
                self.beat()

    def beat(self) -> None:
        """One round of the clock. A database that is busy or full is met again at the next one."""
        try:
            leases.renew(self.name)
            _say_alive("worker")
            leases.reap()
            schedule.queue_due()
            _say_alive("scheduler")
        except DatabaseError as error:
            log.warning("The scheduler waits for the database: %s", error)

    def _reap_own(self) -> None:
        try:
            leases.reap(worker=self.name)
        except DatabaseError as error:
            log.warning("The job worker waits for the database: %s", error)


def _call(row, lease: Lease, bounds: Limits) -> None:
    task = row.task
    arguments = row.args_kwargs
    if bounds.whole:
        with transaction.atomic():
            leases.finish(row, lease, task.call(*arguments["args"], **arguments["kwargs"]))
    else:
        leases.finish(row, lease, task.call(*arguments["args"], **arguments["kwargs"]))


def _say_alive(part: str) -> None:
    Heartbeat.objects.update_or_create(part=part, defaults={"at": timezone.now()})
