"""The directory as Atom feeds: the programmes, and the runs one could join, that a person may see.

A feed reader has no session, so each address is signed, serves one of the two for one person, and shows what their own
page of programmes shows at that moment.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

from django.core import signing
from django.utils.translation import gettext as _

from planfolio.people.models import Person

from .directory import public
from .run_pages import runs_of

PROGRAMMES, RUNS = "programmes", "runs"
ENTRIES = 100
_SALT = "planfolio.programmes.directory"


def secret_for(what: str, person: Person) -> str:
    return signing.dumps([what, person.pk.hex], salt=_SALT)


def opened(secret: str, what: str) -> Person | None:
    """Whose address this is; None where it is not ours, serves the other feed, or the person is no longer here."""
    try:
        kind, key = signing.loads(secret, salt=_SALT)
        person = Person.objects.filter(pk=UUID(hex=key), is_active=True).first()
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return person if kind == what else None


@dataclass(frozen=True)
class _Line:
    key: UUID
    title: str
    author: str
    words: str
    path: str
    language: str
    created: datetime
    updated: datetime


def _lines(what: str, person: Person) -> list[_Line]:
    rows = public(person) if what == PROGRAMMES else runs_of(person)["open"]
    found = [
        _Line(
            row.pk,
            row.title,
            str(row.owner),
            row.summary if what == PROGRAMMES else row.words,
            row.get_absolute_url(),
            row.language,
            row.created_at,
            row.updated_at,
        )
        for row in rows
    ]
    return sorted(found, key=lambda line: line.updated, reverse=True)[:ENTRIES]


def feed(what: str, person: Person, *, site: str, address: str) -> bytes:
    """Atom 1.0, latest change first; as many queries as the page of programmes asks for the same."""
    lines = _lines(what, person)
    title = _("Programmes shared with everybody") if what == PROGRAMMES else _("Runs that are open to join")
    updated = max((line.updated for line in lines), default=person.joined_at)
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>urn:uuid:{person.pk}#{what}</id><title>{escape(title)}</title><updated>{updated.isoformat()}</updated>\n"
        f'<link rel="self" href={quoteattr(address)}/><link href={quoteattr(site + "/programmes/")}/>'
    )
    return "\n".join([head, *(_entry(line, site) for line in lines), "</feed>"]).encode()


def _entry(line: _Line, site: str) -> str:
    return (
        f"<entry xml:lang={quoteattr(line.language)}><id>urn:uuid:{line.key}</id><title>{escape(line.title)}</title>"
        f"<author><name>{escape(line.author)}</name></author><updated>{line.updated.isoformat()}</updated>"
        f"<published>{line.created.isoformat()}</published><link href={quoteattr(site + line.path)}/>"
        f'<summary type="text">{escape(line.words)}</summary></entry>'
    )
