"""The six questions as forms: a page each, or all on one; the API shares them.

Each has `answers()` (fields of Objective that it changes) and `save_rows` where an answer is rows of its own
(activities, criteria, links). Leaving everything empty is an answer too: "Not answered".
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from planfolio.people.base import new_key
from planfolio.web.dates import day_long
from planfolio.web.forms import DateField, Form, MinutesField, OnceField

from . import actions
from .access import ENTRY_DIRECTIONS, entry_links, latest_entries
from .forms import line, or_not_said
from .models import Goal, Objective, Plan
from .terms import terms
from .vocabulary import (
    TITLE_LENGTH,
    Direction,
    EvidenceKind,
    Ksa,
    WhatKind,
    WhyKind,
)

#: How many lines for activities and criteria a question offers at once; more can be added afterwards.
ROWS = 3


def _radio(label, enum, **options):
    return forms.ChoiceField(
        label=label, choices=or_not_said(enum), required=False, widget=forms.RadioSelect, **options
    )


def _text(label, rows=4, **options):
    return forms.CharField(
        label=label, required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


class QuestionForm(Form):
    """One of the six. `objective` is the one being answered, None while the first question starts it."""

    fields_saved: tuple[str, ...] = ()
    #: The question, and the field that a template's words for it stand above; empty where a heading says them.
    key, asked = "", ""

    def __init__(self, *args, plan: Plan, objective: Objective | None = None, initial=None, **kwargs):
        self.plan, self.objective = plan, objective
        super().__init__(*args, initial={**self.first_values(), **(initial or {})}, **kwargs)
        self.prepare()
        chosen = terms(plan) if self.asked else None
        if chosen:
            self.fields[self.asked].label = chosen.question(self.key).label

    def first_values(self) -> dict:
        return {name: getattr(self.objective, name) for name in self.fields_saved} if self.objective else {}

    def prepare(self) -> None:
        """Give choices that depend on the plan."""

    def answers(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.fields_saved}

    def save_rows(self, objective: Objective, *, by) -> None:
        """Store the part of the answer that is rows of its own."""


class WhatForm(QuestionForm):
    key, asked = "what", "what"
    fields_saved = ("what", "what_kind", "ksa")

    what = line(_("What do you want to learn?"), widget=forms.Textarea(attrs={"rows": 2}))
    what_kind = forms.ChoiceField(
        label=_("Is it"), choices=WhatKind.choices, required=False, widget=forms.RadioSelect, initial=WhatKind.OBJECTIVE
    )
    ksa = _radio(_("Is it mostly"), Ksa)

    def clean_what_kind(self):
        return self.cleaned_data["what_kind"] or WhatKind.OBJECTIVE


class WhyForm(QuestionForm):
    key, asked = "why", "why"
    fields_saved = ("why_kind", "why", "goal")

    why_kind = _radio(_("Where does it come from?"), WhyKind)
    why = _text(_("Why does it matter?"))
    goal = forms.ModelChoiceField(Goal.objects.none(), label=_("Which goal does it serve?"), required=False)

    def prepare(self):
        self.fields["goal"].queryset = Goal.objects.kept().owned(self.plan.owner_id)
        self.fields["goal"].empty_label = _("None yet")


class ActivityRow(Form):
    """One line of "how": a title and a time; the rest of an activity has a page of its own."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    title = line(_("Activity"))
    minutes = MinutesField(label=_("Time"), required=False)


