"""The forms of bringing a plan in: the file, then what the file left open."""

from datetime import date

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from planfolio.plans import words
from planfolio.plans.reading import Draft
from planfolio.plans.vocabulary import TITLE_LENGTH
from planfolio.web.dates import day_long
from planfolio.web.forms import DateField, Form, OnceField

from .reading import ACCEPTED, headings

LIMIT = 10 * 1024 * 1024
#: Headings that one page asks about; a file with more keeps the others as they were understood.
HEADINGS_LIMIT = 150
LEFT_OUT = "none"
FACTS = ("title", "starts", "ends", "language")
#: So that no fact is taken for the name of a column.
FACT = "fact:"


class ArrivalForm(Form):
    id = OnceField()
    file = forms.FileField(
        label=_("The file of your plan"),
        help_text=_("Word (.docx), Excel (.xlsx), CSV, Markdown or JSON, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        max_length=None,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LIMIT:
            raise forms.ValidationError(
                _("This file is larger than 10 MB. Save a copy without pictures, and choose that one.")
            )
        return file


class CopyForm(Form):
    id = OnceField()
    file = forms.FileField(
        label=_("The copy"),
        help_text=_("The zip file that a Planfolio gave you."),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        max_length=None,
    )


class BringCopyForm(Form):
    profile = forms.BooleanField(
        label=_("Use its profile too"),
        help_text=_("Name, role, sector, time for learning, language: what the copy says takes the place of yours."),
        required=False,
    )


def field_choices() -> list[tuple[str, str]]:
    """Every field that a heading can mean, in the reader's language; first that it means none."""
    language = get_language() or "en"
    groups = (("", words.OBJECTIVE), ("activity.", words.ACTIVITY), ("plan.", words.PLAN))
    listed = [(prefix + name, word.label(language)) for prefix, group in groups for name, word in group.items()]
    return [("", str(_("Nothing: leave it out"))), *listed]


class CheckForm(Form):
    """What a file left open: the title and dates of the plan, what headings mean, which day a date is."""

    title = forms.CharField(label=_("Title of the plan"), max_length=TITLE_LENGTH)
    starts = DateField(label=_("From"))
    ends = DateField(label=_("To"))
    language = forms.ChoiceField(label=_("Language of the plan"), choices=settings.LANGUAGES)

    def __init__(self, data=None, *, draft: Draft, answers: dict, **kwargs):
        doc = draft.document
        language = doc.language[:2] if doc.language[:2] in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        first = {"title": doc.title, "starts": doc.starts, "ends": doc.ends, "language": language}
        first |= {name: answers[f"{FACT}{name}"] for name in FACTS if answers.get(f"{FACT}{name}")}
        super().__init__(data, initial=first, **kwargs)
        self.draft, self.answers = draft, answers
        self.asked = {f"heading-{place}": each for place, each in enumerate(headings(draft)[:HEADINGS_LIMIT])}
        choices = field_choices()
        for name, heading in self.asked.items():
            self.fields[name] = forms.ChoiceField(
                label=heading.text[:200] or heading.where, choices=choices, initial=heading.field, required=False
            )
        self.dates = {f"date-{place}": each for place, each in enumerate(draft.questions)}
        for name, question in self.dates.items():
            self.fields[name] = forms.ChoiceField(
                label=format_lazy(_("“{text}”, {where}"), text=question.text[:100], where=str(question.place)),
                choices=[
                    *((day.isoformat(), day_long(day)) for day in question.readings),
                    (LEFT_OUT, _("Leave it out")),
                ],
                initial=answers.get(question.key),
                widget=forms.RadioSelect,
            )

    def unclear(self) -> list:
        """The fields of headings that mean nothing yet."""
        return [self[name] for name, heading in self.asked.items() if not heading.field]

    def clear(self) -> list:
        return [self[name] for name, heading in self.asked.items() if heading.field]

    def readings(self) -> list:
        return [self[name] for name in self.dates]

    def clean(self):
        values = super().clean()
        starts, ends = values.get("starts"), values.get("ends")
        if starts and ends and ends < starts:
            self.add_error(
                "ends", format_lazy(_("Enter an end on or after {day}, when it starts"), day=day_long(starts))
            )
        return values

    def looks_again(self) -> bool:
        """Whether the file is to be read again before anything is kept: asked for, or changed by what was chosen.

        So nobody keeps a reading that they have not seen, whichever button they press.
        """
        if not self.is_bound:
            return False
        self.is_valid()
        return "look" in self.data or self._choices() != self._choices_before()

    def _choices(self) -> dict[str, str]:
        """What is said of headings and dates now, for reading the file again."""
        made = self._choices_before()
        for name, heading in self.asked.items():
            chosen = self.cleaned_data.get(name)
            if chosen is not None and name in self.data and chosen != heading.field:
                made |= dict.fromkeys(heading.keys, chosen)
        for name, question in self.dates.items():
            if self.cleaned_data.get(name):
                made[question.key] = self.cleaned_data[name]
        return made

    def _choices_before(self) -> dict[str, str]:
        return {key: value for key, value in self.answers.items() if not key.startswith(FACT)}

    def answers_so_far(self) -> dict[str, str]:
        """Everything that was answered, also what was typed but not brought in yet."""
        facts = {f"{FACT}{name}": str(self.cleaned_data[name]) for name in FACTS if self.cleaned_data.get(name)}
        return {**self.answers, **self._choices(), **facts}

    def facts(self) -> dict[str, str | date]:
        return {name: self.cleaned_data[name] for name in FACTS}
