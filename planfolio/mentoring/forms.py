"""The forms of supporting one another and of sharing."""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from planfolio.plans.vocabulary import TEXT_LENGTH, TITLE_LENGTH
from planfolio.web.forms import DateField, Form, MinutesField, ModelForm, OnceField, TimeField

from .models import Mentorship, Offer
from .vocabulary import Intent, Kind

#: The longest that a link opens anything.
LINK_DAYS = 366
LONGEST_MEETING = 8 * 60


def _words(label, rows=4, **options):
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=TEXT_LENGTH, widget=area, **options)


class AskForm(Form):
    """Whom to ask and for what. With `known`, the person is known and only the words are asked for."""

    id = OnceField()
    kind = forms.ChoiceField(label=_("As what?"), choices=Kind, widget=forms.RadioSelect, initial=Kind.MENTOR)
    name = forms.CharField(label=_("Their name"), max_length=120)
    email = forms.EmailField(label=_("Their e-mail, if a mail should go to them"), required=False)
    words = _words(_("What do you hope for?"), required=False)

    def __init__(self, *args, known: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["name"], self.fields["email"]


class AgreementForm(ModelForm):
    class Meta(ModelForm.Meta):
        model = Mentorship
        fields = ["scope", "rhythm", "starts", "ends"]
        widgets = {"scope": forms.Textarea(attrs={"rows": 3})}

    def clean(self):
        values = super().clean()
        if values.get("starts") and values.get("ends") and values["ends"] < values["starts"]:
            self.add_error("ends", _("Choose a last day that is not before the first"))
        return values


class OfferForm(ModelForm):
    class Meta(ModelForm.Meta):
        model = Offer
        fields = ["topics", "capacity", "answer_days", "shows_breaks", "open"]
        widgets = {"topics": forms.Textarea(attrs={"rows": 3})}

    capacity = forms.IntegerField(label=_("How many people at once?"), min_value=1, max_value=50, initial=2)
    answer_days = forms.IntegerField(
        label=_("Within how many days do you usually answer?"), min_value=1, max_value=60, initial=7
    )


class SupporterForm(Form):
    """A form with a field `to`: one of `supporters`, who is chosen already where there is only one."""

    def __init__(self, *args, supporters: list[Mentorship], **kwargs):
        super().__init__(*args, **kwargs)
        self.supporters = {str(each.pk): each for each in supporters}
        self.fields["to"].choices = [(key, str(each)) for key, each in self.supporters.items()]
        if len(self.supporters) == 1:
            self.initial["to"] = next(iter(self.supporters))

    def clean_to(self) -> Mentorship:
        return self.supporters[self.cleaned_data["to"]]


class RequestForm(SupporterForm):
    id = OnceField()
    to = forms.ChoiceField(label=_("Whom do you ask?"), widget=forms.RadioSelect)
    intent = forms.ChoiceField(label=_("What is it?"), choices=Intent, widget=forms.RadioSelect, initial=Intent.STUCK)
    question = forms.CharField(label=_("Your question"), max_length=TITLE_LENGTH)
    text = _words(_("What they should know to answer it"), required=False)


class ReplyForm(Form):
    id = OnceField()
    text = _words(_("Your answer"))


class NoteForm(Form):
    id = OnceField()
    text = _words(_("A note for yourself"), rows=3)


class ThanksForm(Form):
    thanks = _words(_("A word of thanks, if you like"), rows=2, required=False)


class MeetingForm(Form):
    """A meeting at a time of day of the person's own clock."""

    id = OnceField()
    day = DateField(label=_("Day"))
    at = TimeField(label=_("At what time"))
    minutes = MinutesField(label=_("How long?"), initial=30)
    place = forms.CharField(label=_("Where, or by what"), required=False, max_length=TITLE_LENGTH)
    agreed = _words(_("What you agreed to do next, a line each"), required=False)

    def __init__(self, *args, zone, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean_minutes(self) -> int:
        minutes = self.cleaned_data["minutes"]
        if minutes and minutes > LONGEST_MEETING:
            raise ValidationError(_("Write a time of 8 h or less"))
        return minutes

    def values(self) -> dict:
        values = {name: self.cleaned_data[name] for name in ("minutes", "place", "agreed")}
        day, at = self.cleaned_data["day"], self.cleaned_data["at"]
        return {**values, "starts_at": datetime.combine(day, at, tzinfo=self.zone)}


class ShareForm(Form):
    """Which supporter gets to see a thing."""

    to = forms.ChoiceField(label=_("Who may read it?"), widget=forms.RadioSelect)

    def __init__(self, *args, supporters: list[Mentorship], **kwargs):
        super().__init__(*args, **kwargs)
        self.supporters = {str(each.pk): each for each in supporters}
        self.fields["to"].choices = [(key, str(each)) for key, each in self.supporters.items()]

    def clean_to(self) -> Mentorship:
        return self.supporters[self.cleaned_data["to"]]


class LinkForm(Form):
    id = OnceField()
    label = forms.CharField(label=_("Who is it for?"), max_length=120)
    until = DateField(label=_("Until when does it open?"))
    password = forms.CharField(
        label=_("A password, if you want one"), required=False, max_length=120, strip=False, min_length=6
    )
    comments = forms.BooleanField(label=_("They may comment, without an account"), required=False)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("until", today + timedelta(days=30))

    def clean_until(self):
        until = self.cleaned_data["until"]
        if not self.today <= until <= self.today + timedelta(days=LINK_DAYS):
            raise ValidationError(_("Choose a day from today to a year ahead"))
        return until


class PasswordForm(Form):
    """The password of a link."""

    wrong = _("That is not the password of this link. Ask whoever sent it")
    password = forms.CharField(label=_("Password"), strip=False, max_length=120, widget=forms.PasswordInput)


class CommentForm(Form):
    id = OnceField()
    name = forms.CharField(label=_("Your name"), max_length=120)
    text = _words(_("Your comment"))
