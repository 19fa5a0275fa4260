"""Loading dates and own resources for the person they belong to; Missing for everybody else."""

from uuid import UUID

from django.utils.translation import gettext as _

from planfolio.errors import Missing

from .models import Listing, OwnResource
from .resources import Resource, resource


def get_listing(person, key: UUID) -> Listing:
    row = Listing.objects.kept().owned(person).filter(pk=key).first()
    if row is None:
        raise Missing(_("This date is not there any more."))
    return row


def get_own_resource(person, key: UUID) -> OwnResource:
    row = OwnResource.objects.kept().owned(person).filter(pk=key).first()
    if row is None:
        raise Missing(_("This resource is not on your list any more."))
    return row


def get_resource(key: str, language: str) -> Resource:
    try:
        return resource(key, language)
    except LookupError as error:
        raise Missing(_("This resource is not in the catalogue. It may have been taken out.")) from error
