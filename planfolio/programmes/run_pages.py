"""What the pages of a run show, ready for templates: modules with their days, things with one's own state and posts."""

from dataclasses import dataclass
from datetime import date

from planfolio.people.models import Person
from planfolio.plans.vocabulary import ActivityState

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
    rows = participation.steps.values_list("key", "state", "activity__state", "activity__deleted_at")
    return {
        key: "done" if activity == ActivityState.DONE and state == "open" and not gone else state
        for key, state, activity, gone in rows
    }


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
        people=run.participations.filter(left_at=None).count(),
        pausing=pausing_until(participation, today) if participation else None,
        done=sum(states.get(each.key) == Step.State.DONE for each in doc.things()),
        total=len(doc.things()),
        agreed=_agreed(participation) if run.agreement else "",
        announcements=list(run.announcements.kept()[:ANNOUNCED]),
        survey_waits=bool(
            participation
            and not participation.surveyed
            and Survey.objects.kept().filter(run=run, closed_at=None).exists()
        ),
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
