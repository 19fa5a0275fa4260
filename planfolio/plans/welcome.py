"""The second step of the welcome: time for learning and the end of the plan, and with them the first plan."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from planfolio.people.actions import finish_welcome
from planfolio.people.forms import check_week
from planfolio.people.organisations.access import word_for_plans
from planfolio.web.forms import DateField, Form, MinutesField, OnceField
from planfolio.web.gate import signed_in

from . import actions
from .models import Plan
from .vocabulary import PlanWord

OTHER = "other"
TIMES = [("30", _("30 min")), ("60", _("1 h")), ("120", _("2 h")), (OTHER, _("Another time"))]
#: A plan longer than this has a slip in its year.
YEARS_LIMIT = 10


class FirstPlanForm(Form):
    id = OnceField()
    time = forms.ChoiceField(
        label=_("How much time for learning do you have in a normal week?"),
        choices=TIMES,
        widget=forms.RadioSelect,
        help_text=_("A guess will do. You can change it at any time"),
    )
    other = MinutesField(label=_("Another time"), required=False, help_text=_("Such as 45 min or 3 h"))
    ends = DateField(label=_("When does your plan end?"), help_text=_("A year from now, unless you have another date"))

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["ends"].initial = a_year_after(today)

    def clean_other(self):
        return check_week(self.cleaned_data["other"])

    def clean_ends(self):
        ends = self.cleaned_data["ends"]
        if ends <= self.today:
            raise ValidationError(_("Enter a day after today"))
        if ends.year > self.today.year + YEARS_LIMIT:
            raise ValidationError(_("Enter a day within the next ten years"))
        return ends

    def clean(self):
        values = super().clean()
        if values.get("time") == OTHER and not values.get("other") and "other" not in self.errors:
            self.add_error("other", _("Write the time, such as 45 min or 3 h"))
        return values

    def minutes(self) -> int:
        time = self.cleaned_data["time"]
        return self.cleaned_data["other"] if time == OTHER else int(time)


def a_year_after(day: date) -> date:
    """The same day of the next year; 28 February after a 29th."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def welcome_plan(request):
    person, today = request.user, request.user.today()
    if request.method != "POST" and person.welcomed_at and Plan.objects.kept().owned(person).exists():
        return redirect("/")
    form = FirstPlanForm(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        plan = actions.add_plan(
            by=person,
            key=form.cleaned_data["id"],
            title=gettext("My learning plan"),
            language=person.language,
            starts=today,
            ends=form.cleaned_data["ends"],
            word=word_for_plans(person) or PlanWord.LEARNING,
        )
        finish_welcome(person, weekly_minutes=form.minutes())
        return redirect("question-new", plan.pk)
    return render(request, "plans/welcome.jinja", {"form": form})
