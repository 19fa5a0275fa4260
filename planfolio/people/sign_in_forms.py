"""allauth's forms in our words. Each keeps allauth's checks; labels, hints and errors are ours."""

import struct
from collections.abc import Callable

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context as current
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from planfolio.web.forms import prepare

from . import invitations
from .adapter import INVITATION, JOINING, invited
from .organisations import joining

EMAIL = _("E-mail")
PASSWORD = _("Password")
PASSWORD_HINT = _("At least 10 characters. A few words in a row are easy to keep in mind and hard to guess.")
#: For so many seconds a code that was used is refused, longer than any code is good for.
CODE_REMEMBERED = 180


def in_our_words(form: type[forms.Form], words: dict[str, tuple], *, without: tuple = ()) -> type[forms.Form]:
    """`form` with (label, hint) by name of field, our words for errors, and without the fields in `without`."""

    class InOurWords(form):
        use_required_attribute = False

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            for name in without:
                self.fields.pop(name, None)
            for name, (label, hint) in words.items():
                self.fields[name].label, self.fields[name].help_text = label, hint
            for field in self.fields.values():
                _plain_widget(field)
            prepare(self)

    return InOurWords


def _plain_widget(field: forms.Field) -> None:
    """A widget that knows its type, so that phones offer the right keyboard and managers know a password."""
    if isinstance(field, forms.EmailField) and not field.widget.is_hidden:
        field.widget = forms.EmailInput()


Login = in_our_words(account.LoginForm, {"login": (EMAIL, ""), "password": (PASSWORD, "")})
AddEmail = in_our_words(account.AddEmailForm, {"email": (_("New address"), "")})
ResetPassword = in_our_words(account.ResetPasswordForm, {"email": (EMAIL, "")})
Reauthenticate = in_our_words(account.ReauthenticateForm, {"password": (PASSWORD, "")})
ChangePassword = in_our_words(
    account.ChangePasswordForm,
    {"oldpassword": (_("Password you have now"), ""), "password1": (_("New password"), PASSWORD_HINT)},
    without=("password2",),
)
SetPassword = in_our_words(
    account.SetPasswordForm, {"password1": (_("New password"), PASSWORD_HINT)}, without=("password2",)
)
ResetPasswordKey = in_our_words(
    account.ResetPasswordKeyForm, {"password1": (_("New password"), PASSWORD_HINT)}, without=("password2",)
)


class SignUp(in_our_words(account.SignupForm, {"email": (EMAIL, ""), "password1": (PASSWORD, PASSWORD_HINT)})):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invited(current.request)
        if self.invitation:
            self.fields["email"].disabled = True
            self.fields["email"].widget = forms.HiddenInput()
            self.initial["email"] = self.invitation.email

    def try_save(self, request):
        """Two people, or one twice, who ask for the same address at the same moment: the second is told by mail."""
        try:
            return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)

    @transaction.atomic
    def save(self, request):
        """Raises Refused when the invitation was used meanwhile; then there is no account either."""
        if self.invitation is None:
            return super().save(request)
        invitations.use_invitation(self.invitation.pk)
        # Who opened the invitation that was mailed to an address has shown that it is theirs.
        get_adapter().stash_verified_email(request, self.invitation.email)
        person = super().save(request)
        get_adapter().unstash_verified_email(request)
        if invitations.makes_administrator(self.invitation):
            person.is_administrator = True
            person.save(update_fields=["is_administrator"])
        if self.invitation.organisation_id:
            joining.enter(self.invitation, person=person)
            person.name = self.invitation.name
            person.save(update_fields=["name"])
        for name in (INVITATION, JOINING):
            request.session.pop(name, None)
        return person


CODE = {"code": (_("Code"), _("Of your authenticator app, or one of your recovery codes"))}


def _once(form, code: str) -> str:
    """A code works once, also where allauth would take it again while the clock still fits it."""
    if not cache.add(f"code-used:{form.user.pk}:{code.strip()}", True, CODE_REMEMBERED):
        raise ValidationError(_("This code was used already. Wait for the next one."), code="incorrect_code")
    return code


class Authenticate(in_our_words(mfa.AuthenticateForm, CODE)):
    def clean_code(self) -> str:
        return _once(self, super().clean_code())


class ReauthenticateByCode(in_our_words(mfa.ReauthenticateForm, CODE)):
    def clean_code(self) -> str:
        return _once(self, super().clean_code())


class ActivateTotp(
    in_our_words(totp.ActivateTOTPForm, {"code": (_("Code"), _("The six digits that the app shows now"))})
):
    def clean_code(self) -> str:
        return _once(self, super().clean_code())


DeactivateTotp = in_our_words(totp.DeactivateTOTPForm, {})
GenerateRecoveryCodes = in_our_words(recovery_codes.GenerateRecoveryCodesForm, {})
PASSKEY_NAME = (_("Name"), _("So that you can tell your passkeys apart, such as Phone or Key on my ring"))


PASSKEY_UNUSED = _("The passkey was not used. Try again, or choose another way.")


def _read(answer: Callable):
    """What `answer` makes of the device's words; words that no device sends are an error of the form, not of ours."""
    try:
        return answer()
    except (AttributeError, LookupError, TypeError, ValueError, struct.error) as error:
        raise ValidationError(PASSKEY_UNUSED, code="incorrect_code") from error


def _only_words(part) -> bool:
    """Whether there is no number in it. The library would set aside as many bytes of memory as a number says."""
    if isinstance(part, dict):
        return all(_only_words(inside) for inside in part.values())
    if isinstance(part, list):
        return all(isinstance(inside, str) for inside in part)
    return part is None or isinstance(part, str | bool)


def plain_credential(credential) -> None:
    """A validator, before anything reads what a device, or somebody who plays one, has sent."""
    if not isinstance(credential, dict) or not _only_words(credential):
        raise ValidationError(PASSKEY_UNUSED, code="incorrect_code")


def _passkey_form(form: type[forms.Form], words: dict, *, without: tuple = ()) -> type[forms.Form]:
    class Guarded(in_our_words(form, words, without=without)):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["credential"].validators.append(plain_credential)

    return Guarded


class AddPasskey(_passkey_form(webauthn.AddWebAuthnForm, {"name": PASSKEY_NAME}, without=("passwordless",))):
    """Every passkey can sign in alone: it is asked to check the person too, which is a second factor of its own."""

    def clean(self):
        self.cleaned_data["passwordless"] = True
        return _read(super().clean)


class SignInByPasskey(_passkey_form(webauthn.LoginWebAuthnForm, {})):
    def clean_credential(self):
        return _read(super().clean_credential)


class AuthenticateByPasskey(_passkey_form(webauthn.AuthenticateWebAuthnForm, {})):
    def clean_credential(self):
        return _read(super().clean_credential)


class ReauthenticateByPasskey(_passkey_form(webauthn.ReauthenticateWebAuthnForm, {})):
    def clean_credential(self):
        return _read(super().clean_credential)


EditPasskey = in_our_words(webauthn.EditWebAuthnForm, {"name": PASSKEY_NAME})
