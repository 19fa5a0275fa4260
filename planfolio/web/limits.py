"""What one person may ask for: how often what costs much, counted by the minute in a table; and how large a file."""

import time

from django.conf import settings
from django.core.cache import cache
from django.urls import Resolver404, resolve
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


def upload_limit(request) -> int:
    """The largest file that may be sent to this address, in bytes: a view may take others (`takes_up_to`)."""
    try:
        return getattr(resolve(request.path_info).func, "upload_limit", settings.UPLOAD_LIMIT)
    except Resolver404:
        return settings.UPLOAD_LIMIT


def takes_up_to(limit: int):
    """The files that this view takes may be of `limit` bytes. Outermost of its decorators."""

    def mark(view):
        view.upload_limit = limit
        return view

    return mark
