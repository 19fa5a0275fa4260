"""Forms that talk to people: no suffix after labels, errors that say what to do, text that every database can hold.

Pages, the API and the command line share them. Every text field refuses control characters (PostgreSQL cannot store
a NUL), and line ends are made one character, so that a limit counts what the person sees.
"""

import re
import unicodedata
from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator, EmailValidator, ProhibitNullCharactersValidator, URLValidator
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.utils import pretty_name
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from uuid_utils.compat import uuid7

from .durations import minutes, parse_minutes

#: Up to 1,000 hours, as `plans.vocabulary` has it.
MINUTES_LIMIT = 60_000
#: Dates are of a working life; a year outside is a slip of the finger.
YEARS = range(1900, 2201)

#: Words for what Django says in its own way, by class of field and code; a field's own words win.
_WORDS = (
    (forms.Field, "required", _("Fill in “%(label)s”")),
    (forms.ChoiceField, "required", _("Choose an answer to “%(label)s”")),
    (forms.ChoiceField, "invalid_choice", _("Choose one of the answers listed")),
    (forms.MultipleChoiceField, "invalid_choice", _("Choose among the answers listed")),
    (forms.ModelChoiceField, "invalid_choice", _("Choose one of the answers listed")),
    (forms.BooleanField, "required", _("Tick “%(label)s” to go on")),
    (forms.IntegerField, "invalid", _("Write a whole number, such as 3")),
    (forms.DecimalField, "invalid", _("Write a number, such as 2 or 2.5")),
    (forms.UUIDField, "invalid", _("This page was sent in a form we cannot read. Load it again and repeat")),
    (forms.FileField, "required", _("Choose a file")),
    (forms.FileField, "invalid", _("Choose a file")),
    (forms.FileField, "missing", _("Choose a file")),
    (forms.FileField, "empty", _("Choose a file that is not empty")),
)
_FORMATS = (
    (EmailValidator, _("Enter an e-mail address such as name@example.org")),
    (URLValidator, _("Enter a web address that starts with https:// or http://")),
)
_TOO_LONG = ngettext_lazy(
    "Use at most %(limit_value)d character; this has %(show_value)d",
    "Use at most %(limit_value)d characters; this has %(show_value)d",
    "limit_value",
)
_AT_LEAST = _("Write a number of %(limit_value)s or more")
_AT_MOST = _("Write a number of %(limit_value)s or less")
#: All control characters but tab and line feed, the lone halves of surrogate pairs, and nothing else.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


#: Words with the label of a field in them, in the language of whoever reads them: a class is prepared for everybody.
_about = lazy(lambda words, label: words % {"label": label}, str)


def plain_text(text: str) -> None:
    """A validator: refuses what no person types and PostgreSQL cannot store."""
    if isinstance(text, str) and _CONTROL.search(text):
        raise ValidationError(
            _("Take out the hidden control character in this text; typing it again is the quickest way"),
            code="control_characters",
        )


def prepare(form: forms.BaseForm) -> None:
    """Give the fields our words where a field has none of its own, and text fields their guard."""
    form.label_suffix = ""
    _prepare_fields(form.fields)


def _prepare_class(form_class: type) -> None:
    """Prepare the fields that all forms of a class share, once; each form then takes copies of them."""
    if "_prepared" not in vars(form_class):
        _prepare_fields(form_class.base_fields)
        form_class._prepared = True


def _prepare_fields(fields: dict[str, forms.Field]) -> None:
    for name, field in fields.items():
        for kind, code, words in _WORDS:
            if isinstance(field, kind) and code in field.error_messages and _is_djangos(field, code):
                field.error_messages[code] = words
        if _is_ours(field.error_messages.get("required")):
            label = field.label or pretty_name(name)
            field.error_messages["required"] = _about(field.error_messages["required"], label)
        if isinstance(field, forms.CharField):
            _guard_text(field)
        for validator in field.validators:
            if isinstance(validator, BaseValidator):
                _reword_limit(validator)


