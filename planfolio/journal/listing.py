"""The journal by weeks, latest first: a page of entries, the sums of their weeks, the way further back.

Entries are found by their place in the index on owner and day, never by counting past the ones before. Sums come from
the kept totals of weeks, so a page costs the same at ten and at 100,000 entries.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Sum
from django.utils import timezone

from planfolio.plans.models import Objective
from planfolio.plans.vocabulary import Context
from planfolio.prepared import Prepared

from . import search
from .forms import shorten
from .models import (
    Attachment,
    Entry,
    EntryActivity,
    EntryGrant,
    EntryObjective,
    Evidence,
    Reflection,
    Subject,
    WeekTotal,
)
from .reflection import models as reflection_models
from .weeks import WEEK, monday, parse_week, week_name

#: Entries of one page.
PAGE = 30
#: What a line of the journal shows of its entry.
_SHOWN = ("pk", "title", "day", "minutes", "summary", "language", "shared", "note", "model")


@dataclass(frozen=True)
class Filters:
    """What the journal is narrowed to; empty fields do not narrow."""

    week: date | None = None
    q: str = ""
    objective: UUID | None = None
    context: str = ""
    provider: str = ""
    subject: str = ""
    kind: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether sums of whole weeks would say something else than what is listed."""
        return bool(self.q or self.objective or self.context or self.provider or self.subject or self.kind)


KINDS = ("reflection", "file", "evidence", "activity")


