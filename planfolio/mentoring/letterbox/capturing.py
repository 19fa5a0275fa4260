"""The private capture address of somebody: made anew, shown once, and ended.

Whoever knows it can add entries to that journal and do nothing else; so nothing is ever mailed back to it or for it.
"""

from base64 import b32encode
from secrets import token_bytes

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from planfolio.errors import Refused
from planfolio.people.models import Person
from planfolio.people.secrets import hash_of

from ..models import CaptureAddress
from .addresses import CAPTURE_LENGTH, address_with


def capture_address_of(person: Person) -> CaptureAddress | None:
    return CaptureAddress.objects.filter(owner=person).first()


@transaction.atomic
def make_capture_address(person: Person) -> str:
    """A new address, which is stored nowhere; the one before takes nothing from now on."""
    if not settings.REPLY_ADDRESS:
        raise Refused(_("This Planfolio takes no mail. Whoever looks after it can set that up."))
    Person.objects.select_for_update().get(pk=person.pk)
    end_capture_address(person)
    secret = b32encode(token_bytes(CAPTURE_LENGTH * 5 // 8)).decode().lower()
    CaptureAddress.objects.create(owner=person, secret_hash=hash_of(secret))
    return address_with(secret)


def end_capture_address(person: Person) -> None:
    CaptureAddress.objects.filter(owner=person).delete()
