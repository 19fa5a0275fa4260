"""The verbs of a yearly review and of a learning contract. Each is one transaction; of two at once one goes through.

Draft, shared, discussed, signed, closed: the learner shares and closes, either says that it was discussed, and with the
second signature it is signed. Until then the learner can change what is in it and share it again, which makes another
packet that waits for both signatures anew.
"""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import Conflict, Missing, NotAllowed, Refused
from planfolio.people.base import add_once, change, new_key
from planfolio.people.pulse import beat
from planfolio.plans.document import canonical, digest
from planfolio.plans.models import Plan
from planfolio.plans.versions import keep_version

from . import mails
from .agreements import show
from .models import Contract, Mentorship, Packet, Review, ReviewComment, Signature, SignedCopy
from .packets import entries_of, evidence_of, objectives_of, packet_of, sealed
from .vocabulary import ReviewState, Said

#: In which states the learner still chooses what is in it, and in which it can be signed.
OPEN = (ReviewState.DRAFT, ReviewState.SHARED, ReviewState.DISCUSSED)
#: What goes on in another draft when the supporter changes.
CARRIED = (
    *("title", "plan", "starts", "ends", "halfway", "halfway_held", "halfway_words", "meets_on"),
    *("summary", "objectives", "evidence", "entries"),
)
SIGNABLE = (ReviewState.SHARED, ReviewState.DISCUSSED)
#: So many of the latest reflections are chosen to begin with.
FIRST_CHOSEN = 10


@transaction.atomic
def begin_review(mentorship: Mentorship, *, by, key: UUID | None = None, **values) -> Review:
    """A draft that only the learner sees, with every objective and piece of evidence chosen to begin with."""
    if mentorship.owner_id != by.pk or not mentorship.is_running:
        raise NotAllowed(_("Ask somebody who supports you now."))
    begun = Review.objects.filter(owner=by, cycle=values.get("cycle")).exclude(cycle=None)
    already = Conflict(_("You have begun this review already. It stands under Mentoring."))
    if begun.exclude(pk=key).exists():
        raise already
    try:
        review, added = add_once(Review(id=key or new_key(), owner=by, mentorship=mentorship, **values))
    except IntegrityError as error:
        # Of two at once the other was quicker.
        raise already if begun.exists() else error from error
    if added:
        review.objectives = [str(row.pk) for row in objectives_of(review)]
        review.evidence = [str(row.pk) for row in evidence_of(review)]
        review.entries = [str(row.pk) for row in entries_of(review, latest=FIRST_CHOSEN, subject="learning")]
        review.save(update_fields=["objectives", "evidence", "entries"])
    return review


def revise_review(review: Review, *, by, expected: int | None, **values) -> Review:
    """Change what is in it. What was shared stays as it was until it is shared again."""
    _owner(review, by)
    for name, value in values.items():
        setattr(review, name, value)
    return change(review, expected=expected, fields=list(values), state__in=OPEN)


def hold_halfway(review: Review, *, by, words: str, expected: int | None) -> Review:
    """The two have looked at it halfway, today; the learner keeps what came of it, for the packet."""
    _owner(review, by)
    review.halfway_words, review.halfway_held = words, review.halfway_held or by.today()
    return change(review, expected=expected, fields=["halfway_words", "halfway_held"], state__in=OPEN)


@transaction.atomic
def go_on_with(review: Review, mentorship: Mentorship, *, by, key: UUID | None = None) -> Review:
    """Go on with another supporter: a new draft with the same choices, in the same round, that nobody sees yet.

    The earlier one stays as it is, with its comments and signatures, for the learner alone.
    """
    _owner(review, by)
    there = Review.objects.owned(by).filter(pk=key).first() if key else None
    if there is not None:
        return there
    review = _locked(review)
    if review.state not in OPEN or (review.mentorship and review.mentorship.is_running):
        raise Conflict(_("This has moved on meanwhile. Look at it again before you change it."))
    if mentorship.owner_id != by.pk or not mentorship.is_running:
        raise NotAllowed(_("Ask somebody who supports you now."))
    values = {name: getattr(review, name) for name in CARRIED}
    cycle = review.cycle
    Review.objects.filter(pk=review.pk).update(cycle=None, revision=review.revision + 1)
    return Review.objects.create(id=key or new_key(), owner=by, mentorship=mentorship, cycle=cycle, **values)


@transaction.atomic
def share_review(review: Review, *, by, site: str) -> Packet:
    """Let the reviewer see it as it stands now; the same content twice is one packet."""
    _owner(review, by)
    review = _locked(review)
    if review.state not in OPEN:
        raise Conflict(_("It was signed already; what was signed never changes."))
    if review.mentorship is None or not review.mentorship.is_running:
        raise Conflict(_("Whoever was to review it supports you no more. Choose somebody else."))
    body = canonical(packet_of(review))
    last = review.packets.first()
    if last is None or last.sha256 != digest(body):
        number = last.number + 1 if last else 1
        last = Packet.objects.create(owner=by, review=review, number=number, body=body, sha256=digest(body))
    state = review.state if review.state == ReviewState.DISCUSSED else ReviewState.SHARED
    _move(review, state)
    mails.tell_review(review, "shared", by=by, site=site)
    return last


@transaction.atomic
def take_review_back(review: Review, *, by) -> None:
    """Back to a draft that only the learner sees, while nobody has signed it."""
    _owner(review, by)
    review = _locked(review)
    if review.state not in SIGNABLE or Signature.objects.filter(packet__review=review).exists():
        raise Conflict(_("It was signed already; what was signed never changes."))
    _move(review, ReviewState.DRAFT)


