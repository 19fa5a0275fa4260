"""Setting an organisation up with a link from the console: who may type there may read the database too.

The link works once, for a day. It begins an organisation, or makes one more administrator of one that is there.
"""

from datetime import timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import Missing, Refused

from ..models import Membership, Organisation, OrganisationRole, Person, SetUp
from ..secrets import hash_of, new_secret
from .actions import begin, describe

KEPT = timedelta(days=1)


def make_link(name: str, *, site: str, organisation: Organisation | None = None) -> tuple[SetUp, str]:
    """A set-up and the link to it, which is stored nowhere."""
    secret = new_secret()
    made = SetUp.objects.create(
        name=name, organisation=organisation, secret_hash=hash_of(secret), expires_at=timezone.now() + KEPT
    )
    return made, site.rstrip("/") + reverse("organisation-set-up", args=[secret])


def find_set_up(secret: str) -> SetUp:
    """Raises Missing when it was used or has ended."""
    found = _running().filter(secret_hash=hash_of(secret)).select_related("organisation").first()
    if found is None:
        raise Missing(_("This link was used already, or it has ended. Ask for a new one at the console."))
    return found


@transaction.atomic
def set_up(made: SetUp, *, by: Person, name: str, word: str) -> Membership:
    """Use the link: `by` administers the organisation from now on. Of many at once one succeeds, others get Refused."""
    if not _running().filter(pk=made.pk).update(used_at=timezone.now()):
        raise Refused(_("This link was used already, or it has ended. Ask for a new one at the console."))
    if made.organisation is None:
        return begin(by=by, name=name, word=word)
    own, _new = Membership.objects.update_or_create(
        organisation=made.organisation, person=by, defaults={"role": OrganisationRole.ADMINISTRATOR}
    )
    describe(own, name=name, word=word)
    return own


@transaction.atomic
def set_up_with_account(made: SetUp, *, email: str, password: str, person: str, language: str, **values) -> Person:
    """The same for somebody without an account; their address counts as confirmed, as at the console.

    Raises Refused for an address that cannot be used.
    """
    if Person.objects.filter(email=email).exists():
        raise Refused(_("This address cannot be used. If it is yours, sign in first, then open the link again."))
    made_person = Person.objects.create_user(email, password, name=person, language=language)
    EmailAddress.objects.create(user=made_person, email=email, verified=True, primary=True)
    set_up(made, by=made_person, **values)
    return made_person


def forget_set_ups(now=None) -> int:
    """Forget links that were used or have ended."""
    now = now or timezone.now()
    return SetUp.objects.filter(expires_at__lte=now).delete()[0]


def organisation_of(key: UUID) -> Organisation:
    found = Organisation.objects.filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such organisation. `planfolio organisation list` shows them."))
    return found


def _running():
    return SetUp.objects.filter(used_at=None, expires_at__gt=timezone.now())
