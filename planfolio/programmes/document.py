"""A whole programme as plain values: what is imported, exported, forked, kept as an edition and frozen in a run.

Modules hold things in order; a thing is known by its `key`, which never changes, and shown by its number, which is its
place. No clock and no database here. The verbs below give a new document; nothing is changed in place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planfolio.plans.document import as_dict, canonical_json, from_dict, sha256

__all__ = [
    "AttributionDoc",
    "ModuleDoc",
    "ProgrammeDoc",
    "StreamDoc",
    "ThingDoc",
    "as_dict",
    "canonical_json",
    "sha256",
]

TITLE_LENGTH = 300
TEXT_LENGTH = 10_000
BODY_LENGTH = 40_000
THINGS_LIMIT = 200
MODULES_LIMIT = 60


@dataclass(frozen=True, kw_only=True)
class AttributionDoc:
    """Whose work this is made from; a fork adds one and never takes one away."""

    title: str = ""
    author: str = ""
    url: str = ""
    licence: str = ""


@dataclass(frozen=True, kw_only=True)
class StreamDoc:
    """A way through a thing, such as Getting started, Learn more or Challenge me, with a line on what it holds."""

    name: str = ""
    line: str = ""


@dataclass(frozen=True, kw_only=True)
class ThingDoc:
    """`try_it` is the exercise, in Markdown; `asks` says whether to try, to reflect, or both."""

    key: str = ""
    title: str = ""
    short_title: str = ""
    why: str = ""
    try_it: str = ""
    reflect: str = ""
    asks: str = "both"
    minutes: int | None = None
    streams: tuple[StreamDoc, ...] = ()
    links: tuple[str, ...] = ()
    competencies: tuple[str, ...] = ()
    credits: str = ""


@dataclass(frozen=True, kw_only=True)
class ModuleDoc:
    """A week of a programme, or a part of it. A catch-up module holds no things: it is time to come level."""

    title: str = ""
    about: str = ""
    catch_up: bool = False
    things: tuple[ThingDoc, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProgrammeDoc:
    """`criteria` says what the certificate asks: all, module (one whole module) or count (`criteria_count` things)."""

    title: str = ""
    language: str = "en"
    summary: str = ""
    author: str = ""
    licence: str = ""
    source_url: str = ""
    prerequisites: str = ""
    badge: str = ""
    criteria: str = "all"
    criteria_count: int | None = None
    review_by: str = ""
    modules: tuple[ModuleDoc, ...] = ()
    attributions: tuple[AttributionDoc, ...] = ()

    def things(self) -> list[ThingDoc]:
        return [thing for module in self.modules for thing in module.things]

    @property
    def minutes(self) -> int:
        return sum(thing.minutes or 0 for thing in self.things())


@dataclass(frozen=True)
class Placed:
    """A thing where it stands: its number in the whole, and the number of its module, both from 1."""

    number: int
    place: int
    module: ModuleDoc
    thing: ThingDoc


def placed(doc: ProgrammeDoc) -> Iterator[Placed]:
    number = 0
    for place, module in enumerate(doc.modules, 1):
        for thing in module.things:
            number += 1
            yield Placed(number, place, module, thing)


def find(doc: ProgrammeDoc, key: str) -> Placed | None:
    return next((each for each in placed(doc) if each.thing.key == key), None)


def programme_from(values: dict) -> ProgrammeDoc:
    """The document in stored or sent JSON. Raises ValueError naming what is wrong."""
    if not isinstance(values, dict):
        raise ValueError("ProgrammeDoc must be an object")
    return from_dict(ProgrammeDoc, values)


def with_module(doc: ProgrammeDoc, place: int, module: ModuleDoc | None) -> ProgrammeDoc:
    """`doc` with the module at `place` (from 0) replaced, or added at the end, or taken out when it is None."""
    modules = list(doc.modules)
    modules[place : place + 1] = [module] if module else []
    return replace(doc, modules=tuple(modules))


def with_thing(doc: ProgrammeDoc, thing: ThingDoc, *, into: int) -> ProgrammeDoc:
    """`doc` with `thing` in the module at `into` (from 0): where it stood if it stays there, else at the end."""
    old = find(doc, thing.key)
    if old and old.place - 1 == into:
        module = doc.modules[into]
        things = tuple(thing if each.key == thing.key else each for each in module.things)
        return with_module(doc, into, replace(module, things=things))
    doc = without_thing(doc, thing.key)
    module = doc.modules[into]
    return with_module(doc, into, replace(module, things=(*module.things, thing)))


def without_thing(doc: ProgrammeDoc, key: str) -> ProgrammeDoc:
    modules = [replace(each, things=tuple(one for one in each.things if one.key != key)) for each in doc.modules]
    return replace(doc, modules=tuple(modules))


def shifted_thing(doc: ProgrammeDoc, key: str, step: int) -> ProgrammeDoc:
    """`doc` with the thing one place up (-1) or down (+1); over the edge of its module it goes into the next one.

    Catch-up modules are stepped over. At either end of the programme nothing changes.
    """
    there = find(doc, key)
    if there is None:
        return doc
    here, things = there.place - 1, list(there.module.things)
    place = next(index for index, each in enumerate(things) if each.key == key)
    if 0 <= place + step < len(things):
        things[place], things[place + step] = things[place + step], things[place]
        return with_module(doc, here, replace(there.module, things=tuple(things)))
    other = here + step
    while 0 <= other < len(doc.modules) and doc.modules[other].catch_up:
        other += step
    if not 0 <= other < len(doc.modules):
        return doc
    doc, target = without_thing(doc, key), doc.modules[other].things
    things = (there.thing, *target) if step > 0 else (*target, there.thing)
    return with_module(doc, other, replace(doc.modules[other], things=things))


def shifted_module(doc: ProgrammeDoc, place: int, step: int) -> ProgrammeDoc:
    modules, other = list(doc.modules), place + step
    if not (0 <= place < len(modules) and 0 <= other < len(modules)):
        return doc
    modules[place], modules[other] = modules[other], modules[place]
    return replace(doc, modules=tuple(modules))


def forked(doc: ProgrammeDoc, *, author: str, url: str = "") -> ProgrammeDoc:
    """A copy to be changed by `author`: what it was made from is named, after all that was named before."""
    source = AttributionDoc(title=doc.title, author=doc.author, url=doc.source_url or url, licence=doc.licence)
    return replace(doc, author=author, source_url="", attributions=(*doc.attributions, source))


@dataclass(frozen=True)
class Difference:
    """What a correction changes: `what` is added, removed, changed or moved; `parts` name the fields."""

    what: str
    key: str
    title: str
    parts: tuple[str, ...] = ()


def differences(old: ProgrammeDoc, new: ProgrammeDoc) -> list[Difference]:
    """What happened to things between two documents, in the order of the new one; the removed come last."""
    before = {each.thing.key: each for each in placed(old)}
    found = []
    for each in placed(new):
        was = before.pop(each.thing.key, None)
        if was is None:
            found.append(Difference("added", each.thing.key, each.thing.title))
            continue
        parts = tuple(
            name for name in ThingDoc.__dataclass_fields__ if getattr(was.thing, name) != getattr(each.thing, name)
        )
        if parts:
            found.append(Difference("changed", each.thing.key, each.thing.title, parts))
        elif was.place != each.place:
            found.append(Difference("moved", each.thing.key, each.thing.title))
    return found + [Difference("removed", key, each.thing.title) for key, each in before.items()]
