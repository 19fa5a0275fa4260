"""The forms of copying a plan, of carrying it forward, and of taking one out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from planfolio.web.forms import DateField, Form, OnceField, prepare

from .carrying import Carry, Onward, next_period
from .forms import line
from .models import Objective, Plan
from .vocabulary import TITLE_LENGTH

#: Format, what it is called, and what it is good for.
FORMATS = (
    ("pdf", _("PDF"), _("To print, to sign, to send")),
    ("docx", _("Word"), _("To go on writing in; it can be brought back")),
    ("md", _("Markdown"), _("Plain text with headings; it can be brought back")),
    ("csv", _("CSV"), _("For a spreadsheet; it can be brought back")),
    ("json", _("JSON"), _("All of it as data, for another Planfolio or a program")),
)


class StartForm(Form):
    """From which day a copy begins; `id` becomes its key, so that sending twice copies once."""

    id = OnceField()
    starts = DateField(label=_("When do you want to begin?"))


class CarryForm(Form):
    """The next plan: its title and period, and for each unfinished objective what becomes of it, and why.

    `onward_<number>` and `why_<number>` belong to the objective of that number; `id` becomes the key of the plan.
    """

    id = OnceField()
    title = forms.CharField(label=_("Title of the next plan"), max_length=TITLE_LENGTH)
    starts = DateField(label=_("From"))
    ends = DateField(label=_("To"))

    def __init__(self, *args, plan: Plan, objectives: list[Objective], today, **kwargs):
        self.objectives = objectives
        starts, ends = next_period(plan, today=today)
        super().__init__(*args, initial={"title": plan.title, "starts": starts, "ends": ends}, **kwargs)
        for row in objectives:
            onward = forms.ChoiceField(label=_("What becomes of it?"), choices=Onward.choices, widget=forms.RadioSelect)
            onward.initial = Onward.CONTINUE
            self.fields |= {f"onward_{row.number}": onward, f"why_{row.number}": line(_("Why?"))}
        prepare(self)

    def rows(self) -> list[tuple]:
        return [(row, self[f"onward_{row.number}"], self[f"why_{row.number}"]) for row in self.objectives]

    def clean(self):
        values = super().clean()
        starts, ends = values.get("starts"), values.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day comes before the first. Check both"))
        return values

    def carried(self) -> list[Carry]:
        values = self.cleaned_data
        return [Carry(row, values[f"onward_{row.number}"], values[f"why_{row.number}"]) for row in self.objectives]


class ExportForm(Form):
    format = forms.ChoiceField(
        label=_("As what kind of file?"),
        choices=[(key, label) for key, label, _use in FORMATS],
        widget=forms.RadioSelect,
        initial="pdf",
    )
    paper = forms.ChoiceField(
        label=_("Paper"),
        choices=[("a4", "A4"), ("letter", _("Letter (United States, Canada)"))],
        widget=forms.RadioSelect,
        required=False,
    )
    pictures = forms.ChoiceField(
        label=_("Pictures of how it lies in time"),
        choices=[("1", _("With them")), ("0", _("Without them"))],
        widget=forms.RadioSelect,
        required=False,
        initial="1",
    )

    def clean_pictures(self) -> str:
        return self.cleaned_data["pictures"] or "1"