class HowForm(QuestionForm):
    key, asked = "how", "strategies"
    fields_saved = ("strategies",)

    strategies = _text(_("How will you go about it?"))

    def __init__(self, data=None, *args, prefix=None, **kwargs):
        super().__init__(data, *args, prefix=prefix, **kwargs)
        rows = list(self.objective.activities.kept()) if self.objective else []
        self.known = {row.pk: row for row in rows}
        first = [{"id": row.pk, "title": row.title, "minutes": row.minutes} for row in rows]
        blank = [{"id": new_key()} for _row in range(max(1, ROWS - len(first)))]
        self.rows = forms.formset_factory(ActivityRow, extra=0, max_num=200)(
            data, initial=first + blank, prefix=f"{prefix}-activities" if prefix else "activities"
        )

    def is_valid(self):
        return super().is_valid() & self.rows.is_valid()

    def clean(self):
        for row in self.rows.forms if self.rows.is_valid() else []:
            values = row.cleaned_data
            if values.get("minutes") and not values.get("title"):
                row.add_error("title", _("Say what you will do in this time, or take the time out"))
        return super().clean()

    def save_rows(self, objective, *, by):
        for row in self.rows.forms:
            values = row.cleaned_data
            known = self.known.get(values.get("id"))
            title, minutes = values.get("title", ""), values.get("minutes")
            if known and not title:
                actions.remove(known, by=by)
            elif known:
                actions.revise(known, by=by, title=title, minutes=minutes)
            elif title:
                actions.add_activity(objective, by=by, key=values.get("id"), title=title, minutes=minutes)


class EvidenceForm(QuestionForm):
    key, asked = "evidence", "evidence"
    fields_saved = ("evidence_kind", "evidence")

    evidence_kind = _radio(_("What will show it?"), EvidenceKind)
    evidence = _text(_("In a sentence"), rows=3)
    criteria = _text(
        _("Success criteria"),
        help_text=_("One on each line: a sign that you, or somebody else, could check."),
    )

    def first_values(self):
        if not self.objective:
            return {}
        criteria = "\n".join(criterion.text for criterion in self.objective.criteria.kept())
        return {**super().first_values(), "criteria": criteria}

    def clean_criteria(self):
        lines = [line.strip() for line in self.cleaned_data["criteria"].split("\n")]
        lines = [line for line in lines if line]
        if any(len(line) > TITLE_LENGTH for line in lines):
            raise ValidationError(format_lazy(_("Keep each criterion within {limit} characters"), limit=TITLE_LENGTH))
        if len(lines) > 20:
            raise ValidationError(_("Keep to 20 success criteria at most"))
        return lines

    def save_rows(self, objective, *, by):
        actions.set_criteria(objective, self.cleaned_data["criteria"], by=by)


class WhenForm(QuestionForm):
    fields_saved = ("starts", "due", "minutes")

    starts = DateField(label=_("From"), required=False)
    due = DateField(label=_("To"), required=False)
    minutes = MinutesField(label=_("About how many hours in all?"), required=False, bare="hours")

    def clean(self):
        values = super().clean()
        for name in ("starts", "due"):
            self._inside_plan(name, values.get(name))
        starts, due = values.get("starts"), values.get("due")
        if starts and due and due < starts and "due" not in self.errors:
            self.add_error(
                "due", format_lazy(_("Enter an end on or after {day}, when it starts"), day=day_long(starts))
            )
        return values

    def _inside_plan(self, name, day):
        if day and day > self.plan.ends:
            words = _("Enter an end on or before {day}, when this plan ends")
            words = words if name == "due" else _("Enter a start on or before {day}, when this plan ends")
            self.add_error(name, format_lazy(words, day=day_long(self.plan.ends)))
        elif day and day < self.plan.starts:
            words = _("Enter a day on or after {day}, when this plan starts")
            self.add_error(name, format_lazy(words, day=day_long(self.plan.starts)))


