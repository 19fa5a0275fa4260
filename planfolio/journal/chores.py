"""What the journal does by the clock."""

from planfolio.jobs.marks import job
from planfolio.people.removal import empty_log

from . import files


@job(deadline=600)
def sweep_files() -> int:
    """Remove files that belong to nothing any more, and what a search index remembers of erased words."""
    removed = files.sweep()
    empty_log()
    return removed
