"""Which programmes there are, for somebody: their own, and those that others share with everybody."""

from .models import Programme

#: So many of each that a page lists; who has more finds them by the search of titles.
LISTED = 200


def _rows():
    return Programme.objects.kept().defer("document").select_related("owner")


def mine(person) -> list[Programme]:
    return list(_rows().owned(person)[:LISTED])


def public(person) -> list[Programme]:
    """Programmes of others within reach that are in the directory."""
    return list(_rows().shared_with_everybody(person)[:LISTED])
