"""How far people in a run are, for its coordinator alone: which things are done, never a word of what was written.

In a large run something changes all the time, so that the page of it is made of values that can be compared: its
pieces are found by them, and rendered anew where one of them is another (`web.kept`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID

from django.db.models import Count, F, Func, IntegerField, OuterRef, Q, Subquery

from planfolio.people.models import shown_name
from planfolio.plans.vocabulary import ActivityState
from planfolio.prepared import Prepared

from .document import placed
from .models import Part, Participation, Run, Step, ThingTotal, WallMark, WallPost
from .run_access import posts_by_key, posts_of

#: Somebody is quiet when nothing was done for so long while things were open to them.
QUIET = timedelta(days=21)
PEOPLE = 20
#: Of the quiet, so many are shown: those who have been so the longest.
QUIET_SHOWN = 20
#: So many of the quiet are looked at, and if many of these pause, so many.
QUIET_LOOKED = (2 * QUIET_SHOWN, 5 * QUIET_SHOWN)

#: What is read of each who takes part.
TOLD = ("pk", "part", "pauses", "last_at", "owner", "owner__name", "owner__email")

#: Reported posts that are shown, for as long as nobody has looked at them.
REPORTED_SHOWN = 100

#: A thing is done also when its activity was ticked off in the plan.
DONE = Q(state=Step.State.DONE) | Q(
    state=Step.State.OPEN, activity__state=ActivityState.DONE, activity__deleted_at=None
)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who takes part, as the coordinator sees them; `key` is that of the participation."""

    key: UUID
    name: str
    email: str
    part: str
    done: int
    skipped: int
    last: datetime | None
    pausing: bool


@dataclass(frozen=True, slots=True)
class QuietRow:
    key: UUID
    name: str


@dataclass(frozen=True, slots=True)
class ThingRow:
    number: int
    title: str
    done: int
    skipped: int
    posts: int
    usefulness: float | None


def _here(run: Run | UUID):
    """Who takes part now."""
    return Participation.objects.kept().filter(run=run, left_at=None).select_related("owner")


def count(run: Run) -> int:
    """How many take part now."""
    return _counted.count(run=run.pk)


_counted = Prepared(lambda run: _here(run).select_related(None).order_by().values_list("pk"))


def people(run: Run, *, after: UUID | None = None, today: date) -> tuple[list[PersonRow], bool]:
    """A page of those who take part, in the order of their keys, and whether more follow. Two queries."""
    found = _page.values(run=run.pk, **({"after": after} if after else {}))
    return _rows(run, found[:PEOPLE], today), len(found) > PEOPLE


@Prepared
def _page(run: UUID, after: UUID | None = None):
    rows = _here(run).order_by("id").values_list(*TOLD)
    return (rows.filter(pk__gt=after) if after else rows)[: PEOPLE + 1]


def everybody(run: Run, *, today: date) -> list[PersonRow]:
    return _rows(run, list(_here(run).order_by("id").values_list(*TOLD)), today)


def person_rows(run: Run, found: list[Participation], today: date) -> list[PersonRow]:
    """Each of `found` with how much they did and skipped. One query."""
    told = [
        (each.pk, each.part, each.pauses, each.last_at, each.owner_id, each.owner.name, each.owner.email)
        for each in found
    ]
    return _rows(run, told, today)


def _rows(run: Run, told: Sequence[Sequence], today: date) -> list[PersonRow]:
    few, day = len(told) <= PEOPLE, today.isoformat()
    counts = _counts_of.values(found=[each[0] for each in told]) if few else _counts_in.values(run=run.pk)
    numbers = {key: (done, skipped) for key, done, skipped in counts}
    return [
        PersonRow(
            key,
            shown_name(name, email, owner),
            email or "",
            part,
            *numbers.get(key, (0, 0)),
            last,
            _pausing(pauses, day),
        )
        for key, part, pauses, last, owner, name, email in told
    ]


def _pausing(pauses: list, day: str) -> bool:
    return any(first <= day <= last for first, last in pauses)


