"""The forms of the journal: capture, the whole entry, evidence. Page, API and command line share them.

Choices of objectives and activities are keys in text, taken from rows that the view has read once.
"""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from planfolio.plans.vocabulary import TEXT_LENGTH, TITLE_LENGTH, Context, EvidenceKind
from planfolio.web.forms import DateField, Form, MinutesField, OnceField

from .models import Entry, Evidence, Subject
from .reflection import ReflectionModel

#: The times that are offered, in minutes; "other" asks for one.
TIMES = (("15", _("15 min")), ("30", _("30 min")), ("60", _("1 h")), ("120", _("2 h")), ("other", _("Other")))
#: Labels of choices are cut here, so that none fills a phone.
SHORT = 90


def shorten(text: str, limit: int = SHORT) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def web_address(text: str) -> str:
    """A link people may follow: http or https, nothing that runs. Raises ValidationError."""
    if text and not text.lower().startswith(("https://", "http://")):
        raise ValidationError(_("Enter a web address that starts with https:// or http://"))
    return text


def _line(label, **options):
    return forms.CharField(label=label, required=False, max_length=TITLE_LENGTH, **options)


def _text(label, **options):
    return forms.CharField(
        label=label, required=False, max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 3}), **options
    )


def _radio(label, choices, **options):
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect, **options)


def offer(rows, empty: str | None = None) -> list[tuple[str, str]]:
    """Rows as choices, after the words for none of them."""
    first = [] if empty is None else [("", empty)]
    return [*first, *((str(row.pk), shorten(str(row))) for row in rows)]


def _one_of(label):
    return forms.ChoiceField(label=label, choices=(), required=False)


def _some_of(label):
    return forms.MultipleChoiceField(label=label, choices=(), required=False, widget=forms.CheckboxSelectMultiple)


def picked(rows, keys) -> list:
    """The rows that a choice named, in their order."""
    wanted = {keys} if isinstance(keys, str) else set(keys)
    return [row for row in rows if str(row.pk) in wanted]


