"""Queries that every page asks, put into SQL once: building one with the ORM takes far longer than the database does.

The rule that a query states stays where it is written, in the words of the ORM; only its text is kept.
"""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connections, models
from django.db.models import QuerySet
from django.db.models.query import get_related_populators
from django.utils import timezone

Value = UUID | str | datetime | date
#: Stands for none in a list of keys that is empty.
NO_KEY = UUID(int=0)
#: The longest list of days.
LONGEST = 10_000
#: A name of what is given; in a list, with its place.
Name = str | tuple[str, int]


class Prepared:
    """A query by what varies in it.

    `build` makes the queryset from keyword arguments that are keys, words, days or moments, or lists of keys or days.
    It must compare each as it is, at least once, and depend on nothing else that changes: it is called once for each
    kind of database and each choice of arguments, with some that stand for the later ones. A list is filled up with
    its last to the next power of two, so that a few texts do for all lengths.
    """

    def __init__(self, build: Callable[..., QuerySet]):
        self.build = build
        self._texts: dict[tuple, _Text] = {}

    def rows(self, **given: Value | list) -> list[tuple]:
        """Every row, with the values as the driver of the database gives them; for queries with `values_list`."""
        return self._ask(given)[1]

    def values(self, **given: Value | list) -> list[list]:
        """Every row, with the values as the ORM gives them."""
        text, rows = self._ask(given)
        return text.converted(rows)

    def objects(self, **given: Value | list) -> list:
        """Every row as an object of its model, with those of `select_related`; for queries without `values`."""
        text, rows = self._ask(given)
        return [text.object(row) for row in text.converted(rows)]

    def count(self, **given: Value | list) -> int:
        """How many rows there are."""
        return self._ask(given, "SELECT COUNT(*) FROM ({}) AS counted")[1][0][0]

    def _ask(self, given: dict[str, Value | list], around: str = "{}") -> tuple["_Text", list[tuple]]:
        connection = connections["default"]
        given = {name: _filled(value) if isinstance(value, list) else value for name, value in given.items()}
        form = tuple((name, len(value) if isinstance(value, list) else 0) for name, value in sorted(given.items()))
        text = self._texts.get((connection.vendor, form))
        if text is None:
            text = self._texts[connection.vendor, form] = self._prepare(connection, given)
        here = {name: _adapted(connection, value) for name, value in _named(given)}
        with connection.cursor() as cursor:
            cursor.execute(around.format(text.sql), [here[name] if name else value for name, value in text.wanted])
            return text, cursor.fetchall()

    def _prepare(self, connection, given: dict[str, Value | list]) -> "_Text":
        stand_ins = {
            name: [_stand_in(each, LONGEST * number + place) for place, each in enumerate(value)]
            if isinstance(value, list)
            else _stand_in(value, -1 - number)
            for number, (name, value) in enumerate(given.items())
        }
        compiler = self.build(**stand_ins).query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        names = {_adapted(connection, value): name for name, value in _named(stand_ins)}
        wanted = [(names.get(value, ""), value) if isinstance(value, Value) else ("", value) for value in values]
        if missing := {name for name, _value in _named(stand_ins)} - {name for name, _value in wanted}:
            raise TypeError(f"Not compared as they are: {', '.join(sorted(map(str, missing)))}")
        return _Text(compiler, sql, wanted)


class _Text:
    """A query in SQL: the values in it, by name where they vary, and how the ORM reads what it answers."""

    def __init__(self, compiler, sql: str, wanted: list[tuple[Name, Any]]):
        columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
        self.sql, self.wanted = sql, wanted
        self.converters = list(compiler.get_converters(columns).items())
        if compiler.query.default_cols:
            told = compiler.klass_info
            self.model = told["model"]
            self.places = slice(told["select_fields"][0], told["select_fields"][-1] + 1)
            self.names = [column.target.attname for column in columns[self.places]]
            self.related = get_related_populators(told, compiler.select, "default")

    def converted(self, rows: list[tuple]) -> list[list]:
        connection = connections["default"]
        found = [list(row) for row in rows]
        for place, (functions, expression) in self.converters:
            for convert in functions:
                for row in found:
                    row[place] = convert(row[place], expression, connection)
        return found

    def object(self, row: list) -> models.Model:
        made = self.model.from_db("default", self.names, row[self.places])
        for each in self.related:
            each.populate(row, made)
        return made


def _filled(given: list) -> list:
    """With its last again and again, to one of few lengths."""
    given = given or [NO_KEY]
    return given + given[-1:] * ((1 << (len(given) - 1).bit_length()) - len(given))


def _named(given: dict[str, Value | list]) -> list[tuple[Name, Value]]:
    named: list[tuple[Name, Value]] = []
    for name, value in given.items():
        if isinstance(value, list):
            named += [((name, place), each) for place, each in enumerate(value)]
        else:
            named.append((name, value))
    return named


def _stand_in(value: Value, number: int) -> Value:
    """A value of that kind that stands for it, another for each number."""
    if isinstance(value, UUID):
        return uuid4()
    if isinstance(value, str):
        return uuid4().hex
    if isinstance(value, datetime):
        return timezone.now() - timedelta(microseconds=random.randrange(10**12))
    return date(3000, 1, 1) + timedelta(days=number)


def _adapted(connection, value: Value) -> Any:
    """As the ORM hands it to the driver."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
