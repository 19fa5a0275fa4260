"""The five places of the product, in their order on the bar and the rail."""

from functools import lru_cache

from django.urls import Resolver404, get_urlconf, resolve
from django.utils.translation import gettext_lazy as _

#: Key that a page sets as `place`, address, icon, label.
PLACES = (
    ("week", "/", "week", _("This week")),
    ("plan", "/plans/", "plan", _("Plan")),
    ("journal", "/journal/", "journal", _("Journal")),
    ("portfolio", "/portfolio/", "portfolio", _("Portfolio")),
    ("network", "/network/", "network", _("Network")),
)


def places() -> list[tuple]:
    """The places that have an address already; none leads to an empty page."""
    return [place for place in PLACES if exists(place[1])]


def exists(address: str) -> bool:
    return _exists(address, get_urlconf())


@lru_cache(maxsize=64)
def _exists(address: str, urlconf) -> bool:
    try:
        resolve(address, urlconf)
    except Resolver404:
        return False
    return True
