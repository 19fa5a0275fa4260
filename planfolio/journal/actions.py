"""The verbs of the journal: capture an entry, change it, reflect on it, make it evidence, look back on a week."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from planfolio.errors import NotAllowed, Refused
from planfolio.people import removal
from planfolio.people.base import Owned, add_once, change, new_key
from planfolio.people.sharing import share_new
from planfolio.plans import lifecycle
from planfolio.plans.models import Activity, Criterion, Objective

from . import search
from .models import CheckIn, Entry, EntryActivity, EntryObjective, Evidence, PrivateNote, Reflection, Relation


def _own(row: Owned, by) -> None:
    if row.owner_id != by.pk:
        raise NotAllowed(_("Only the owner can change this. You can read it."))


@transaction.atomic
def add_entry(
    *,
    by,
    title: str,
    day: date | None = None,
    key: UUID | None = None,
    note: str = "",
    objectives=(),
    activities=(),
    **values,
) -> tuple[Entry, bool]:
    """Store an entry; the same `key` arriving again stores nothing more and returns (the first entry, False).

    `day` is today where the person is unless told. Costs three writes with neither note nor links: the entry, its
    words, the sum of its week; and a look at whom its owner shows all new entries.
    """
    values.setdefault("language", by.language)
    entry, added = add_once(Entry(id=key or new_key(), owner=by, title=title, day=day or by.today(), **values))
    if added:
        if note:
            PrivateNote.objects.create(owner=by, entry=entry, text=note)
        if objectives or activities:
            link_entry(entry, by=by, objectives=objectives, activities=activities)
        search.store_words(entry, note)
        share_new(entry)
    return entry, added


@transaction.atomic
def revise_entry(entry: Entry, *, by, expected: int | None = None, note: str | None = None, **values) -> Entry:
    """Change an entry and, unless `note` is None, its private note (empty text takes the note away)."""
    _own(entry, by)
    changed = [name for name, value in values.items() if getattr(entry, name) != value]
    for name in changed:
        setattr(entry, name, values[name])
    if changed or expected is not None:
        change(entry, expected=expected, fields=changed)
    if note:
        PrivateNote.objects.update_or_create(entry=entry, defaults={"owner": by, "text": note})
    elif note is not None:
        PrivateNote.objects.filter(entry=entry, owner=by).delete()
    if "minutes" in changed:
        _share_minutes(entry)
    search.refresh_words(entry)
    return entry


@transaction.atomic
def link_entry(entry: Entry, *, by, objectives=(), activities=()) -> None:
    """Let `entry` be about exactly these objectives and activities of its owner (an activity brings its objective)."""
    _own(entry, by)
    activities = list(activities)
    wanted = {each.pk: each for each in [*objectives, *(activity.objective for activity in activities)]}
    if any(each.owner_id != by.pk for each in [*wanted.values(), *activities]):
        raise Refused(_("Choose among your own objectives and activities."))
    entry.objective_links.filter(relation=Relation.ABOUT).exclude(objective__in=wanted).delete()
    entry.activity_links.exclude(activity__in=[each.pk for each in activities]).delete()
    EntryObjective.objects.bulk_create(
        [EntryObjective(owner=by, entry=entry, objective=each, relation=Relation.ABOUT) for each in wanted.values()],
        ignore_conflicts=True,
    )
    EntryActivity.objects.bulk_create(
        [EntryActivity(owner=by, entry=entry, activity=each) for each in activities], ignore_conflicts=True
    )
    _share_minutes(entry)


@transaction.atomic
def relate_entry(entry: Entry, *, by, relation: str, objectives=()) -> None:
    """Let exactly these objectives build on `entry`, or have led to it; this takes no share of its time."""
    _own(entry, by)
    objectives = list(objectives)
    if any(each.owner_id != by.pk for each in objectives):
        raise Refused(_("Choose among your own objectives and activities."))
    entry.objective_links.filter(relation=relation).exclude(objective__in=objectives).delete()
    EntryObjective.objects.bulk_create(
        [EntryObjective(owner=by, entry=entry, objective=each, relation=relation) for each in objectives],
        ignore_conflicts=True,
    )


def _share_minutes(entry: Entry) -> None:
    """Divide the entry's minutes over what it is about, so that sums by objective and by activity count it once."""
    about = entry.objective_links.filter(relation=Relation.ABOUT).order_by("id")
    for links in (list(about), list(entry.activity_links.order_by("id"))):
        for link, minutes in zip(links, shares(entry.minutes, len(links)), strict=True):
            if link.minutes != minutes:
                type(link).objects.filter(pk=link.pk).update(minutes=minutes)