def _is_djangos(field: forms.Field, code: str) -> bool:
    words = field.error_messages[code]
    if _is_ours(words):
        return True
    theirs = [kind for kind in type(field).__mro__ if kind.__module__.startswith("django.")]
    return any(words is vars(kind).get("default_error_messages", {}).get(code) for kind in theirs)


def _is_ours(words) -> bool:
    return any(words is ours for _kind, _code, ours in _WORDS)


def _guard_text(field: forms.CharField) -> None:
    kept = [one for one in field.validators if not isinstance(one, ProhibitNullCharactersValidator)]
    field.validators = [*kept, plain_text]
    for kind, words in _FORMATS:
        if any(isinstance(one, kind) for one in kept) and (
            "invalid" not in field.error_messages or _is_djangos(field, "invalid")
        ):
            field.error_messages["invalid"] = words


def _reword_limit(validator: BaseValidator) -> None:
    if "message" in vars(validator):
        # Worded by the field's own author.
        return
    words = {"max_length": _TOO_LONG, "min_value": _AT_LEAST, "max_value": _AT_MOST}.get(validator.code)
    if words:
        validator.message = words


def _unix_lines(data):
    """The submitted data with browsers' two-character line ends made one; itself when there are none."""
    if not hasattr(data, "lists") or not any("\r" in value for _key, values in data.lists() for value in values):
        return data
    data = data.copy()
    for name, values in list(data.lists()):
        data.setlist(name, [value.replace("\r\n", "\n").replace("\r", "\n") for value in values])
    return data


class Form(forms.Form):
    use_required_attribute = False

    def __init__(self, data=None, *args, **kwargs):
        _prepare_class(type(self))
        super().__init__(_unix_lines(data), *args, **{"label_suffix": "", **kwargs})


class ModelForm(forms.ModelForm):
    """Inherit `class Meta(ModelForm.Meta)`, so that dates of models become three inputs."""

    use_required_attribute = False

    class Meta:
        @staticmethod
        def formfield_callback(field, **kwargs):
            return form_field(field, **kwargs)

    def __init__(self, data=None, *args, **kwargs):
        _prepare_class(type(self))
        super().__init__(_unix_lines(data), *args, **{"label_suffix": "", **kwargs})


def form_field(model_field, **kwargs):
    """The form field of a model field: ours for dates, Django's own for the rest; example.org becomes https."""
    if isinstance(model_field, models.DateField) and not isinstance(model_field, models.DateTimeField):
        kwargs.setdefault("form_class", DateField)
    if isinstance(model_field, models.URLField):
        kwargs.setdefault("assume_scheme", "https")
    made = model_field.formfield(**kwargs)
    if isinstance(made, forms.TypedChoiceField) and made.choices and made.choices[0] == BLANK_CHOICE_DASH[0]:
        made.choices = [("", _("Not said")), *made.choices[1:]]
    return made


#: Month names of both languages without accents, each with its number.
_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    )
    for number, name in enumerate(names.split(), start=1)
}


def month_number(word: str) -> int | None:
    """4 for "4", "04", "April", "avr.", "Avril"; None for a word that names no month, or several ("ju")."""
    word = "".join(c for c in unicodedata.normalize("NFKD", word.strip().lower()) if not unicodedata.combining(c))
    if word.isascii() and word.isdigit():
        # Python refuses to read thousands of digits, and a month has two.
        return int(word) if len(word) <= 2 and 1 <= int(word) <= 12 else None
    word = word.rstrip(".")
    numbers = {number for name, number in _MONTHS.items() if len(word) >= 3 and name.startswith(word)}
    return numbers.pop() if len(numbers) == 1 else None


class DateInput(forms.Widget):
    """Three inputs, name-day, name-month and name-year; one field of the plain name, an ISO date, for the API."""

    def value_from_datadict(self, data, files, name):
        parts = {part: str(data.get(f"{name}-{part}") or "").strip() for part in ("day", "month", "year")}
        return parts if any(parts.values()) else data.get(name)

    def value_omitted_from_data(self, data, files, name):
        return name not in data and not any(f"{name}-{part}" in data for part in ("day", "month", "year"))

    def parts(self, value) -> dict[str, str]:
        """What stands in the three inputs: as it was typed, or a date taken apart."""
        if isinstance(value, dict):
            return value
        if isinstance(value, str) and value:
            try:
                value = date.fromisoformat(value)
            except ValueError:
                return {"day": value, "month": "", "year": ""}
        if not value:
            return {"day": "", "month": "", "year": ""}
        return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}


