"""How often one person may ask for what costs much: counted by the minute, in the table all processes share."""

import time

from django.core.cache import cache
from django.utils.translation import gettext as _

from planfolio.errors import TooMany


def spend(person, what: str, *, each_minute: int) -> None:
    """Count one more `what` of `person` in this minute. Raises TooMany above `each_minute`.

    Each is a place of its own that only one request can take, so that many at once are counted as they come; the
    number kept beside them only says where to begin to look.
    """
    key = f"spent:{what}:{person.pk}:{int(time.time() // 60)}"
    for place in range(cache.get(key, 0), each_minute):
        if cache.add(f"{key}:{place}", True, timeout=120):
            cache.set(key, place + 1, timeout=120)
            return
    raise TooMany(_("That is a lot within one minute. Wait a minute, then do it again."))
