"""What happened in a quarter, counted for each person: never a word of theirs, never a date.

Each thing is counted in one quarter only: an objective in the one in which it was added to the plan, a move in the one
in which it was made, an activity in that of the day on which it was done, time in that of its day. So two reports are
never about the same thing. Six queries, for any number of people.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from planfolio.journal.models import Entry, Reflection
from planfolio.journal.reflection import models as ways
from planfolio.plans.models import Activity, Event, Objective, Version
from planfolio.plans.vocabulary import ActivityState, Context, Ksa, ObjectiveState, Stage, WhyKind

from .disclosing import Counts
from .quarters import Quarter

NOT_SAID = "not-said"
#: Actual time as a part of what was planned, each up to this.
RATIOS = {"less": 0.8, "as-planned": 1.25, "more": 2.0, "much-more": float("inf")}


@dataclass(frozen=True)
class Table:
    """`of` says what its numbers are of: things, or minutes."""

    key: str
    title: str
    labels: dict[str, str]
    of: str = "things"


TABLES = (
    Table("why", _("Objectives begun: where they come from"), {**dict(WhyKind.choices), NOT_SAID: _("Not said")}),
    Table("ksa", _("Objectives begun: what they are about"), {**dict(Ksa.choices), NOT_SAID: _("Not said")}),
    Table(
        "stage",
        _("Objectives begun: where they stand"),
        {
            NOT_SAID: _("Not begun"),
            **dict(Stage.choices),
            "done": ObjectiveState.DONE.label,
            "parked": ObjectiveState.PARKED.label,
            "let_go": ObjectiveState.LET_GO.label,
        },
    ),
    Table(
        "outcome",
        _("What became of objectives"),
        {"finish": _("Achieved"), "park": ObjectiveState.PARKED.label, "let_go": ObjectiveState.LET_GO.label},
    ),
    Table(
        "time",
        _("Activities done: time against plan"),
        {
            "less": _("Less than planned"),
            "as-planned": _("About as planned"),
            "more": _("Up to twice as much"),
            "much-more": _("More than twice as much"),
        },
    ),
    Table("where", _("Time logged, by where"), {**dict(Context.choices), NOT_SAID: _("Not said")}, of="minutes"),
    Table("reflection", _("Reflections written"), {way.key: way.name for way in ways("en")}),
    Table("replan", _("Changes of plans, kept with a reason"), {"replan": _("Changes")}),
)


def count_quarter(people: list, quarter: Quarter) -> dict[str, Counts]:
    """For each table and each of its labels how much each of `people` (their keys) has of it."""
    found = {"why": [], "ksa": [], "stage": []}
    for whose, why, ksa, state, stage in _begun(people, quarter):
        found["why"].append((why, whose, 1))
        found["ksa"].append((ksa, whose, 1))
        found["stage"].append((stage if state == ObjectiveState.ACTIVE else state, whose, 1))
    found["outcome"] = _moves(people, quarter)
    found["time"] = _done(people, quarter)
    found["where"] = _logged(people, quarter)
    found["reflection"] = [(way, whose, 1) for whose, way in _reflections(people, quarter)]
    found["replan"] = [("replan", whose, 1) for whose in _replans(people, quarter)]
    return {table.key: _counted(table, found[table.key]) for table in TABLES}


def _counted(table: Table, rows) -> Counts:
    counts: dict[str, dict] = {label: defaultdict(int) for label in table.labels}
    for label, whose, amount in rows:
        label = label or NOT_SAID
        if label in counts and amount:
            counts[label][whose] += amount
    return counts


def _begun(people, quarter):
    begins, ends = quarter.span
    rows = Objective.objects.kept().exclude(state=ObjectiveState.DRAFT).filter(owner__in=people, plan__deleted_at=None)
    rows = rows.filter(created_at__gte=begins, created_at__lt=ends)
    return rows.values_list("owner", "why_kind", "ksa", "state", "stage")


def _moves(people, quarter) -> list[tuple]:
    """The last move of each objective in the quarter; one that was taken up again came to nothing yet."""
    begins, ends = quarter.span
    names = ["finish", "park", "let_go", "take_up"]
    rows = Event.objects.filter(owner__in=people, subject="objective", name__in=names, at__gte=begins, at__lt=ends)
    last = {
        key: (name, whose, 1)
        for key, name, whose in rows.order_by("at", "id").values_list("subject_id", "name", "owner")
    }
    return list(last.values())


def _done(people, quarter) -> list[tuple]:
    """Activities that were done, with a time planned and a time logged."""
    rows = Activity.objects.kept().filter(owner__in=people, state=ActivityState.DONE, minutes__gt=0)
    rows = rows.filter(done_on__gte=quarter.first, done_on__lt=quarter.next.first)
    rows = rows.annotate(logged=Sum("entry_links__minutes")).filter(logged__gt=0)
    return [
        (_ratio(logged / planned), whose, 1)
        for whose, planned, logged in rows.values_list("owner", "minutes", "logged")
    ]


def _ratio(ratio: float) -> str:
    return next(name for name, limit in RATIOS.items() if ratio <= limit)


def _logged(people, quarter) -> list[tuple]:
    rows = Entry.objects.kept().filter(owner__in=people, minutes__gt=0)
    rows = rows.filter(day__gte=quarter.first, day__lt=quarter.next.first)
    rows = rows.order_by().values("context", "owner").annotate(all=Sum("minutes"))
    return [(row["context"], row["owner"], row["all"]) for row in rows]


def _reflections(people, quarter):
    begins, ends = quarter.span
    rows = Reflection.objects.kept().filter(owner__in=people, entry__deleted_at=None)
    return rows.filter(created_at__gte=begins, created_at__lt=ends).values_list("owner", "model")


def _replans(people, quarter):
    begins, ends = quarter.span
    rows = Version.objects.filter(owner__in=people, created_at__gte=begins, created_at__lt=ends).exclude(reason="")
    return rows.values_list("owner", flat=True)
