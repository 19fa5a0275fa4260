"""The programmes that come with the house: `content/programmes/<slug>/<language>/`, each a folder like any other."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext as _

from planfolio.errors import Missing

from .document import ProgrammeDoc
from .folder import read_folder

#: In the order in which they are offered.
SLUGS = ("learning-2-0", "eight-weeks", "health-library-23")


@dataclass(frozen=True)
class BuiltIn:
    slug: str
    doc: ProgrammeDoc


@cache
def builtin(slug: str, language: str) -> BuiltIn:
    """One of them, in English where it is not written in `language`. Raises Missing for a name that none has."""
    if slug not in SLUGS:
        raise Missing(_("There is no such programme. Choose one from the list."))
    root = files("planfolio") / "content" / "programmes" / slug
    folder = next(there for name in (language, "en") if (there := root / name).is_dir())
    texts = {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir()}
    return BuiltIn(slug, read_folder(texts, name=slug).doc)


def builtins(language: str) -> list[BuiltIn]:
    return [builtin(slug, language) for slug in SLUGS]
