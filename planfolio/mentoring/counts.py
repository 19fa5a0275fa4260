"""What waits for somebody here, in one number that pages of other rooms can show."""

from .agreements import asked_of_person
from .cycles import invitations_of
from .pages import waiting_requests


def waiting_for(person) -> dict[str, int]:
    """How many requests and questions wait for an answer of this person. Three queries."""
    return {
        "requests": len(waiting_requests(person)),
        "asked": asked_of_person(person).count(),
        "reviews": invitations_of(person).count(),
    }
