"""Whether a member is counted in the anonymous reports of an organisation: what they agreed to, and when."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from planfolio.people.models import Membership

from ..models import OutcomeConsent

#: What was agreed to, and which wording of it (the page of `outcome-consent`). A new wording asks again.
PURPOSE, VERSION = "anonymous-outcomes", 1


def consent_of(own: Membership) -> OutcomeConsent | None:
    """The consent of a member that stands now."""
    return OutcomeConsent.objects.filter(membership=own, version=VERSION, withdrawn_at=None).first()


def consent(own: Membership) -> None:
    """Count this member from now on. Done twice it changes nothing."""
    values = {"owner_id": own.person_id, "membership": own, "purpose": PURPOSE, "version": VERSION}
    try:
        with transaction.atomic():
            OutcomeConsent.objects.create(**values)
    except IntegrityError:
        return


def withdraw(own: Membership) -> None:
    """Count this member no more. When it was given and taken back stays written, for them to see."""
    OutcomeConsent.objects.filter(membership=own, withdrawn_at=None).update(withdrawn_at=timezone.now())
