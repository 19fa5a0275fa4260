"""The forms of a person's own things: the welcome, the profile, breaks, tokens, invitations, a first password."""

from datetime import timedelta
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from planfolio.web.forms import Form, MinutesField, ModelForm, OnceField, TimeField

from .models import Break, MailChoices, Person, Sector, Token, WeekTime
from .vocabulary import Format, Weekday

#: More hours than a week of learning can have.
WEEK_LIMIT = 80 * 60
PASSWORD_HINT = _("At least 10 characters. A few words in a row are easy to keep in mind and hard to guess.")


def time_zones() -> list[tuple[str, str]]:
    """Every zone of the world by its place, without the historical and technical ones."""
    names = {name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/"))}
    return [(name, name.replace("_", " ")) for name in sorted(names | {"UTC"})]


#: Each language in its own words, so that one finds one's own whatever the page speaks.
LANGUAGES = [("en", "English"), ("fr", "Français")]


def _language_field():
    return forms.ChoiceField(label=_("Language"), choices=LANGUAGES, widget=forms.RadioSelect)


def _zone_field():
    return forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("So that a week begins on your Monday")
    )


class WelcomeForm(ModelForm):
    language = _language_field()
    time_zone = _zone_field()

    class Meta(ModelForm.Meta):
        model = Person
        fields = ["name", "language", "time_zone"]
        help_texts = {"name": _("As colleagues know you. Only the people you share with see it")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["name"].error_messages["required"] = _("Write your name, or what you like to be called")


class ProfileForm(ModelForm):
    sector = forms.ChoiceField(label=_("Sector"), choices=[("", _("Not said")), *Sector.choices], required=False)
    formats = forms.MultipleChoiceField(
        label=_("Formats you like to learn in"),
        choices=Format.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    weekly_minutes = MinutesField(
        label=_("Time for learning in a normal week"),
        required=False,
        help_text=_("Such as 2 h or 45 min. Your plan is held against it"),
    )
    learning_days = forms.MultipleChoiceField(
        label=_("Days on which you usually learn"),
        choices=Weekday.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Where you say so, your calendar shows your plan at these times"),
    )
    learning_at = TimeField(label=_("From what time"), required=False, help_text=_("Such as 16:00"))
    language = _language_field()
    time_zone = _zone_field()
    paper = forms.ChoiceField(
        label=_("Paper size"),
        choices=[("a4", _("A4")), ("letter", _("Letter (United States, Canada)"))],
        widget=forms.RadioSelect,
    )

    class Meta(ModelForm.Meta):
        model = Person
        fields = [
            "name", "role", "sector", "years", "formats", "weekly_minutes", "learning_days", "learning_at",
            "language", "time_zone", "paper",
        ]  # fmt: skip
        help_texts = {"role": _("Such as Clinical librarian")}

    def clean_weekly_minutes(self):
        return check_week(self.cleaned_data["weekly_minutes"])

    def clean_years(self):
        years = self.cleaned_data["years"]
        if years is not None and years > 80:
            raise ValidationError(_("Write a number of years up to 80"))
        return years

    def clean(self):
        values = super().clean()
        if values.get("learning_days") and not values.get("learning_at") and "learning_at" not in self.errors:
            self.add_error("learning_at", _("Say from what time on these days, or choose no day"))
        if values.get("learning_at") and not values.get("learning_days"):
            self.add_error("learning_days", _("Choose the days too, or leave the time empty"))
        return values


def check_week(minutes: int | None) -> int | None:
    if minutes is not None and minutes > WEEK_LIMIT:
        raise ValidationError(_("That is more than a week has room for. Write a time up to 80 h"))
    return minutes


class BreakForm(ModelForm):
    id = OnceField()

    class Meta(ModelForm.Meta):
        model = Break
        fields = ["label", "starts", "ends"]
        help_texts = {"label": _("Such as Summer holidays. You can leave it empty")}

    def clean(self):
        values = super().clean()
        starts, ends = values.get("starts"), values.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day comes before the first. Check both"))
        return values


class BreakChangeForm(BreakForm):
    id = None
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class WeekForm(ModelForm):
    """`monday` may be any day of the week; it becomes its Monday."""

    id = OnceField()
    minutes = MinutesField(
        label=_("Time for learning in that week"), least=0, help_text=_("Such as 3 h, or 0 for none")
    )

    class Meta(ModelForm.Meta):
        model = WeekTime
        fields = ["monday", "minutes", "label"]
        labels = {"monday": _("A day of the week")}
        help_texts = {"label": _("Such as Accreditation visit. You can leave it empty")}

    def clean_monday(self):
        day = self.cleaned_data["monday"]
        return day - timedelta(days=day.weekday())

    def clean_minutes(self):
        return check_week(self.cleaned_data["minutes"])


class WeekChangeForm(WeekForm):
    id = None
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MailForm(ModelForm):
    day = forms.ChoiceField(label=_("On which day"), choices=Weekday.choices, widget=forms.RadioSelect)
    at = TimeField(label=_("At what time"), help_text=_("Such as 8:00"))
    quiet_from = TimeField(label=_("Quiet from"), required=False, help_text=_("Such as 19:00"))
    quiet_until = TimeField(label=_("Quiet until"), required=False, help_text=_("Such as 7:00, also of the next day"))

    class Meta(ModelForm.Meta):
        model = MailChoices
        fields = ["digest", "mentoring", "reviews", "programmes", "day", "at", "quiet_from", "quiet_until"]
        help_texts = {
            "digest": _("What is next, whether your plan fits, what waits for you, one question"),
            "mentoring": _("When somebody asks you, answers you, or ends an agreement"),
            "reviews": _("When something is shared, signed, or waits for you"),
            "programmes": _("A mail a module; each run can also be switched off by itself"),
        }

    def clean(self):
        values = super().clean()
        starts, ends = values.get("quiet_from"), values.get("quiet_until")
        if starts and ends is None and "quiet_until" not in self.errors:
            self.add_error("quiet_until", _("Say until when, or leave both empty"))
        if ends and starts is None and "quiet_from" not in self.errors:
            self.add_error("quiet_from", _("Say from when, or leave both empty"))
        if starts is not None and starts == ends:
            self.add_error("quiet_until", _("They end when they begin. Choose another time"))
        return values


EXPIRY = [("30", _("In 30 days")), ("90", _("In 90 days")), ("365", _("In a year")), ("", _("Never"))]


class TokenForm(Form):
    id = OnceField()
    name = forms.CharField(
        label=_("What is it for?"), max_length=120, help_text=_("Such as My calendar script"), strip=True
    )
    scope = forms.ChoiceField(
        label=_("What may it do?"), choices=Token.Scope.choices, widget=forms.RadioSelect, initial=Token.Scope.READ
    )
    days = forms.ChoiceField(
        label=_("When does it end?"), choices=EXPIRY, widget=forms.RadioSelect, initial="90", required=False
    )


class InvitationForm(Form):
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("One address. The link in the mail works once, for two weeks")
    )


class CredentialsForm(Form):
    """An address and a password for the person of this machine, who had neither."""

    email = forms.EmailField(label=_("E-mail"))
    password = forms.CharField(
        label=_("New password"), strip=False, max_length=200, widget=forms.PasswordInput, help_text=PASSWORD_HINT
    )

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if Person.objects.filter(email=email).exclude(pk=self.person.pk).exists():
            raise ValidationError(_("Somebody here has this address already. Enter another"))
        return email

    def clean(self):
        values = super().clean()
        try:
            validate_password(values.get("password") or "", self.person)
        except ValidationError as error:
            if values.get("password"):
                self.add_error("password", error)
        return values
