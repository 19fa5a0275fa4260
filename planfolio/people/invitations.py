"""Invitations: a way in for one address, once, for two weeks. The secret travels in the link; its SHA-256 stays here.

Those into an organisation are made in `organisations.inviting`, and used by the same function as these.

Opening the link changes nothing, because mail scanners open links; the invitation is used when the account is made.
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from planfolio.errors import Missing, Refused, TooMany

from . import mails
from .models import Invitation, Person
from .secrets import hash_of, new_secret

KEPT = timedelta(days=14)
#: Invitations that one administrator can send in an hour.
HOURLY_LIMIT = 100


def invite(email: str, *, by: Person | None) -> tuple[Invitation, str]:
    """A new invitation for `email` and its secret; earlier ones for the address end. `by` is None at the command line.

    Raises Refused when the address has an account, or nobody can sign up; TooMany above HOURLY_LIMIT.
    """
    email = email.strip().lower()
    if settings.SIGNUP == "closed":
        raise Refused(_("Sign-up is closed here. Set PLANFOLIO_SIGNUP to invited first."))
    if Person.objects.filter(email=email).exists():
        raise Refused(_("Somebody with this address has an account already."))
    _check_limit(by)
    Invitation.objects.filter(organisation=None, email=email, accepted_at=None).delete()
    secret = new_secret()
    invitation = Invitation.objects.create(
        email=email, invited_by=by, secret_hash=hash_of(secret), expires_at=timezone.now() + KEPT
    )
    return invitation, secret


def _check_limit(by: Person | None) -> None:
    hour_ago = timezone.now() - timedelta(hours=1)
    sent = Invitation.objects.filter(organisation=None, invited_by=by, created_at__gt=hour_ago)
    if by and sent.count() >= HOURLY_LIMIT:
        raise TooMany(_("That is a hundred invitations within an hour. Go on in an hour."))


def invitation_address(secret: str, *, site: str) -> str:
    """The link that goes into the mail; `site` is like "https://learn.example.org"."""
    return site.rstrip("/") + reverse("invitation", args=[secret])


def send_invitation(invitation: Invitation, address: str) -> None:
    """Mail the link, in the language of who invites."""
    by = invitation.invited_by
    with translation.override(by.language if by else settings.LANGUAGE_CODE):
        subject, body = mails.invitation(name=str(by) if by else "", address=address)
    mails.send(to=invitation.email, subject=subject, text=body)


def running():
    """Invitations that can still be used."""
    return Invitation.objects.filter(accepted_at=None, expires_at__gt=timezone.now())


def find_invitation(secret: str) -> Invitation:
    """Raises Missing when it was used, taken back or has ended; which of these is not told."""
    invitation = running().filter(secret_hash=hash_of(secret)).select_related("organisation").first()
    if invitation is None or (settings.SIGNUP == "closed" and invitation.organisation_id is None):
        raise Missing(_("This invitation was used already, or it has ended. Ask for a new one."))
    return invitation


def use_invitation(key: UUID) -> None:
    """Mark it used. Of any number of people who try at the same moment, one succeeds; the others get Refused."""
    if not running().filter(pk=key).update(accepted_at=timezone.now()):
        raise Refused(_("This invitation was used already, or it has ended. Ask for a new one."))


def makes_administrator(invitation: Invitation) -> bool:
    """An invitation from the command line makes an administrator of the instance while there is none."""
    administrators = Person.objects.filter(is_administrator=True, is_active=True, is_example=False)
    from_console = invitation.invited_by_id is None and invitation.organisation_id is None
    return from_console and not administrators.exists()
