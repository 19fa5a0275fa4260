"""The journals of the demo: sittings at activities, moments of other learning, what was thought of them, evidence."""

from datetime import date, timedelta
from uuid import UUID

from planfolio.journal.models import (
    CheckIn,
    Entry,
    EntryActivity,
    EntryObjective,
    Evidence,
    PrivateNote,
    Reflection,
    Subject,
)
from planfolio.journal.reflection import weekly_prompt
from planfolio.plans.models import Activity, Criterion, Objective
from planfolio.plans.vocabulary import ActivityState, EvidenceKind, ObjectiveState

from .calendar import Away, sessions, working_day
from .keys import key, moment
from .plans import WEEK, Owner, monday


def write_journal(owner: Owner, away: list[Away]) -> None:
    """A year of entries up to the day before today, in the weeks in which the person was there."""
    for activity in _mine(owner, Activity):
        _work_at(owner, activity, away)
    _moments(owner, away)
    _reflect(owner)
    _look_back(owner, away)


def _mine(owner: Owner, model) -> list:
    return [row for row in owner.rows.of(model) if row.owner_id == owner.person.pk]


def _work_at(owner: Owner, activity: Activity, away: list[Away]) -> None:
    """The sittings that an activity took, if it was begun; the time is near the estimate, seldom on it."""
    objective, plan = activity.objective, activity.objective.plan
    estimate = activity.minutes or 60
    if activity.state == ActivityState.DONE:
        spent, last = round(estimate * owner.chance.choice((0.75, 0.9, 1, 1.1, 1.25, 1.5)) / 5) * 5, activity.done_on
    elif objective.state == ObjectiveState.ACTIVE and objective.stage and owner.chance.random() < 0.5:
        spent, last = min(estimate // 2, 120), owner.today - timedelta(days=owner.chance.randint(1, 12))
    else:
        return
    when = sessions(spent, last=last, first=plan.starts, away=away, chance=owner.chance)
    for place, (day, minutes) in enumerate(when):
        summary = owner.chance.choice(owner.words["steps"]["summaries"]) if owner.chance.random() < 0.6 else ""
        about = {"context": activity.context, "provider": activity.provider, "summary": summary}
        entry = _entry(owner, day, minutes, f"{activity.pk}/{place}", title=activity.title, **about)
        _link(owner, entry, objective, activity)
        if owner.chance.random() < 0.12:
            _note(owner, entry, owner.chance.choice(owner.words["steps"]["notes"]))


def _entry(owner: Owner, day: date, minutes: int, name: str, *, title: str, **values) -> Entry:
    at = moment(day, hour=12 + owner.chance.randint(0, 6), minute=owner.chance.randint(0, 59))
    entry = Entry(
        id=key(at, owner.person.name, name),
        owner=owner.person,
        title=title,
        language=owner.person.language,
        day=day,
        minutes=minutes,
        created_at=at,
        **values,
    )
    return owner.rows.add(entry)


def _link(owner: Owner, entry: Entry, objective: Objective, activity: Activity | None = None) -> None:
    names = {"owner": owner.person, "entry": entry, "minutes": entry.minutes}
    owner.rows.add(EntryObjective(id=key(entry.created_at, entry.pk, objective.pk), objective=objective, **names))
    if activity is not None:
        owner.rows.add(EntryActivity(id=key(entry.created_at, entry.pk, activity.pk), activity=activity, **names))


def _note(owner: Owner, entry: Entry, text: str) -> None:
    row = PrivateNote(id=key(entry.created_at, entry.pk, "note"), owner=owner.person, entry=entry, text=text)
    row.created_at = entry.created_at
    owner.rows.add(row)


def _moments(owner: Owner, away: list[Away]) -> None:
    """What was learned in passing, spread over the year; some of it serves an objective."""
    moments = owner.chance.sample(owner.words["moments"], k=min(len(owner.words["moments"]), 14))
    objectives = [row for row in _mine(owner, Objective) if row.plan.ends >= owner.today]
    for place, each in enumerate(moments):
        back = 360 * (place + owner.chance.random()) / len(moments)
        day = working_day(owner.today - timedelta(days=1 + round(back)), away)
        subject = owner.chance.choice(("", Subject.LEARNING, Subject.PERFORMANCE, Subject.ACHIEVEMENT))
        values = {name: each.get(name, "") for name in ("context", "provider", "summary", "applied")}
        entry = _entry(
            owner,
            day,
            each["minutes"],
            f"moment/{place}",
            title=each["title"],
            applied_where=each.get("where", ""),
            subject=subject,
            **values,
        )
        if each.get("note"):
            _note(owner, entry, each["note"])
        if owner.chance.random() < 0.4:
            _link(owner, entry, owner.chance.choice(objectives))


def _reflect(owner: Owner) -> None:
    """Each way of reflecting once, on entries far apart."""
    entries = sorted(_mine(owner, Entry), key=lambda entry: entry.day)
    models = owner.chance.sample(owner.words["reflections"], k=min(4, len(owner.words["reflections"])))
    for place, each in enumerate(models):
        entry = entries[(2 * place + 1) * len(entries) // (2 * len(models))]
        row = Reflection(
            id=key(entry.created_at, entry.pk, "reflection"),
            owner=owner.person,
            entry=entry,
            model=each["model"],
            answers=each["answers"],
        )
        row.created_at = entry.created_at
        owner.rows.add(row)


def _look_back(owner: Owner, away: list[Away]) -> None:
    """Every other week of the half year was closed, some with an answer to its question."""
    answers = list(owner.words["answers"]["weekly"])
    for back in range(1, 27):
        week = monday(owner.today) - back * WEEK
        if owner.chance.random() < 0.5 or working_day(week + timedelta(days=4), away) < week:
            continue
        answer = answers.pop() if answers and owner.chance.random() < 0.5 else ""
        at = moment(week + timedelta(days=4), hour=16)
        prompt = weekly_prompt(week, owner.person.language)
        row = CheckIn(id=key(at, owner.person.name, "week"), owner=owner.person, week=week)
        row.prompt, row.answer, row.created_at = prompt, answer, at
        owner.rows.add(row)


def give_evidence(owner: Owner) -> dict[UUID, str]:
    """Evidence for what was done, against criteria; returns the kind of file (txt, csv) that each row still lacks."""
    files = {}
    proofs = list(owner.words["proofs"])
    owner.chance.shuffle(proofs)
    for objective in _mine(owner, Objective):
        done = [row for row in _mine(owner, Activity) if row.objective_id == objective.pk and row.done_on]
        if not done or not proofs:
            continue
        each, day = proofs.pop(), max(row.done_on for row in done)
        criterion = next((row for row in _mine(owner, Criterion) if row.objective_id == objective.pk), None)
        at = moment(day, hour=17)
        row = Evidence(id=key(at, objective.pk, "evidence"), owner=owner.person, objective=objective)
        row.criterion, row.day, row.created_at = criterion, day, at
        row.kind, row.title, row.text = each["kind"], each["title"], each.get("text", "")
        row.url, row.witness = each.get("url", ""), each.get("witness", "")
        owner.rows.add(row)
        if row.kind == EvidenceKind.FILE:
            files[row.pk] = each["file"]
    return files
