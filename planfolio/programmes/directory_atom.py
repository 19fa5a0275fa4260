"""The directory as Atom feeds: the programmes, and the runs one could join, that a person may see.

A feed reader has no session, so each address is signed, serves one of the two for one person, and shows what their own
page of programmes shows at that moment.
"""

from uuid import UUID

from django.core import signing
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from planfolio.people.models import Person
from planfolio.web import atom

from .directory import public
from .models import Programme, Run
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


def feed(what: str, person: Person, *, site: str, address: str) -> bytes:
    """Latest change first; as many queries as the page of programmes asks for the same."""
    rows = public(person) if what == PROGRAMMES else runs_of(person)["open"]
    latest = sorted(rows, key=lambda row: row.updated_at, reverse=True)[:ENTRIES]
    return atom.feed(
        [_entry(row, words=row.summary if what == PROGRAMMES else row.words, site=site) for row in latest],
        urn=f"urn:uuid:{person.pk}#{what}",
        title=_("Programmes shared with everybody") if what == PROGRAMMES else _("Runs that are open to join"),
        language=(get_language() or "en")[:2],
        address=address,
        page=f"{site}/programmes/",
        updated=latest[0].updated_at if latest else person.joined_at,
    )


def _entry(row: Programme | Run, *, words: str, site: str) -> atom.Entry:
    return atom.Entry(
        key=row.pk,
        title=row.title,
        author=str(row.owner),
        words=words,
        link=site + row.get_absolute_url(),
        language=row.language,
        created=row.created_at,
        updated=row.updated_at,
    )
