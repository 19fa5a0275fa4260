"""Programmes: one's own and those that others share, with the whole of each as a document."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from ninja import Query, Router

from planfolio.web.bodies import one_of
from planfolio.web.paging import Since, one_page
from planfolio.web.shapes import page_of

from ..access import get_programme
from ..models import Programme
from .shapes import ProgrammeOut

router = Router(tags=["Programmes"])


class Programmes(Since):
    """`whose` is mine or others, and both when it is left out."""

    language: one_of(["en", "fr"]) | None = None
    whose: one_of(["mine", "others"]) | None = None

    def narrow_for(self, rows, person):
        wanted, self.whose = self.whose, None
        rows = self.narrow(rows)
        if wanted is None:
            return rows
        return rows.filter(owner=person) if wanted == "mine" else rows.exclude(owner=person)


def _told(programme: Programme, person) -> Programme:
    programme.mine, programme.author = programme.owner_id == person.pk, str(programme.owner)
    return programme


@router.get("/programmes", response=page_of(ProgrammeOut), summary="Your programmes, and those in the directory")
def list_programmes(request, query: Query[Programmes]):
    public = Q(pk__in=Programme.objects.shared_with_everybody(request.person).values("pk"))
    rows = Programme.objects.kept().filter(Q(owner=request.person) | public).select_related("owner").defer("document")
    found = one_page(query.narrow_for(rows, request.person), request, query)
    for each in found.results:
        _told(each, request.person)
    return found


@router.get("/programmes/{uuid:key}", response=ProgrammeOut, summary="One programme, yours or shared with you")
def read_programme(request, key: UUID):
    return _told(get_programme(request.person, key), request.person)


@router.get("/programmes/{uuid:key}/document", response=dict[str, Any], summary="The whole of a programme")
def read_programme_document(request, key: UUID):
    """As docs/plan-files.md says of folders: modules that hold things in order, licence and attributions."""
    return get_programme(request.person, key).document
