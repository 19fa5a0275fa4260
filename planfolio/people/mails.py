"""The mails about accounts: what allauth sends under its own names, and invitations. Plain text, in our words.

Every name that goes into a subject passes `one_line`, so that a name cannot add a header.
"""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planfolio.jobs.mail import post

from .base import new_key

_IGNORE = gettext_lazy("If this was not you, do nothing: without this link nothing happens.")
_CONFIRM = gettext_lazy("Open this page within three days to confirm that this is your address:\n\n%(activate_url)s")
_CHANGED = gettext_lazy(
    "It was done on %(when)s from %(ip)s with %(user_agent)s.\n\n"
    "If this was not you: choose a new password at once, and look at your sessions in your account."
)

#: Template names of allauth: subject, body, and whether it tells of a change that was made.
WORDS = {
    "account/email/email_confirmation_signup": (gettext_lazy("Confirm your address"), _CONFIRM, False),
    "account/email/email_confirmation": (gettext_lazy("Confirm your address"), _CONFIRM, False),
    "account/email/account_already_exists": (
        gettext_lazy("You have an account already"),
        gettext_lazy(
            "Somebody, probably you, asked for an account for %(email)s. There is one already. "
            "If you do not remember your password, choose a new one here:\n\n%(password_reset_url)s"
        ),
        False,
    ),
    "account/email/unknown_account": (
        gettext_lazy("There is no account for this address"),
        gettext_lazy(
            "Somebody, probably you, asked to sign in as %(email)s. There is no account for this address here. "
            "Perhaps you use another one?"
        ),
        False,
    ),
    "account/email/password_reset_key": (
        gettext_lazy("Choose a new password"),
        gettext_lazy("Open this page to choose a new password. The link works once.\n\n%(password_reset_url)s"),
        False,
    ),
    "account/email/password_changed": (
        gettext_lazy("Your password was changed"),
        gettext_lazy("Your password was changed."),
        True,
    ),
    "account/email/password_reset": (
        gettext_lazy("You have a new password"),
        gettext_lazy("A new password was chosen through a link in a mail."),
        True,
    ),
    "account/email/password_set": (
        gettext_lazy("You have a password now"),
        gettext_lazy("A password was set for your account."),
        True,
    ),
    "account/email/email_changed": (
        gettext_lazy("Your address was changed"),
        gettext_lazy("The address of your account was changed from %(from_email)s to %(to_email)s."),
        True,
    ),
    "account/email/email_confirm": (
        gettext_lazy("Your address is confirmed"),
        gettext_lazy("Your address is confirmed."),
        True,
    ),
    "account/email/email_deleted": (
        gettext_lazy("An address was taken away"),
        gettext_lazy("The address %(deleted_email)s was taken away from your account."),
        True,
    ),
    "mfa/email/totp_activated": (
        gettext_lazy("Signing in now takes a second step"),
        gettext_lazy("An authenticator app was added to your account."),
        True,
    ),
    "mfa/email/totp_deactivated": (
        gettext_lazy("The authenticator app was taken away"),
        gettext_lazy("Your account no longer asks for a code of an authenticator app."),
        True,
    ),
    "mfa/email/recovery_codes_generated": (
        gettext_lazy("You have new recovery codes"),
        gettext_lazy("New recovery codes were made for your account. The earlier ones no longer work."),
        True,
    ),
    "mfa/email/webauthn_added": (
        gettext_lazy("A passkey was added"),
        gettext_lazy("A passkey or security key was added to your account."),
        True,
    ),
    "mfa/email/webauthn_removed": (
        gettext_lazy("A passkey was taken away"),
        gettext_lazy("A passkey or security key was taken away from your account."),
        True,
    ),
}


def one_line(text: str) -> str:
    return " ".join(str(text).split())


def words_for(template: str, facts: dict) -> tuple[str, str]:
    """Subject and body of one of allauth's mails, in the language that is active. `facts` is what it passes."""
    subject, body, tells_of_change = WORDS[template]
    parts = [str(body), str(_CHANGED if tells_of_change else _IGNORE)]
    return one_line(subject), letter("\n\n".join(parts) % facts)


def invitation(*, name: str, address: str) -> tuple[str, str]:
    if name:
        subject = _("%(name)s invites you to Planfolio") % {"name": name}
    else:
        subject = _("You are invited to Planfolio")
    body = _(
        "You can have an account on Planfolio, the home for your learning plan and its evidence. "
        "Open this page within two weeks to choose a password:\n\n%(address)s"
    ) % {"address": address}
    return one_line(subject), letter(f"{body}\n\n{_IGNORE}")


def letter(body: str) -> str:
    """`body` between a greeting and our name."""
    return "{}\n\n{}\n\n{}\n".format(_("Hello,"), body, "Planfolio")


def site() -> str:
    """Where this instance is found, for mails that no request asks for."""
    return settings.PUBLIC_URL or f"http://localhost:{settings.PORT}"


def send(*, to: str, subject: str, text: str) -> None:
    """Put the mail into the outbox, in the caller's transaction; the worker hands it over."""
    post(key=str(new_key()), to=to, subject=subject, text=text)
