"""What changed between two states of a plan, in words: one line for each answer that is another now.

Objectives and activities are told apart by their keys where the states carry them, otherwise by their words. Pure:
no database and no clock. Values are worded for the reader, in the language that is active; what people wrote stays
as they wrote it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import gettext as _

from planfolio.web.dates import day_long
from planfolio.web.durations import minutes

from . import words
from .document import ActivityDoc, LinkDoc, ObjectiveDoc, PlanDoc


@dataclass(frozen=True)
class Difference:
    """`of` is the objective or activity that it is about, in its own words; empty for the plan itself.

    `was` and `now` are empty where nothing stood or stands.
    """

    of: str
    label: str
    was: str
    now: str


#: Fields whose text is a key of `words.VALUES`, and under which name.
CLOSED = {
    "what_kind": "what_kind",
    "ksa": "ksa",
    "why_kind": "why_kind",
    "evidence_kind": "evidence_kind",
    "stage": "stage",
    "format": "format",
    "context": "context",
    "word": "word",
}
#: What names a row, and what is told in another way.
LEFT_OUT = {"number", "key", "activities", "links", "criteria", "comes_after", "objectives"}


def differences(
    before: PlanDoc, after: PlanDoc, *, keys_before: dict | None = None, keys_after: dict | None = None, language: str
) -> list[Difference]:
    """Every difference, the plan's own first, then objective by objective as they stand after. Empty when equal."""
    if not (keys_before and keys_after):
        # Keys of one state alone would tell everything apart.
        keys_before = keys_after = None
    found = list(_fields("", before, after, words.PLAN, "", language))
    old = _keyed(before.objectives, (keys_before or {}).get("objectives"), "what")
    new = _keyed(after.objectives, (keys_after or {}).get("objectives"), "what")
    old_activities, new_activities = _activities(before, keys_before), _activities(after, keys_after)
    ways = _Ways(before, old_activities), _Ways(after, new_activities)
    for key, objective in new.items():
        found += _objective(old.get(key), objective, language)
        found += _of_activities(old_activities.get(key, {}), new_activities.get(key, {}), ways, language)
    for key, objective in old.items():
        if key not in new:
            found.append(Difference(_name(objective.what), _("Objective"), _name(objective.what), ""))
    kept_before, kept_after = [key for key in old if key in new], [key for key in new if key in old]
    if kept_before != kept_after:
        found.append(Difference("", _("Order of the objectives"), _names(old, kept_before), _names(new, kept_after)))
    return found


def _keyed(rows: Sequence, keys: Sequence[str] | None, name: str) -> dict:
    """The rows by their keys; without keys by their words, equal words told apart by how many came before."""
    if keys and len(keys) == len(rows):
        return dict(zip(keys, rows, strict=True))
    counted: dict[str, int] = {}
    found = {}
    for row in rows:
        text = getattr(row, name)
        counted[text] = counted.get(text, 0) + 1
        found[f"{text}\0{counted[text]}"] = row
    return found


def _activities(doc: PlanDoc, keys: dict | None) -> dict[str, dict[str, ActivityDoc]]:
    """The activities by the key of their objective and their own."""
    named = (keys or {}).get("activities") or []
    objectives = _keyed(doc.objectives, (keys or {}).get("objectives"), "what")
    return {
        key: _keyed(objective.activities, named[place] if place < len(named) else None, "title")
        for place, (key, objective) in enumerate(objectives.items())
    }


def _name(text: str) -> str:
    return text or _("Not answered")


def _names(rows: dict, keys: list[str]) -> str:
    return "\n".join(f"{place}. {_name(rows[key].what)}" for place, key in enumerate(keys, start=1))


def _objective(before: ObjectiveDoc | None, after: ObjectiveDoc, language: str) -> Iterator[Difference]:
    of = _name(after.what)
    if before is None:
        yield Difference(of, _("Objective"), "", of)
        return
    yield from _fields(of, before, after, words.OBJECTIVE, "objective", language)
    yield from _lists(of, words.OBJECTIVE["criteria"].label(language), before.criteria, after.criteria)
    links = [tuple(_link(each, language) for each in doc.links) for doc in (before, after)]
    yield from _lists(of, words.OBJECTIVE["links"].label(language), *links)


def _link(link: LinkDoc, language: str) -> str:
    return words.link_line(link, language=language)


def _lists(of: str, label: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    if tuple(before) != tuple(after):
        yield Difference(of, label, "\n".join(before), "\n".join(after))


def _of_activities(
    old: dict[str, ActivityDoc], new: dict[str, ActivityDoc], ways: "tuple[_Ways, _Ways]", language: str
) -> Iterator[Difference]:
    label = words.ACTIVITY["title"].label(language)
    for key, activity in new.items():
        of = _name(activity.title)
        if key not in old:
            yield Difference(of, label, "", _described(activity))
            continue
        yield from _fields(of, old[key], activity, words.ACTIVITY, "activity", language)
        if ways[0].firsts(old[key]) != ways[1].firsts(activity):
            was, now = ways[0].named(old[key]), ways[1].named(activity)
            yield Difference(of, words.ACTIVITY["comes_after"].label(language), was, now)
    for key, activity in old.items():
        if key not in new:
            yield Difference(_name(activity.title), label, _described(activity), "")


def _described(activity: ActivityDoc) -> str:
    return ", ".join(filter(None, [_name(activity.title), minutes(activity.minutes)]))


class _Ways:
    """What comes after what in one state of a plan: its documents' own keys, as the keys and titles of activities."""

    def __init__(self, doc: PlanDoc, activities: dict[str, dict[str, ActivityDoc]]):
        rows = {id(row): key for keyed in activities.values() for key, row in keyed.items()}
        every = [activity for objective in doc.objectives for activity in objective.activities]
        self.keys = {activity.key: rows[id(activity)] for activity in every}
        self.titles = {activity.key: _name(activity.title) for activity in every}

    def firsts(self, activity: ActivityDoc) -> set[str]:
        return {self.keys[key] for key in activity.comes_after if key in self.keys}

    def named(self, activity: ActivityDoc) -> str:
        return "\n".join(self.titles[key] for key in activity.comes_after if key in self.titles)


def _fields(of: str, before, after, labels: dict, level: str, language: str) -> Iterator[Difference]:
    for field in fields(after):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if field.name not in LEFT_OUT and old != new:
            label = labels[field.name].label(language)
            yield Difference(
                of, label, _said(field.name, old, level, language), _said(field.name, new, level, language)
            )


def _said(name: str, value, level: str, language: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return day_long(value, year=True)
    if isinstance(value, int):
        return minutes(value)
    if name == "state":
        return words.value_label(f"{level}_state", value, language)
    return words.value_label(CLOSED[name], value, language) if name in CLOSED else value
