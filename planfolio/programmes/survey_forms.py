"""The forms of the survey at the end of a run."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from planfolio.web.forms import Form

from .survey import HOUSE, OWN_LIMIT, WORDS_LIMIT, Asked

LINE = 300


class SurveyForm(Form):
    """Which questions of the house are put, and up to five of one's own, a line each."""

    put = forms.MultipleChoiceField(
        label=_("Questions that are put"),
        choices=[(each.key, each.label) for each in HOUSE],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    own = forms.CharField(
        label=_("Your own questions"),
        required=False,
        max_length=OWN_LIMIT * (LINE + 1),
        help_text=_("Up to five, one a line. They are answered in words. Ask for nothing that tells who answers."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_own(self):
        lines = [line.strip() for line in self.cleaned_data["own"].split("\n") if line.strip()]
        if len(lines) > OWN_LIMIT or any(len(line) > LINE for line in lines):
            raise ValidationError(_("Write at most five questions, each on a line of at most 300 characters"))
        return lines

    @property
    def without(self) -> list[str]:
        return [each.key for each in HOUSE if each.key not in self.cleaned_data["put"]]


class AnswersForm(Form):
    """The questions of a survey; each may be left out, but not all."""

    def __init__(self, *args, asked: list[Asked], **kwargs):
        super().__init__(*args, **kwargs)
        for each in asked:
            self.fields[each.key] = _field(each)

    def clean(self):
        values = super().clean()
        if not self.errors and not any(values.values()):
            raise ValidationError(_("Answer at least one question"))
        return values


def _field(asked: Asked) -> forms.Field:
    if asked.choices:
        return forms.ChoiceField(label=asked.label, choices=asked.choices, required=False, widget=forms.RadioSelect)
    words = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=asked.label, required=False, max_length=WORDS_LIMIT, widget=words)
