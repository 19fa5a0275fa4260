"""What allauth asks the application: who may sign up, what mails and messages say, where one may go afterwards."""

import time
from urllib.parse import urlsplit, urlunsplit

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.utils import translation
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from planfolio.web.notices import notice

from . import invitations, mails
from .models import Invitation, Person

#: What is said after an act, by allauth's name for it. Names that are not here are not said: the page shows it.
SAID = {
    "account/messages/email_confirmation_sent.txt": _("We sent a link to %(email)s. Open it to confirm the address."),
    "account/messages/email_confirmation_failed.txt": _("%(email)s cannot be confirmed: it is of another account."),
    "account/messages/email_confirmed.txt": _("%(email)s is confirmed."),
    "account/messages/email_deleted.txt": _("%(email)s was taken away."),
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "account/messages/unverified_primary_email.txt": _("Confirm your address first: open the link that we sent you."),
    "mfa/messages/recovery_codes_generated.txt": _("You have new recovery codes. Keep them in a safe place."),
    "mfa/messages/totp_activated.txt": _("The authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app is taken away."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is taken away."),
}

#: In the session of who opened an invitation: its key.
INVITATION = "invitation"
#: The same of an invitation into an organisation, which one may accept with an account that one has.
JOINING = "joining"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Ask the administrator."),
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("E-mail and password do not belong together. Check both, then try again."),
        "email_taken": _("This address cannot be used. Enter another."),
        "enter_current_password": _("This is not your password. Enter the one that you sign in with now."),
        "incorrect_code": _("This code does not fit. Enter the newest one; each works once."),
        "incorrect_password": _("This is not your password. Try again."),
        "invalid_or_expired_key": _("This link has ended. Ask for a new one."),
        "invalid_login": _("Enter your e-mail address and your password."),
        "invalid_password_reset": _("This link was used already, or it has ended. Ask for a new one."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again, or choose a new password."),
        "unverified_primary_email": _("Confirm your address first: open the link that we sent you."),
        "same_as_current": _("This is what you have now. Enter another."),
        "rate_limited": _("Too many tries. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request) -> bool:
        if settings.SIGNUP == "open":
            return True
        return settings.SIGNUP == "invited" and invited(request) is not None

    def save_user(self, request, user, form, commit=True) -> Person:
        user.language = (translation.get_language() or settings.LANGUAGE_CODE)[:2]
        return super().save_user(request, user, form, commit=commit)

    def is_safe_url(self, url) -> bool:
        """Only this very site, with its port; none of the other hosts that it may be reached under."""
        request = current.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def send_mail(self, template_prefix, email, context) -> None:
        facts = {name: _public(value) if name.endswith("_url") else value for name, value in context.items()}
        facts.setdefault("email", email)
        person = Person.objects.filter(email=email).first()
        with translation.override(person.language if person else translation.get_language()):
            if when := facts.get("timestamp"):
                facts["when"] = date_format(when, "DATETIME_FORMAT")
            subject, text = mails.words_for(template_prefix, facts)
        mails.send(to=email, subject=subject, text=text)

    def add_message(
        self, request, level, message_template=None, message_context=None, extra_tags="", message=None
    ) -> None:
        words = message or SAID.get(message_template, "")
        if words:
            notice(
                request,
                str(words) % (message_context or {}) if not message else str(words),
                kind="warning" if level >= messages.WARNING else "success",
            )

    def is_reauthentication_required(self, *, app, **kwargs) -> bool:
        """Who signed in a moment ago is not asked a second time."""
        records = get_authentication_records(current.request, current.request.user)
        newest = max((record["at"] for record in records), default=0)
        return not 0 <= time.time() - newest < account_settings.REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user) -> list[dict]:
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code of your authenticator app"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        return [method | {"description": words[method["id"]]} for method in super().get_reauthentication_methods(user)]

    def get_password_change_redirect_url(self, request) -> str:
        return "/account/"

    def get_login_redirect_url(self, request) -> str:
        return settings.LOGIN_REDIRECT_URL


class MfaAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("Take the second step away before you add an address, then set it up again."),
        "cannot_delete_authenticator": _("This cannot be taken away."),
        "cannot_generate_recovery_codes": _("Set up an authenticator app or a passkey first."),
        "incorrect_code": _("This code does not fit. Enter the newest one; each works once."),
        "unverified_email": _("Confirm your address first: open the link that we sent you."),
    }

    def get_totp_issuer(self) -> str:
        return "Planfolio"

    def _get_site_name(self) -> str:
        return "Planfolio"

    def build_totp_svg(self, url) -> str:
        """On white paper, so that cameras read it in the dark theme too."""
        return super().build_totp_svg(url).replace("<path ", '<rect width="100%" height="100%" fill="#fff"/><path ', 1)

    def generate_authenticator_name(self, user, type) -> str:
        return str(_("My passkey"))


def invited(request) -> Invitation | None:
    """The invitation that this browser opened, while it can be used."""
    key = request.session.get(INVITATION) if settings.SIGNUP != "closed" else None
    return invitations.running().select_related("organisation").filter(pk=key).first() if key else None


def _public(address: str) -> str:
    """A link in a mail leads to the site's public address whatever the Host header said, where one is set."""
    if not settings.PUBLIC_URL:
        return address
    site, link = urlsplit(settings.PUBLIC_URL), urlsplit(address)
    return urlunsplit((site.scheme, site.netloc, link.path, link.query, ""))