def read_filters(query) -> Filters:
    """The filters in an address. What cannot be read narrows nothing; a week that is none raises Missing."""
    return Filters(
        week=parse_week(query["week"]) if query.get("week") else None,
        q=query.get("q", "").strip()[:200],
        objective=_key(query.get("objective", "")),
        context=query.get("context", "") if query.get("context") in Context.values else "",
        provider=query.get("provider", "").strip()[:300],
        subject=query.get("subject", "") if query.get("subject") in Subject.values else "",
        kind=query.get("kind", "") if query.get("kind") in KINDS else "",
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Line:
    """An entry as the journal shows it."""

    key: UUID
    title: str
    day: date
    minutes: int | None
    summary: str
    language: str
    note: str
    reflection: str
    shared: bool
    objectives: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Week:
    """A week with its entries; one without entries may stand for a gap of several, up to `last`."""

    monday: date
    last: date
    minutes: int
    lines: list[Line]

    @property
    def name(self) -> str:
        return week_name(self.monday)


@dataclass(frozen=True)
class JournalPage:
    filters: Filters
    weeks: list[Week]
    before: str
    now: date
    count: int
    minutes: int
    since: date | None
    objectives: tuple[tuple[UUID, str], ...]

    @property
    def lines(self) -> list[Line]:
        return [line for week in self.weeks for line in week.lines]


def journal_page(person, filters: Filters, *, before: str = "") -> JournalPage:
    """One page of a person's own journal. `before` is where the page before it ended (`JournalPage.before`)."""
    rows = _found(person, filters, before)
    more, rows = len(rows) > PAGE, rows[:PAGE]
    objectives = _objectives([row["pk"] for row in rows])
    names = {each.key: each.name for each in reflection_models(person.language)}
    lines = [_line(row, objectives, names) for row in rows]
    plan, choices = _plan(person)
    since = monday(plan[0]) if plan and plan[0] <= person.today() else None
    totals = _totals(person, lines, since, filters)
    kept = [total for week, total in totals.items() if since is None or week >= since]
    return JournalPage(
        filters=filters,
        weeks=_weeks(lines, totals if not filters.narrowed else _sums(person, filters, lines), filters),
        before=f"{lines[-1].day.isoformat()}.{lines[-1].key.hex}" if more else "",
        now=monday(person.today()),
        count=sum(entries for entries, _minutes in kept),
        minutes=sum(minutes for _entries, minutes in kept),
        since=since,
        objectives=tuple(choices),
    )


def entries_of(person, filters: Filters):
    """The entries that the filters leave, latest first."""
    rows = Entry.objects.kept().owned(person)
    if filters.week:
        rows = rows.filter(day__range=(filters.week, filters.week + timedelta(days=6)))
    if filters.q and (found := search.found_in(person, filters.q)) is not None:
        rows = rows.filter(pk__in=found)
    if filters.objective:
        rows = rows.filter(
            pk__in=EntryObjective.objects.filter(objective=filters.objective, owner=person).values("entry")
        )
    for name in ("context", "subject"):
        if wanted := getattr(filters, name):
            rows = rows.filter(**{name: wanted})
    if filters.provider:
        rows = rows.filter(provider__iexact=filters.provider)
    return rows.filter(_of_kind(filters.kind)) if filters.kind else rows


def _of_kind(kind: str):
    table = {"reflection": Reflection, "file": Attachment, "evidence": Evidence, "activity": EntryActivity}[kind]
    rows = table.objects.filter(entry=OuterRef("pk"))
    return Exists(rows if kind == "activity" else rows.filter(deleted_at=None))


def _found(person, filters: Filters, before: str) -> list[dict]:
    """The rows of one page and one more; those of the first page are asked in words that are there already."""
    if filters == Filters() and not before:
        return [dict(zip(_SHOWN, row, strict=True)) for row in _first.values(person=person.pk, now=timezone.now())]
    return list(_rows(entries_of(person, filters), before)[: PAGE + 1])


@Prepared
def _first(person: UUID, now: datetime):
    return _rows(Entry.objects.kept().owned(person), "", now=now).values_list(*_SHOWN)[: PAGE + 1]


def _rows(rows, before: str, *, now: datetime | None = None):
    day, _dot, key = before.partition(".")
    last = _key(key)
    if last is not None:
        try:
            day = date.fromisoformat(day)
            rows = rows.filter(day__lte=day).exclude(day=day, pk__gte=last)
        except ValueError:
            pass
    now = now or timezone.now()
    grants = EntryGrant.objects.filter(Q(expires_at=None) | Q(expires_at__gt=now), thing=OuterRef("pk"))
    beside = {"shared": Exists(grants), "note": F("private_note__text"), "model": F("reflection__model")}
    return rows.order_by("-day", "-pk").annotate(**beside).values(*_SHOWN)


def _objectives(entries: list[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    found = defaultdict(list)
    for entry, number, what, plan in _about.values(entries=entries):
        found[entry].append((f"{number} {what}", f"/plans/{plan}/objectives/{number}/"))
    return found


@Prepared
def _about(entries: list[UUID]):
    links = EntryObjective.objects.filter(entry__in=entries, relation="about", objective__deleted_at=None)
    return links.values_list("entry", "objective__number", "objective__what", "objective__plan")


def _line(row: dict, objectives, names) -> Line:
    return Line(
        key=row["pk"],
        title=row["title"],
        day=row["day"],
        minutes=row["minutes"],
        summary=row["summary"],
        language=row["language"],
        note=row["note"] or "",
        reflection=names.get(row["model"], ""),
        shared=row["shared"] and bool(row["summary"]),
        objectives=tuple(objectives.get(row["pk"], ())),
    )


def _plan(person) -> tuple[Sequence[date] | None, list[tuple[UUID, str]]]:
    """The period of the current plan and its objectives to narrow by, in one query."""
    rows = _begun.values(person=person.pk, today=person.today())
    if not rows:
        return None, []
    period = rows[0][3:5]
    return period, [(pk, f"{number} {shorten(what)}") for pk, number, what, *dates in rows if dates == period]


@Prepared
def _begun(person: UUID, today: date):
    rows = Objective.objects.kept().filter(owner=person, plan__deleted_at=None, plan__starts__lte=today)
    rows = rows.order_by("-plan__starts", "position")
    return rows.values_list("pk", "number", "what", "plan__starts", "plan__ends")[:40]


def _totals(person, lines: list[Line], since: date | None, filters: Filters) -> dict[date, tuple[int, int]]:
    """Entries and minutes of each week shown, and of each since the plan began."""
    shown = {monday(line.day) for line in lines}
    here = {"since": since, "shown": sorted({since, *shown})} if since else {}
    return {week: (entries, minutes) for week, entries, minutes in _of_weeks.values(person=person.pk, **here)}


@Prepared
def _of_weeks(person: UUID, since: date | None = None, shown: list[date] | None = None):
    rows = WeekTotal.objects.filter(owner=person, entries__gt=0)
    rows = rows.filter(Q(week__gte=since) | Q(week__in=shown)) if since else rows
    return rows.values_list("week", "entries", "minutes")


def _sums(person, filters: Filters, lines: list[Line]) -> dict[date, tuple[int, int]]:
    """What the filters leave of the weeks shown. Costs one query over those weeks alone."""
    if not lines:
        return {}
    days = (monday(lines[-1].day), monday(lines[0].day) + timedelta(days=6))
    rows = entries_of(person, filters).filter(day__range=days).order_by()
    sums: dict[date, tuple[int, int]] = {}
    for day, minutes in rows.values_list("day").annotate(total=Sum("minutes")):
        entries, before = sums.get(monday(day), (0, 0))
        sums[monday(day)] = (entries + 1, before + (minutes or 0))
    return sums


def _weeks(lines: list[Line], totals, filters: Filters) -> list[Week]:
    grouped: dict[date, list[Line]] = {}
    for line in lines:
        grouped.setdefault(monday(line.day), []).append(line)
    weeks = []
    for week, held in grouped.items():
        if weeks and not filters.narrowed and weeks[-1].monday - WEEK > week:
            # The weeks between hold no entry: one heading stands for all of them.
            weeks.append(Week(week + WEEK, weeks[-1].monday - timedelta(days=1), 0, []))
        weeks.append(Week(week, week + timedelta(days=6), totals.get(week, (0, 0))[1], held))
    return weeks
