"""Rows as lines of JSON, the same from both databases, and back.

The fingerprint of a table is the sum of its rows' SHA-256: databases sort text differently, so the order of rows must
not matter.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.duration import duration_string

#: Made anew by the new instance, or worth nothing in it.
LEFT_OUT = {
    "contenttypes.contenttype",
    "auth.permission",
    "sessions.session",
    "usersessions.usersession",
    "people.heartbeat",
    "jobs.lease",
    "jobs.schedule",
    "jobs.letter",
    "django_tasks_database.dbtaskresult",
    "django_tasks_db.dbtaskresult",
}
BATCH = 500


class Fingerprint:
    """The count and the order-free hash of a table's rows, taken line by line."""

    def __init__(self):
        self.rows = 0
        self._sum = 0

    def add(self, line: bytes) -> None:
        self.rows += 1
        self._sum = (self._sum + int.from_bytes(hashlib.sha256(line).digest())) % 2**256

    def facts(self) -> dict:
        return {"rows": self.rows, "sha256": f"{self._sum:064x}"}


def tables(registry=apps) -> list[type[models.Model]]:
    """Every model that has a table of its own and belongs into a backup, in a fixed order."""
    found = registry.get_models(include_auto_created=True)
    kept = [model for model in found if model._meta.managed and not model._meta.proxy]
    return sorted((model for model in kept if name(model) not in LEFT_OUT), key=name)


def name(model: type[models.Model]) -> str:
    return model._meta.label_lower


def columns(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]


def lines(model: type[models.Model], names: list[str], *, using: str) -> Iterator[bytes]:
    """One line per row with these columns, sorted by key as this database sorts it, read in pieces."""
    rows = model._base_manager.using(using).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        yield json.dumps(row, default=plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def insert(model: type[models.Model], names: list[str], rows: Iterable[list], *, using: str) -> None:
    """Write rows exactly as they are given: no default, no time stamp of now, no signal."""
    fields = {field.attname: field for field in columns(model)}
    chosen = [fields[column] for column in names]
    batch: list[models.Model] = []
    for row in rows:
        values = zip(chosen, row, strict=True)
        batch.append(model(**{field.attname: _value(field, value) for field, value in values}))
        if len(batch) == BATCH:
            _write(model, chosen, batch, using)
            batch = []
    if batch:
        _write(model, chosen, batch, using)


def _write(model, fields, batch, using: str) -> None:
    # SQLite takes a bounded number of values in one statement.
    step = max(1, 900 // len(fields))
    for start in range(0, len(batch), step):
        model._base_manager._insert(batch[start : start + step], fields=fields, using=using, raw=True)


def _value(field: models.Field, value):
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.ForeignKey):
        return _value(field.target_field, value)
    return field.to_python(value)


def plain(value):
    """What JSON has no word for, as text: for `json.dumps(default=plain)`."""
    match value:
        case UUID() | Decimal():
            return str(value)
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return duration_string(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode("ascii")
    raise TypeError(f"{type(value).__name__} has no place in a backup")
