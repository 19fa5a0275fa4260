"""The example gallery: whole plans, written for this project, that a person can start from.

A file gives its dates as weeks of the plan, counted from 1, so that an example never goes stale. `from_week` and
`earliest_week` mean the first day of that week, `to_week` and `due_week` its last.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from django.utils.translation import gettext as _

from planfolio.catalogue.content import ContentError, read_content
from planfolio.errors import Missing
from planfolio.people.models import Sector
from planfolio.plans.document import ActivityDoc, LinkDoc, ObjectiveDoc, PlanDoc, from_dict
from planfolio.plans.vocabulary import (
    TEXT_LENGTH,
    TITLE_LENGTH,
    Context,
    Direction,
    EvidenceKind,
    Format,
    Ksa,
    WhatKind,
    WhyKind,
)

#: What the gallery needs to know of a file besides the plan itself.
CARD = {"profession": str, "sector": str, "summary": str, "weeks": int, "weekly_minutes": int, "review_by": date}
OBJECTIVE_KEYS = {"what_kind": WhatKind, "ksa": Ksa, "why_kind": WhyKind, "evidence_kind": EvidenceKind}
ACTIVITY_KEYS = {"format": Format, "context": Context}
LINK_KINDS = ("words", "objective", "goal")


@dataclass(frozen=True, kw_only=True)
class Example:
    """The card of one example. `minutes` is what all its activities need, `weekly_minutes` what the person has."""

    slug: str
    language: str
    title: str
    profession: str
    sector: str
    summary: str
    aim: str
    objectives: int
    activities: int
    minutes: int
    weeks: int
    weekly_minutes: int
    review_by: date
    author: str
    licence: str


@dataclass(frozen=True)
class _Frame:
    """What every part of one file is read against: its name, the calendar of the plan, what may be named."""

    file: str
    starts: date
    weeks: int
    keys: frozenset[str]
    numbers: frozenset[str]


@cache
def examples(language: str) -> tuple[Example, ...]:
    """All examples in `language`, in the order of Sector, then by title. Raises ContentError, LookupError."""
    cards = [_card(values) for values in read_content("examples", language=language)]
    return tuple(sorted(cards, key=lambda card: (Sector.values.index(card.sector), card.title)))


def example(slug: str, language: str, *, starts: date) -> PlanDoc:
    """The plan of `slug` as if it began on `starts`. Raises Missing for an unknown slug, ContentError."""
    try:
        (values,) = read_content("examples", language=language, slug=slug)
    except LookupError as error:
        raise Missing(_("There is no such example. Choose one from the gallery.")) from error
    return example_plan(values, starts=starts)


def _card(values: dict) -> Example:
    plan = example_plan(values, starts=date(2001, 1, 1))
    activities = [activity for objective in plan.objectives for activity in objective.activities]
    return Example(
        slug=values["slug"],
        language=plan.language,
        title=plan.title,
        aim=plan.aim,
        objectives=len(plan.objectives),
        activities=len(activities),
        minutes=sum(activity.minutes or 0 for activity in activities),
        author=plan.source_author,
        licence=plan.licence,
        **{key: values[key] for key in CARD},
    )


def example_plan(values: dict, *, starts: date) -> PlanDoc:
    """The plan that one parsed file describes, as if it began on `starts`. Raises ContentError naming file and key."""
    file = values["file"]
    for key, kind in CARD.items():
        if type(values.get(key)) is not kind or not values[key]:
            raise ContentError(file, key, f"give a {'date' if kind is date else 'number' if kind is int else 'text'}")
    _one_of(file, "sector", values["sector"], Sector.values)
    objectives = _tables(file, "objectives", values)
    keys = {each.get("key") for objective in objectives for each in _tables(file, "activities", objective)}
    numbers = frozenset(str(number) for number in range(1, len(objectives) + 1))
    frame = _Frame(file, starts, values["weeks"], frozenset(keys - {None}), numbers)
    plan = {key: value for key, value in values.items() if key not in {*CARD, "slug", "file", "objectives"}}
    plan["starts"] = starts
    plan["ends"] = _day_after(starts, values["weeks"]) - timedelta(days=1)
    plan.setdefault("source_title", values.get("title", ""))
    doc = replace(
        _read(file, "", PlanDoc, plan),
        objectives=tuple(_objective(frame, number, each) for number, each in enumerate(objectives, 1)),
    )
    _check_texts(file, doc)
    return doc


def _objective(frame: _Frame, number: int, values: dict) -> ObjectiveDoc:
    where = f"objectives[{number}]"
    objective = {key: value for key, value in values.items() if key not in ("activities", "links")}
    for key, words in OBJECTIVE_KEYS.items():
        _one_of(frame.file, f"{where}.{key}", objective.get(key, ""), ("", *words.values))
    _date(frame, where, objective, first="from_week", last="to_week", into=("starts", "due"))
    activities = enumerate(_tables(frame.file, "activities", values), 1)
    links = enumerate(_tables(frame.file, "links", values), 1)
    return replace(
        _read(frame.file, where, ObjectiveDoc, objective),
        number=number,
        activities=tuple(_activity(frame, f"{where}.activities[{n}]", each) for n, each in activities),
        links=tuple(_link(frame, f"{where}.links[{n}]", each, frame.numbers - {str(number)}) for n, each in links),
    )


def _activity(frame: _Frame, where: str, values: dict) -> ActivityDoc:
    activity = dict(values)
    for key, words in ACTIVITY_KEYS.items():
        _one_of(frame.file, f"{where}.{key}", activity.get(key, ""), ("", *words.values))
    _date(frame, where, activity, first="earliest_week", last="due_week", into=("earliest", "due"))
    doc = _read(frame.file, where, ActivityDoc, activity)
    for key in doc.comes_after:
        _one_of(frame.file, f"{where}.comes_after", key, frame.keys - {doc.key})
    return doc


def _link(frame: _Frame, where: str, values: dict, others: frozenset[str]) -> LinkDoc:
    doc = _read(frame.file, where, LinkDoc, values)
    _one_of(frame.file, f"{where}.direction", doc.direction, Direction.values)
    _one_of(frame.file, f"{where}.kind", doc.kind, LINK_KINDS)
    if doc.kind == "objective":
        _one_of(frame.file, f"{where}.ref", doc.ref, others)
    return doc


def _tables(file: str, key: str, values: dict) -> list[dict]:
    tables = values.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise ContentError(file, key, "write it as a list of tables")
    return tables


def _read(file: str, where: str, cls, values: dict):
    try:
        return from_dict(cls, values)
    except ValueError as error:
        raise ContentError(file, where, str(error)) from error


def _date(frame: _Frame, where: str, values: dict, *, first: str, last: str, into: tuple[str, str]) -> None:
    """Turn the two week numbers of `values`, where given, into the first day of one and the last of the other."""
    for key in (first, last):
        week = values.get(key)
        if week is not None and (type(week) is not int or not 1 <= week <= frame.weeks):
            raise ContentError(frame.file, f"{where}.{key}", f"give a week from 1 to {frame.weeks}")
    if first in values:
        values[into[0]] = _day_after(frame.starts, values.pop(first) - 1)
    if last in values:
        values[into[1]] = _day_after(frame.starts, values.pop(last)) - timedelta(days=1)


def _day_after(starts: date, weeks: int) -> date:
    return starts + timedelta(weeks=weeks)


def _check_texts(file: str, plan: PlanDoc) -> None:
    """Refuse what a form would refuse, so that every copy of an example can be saved again."""
    lines = {"title": plan.title, "aim": plan.aim}
    for objective in plan.objectives:
        where = f"objectives[{objective.number}]"
        lines |= {f"{where}.goal": objective.goal}
        lines |= {f"{where}.criteria[{n}]": each for n, each in enumerate(objective.criteria, 1)}
        lines |= {f"{where}.activities[{n}].title": each.title for n, each in enumerate(objective.activities, 1)}
        lines |= {f"{where}.links[{n}].words": each.words for n, each in enumerate(objective.links, 1) if not each.ref}
        for key in ("what", "why", "strategies", "evidence"):
            if len(getattr(objective, key)) > TEXT_LENGTH:
                raise ContentError(file, f"{where}.{key}", f"keep it within {TEXT_LENGTH} characters")
    for key, text in lines.items():
        if not 0 < len(text) <= TITLE_LENGTH:
            raise ContentError(file, key, f"write 1 to {TITLE_LENGTH} characters")


def _one_of(file: str, key: str, value, words) -> None:
    if value not in words:
        raise ContentError(
            file,
            key,
            f"{value!r} is not one of {', '.join(sorted(filter(None, words)))}",
        )
