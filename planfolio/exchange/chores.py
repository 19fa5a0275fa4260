"""What is done by the clock: for files on their way in, and for accounts that were erased."""

from pathlib import Path

from django.conf import settings

from planfolio.jobs.marks import job
from planfolio.people import tombstones

from .actions import forget_old
from .erasing import erase_again


@job(deadline=120)
def forget_arrivals() -> int:
    """Forget files that nobody brought in within a day."""
    return forget_old()


@job(deadline=900)
def stay_erased() -> int:
    """Erase anew whoever came back with an old database that was put in place by hand."""
    return erase_again(tombstones.buried(Path(settings.DATA) / tombstones.NAME))
