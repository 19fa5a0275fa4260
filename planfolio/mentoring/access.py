"""Loading what is between a learner and who supports them: Missing for everybody else."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from planfolio.errors import Missing, NotAllowed
from planfolio.people.openings import note_opening
from planfolio.plans.models import PlanGrant

from .models import (
    Checkpoint,
    Contract,
    Improvement,
    Meeting,
    Mentorship,
    Packet,
    Request,
    Review,
    SharedLink,
    Signature,
    SignedCopy,
)
from .vocabulary import RequestState, ReviewState, State


def get_mentorship(person, key: UUID) -> Mentorship:
    """A mentorship of this person: as its learner, or as its supporter while it runs."""
    rows = (
        Mentorship.objects.kept()
        .of(person)
        .select_related("owner", "supporter", "supervision__team", "supervision__supervisor__organisation")
    )
    return _one(rows, key)


def get_own_mentorship(person, key: UUID) -> Mentorship:
    """One whose learner this person is; its supporter is told that only the learner can do this."""
    found = get_mentorship(person, key)
    if found.owner_id != person.pk:
        raise NotAllowed(_("Only %(name)s can do this.") % {"name": found.owner})
    return found


def get_request(person, key: UUID) -> Request:
    rows = Request.objects.of(person).select_related("mentorship__owner", "mentorship__supporter", "objective__plan")
    return _one(rows.select_related("entry"), key)


def get_meeting(person, key: UUID) -> Meeting:
    return _one(Meeting.objects.of(person).select_related("mentorship__owner", "mentorship__supporter"), key)


def get_link(person, key: UUID) -> SharedLink:
    return _one(SharedLink.objects.kept().owned(person), key)


def get_review(person, key: UUID) -> Review:
    """A review of this person's own, or one that was shared with them as its reviewer; that they opened it is told."""
    rows = Review.objects.of(person).select_related("owner", "plan", "mentorship__supporter")
    return _told(_one(rows, key), person)


def get_copy(person, key: UUID) -> SignedCopy:
    return _one(SignedCopy.objects.filter(owner=person), key)


def get_improvement(person, key: UUID) -> Improvement:
    """One about this person, begun by them, or for which they were named as the third; that they opened it is told."""
    rows = Improvement.objects.of(person).select_related("owner", "mentorship__supporter", "third__supporter")
    return _told(_one(rows, key), person)


def get_checkpoint(person, key: UUID) -> Checkpoint:
    seen = Improvement.objects.of(person).values("pk")
    rows = Checkpoint.objects.kept().filter(improvement__in=seen)
    found = _one(rows.select_related("improvement__owner", "improvement__mentorship__supporter"), key)
    _told(found.improvement, person)
    return found


def get_contract(person, plan, sha256: str) -> Contract:
    """The contract about `plan` as it was in the version of that hash, which this supporter was asked to sign."""
    rows = Contract.objects.filter(version__plan=plan, version__sha256=sha256, mentorship__supporter=person)
    found = rows.select_related("version", "mentorship__supporter", "owner").order_by("-created_at").first()
    if found is None:
        raise Missing(_("There is nothing at this address, or it is not shared with you."))
    return found


def supporters_of(person):
    """Who supports this person now."""
    return Mentorship.objects.kept().running().filter(owner=person).select_related("supporter")


def supported_by(person):
    """Whom this person supports now."""
    rows = Mentorship.objects.kept().running().filter(supporter=person)
    return rows.select_related("owner", "supporter").order_by("owner__name", "pk")


def requests_for(person):
    """What waits for this person's answer, the oldest first."""
    rows = Request.objects.kept().filter(mentorship__supporter=person, mentorship__state=State.RUNNING)
    return rows.filter(state=RequestState.WAITING).select_related("mentorship__owner", "mentorship__supporter")


def reviews_to_sign(person):
    """Reviews that wait for this person's signature: the reviewer, or the learner once the reviewer signed."""
    last = Packet.objects.filter(review=OuterRef("pk")).order_by("-number").values("pk")[:1]
    rows = Review.objects.of(person).filter(state__in=(ReviewState.SHARED, ReviewState.DISCUSSED)).annotate(last=last)
    signed = Signature.objects.filter(packet=OuterRef("last"))
    rows = rows.filter(~Exists(signed.filter(signer=person)), ~Q(owner=person) | Exists(signed))
    return rows.select_related("owner", "mentorship__supporter")


def contracts_to_sign(person):
    """Plans that this person was asked to agree to, as the learner last asked, and can see."""
    rows = Contract.objects.kept().filter(mentorship__supporter=person, mentorship__state=State.RUNNING)
    of_plan = Contract.objects.kept().filter(
        mentorship=OuterRef("mentorship"),
        version__plan=OuterRef("version__plan"),
        created_at__gt=OuterRef("created_at"),
    )
    seen = PlanGrant.objects.filter(thing=OuterRef("version__plan"), person=person)
    signed = Signature.objects.filter(contract=OuterRef("pk"), signer=person)
    rows = rows.filter(Exists(seen), ~Exists(of_plan), ~Exists(signed), version__plan__deleted_at=None)
    return rows.select_related("owner", "version__plan")


def asked_of(secret_hash: str) -> Mentorship | None:
    """The question that a secret belongs to, while it waits for an answer."""
    return Mentorship.objects.kept().filter(secret_hash=secret_hash, state=State.ASKED).select_related("owner").first()


def _told(thing, person):
    """`thing`, having written down for its owner that another opened it."""
    if thing.owner_id != person.pk:
        note_opening(thing, person)
    return thing


def _one(rows, key: UUID):
    found = rows.filter(pk=key).first()
    if found is None:
        raise Missing(_("There is nothing at this address, or it is not shared with you."))
    return found
