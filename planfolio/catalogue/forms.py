"""The forms of dates, own resources and the search in the catalogue."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from planfolio.people.forms import time_zones
from planfolio.people.vocabulary import Format
from planfolio.web.forms import DateField, Form, MinutesField, ModelForm, OnceField, TimeField

from .models import Listing, OwnResource
from .reading import TEXT_LIMIT

#: More credits than any body gives for one event.
CREDITS_LIMIT = 9_999


def web_address(url: str) -> str:
    """`url` when it leads to the web; raises ValidationError otherwise."""
    if url and not url.lower().startswith(("https://", "http://")):
        raise ValidationError(_("Enter a web address that starts with https:// or http://"))
    return url


class ListingForm(ModelForm):
    """A date. The end may be left out: one day then, or an hour from its start."""

    id = OnceField()
    ends_on = DateField(label=_("Last day, if it is another"), required=False)
    starts_at = TimeField(label=_("Starts at"), required=False, help_text=_("Leave it empty for a whole day"))
    ends_at = TimeField(label=_("Ends at"), required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("Of the place it happens in, or of the organiser")
    )
    minutes = MinutesField(label=_("Learning time"), required=False)

    class Meta(ModelForm.Meta):
        model = Listing
        fields = [
            "title", "provider", "url", "starts_on", "ends_on", "starts_at", "ends_at", "time_zone", "online", "place",
            "minutes", "credits", "credit_kind", "note",
        ]  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"rows": 3}), "credits": forms.TextInput}
        localized_fields = ["credits"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zones = {name for name, _label in self.fields["time_zone"].choices}
        if self.instance.time_zone not in zones:
            # What a file brought under an older name of a zone stays as it is.
            self.fields["time_zone"].choices = [
                (self.instance.time_zone, self.instance.time_zone), *self.fields["time_zone"].choices
            ]  # fmt: skip
        if self.instance.ends_on == self.instance.starts_on:
            self.initial["ends_on"] = None

    def clean_url(self):
        return web_address(self.cleaned_data["url"])

    def clean_credits(self):
        credits = self.cleaned_data["credits"]
        if credits is not None and not 0 <= credits <= CREDITS_LIMIT:
            raise ValidationError(_("Write a number of credits between 0 and 9,999"))
        return credits.quantize(Decimal("0.01")) if credits is not None else None

    def clean(self):
        values = super().clean()
        starts, ends = values.get("starts_on"), values.get("ends_on")
        values["ends_on"] = ends or starts
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day comes before the first. Check both"))
        elif starts:
            self._check_clock(values)
        return values

    def _check_clock(self, values) -> None:
        starts, ends = values.get("starts_at"), values.get("ends_at")
        if ends and not starts and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Say when it starts too, or leave both times empty"))
        if starts and ends and values["ends_on"] == values["starts_on"] and ends <= starts:
            self.add_error("ends_at", _("It ends before it starts. Check both times, or give a last day"))
        for name, day, at in (("starts_at", values["starts_on"], starts), ("ends_at", values["ends_on"], ends)):
            if at and values.get("time_zone") and _skipped(datetime.combine(day, at), ZoneInfo(values["time_zone"])):
                self.add_error(name, _("The clocks go forward that night and this time does not exist. Choose another"))

    def _get_validation_exclusions(self):
        # The constraints of the table repeat what is asked above, in words for nobody.
        return {*super()._get_validation_exclusions(), "ends_on", "ends_at", "starts_at"}


def _skipped(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether a clock in `zone` never shows `moment`."""
    there = moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there.replace(tzinfo=None) != moment


class OwnResourceForm(ModelForm):
    id = OnceField()
    minutes = MinutesField(label=_("Time"), required=False)
    format = forms.ChoiceField(label=_("Format"), choices=[("", _("Not said")), *Format.choices], required=False)

    class Meta(ModelForm.Meta):
        model = OwnResource
        fields = ["title", "url", "provider", "format", "minutes", "good_for"]
        widgets = {"good_for": forms.Textarea(attrs={"rows": 3})}

    def clean_url(self):
        return web_address(self.cleaned_data["url"])


class CalendarForm(Form):
    """A calendar to read: a file, or its text."""

    limit = TEXT_LIMIT

    file = forms.FileField(
        label=_("A calendar file"), required=False, widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"})
    )
    text = forms.CharField(
        label=_("Or the text of one"), required=False, widget=forms.Textarea(attrs={"rows": 4}), strip=False
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > self.limit:
            words = _("Choose a file of at most %(size)s MB, such as a shorter period of the calendar")
            raise ValidationError(words % {"size": self.limit // 1_000_000})
        return file

    def clean(self):
        values = super().clean()
        if not self.errors and not values.get("file") and not values.get("text", "").strip():
            self.add_error("file", _("Choose a calendar file, or paste its text"))
        return values


class SearchForm(Form):
    """What narrows the catalogue; everything may be left out, and what is not understood counts as left out."""

    q = forms.CharField(label=_("Topic or words"), required=False, max_length=200)
    format = forms.MultipleChoiceField(
        label=_("Format"), choices=Format.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(
        label=_("Language of the resource"),
        choices=[("", _("Any")), ("en", _("English")), ("fr", _("French"))],
        required=False,
        widget=forms.RadioSelect,
    )
    free = forms.BooleanField(label=_("Only what is free"), required=False)

    def narrowing(self) -> dict:
        """What was understood."""
        self.is_valid()
        return getattr(self, "cleaned_data", {})