class CaptureForm(Form):
    """One field is enough. `minutes` is the chosen time or the one written under Other."""

    once = OnceField()
    text = forms.CharField(
        label=_("What did you learn?"), max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 1})
    )
    time = _radio(_("How long?"), TIMES)
    other = MinutesField(label=_("Other time"), required=False)
    objective = _one_of(_("Which objective?"))
    activity = _one_of(_("Which activity?"))
    day = DateField(label=_("Day"), required=False)
    url = forms.CharField(label=_("Link"), required=False, max_length=2000, validators=[web_address])
    context = forms.ChoiceField(label=_("Where"), choices=[("", _("Not said")), *Context.choices], required=False)
    provider = _line(_("Provider"))

    def __init__(self, *args, objectives=(), activities=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.objectives, self.activities = list(objectives), list(activities)
        self.fields["objective"].choices = offer(self.objectives, _("None yet"))
        self.fields["activity"].choices = offer(self.activities, _("None of these"))
        self.fields["text"].error_messages["required"] = _("Write a word or two on what you learned")

    def clean(self):
        values = super().clean()
        chosen = values.pop("time", "")
        if not values.get("other") and chosen not in ("", "other"):
            values["other"] = int(chosen)
        return values

    def values(self) -> dict:
        """What `actions.add_entry` takes. The first line is the title, the rest the private note."""
        values = self.cleaned_data
        title, note = title_and_note(values["text"])
        return {
            "key": values["once"],
            "title": title,
            "note": note,
            "minutes": values.get("other"),
            "day": values.get("day"),
            "url": values.get("url", ""),
            "context": values.get("context", ""),
            "provider": values.get("provider", ""),
            "objectives": picked(self.objectives, values.get("objective", "")),
            "activities": picked(self.activities, values.get("activity", "")),
        }

    def without_what_cannot_be_read(self) -> dict | None:
        """The values with unreadable answers written into the note, so that nothing is lost; None without a text.

        For what was typed without a network: nobody is there any more to mend it.
        """
        if "text" in self.errors or "text" not in self.cleaned_data:
            return None
        lost = [str(self.data.get(name, "")) for name in self.errors if name not in ("once", "day")]
        self.cleaned_data.setdefault("once", None)
        values = self.values()
        values["note"] = "\n".join(part for part in [values["note"], *lost] if part)[:TEXT_LENGTH]
        return values


def title_and_note(text: str) -> tuple[str, str]:
    """A first line short enough for a title, and what the note keeps: the rest, or all when the line was cut."""
    first, _break, rest = text.strip().partition("\n")
    if len(first) <= TITLE_LENGTH:
        return first.strip(), rest.strip()
    return shorten(first, TITLE_LENGTH), text.strip()


class EntryForm(Form):
    """Everything an entry holds but its files and its reflection."""

    once = OnceField()
    title = forms.CharField(label=_("What did you learn?"), max_length=TITLE_LENGTH)
    day = DateField(label=_("Day"))
    minutes = MinutesField(label=_("How long?"), required=False)
    summary = _text(_("Summary you could share"))
    note = _text(_("Private note"))
    subject = _radio(_("What is it about?"), [*Subject.choices, ("", _("Not said"))])
    applied = _text(_("What did you put to use?"))
    applied_where = _line(_("Where did you use it?"))
    context = forms.ChoiceField(
        label=_("Where did you learn it?"), choices=[("", _("Not said")), *Context.choices], required=False
    )
    provider = _line(_("Provider"))
    url = forms.CharField(label=_("Link"), required=False, max_length=2000, validators=[web_address])
    objectives = _some_of(_("Which objectives is it about?"))
    activities = _some_of(_("Which activities is it about?"))
    builds_on = _one_of(_("An objective that builds on this"))
    leads_to = _one_of(_("An objective that led to this"))
    language = forms.ChoiceField(label=_("Language of this entry"), choices=settings.LANGUAGES)

    def __init__(self, *args, objectives=(), activities=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.objectives, self.activities = list(objectives), list(activities)
        self.fields["objectives"].choices = offer(self.objectives)
        self.fields["activities"].choices = offer(self.activities)
        for name in ("builds_on", "leads_to"):
            self.fields[name].choices = offer(self.objectives, _("None"))

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day.year < 1950:
            raise ValidationError(_("Enter a year with four digits, such as 2027"))
        return day

    def values(self) -> dict:
        """The fields of the entry and its note."""
        linked = {"once", "objectives", "activities", "builds_on", "leads_to"}
        return {name: value for name, value in self.cleaned_data.items() if name not in linked}

    def links(self) -> dict:
        values = self.cleaned_data
        return {
            "objectives": picked(self.objectives, values["objectives"]),
            "activities": picked(self.activities, values["activities"]),
            "builds_on": picked(self.objectives, values["builds_on"]),
            "leads_to": picked(self.objectives, values["leads_to"]),
        }


def entry_values(entry: Entry, *, note: str) -> dict:
    """What the form of an entry starts with."""
    about = {"about": [], "builds_on": [], "leads_to": []}
    for objective, relation in entry.objective_links.values_list("objective", "relation"):
        about[relation].append(str(objective))
    fields = ("title", "day", "minutes", "summary", "subject", "applied", "applied_where", "context", "provider")
    return {
        **{name: getattr(entry, name) for name in (*fields, "url", "language")},
        "note": note,
        "objectives": about["about"],
        "builds_on": next(iter(about["builds_on"]), ""),
        "leads_to": next(iter(about["leads_to"]), ""),
        "activities": [str(key) for key in entry.activity_links.values_list("activity", flat=True)],
    }


def reflect_form(model: ReflectionModel, stored: dict[str, str], data=None) -> Form:
    """A form with a field for each stage of the model, named by its key and labelled with its question."""
    fields = {stage.key: _text(stage.prompt, help_text=stage.hint) for stage in model.stages}
    # The answer that the week asks for, where no stage is named.
    fields["one_more"] = _text("")
    first = {stage.key: stored.get(stage.key, "") for stage in model.stages}
    return type("ReflectForm", (Form,), fields)(data, initial=first)


def reflection_answers(form: Form, model: ReflectionModel, stored: dict[str, str]) -> dict[str, str]:
    """What `actions.reflect` takes: the stages as answered, or what is stored with one more line in its first stage."""
    values = form.cleaned_data
    if values["one_more"]:
        first = model.stages[0].key
        return {
            **stored,
            first: "\n\n".join(part for part in (stored.get(first), values["one_more"]) if part)[:TEXT_LENGTH],
        }
    return {stage.key: values[stage.key] for stage in model.stages}


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    widget = FilesInput

    def clean(self, data, initial=None):
        if isinstance(data, list | tuple):
            return [super(FilesField, self).clean(each, initial) for each in data]
        return [super().clean(data, initial)] if data else []


class FilesForm(Form):
    files = FilesField(label=_("Add files"), required=True)

    def clean_files(self):
        if not self.cleaned_data["files"]:
            raise ValidationError(self.fields["files"].error_messages["required"])
        return self.cleaned_data["files"]


class EvidenceForm(Form):
    """Evidence of a kind: a file, a link, a note, or what somebody says of it."""

    once = OnceField()
    objective = forms.ChoiceField(label=_("Which objective does it show?"), choices=())
    criterion = forms.ChoiceField(label=_("Against which success criterion?"), choices=(), required=False)
    kind = forms.ChoiceField(label=_("What kind is it?"), choices=EvidenceKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("What is it?"), max_length=TITLE_LENGTH)
    text = _text(_("In words"))
    url = forms.CharField(label=_("Link"), required=False, max_length=2000, validators=[web_address])
    file = forms.FileField(label=_("File"), required=False)
    witness = _line(_("Who said it?"))
    day = DateField(label=_("Day"))

    def __init__(self, *args, objectives, criteria=(), evidence: Evidence | None = None, files=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.objectives, self.criteria, self.known = list(objectives), list(criteria), list(files)
        self.has_file = bool(evidence and evidence.attachment_id)
        self.fields["objective"].choices = [(str(row.pk), shorten(str(row))) for row in self.objectives]
        # Each criterion names its objective, so that the two can be chosen on one page without a script.
        names = {row.pk: shorten(str(row), 40) for row in self.objectives}
        self.fields["criterion"].choices = [
            ("", _("None in particular")),
            *((str(row.pk), f"{shorten(row.text, 60)} ({names.get(row.objective_id, '')})") for row in self.criteria),
        ]
        if self.known:
            choices = [("", _("None of these")), *((str(row.pk), row.name) for row in self.known)]
            self.fields["known"] = forms.ChoiceField(label=_("Or a file of the entry"), choices=choices, required=False)

    def clean(self):
        values = super().clean()
        kind = values.get("kind")
        if kind == EvidenceKind.LINK and not values.get("url") and "url" not in self.errors:
            self.add_error("url", _("Enter the web address of what shows it"))
        if kind == EvidenceKind.NOTE and not values.get("text"):
            self.add_error("text", _("Write the note that shows it"))
        if kind == EvidenceKind.TESTIMONY:
            for name, words in (("text", _("Write what they said")), ("witness", _("Say who said it"))):
                if not values.get(name):
                    self.add_error(name, words)
        if kind == EvidenceKind.FILE and not (values.get("file") or values.get("known") or self.has_file):
            self.add_error("file", _("Choose the file that shows it"))
        criterion = next(iter(picked(self.criteria, values.get("criterion") or "")), None)
        if criterion and str(criterion.objective_id) != values.get("objective"):
            self.add_error("criterion", _("Choose a success criterion of the same objective"))
        return values

    def values(self) -> dict:
        """Fields of the evidence, without its objective and files."""
        names = ("kind", "title", "text", "url", "witness", "day")
        criterion = next(iter(picked(self.criteria, self.cleaned_data["criterion"])), None)
        return {**{name: self.cleaned_data[name] for name in names}, "criterion": criterion}
