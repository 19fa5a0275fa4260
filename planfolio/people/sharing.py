"""The one rule of who may see what.

A shareable noun (plan, entry, page) has a grant table made from `Grant` and a queryset made from `Shareable`.
`Model.objects.may(who, ability)` is the rule, for lists and for single objects alike, so the two cannot disagree.
What hangs on a plan is reached through the plan. The owner may do everything; everybody else only what a grant
that is running gives; and nobody else ever edits: supporters comment.

`who` is a Person, an anonymous visitor, or a `Bearer` of an unlisted link.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from planfolio.errors import Missing, NotAllowed
from planfolio.prepared import Prepared

from .base import Owned, OwnedQuerySet, new_key
from .models import SharedByDefault
from .openings import note_opening

VIEW, COMMENT, EDIT = "view", "comment", "edit"


class Role(models.TextChoices):
    READER = "reader", _("Can read")
    COMMENTER = "commenter", _("Can read and comment")


#: What each role of a grant may do. Editing is in none of them: the learner owns the plan.
GIVES = {Role.READER: {VIEW}, Role.COMMENTER: {VIEW, COMMENT}}


@dataclass(frozen=True)
class Bearer:
    """A visitor who holds an unlisted link; `link_hash` is the SHA-256 of its token, which is stored nowhere."""

    link_hash: str


class Grant(models.Model):
    """One row for each source that gives access, so that ending one source never ends another.

    Exactly one of `person`, `link_hash`, `public` says to whom. `source` names what gave it, such as "mentorship:<id>".
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    link_hash = models.CharField(max_length=64, blank=True)
    public = models.BooleanField(default=False)
    role = models.CharField(max_length=20, choices=Role)
    source = models.CharField(max_length=80)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


def one_receiver(name: str) -> models.CheckConstraint:
    """The constraint that a grant names exactly one of person, link and public."""
    return models.CheckConstraint(
        name=name,
        condition=(
            Q(person__isnull=False, link_hash="", public=False)
            | (Q(person=None, public=False) & ~Q(link_hash=""))
            | Q(person=None, link_hash="", public=True)
        ),
    )


def _roles(ability: str) -> list[str]:
    return [role for role, gives in GIVES.items() if ability in gives]


def _running_at(now: datetime) -> Q:
    return Q(expires_at=None) | Q(expires_at__gt=now)


class Shareable(OwnedQuerySet):
    """Rows that can be shared; the model names its grant table by a reverse relation called `grants`."""

    def mine(self, who):
        """What its owner may do everything with."""
        return self.filter(owner=who)

    def may(self, who, ability: str):
        rule = self._granted(who, ability)
        if getattr(who, "is_authenticated", False):
            rule = Q(owner=who) | rule if rule is not None else Q(owner=who)
        return self.filter(rule) if rule is not None else self.none()

    def to_everybody(self, who) -> Q:
        """Of the grants to everybody, those that reach `who`: all of them, unless a noun keeps people apart."""
        return Q(public=True)

    def _granted(self, who, ability):
        roles = _roles(ability)
        if not roles:
            return None
        receiver = self.to_everybody(who)
        if isinstance(who, Bearer):
            receiver |= Q(link_hash=who.link_hash)
        elif getattr(who, "is_authenticated", False):
            receiver |= Q(person=who)
        running = _running_at(timezone.now())
        grants = self.model.grants.rel.related_model.objects
        return Exists(grants.filter(receiver, running, thing=OuterRef("pk"), role__in=roles))


Row = TypeVar("Row", bound=Owned)


def may(who, ability: str, row: Owned) -> bool:
    """The rule for one row that is at hand: what `may` of its queryset says, found in the quickest order.

    The owner may do everything; a grant to somebody by name is one look-up; only where there is none is the whole rule
    asked.
    """
    if row.owner_id == getattr(who, "pk", None):
        return True
    rows = type(row).objects
    if getattr(who, "is_authenticated", False) and _roles(ability):
        named = _named(rows.model.grants.rel.related_model, ability)
        if named.rows(person=who.pk, thing=row.pk, now=timezone.now()):
            return True
    return rows.may(who, ability).filter(pk=row.pk).exists()


@cache
def _named(grants: type[Grant], ability: str) -> Prepared:
    """The grants that are running and let a person, by name, do `ability` to a thing."""
    return Prepared(
        lambda person, thing, now: grants.objects.filter(
            _running_at(now), person=person, thing=thing, role__in=_roles(ability)
        ).values_list("pk")[:1]
    )


