"""What the pages of reviews and contracts show, prepared. Each costs a fixed number of queries."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from planfolio.people.models import Person
from planfolio.plans.differences import Difference, differences
from planfolio.plans.document import PlanDoc, canonical, digest, from_dict, sha256
from planfolio.plans.models import Plan
from planfolio.plans.store import plan_document

from .models import Contract, Packet, Review, ReviewComment, Signature, SignedCopy
from .packets import packet_of
from .paper import review_sheet
from .vocabulary import ReviewState

#: The look halfway, among the states.
HALFWAY = "halfway"


@dataclass(frozen=True)
class ReviewPage:
    """`sheet` is what the reviewer sees; for the learner, where `is_now`, what they would see if it were shared now.

    `changed`: since it was shared. `alone`: whoever was to review it supports the learner no more.
    """

    review: Review
    mine: bool
    other: Person | None
    alone: bool
    steps: list[str]
    step: int
    packet: Packet | None
    sheet: dict
    sha256: str
    is_now: bool
    changed: bool
    comments: list[ReviewComment]
    items: dict[str, str]
    objectives: list[dict]
    signatures: list[Signature]
    may_sign: bool


def review_page(review: Review, *, who: Person, now: bool = False) -> ReviewPage:
    """What was shared, which both see and can sign, or for the learner what stands there `now`, as in a draft."""
    mine = review.owner_id == who.pk
    packet = review.packets.prefetch_related("signatures").first()
    open_ = review.state in (ReviewState.DRAFT, ReviewState.SHARED, ReviewState.DISCUSSED)
    live = packet_of(review) if mine and open_ else None
    shared = json.loads(packet.body) if packet and review.state != ReviewState.DRAFT else None
    is_now = live is not None and (now or shared is None)
    shown = live if is_now else shared
    fingerprint = digest(canonical(shown))
    talked_about = (shared or shown)["objectives"]
    signatures = list(packet.signatures.all()) if packet else []
    way = _way(review)
    signable = review.state in (ReviewState.SHARED, ReviewState.DISCUSSED)
    return ReviewPage(
        review=review,
        mine=mine,
        other=review.other(who),
        alone=mine and open_ and not (review.mentorship and review.mentorship.is_running),
        steps=[str(label) for _key, label in way],
        step=_step(review, [key for key, _label in way]),
        packet=packet,
        # The signatures stand below, as they were written.
        sheet=review_sheet(shown, [], sha256=fingerprint),
        sha256=fingerprint,
        is_now=is_now,
        changed=bool(packet and live and packet.sha256 != digest(canonical(live))),
        comments=list(review.comments.kept().select_related("author")[:500]),
        items={each["id"]: each["what"] for each in talked_about},
        objectives=talked_about,
        signatures=signatures,
        may_sign=bool(
            signable
            and packet
            and packet.sha256 == fingerprint
            and who.pk not in {signature.signer_id for signature in signatures}
        ),
    )


def _way(review: Review) -> list[tuple[str, str]]:
    """The stages of a review, with the look halfway among them where one is planned or was held."""
    stages = list(ReviewState.choices)
    return [*stages[:1], (HALFWAY, _("Halfway")), *stages[1:]] if review.halfway or review.halfway_held else stages


def _step(review: Review, way: list[str]) -> int:
    is_halfway = review.state == ReviewState.DRAFT and review.halfway_held
    return way.index(HALFWAY if is_halfway else review.state)


def copy_sheet(copy: SignedCopy) -> dict:
    found = json.loads(copy.sealed)
    return review_sheet(found["packet"], found["signatures"], sha256=found["sha256"])


@dataclass(frozen=True)
class Agreed:
    """A contract and who has signed it; `differences` is what the plan has become since, in words."""

    contract: Contract
    signatures: list[Signature]
    complete: bool
    differences: list[Difference]
    may_sign: bool


@dataclass(frozen=True)
class ContractPage:
    plan: Plan
    mine: bool
    agreed: list[Agreed]
    current: bool


def contract_page(plan: Plan, *, who: Person) -> ContractPage:
    """The latest contract with each supporter: for the learner all of them, for a supporter their own."""
    mine = plan.owner_id == who.pk
    rows = Contract.objects.filter(version__plan=plan, deleted_at=None)
    if not mine:
        rows = rows.filter(mentorship__supporter=who)
    rows = (
        rows.select_related("version", "mentorship__supporter").prefetch_related("signatures").order_by("-created_at")
    )
    doc = plan_document(plan, who=plan.owner)
    latest: dict = {}
    for row in rows:
        latest.setdefault(row.mentorship_id, row)
    agreed = [_agreed(row, doc, who=who) for row in latest.values()]
    return ContractPage(plan, mine, agreed, any(not each.differences for each in agreed))


def _agreed(contract: Contract, doc: PlanDoc, *, who: Person) -> Agreed:
    then = from_dict(PlanDoc, json.loads(contract.version.snapshot))
    signatures = list(contract.signatures.all())
    signers = {each.signer_id for each in signatures}
    supporter = contract.mentorship.supporter_id
    changed = [] if sha256(doc) == contract.version.sha256 else differences(then, doc, language=doc.language)
    return Agreed(
        contract=contract,
        signatures=signatures,
        complete=supporter in signers and contract.owner_id in signers,
        differences=changed,
        may_sign=who.pk == supporter and who.pk not in signers and contract.mentorship.is_running,
    )
