"""What the tests of accounts share: people who can sign in, and the addresses of every page."""

import time

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from planfolio.jobs.models import Letter
from planfolio.testing import PersonFactory

PASSWORD = "four words in a row"


def member(email="nora@example.org", password=PASSWORD, **fields):
    """A person who can sign in with a confirmed address and a password."""
    person = PersonFactory(email=email, **fields)
    person.set_password(password)
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def sign_in(client, person, password=PASSWORD, **extra):
    return client.post("/accounts/login/", {"login": person.email, "password": password, **extra})


def signed_in_as(client) -> str | None:
    return client.session.get("_auth_user_id")


def with_app(person, secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP") -> str:
    """Give the person an authenticator app with that secret, and recovery codes."""
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def code_now(secret, ahead=0) -> str:
    """What the app shows now, or `ahead` half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def letters() -> list[Letter]:
    """The mails that were written, oldest first."""
    return list(Letter.objects.order_by("created_at", "pk"))
