"""What a first objective can start from: starters to pick, and help with each of the six questions."""

from dataclasses import dataclass
from functools import cache

from planfolio.catalogue.content import ContentError, read_content
from planfolio.people.models import Sector
from planfolio.plans.document import from_dict
from planfolio.plans.vocabulary import SIX, EvidenceKind, Ksa, WhatKind, WhyKind


@dataclass(frozen=True, kw_only=True)
class Starter:
    """A short objective to make one's own. `key` is the same in every language; `area` is a heading to group by.

    `sector` is a key of Sector, or LIBRARY for what every kind of library shares.
    """

    key: str
    sector: str
    area: str
    what: str
    what_kind: str = "objective"
    ksa: str
    why_kind: str
    criterion: str
    evidence_kind: str
    tags: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class QuestionHelp:
    """Beside one of the six questions: a hint, a quoted example (without quotation marks), wording help."""

    key: str
    hint: str
    example: str
    example_slug: str
    attribution: str
    help_title: str
    help: tuple[str, ...]


LIBRARY = "library"
STARTER_KEYS = {
    "sector": (LIBRARY, *Sector.values),
    "what_kind": WhatKind.values,
    "ksa": Ksa.values,
    "why_kind": WhyKind.values,
    "evidence_kind": EvidenceKind.values,
}


def starters(language: str, *, sector: str = "") -> tuple[Starter, ...]:
    """The starters for a person in `sector`, in the order of the file; all of them where no sector is known."""
    if sector in ("", Sector.OTHER):
        return _starters(language)
    wanted = {sector, LIBRARY} if sector.endswith(f"-{LIBRARY}") else {sector}
    return tuple(starter for starter in _starters(language) if starter.sector in wanted)


@cache
def _starters(language: str) -> tuple[Starter, ...]:
    found = _entries("starters", language, "starters", Starter)
    for number, (file, starter) in enumerate(found, 1):
        for key, words in STARTER_KEYS.items():
            if getattr(starter, key) not in words:
                raise ContentError(
                    file,
                    f"starters[{number}].{key}",
                    f"choose one of {', '.join(words)}",
                )
    return tuple(starter for _, starter in found)


@cache
def question_help(language: str) -> dict[str, QuestionHelp]:
    """The help of each of the six questions, by the key of the question, in their order."""
    found = {each.key: (file, each) for file, each in _entries("questions", language, "questions", QuestionHelp)}
    keys = [key for key, *_ in SIX]
    for key, (file, _) in found.items():
        if key not in keys:
            raise ContentError(file, f"questions.{key}", f"choose one of {', '.join(keys)}")
    return {key: found[key][1] for key in keys if key in found}


def _entries(kind: str, language: str, table: str, cls) -> list[tuple[str, object]]:
    entries = []
    for values in read_content(kind, language=language):
        for number, each in enumerate(values.get(table, []), 1):
            try:
                entries.append((values["file"], from_dict(cls, each)))
            except (TypeError, ValueError) as error:
                raise ContentError(values["file"], f"{table}[{number}]", str(error)) from error
    return entries
