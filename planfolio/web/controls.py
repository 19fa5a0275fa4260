"""A Django bound field, flattened to what a macro writes: ids, values, errors and what describes what."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import ngettext

from .forms import DateInput


@dataclass(frozen=True)
class Option:
    """`group` is the heading a select shows it under, empty for none."""

    id: str
    value: str
    label: str
    chosen: bool
    group: str = ""


@dataclass(frozen=True)
class Control:
    """`kind` is text, textarea, select, choices, checkbox, date, file or hidden; `anchor` is what an error links to."""

    kind: str
    type: str
    id: str
    name: str
    label: str
    value: str
    errors: list[str]
    hint: str
    anchor: str
    limit: int | None
    multiple: bool
    options: list[Option]
    parts: dict[str, str]
    accept: str

    @property
    def groups(self) -> list[str]:
        """The headings of the options, each once, in their order."""
        return list(dict.fromkeys(option.group for option in self.options if option.group))


def control(bound: BoundField) -> Control:
    field, widget, identity = bound.field, bound.field.widget, bound.id_for_label or bound.auto_id or bound.html_name
    kind = _kind(widget)
    value = bound.value()
    options = _options(bound, identity, value) if kind in {"select", "choices"} else []
    anchor = {"date": f"{identity}-day", "choices": options[0].id if options else identity}.get(kind, identity)
    return Control(
        kind=kind,
        type=getattr(widget, "input_type", "text"),
        id=identity,
        name=bound.html_name,
        label=str(bound.label),
        value="" if value is None or kind in {"date", "file"} else _text(widget, value),
        errors=[str(error) for error in bound.errors],
        hint=str(field.help_text),
        anchor=anchor,
        limit=getattr(field, "max_length", None),
        multiple=getattr(widget, "allow_multiple_selected", False),
        options=options,
        parts=widget.parts(value) if kind == "date" else {},
        accept=widget.attrs.get("accept", ""),
    )


def _kind(widget: forms.Widget) -> str:
    for classes, kind in (
        (DateInput, "date"),
        (forms.HiddenInput, "hidden"),
        (forms.Textarea, "textarea"),
        (forms.CheckboxInput, "checkbox"),
        ((forms.RadioSelect, forms.CheckboxSelectMultiple), "choices"),
        (forms.Select, "select"),
        (forms.FileInput, "file"),
    ):
        if isinstance(widget, classes):
            return kind
    return "text"


def _text(widget: forms.Widget, value) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, list | tuple):
        return ",".join(str(part) for part in value)
    return str(widget.format_value(value) or "") if not isinstance(widget, forms.CheckboxInput) else str(value)


def _options(bound: BoundField, identity: str, value) -> list[Option]:
    chosen = (
        {str(one) for one in value} if isinstance(value, list | tuple | set) else {"" if value is None else str(value)}
    )
    flat = [
        (group, key, label)
        for first, second in bound.field.widget.choices
        for group, key, label in (
            [(str(first), *each) for each in second] if isinstance(second, list | tuple) else [("", first, second)]
        )
    ]
    return [
        Option(id=f"{identity}-{number}", value=str(key), label=str(label), chosen=str(key) in chosen, group=group)
        for number, (group, key, label) in enumerate(flat)
    ]


@dataclass(frozen=True)
class Problems:
    title: str
    links: list[tuple[str, str]]


def problems(*given) -> Problems | None:
    """Every error of the forms (formsets too) as (anchor, words), in the order of the fields; None when all is well."""
    links = [link for form in given for link in _links(form)]
    if not links:
        return None
    title = ngettext("One answer needs another look", "%(count)s answers need another look", len(links))
    return Problems(title=title % {"count": len(links)}, links=links)


def _links(form) -> list[tuple[str, str]]:
    if hasattr(form, "forms"):
        inside = [link for one in form.forms for link in _links(one)]
        return [("", str(error)) for error in form.non_form_errors()] + inside
    links = [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        if bound.errors:
            anchor = "" if bound.is_hidden else control(bound).anchor
            links += [(anchor, str(error)) for error in bound.errors]
    return links
