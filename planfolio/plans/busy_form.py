"""The weeks that a calendar takes time of, each to be taken as proposed, with another time, or not at all."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from planfolio.people.forms import check_week
from planfolio.people.models import WeekTime
from planfolio.web.dates import week_range
from planfolio.web.forms import Form, MinutesField

from .busy import AHEAD, BusyWeek


class BusyWeeksForm(Form):
    """A tick and a time for each week. What was sent says which weeks those are; their dates are checked again."""

    name = forms.CharField(max_length=120, widget=forms.HiddenInput)
    batch = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, weeks: Sequence[BusyWeek] = (), **kwargs):
        super().__init__(*args, **kwargs)
        sent = self.data.getlist("week")[:AHEAD] if self.is_bound else []
        mondays = [week.monday for week in weeks] or list(dict.fromkeys(filter(None, map(_monday, sent))))
        proposed = {week.monday: week.minutes for week in weeks}
        for monday in mondays:
            name = week_range(monday)
            self.fields[f"take-{monday}"] = forms.BooleanField(label=name, required=False, initial=True)
            self.fields[f"minutes-{monday}"] = MinutesField(
                label=_("Time for learning, %(week)s") % {"week": name},
                required=False,
                least=0,
                initial=proposed.get(monday),
            )
        self.mondays = mondays
        self.busy = {week.monday: week for week in weeks}

    def clean(self):
        values = super().clean()
        for monday in self.mondays:
            if not values.get(f"take-{monday}"):
                continue
            field = f"minutes-{monday}"
            if field in self.errors:
                continue
            try:
                if check_week(values.get(field)) is None:
                    raise ValidationError(_("Write how much time that week has, such as 1 h or 0"))
            except ValidationError as error:
                self.add_error(field, error)
        return values

    def rows(self, *, by) -> list[WeekTime]:
        """The weeks that were ticked. Sent twice, they are the same rows."""
        values = self.cleaned_data
        return [
            WeekTime(
                id=_key(values["batch"], monday),
                owner=by,
                monday=monday,
                minutes=values[f"minutes-{monday}"],
                label=values["name"],
                batch=values["batch"],
            )
            for monday in self.mondays
            if values.get(f"take-{monday}")
        ]


def _monday(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day - timedelta(days=day.weekday())


def _key(batch: UUID, monday: date) -> UUID:
    return uuid5(batch, str(monday))
