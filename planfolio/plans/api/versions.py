"""The versions of a plan: listed, read, kept and brought back. Only for its owner, as a document tells all of it."""

import json
from uuid import UUID

from ninja import Query, Router, Status

from planfolio.people.door import expected
from planfolio.people.sharing import EDIT
from planfolio.web.bodies import fill
from planfolio.web.paging import Paged, one_page
from planfolio.web.shapes import page_of

from ..access import get_plan
from ..forms import ReasonForm
from ..versions import document_of, get_version, keep_version, restore_version
from ..writing.as_json import write_json
from .bodies import VersionIn
from .shapes import VersionOut

router = Router(tags=["Plans"])


@router.get("/plans/{uuid:key}/versions", response=page_of(VersionOut), summary="The versions of a plan")
def list_versions(request, key: UUID, query: Query[Paged]):
    """Latest first."""
    rows = get_plan(request.person, key, EDIT).versions.defer("snapshot", "keys")
    return one_page(rows, request, query)


@router.post("/plans/{uuid:key}/versions", response={201: VersionOut}, summary="Keep the plan as it is now")
def add_version(request, key: UUID, body: VersionIn):
    """The same content twice in a row is kept once: then it is the version that is there already."""
    plan = get_plan(request.person, key, EDIT)
    values = fill(ReasonForm, body.model_dump(exclude_unset=True))
    return Status(201, keep_version(plan, by=request.person, reason=values["reason"]))


@router.get("/plans/{uuid:key}/versions/{int:version}", response=dict, summary="A version as a document")
def read_version(request, key: UUID, version: int):
    """As `/plans/{id}/document` was then. Its schema is docs/schema/plan-1.json."""
    plan = get_plan(request.person, key, EDIT)
    return json.loads(write_json(document_of(get_version(plan, version))))


@router.post("/plans/{uuid:key}/versions/{int:version}/restore", response=VersionOut, summary="Bring a version back")
def bring_back(request, key: UUID, version: int):
    """The plan is exactly that again, and the answer is the version that it now is; how it was before is kept too."""
    plan = get_plan(request.person, key, EDIT)
    return restore_version(plan, version, by=request.person, expected=expected(request, plan))
