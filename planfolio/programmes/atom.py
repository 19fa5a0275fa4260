"""The wall as an Atom feed, for a reader that has no session.

Its address is signed, serves this one purpose, and opens nothing once the person has left the run. Names are in it
only where they are on the wall.
"""

from uuid import UUID

from django.core import signing

from planfolio.people.models import Person
from planfolio.web import atom

from .document import placed
from .models import Participation, Run, WallPost
from .run_access import posts_of
from .wall import name_of

_SALT = "planfolio.programmes.wall"
ENTRIES = 50


def secret_for(run: Run, person: Person) -> str:
    return signing.dumps([run.pk.hex, person.pk.hex], salt=_SALT)


def opened(secret: str) -> tuple[Run, Person] | None:
    """The run and the person whose address this is; None when it is not ours, or the person is no longer inside."""
    try:
        run_key, person_key = signing.loads(secret, salt=_SALT)
        run = Run.objects.kept().select_related("owner").filter(pk=UUID(hex=run_key)).first()
        person = Person.objects.filter(pk=UUID(hex=person_key), is_active=True).first()
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if run is None or person is None:
        return None
    inside = Participation.objects.filter(run=run, owner=person, left_at=None).exists()
    return (run, person) if inside or run.owner_id == person.pk else None


def feed(run: Run, *, site: str, address: str) -> bytes:
    """The latest posts, newest first."""
    posts = list(posts_of(run).order_by("-id")[:ENTRIES])
    titles = {each.thing.key: f"{each.number}. {each.thing.title}" for each in placed(run.doc)}
    return atom.feed(
        [_entry(post, run, title=titles.get(post.key, run.title), site=site) for post in posts],
        urn=f"urn:uuid:{run.pk}",
        title=run.title,
        language=run.language,
        address=address,
        page=f"{site}{run.get_absolute_url()}wall/",
        updated=max((post.updated_at for post in posts), default=run.created_at),
    )


def _entry(post: WallPost, run: Run, *, title: str, site: str) -> atom.Entry:
    return atom.Entry(
        key=post.pk,
        title=title,
        author=name_of(post, run),
        words=post.entry.summary if post.entry_id else f"{post.page_title} {post.page_words}".strip() or post.url,
        link=post.url or site + post.get_absolute_url(),
        language=run.language,
        created=post.created_at,
        updated=post.updated_at,
    )
