"""The forms of organisations."""

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from planfolio.web.forms import Form, OnceField

from ..forms import PASSWORD_HINT
from ..models import Membership, Organisation, OrganisationRole, Team
from ..vocabulary import PlanWord
from .teams import members_named

#: Bytes of a file of people, and characters of a pasted list.
FILE_LIMIT = 2 * 1024 * 1024
PASTED_LIMIT = 400_000
#: The choice of whatever team each line names.
TEAM_OF_FILE = "file"


def _name(label, **options):
    return forms.CharField(label=label, max_length=120, **options)


class DescribeForm(Form):
    """`word` is one of the list, or `own_word` in its place."""

    name = _name(_("Name of the organisation"), help_text=_("As its people know it. Only its members see it"))
    word = forms.ChoiceField(
        label=_("What do you call a plan?"),
        choices=[("", _("Each person’s own choice")), *PlanWord.choices],
        required=False,
        help_text=_("A new plan of a member starts with this word. They can change it"),
    )
    own_word = forms.CharField(label=_("Or your own word for it"), required=False, max_length=60)
    #: What stood there when the form was opened (`actions.wording`).
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, data=None, *args, initial: dict | None = None, **kwargs):
        first = dict(initial or {})
        if first.get("word") and first["word"] not in PlanWord.values:
            first |= {"word": "", "own_word": first["word"]}
        super().__init__(data, *args, initial=first, **kwargs)

    def clean(self):
        values = super().clean()
        values["word"] = values.pop("own_word", "") or values.get("word") or ""
        values["seen"] = values.get("seen") or None
        return values


class BeginForm(DescribeForm):
    id = OnceField()
    seen = None


class SetUpForm(DescribeForm):
    """With an account for whoever has none yet."""

    seen = None
    person = _name(_("Your name"))
    email = forms.EmailField(label=_("Your e-mail"))
    password = forms.CharField(
        label=_("Password"), strip=False, max_length=200, widget=forms.PasswordInput, help_text=PASSWORD_HINT
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean_password(self):
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]


class RosterForm(Form):
    """A list of people, pasted or as a file; what they are to be."""

    id = OnceField()
    people = forms.CharField(
        label=_("Paste their addresses"),
        required=False,
        max_length=PASTED_LIMIT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One a line or between commas, such as Sam Okafor <sam@example.org>"),
    )
    file = forms.FileField(
        label=_("Or choose a CSV file"),
        required=False,
        help_text=_(
            "With a column of addresses, and of names and teams if you like, as a personnel system, a directory or "
            "Moodle exports it"
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt"}),
        max_length=None,
    )
    team = forms.ChoiceField(label=_("Into which team?"), required=False)
    role = forms.ChoiceField(
        label=_("As what?"), choices=OrganisationRole.choices, widget=forms.RadioSelect, initial=OrganisationRole.MEMBER
    )

    def __init__(self, *args, own: Membership, teams: Iterable[Team], **kwargs):
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        named = [(key, team.name) for key, team in self.teams.items()]
        self.fields["team"].choices = [
            ("", pgettext_lazy("team", "None")),
            (TEAM_OF_FILE, _("The one that each line of the file names")),
            *named,
        ]
        if not own.administers:
            del self.fields["role"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > FILE_LIMIT:
            raise forms.ValidationError(_("This file is larger than 2 MB. Send the list in parts."))
        return file

    def clean(self):
        values = super().clean()
        if not self.errors and not values.get("people") and not values.get("file"):
            self.add_error("people", _("Paste at least one address, or choose a file"))
        return values

    def placing(self) -> dict:
        """What the people of the list are to be."""
        chosen = self.cleaned_data.get("team")
        return {
            "role": self.cleaned_data.get("role") or OrganisationRole.MEMBER,
            "team": self.teams.get(chosen),
            "teams_of_file": chosen == TEAM_OF_FILE,
        }


class RoleForm(Form):
    role = forms.ChoiceField(label=_("Role"), choices=OrganisationRole.choices, widget=forms.RadioSelect)


class TeamForm(Form):
    id = OnceField()
    name = _name(_("Name of the team"))
    seen = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)


class TeamsForm(Form):
    """The teams of one member."""

    teams = forms.MultipleChoiceField(label=_("Teams"), required=False, widget=forms.CheckboxSelectMultiple)
    #: The keys that were chosen when the form was opened: what others did since is left alone.
    seen = forms.CharField(required=False, max_length=40_000, widget=forms.HiddenInput)

    def __init__(self, *args, teams: Iterable[Team], **kwargs):
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        self.fields["teams"].choices = [(key, team.name) for key, team in self.teams.items()]

    def changes(self) -> tuple[list[Team], list[Team]]:
        """The teams to come into, and those to leave."""
        chosen, seen = set(self.cleaned_data["teams"]), set(self.cleaned_data["seen"].split())
        return [self.teams[key] for key in chosen - seen], [
            self.teams[key] for key in seen - chosen if key in self.teams
        ]


class MembersForm(Form):
    """Members by what they are called; `member`, the key of one, is what a way back sends."""

    people = forms.CharField(
        label=_("Names or addresses"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, as the list of people has them"),
    )  # fmt: skip
    member = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, organisation: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean(self):
        values = super().clean()
        if values.get("member"):
            rows = self.organisation.memberships.select_related("person").filter(pk=values["member"])
            values["members"] = list(rows)
        elif "people" in values:
            named = members_named(self.organisation, values["people"].split("\n"))
            values["members"] = named.members
            for advice in named.advice or ([] if named.members else [_("Write at least one name or address")]):
                self.add_error("people", advice)
        return values


class SupervisorsForm(MembersForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].label = _("Who supervises?")


class FindForm(Form):
    """Narrowing the list of people."""

    q = forms.CharField(label=_("Name or address"), required=False, max_length=120)
    team = forms.ChoiceField(label=_("Team"), required=False)

    def __init__(self, *args, teams: dict[UUID, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", _("Every team")), *((str(key), name) for key, name in teams.items())]
