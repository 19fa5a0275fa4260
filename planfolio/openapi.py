"""What the API is, told twice from one source: a document for programs (OpenAPI 3.1) and a page for people."""

import json
import re
from dataclasses import dataclass
from functools import cache

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe
from pydantic.json_schema import models_json_schema

from planfolio.api import api
from planfolio.people.door import SAFE
from planfolio.web.shapes import Problem

ONCE = "Sent again with the same key within a day, the write is not done again and the first answer comes back."
READ = "The ETag of what you have read: the change is refused (412) when it was changed since."
REF = "#/components/schemas/"


@cache
def document() -> dict:
    """The OpenAPI document: what ninja knows of the operations, and what all of them have in common."""
    with translation.override("en"):
        whole = json.loads(json.dumps(api.get_openapi_schema(path_prefix="")))
    _found, definitions = models_json_schema([(Problem, "serialization")], ref_template=REF + "{model}")
    whole["components"]["schemas"] |= definitions["$defs"]
    whole["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    whole["security"] = [{"token": []}]
    for operations in whole["paths"].values():
        for method, operation in operations.items():
            operation["responses"]["4XX"] = {
                "description": "A problem; its detail says what to do.",
                "content": {"application/problem+json": {"schema": {"$ref": f"{REF}Problem"}}},
            }
            operation["parameters"] += _headers(method)
    schemas = whole["components"]["schemas"]
    # Queries are told as parameters, so their own shapes are left over.
    while unused := set(schemas) - set(re.findall(rf'"{REF}(\w+)"', json.dumps(whole))):
        for name in unused:
            del schemas[name]
    return whole


def _headers(method: str) -> list[dict]:
    """The headers that every operation of this method understands."""
    if method.upper() in SAFE:
        return []
    named = [("Idempotency-Key", ONCE)] if method == "post" else [("Idempotency-Key", ONCE), ("If-Match", READ)]
    return [
        {"name": name, "in": "header", "description": words, "schema": {"type": "string", "maxLength": 200}}
        for name, words in named
    ]


@dataclass(frozen=True)
class Field:
    """One field of a body or a query, as the page tells it."""

    name: str
    kind: str
    needed: bool


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    summary: str
    words: str
    query: list[Field]
    body: list[Field]
    answer: list[Field]


@cache
def operations() -> dict[str, list[Operation]]:
    """Every operation by its tag, prepared for the page."""
    whole, groups = document(), {}
    for path, methods in whole["paths"].items():
        for method, told in methods.items():
            sent = told.get("requestBody", {}).get("content", {})
            given = next((each for status, each in told["responses"].items() if status.startswith("2")), {})
            operation = Operation(
                method=method.upper(),
                path=whole["servers"][0]["url"] + path,
                summary=told["summary"],
                words=told.get("description", ""),
                query=[
                    Field(each["name"], _kind(each["schema"]), each["required"])
                    for each in told["parameters"]
                    if each["in"] == "query"
                ],
                body=[field for each in sent.values() for field in _fields(each["schema"])],
                answer=[field for each in given.get("content", {}).values() for field in _fields(each["schema"])],
            )
            groups.setdefault(told["tags"][0], []).append(operation)
    return groups


def _resolved(schema: dict) -> dict:
    if "$ref" not in schema:
        return schema
    return document()["components"]["schemas"][schema["$ref"].removeprefix(REF)]


def _fields(schema: dict) -> list[Field]:
    schema = _resolved(schema)
    rows = schema.get("properties", {}).get("results", {}).get("items")
    if rows:
        # A page of many is told by what one of them holds.
        schema = _resolved(rows)
    needed = set(schema.get("required", []))
    return [Field(name, _kind(each), name in needed) for name, each in schema.get("properties", {}).items()]


def _kind(schema: dict) -> str:
    """What a field may be, in a few words."""
    schema = _resolved(schema)
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(str(each) or "empty" for each in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    words = schema.get("format") or schema.get("type", "anything")
    if "maxLength" in schema:
        return f"{words}, at most {schema['maxLength']} characters"
    if "maximum" in schema:
        return f"{words} from {schema['minimum']} to {schema['maximum']}"
    return words


@require_safe
def openapi(request) -> HttpResponse:
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@require_safe
def documentation(request) -> HttpResponse:
    """The document as a page to read, with no script of its own and nothing from elsewhere."""
    context = {"groups": operations(), "description": document()["info"]["description"]}
    return render(request, "api.jinja", context)
