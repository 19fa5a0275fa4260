"""Runs: those that one coordinates, takes part in or could join; their things; and progress for who coordinates."""

from types import SimpleNamespace
from uuid import UUID

from django.db.models import Q
from ninja import Query, Router

from planfolio.web.bodies import one_of
from planfolio.web.paging import Paged, Results, Since, one_page
from planfolio.web.shapes import page_of

from .. import progress
from ..models import Participation, Run
from ..run_access import get_coordinated, get_inside, get_run
from ..run_pages import run_page
from .shapes import ProgressOut, RunOut, ThingsOut

router = Router(tags=["Runs"])

OF_THING = ("key", "title", "why", "try_it", "reflect", "minutes")


class Runs(Since):
    """`role` is coordinator, participant, or open: those that you could join."""

    role: one_of(["coordinator", "participant", "open"]) | None = None

    def narrow_for(self, rows, person):
        wanted, self.role = self.role, None
        rows = self.narrow(rows)
        part = Q(pk__in=Participation.objects.filter(owner=person, left_at=None).values("run"))
        public = Q(pk__in=Run.objects.shared_with_everybody(person).values("pk"), ended_at=None)
        which = {"coordinator": Q(owner=person), "participant": part, "open": public & ~part & ~Q(owner=person)}
        return rows.filter(which[wanted] if wanted else Q(owner=person) | part | public)


def _told(runs: list[Run], person) -> None:
    """Write onto each run what is told of it to `person`. One query."""
    rows = Participation.objects.filter(owner=person, left_at=None, run__in=[run.pk for run in runs])
    mine = set(rows.values_list("run", flat=True))
    for run in runs:
        run.role = "coordinator" if run.owner_id == person.pk else "participant" if run.pk in mine else ""
        run.ended, run.coordinator = run.ended_at is not None, str(run.owner)


@router.get("/runs", response=page_of(RunOut), summary="Runs: yours, those you take part in, those open to you")
def list_runs(request, query: Query[Runs]):
    rows = Run.objects.kept().select_related("owner").defer("document")
    found = one_page(query.narrow_for(rows, request.person), request, query)
    _told(found.results, request.person)
    return found


@router.get("/runs/{uuid:key}", response=RunOut, summary="One run")
def read_run(request, key: UUID):
    run = get_run(request.person, key)
    _told([run], request.person)
    return run


@router.get("/runs/{uuid:key}/things", response=ThingsOut, summary="The things of a run, with your days and states")
def list_things(request, key: UUID):
    """For those inside the run."""
    run, participation = get_inside(request.person, key)
    shown = run_page(run, who=request.person, participation=participation)
    results = [
        {
            **{
                name: getattr(row.placed.thing, name)
                for name in ("key", "title", "why", "try_it", "reflect", "minutes")
            },
            "number": row.placed.number,
            "module": module.number,
            "opens": module.window.opens,
            "closes": module.window.closes,
            "state": row.state,
            "posts": row.posts,
        }
        for module in shown.modules
        for row in module.things
    ]
    return {"results": results}


@router.get("/runs/{uuid:key}/progress", response=page_of(ProgressOut), summary="How far people are; coordinator only")
def list_progress(request, key: UUID, query: Query[Paged]):
    run = get_coordinated(request.person, key)
    rows = run.participations.kept().filter(left_at=None).select_related("owner")
    found = one_page(rows, request, query)
    told = progress.person_rows(run, found.results, request.person.today())
    return Results([_progress(each) for each in told], found.next)


def _progress(row: progress.PersonRow) -> SimpleNamespace:
    counts = {"done": row.done, "skipped": row.skipped, "pausing": row.pausing}
    return SimpleNamespace(id=row.key, name=row.name, part=row.part, last_at=row.last, **counts)
