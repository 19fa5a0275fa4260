"""Plans: their facts, the whole of one as a document, and how it fits the time there is."""

import json
from copy import copy
from uuid import UUID

from ninja import Query, Router, Status

from planfolio.errors import Unfit
from planfolio.people.door import expected
from planfolio.people.sharing import EDIT
from planfolio.web.bodies import fill
from planfolio.web.paging import Since, one_page
from planfolio.web.shapes import page_of

from .. import actions
from ..access import get_plan
from ..checking import check_document
from ..fit import plan_roadmap
from ..fit_facts import fit_facts
from ..forms import PlanForm
from ..likely import plan_forecast
from ..models import Plan
from ..store import add_plan_from_document, plan_document
from ..vocabulary import PlanWord
from ..writing.as_json import read_json, write_json
from .bodies import DocumentIn, PlanChange, PlanIn
from .shapes import FitOut, PlanOut

router = Router(tags=["Plans"])


class Plans(Since):
    current: bool | None = None

    def narrow_for(self, rows, person):
        today = person.today()
        now = {"starts__lte": today, "ends__gte": today}
        wanted, self.current = self.current, None
        rows = self.narrow(rows)
        if wanted is None:
            return rows
        return rows.filter(**now) if wanted else rows.exclude(**now)


@router.get("/plans", response=page_of(PlanOut), summary="Your plans")
def list_plans(request, query: Query[Plans]):
    """Only your own. A plan that is shared with you is read by its address."""
    rows = query.narrow_for(Plan.objects.kept().owned(request.person), request.person)
    return one_page(rows, request, query)


def _values(body, person, plan: Plan | None = None) -> dict:
    sent = body.model_dump(exclude_unset=True)
    if "word" in sent:
        # The form asks for a word of the list or for one's own; a program just names it.
        own = "" if sent["word"] in PlanWord.values else sent["word"]
        sent |= {"own_word": own, "word": PlanWord.LEARNING if own else sent["word"]}
    first = copy(plan) or Plan(language=person.language)
    return fill(lambda data: PlanForm(data, person=person, instance=copy(first)), sent)


@router.post("/plans", response={201: PlanOut}, summary="Add a plan")
def add_plan(request, body: PlanIn):
    values = _values(body, request.person)
    return Status(201, actions.add_plan(by=request.person, key=values.pop("id"), **values))


@router.post("/plan-documents", response={201: PlanOut}, summary="Add a whole plan from a document")
def add_document(request, body: DocumentIn):
    try:
        doc = read_json(json.dumps(body.document).encode())
    except (ValueError, RecursionError) as error:
        raise Unfit([("document", str(error))]) from error
    check_document(doc)
    return Status(201, add_plan_from_document(doc, by=request.person, key=body.id))


@router.get("/plans/{uuid:key}", response=PlanOut, summary="One plan, yours or shared with you")
def read_plan(request, key: UUID):
    return get_plan(request.person, key)


@router.patch("/plans/{uuid:key}", response=PlanOut, summary="Change the facts of a plan")
def change_plan(request, key: UUID, body: PlanChange):
    plan = get_plan(request.person, key, EDIT)
    revision = expected(request, plan)
    values = _values(body, request.person, plan)
    values.pop("id")
    return actions.revise(plan, by=request.person, expected=revision, **values)


@router.delete("/plans/{uuid:key}", response={204: None}, summary="Take a plan away; it can be restored")
def remove_plan(request, key: UUID):
    plan = get_plan(request.person, key, EDIT)
    expected(request, plan)
    actions.remove(plan, by=request.person)
    return Status(204, None)


@router.get("/plans/{uuid:key}/document", response=dict, summary="The whole plan as a document")
def read_document(request, key: UUID):
    """Only for its owner: a document also tells what its links lead to. Its schema is docs/schema/plan-1.json."""
    return json.loads(write_json(plan_document(get_plan(request.person, key, EDIT))))


@router.get("/plans/{uuid:key}/fit", response=FitOut, summary="Whether the plan fits the time there is")
def read_fit(request, key: UUID):
    """Only for its owner, whose time it tells.

    When it does not fit, `bottleneck` is the proof, and `gives` what would help, each enough by itself.
    """
    roadmap = plan_roadmap(get_plan(request.person, key, EDIT), person=request.person)
    return fit_facts(roadmap, plan_forecast(roadmap, person=request.person))
