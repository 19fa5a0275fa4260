"""One row of a copy, held against its model: the types, the lengths, the choices, and what only the domain knows.

A copy comes from anywhere, and what comes in is read by pages that trust the database. So a row is either one that
the application could have written itself, or the whole copy is refused.
"""

import json
import re
from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import Refused
from planfolio.journal.reflection import models as reflection_models
from planfolio.people.models import Person
from planfolio.people.vocabulary import Format, Weekday
from planfolio.plans.document import PlanDoc, digest, from_dict
from planfolio.plans.writing.as_json import check_keys
from planfolio.programmes.checking import checked
from planfolio.programmes.document import ProgrammeDoc, programme_from
from planfolio.programmes.document import canonical_json as programme_json
from planfolio.web.forms import MINUTES_LIMIT, YEARS

from .classified import Kind, columns
from .writing import ME

#: The longest text of a field that sets no limit of its own, such as the document of a version.
TEXT_LIMIT = 4_000_000
#: Numbers that are counted on leave room for counting.
LARGEST = 1 << 30
NUMBERS = {"weekly_minutes": 80 * 60, "years": 80, "size": 1 << 50}
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z]{2})?\Z")
_KEY = re.compile(r"[\w-]{1,60}\Z")
#: A clock elsewhere may be ahead by this much.
TOLERANCE = timedelta(days=1)


class Wrong(ValueError):
    """A field holds what it cannot hold."""


def row_of(kind: Kind, line: bytes, number: int) -> dict:
    """The fields of `kind` that are brought in, as values that the database can take. Raises Refused naming the row.

    Fields that point to rows hold the keys that these have in the copy; those that point to a person hold "me" or None.
    """
    try:
        told = json.loads(line, parse_constant=_no_number)
        if not isinstance(told, dict) or set(told) != set(kind.fields):
            raise Wrong("its fields are not those of this version")
        for text in _texts(told):
            if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
                raise Wrong("a character that no text can hold")
        row = {name: _value(columns(kind)[name], told[name]) for name in kind.held}
        CHECKS.get(kind.name, lambda row: None)(row)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError, ValidationError) as error:
        raise Refused(
            _("Line %(number)s of %(name)s in this copy is not as it should be. Nothing was brought in.")
            % {"number": number, "name": f"rows/{kind.name}.jsonl"}
        ) from error
    return row


def _no_number(word: str):
    raise Wrong(word)


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _value(field: models.Field, value):
    if value is None:
        if not field.null:
            raise Wrong(field.name)
        return None
    if isinstance(field, models.ForeignKey):
        if field.related_model is Person:
            return _one_of(value, {ME})
        return UUID(value)
    _check_type(field, value)
    if isinstance(field, models.JSONField | models.FileField):
        return value
    made = field.to_python(value)
    if field.choices and made not in field.empty_values:
        _one_of(made, dict(field.flatchoices))
    if not isinstance(field, models.URLField):
        field.run_validators(made)
    return _in_range(field, made)


def _check_type(field: models.Field, value) -> None:
    """JSON tells true from 1 and 1 from "1"; Django's fields do not."""
    kind = str
    if isinstance(field, models.JSONField):
        kind = list if field.default is list else dict
    elif isinstance(field, models.BooleanField):
        kind = bool
    elif isinstance(field, models.IntegerField):
        kind = int
    if type(value) is not kind:
        raise Wrong(field.name)


def _in_range(field: models.Field, value):
    if isinstance(value, str):
        if len(value) > (field.max_length or TEXT_LIMIT):
            raise Wrong(field.name)
        if field.name.endswith("url") and value and not value.lower().startswith(("https://", "http://")):
            raise Wrong(field.name)
        if field.name == "time_zone":
            _one_of(value, available_timezones())
        if field.name == "language" and not _LANGUAGE.match(value):
            raise Wrong(field.name)
    if type(value) is int and value > (MINUTES_LIMIT if field.name == "minutes" else NUMBERS.get(field.name, LARGEST)):
        raise Wrong(field.name)
    if isinstance(value, date) and value.year not in YEARS:
        raise Wrong(field.name)
    if isinstance(value, datetime):
        if timezone.is_naive(value):
            raise Wrong(field.name)
        if field.name in {"created_at", "updated_at", "deleted_at", "at"} and value > timezone.now() + TOLERANCE:
            raise Wrong(field.name)
    return value


def _one_of(value, listed):
    if value not in listed:
        raise Wrong(str(value))
    return value


def _keys(values, *, most: int, listed=None) -> None:
    if len(values) > most or not all(isinstance(each, str) and _KEY.match(each) for each in values):
        raise Wrong("a list of keys")
    if listed is not None and set(values) - set(listed):
        raise Wrong("a list of keys")


def _profile(row: dict) -> None:
    _one_of(row["language"], dict(settings.LANGUAGES))
    _keys(row["formats"], most=20, listed=Format.values)
    _keys(row["learning_days"], most=7, listed=Weekday.values)


def _dismissed(row: dict) -> None:
    _keys(row["dismissed"], most=60)


def _reflection(row: dict) -> None:
    _one_of(row["model"], _reflection_keys())
    if len(row["answers"]) > 20 or not all(isinstance(text, str) for text in row["answers"].values()):
        raise Wrong("answers")
    if sum(map(len, row["answers"].values())) > TEXT_LIMIT:
        raise Wrong("answers")


@cache
def _reflection_keys() -> set[str]:
    return {each.key for each in reflection_models("en")}


def _version(row: dict) -> None:
    """Its hash is that of its words, and the plan in it is one that could be brought back."""
    check_keys(from_dict(PlanDoc, json.loads(row["snapshot"])))
    if digest(row["snapshot"]) != row["sha256"]:
        raise Wrong("sha256")
    keys = row["keys"]
    if keys:
        lists = [keys["objectives"], *keys["activities"]]
        if set(keys) != {"objectives", "activities"} or len(keys["activities"]) != len(keys["objectives"]):
            raise Wrong("keys")
        for listed in lists:
            [UUID(key) for key in listed]


def _programme(row: dict) -> ProgrammeDoc:
    """Its document is one that a page or a folder could have brought in."""
    doc = checked(programme_from(row["document"]))
    if len(programme_json(doc)) > TEXT_LIMIT:
        raise Wrong("document")
    return doc


def _run(row: dict) -> None:
    """Its days are days of a working life, and it has as many modules as its document."""
    if row["modules"] != len(_programme(row).modules) or len(row["dates"]) > 100:
        raise Wrong("modules")
    if len(row["holidays"]) > 100 or not all(len(span) == 2 and span[0] <= span[1] for span in row["holidays"]):
        raise Wrong("holidays")
    for text in (*row["dates"], *(text for span in row["holidays"] for text in span)):
        if date.fromisoformat(text).year not in YEARS:
            raise Wrong("dates")


def _attachment(row: dict) -> None:
    if not row["file"].startswith(f"files/{row['id']}/"):
        raise Wrong("file")


CHECKS = {
    "profile": _profile,
    "plans": _dismissed,
    "objectives": _dismissed,
    "reflections": _reflection,
    "versions": _version,
    "programmes": _programme,
    "editions": _programme,
    "runs": _run,
    "attachments": _attachment,
}
