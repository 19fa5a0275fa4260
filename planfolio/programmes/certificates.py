"""Certificates: what a programme asks, whether somebody has done it, and the paper that says so.

A certificate is issued once, to the person who asks for it, and says what was asked then. Its address shows what the
paper says to whoever was given the code; a revoked one says that it was revoked. A signed badge can be made from the
same facts later.
"""

import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from planfolio.errors import Missing, NotAllowed, NotNow
from planfolio.people.models import Person
from planfolio.plans.printing import print_sheet
from planfolio.web.dates import day_long

from .document import ProgrammeDoc
from .models import Certificate, Participation, Run
from .run_pages import states_of

PAPER = Path(__file__).parent / "paper" / "certificate.typ"


@dataclass(frozen=True)
class Standing:
    """How far somebody is towards the certificate: `done` of the things that count, and whether that is enough."""

    done: int
    of: int
    asked: int
    enough: bool
    minutes: int


def standing(doc: ProgrammeDoc, states: dict[str, str]) -> Standing:
    """Skipped things do not count; a programme that asks for one module asks for all things of any one of them."""
    things = doc.things()
    done = {thing.key for thing in things if states.get(thing.key) == "done"}
    asked = {"count": min(doc.criteria_count or len(things), len(things))}.get(doc.criteria, len(things))
    enough = bool(things) and len(done) >= asked
    if doc.criteria == "module":
        groups = [{thing.key for thing in module.things} for module in doc.modules if module.things]
        asked = min((len(group) for group in groups), default=0)
        enough = any(group <= done for group in groups)
    return Standing(
        done=len(done),
        of=len(things),
        asked=asked,
        enough=enough,
        minutes=sum(thing.minutes or 0 for thing in things if thing.key in done),
    )


def criteria_words(doc: ProgrammeDoc) -> str:
    if doc.criteria == "module":
        return _("One whole module")
    if doc.criteria == "count" and doc.criteria_count:
        return ngettext("%(num)s thing", "%(num)s things", doc.criteria_count) % {"num": doc.criteria_count}
    return _("All things")


@transaction.atomic
def issue(participation: Participation, *, by: Person, name: str) -> Certificate:
    """The certificate of somebody who has done what is asked; asked for again, it is the same one."""
    Participation.objects.select_for_update().get(pk=participation.pk, owner=by)
    there = Certificate.objects.filter(participation=participation).first()
    if there:
        return there
    run, doc = participation.run, participation.run.doc
    found = standing(doc, states_of(participation))
    if not found.enough:
        raise NotNow(_("There are things left to do for the certificate."))
    with override(run.language):
        criteria = criteria_words(doc)
    return Certificate.objects.create(
        owner=by,
        participation=participation,
        code=secrets.token_urlsafe(15),
        name=name,
        title=doc.badge or doc.title,
        programme=doc.title,
        criteria=criteria,
        coordinator=str(run.owner)[:120],
        language=run.language,
        done=found.done,
        of=found.of,
        minutes=found.minutes,
        issued_on=by.today(),
    )


def certificates_of(person: Person) -> list[Certificate]:
    """Their own, the latest first, also of runs that are gone."""
    return list(Certificate.objects.kept().owned(person).order_by("-issued_on", "-pk")[:200])


def get_certificate(person: Person, key: UUID) -> Certificate:
    """One of `person`'s own. Raises Missing."""
    found = Certificate.objects.kept().owned(person).filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no certificate yet."))
    return found


def certificate_of(participation: Participation | None) -> Certificate | None:
    return Certificate.objects.kept().filter(participation=participation).first() if participation else None


@transaction.atomic
def revoke(certificate: Certificate, run: Run, *, by: Person, again: bool = False) -> None:
    """Say that a certificate holds no more, as the coordinator; or that it does again."""
    if run.owner_id != by.pk:
        raise NotAllowed(_("Only who coordinates this run can do that."))
    Certificate.objects.filter(pk=certificate.pk).update(revoked_at=None if again else timezone.now())


def find(code: str) -> Certificate:
    """The certificate with this code, for whoever was given it. Raises Missing."""
    found = Certificate.objects.kept().filter(code=code).first()
    if found is None:
        raise Missing(_("There is no certificate with this code. Check that you have all of it."))
    return found


def facts(certificate: Certificate, *, address: str, paper: str) -> dict:
    """What the paper says, as values for the compiler; in the language of the run."""
    with override(certificate.language):
        words = {"done": certificate.done, "of": certificate.of}
        return {
            "language": certificate.language,
            "paper": "us-letter" if paper == "letter" else "a4",
            "title": certificate.title,
            "kind": _("Certificate"),
            "name": certificate.name,
            "date": [certificate.issued_on.year, certificate.issued_on.month, certificate.issued_on.day],
            "rows": [
                [_("Programme"), certificate.programme],
                [_("What it asks"), certificate.criteria],
                [_("Done"), _("%(done)s of %(of)s things") % words],
                [_("Coordinated by"), certificate.coordinator],
                [_("Issued on"), day_long(certificate.issued_on)],
            ],
            "check": _("Whether this holds can be seen at:"),
            "address": address,
        }


def print_pdf(said: dict) -> bytes:
    """A tagged PDF (PDF/A-2a, PDF/UA-1) of the facts. Raises Refused when it takes longer than it may."""
    return print_sheet(said, on=date(*said["date"]), template=PAPER)
