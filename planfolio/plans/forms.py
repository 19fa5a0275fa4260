"""The forms of goals, plans and activities; pages, the API and the command line share them."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from planfolio.people.organisations.access import word_for_plans
from planfolio.web.dates import day_long
from planfolio.web.forms import DateField, Form, MinutesField, ModelForm, OnceField

from .capacity import LONGEST_PLAN
from .models import Activity, Goal, Objective, Plan
from .terms import template_choices
from .vocabulary import (
    TITLE_LENGTH,
    Context,
    Domain,
    Format,
    GoalKind,
    PlanWord,
)


def or_not_said(enum) -> list:
    """The choices of a closed word list, with a way to leave it open at the end."""
    return [*enum.choices, ("", _("Not said"))]


def line(label, **options):
    """A short text that may be left empty."""
    return forms.CharField(label=label, required=False, max_length=TITLE_LENGTH, **options)


class GoalForm(ModelForm):
    id = OnceField()

    class Meta(ModelForm.Meta):
        model = Goal
        fields = ["kind", "text", "why", "domain", "year"]
        widgets = {"kind": forms.RadioSelect, "why": forms.Textarea(attrs={"rows": 3}), "domain": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = or_not_said(Domain)
        self.fields["year"].min_value = 1950

    def clean(self):
        values = super().clean()
        year = values.get("year")
        if values.get("kind") == GoalKind.TARGET and not year and "year" not in self.errors:
            self.add_error("year", _("Enter the year of this target, such as 2027"))
        if year is not None and not 1950 <= year <= 2200:
            self.add_error("year", _("Enter a year with four digits, such as 2027"))
        return values


class PlanForm(ModelForm):
    id = OnceField()
    own_word = forms.CharField(label=_("Or your own word for it"), required=False, max_length=60)

    class Meta(ModelForm.Meta):
        model = Plan
        fields = ["title", "aim", "starts", "ends", "template", "word", "language", "previous"]
        widgets = {"aim": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.initial["word"] = self.instance.word = word_for_plans(person) or self.instance.word
        own = self.instance.word if self.instance.word not in PlanWord.values else ""
        self.fields["word"] = forms.ChoiceField(
            label=_("What you call it"), choices=PlanWord.choices, required=False, initial=PlanWord.LEARNING
        )
        if own:
            self.initial["word"], self.initial["own_word"] = PlanWord.LEARNING, own
        self.fields["template"] = forms.ChoiceField(
            label=_("Whose words for the six questions?"),
            choices=template_choices(self.instance.template),
            required=False,
        )
        self.fields["language"] = forms.ChoiceField(label=_("Language of the plan"), choices=settings.LANGUAGES)
        self.fields["previous"] = forms.ModelChoiceField(
            Plan.objects.kept().owned(person).exclude(pk=self.instance.pk),
            label=_("Which plan does it continue?"),
            required=False,
            empty_label=_("None: it starts something new"),
        )
        self.order_fields(["title", "aim", "starts", "ends", "template", "word", "own_word", "language", "previous"])

    def clean(self):
        values = super().clean()
        starts, ends = values.get("starts"), values.get("ends")
        if starts and ends and ends < starts:
            self.add_error(
                "ends", format_lazy(_("Enter an end on or after {day}, when it starts"), day=day_long(starts))
            )
        if starts and ends and (ends - starts).days > LONGEST_PLAN:
            self.add_error("ends", _("Enter an end within ten years of the start"))
        values["word"] = values.pop("own_word", "") or values.get("word") or PlanWord.LEARNING
        return values


class ActivityForm(ModelForm):
    """A whole activity; dates stay inside its plan, and `after` lists the other activities of the plan."""

    id = OnceField()
    minutes = MinutesField(label=_("Time"), required=False)
    after = forms.ModelMultipleChoiceField(
        Activity.objects.none(), label=_("Comes after"), required=False, widget=forms.CheckboxSelectMultiple
    )
    week = DateField(
        label=_("Do it in the week of"),
        required=False,
        help_text=_("Any day of that week. Left empty, the schedule chooses"),
    )

    class Meta(ModelForm.Meta):
        model = Activity
        fields = ["title", "minutes", "format", "context", "provider", "url", "earliest", "due"]

    def __init__(self, *args, objective: Objective, **kwargs):
        super().__init__(*args, **kwargs)
        self.objective = objective
        for name, listed in (("format", Format), ("context", Context)):
            self.fields[name].choices = [("", _("Not said")), *listed.choices]
        others = Activity.objects.kept().filter(objective__plan=objective.plan_id, objective__deleted_at=None)
        self.fields["after"].queryset = others.exclude(pk=self.instance.pk).select_related("objective")
        if not self.instance._state.adding:
            self.initial["week"] = self.instance.week
            self.initial["after"] = list(self.instance.after_links.values_list("first", flat=True))

    def clean_url(self):
        url = self.cleaned_data["url"]
        if url and not url.lower().startswith(("https://", "http://")):
            raise ValidationError(_("Enter a web address that starts with https:// or http://"))
        return url

    def clean_week(self):
        day = self.cleaned_data["week"]
        return day and day - timedelta(days=day.weekday())

    def clean(self):
        values = super().clean()
        plan, earliest, due = self.objective.plan, values.get("earliest"), values.get("due")
        for name, day in (("earliest", earliest), ("due", due)):
            if day and not plan.starts <= day <= plan.ends:
                words = _("Enter a day between {start} and {end}, when this plan runs")
                self.add_error(name, format_lazy(words, start=day_long(plan.starts), end=day_long(plan.ends)))
        if earliest and due and due < earliest and "due" not in self.errors:
            self.add_error(
                "due",
                format_lazy(_("Enter a day on or after {day}, before which it cannot start"), day=day_long(earliest)),
            )
        self._check_week(values.get("week"), earliest, due)
        return values

    def _check_week(self, week, earliest, due) -> None:
        """A week that was chosen just now can hold the activity."""
        if not week or week == self.instance.week:
            return
        plan, sunday = self.objective.plan, week + timedelta(days=6)
        if sunday < plan.starts or week > plan.ends:
            words = _("Enter a day between {start} and {end}, when this plan runs")
            self.add_error("week", format_lazy(words, start=day_long(plan.starts), end=day_long(plan.ends)))
        elif earliest and sunday < earliest:
            words = _("Enter a day on or after {day}, before which it cannot start")
            self.add_error("week", format_lazy(words, day=day_long(earliest)))
        elif due and week > due:
            self.add_error("week", format_lazy(_("Enter a day on or before {day}, when it is due"), day=day_long(due)))


class ReasonForm(Form):
    reason = line(_("Why?"))
