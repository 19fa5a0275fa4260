"""JSON bodies over forms: a form says which fields a body may have, and checks them.

`body_of` makes the model of a body from a form, for the documentation and for types, which JSON has and a form has
not; a field it does not know is refused. `fill` then runs the form, so that a program and a person meet one rule.
"""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, create_model

from planfolio.errors import Unfit, Unreadable, WrongType

from .forms import DateField, MinutesField, TimeField

#: The largest whole number that every database holds in a plain column.
LARGEST = 2**31 - 1
#: Keys that one list may hold.
KEYS_LIMIT = 1_000


class Body(BaseModel):
    """Types are taken as they are: "3" is no number, and 3.0 is no whole one."""

    model_config = ConfigDict(strict=True, extra="forbid")


def _day(value: Any) -> Any:
    if value is not None and not (isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)):
        raise ValueError("day")
    return value


def _key(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("key")
    return UUID(value)


Day = Annotated[str, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
#: A day in a query, where no form checks it.
QueryDay = Annotated[date, BeforeValidator(_day)]
Key = Annotated[UUID, BeforeValidator(_key), WithJsonSchema({"type": "string", "format": "uuid"})]
Whole = Annotated[int, Field(ge=0, le=LARGEST)]


def body_of(form: type[forms.BaseForm], name: str, /, *, required=(), leave_out=(), **own) -> type[Body]:
    """The body whose fields are those of `form`, but `leave_out`; `own` gives the type of a field, or adds one.

    Those in `required` must be sent. All others may be missing: `fill` takes their value as it stands.
    """
    types = {key: _type(field) for key, field in form.base_fields.items() if key not in {*leave_out, *own}} | own
    fields = {key: (kind, ... if key in required else Field(default=None)) for key, kind in types.items()}
    return create_model(name, __base__=Body, **fields)


def _type(field: forms.Field) -> Any:
    if isinstance(field, DateField):
        return Day | None
    if isinstance(field, forms.ModelMultipleChoiceField):
        return Annotated[list[Key], Field(max_length=KEYS_LIMIT)]
    if isinstance(field, forms.UUIDField | forms.ModelChoiceField):
        return Key | None
    if isinstance(field, forms.ChoiceField):
        keys = one_of(key for key, _label in field.choices)
        return list[keys] if isinstance(field, forms.MultipleChoiceField) else keys
    if isinstance(field, TimeField):
        return Annotated[str, Field(max_length=20)] | None
    if isinstance(field, MinutesField):
        return Annotated[int, Field(ge=field.least, le=LARGEST)] | None
    if isinstance(field, forms.IntegerField):
        return Whole | None
    if isinstance(field, forms.BooleanField):
        return bool
    return Annotated[str, Field(max_length=field.max_length)]


def one_of(keys) -> Any:
    """The type of a text that is one of `keys`; any short text when there are too many to list."""
    keys = tuple(dict.fromkeys(str(key) for key in keys))
    return Literal[keys] if len(keys) <= 50 else Annotated[str, Field(max_length=60)]


def fill(make: Callable[[dict | None], forms.BaseForm], sent: dict) -> dict:
    """The clean values of what `filled` gives. Raises Unfit, which names the fields."""
    return filled(make, sent).cleaned_data


def filled(make: Callable[[dict | None], forms.BaseForm], sent: dict) -> forms.BaseForm:
    """The form that `make` makes, with what was sent and, for the rest, what it starts from. It is valid.

    Raises Unfit, which names the fields.
    """
    blank = make(None)
    data = {
        name: _as_typed(field, sent[name] if name in sent else blank.get_initial_for_field(field, name))
        for name, field in blank.fields.items()
    }
    form = make({name: value for name, value in data.items() if value is not None})
    if form.is_valid():
        return form
    raise Unfit(
        ("" if field == "__all__" else field, words) for field, messages in form.errors.items() for words in messages
    )


def _as_typed(field: forms.Field, value: Any) -> Any:
    if isinstance(field, MinutesField) and isinstance(value, int):
        # A bare number may mean hours to a person; to a program it is always minutes.
        return f"{value} min"
    return field.prepare_value(value)


def read_json(request) -> Any:
    """What the body says. Raises WrongType for anything but JSON, Unreadable for what is not whole JSON."""
    if request.content_type != "application/json":
        raise WrongType(_("Send JSON, with the header Content-Type: application/json."))
    try:
        return json.loads(request.body.decode("utf-8"), parse_constant=_no_number, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("This is not JSON that can be read: look for a comma, a quote or a name twice.")) from error


def _no_number(word: str):
    raise ValueError(word)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def unfit(errors: list[dict]) -> Unfit:
    """What pydantic found in a body or a query, in our words."""
    return Unfit((".".join(str(part) for part in _place(each["loc"])), _words(each)) for each in errors)


def _place(loc: tuple) -> tuple:
    """Where in the body: the first part says body or query, and a body's second is our name for the whole of it."""
    kinds = {"str", "int", "bool", "function-before[_key(), is-instance[UUID]]"}
    return tuple(part for part in loc[2 if loc[0] == "body" else 1 :] if part not in kinds)


def _words(error: dict) -> str:
    kind, limits = error["type"], error.get("ctx", {})
    if kind == "missing":
        return _("This field is needed")
    if kind == "extra_forbidden":
        return _("There is no such field here. Take it out")
    if kind == "literal_error":
        return _("Send one of: %(listed)s") % {"listed": limits["expected"]}
    if kind == "string_too_long":
        return _("Use at most %(count)s characters") % {"count": limits["max_length"]}
    if kind in {"greater_than_equal", "less_than_equal"}:
        return _("Send a number within the range that the documentation names")
    if kind == "string_unicode":
        return _("Take out the half characters (\\ud800 to \\udfff): no text can hold them")
    words = {
        "string_type": _("Send text"),
        "bool_type": _("Send true or false"),
        "list_type": _("Send a list"),
        "too_long": _("Send a shorter list"),
        "model_type": _("Send an object"),
        "model_attributes_type": _("Send an object"),
        "dict_type": _("Send an object"),
        "uuid_parsing": _("Send a key, such as 01890000-0000-7000-8000-000000000000"),
    }
    if kind.startswith("int_"):
        return _("Send a whole number, such as 3")
    if kind.startswith("date_") or (kind == "value_error" and str(limits["error"]) == "day"):
        return _("Send a day, such as 2027-06-30")
    if kind == "value_error":
        return words["uuid_parsing"]
    return words.get(kind, _("Send what the documentation says for this field"))