class DateField(forms.Field):
    """A date of three inputs. Its value is a `date` or None."""

    widget = DateInput
    default_error_messages = {
        "required": _("Enter a day, a month and a year, such as 1 2 2027"),
        "invalid": _("Enter a day, a month and a year, such as 1 2 2027"),
        "no_such_day": _("There is no such day in that month; check the day and the month"),
        "year": _("Enter a year with four digits, such as 2027"),
    }

    def to_python(self, value) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        if isinstance(value, str):
            return self._iso(value)
        return self._assembled(value["day"], value["month"], value["year"])

    def _iso(self, text: str) -> date:
        match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text.strip())
        if not match:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return self._assembled(match[3], match[2], match[1])

    def _assembled(self, day: str, month: str, year: str) -> date:
        number = month_number(month)
        # French writes the first of a month as 1er, English people write 1st.
        day = re.sub(r"(?<=[0-9])(er|st|nd|rd|th)$", "", day.lower())
        if not (re.fullmatch(r"[0-9]{1,2}", day) and number and re.fullmatch(r"[0-9]{1,4}", year)):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        whole = int(year) + 2000 if len(year) == 2 else int(year)
        if whole not in YEARS:
            raise ValidationError(self.error_messages["year"], code="year")
        try:
            return date(whole, number, int(day))
        except ValueError as error:
            raise ValidationError(self.error_messages["no_such_day"], code="no_such_day") from error

    def has_changed(self, initial, data) -> bool:
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


class TimeField(forms.Field):
    """A time of day as people write it: 9:30, 09.30, 9h30, 14 h, 2 pm. Its value is a `time` or None."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Write the time of day as 9:30 or 14:00")}

    def to_python(self, value) -> time | None:
        text = str(value or "").strip().lower().replace("\u00a0", " ").replace("\u202f", " ")
        if not text:
            return None
        for form in ("%H:%M", "%H:%M:%S", "%H.%M", "%Hh%M", "%H h %M", "%Hh", "%H h", "%I:%M %p", "%I %p", "%I%p"):
            try:
                return datetime.strptime(text, form).time().replace(second=0)
            except ValueError:
                continue
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def prepare_value(self, value):
        return value.strftime("%H:%M") if isinstance(value, time) else value


class MinutesField(forms.CharField):
    """A time in minutes, written as people write it.

    `bare` says what a number alone means: "minutes" or "hours"; `least` is the smallest that is taken, 0 or 1.
    """

    default_error_messages = {
        "invalid": _("Write the time as 45 min, 1 h 30 or 1:30"),
        "hours": _("Write the hours as a number, such as 6 or 14"),
        "range": _("Write a time between 1 minute and 1,000 hours"),
    }

    def __init__(self, *, bare: str = "minutes", least: int = 1, **kwargs):
        super().__init__(**kwargs)
        self.bare, self.least = bare, least
        self.empty_value = None

    def to_python(self, value) -> int | None:
        # Minutes come as numbers from the API and from a chip's value.
        text = super().to_python(None if isinstance(value, bool) else value)
        if text is None:
            return None
        try:
            count = parse_minutes(text, bare=self.bare)
        except ValueError as error:
            code = "hours" if self.bare == "hours" else "invalid"
            raise ValidationError(self.error_messages[code], code=code) from error
        if not self.least <= count <= MINUTES_LIMIT:
            raise ValidationError(self.error_messages["range"], code="range")
        return count

    def prepare_value(self, value):
        return minutes(value).replace("\u00a0", " ") if isinstance(value, int) else value

    def has_changed(self, initial, data) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class OnceField(forms.UUIDField):
    """A hidden key made with the form: the row it adds takes it, so a form that is sent twice adds one row."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(required=False, initial=uuid7, **kwargs)

    def clean(self, value):
        return super().clean(value) or uuid7()
