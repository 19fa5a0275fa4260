"""The verbs of programmes: add, write, keep an edition, share, fork, take away. Each is one transaction."""

import json
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from planfolio.errors import NotAllowed, Refused
from planfolio.people import removal
from planfolio.people.base import add_once, change, new_key
from planfolio.people.sharing import Role

from .document import ProgrammeDoc, canonical_json, forked, sha256
from .models import Edition, Programme, ProgrammeGrant

PROGRAMMES_LIMIT = 500
#: All of one programme, as JSON: ten times a long one.
DOCUMENT_LIMIT = 2_000_000
#: The grant by which a programme is in the directory.
DIRECTORY = "directory"


def _own(programme: Programme, by) -> None:
    if programme.owner_id != by.pk:
        raise NotAllowed(_("Only the owner can change this. You can read it, or make a copy of your own."))


def _facts(doc: ProgrammeDoc) -> dict:
    """What a row says of its document, beside it."""
    text = canonical_json(doc)
    if len(text) > DOCUMENT_LIMIT:
        raise Refused(_("This programme is too long to be kept as one. Make two of it."))
    return {
        "title": doc.title,
        "language": doc.language,
        "summary": doc.summary,
        "licence": doc.licence,
        "things": len(doc.things()),
        "minutes": doc.minutes,
        "document": json.loads(text),
    }


@transaction.atomic
def add_programme(doc: ProgrammeDoc, *, by, key: UUID | None = None) -> Programme:
    """Keep `doc` as a programme of `by`; the same key again returns the first one."""
    if Programme.objects.kept().owned(by).count() >= PROGRAMMES_LIMIT:
        raise Refused(_("You have 500 programmes, which is as many as fit. Delete what you need no more."))
    programme, _added = add_once(Programme(id=key or new_key(), owner=by, **_facts(doc)))
    return programme


@transaction.atomic
def put_document(programme: Programme, doc: ProgrammeDoc, *, by, expected: int | None = None) -> Programme:
    """Write `doc` as what the programme says now. Nothing is written when nothing differs.

    Raises Conflict when it was changed since revision `expected`.
    """
    _own(programme, by)
    facts = _facts(doc)
    if facts["document"] == programme.document:
        return programme
    for name, value in facts.items():
        setattr(programme, name, value)
    return change(programme, expected=expected, fields=list(facts))


@transaction.atomic
def keep_edition(programme: Programme, *, by, reason: str = "") -> Edition:
    """Keep the programme as it stands; where the latest edition is the same, that one is returned."""
    _own(programme, by)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    hashed = sha256(programme.doc)
    latest = programme.editions.first()
    if latest and latest.sha256 == hashed:
        return latest
    number = (programme.editions.aggregate(most=Max("number"))["most"] or 0) + 1
    return Edition.objects.create(
        owner=by, programme=programme, number=number, reason=reason, document=programme.document, sha256=hashed
    )


@transaction.atomic
def bring_back(programme: Programme, edition: Edition, *, by, expected: int | None = None) -> Programme:
    """Let the programme say what `edition` says; what it said until now is kept as an edition first."""
    keep_edition(programme, by=by, reason=_("Before edition %(number)s came back") % {"number": edition.number})
    return put_document(programme, edition.doc, by=by, expected=expected)


@transaction.atomic
def publish(programme: Programme, *, by) -> None:
    """Let everybody read the programme, and list it in the directory. Raises Refused without a licence."""
    _own(programme, by)
    if not programme.licence:
        raise Refused(_("Say under which licence others may use it, then share it with everybody."))
    keep_edition(programme, by=by, reason=_("Shared with everybody"))
    ProgrammeGrant.objects.get_or_create(
        owner=by, thing=programme, public=True, source=DIRECTORY, defaults={"role": Role.READER}
    )


@transaction.atomic
def unpublish(programme: Programme, *, by) -> None:
    _own(programme, by)
    ProgrammeGrant.objects.filter(thing=programme, source=DIRECTORY).delete()


def fork(doc: ProgrammeDoc, *, by, url: str = "", key: UUID | None = None) -> Programme:
    """A copy of a programme for `by` to change; attribution and licence go along."""
    return add_programme(forked(doc, author=by.name, url=url), by=by, key=key)


@transaction.atomic
def remove(programme: Programme, *, by) -> None:
    _own(programme, by)
    removal.remove(programme)
