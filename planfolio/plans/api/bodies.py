"""Forms that only programs fill in as a whole, and the bodies made from forms."""

from typing import Annotated

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from pydantic import Field

from planfolio.web.bodies import Body, Day, Key, body_of, one_of
from planfolio.web.forms import DateField, Form, OnceField

from ..actions import OBJECTIVES_LIMIT
from ..busy import TEXT_LIMIT
from ..carrying import Onward
from ..forms import ActivityForm, GoalForm, PlanForm, ReasonForm
from ..models import Goal, Objective
from ..questions import EvidenceForm, HowForm, WhatForm, WhenForm, WhyForm
from ..replan_form import ReplanForm
from ..replanning import Cause, Step
from ..vocabulary import TITLE_LENGTH, Direction, Stage


class ObjectiveForm(WhatForm, WhyForm, WhenForm):
    """The six answers at once, as far as they are fields of the objective, and its stage."""

    fields_saved = (
        *WhatForm.fields_saved,
        *WhyForm.fields_saved,
        *HowForm.fields_saved,
        *EvidenceForm.fields_saved,
        *WhenForm.fields_saved,
        "stage",
    )
    id = OnceField()
    strategies = HowForm.base_fields["strategies"]
    evidence_kind = EvidenceForm.base_fields["evidence_kind"]
    evidence = EvidenceForm.base_fields["evidence"]
    stage = forms.ChoiceField(choices=[("", ""), *Stage.choices], required=False)


class LinkForm(Form):
    """It has no key of its own: the same link made twice is one link."""

    direction = forms.ChoiceField(choices=Direction.choices)
    to_objective = forms.ModelChoiceField(Objective.objects.none(), required=False)
    to_goal = forms.ModelChoiceField(Goal.objects.none(), required=False)
    words = forms.CharField(required=False, max_length=TITLE_LENGTH)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        own = Objective.objects.kept().owned(person).filter(plan__deleted_at=None)
        self.fields["to_objective"].queryset = own
        self.fields["to_goal"].queryset = Goal.objects.kept().owned(person)


class MoveForm(Form):
    reason = forms.CharField(required=False, max_length=TITLE_LENGTH)
    on = DateField(required=False)


class WeekForm(Form):
    week = DateField(required=False)

    def clean_week(self):
        week = self.cleaned_data["week"]
        if week is not None and week.weekday():
            raise forms.ValidationError(_("Send the Monday of the week"))
        return week


class CriterionForm(Form):
    text = forms.CharField(max_length=TITLE_LENGTH)


_WORD = Annotated[str, Field(max_length=60)]
_LANGUAGE = one_of(key for key, _label in settings.LANGUAGES)

GoalIn = body_of(GoalForm, "GoalIn", required=("text",))
GoalChange = body_of(GoalForm, "GoalChange", leave_out=("id",))
_plan = {"leave_out": ("own_word",), "word": _WORD, "language": _LANGUAGE}
PlanIn = body_of(PlanForm, "PlanIn", required=("title", "starts", "ends"), **_plan)
PlanChange = body_of(PlanForm, "PlanChange", **{**_plan, "leave_out": ("own_word", "id")})
ObjectiveIn = body_of(ObjectiveForm, "ObjectiveIn")
ObjectiveChange = body_of(ObjectiveForm, "ObjectiveChange", leave_out=("id",))
ActivityIn = body_of(ActivityForm, "ActivityIn", required=("title",))
ActivityChange = body_of(ActivityForm, "ActivityChange", leave_out=("id",))
CriterionChange = body_of(CriterionForm, "CriterionChange", required=("text",))
LinkIn = body_of(LinkForm, "LinkIn", required=("direction",))
WeekIn = body_of(WeekForm, "WeekIn", required=("week",))
MoveIn = body_of(MoveForm, "MoveIn", required=("name",), leave_out=("on",), name=Annotated[str, Field(max_length=40)])
ActivityMoveIn = body_of(MoveForm, "ActivityMoveIn", required=("name",), name=Annotated[str, Field(max_length=40)])
VersionIn = body_of(ReasonForm, "VersionIn")


class CriteriaIn(Body):
    """All success criteria in their order; those whose words stay are kept as they are."""

    criteria: Annotated[list[Annotated[str, Field(max_length=TITLE_LENGTH)]], Field(max_length=20)]


class ShiftIn(Body):
    """One place up (-1) or down (1) among its like."""

    step: one_of(("up", "down"))


class OnwardIn(Body):
    """What becomes of one unfinished objective, and why."""

    objective: Key
    onward: one_of(Onward.values)
    reason: Annotated[str, Field(max_length=TITLE_LENGTH)] = ""


class NextIn(Body):
    """The next plan. What is left out is as the page proposes it: its title, as long again; everything continues."""

    id: Key | None = None
    title: Annotated[str, Field(max_length=TITLE_LENGTH)] | None = None
    starts: Day | None = None
    ends: Day | None = None
    objectives: Annotated[list[OnwardIn], Field(max_length=OBJECTIVES_LIMIT)] = []


class StepIn(Body):
    """What to do with one objective that is in the plan now."""

    objective: Key
    step: one_of(Step.values)


#: What is different; what is left out stays as it is. `weekly` is minutes in a normal week.
ReplanIn = body_of(
    ReplanForm,
    "ReplanIn",
    leave_out=("single",),
    cause=one_of(("", *Cause.values)),
    objectives=Annotated[list[StepIn], Field(max_length=OBJECTIVES_LIMIT)],
)


class BusyIn(Body):
    """The text of a calendar (.ics)."""

    text: Annotated[str, Field(max_length=TEXT_LIMIT)]


class DocumentIn(Body):
    """A whole plan, as GET /plans/{key}/document gives it."""

    id: Key | None = None
    document: dict
