"""The forms of an improvement plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from planfolio.plans.vocabulary import TEXT_LENGTH
from planfolio.web.forms import DateField, Form, ModelForm, OnceField

from .models import Improvement, Mentorship
from .vocabulary import Outcome


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ImprovementForm(ModelForm):
    """What the supervisor writes."""

    id = OnceField()

    class Meta(ModelForm.Meta):
        model = Improvement
        fields = ["title", "concern", "standard", "measure", "support", "starts", "ends"]
        widgets = dict.fromkeys(("concern", "standard", "measure", "support"), _area(3))

    def clean(self):
        values = super().clean()
        if values.get("starts") and values.get("ends") and values["ends"] < values["starts"]:
            self.add_error("ends", _("Choose a last day that is not before the first"))
        return values


class AnswerForm(Form):
    text = forms.CharField(label=_("How you see it"), max_length=TEXT_LENGTH, widget=_area(3))


class ThirdForm(Form):
    """Whom the person it is about lets see it too: one of `thirds`, who support them, or nobody.

    The supervisor does not choose, because whom somebody asks for support is nobody else's to know.
    """

    third = forms.ChoiceField(label=_("Who else sees it?"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args, thirds: list[Mentorship], **kwargs):
        super().__init__(*args, **kwargs)
        self.thirds = {str(row.pk): row for row in thirds}
        named = ((key, str(row)) for key, row in self.thirds.items())
        self.fields["third"].choices = [("", _("Nobody else")), *named]

    def clean_third(self) -> Mentorship | None:
        return self.thirds.get(self.cleaned_data["third"])


class CheckpointForm(Form):
    id = OnceField()
    day = DateField(label=_("Day"))
    seen = forms.CharField(label=_("What was seen"), required=False, max_length=TEXT_LENGTH, widget=_area(2))


class OutcomeForm(Form):
    outcome = forms.ChoiceField(label=_("How it came out"), choices=Outcome, widget=forms.RadioSelect)
    outcome_words = forms.CharField(label=_("In words"), required=False, max_length=TEXT_LENGTH, widget=_area(3))
