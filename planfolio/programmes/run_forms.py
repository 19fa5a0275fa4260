"""The forms of runs: dates and people for who coordinates, one's own way for who takes part."""

import csv
import io
import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from planfolio.catalogue.forms import web_address
from planfolio.errors import Refused
from planfolio.people.organisations.reading import decoded
from planfolio.plans.vocabulary import TEXT_LENGTH
from planfolio.web.forms import DateField, Form, MinutesField, ModelForm, OnceField

from .document import placed
from .models import Agreement, Announcement, Blog, GroupPost, Pace, Participation, Question, Run, Step, WallComment

MOST_ROWS = 10_000


class RunForm(ModelForm):
    """`holidays` and `dates` are lines of ISO days, as the hints say."""

    id = OnceField()
    starts = DateField(label=_("First day"))
    holidays = forms.CharField(
        label=_("Holidays"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
        help_text=_("One a line, as 2026-12-21 to 2027-01-03. A week of which most is holiday is left out."),
    )
    dates = forms.CharField(
        label=_("Days on which modules open"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
        help_text=_("Only with dates of your own: one day a line, as 2026-10-05, in the order of the modules."),
    )

    class Meta(ModelForm.Meta):
        model = Run
        fields = [
            "title",
            "words",
            "starts",
            "pace",
            "dates",
            "holidays",
            "joining",
            "capacity",
            "grouping",
            "group_size",
            "tag",
            "agreement",
            "mails",
            "comments",
        ]
        widgets = {
            "words": forms.Textarea(attrs={"rows": 3}),
            "pace": forms.RadioSelect,
            "joining": forms.RadioSelect,
            "agreement": forms.RadioSelect,
            "grouping": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["holidays"] = "\n".join(f"{first} {last}" for first, last in self.instance.holidays)
        self.initial["dates"] = "\n".join(self.instance.dates)

    def clean_holidays(self):
        spans = []
        for line in self.cleaned_data["holidays"].split("\n"):
            days = _days(line)
            if line.strip() and (len(days) not in (1, 2) or days[-1] < days[0]):
                raise ValidationError(_("Write each holiday on a line of its own, as 2026-12-21 to 2027-01-03"))
            if days:
                spans.append([days[0].isoformat(), days[-1].isoformat()])
        return spans[:100]

    def clean_dates(self):
        lines = [line for line in self.cleaned_data["dates"].split("\n") if line.strip()]
        found = [_days(line) for line in lines]
        if not all(found):
            raise ValidationError(_("Write each day as 2026-10-05, one a line"))
        return [day.isoformat() for day in sorted({day for days in found for day in days})][:200]

    def clean_capacity(self):
        capacity = self.cleaned_data["capacity"]
        if capacity is not None and not 1 <= capacity <= 100_000:
            raise ValidationError(_("Write a number between 1 and 100,000, or leave it empty"))
        return capacity

    def clean_group_size(self):
        size = self.cleaned_data["group_size"]
        if size is not None and not 2 <= size <= 20:
            raise ValidationError(_("Write a number between 2 and 20"))
        return size

    def clean(self):
        values = super().clean()
        if values.get("pace") == Pace.OWN_DATES and not values.get("dates") and "dates" not in self.errors:
            self.add_error("dates", _("Say on which days the modules open"))
        return values

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


def _days(line: str) -> list[date]:
    """The ISO days in a line; raises ValidationError for one that no calendar has."""
    try:
        return [date.fromisoformat(text) for text in re.findall(r"\b[12]\d{3}-\d\d-\d\d\b", line)]
    except ValueError as error:
        raise ValidationError(_("There is no such day in that month; check the day and the month")) from error


class JoinForm(ModelForm):
    in_plan = forms.BooleanField(
        label=_("Put the things into my plan"), required=False, help_text=_("As activities that count in its hours.")
    )

    class Meta(ModelForm.Meta):
        model = Participation
        fields = ["part", "shows_name", "mails"]
        widgets = {"part": forms.RadioSelect}


class WayForm(ModelForm):
    class Meta(ModelForm.Meta):
        model = Participation
        fields = ["part", "pace", "shows_name", "mails"]
        widgets = {"part": forms.RadioSelect, "pace": forms.RadioSelect}

    def __init__(self, *args, run: Run, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [(key, label) for key, label in Pace.choices if key != Pace.OWN_DATES]
        self.fields["pace"].choices = [("", _("As the run goes")), *kinds]


#: How useful a thing was, in words; never an average of people.
USEFULNESS = (
    ("4", _("I use it already")),
    ("3", _("I will use it")),
    ("2", _("Good to know")),
    ("1", _("Not for me")),
)


class StepForm(Form):
    state = forms.ChoiceField(choices=Step.State.choices)
    usefulness = forms.TypedChoiceField(
        label=_("How useful was it?"), choices=USEFULNESS, coerce=int, empty_value=None, required=False
    )


class ReflectionForm(Form):
    """A reflection on a thing. What is shared, and only if it is asked for, is the summary."""

    id = OnceField()
    note = forms.CharField(
        label=_("Private note"), max_length=TEXT_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    summary = forms.CharField(
        label=_("Summary you could share"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    minutes = MinutesField(label=_("How long?"), required=False)
    usefulness = forms.TypedChoiceField(
        label=_("How useful was it?"),
        choices=USEFULNESS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    share = forms.BooleanField(label=_("Share the summary on the wall"), required=False)

    def clean(self):
        values = super().clean()
        if values.get("share") and not values.get("summary") and "summary" not in self.errors:
            self.add_error("summary", _("Write the words that you want to share. Your private note is never shared"))
        elif not values.get("summary") and not values.get("note") and not self.errors:
            self.add_error("note", _("Write a few words, for yourself or to share"))
        return values


class AddressForm(Form):
    id = OnceField()
    url = forms.CharField(label=_("Or the address of a post of yours"), max_length=2_000)

    def clean_url(self):
        return web_address(self.cleaned_data["url"])


class BlogForm(ModelForm):
    class Meta(ModelForm.Meta):
        model = Blog
        fields = ["url", "automatic"]

    def clean_url(self):
        return web_address(self.cleaned_data["url"])


class ProposedForm(Form):
    """What to do with a post that was found: `thing` is the key of one of the run's."""

    thing = forms.ChoiceField(label=_("Which thing is it about?"))

    def __init__(self, *args, run: Run, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["thing"].choices = [
            (each.thing.key, f"{each.number}. {each.thing.title}") for each in placed(run.doc)
        ]


class WishForm(ModelForm):
    class Meta(ModelForm.Meta):
        model = Participation
        fields = ["wants_group", "named_in_group"]


class GroupPostForm(ModelForm):
    """Words, or one of `entries`, of which the summary is shown."""

    id = OnceField()
    entry = forms.ModelChoiceField(
        None, label=_("Or the summary of what you wrote about a thing"), required=False, empty_label=_("None")
    )

    class Meta(ModelForm.Meta):
        model = GroupPost
        fields = ["text", "entry"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, entries, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entry"].queryset = entries

    def clean(self):
        values = super().clean()
        if not values.get("text") and not values.get("entry") and not self.errors:
            self.add_error("text", _("Write a few words, or choose what you wrote about a thing"))
        if values.get("entry"):
            values["text"] = ""
        return values


class MoveForm(Form):
    """Where somebody goes: the number of a group, or none for a new one."""

    number = forms.IntegerField(required=False, min_value=1, max_value=100_000)


class AgreementForm(ModelForm):
    """Whom to ask: one of `supervisors`, or an address. Where a supervisor is chosen, the address is theirs."""

    supervisor = forms.ChoiceField(label=_("Somebody who is responsible for you here"), required=False)

    class Meta(ModelForm.Meta):
        model = Agreement
        fields = ["supervisor", "name", "email", "words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, supervisors, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in supervisors}
        choices = [("", _("Somebody else"))] + [(key, str(each)) for key, each in self.people.items()]
        self.fields["supervisor"].choices = choices

    def clean_supervisor(self):
        return self.people.get(self.cleaned_data["supervisor"])

    def clean(self):
        values = super().clean()
        if values.get("supervisor"):
            values["name"] = values["email"] = ""
        elif not values.get("email") and not {"email", "supervisor"} & set(self.errors):
            self.add_error("email", _("Write the address of your line manager"))
        return values


class AnswerForm(Form):
    """What a manager says, by the link of the mail."""

    agreed = forms.ChoiceField(
        label=_("Do you agree?"), choices=[("yes", _("Yes, I agree")), ("no", _("No, not this time"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    words = forms.CharField(
        label=_("A few words, if you like"), required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class CommentForm(ModelForm):
    id = OnceField()

    class Meta(ModelForm.Meta):
        model = WallComment
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class InviteForm(Form):
    """People, one a line or by CSV: an address, and a name if there is one."""

    file = forms.FileField(label=_("A CSV file"), required=False, widget=forms.FileInput(attrs={"accept": ".csv,.txt"}))
    people = forms.CharField(
        label=_("Or people, one a line"),
        required=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "An address, and after a comma or semicolon the name if you like: nora@example.org; Nora Lindqvist"
        ),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > 2_000_000:
            raise ValidationError(_("Choose a file of at most 2 MB."))
        try:
            return decoded(file.read()) if file else ""
        except Refused as problem:
            raise ValidationError(problem.detail) from problem

    def clean(self):
        values = super().clean()
        self.found, self.wrong = people_in(values.get("file") or values.get("people") or "")
        if not self.errors and not self.found:
            self.add_error("people", _("Write at least one address, such as name@example.org"))
        return values


def people_in(text: str) -> tuple[list[tuple[str, str]], list[tuple[int, str]]]:
    """Addresses with names, each address once, and the lines that hold none: their number and words."""
    found: dict[str, str] = {}
    wrong = []
    mark = max(",;\t", key=text.count)
    for number, row in enumerate(_rows(text, mark), 1):
        cells = [re.sub(r"[\x00-\x1f\x7f]", "", cell).strip() for cell in row if cell.strip()]
        if not cells or number > MOST_ROWS:
            continue
        address = next((cell for cell in cells if "@" in cell), "")
        try:
            validate_email(address)
        except ValidationError:
            # The first line may name the columns.
            wrong += [(number, " ".join(cells)[:120])] if number > 1 or address else []
            continue
        found.setdefault(address.lower(), " ".join(cell for cell in cells if cell != address)[:120])
    return list(found.items()), wrong[:200]


def _rows(text: str, mark: str) -> list[list[str]]:
    """The cells of each line. A quotation mark that is never closed swallows no more than its own line."""
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    except csv.Error:
        rows = [["@\n"]]
    if any("\n" in cell and "@" in cell for row in rows for cell in row):
        return [next(csv.reader([line[:2_000]], delimiter=mark), []) for line in text.split("\n")]
    return rows


class CertificateForm(Form):
    name = forms.CharField(label=_("Your name, as the certificate shall say it"), max_length=120)


class AnnouncementForm(ModelForm):
    id = OnceField()

    class Meta(ModelForm.Meta):
        model = Announcement
        fields = ["title", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}


class QuestionForm(ModelForm):
    id = OnceField()

    class Meta(ModelForm.Meta):
        model = Question
        fields = ["text", "public"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class QuestionAnswerForm(ModelForm):
    answer = forms.CharField(label=_("Your answer"), max_length=8_000, widget=forms.Textarea(attrs={"rows": 6}))

    class Meta(ModelForm.Meta):
        model = Question
        fields = ["answer"]
