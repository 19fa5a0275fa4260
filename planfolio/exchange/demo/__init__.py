"""Example data to look around in: an invented library of twelve people and a year of their learning.

It is only ever put into an instance that holds nothing of real people, is the same each time for the same day, and
goes again without a trace: every row hangs on a person marked `is_example`.
"""

from .filling import fill, look_around_as
from .leaving import leave
from .state import is_here, may_fill

__all__ = ["fill", "is_here", "leave", "look_around_as", "may_fill"]
