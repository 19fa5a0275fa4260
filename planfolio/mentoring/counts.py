"""What waits for somebody here, in one number that pages of other rooms can show."""

from .access import requests_for
from .agreements import asked_of_person
from .cycles import invitations_of


def waiting_for(person) -> dict[str, int]:
    """How many requests and questions wait for an answer of this person, and reviews to begin. Three queries."""
    return {
        "requests": requests_for(person).count(),
        "asked": asked_of_person(person).count(),
        "reviews": invitations_of(person).count(),
    }