class LinksForm(QuestionForm):
    """Two directions, each with a choice among one's objectives, goals and latest entries, and a line of words."""

    builds_on = line(_("What does it build on, in your own words?"))
    builds_on_what = forms.ChoiceField(label=_("Or one of your objectives, goals or entries"), required=False)
    leads_to = line(_("What does it lead to, in your own words?"))
    leads_to_what = forms.ChoiceField(label=_("Or one of your objectives, goals or entries"), required=False)

    def first_values(self):
        if not self.objective:
            return {}
        self.there = {(link.direction, _target(link)): link for link in self.objective.links.kept()}
        for link in entry_links(self.objective):
            self.there[ENTRY_DIRECTIONS[link.relation], f"e:{link.entry_id}"] = link
        values = {}
        for direction, target in self.there:
            values.setdefault(direction if not target.startswith(("o:", "g:", "e:")) else f"{direction}_what", target)
        return values

    def prepare(self):
        self.objectives = {
            f"o:{row.pk}": row
            for row in Objective.objects.kept()
            .filter(Q(owner=self.plan.owner_id), plan__deleted_at=None)
            .exclude(pk=self.objective.pk if self.objective else None)
            .exclude(what="")
            .select_related("plan")
            .order_by("-plan__starts", "position")
        }
        self.goals = {f"g:{row.pk}": row for row in Goal.objects.kept().owned(self.plan.owner_id)}
        linked = [target[2:] for _direction, target in getattr(self, "there", {}) if target.startswith("e:")]
        self.entries = {f"e:{row.pk}": row for row in latest_entries(self.plan.owner_id, and_these=linked)}
        choices = [
            ("", _("None of these")),
            (_("Objectives"), [(key, f"{row.what} ({row.plan.title})") for key, row in self.objectives.items()]),
            (_("Goals"), [(key, row.text) for key, row in self.goals.items()]),
            (_("Journal"), [(key, f"{row.title} ({day_long(row.day)})") for key, row in self.entries.items()]),
        ]
        choices = [choices[0], *(group for group in choices[1:] if group[1])]
        for name in ("builds_on_what", "leads_to_what"):
            self.fields[name].choices = choices

    def answers(self):
        return {}

    def save_rows(self, objective, *, by):
        for direction in Direction.values:
            wanted = {self.cleaned_data[direction], self.cleaned_data[f"{direction}_what"]} - {""}
            for target in wanted:
                if target in self.entries:
                    actions.link_entry(objective, self.entries[target], by=by, direction=direction)
                else:
                    actions.add_link(objective, by=by, direction=direction, **self._end(target))
            shown = {self.initial.get(direction), self.initial.get(f"{direction}_what")} - {None, ""}
            for target in shown - wanted:
                if target.startswith("e:"):
                    self.there[direction, target].delete()
                else:
                    actions.remove(self.there[direction, target], by=by)

    def _end(self, target: str) -> dict:
        if target in self.objectives:
            return {"to_objective": self.objectives[target]}
        return {"to_goal": self.goals[target]} if target in self.goals else {"words": target}


def _target(link) -> str:
    if link.to_objective_id:
        return f"o:{link.to_objective_id}"
    return f"g:{link.to_goal_id}" if link.to_goal_id else link.words


#: The form of each of the six questions, in their order.
QUESTIONS: dict[str, type[QuestionForm]] = {
    "what": WhatForm,
    "why": WhyForm,
    "how": HowForm,
    "evidence": EvidenceForm,
    "when": WhenForm,
    "links": LinksForm,
}


class SixForms:
    """All six questions on one page: the same forms, each under its own prefix, saved together or not at all."""

    def __init__(self, data=None, *, plan: Plan, objective: Objective | None = None):
        self.plan, self.objective = plan, objective
        self.is_bound = data is not None
        self.parts = {key: form(data, plan=plan, objective=objective, prefix=key) for key, form in QUESTIONS.items()}
        self.once = _Once(data)

    def is_valid(self) -> bool:
        # Every part is asked, so that every error is told at once.
        valid = [part.is_valid() for part in [*self.parts.values(), self.once]]
        return all(valid)

    @property
    def errors(self) -> list:
        return [error for part in [*self.all_parts(), self.once] for error in part.errors]

    def all_parts(self) -> list:
        """Every form of the page in its order, for the error summary."""
        return [
            each for part in self.parts.values() for each in (part, getattr(part, "rows", None)) if each is not None
        ]

    def add_error(self, field, words) -> None:
        self.once.add_error(field, words)

    @transaction.atomic
    def save(self, *, by, expected: int | None = None) -> Objective:
        answers = {name: value for part in self.parts.values() for name, value in part.answers().items()}
        objective = self.objective
        if objective is None:
            if there := self.plan.objectives.filter(pk=self.once.cleaned_data["id"]).first():
                return there
            objective = actions.add_objective(self.plan, by=by, key=self.once.cleaned_data["id"], **answers)
        else:
            actions.revise(objective, by=by, expected=expected, **answers)
        for part in self.parts.values():
            part.save_rows(objective, by=by)
        return objective


class _Once(Form):
    id = OnceField()
