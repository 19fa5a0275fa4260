"""Which thing of a run a post of a blog is about, by its tags and its title. No clock, no database, no network.

The rule, in this order; capitals, accents, spaces and hyphens make no difference:

1. A tag that is the key of a thing (`thing-05`), or `thing`, `essai`, `chose` or the tag of the run followed by the
   number of one (`Thing 5`, `23things5`), names that thing. Of several such tags the first counts.
2. A post with the tag of the run (`23things`) belongs to it. It is about the thing whose number is a tag of its own
   (`5`), or that its title names in one of the ways above or as `#5`; else its writer is asked which it is.
3. Any other post has nothing to do with the run.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from planfolio.programmes.document import Placed, ProgrammeDoc, placed

WORDS = ("thing", "essai", "chose")


@dataclass(frozen=True)
class Match:
    """`placed` is None where a post belongs to the run and does not say to which thing."""

    placed: Placed | None


def match(tags: Iterable[str], title: str, doc: ProgrammeDoc, *, tag: str = "") -> Match | None:
    """What the rule says of a post; None where it has nothing to do with the run."""
    things = list(placed(doc))
    keys = {folded(each.thing.key): each for each in things}
    numbers = {each.number: each for each in things}
    own, found = folded(tag), [folded(each) for each in tags]
    before = [*WORDS, own] if own else WORDS
    for each in found:
        there = keys.get(each) or numbers.get(_number(each, before))
        if there and each != own:
            return Match(there)
    if not own or own not in found:
        return None
    plain = next((numbers[int(each)] for each in found if _is_number(each) and int(each) in numbers), None)
    return Match(plain or _in_title(title, numbers, before))


def folded(text: str) -> str:
    """Letters and digits alone, small and without accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in bare if sign.isalnum())


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4


def _number(text: str, before: Iterable[str]) -> int | None:
    for word in before:
        rest = text.removeprefix(word)
        if rest != text and _is_number(rest):
            return int(rest)
    return None


def _in_title(title: str, numbers: dict[int, Placed], before: Iterable[str]) -> Placed | None:
    """The first thing that a title names: `Thing 5: tags`, `#5`, `23 things 5`."""
    words = [folded(word) for word in re.findall(r"#?[^\W_]+", title.replace("-", " "))]
    said = re.search(r"#(\d{1,4})(?!\w)", title)
    if said and int(said[1]) in numbers:
        return numbers[int(said[1])]
    for place in range(len(words)):
        for length in (1, 2, 3):
            number = _number("".join(words[place : place + length]), before)
            if number in numbers:
                return numbers[number]
    return None
