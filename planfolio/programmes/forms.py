"""The forms by which programmes are written and brought in. Pages and commands share them."""

from dataclasses import replace

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from planfolio.catalogue.forms import web_address
from planfolio.web.forms import Form, MinutesField, OnceField

from .document import (
    BODY_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    ModuleDoc,
    ProgrammeDoc,
    StreamDoc,
    ThingDoc,
    find,
)
from .folder import one_line, tidy, tidy_body
from .packing import LARGEST

CRITERIA = (("all", _("All things")), ("module", _("One whole module")), ("count", _("A number of things")))


def _text(label, *, rows: int = 4, limit: int = TEXT_LENGTH, **options) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=limit, widget=forms.Textarea(attrs={"rows": rows}), required=False, **options
    )


class FactsForm(Form):
    """What a programme says of itself, beside its modules."""

    id = OnceField()
    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    summary = _text(_("What is it, in a few sentences?"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    author = forms.CharField(label=_("Who wrote it?"), max_length=TITLE_LENGTH, required=False)
    licence = forms.CharField(
        label=_("Licence"),
        max_length=TITLE_LENGTH,
        required=False,
        help_text=_("What others may do with it. CC BY 4.0 lets them use and change it if they name you."),
    )
    source_url = forms.CharField(label=_("Where it comes from, on the web"), max_length=TITLE_LENGTH, required=False)
    prerequisites = _text(_("What should people know or have before they begin?"), rows=2)
    badge = forms.CharField(label=_("What the certificate is called"), max_length=TITLE_LENGTH, required=False)
    criteria = forms.ChoiceField(label=_("What the certificate asks"), choices=CRITERIA, widget=forms.RadioSelect)
    criteria_count = forms.IntegerField(label=_("How many things, where it is a number"), required=False, min_value=1)

    def clean_source_url(self):
        return web_address(self.cleaned_data["source_url"])

    def clean(self):
        values = super().clean()
        if (
            values.get("criteria") == "count"
            and not values.get("criteria_count")
            and "criteria_count" not in self.errors
        ):
            self.add_error("criteria_count", _("Say how many things the certificate asks"))
        return values

    def changed(self, doc: ProgrammeDoc) -> ProgrammeDoc:
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("id", "document")}
        values["summary"], values["prerequisites"] = tidy(values["summary"]), tidy(values["prerequisites"])
        if values["criteria"] != "count":
            values["criteria_count"] = None
        return replace(doc, **values)


def facts_of(doc: ProgrammeDoc) -> dict:
    return {name: getattr(doc, name) for name in FactsForm.base_fields if name != "id"}


class ModuleForm(Form):
    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH, help_text=_("Such as “Week 3: photographs”."))
    about = _text(_("What is it about?"), rows=3)
    catch_up = forms.BooleanField(
        label=_("This is a catch-up week"),
        required=False,
        help_text=_("It holds no things: time to come level, or to rest."),
    )

    def __init__(self, data=None, *, module: ModuleDoc | None = None, **options):
        first = {"title": module.title, "about": module.about, "catch_up": module.catch_up} if module else {}
        super().__init__(data, initial=first, **options)
        self.module = module or ModuleDoc()

    def clean_catch_up(self):
        if self.cleaned_data["catch_up"] and self.module.things:
            raise forms.ValidationError(_("This module holds things. Move them to another first"))
        return self.cleaned_data["catch_up"]

    def made(self) -> ModuleDoc:
        values = self.cleaned_data
        return replace(self.module, title=values["title"], about=tidy(values["about"]), catch_up=values["catch_up"])


