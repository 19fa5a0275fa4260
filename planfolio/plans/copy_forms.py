"""The forms of copying a plan and of taking one out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from planfolio.web.forms import DateField, Form, OnceField

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
