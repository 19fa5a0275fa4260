"""The guides: `content/guides/<slug>.<language>.md`, shown under /help/ and readable as files beside the code."""

import re
from functools import cache
from importlib.resources import files

from planfolio.errors import Missing
from planfolio.web.articles import Article, article

#: In the order in which they are offered.
GUIDES = ("learner", "mentor", "supervisor", "coordinator", "organisation", "administrator")
_BESIDE = re.compile(r"(?P<slug>[a-z-]+)\.[a-z]{2}\.md(?P<anchor>#.*)?")


@cache
def guide(slug: str, language: str) -> Article:
    """One guide, in English where it is not written in `language`. Raises Missing for a name that none has."""
    if slug not in GUIDES:
        raise Missing()
    folder = files("planfolio") / "content" / "guides"
    found = next(path for name in (language, "en") if (path := folder / f"{slug}.{name}.md").is_file())
    return article(found.read_text(encoding="utf-8"), address=_address)


def _address(link: str) -> str:
    """The address on the site of a guide that is named as a file; other links stay."""
    beside = _BESIDE.fullmatch(link)
    return f"/help/{beside['slug']}/{beside['anchor'] or ''}" if beside else link
