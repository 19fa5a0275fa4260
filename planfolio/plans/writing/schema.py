"""The JSON Schema of an exported plan, made from the dataclasses so that the two cannot part.

docs/schema/plan-1.json holds what `schema_text` gives; a test keeps that file current.
"""

import json
from dataclasses import MISSING, fields
from datetime import date
from types import UnionType
from typing import get_args, get_origin, get_type_hints

from planfolio.plans.document import SCHEMA, ActivityDoc, LinkDoc, ObjectiveDoc, PlanDoc
from planfolio.plans.vocabulary import (
    ActivityState,
    Context,
    Direction,
    EvidenceKind,
    Format,
    Ksa,
    ObjectiveState,
    Stage,
    WhatKind,
    WhyKind,
)

VERSION = 1

#: Fields that take a key of a closed list; "" is "Not answered" where the dataclass says so by its default.
CLOSED = {
    (ObjectiveDoc, "what_kind"): WhatKind,
    (ObjectiveDoc, "ksa"): Ksa,
    (ObjectiveDoc, "why_kind"): WhyKind,
    (ObjectiveDoc, "evidence_kind"): EvidenceKind,
    (ObjectiveDoc, "stage"): Stage,
    (ObjectiveDoc, "state"): ObjectiveState,
    (ActivityDoc, "format"): Format,
    (ActivityDoc, "context"): Context,
    (ActivityDoc, "state"): ActivityState,
    (LinkDoc, "direction"): Direction,
}
LISTED = {(LinkDoc, "kind"): ["words", "objective", "goal"], (PlanDoc, "language"): ["en", "fr"]}


def plan_schema() -> dict:
    """The whole schema, draft 2020-12, as JSON-ready values."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "A learning plan",
        "description": "Dates are ISO 8601, times are minutes; an empty string or null means not answered.",
        "type": "object",
        "additionalProperties": False,
        "required": ["$schema", "version", "plan"],
        "properties": {
            "$schema": {"const": SCHEMA},
            "version": {"const": VERSION},
            "plan": {"$ref": "#/$defs/PlanDoc"},
        },
        "$defs": {cls.__name__: _object(cls) for cls in (PlanDoc, ObjectiveDoc, ActivityDoc, LinkDoc)},
    }


def schema_text() -> str:
    """The schema as the file that is published."""
    return json.dumps(plan_schema(), indent=2, ensure_ascii=False) + "\n"


def _object(cls) -> dict:
    hints = get_type_hints(cls)
    properties = {}
    for field in fields(cls):
        properties[field.name] = {**_type(hints[field.name]), **_keys(cls, field)}
        if field.default is not MISSING:
            properties[field.name]["default"] = list(field.default) if field.default == () else field.default
    return {
        "description": " ".join(cls.__doc__.split())
        if not cls.__doc__.startswith(f"{cls.__name__}(")
        else cls.__name__,
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }


def _type(hint) -> dict:
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _type(get_args(hint)[0])}
    if isinstance(hint, UnionType):
        return {"anyOf": [_type(get_args(hint)[0]), {"type": "null"}]}
    if hasattr(hint, "__dataclass_fields__"):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if hint is date:
        return {"type": "string", "format": "date"}
    return {"type": {str: "string", int: "integer"}[hint]}


def _keys(cls, field) -> dict:
    if (cls, field.name) in LISTED:
        return {"enum": LISTED[cls, field.name]}
    if (cls, field.name) in CLOSED:
        return {"enum": [*([""] if field.default == "" else []), *CLOSED[cls, field.name].values]}
    return {}
