"""What waits for somebody here, in one number that pages of other rooms can show."""

from django.utils import timezone

from planfolio.prepared import Prepared

from .access import contracts_to_sign, requests_for, reviews_to_sign
from .agreements import asked_of_person
from .cycles import invitations_of


def waiting_for(person) -> dict[str, int]:
    """How many requests and questions wait for an answer of this person, reviews to begin, and things to sign.

    Four queries.
    """
    return {
        "requests": _requests.count(person=person.pk),
        "asked": _asked.count(person=person.pk, now=timezone.now()),
        "reviews": _reviews.count(person=person.pk),
        "signatures": _signatures.count(person=person.pk),
    }


_requests = Prepared(lambda person: requests_for(person).order_by().values("pk"))
_asked = Prepared(lambda person, now: asked_of_person(person, now=now).order_by().values("pk"))
_reviews = Prepared(lambda person: invitations_of(person).order_by().values("pk"))


@Prepared
def _signatures(person):
    reviews, contracts = reviews_to_sign(person), contracts_to_sign(person)
    return reviews.order_by().values("pk").union(contracts.order_by().values("pk"), all=True)
