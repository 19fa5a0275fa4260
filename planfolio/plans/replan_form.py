"""The form of "Something changed": what changed, what to do with each objective, and why."""

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from planfolio.people.base import new_key
from planfolio.people.forms import check_week
from planfolio.web.dates import day_long
from planfolio.web.forms import DateField, Form, MinutesField, OnceField, prepare

from .adjusting import read_adjustment, worded
from .capacity import LONGEST_PLAN
from .fit import Roadmap
from .forms import line
from .models import Objective, Plan
from .replanning import Cause, Change, Step
from .vocabulary import TITLE_LENGTH


class ReplanForm(Form):
    """`objectives` are the active ones of `plan`; each has a field of its own, `step_<number>`.

    `single` are changes to one activity each, of those in `offered` that `roadmap`, the plan as it is now, can take.
    """

    id = OnceField()
    cause = forms.ChoiceField(label=_("What changed?"), choices=Cause.choices, widget=forms.RadioSelect, required=False)
    weekly = MinutesField(label=_("Time for learning in a normal week, from now on"), required=False)
    away_from = DateField(label=_("First day away"), required=False)
    away_to = DateField(label=_("Last day away"), required=False)
    ends = DateField(label=_("The plan ends"), required=False)
    single = forms.MultipleChoiceField(
        label=_("Single activities"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = line(_("Why is the plan changing?"))

    def __init__(self, *args, roadmap: Roadmap, person, objectives: list[Objective], offered=(), **kwargs):
        self.plan, self.person, self.objectives = roadmap.plan, person, objectives
        super().__init__(*args, initial={"weekly": person.weekly_minutes or None, "ends": self.plan.ends}, **kwargs)
        found = [read_adjustment(text, roadmap) for text in dict.fromkeys(offered)]
        self.offered = {str(each): each for each in found if each}
        self.fields["single"].choices = worded(list(self.offered.values()), self.plan) if self.offered else []
        for objective in objectives:
            label = format_lazy(_("What to do with objective {number}"), number=objective.number)
            self.fields[f"step_{objective.number}"] = forms.ChoiceField(
                label=label, choices=Step.choices, required=False, initial=Step.KEEP
            )
        prepare(self)

    def steps(self) -> list[tuple[Objective, forms.BoundField]]:
        return [(objective, self[f"step_{objective.number}"]) for objective in self.objectives]

    def clean_weekly(self):
        return check_week(self.cleaned_data["weekly"])

    def clean_reason(self):
        return self.cleaned_data["reason"][:TITLE_LENGTH]

    def clean(self):
        values = super().clean()
        if self.errors.pop("single", None):
            words = _("The plan is not as it was when this was proposed. Look again at what could give")
            self.add_error(None, words)
        first, last, ends = values.get("away_from"), values.get("away_to"), values.get("ends")
        if bool(first) != bool(last) and not {"away_from", "away_to"} & set(self.errors):
            self.add_error("away_to" if first else "away_from", _("Give the first and the last day away, or neither"))
        if first and last and last < first:
            self.add_error("away_to", _("The last day comes before the first. Check both"))
        if ends and ends < self.plan.starts:
            words = _("Enter a day on or after {day}, when the plan starts")
            self.add_error("ends", format_lazy(words, day=day_long(self.plan.starts)))
        elif ends and ends != self.plan.ends and (ends - self.plan.starts).days > LONGEST_PLAN:
            self.add_error("ends", _("Enter an end within ten years of the start"))
        return values

    def change(self) -> Change:
        values = self.cleaned_data
        first, last = values["away_from"], values["away_to"]
        ends = values["ends"]
        return Change(
            weekly=values["weekly"],
            away=(first, last) if first and last else None,
            away_key=values["id"],
            ends=ends if ends and ends != self.plan.ends else None,
            singles=tuple(self.offered[text] for text in dict.fromkeys(values["single"])),
            steps={row.pk: values[f"step_{row.number}"] or Step.KEEP for row in self.objectives},
        )

    def why(self) -> str:
        """The cause and the words, as the reason of the version."""
        values = self.cleaned_data
        cause = str(Cause(values["cause"]).label) if values["cause"] else ""
        return ". ".join(part for part in (cause, values["reason"]) if part)[:TITLE_LENGTH]


def asked_by_address(given: QueryDict, *, plan: Plan, person) -> QueryDict:
    """What the form is sent with by an address that names some fields: these, and the rest as it is now."""
    fields = given.copy()
    as_it_is = {
        "id": str(new_key()),
        "weekly": MinutesField().prepare_value(person.weekly_minutes or ""),
        "ends": plan.ends.isoformat(),
    }
    for name, value in as_it_is.items():
        fields.setdefault(name, value)
    return fields
