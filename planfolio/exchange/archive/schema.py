"""The JSON schema of a copy, made from the models themselves, so that the two cannot differ."""

import json

from django.db import models

from . import FORMAT, MANIFEST, SCHEMA, VERSION
from .classified import KINDS, Kind, columns

_HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_COUNT = {"type": "integer", "minimum": 0}


def archive_schema() -> dict:
    """Of archive.json at the top; of a line of rows/<name>.jsonl under $defs, by its name."""
    rows = {"rows": _COUNT, "size": _COUNT, "sha256": _HASH}
    file = {"size": _COUNT, "sha256": _HASH}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "A copy of everything of one person",
        "description": f"{MANIFEST}. A line of rows/<name>.jsonl is as $defs says under its name.",
        **_closed(
            {
                "$schema": {"const": SCHEMA},
                "format": {"const": FORMAT},
                "version": {"const": VERSION},
                "planfolio": {"type": "string", "description": "The release that made it."},
                "made_at": {"type": "string", "format": "date-time"},
                "rows": _closed({kind.name: _closed(rows) for kind in KINDS}),
                "files": {"type": "object", "additionalProperties": _closed(file)},
                "missing": {"type": "array", "items": {"type": "string"}, "description": "Files that were lost."},
            }
        ),
        "$defs": {
            kind.name: _closed({name: _shape(kind, each) for name, each in columns(kind).items()}) for kind in KINDS
        },
    }


def _closed(properties: dict) -> dict:
    return {"type": "object", "additionalProperties": False, "required": list(properties), "properties": properties}


def _shape(kind: Kind, field: models.Field) -> dict:
    if field.is_relation and field.name in kind.reads:
        return {"type": ["string", "null"], "description": "The name of somebody else."}
    shape = _plain_shape(field)
    if field.is_relation:
        shape |= {"description": _points_to(field)}
    if field.name in kind.told and kind.comes_back:
        shape |= {"description": "To be read; not brought in."}
    return {**shape, "type": [shape["type"], "null"]} if field.null and "type" in shape else shape


def _points_to(field: models.Field) -> str:
    name = next((kind.name for kind in KINDS if kind.model == field.related_model._meta.label_lower), "")
    return "me, or null." if name == "profile" else f"The id of one of {name}."


def _plain_shape(field: models.Field) -> dict:
    match field:
        case models.JSONField():
            return {"type": "array" if field.default is list else "object"}
        case models.FileField():
            return {"type": "string", "description": "The path of the file in the copy."}
        case models.ForeignKey() if field.related_model._meta.label_lower == "people.person":
            return {"type": "string"}
        case models.UUIDField() | models.ForeignKey():
            return {"type": "string", "format": "uuid"}
        case models.DateTimeField():
            return {"type": "string", "format": "date-time"}
        case models.DateField():
            return {"type": "string", "format": "date"}
        case models.BooleanField():
            return {"type": "boolean"}
        case models.IntegerField():
            return {"type": "integer"}
        case models.DecimalField():
            return {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
        case _:
            return {"type": "string"} | ({"maxLength": field.max_length} if field.max_length else {})


def schema_text() -> str:
    """The file docs/schema/archive-1.json."""
    return json.dumps(archive_schema(), indent=1, ensure_ascii=False) + "\n"
