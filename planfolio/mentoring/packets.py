"""The packet of a review: what the learner chose of a year, as plain data that both see and sign.

Canonical JSON (keys in order, no spaces, UTF-8) with its SHA-256. Nothing private is in it: of entries the summary
alone, of plans what the plan itself says. Of a signed packet, a file holds the packet, the signatures, and a seal over
both; `verify` works each out anew.
"""

import hashlib
import json
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _

from planfolio.errors import Refused
from planfolio.journal.models import Entry, Evidence
from planfolio.journal.weeks import monday
from planfolio.plans.document import canonical, digest
from planfolio.plans.models import Activity, Objective, Version
from planfolio.plans.vocabulary import ActivityState, ObjectiveState

from .models import IssuedFile, Packet, Review, SignedCopy

FORMAT = "planfolio-review"
#: The largest file that `verify` reads, in bytes.
LIMIT = 5_000_000


def objectives_of(review: Review):
    """What can be chosen: the objectives of the plan but those still being written."""
    rows = Objective.objects.kept().filter(plan=review.plan_id, owner=review.owner_id)
    return rows.exclude(state=ObjectiveState.DRAFT)


def evidence_of(review: Review):
    rows = Evidence.objects.kept().filter(objective__in=objectives_of(review))
    return (
        rows.filter(day__lte=review.ends)
        .select_related("objective", "criterion")
        .order_by("objective__position", "day")
    )


def entries_of(review: Review, *, latest: int | None = None, **only) -> list[Entry]:
    """Entries of the period that have a summary, which is all that can be shown of them: by the day, the latest ones.

    `only` narrows them, such as by their keys.
    """
    rows = Entry.objects.kept().filter(owner=review.owner_id, day__gte=review.starts, day__lte=review.ends, **only)
    return list(rows.exclude(summary="").order_by("-day", "-pk")[:latest])[::-1]


def packet_of(review: Review) -> dict:
    """The packet as the choices stand now. A fixed number of queries."""
    objectives = [row for row in objectives_of(review) if str(row.pk) in set(review.objectives)]
    evidence = [row for row in evidence_of(review) if str(row.pk) in set(review.evidence)]
    entries = entries_of(review, pk__in=review.entries)
    versions = Version.objects.filter(plan=review.plan_id, created_at__date__gte=review.starts).exclude(reason="")
    changes = list(versions.filter(created_at__date__lte=review.ends).order_by("number"))
    next_plans = dict(
        Objective.objects.kept()
        .filter(links__to_objective__in=objectives, links__direction="builds_on", links__deleted_at=None)
        .exclude(plan=review.plan_id)
        .values_list("links__to_objective", "plan__title")
    )
    # By the day: a year that begins on a Thursday begins in the middle of a week.
    days = Entry.objects.kept().filter(owner=review.owner_id, day__range=(review.starts, review.ends))
    minutes = dict(days.values_list("day").annotate(Sum("minutes")))
    reviewer = review.reviewer
    held = {"day": review.halfway_held.isoformat(), "words": review.halfway_words} if review.halfway_held else None
    return {
        **({"halfway": held} if held else {}),
        "format": FORMAT,
        "version": 1,
        "title": review.title,
        "language": review.owner.language,
        "person": {"name": str(review.owner), "role": review.owner.role},
        "reviewer": {"name": str(reviewer or ""), "role": reviewer.role if reviewer else ""},
        "from": review.starts.isoformat(),
        "to": review.ends.isoformat(),
        "plan": review.plan.title if review.plan else "",
        "summary": review.summary,
        "figures": {
            "learned_minutes": sum(each or 0 for each in minutes.values()),
            "weeks_with_learning": len({monday(day) for day in minutes}),
            "planned_minutes": _planned(objectives),
            "evidence": len(evidence),
            "changes": len(changes),
        },
        "objectives": [_objective(row, evidence, next_plans.get(row.pk, "")) for row in objectives],
        "reflections": [
            {"title": row.title, "day": row.day.isoformat(), "minutes": row.minutes, "summary": row.summary}
            for row in entries
        ],
        "changes": [{"day": row.created_at.date().isoformat(), "reason": row.reason} for row in changes],
    }


def _planned(objectives: list[Objective]) -> int:
    """Minutes of the activities that were not let go, or of the objective where it says more."""
    rows = Activity.objects.kept().filter(objective__in=objectives).exclude(state=ActivityState.LET_GO)
    sums = dict(rows.values_list("objective").annotate(Sum("minutes")))
    return sum(max(row.minutes or 0, sums.get(row.pk) or 0) for row in objectives)


def _objective(row: Objective, evidence: list[Evidence], continues: str) -> dict:
    return {
        "id": str(row.pk),
        "number": row.number,
        "what": row.what,
        "why": row.why,
        "state": row.state,
        "stage": row.stage,
        "reason": row.reason,
        "due": row.due.isoformat() if row.due else None,
        "continues_in": continues,
        "evidence": [
            {
                "kind": each.kind,
                "title": each.title,
                "text": each.text,
                "url": each.url,
                "witness": each.witness,
                "day": each.day.isoformat(),
                "criterion": each.criterion.text if each.criterion else "",
            }
            for each in evidence
            if each.objective_id == row.pk
        ],
    }


def sealed(packet: Packet) -> str:
    """The packet with its signatures and a seal over both, as the file that `verify` reads."""
    signatures = [
        {
            "name": each.name,
            "role": each.role,
            "said": each.said,
            "comment": each.comment,
            "at": each.at.isoformat(timespec="seconds"),
        }
        for each in packet.signatures.all()
    ]
    content = {"packet": json.loads(packet.body), "sha256": packet.sha256, "signatures": signatures}
    return canonical({**content, "seal": digest(canonical(content))})


@dataclass(frozen=True)
class Verdict:
    """`known`: this very packet was signed here. `whole`: the file agrees with itself."""

    whole: bool
    known: bool
    title: str = ""
    signatures: tuple[dict, ...] = ()


def verify(content: bytes) -> Verdict:
    """Whether a file is a packet as it was signed: its own hashes, and what this instance has stored.

    A PDF or Word file carries no hash of itself; it is known by its bytes, as they were given out. Raises Refused for
    what is too large.
    """
    if len(content) > LIMIT:
        raise Refused(_("This file is too large to be a packet of a review."))
    issued = IssuedFile.objects.filter(sha256=hashlib.sha256(content).hexdigest()).select_related("packet").first()
    if issued:
        found = json.loads(sealed(issued.packet))
        return Verdict(True, True, found["packet"]["title"], tuple(found["signatures"]))
    try:
        found = json.loads(content)
        inner = {name: found[name] for name in ("packet", "sha256", "signatures")}
        whole = found["seal"] == digest(canonical(inner)) and found["sha256"] == digest(canonical(found["packet"]))
        title, signatures = str(found["packet"]["title"]), tuple(found["signatures"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return Verdict(False, False)
    if not whole:
        return Verdict(False, False, title)
    return Verdict(True, _is_known(found), title, signatures)


def _is_known(found: dict) -> bool:
    """Whether this instance holds the same words and signatures, with the learner or in a reviewer's copy."""
    whole = canonical(found)
    packets = Packet.objects.filter(sha256=found["sha256"])
    copies = SignedCopy.objects.filter(sha256=found["sha256"])
    return any(sealed(each) == whole for each in packets) or any(each.sealed == whole for each in copies)