class ThingForm(Form):
    """A thing, written by somebody who knows it; lists have one entry a line."""

    module = forms.TypedChoiceField(label=_("In which module?"), coerce=int)
    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    why = _text(_("Why"), help_text=_("In a sentence or two, what it is good for."))
    try_it = _text(
        _("Try it"),
        rows=12,
        limit=BODY_LENGTH,
        help_text=_("The exercise, step by step. Markdown, with headings, lists and links."),
    )
    reflect = _text(_("Reflect"), help_text=_("A question that one can answer in a paragraph."))
    asks = forms.ChoiceField(
        label=_("What it asks"),
        choices=(("both", _("Try it and reflect")), ("try", _("Try it")), ("reflect", _("Reflect"))),
        widget=forms.RadioSelect,
    )
    minutes = MinutesField(label=_("How long does it take?"), required=False)
    streams = _text(
        _("Ways through it"),
        rows=3,
        help_text=_("One a line: a name, a colon, and what it holds. “Learn more: the 5 Vs”."),
    )
    links = _text(_("Links"), rows=2, help_text=_("One a line."))
    competencies = _text(_("Competencies"), rows=2, help_text=_("One a line."))
    credits = forms.CharField(label=_("Credits"), max_length=TITLE_LENGTH, required=False)

    def __init__(self, data=None, *, doc: ProgrammeDoc, thing: ThingDoc | None = None, module: int = 0, **options):
        super().__init__(data, initial={"asks": "both", "module": module, **(_said(thing) if thing else {})}, **options)
        self.doc, self.thing = doc, thing
        places = enumerate(doc.modules)
        self.fields["module"].choices = [
            (place, f"{place + 1}. {each.title}") for place, each in places if not each.catch_up
        ]

    def clean_links(self):
        return tuple(web_address(line) for line in _lines_of(self.cleaned_data["links"]))

    def clean_competencies(self):
        return _lines_of(self.cleaned_data["competencies"])

    def clean_streams(self):
        pairs = [line.partition(":") for line in _lines_of(self.cleaned_data["streams"])]
        return tuple(StreamDoc(name=name.strip(), line=line.strip()) for name, _colon, line in pairs)[:12]

    def made(self) -> ThingDoc:
        values = {name: value for name, value in self.cleaned_data.items() if name != "module"}
        values |= {name: tidy(values[name]) for name in ("why", "reflect")}
        values["try_it"] = tidy_body(values["try_it"])
        old = self.thing or ThingDoc(key=fresh_key(self.doc, values["title"]))
        return replace(old, **values)


def _said(thing: ThingDoc) -> dict:
    """The values of a thing as its form shows them."""
    values = {
        name: getattr(thing, name) for name in ("title", "why", "try_it", "reflect", "asks", "minutes", "credits")
    }
    streams = "\n".join(f"{each.name}: {each.line}" if each.line else each.name for each in thing.streams)
    return {
        **values,
        "streams": streams,
        "links": "\n".join(thing.links),
        "competencies": "\n".join(thing.competencies),
    }


def _lines_of(text: str) -> tuple[str, ...]:
    return tuple(one_line(line)[:TITLE_LENGTH] for line in text.split("\n") if line.strip())[:50]


def fresh_key(doc: ProgrammeDoc, title: str) -> str:
    """A key for a new thing that no other has, from its title."""
    base = slugify(title)[:60].strip("-_").replace("_", "-") or "thing"
    key, count = base, 1
    while find(doc, key):
        count += 1
        key = f"{base}-{count}"
    return key


class FolderForm(Form):
    file = forms.FileField(
        label=_("The folder, as a ZIP"),
        help_text=_("A ZIP of Markdown files with front matter, or one Markdown file. Up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".zip,.md,.markdown"}),
        max_length=None,
    )

    def clean_file(self):
        if self.cleaned_data["file"].size > LARGEST:
            raise forms.ValidationError(
                _("This file is larger than 10 MB. Leave pictures and films out, and choose it again.")
            )
        return self.cleaned_data["file"]


class LookForm(FactsForm):
    """What was found in a folder, to be put right before it is kept; `document` is the rest of it."""

    document = forms.CharField(widget=forms.HiddenInput, strip=False)


class EditionForm(Form):
    reason = forms.CharField(label=_("Why keep it?"), max_length=TITLE_LENGTH, required=False)
