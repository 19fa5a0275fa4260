"""How far people in a run are, for its coordinator alone: which things are done, never a word of what was written."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Func, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from planfolio.plans.vocabulary import ActivityState
from planfolio.prepared import Prepared

from .document import placed
from .models import Participation, Run, Step, WallMark, WallPost
from .run_access import posts_by_key, posts_of

#: Somebody is quiet when nothing was done for so long while things were open to them.
QUIET = timedelta(days=21)
PEOPLE = 20
#: Of the quiet, so many are shown: those who have been so the longest.
QUIET_SHOWN = 20

#: Reported posts that are shown, for as long as nobody has looked at them.
REPORTED_SHOWN = 100

#: A thing is done also when its activity was ticked off in the plan.
DONE = Q(state=Step.State.DONE) | Q(
    state=Step.State.OPEN, activity__state=ActivityState.DONE, activity__deleted_at=None
)


@dataclass(frozen=True)
class PersonRow:
    participation: Participation
    name: str
    done: int
    skipped: int
    last: datetime | None
    pausing: bool


@dataclass(frozen=True)
class ThingRow:
    number: int
    title: str
    done: int
    skipped: int
    posts: int
    usefulness: float | None


def _here(run: Run):
    """Who takes part now, with no more of them than is shown here."""
    rows = run.participations.kept().filter(left_at=None).select_related("owner")
    return rows.only("run", "part", "pauses", "last_at", "owner__name", "owner__email")


def count(run: Run) -> int:
    """How many take part now."""
    return run.participations.kept().filter(left_at=None).count()


def people(run: Run, *, after: UUID | None = None, today: date) -> tuple[list[PersonRow], bool]:
    """A page of those who take part, in the order of their keys, and whether more follow. Three queries."""
    rows = _here(run).order_by("id")
    rows = rows.filter(pk__gt=after) if after else rows
    found = list(rows[: PEOPLE + 1])
    return person_rows(run, found[:PEOPLE], today), len(found) > PEOPLE


def everybody(run: Run, *, today: date) -> list[PersonRow]:
    return person_rows(run, list(_here(run).order_by("id")), today)


def person_rows(run: Run, found: list[Participation], today: date) -> list[PersonRow]:
    few = len(found) <= PEOPLE
    steps = Step.objects.filter(participation__in=found) if few else Step.objects.filter(participation__run=run)
    counts = {
        key: (done, skipped)
        for key, done, skipped in steps.order_by()
        .values_list("participation")
        .annotate(done=Count("pk", filter=DONE), skipped=Count("pk", filter=Q(state=Step.State.SKIPPED)))
        .values_list("participation", "done", "skipped")
    }
    day, rows = today.isoformat(), []
    for participation in found:
        done, skipped = counts.get(participation.pk, (0, 0))
        pausing = any(first <= day <= last for first, last in participation.pauses)
        rows.append(PersonRow(participation, str(participation.owner), done, skipped, participation.last_at, pausing))
    return rows


def quiet(run: Run, *, now: datetime) -> list[Participation]:
    """Who has done nothing for three weeks though things are open: not who pauses, reads along, or is through."""
    since = now - QUIET
    if run.starts > since.date():
        return []
    rows = _here(run).exclude(part="observer").filter(joined_on__lte=since.date())
    rows = rows.filter(Q(last_at=None) | Q(last_at__lt=since)).order_by(F("last_at").asc(nulls_first=True), "id")
    over = Step.objects.filter(participation=OuterRef("pk")).exclude(state=Step.State.OPEN).order_by()
    through = Subquery(over.values(n=Func(F("pk"), function="count")), output_field=IntegerField())
    rows = rows.alias(through=through).filter(through__lt=len(run.doc.things()))
    today = now.date().isoformat()
    waiting = [each for each in rows[: 5 * QUIET_SHOWN] if not any(f <= today <= t for f, t in each.pauses)]
    return waiting[:QUIET_SHOWN]


def things(run: Run) -> list[ThingRow]:
    """Each thing with how many did or skipped it, posts, and how useful it was found. Two queries."""
    told = {
        each.key: (each.done, each.skipped, each.useful / each.rated if each.rated else None)
        for each in run.totals.all()
    }
    posts = posts_by_key(run)
    rows = []
    for each in placed(run.doc):
        done, skipped, useful = told.get(each.thing.key, (0, 0, None))
        rows.append(ThingRow(each.number, each.thing.title, done, skipped, posts.get(each.thing.key, 0), useful))
    return rows


def reported(run: Run) -> list[WallPost]:
    """Posts that somebody asked the coordinator to look at."""
    keys = {key for (key,) in _reported.rows(run=run.pk)}
    return list(posts_of(run).filter(pk__in=keys)) if keys else []


def _reports_in(run: UUID):
    """From the reports to their posts, which are few: by its run, a database would look at every post for reports."""
    marks = WallMark.objects.filter(kind=WallMark.Kind.REPORT).alias(run=Coalesce("post__run_id", "post__run_id"))
    return marks.filter(run=run).order_by().values_list("post")[:REPORTED_SHOWN]


_reported = Prepared(_reports_in)


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
        mail = row.participation.owner.email or ""
        cells = [states.get((row.participation.pk, key), "") for key in keys]
        rows.append([row.name, mail, row.participation.get_part_display(), str(row.done), str(row.skipped), *cells])
    return rows
