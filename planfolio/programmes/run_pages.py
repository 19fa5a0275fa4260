"""What the pages of a run show, ready for templates: modules with their days, things with one's own state and posts."""

from dataclasses import dataclass
from datetime import date

from planfolio.people.models import Person
from planfolio.plans.vocabulary import ActivityState
from planfolio.prepared import Prepared

from .agreeing.rules import agreement_of
from .calendar import pausing_until, windows_of
from .document import ModuleDoc, Placed, ProgrammeDoc, placed
from .models import Announcement, Participation, Run, Step, Survey
from .pace import Window, current
from .run_access import posts_by_key

#: Runs that a list shows.
LISTED = 100
#: Announcements on the page of a run: the latest.
ANNOUNCED = 2


@dataclass(frozen=True)
class ThingRow:
    """A thing as one person sees it; `state` is open, done or skipped."""

    placed: Placed
    state: str
    posts: int
    opens: date
    open: bool


@dataclass(frozen=True)
class ModuleRow:
    number: int
    module: ModuleDoc
    window: Window
    things: list[ThingRow]
    now: bool


@dataclass(frozen=True)
class RunPage:
    run: Run
    doc: ProgrammeDoc
    participation: Participation | None
    coordinates: bool
    modules: list[ModuleRow]
    now: ModuleRow | None
    people: int
    pausing: date | None
    done: int
    total: int
    #: What a line manager said: asked, yes, no; empty where none was asked.
    agreed: str
    announcements: list[Announcement]
    survey_waits: bool

    @property
    def days(self) -> tuple[Window, ...]:
        return tuple(row.window for row in self.modules)

    @property
    def states(self) -> tuple[str, ...]:
        return tuple(thing.state for row in self.modules for thing in row.things)

    @property
    def open_now(self) -> tuple:
        """The things of the module that is open, by what varies in them."""
        return tuple((row.state, row.posts) for row in self.now.things) if self.now else ()

    @property
    def inside(self) -> bool:
        return self.coordinates or self.participation is not None

    @property
    def written(self) -> list[int]:
        """The numbers of the things that are done, in the module that is open."""
        return [row.placed.number for row in (self.now.things if self.now else []) if row.state == "done"]


def states_of(participation: Participation | None) -> dict[str, str]:
    """The state of each thing by key. An activity that was ticked off in the plan is a thing that is done."""
    if participation is None:
        return {}
    return {
        key: "done" if activity == ActivityState.DONE and state == "open" and not gone else state
        for key, state, activity, gone in _steps.rows(participation=participation.pk)
    }


_steps = Prepared(
    lambda participation: (
        Step.objects.filter(participation=participation)
        .order_by()
        .values_list("key", "state", "activity__state", "activity__deleted_at")
    )
)


def step_at(participation: Participation | None, key: str) -> Step | None:
    """What somebody did with the thing `key`, with what they wrote about it."""
    found = _step.objects(participation=participation.pk, key=key) if participation else []
    return next(iter(found), None)


_step = Prepared(
    lambda participation, key: (
        Step.objects.filter(participation=participation, key=key).select_related("entry").order_by()
    )
)


def run_page(run: Run, *, who: Person, participation: Participation | None) -> RunPage:
    """Seven queries, whatever the number of people in the run."""
    doc, today = run.doc, who.today()
    found = windows_of(run, participation)
    states = states_of(participation)
    counts = posts_by_key(run)
    here = current(found, today)
    rows: dict[int, list[ThingRow]] = {}
    for each in placed(doc):
        window = found[each.place - 1]
        state = states.get(each.thing.key, Step.State.OPEN)
        row = ThingRow(each, state, counts.get(each.thing.key, 0), window.opens, window.opens <= today)
        rows.setdefault(each.place, []).append(row)
    modules = [
        ModuleRow(place, module, found[place - 1], rows.get(place, []), here == place - 1)
        for place, module in enumerate(doc.modules, 1)
    ]
    return RunPage(
        run=run,
        doc=doc,
        participation=participation,
        coordinates=run.owner_id == who.pk,
        modules=modules,
        now=modules[here] if here is not None else None,
        people=_people.count(run=run.pk),
        pausing=pausing_until(participation, today) if participation else None,
        done=sum(states.get(each.key) == Step.State.DONE for each in doc.things()),
        total=len(doc.things()),
        agreed=_agreed(participation) if run.agreement else "",
        announcements=_announced.objects(run=run.pk),
        survey_waits=bool(participation and not participation.surveyed and _open_surveys.rows(run=run.pk)),
    )


_people = Prepared(lambda run: Participation.objects.filter(run=run, left_at=None).values_list("pk"))
_announced = Prepared(lambda run: Announcement.objects.kept().filter(run=run)[:ANNOUNCED])
_open_surveys = Prepared(
    lambda run: Survey.objects.kept().filter(run=run, closed_at=None).order_by().values_list("pk")[:1]
)


def _agreed(participation: Participation | None) -> str:
    found = agreement_of(participation) if participation else None
    return found.state if found else ""


def runs_of(person: Person) -> dict[str, list[Run]]:
    """The runs of a person by what they are to them: coordinated, taking part, open to join. Three queries."""
    rows = Run.objects.kept().defer("document").select_related("owner")
    part = rows.filter(participations__owner=person, participations__left_at=None)
    joined = Participation.objects.filter(owner=person, left_at=None).values("run")
    return {
        "coordinated": list(rows.filter(owner=person)[:LISTED]),
        "taking_part": list(part.exclude(owner=person)[:LISTED]),
        "open": list(rows.shared_with_everybody(person).filter(ended_at=None).exclude(pk__in=joined)[:LISTED]),
    }
