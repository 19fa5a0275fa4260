"""A whole plan as plain values: what is imported, exported, copied, versioned and shown as an example.

Every format (DOCX, XLSX, CSV, Markdown, PDF, JSON, the TOML of the example gallery) reads into or writes from
`PlanDoc`; only `plans.store` knows the database. No clock, no database here.

Keys are those of `vocabulary`; an empty string or None is "Not answered". `canonical_json` is the one
serialisation that is hashed (sorted keys, no spaces, UTF-8), so equal documents have equal hashes.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import cache
from types import UnionType
from typing import get_args, get_origin, get_type_hints

SCHEMA = "https://planfolio.org/schema/plan-1.json"


@dataclass(frozen=True, kw_only=True)
class ActivityDoc:
    """`key` is unique in its plan and only serves `comes_after`; `minutes` is the estimate of the whole."""

    key: str = ""
    title: str = ""
    minutes: int | None = None
    format: str = ""
    context: str = ""
    provider: str = ""
    url: str = ""
    comes_after: tuple[str, ...] = ()
    earliest: date | None = None
    due: date | None = None
    state: str = "open"
    done_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class LinkDoc:
    """`kind` is words, objective or goal; `ref` names an objective of this document by number ("2"), else empty."""

    direction: str = "builds_on"
    kind: str = "words"
    words: str = ""
    ref: str = ""


@dataclass(frozen=True, kw_only=True)
class ObjectiveDoc:
    number: int = 0
    what: str = ""
    what_kind: str = "objective"
    ksa: str = ""
    why_kind: str = ""
    why: str = ""
    strategies: str = ""
    activities: tuple[ActivityDoc, ...] = ()
    evidence_kind: str = ""
    evidence: str = ""
    criteria: tuple[str, ...] = ()
    starts: date | None = None
    due: date | None = None
    minutes: int | None = None
    links: tuple[LinkDoc, ...] = ()
    goal: str = ""
    stage: str = ""
    state: str = "active"
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanDoc:
    """`word` is a key of PlanWord or the person's own word; `aim` is one line under the title."""

    title: str = ""
    word: str = "personal-learning-plan"
    language: str = "en"
    template: str = ""
    starts: date | None = None
    ends: date | None = None
    aim: str = ""
    objectives: tuple[ObjectiveDoc, ...] = ()
    source_title: str = ""
    source_author: str = ""
    source_url: str = ""
    licence: str = ""


def as_dict(doc) -> dict:
    """The document as JSON-ready values: dates as ISO text, tuples as lists."""
    return json.loads(canonical_json(doc))


def canonical_json(doc) -> str:
    return canonical(asdict(doc))


def sha256(doc) -> str:
    return digest(canonical_json(doc))


def canonical(value) -> str:
    """Plain values and dates as JSON in one way only: equal values, equal text."""
    return json.dumps(value, default=date.isoformat, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """The SHA-256 of a text, as versions, packets and editions are known by it."""
    return hashlib.sha256(text.encode()).hexdigest()


def from_dict(cls, values: dict):
    """Build `cls` from parsed JSON or TOML. Unknown keys and wrong types raise ValueError naming the field."""
    hints = _hints(cls)
    unknown = set(values) - {field.name for field in fields(cls)}
    if unknown:
        raise ValueError(f"{cls.__name__} has no field {', '.join(sorted(unknown))}")
    return cls(**{name: _value(hints[name], value, f"{cls.__name__}.{name}") for name, value in values.items()})


@cache
def _hints(cls) -> dict:
    return get_type_hints(cls)


def _value(hint, value, where):
    if get_origin(hint) is tuple:
        if not isinstance(value, list | tuple):
            raise ValueError(f"{where} must be a list")
        return tuple(_value(get_args(hint)[0], each, where) for each in value)
    if isinstance(hint, UnionType):
        if value is None:
            return None
        hint = get_args(hint)[0]
    if hasattr(hint, "__dataclass_fields__"):
        if not isinstance(value, dict):
            raise ValueError(f"{where} must be an object")
        return from_dict(hint, value)
    if hint is date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{where} must be a date such as 2027-06-30") from error
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        raise ValueError(f"{where} must be of type {hint.__name__}")
    return value