def _counts(steps):
    both = {"done": Count("pk", filter=DONE), "skipped": Count("pk", filter=Q(state=Step.State.SKIPPED))}
    return steps.order_by().values_list("participation").annotate(**both).values_list("participation", *both)


_counts_of = Prepared(lambda found: _counts(Step.objects.filter(participation__in=found)))
_counts_in = Prepared(lambda run: _counts(Step.objects.filter(participation__run=run)))


def quiet(run: Run, *, now: datetime) -> list[QuietRow]:
    """Who has done nothing for three weeks though things are open: not who pauses, reads along, or is through.

    One query, and another where many pause.
    """
    since = now - QUIET
    if run.starts > since.date():
        return []
    total, today, waiting = len(run.doc.things()), now.date().isoformat(), []
    for looked in QUIET_LOOKED:
        rows = _quiet(total, looked).values(run=run.pk, since=since, day=since.date())
        waiting = [row for row in rows if not _pausing(row[1], today)]
        if len(waiting) >= QUIET_SHOWN or len(rows) < looked:
            break
    return [QuietRow(key, shown_name(name, email, owner)) for key, _pauses, owner, name, email in waiting[:QUIET_SHOWN]]


@cache
def _quiet(total: int, looked: int) -> Prepared:
    """The first so many who are quiet in a run of `total` things, pausing or not."""

    def rows(run: UUID, since: datetime, day: date):
        found = _here(run).exclude(part="observer").filter(joined_on__lte=day)
        found = found.filter(Q(last_at=None) | Q(last_at__lt=since)).order_by(F("last_at").asc(nulls_first=True), "id")
        over = Step.objects.filter(participation=OuterRef("pk")).exclude(state=Step.State.OPEN).order_by()
        through = Subquery(over.values(n=Func(F("pk"), function="count")), output_field=IntegerField())
        found = found.alias(through=through).filter(through__lt=total)
        return found.values_list("pk", "pauses", "owner", "owner__name", "owner__email")[:looked]

    return Prepared(rows)


def things(run: Run) -> list[ThingRow]:
    """Each thing with how many did or skipped it, posts, and how useful it was found. Two queries."""
    told = {
        key: (done, skipped, useful / rated if rated else None)
        for key, done, skipped, useful, rated in _totals.rows(run=run.pk)
    }
    posts = posts_by_key(run)
    rows = []
    for each in placed(run.doc):
        done, skipped, useful = told.get(each.thing.key, (0, 0, None))
        rows.append(ThingRow(each.number, each.thing.title, done, skipped, posts.get(each.thing.key, 0), useful))
    return rows


_totals = Prepared(
    lambda run: ThingTotal.objects.filter(run=run).values_list("key", "done", "skipped", "useful", "rated")
)


def reported(run: Run) -> list[WallPost]:
    """Posts that somebody asked the coordinator to look at. One query."""
    return _reported.objects(run=run.pk)


@Prepared
def _reported(run: UUID):
    # Looked for from the few marks that are reports: joined, every post of the run would be asked for its own.
    marked = WallMark.objects.filter(kind=WallMark.Kind.REPORT).values("post")
    return posts_of(run).filter(pk__in=marked)[:REPORTED_SHOWN]


def csv_rows(run: Run, *, today: date) -> list[list[str]]:
    """One row a person, one column a thing: done, skipped, or nothing. No word that anybody wrote."""
    keys = [each.thing.key for each in placed(run.doc)]
    states: dict = {}
    for participation, key, state, activity in Step.objects.filter(participation__run=run).values_list(
        "participation", "key", "state", "activity__state"
    ):
        done = state == "done" or (state == "open" and activity == ActivityState.DONE)
        states[participation, key] = "done" if done else "skipped" if state == "skipped" else ""
    rows = []
    for row in everybody(run, today=today):
        cells = [states.get((row.key, key), "") for key in keys]
        rows.append([row.name, row.email, str(Part(row.part).label), str(row.done), str(row.skipped), *cells])
    return rows