def get_or_refuse(rows, who, ability: str, **lookup) -> Row:
    """The one row that `lookup` names, if `who` may do `ability` to it; that another opened it is told to its owner.

    Raises Missing when it is not there or may not be seen, NotAllowed when it may be seen but not this.
    """
    row = None
    if getattr(who, "is_authenticated", False):
        # The owner may do everything, so that one's own row is found without asking for grants.
        row = rows.mine(who).filter(**lookup).first()
    if row is not None:
        return row
    row = rows.may(who, ability).filter(**lookup).first()
    if row is not None:
        note_opening(row, who)
        return row
    if ability != VIEW and rows.may(who, VIEW).filter(**lookup).exists():
        raise NotAllowed(_("Only the owner can change this. You can read it."))
    raise Missing(_("There is nothing at this address, or it is not shared with you."))


def give(thing, *, source: str, role: str, person=None, link_hash: str = "", expires_at: datetime | None = None):
    """Let `person`, or whoever holds a link, see `thing`; the same source again gives nothing more."""
    to = {"person": person, "link_hash": link_hash, "public": False, "source": source}
    grant, _added = type(thing).grants.rel.related_model.objects.update_or_create(
        owner_id=thing.owner_id, thing=thing, **to, defaults={"role": role, "expires_at": expires_at}
    )
    return grant


def end_source(owner, source: str) -> None:
    """End exactly what `source` gave of `owner`'s things, and what it would give of new ones."""
    for rows in given_by([owner], [source]):
        rows.delete()


def given_by(owners, sources) -> list[models.QuerySet]:
    """Everything that `sources` give of the things of `owners`, a queryset for each table."""
    tables = [*Grant.__subclasses__(), SharedByDefault]
    return [model.objects.filter(owner__in=owners, source__in=sources) for model in tables]


def share_new(thing) -> None:
    """Give a thing that was just added to whom its owner lets see all new ones of its kind. One query."""
    for each in SharedByDefault.objects.filter(owner=thing.owner_id, kind=thing._meta.model_name):
        give(thing, source=each.source, role=Role.COMMENTER, person=each.person)


@dataclass(frozen=True)
class Visibility:
    """What the label on a thing says: `reach` picks its icon (me, mentor, review, public), `text` its words."""

    reach: str
    text: str


#: The label of what nobody but its owner can see.
ONLY_YOU = Visibility("me", _("Only you"))
#: What a reader is told: not who else reads.
SHARED_WITH_YOU = Visibility("mentor", _("Shared with you"))


def visibility(thing, *, who) -> Visibility:
    """The label of a shareable thing for `who`: for its owner from the grants that are running now. One query."""
    if thing.owner_id != getattr(who, "pk", None):
        return SHARED_WITH_YOU
    grants = type(thing).grants.rel.related_model
    return _label(_running_for(grants).objects(thing=thing.pk, now=timezone.now()))


@cache
def _running_for(grants: type[Grant]) -> Prepared:
    """The grants on a thing that are running, as many as its label needs."""
    return Prepared(
        lambda thing, now: grants.objects.filter(_running_at(now), thing=thing).select_related("person")[:20]
    )


def visibilities(things) -> dict[UUID, Visibility]:
    """The labels of several things of one kind, by their keys. One query."""
    things = list(things)
    given: dict[UUID, list] = {thing.pk: [] for thing in things}
    if things:
        for grant in _running(things[0].grants.model.objects.filter(thing__in=given)):
            given[grant.thing_id].append(grant)
    return {key: _label(grants) for key, grants in given.items()}


def _running(grants):
    return grants.filter(_running_at(timezone.now())).select_related("person")


def _label(grants: list) -> Visibility:
    if not grants:
        return ONLY_YOU
    if any(grant.public for grant in grants):
        return Visibility("public", _("Public"))
    if any(grant.source.startswith("review:") for grant in grants):
        return Visibility("review", _("In review"))
    names = sorted({str(grant.person) for grant in grants if grant.person_id})
    if any(grant.link_hash for grant in grants):
        return Visibility("public", _("Anyone with the link"))
    return Visibility("mentor", format_lazy(_("You and {names}"), names=", ".join(names)))
