"""For trials with many threads in a process of their own: limits on tries out of the way, everything else as ever."""

from tests.settings import *  # noqa: F403

ACCOUNT_RATE_LIMITS = False
