"""The week as one form: what was ticked, what happens to what is left, the stages, one answer."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from planfolio.plans import lifecycle
from planfolio.plans.actions import put_in_week, revise
from planfolio.plans.models import Activity
from planfolio.plans.vocabulary import TEXT_LENGTH, Stage
from planfolio.web.forms import Form, MinutesField

from . import actions
from .forms import TIMES
from .models import Entry
from .pages import Task, WeekPage
from .weeks import WEEK, monday

KEEP, MOVE, LET_GO = "keep", "move", "go"
_OFFERED = {value for value, _label in TIMES}


class WeekForm(Form):
    """Fields by activity: done (a tick), time-<key>, other-<key>, left-<key>; by objective: stage-<key>; one answer.

    Nothing chosen changes nothing, so the form can be saved on any day of the week.
    """

    answer = forms.CharField(required=False, max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data=None, *, page: WeekPage):
        super().__init__(data, initial={"answer": page.check_in.answer if page.check_in else ""})
        self.page = page
        self.fields["answer"].label = page.check_in.prompt if page.check_in and page.check_in.prompt else page.prompt
        for task in page.left:
            other = task.minutes if _time(task) == "other" else None
            self.fields[f"other-{task.key}"] = MinutesField(label=_("Other time"), required=False, initial=other)
            self.fields[f"time-{task.key}"] = forms.ChoiceField(
                label=_("Time spent"), choices=TIMES, required=False, widget=forms.RadioSelect, initial=_time(task)
            )
            self.fields[f"left-{task.key}"] = forms.ChoiceField(
                label=task.title, choices=self._ways(), required=False, widget=forms.RadioSelect, initial=KEEP
            )
        # Stages are shown without their fields (`stage`), which are many.
        for objective in page.objectives if self.is_bound else ():
            self.fields[f"stage-{objective.pk}"] = forms.ChoiceField(
                choices=[("", ""), *Stage.choices], required=False, initial=objective.stage
            )

    def stage(self, objective) -> str:
        """What was chosen for `objective`; its own before anything is."""
        return self[f"stage-{objective.pk}"].value() or "" if self.is_bound else objective.stage

    def _ways(self):
        after = _("Move to next week") if self.page.now else _("Move to this week")
        keep = _("Keep here") if self.page.now else _("Not scheduled")
        return [(KEEP, keep), (MOVE, after), (LET_GO, _("Let go"))]

    def clean(self):
        values = super().clean()
        ticked = set(self.data.getlist("done")) if hasattr(self.data, "getlist") else set(self.data.get("done", ()))
        values["done"] = [task for task in self.page.left if str(task.key) in ticked]
        was = set(self.data.getlist("was")) if hasattr(self.data, "getlist") else set()
        values["taken_up"] = [
            task for task in self.page.tasks if task.done and str(task.key) in was and str(task.key) not in ticked
        ]
        return values

    def minutes(self, task: Task) -> int | None:
        """The time that was chosen; what is written under Other counts when nothing else is chosen."""
        chosen = self.cleaned_data.get(f"time-{task.key}")
        return int(chosen) if chosen and chosen != "other" else self.cleaned_data.get(f"other-{task.key}")


def _time(task: Task) -> str:
    """The time that is chosen before anybody chooses: the estimate."""
    if task.minutes is None:
        return ""
    return str(task.minutes) if str(task.minutes) in _OFFERED else "other"


@dataclass(frozen=True)
class Outcome:
    """What saving the week did: entries made by ticks, latest last."""

    entries: list[Entry]
    ticked: int


@transaction.atomic
def save_week(form: WeekForm, *, by, close: bool) -> Outcome:
    """Carry out what the form says, all or nothing; `close` notes that the week was looked back on."""
    page, values = form.page, form.cleaned_data
    day = by.today() if page.now else page.monday + timedelta(days=6)
    rows = {row.pk: row for row in _rows(page, by)}
    entries = []
    for task in values["done"]:
        if task.key in rows:
            entry = actions.finish_activity(rows[task.key], by=by, minutes=form.minutes(task), day=day)
            entries += [entry] if entry else []
    for task in values["taken_up"]:
        if task.key in rows:
            lifecycle.move(rows[task.key], "take_up", by=by)
    for task in page.left:
        if task not in values["done"] and task.key in rows:
            _leave(rows[task.key], values.get(f"left-{task.key}") or KEEP, week=page.monday, by=by)
    _set_stages(page, values, by=by)
    if close or values["answer"]:
        actions.close_week(
            page.monday,
            by=by,
            prompt=str(form.fields["answer"].label) if values["answer"] else "",
            answer=values["answer"],
        )
    return Outcome(entries, len(values["done"]))


def _rows(page: WeekPage, by):
    return (
        Activity.objects.kept()
        .owned(by)
        .filter(pk__in=[task.key for task in page.tasks])
        .select_related("objective__plan")
    )


def _leave(activity: Activity, way: str, *, week: date, by) -> None:
    if way == MOVE:
        put_in_week(activity, max(week + WEEK, monday(by.today())), by=by)
    elif way == LET_GO:
        lifecycle.move(activity, "let_go", by=by)


def _set_stages(page: WeekPage, values, *, by) -> None:
    for objective in page.objectives:
        stage = values.get(f"stage-{objective.pk}", "")
        if stage and stage != objective.stage:
            revise(objective, by=by, stage=stage)
