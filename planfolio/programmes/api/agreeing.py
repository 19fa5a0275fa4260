"""A line manager's agreement: asked and taken back by who takes part; its state alone, for who coordinates."""

from functools import partial
from uuid import UUID

from django.urls import reverse
from ninja import Query, Router, Status

from planfolio.web.answers import site
from planfolio.web.bodies import Key, body_of, fill
from planfolio.web.paging import Paged, Results, one_page
from planfolio.web.shapes import page_of

from ..agreeing import actions
from ..agreeing.rules import agreement_of, supervisors_here
from ..models import Participation
from ..run_access import get_coordinated, get_participation, get_run
from ..run_forms import AgreementForm
from .shapes import AgreedOut, AgreementOut

router = Router(tags=["Line managers' agreements"])

AgreementIn = body_of(AgreementForm, "AgreementIn", supervisor=Key | None)


def _mine(request, key: UUID) -> Participation:
    return get_participation(request.person, get_run(request.person, key))


def _told(participation: Participation) -> dict:
    found = agreement_of(participation)
    people = [{"id": each.pk, "name": str(each)} for each in supervisors_here(participation.owner)]
    return {
        "wanted": participation.run.agreement,
        "supervisors": people,
        "state": found.state if found else "",
        "asked": str(found) if found else "",
        "words": found.words if found else "",
        "answer": found.answer if found else "",
        "answered_at": found.answered_at if found else None,
        "expires_at": found.expires_at if found else None,
    }


@router.get("/runs/{uuid:key}/agreement", response=AgreementOut, summary="Whom you asked, and what they said")
def read_agreement(request, key: UUID):
    """With those whom you could ask by their key. What your manager wrote is for you alone."""
    return _told(_mine(request, key))


@router.post("/runs/{uuid:key}/agreement", response={201: AgreementOut}, summary="Ask your line manager, by mail")
def ask_manager(request, key: UUID, body: AgreementIn):
    """Send the key of one of `supervisors`, or an e-mail address. The link of a mail before it opens nothing then."""
    participation = _mine(request, key)
    form = partial(AgreementForm, supervisors=supervisors_here(request.person))
    values = fill(form, body.model_dump(exclude_unset=True))
    address = site(request) + reverse("run-agreement-answer", args=["SECRET"]).replace("SECRET", "{}")
    actions.ask_manager(participation, by=request.person, address=address, **values)
    return Status(201, _told(_mine(request, key)))


@router.delete("/runs/{uuid:key}/agreement", response={204: None}, summary="Take the question back")
def take_question_back(request, key: UUID):
    """An answer that was given goes with it."""
    actions.take_question_back(_mine(request, key), by=request.person)
    return Status(204, None)


@router.get("/runs/{uuid:key}/agreements", response=page_of(AgreedOut), summary="What was agreed; coordinator only")
def list_agreements(request, key: UUID, query: Query[Paged]):
    """The state of each person in the run; nothing of who was asked or what was written."""
    run = get_coordinated(request.person, key)
    rows = run.participations.kept().filter(left_at=None).select_related("owner", "agreement")
    found = one_page(rows, request, query)
    return Results([_state(each) for each in found.results], found.next)


def _state(participation: Participation) -> dict:
    found = agreement_of(participation)
    return {"id": participation.pk, "name": str(participation.owner), "state": found.state if found else ""}
