"""The forms of rounds of reviews: opening one, beginning in one, reminding."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from planfolio.people.models import Team
from planfolio.people.organisations.teams import members_named
from planfolio.plans.vocabulary import TEXT_LENGTH, TITLE_LENGTH
from planfolio.web.forms import DateField, Form, OnceField

from .cycle_access import Seat
from .cycles import team_members


class DaysForm(Form):
    """What a round is called, the time that it looks back on, and by which days."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    starts = DateField(label=_("From"))
    ends = DateField(label=_("To"))
    draft_by = DateField(label=_("Put together by"), required=False)
    halfway = DateField(label=_("A look at it halfway, on"), required=False)
    meets_by = DateField(label=_("Talked about by"), required=False)
    closes_on = DateField(label=_("Closed by"), required=False)

    #: In the order of the page.
    days = ("starts", "ends", "draft_by", "halfway", "meets_by", "closes_on")

    def clean(self):
        values = super().clean()
        if values.get("starts") and values.get("ends") and values["ends"] < values["starts"]:
            self.add_error("ends", _("Choose a last day that is not before the first"))
        for before, after in (("draft_by", "meets_by"), ("meets_by", "closes_on"), ("draft_by", "closes_on")):
            if values.get(before) and values.get(after) and values[after] < values[before]:
                self.add_error(after, ValidationError(_("Choose a day that is not before the one above")))
        return values


class CycleForm(DaysForm):
    """A round for one of `teams`, or for the people who are named."""

    id = OnceField()
    team = forms.ChoiceField(label=_("For whom?"), widget=forms.RadioSelect, required=False)
    people = forms.CharField(
        label=_("Names or addresses"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, as the list of people has them"),
    )  # fmt: skip

    field_order = ("id", "title", "team", "people")

    def __init__(self, *args, seat: Seat, teams: list[Team], **kwargs):
        super().__init__(*args, **kwargs)
        self.seat, self.teams = seat, {str(team.pk): team for team in teams}
        named = [(key, team.name) for key, team in self.teams.items()]
        self.fields["team"].choices = [*named, ("", _("The people whom you name below"))]

    def clean(self):
        values = super().clean()
        values["team"] = self.teams.get(values.get("team") or "")
        values["members"] = self._members(values)
        return values

    def _members(self, values):
        if values["team"]:
            return list(team_members(values["team"].pk).exclude(pk=self.seat.own.pk))
        named = members_named(self.seat.organisation, (values.get("people") or "").split("\n"))
        advice = named.advice or ([] if named.members else [_("Write at least one name or address")])
        if not self.seat.coordinates and any(each.pk not in self.seat.watched for each in named.members):
            advice = [*advice, _("Name people whom you supervise")]
        for each in advice:
            self.add_error("people", each)
        return named.members


class Behind(TextChoices):
    """Whom a reminder goes to."""

    NOT_BEGUN = "not-begun", _("Who has not begun")
    NOT_SHARED = "not-shared", _("Who has not shared it yet")
    NOT_SIGNED = "not-signed", _("Everybody whose review is not signed")


class RemindForm(Form):
    id = OnceField()
    to = forms.ChoiceField(label=_("To whom?"), choices=Behind, widget=forms.RadioSelect, initial=Behind.NOT_BEGUN)
    subject = forms.CharField(label=_("Subject"), max_length=TITLE_LENGTH)
    words = forms.CharField(label=_("What you write"), max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 8}))


class HalfwayForm(Form):
    words = forms.CharField(
        label=_("What you saw and agreed halfway"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