@transaction.atomic
def discuss_review(review: Review, *, by) -> None:
    """The two have talked about it; either can say so."""
    review = _for_one_of_two(review, by)
    if review.state != ReviewState.SHARED:
        raise Conflict(_("This has moved on meanwhile. Look at it again before you change it."))
    _move(review, ReviewState.DISCUSSED)


@transaction.atomic
def comment_on_review(review: Review, *, by, item: str, text: str, key: UUID | None = None) -> ReviewComment:
    """Say something about an item or the whole, while it is not signed by both."""
    review = _for_one_of_two(review, by)
    if review.state not in SIGNABLE:
        raise Conflict(_("It was signed already; what was signed never changes."))
    row = ReviewComment(id=key or new_key(), owner_id=review.owner_id, review=review, author=by, item=item, text=text)
    comment, _added = add_once(row)
    _tell(review)
    return comment


@transaction.atomic
def sign_review(review: Review, *, by, sha256: str, said: str, comment: str, site: str) -> Packet:
    """Sign the latest packet, as the signer has seen it; with the second signature the review is signed.

    Raises Conflict when another packet was shared since, or it was signed by them already; Refused for words that are
    missing beside "I have seen this".
    """
    review = _for_one_of_two(review, by)
    packet = review.packets.select_for_update().first()
    if review.state not in SIGNABLE or packet is None:
        raise Conflict(_("It cannot be signed as it stands. Look at it again."))
    if packet.sha256 != sha256:
        raise Conflict(_("It was changed and shared again since you opened it. Read it again, then sign."))
    _sign(by=by, said=said, comment=comment, owner=review.owner, packet=packet)
    if packet.signatures.count() == 2:
        _move(review, ReviewState.SIGNED)
        _keep_copy(review, packet)
    else:
        _tell(review)
    mails.tell_review(review, "signed", by=by, site=site)
    return packet


@transaction.atomic
def close_review(review: Review, *, by) -> None:
    _owner(review, by)
    review = _locked(review)
    if review.state != ReviewState.SIGNED:
        raise Conflict(_("This has moved on meanwhile. Look at it again before you change it."))
    _move(review, ReviewState.CLOSED)


@transaction.atomic
def ask_contract(plan: Plan, mentorship: Mentorship, *, by, comment: str, site: str) -> Contract:
    """Keep the plan as it stands, show it to the supporter, sign it, and ask them to sign the same."""
    if plan.owner_id != by.pk or mentorship.owner_id != by.pk or not mentorship.is_running:
        raise NotAllowed(_("Ask somebody who supports you now."))
    # Without a reason: those of a plan are in the packet of a review, and with whom somebody agreed is not to be.
    version = keep_version(plan, by=by)
    show(mentorship, plan)
    contract, _added = Contract.objects.get_or_create(owner=by, version=version, mentorship=mentorship)
    if not contract.signatures.filter(signer=by).exists():
        _sign(by=by, said=Said.AGREE, comment=comment, owner=by, contract=contract)
    beat(mentorship.supporter)
    mails.tell_contract(contract, "contract", by=by, site=site)
    return contract


@transaction.atomic
def sign_contract(contract: Contract, *, by, said: str, comment: str, site: str) -> None:
    """The supporter signs the version that they were asked about."""
    mentorship = Mentorship.objects.select_for_update().get(pk=contract.mentorship_id)
    if mentorship.supporter_id != by.pk or not mentorship.is_running:
        raise NotAllowed(_("Only %(name)s can do this.") % {"name": contract.mentorship})
    _sign(by=by, said=said, comment=comment, owner=contract.owner, contract=contract)
    beat(by)
    mails.tell_contract(contract, "contract-signed", by=by, site=site)


def _sign(*, by, said: str, comment: str, owner, packet: Packet | None = None, contract: Contract | None = None):
    if said == Said.SEEN and not comment.strip():
        raise Refused(_("Write your comment beside “I have seen this”."))
    on = {"packet": packet, "contract": contract}
    if Signature.objects.filter(signer=by, **on).exists():
        raise Conflict(_("You have signed this already."))
    Signature.objects.create(owner=owner, signer=by, name=str(by), role=by.role, said=said, comment=comment, **on)


def _keep_copy(review: Review, packet: Packet) -> None:
    """The reviewer's own copy of what both signed, unless their account is gone."""
    if review.reviewer is None:
        return
    row = {"title": review.title, "learner": str(review.owner), "sealed": sealed(packet), "sha256": packet.sha256}
    SignedCopy.objects.get_or_create(owner=review.reviewer, packet=packet.pk, defaults=row)


def _owner(review: Review, by) -> None:
    if review.owner_id != by.pk:
        raise NotAllowed(_("Only %(name)s can do this.") % {"name": review.owner})


def _locked(review: Review) -> Review:
    rows = Review.objects.select_for_update(of=("self",)).select_related(
        "owner", "plan", "cycle", "mentorship__supporter"
    )
    return rows.get(pk=review.pk)


def _for_one_of_two(review: Review, by) -> Review:
    """The review as it stands, held with its agreement until the end of the transaction.

    Raises Missing for whoever is neither its learner nor its reviewer, or is its reviewer no more.
    """
    found = _locked(review)
    agreement = Mentorship.objects.select_for_update().filter(pk=found.mentorship_id).first()
    if by.pk != found.owner_id and not (agreement and agreement.is_running and agreement.supporter_id == by.pk):
        raise Missing(_("There is nothing at this address, or it is not shared with you."))
    return found


def _move(review: Review, state: str) -> None:
    Review.objects.filter(pk=review.pk).update(state=state, updated_at=timezone.now(), revision=review.revision + 1)
    review.state = state
    _tell(review)


def _tell(review: Review) -> None:
    if review.reviewer:
        beat(review.reviewer)
