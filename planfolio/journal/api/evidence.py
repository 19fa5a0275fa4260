"""The register of evidence: what shows an objective, against a named criterion."""

from functools import partial
from uuid import UUID

from ninja import Query, Router, Status

from planfolio.errors import Unfit
from planfolio.people.door import expected
from planfolio.people.sharing import EDIT
from planfolio.plans.api import rows
from planfolio.plans.models import Criterion, Objective
from planfolio.plans.vocabulary import EvidenceKind
from planfolio.web.bodies import Key, body_of, filled, one_of
from planfolio.web.paging import Since, one_page
from planfolio.web.shapes import page_of

from .. import actions, register
from ..access import get_entry
from ..forms import EvidenceForm
from ..models import Attachment, Evidence
from .shapes import EvidenceOut

router = Router(tags=["Evidence"])

_own = {"objective": Key, "criterion": Key | None, "attachment": Key | None}
EvidenceIn = body_of(
    EvidenceForm,
    "EvidenceIn",
    required=("objective", "kind", "title"),
    leave_out=("once", "file"),
    id=Key | None,
    entry=Key | None,
    **_own,
)
EvidenceChange = body_of(EvidenceForm, "EvidenceChange", leave_out=("once", "file"), **_own)


class OfObjective(Since):
    kind: one_of(EvidenceKind.values) | None = None


class Register(OfObjective):
    objective: Key | None = None


def _evidence(who):
    return rows.hanging(Evidence, who)


def _form(person, sent: dict, first: dict, evidence: Evidence | None = None) -> EvidenceForm:
    """The form, filled. Its choices are the caller's own things among those that are named."""
    if "attachment" in sent:
        sent["known"] = sent.pop("attachment")
    named = {**first, **sent}
    own = Objective.objects.kept().owned(person).filter(plan__deleted_at=None, pk=named["objective"] or None)
    files = Attachment.objects.kept().owned(person).filter(pk=named.get("known") or None)
    criteria = Criterion.objects.kept().owned(person).filter(objective__in=own)
    make = partial(EvidenceForm, objectives=own, criteria=criteria, evidence=evidence, files=list(files), initial=first)
    try:
        form = filled(make, sent)
    except Unfit as problem:
        told = {"known": "attachment", "file": "attachment"}
        raise Unfit((told.get(name, name), words) for name, words in problem.errors) from problem
    if sent.get("known") and not files:
        raise Unfit([("attachment", form.fields["kind"].error_messages["invalid_choice"] % {"value": ""})])
    return form


@router.get("/evidence", response=page_of(EvidenceOut), summary="Your evidence, latest day first")
def list_evidence(request, query: Query[Register]):
    return one_page(query.narrow(_evidence(request.person).owned(request.person)), request, query, by_day=True)


@router.get("/objectives/{uuid:key}/evidence", response=page_of(EvidenceOut), summary="The evidence of an objective")
def list_evidence_of_objective(request, key: UUID, query: Query[OfObjective]):
    objective = rows.get(rows.objectives, request.person, key)
    found = query.narrow(_evidence(request.person).filter(objective=objective))
    return one_page(found, request, query, by_day=True)


@router.post("/evidence", response={201: EvidenceOut}, summary="Add evidence")
def add_evidence(request, body: EvidenceIn):
    sent = body.model_dump(exclude_unset=True)
    sent["once"] = sent.pop("id", None)
    key = sent.pop("entry", None)
    entry = get_entry(request.person, key, EDIT) if key else None
    form = _form(request.person, sent, {"day": request.person.today()})
    return Status(201, register.add_evidence(form, by=request.person, entry=entry))


@router.get("/evidence/{uuid:key}", response=EvidenceOut, summary="One piece of evidence")
def read_evidence(request, key: UUID):
    return rows.get(_evidence, request.person, key)


@router.patch("/evidence/{uuid:key}", response=EvidenceOut, summary="Change evidence")
def change_evidence(request, key: UUID, body: EvidenceChange):
    evidence = rows.get_own(_evidence, request.person, key)
    revision = expected(request, evidence)
    form = _form(request.person, body.model_dump(exclude_unset=True), register.values_of(evidence), evidence)
    register.revise_evidence(evidence, form, by=request.person, expected=revision)
    return rows.get(_evidence, request.person, key)


@router.delete("/evidence/{uuid:key}", response={204: None}, summary="Take evidence away; it can be restored")
def remove_evidence(request, key: UUID):
    evidence = rows.get_own(_evidence, request.person, key)
    expected(request, evidence)
    actions.remove(evidence, by=request.person)
    return Status(204, None)
