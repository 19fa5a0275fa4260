"""A person's own list of resources, each as one thing to show, wherever its facts come from."""

from dataclasses import dataclass
from uuid import UUID

from .models import OwnResource
from .resources import Resource, resource


@dataclass(frozen=True)
class OwnListed:
    """`found` is the resource of the catalogue; None for one's own, and for one that the catalogue has no more."""

    key: UUID
    row: OwnResource
    found: Resource | None

    @property
    def facts(self) -> Resource | OwnResource:
        return self.found or self.row


def own_list(person, language: str) -> list[OwnListed]:
    """The list by title. One query."""
    return [as_listed(row, language) for row in OwnResource.objects.kept().owned(person)]


def as_listed(row: OwnResource, language: str) -> OwnListed:
    try:
        found = resource(row.resource, language) if row.resource else None
    except LookupError:
        found = None
    return OwnListed(key=row.pk, row=row, found=found)


def kept_keys(person) -> frozenset[str]:
    """The keys of the catalogue's resources that are on the list of `person`. One query."""
    rows = OwnResource.objects.kept().owned(person).exclude(resource="")
    return frozenset(rows.values_list("resource", flat=True))
