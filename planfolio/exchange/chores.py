"""What is done by the clock for files on their way in."""

from planfolio.jobs.marks import job

from .actions import forget_old


@job(deadline=120)
def forget_arrivals() -> int:
    """Forget files that nobody brought in within a day."""
    return forget_old()