def shares(minutes: int | None, count: int) -> list[int | None]:
    """`minutes` in `count` whole parts that add up to it and differ by at most one, the larger first."""
    if minutes is None or not count:
        return [None] * count
    part, rest = divmod(minutes, count)
    return [part + (place < rest) for place in range(count)]


@transaction.atomic
def reflect(entry: Entry, *, by, model: str, answers: dict[str, str]) -> Reflection | None:
    """Keep the answers to a reflection model beside the entry; no answer at all takes the reflection away."""
    _own(entry, by)
    answers = {stage: text for stage, text in answers.items() if text}
    reflection = None
    if answers:
        reflection, _created = Reflection.objects.update_or_create(
            entry=entry, defaults={"owner": by, "model": model, "answers": answers}
        )
    else:
        Reflection.objects.filter(entry=entry, owner=by).delete()
    search.refresh_words(entry)
    return reflection


@transaction.atomic
def add_evidence(
    objective: Objective,
    *,
    by,
    key: UUID | None = None,
    criterion: Criterion | None = None,
    entry: Entry | None = None,
    **values,
) -> Evidence:
    """Add evidence to the register, against a criterion of the same objective where one is named."""
    _own(objective, by)
    if criterion is not None and criterion.objective_id != objective.pk:
        raise Refused(_("Choose a success criterion of this objective."))
    for other in (entry, values.get("attachment")):
        if other is not None and other.owner_id != by.pk:
            raise Refused(_("Choose among your own entries and files."))
    values.setdefault("day", by.today())
    evidence, _added = add_once(
        Evidence(id=key or new_key(), owner=by, objective=objective, criterion=criterion, entry=entry, **values)
    )
    return evidence


@transaction.atomic
def revise_evidence(evidence: Evidence, *, by, expected: int | None = None, **values) -> Evidence:
    """Change evidence. Raises Conflict when somebody changed it since revision `expected`."""
    _own(evidence, by)
    for other in (values.get("objective"), values.get("attachment")):
        if other is not None and other.owner_id != by.pk:
            raise Refused(_("Choose among your own objectives and files."))
    for name, value in values.items():
        setattr(evidence, name, value)
    if evidence.criterion is not None and evidence.criterion.objective_id != evidence.objective_id:
        raise Refused(_("Choose a success criterion of this objective."))
    return change(evidence, expected=expected, fields=list(values))


@transaction.atomic
def finish_activity(
    activity: Activity, *, by, minutes: int | None = None, day: date | None = None, key=None
) -> Entry | None:
    """Tick an activity off; the time it took becomes an entry of that day. Ticking twice changes nothing."""
    if activity.state == "done":
        return None
    lifecycle.move(activity, "finish", by=by, on=day)
    if minutes is None:
        return None
    entry, _added = add_entry(
        by=by,
        key=key,
        title=activity.title,
        day=day,
        minutes=minutes,
        context=activity.context,
        provider=activity.provider,
        language=activity.objective.plan.language,
        activities=[activity],
        came_by="tick",
    )
    return entry


@transaction.atomic
def close_week(week: date, *, by, prompt: str = "", answer: str = "") -> CheckIn:
    """Note that the week beginning on Monday `week` was looked back on; done again, the later answer stays."""
    check_in, _created = CheckIn.objects.update_or_create(
        owner=by, week=week, defaults={"prompt": prompt, "answer": answer}
    )
    return check_in


@transaction.atomic
def remove(row: Owned, *, by) -> None:
    """Take an entry, evidence or attachment away for now; `people.removal` keeps the way back."""
    _own(row, by)
    removal.remove(row)
