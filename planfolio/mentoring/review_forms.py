"""The forms of reviews and contracts: what is in it, what is said about it, how it is signed."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from planfolio.plans.models import Plan
from planfolio.plans.vocabulary import TEXT_LENGTH, TITLE_LENGTH
from planfolio.web.dates import day
from planfolio.web.forms import DateField, Form, OnceField

from .forms import SupporterForm
from .models import Mentorship, Review
from .packets import entries_of, evidence_of, objectives_of
from .supervising import Supervisor
from .vocabulary import Said

#: So many of the latest reflections can be chosen from.
OFFERED = 300


class PeriodForm(Form):
    """What every review says of itself."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    starts = DateField(label=_("From"))
    ends = DateField(label=_("To"))
    halfway = DateField(label=_("A look at it halfway, on"), required=False)
    meets_on = DateField(label=_("You talk about it on"), required=False)

    def clean(self):
        values = super().clean()
        if values.get("starts") and values.get("ends") and values["ends"] < values["starts"]:
            self.add_error("ends", _("Choose a last day that is not before the first"))
        return values


class WithWhomForm(Form):
    """Whom a review is with: those who support one, and the supervisors to whom one says yes by choosing them."""

    id = OnceField()
    mentorship = forms.ChoiceField(label=_("With whom?"), widget=forms.RadioSelect)

    def __init__(self, *args, supporters: list[Mentorship | Supervisor], **kwargs):
        super().__init__(*args, **kwargs)
        self.supporters = {str(row.pk): row for row in supporters}
        self.fields["mentorship"].choices = [(key, str(row)) for key, row in self.supporters.items()]

    def clean_mentorship(self) -> Mentorship | Supervisor:
        return self.supporters[self.cleaned_data["mentorship"]]


class GoOnForm(WithWhomForm):
    """Going on with another supporter."""


class BeginForm(PeriodForm, WithWhomForm):
    plan = forms.ChoiceField(label=_("About which plan?"), widget=forms.RadioSelect)

    def __init__(self, *args, plans: list[Plan], **kwargs):
        super().__init__(*args, **kwargs)
        self.plans = {str(row.pk): row for row in plans}
        self.fields["plan"].choices = [(key, str(row)) for key, row in self.plans.items()]

    def clean_plan(self) -> Plan:
        return self.plans[self.cleaned_data["plan"]]


class PacketForm(PeriodForm):
    """What goes into the packet; what is there to choose is of the review's own plan and period."""

    summary = forms.CharField(
        label=_("In short"), required=False, max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, review: Review, **kwargs):
        super().__init__(*args, **kwargs)
        rows = {
            "objectives": (_("Objectives"), [(row.pk, str(row)) for row in objectives_of(review)]),
            "evidence": (_("Evidence"), [(row.pk, f"{row.title}, {day(row.day)}") for row in evidence_of(review)]),
            "entries": (
                _("Reflections: the summaries of"),
                [(row.pk, f"{row.title}, {day(row.day)}") for row in entries_of(review, latest=OFFERED)],
            ),
        }
        for name, (label, choices) in rows.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=[(str(key), words) for key, words in choices],
                widget=forms.CheckboxSelectMultiple,
            )


class ReviewCommentForm(Form):
    id = OnceField()
    item = forms.ChoiceField(label=_("About"), required=False)
    text = forms.CharField(label=_("Your comment"), max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, objectives: list[dict], **kwargs):
        super().__init__(*args, **kwargs)
        items = [(each["id"], each["what"] or str(_("Not answered"))) for each in objectives]
        self.fields["item"].choices = [("", _("The whole")), *items]


class SignForm(Form):
    """`sha256` names what the signer has before them."""

    sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)
    said = forms.ChoiceField(label=_("Your signature"), choices=Said, widget=forms.RadioSelect)
    comment = forms.CharField(
        label=_("Comment, if you wish"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        values = super().clean()
        if values.get("said") == Said.SEEN and not values.get("comment", "").strip():
            self.add_error("comment", ValidationError(_("Write your comment beside “I have seen this”.")))
        return values


class AgreeForm(SupporterForm):
    """The learner asks one of their supporters to sign the plan as it stands."""

    to = forms.ChoiceField(label=_("Who should agree to it?"), widget=forms.RadioSelect)
    comment = forms.CharField(
        label=_("Comment, if you wish"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
