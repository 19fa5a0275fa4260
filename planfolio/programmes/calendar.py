"""The calendar of a run, and of somebody in it: rows of the database put as `pace` wants them."""

from datetime import date

from . import pace as arithmetic
from .models import Participation, Run
from .pace import Window


def _spans(pairs: list) -> tuple:
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs)


def windows_of(run: Run, participation: Participation | None = None) -> list[Window]:
    """When each module is open: for everybody, or for one person with their own pace, pauses and day of joining."""
    return arithmetic.windows(
        arithmetic.Pace(
            kind=(participation.pace if participation else "") or run.pace,
            starts=run.starts,
            joined=participation.joined_on if participation else None,
            holidays=_spans(run.holidays),
            pauses=_spans(participation.pauses) if participation else (),
            dates=tuple(date.fromisoformat(day) for day in run.dates),
        ),
        run.modules,
    )


def pausing_until(participation: Participation, today: date) -> date | None:
    """The last day of a pause that is running."""
    ends = [last for first, last in _spans(participation.pauses) if first <= today <= last]
    return max(ends, default=None)
