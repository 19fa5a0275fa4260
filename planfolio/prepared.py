"""Queries that every page asks, put into SQL once: building one with the ORM takes far longer than the database does.

The rule that a query states stays where it is written, in the words of the ORM; only its text is kept.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone

Value = UUID | str | datetime


class Prepared:
    """A query by what varies in it.

    `build` makes the queryset, with `values` or `values_list`, from keyword arguments that are keys, words or moments.
    It must compare each as it is, at least once, and depend on nothing else that changes: it is called once for each
    kind of database and each choice of arguments, with some that stand for the later ones.
    """

    def __init__(self, build: Callable[..., QuerySet]):
        self.build = build
        self._texts: dict[tuple[str, ...], tuple[str, list[tuple[str, Any]]]] = {}

    def rows(self, **given: Value) -> list[tuple]:
        """Every row, with the values as the driver of the database gives them."""
        connection = connections["default"]
        form = (connection.vendor, *sorted(given))
        if form not in self._texts:
            self._texts[form] = self._prepare(connection, given)
        text, wanted = self._texts[form]
        here = {name: _adapted(connection, value) for name, value in given.items()}
        with connection.cursor() as cursor:
            cursor.execute(text, [here[name] if name else value for name, value in wanted])
            return cursor.fetchall()

    def _prepare(self, connection, given: dict[str, Value]) -> tuple[str, list[tuple[str, Any]]]:
        stand_ins = {name: _stand_in(value) for name, value in given.items()}
        query = self.build(**stand_ins).query
        text, values = query.get_compiler(connection=connection).as_sql()
        names = {_adapted(connection, value): name for name, value in stand_ins.items()}
        wanted = [(names.get(value, ""), value) if isinstance(value, Value) else ("", value) for value in values]
        if missing := set(stand_ins) - {name for name, _value in wanted}:
            raise TypeError(f"Not compared as they are: {', '.join(sorted(missing))}")
        return text, wanted


def raw(rows: QuerySet) -> list[tuple]:
    """The rows of a query that is asked once, with the same values as those of a prepared one."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        cursor.execute(*rows.query.get_compiler(connection=connection).as_sql())
        return cursor.fetchall()


def _stand_in(value: Value) -> Value:
    if isinstance(value, UUID):
        return uuid4()
    if isinstance(value, str):
        return uuid4().hex
    return timezone.now() - timedelta(microseconds=random.randrange(10**12))


def _adapted(connection, value: Value) -> Any:
    """As the ORM hands it to the driver."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
