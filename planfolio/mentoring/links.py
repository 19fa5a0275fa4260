"""Links: an unlisted address by which somebody without an account reads one plan or one summary, for a time.

The address is shown once; here only its SHA-256 is kept. A password, where there is one, is asked at each opening,
because the page that is shown sets no cookie.
"""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import Missing, NotAllowed
from planfolio.people.base import add_once, new_key
from planfolio.people.secrets import hash_of, new_secret
from planfolio.people.sharing import Bearer, Role, end_source, give
from planfolio.web.limits import spend

from . import mails
from .models import Comment, SharedLink

#: Passwords tried and comments left on the links of one person within a minute, at most.
EACH_MINUTE = 10


@transaction.atomic
def make_link(thing, *, by, expires_at: datetime, password: str = "", comments: bool, label: str, key: UUID | None):
    """A link to `thing` and its secret, stored nowhere; the secret is None when the form was sent before."""
    secret = new_secret()
    row = SharedLink(
        id=key or new_key(),
        owner=by,
        label=label,
        secret_hash=hash_of(secret),
        password=make_password(password) if password else "",
        comments=comments,
        expires_at=expires_at,
        **{thing._meta.model_name: thing},
    )
    link, added = add_once(row)
    if not added:
        return link, None
    role = Role.COMMENTER if comments else Role.READER
    give(thing, source=link.source, role=role, link_hash=link.secret_hash, expires_at=expires_at)
    return link, secret


@transaction.atomic
def end_link(link: SharedLink) -> None:
    """The link opens nothing from now on. What was written by it stays; ended again, all of it goes for good."""
    end_source(link.owner, link.source)
    if link.is_over or not link.comments_made.exists():
        link.delete()
        return
    link.expires_at = timezone.now()
    link.save(update_fields=["expires_at"])


def find_link(secret: str) -> SharedLink:
    """Raises Missing when it is unknown, ended, over, or its thing was removed; which of these is not told."""
    rows = SharedLink.objects.kept().select_related("plan", "entry", "owner")
    link = rows.filter(secret_hash=hash_of(secret), expires_at__gt=timezone.now(), owner__is_active=True).first()
    if link is None or link.thing.deleted_at:
        raise Missing(_("This link opens nothing. Perhaps it has ended: ask whoever sent it for another."))
    return link


def bearer(link: SharedLink, password: str) -> Bearer | None:
    """Who holds the link and knows its password, as the rule of access knows them; None for a wrong password.

    Raises TooMany above EACH_MINUTE tries.
    """
    if link.password:
        spend(link.owner, "link", each_minute=EACH_MINUTE)
        if not check_password(password, link.password):
            return None
    return Bearer(link.secret_hash)


def comment(link: SharedLink, *, name: str, text: str, key: UUID | None = None) -> Comment:
    """Leave a comment for the owner; raises NotAllowed where the link does not ask for any."""
    if not link.comments:
        raise NotAllowed(_("This link is for reading."))
    spend(link.owner, "comment", each_minute=EACH_MINUTE)
    with transaction.atomic():
        row, added = add_once(Comment(id=key or new_key(), owner=link.owner, link=link, name=name, text=text))
        if added:
            mails.tell_commented(row)
    return row
