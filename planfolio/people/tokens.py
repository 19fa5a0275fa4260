"""API tokens: the secret is shown once, kept only as its SHA-256, and opens nothing but the API."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import Conflict, Missing, Refused

from .base import new_key
from .models import Person, Token
from .secrets import hash_of, new_secret

#: So that a secret found in a file or a log is recognised for what it is.
PREFIX = "planfolio_"
#: More than a person can tell apart.
TOKENS_LIMIT = 50


def create_token(
    owner: Person,
    name: str,
    scope: str = Token.Scope.WRITE,
    expires: datetime | None = None,
    *,
    key: UUID | None = None,
) -> tuple[Token, str]:
    """A new token of `owner` and its secret, which is stored nowhere.

    Raises Conflict when `key` was used already (a form sent twice), Refused above TOKENS_LIMIT.
    """
    if key and Token.objects.filter(pk=key, owner=owner).exists():
        raise Conflict(
            _("This token was made already, and a token is shown once. Make another if you did not copy it.")
        )
    if Token.objects.filter(owner=owner).count() >= TOKENS_LIMIT:
        raise Refused(_("You have as many tokens as one person can keep track of. Take one away first."))
    if key and Token.objects.filter(pk=key).exists():
        key = None
    secret = PREFIX + new_secret()
    token = Token.objects.create(
        id=key or new_key(),
        owner=owner,
        name=name,
        scope=scope,
        expires_at=expires,
        secret_hash=hash_of(secret),
    )
    return token, secret


def person_for(secret: str) -> tuple[Person, Token] | None:
    """Who holds `secret`, or None when it is unknown, ended, or of an account that is closed.

    The work is the same for a wrong secret as for a right one: one hash, one look in an index of hashes. The first
    use of a day also writes its date.
    """
    token = Token.objects.select_related("owner").filter(secret_hash=hash_of(secret)).first()
    if token is None or not token.owner.is_active:
        return None
    if token.expires_at is not None and token.expires_at <= timezone.now():
        return None
    today = timezone.now().date()
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)
        token.last_used_on = today
    return token.owner, token


def get_token(owner: Person, key: UUID) -> Token:
    token = Token.objects.filter(owner=owner, pk=key).first()
    if token is None:
        raise Missing(_("This token is not there any more."))
    return token


def revoke_token(token: Token) -> None:
    """The token opens nothing from now on. It cannot be brought back: its secret is nowhere."""
    token.delete()
