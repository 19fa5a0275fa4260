"""Learning resources: a list that a person can browse from A to Z, filter by format, and match with an objective.

Matching is plain enough to explain: the words that an objective and a resource share, after stemming, are the score,
and are given back. The English file of an area carries the facts; a file of another language carries the texts.
Addresses are those of the resource's home; `checked` says whether somebody has opened it, `review_by` when to again.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from planfolio.catalogue.content import ContentError, read_content
from planfolio.catalogue.stems import fold, main_language, small_words, stems
from planfolio.people.vocabulary import Format

ARTICLE = re.compile(r"^(?:l['’]|(?:the|an?|les?|la|une?) )")
#: The least score of a match: a topic that at most eight resources share, or several that more do.
LEAST = 0.25


@dataclass(frozen=True, kw_only=True)
class Resource:
    """`format` is a key of the plan's formats; `languages` are those of the resource itself.

    `minutes` is what the whole takes, None where it varies; `credits` what a professional body gives for it, empty if
    nothing. `topics` are the words to match by.
    """

    key: str
    area: str
    title: str
    url: str
    provider: str
    format: str
    languages: tuple[str, ...]
    free: bool
    minutes: int | None = None
    credits: str = ""
    checked: bool = False
    review_by: date
    topics: tuple[str, ...]
    good_for: str

    @property
    def format_label(self) -> str:
        return str(dict(Format.choices).get(self.format, self.format))


@dataclass(frozen=True, kw_only=True)
class Match:
    """A resource with the words of the text that it shares, as they stand there, the rarest first."""

    resource: Resource
    words: tuple[str, ...]


@cache
def _all(language: str) -> tuple[Resource, ...]:
    facts = read_content("resources", language="en")
    texts = {each["slug"]: each for each in read_content("resources", language=language)}
    found = [
        _resource(key, values, area["slug"], texts.get(area["slug"], area), area["file"])
        for area in facts
        for key, values in area.items()
        if isinstance(values, dict)
    ]
    return tuple(sorted(found, key=lambda each: _sort_key(each.title)))


def _resource(key: str, values: dict, area: str, texts: dict, file: str) -> Resource:
    values = values | texts.get(key, {})
    values |= {"languages": tuple(values.get("languages", ["en"])), "topics": tuple(values.get("topics", ()))}
    try:
        return Resource(key=key, area=area, **values)
    except TypeError as error:
        raise ContentError(file, key, f"give it the fields of a resource ({error})") from error


def resources(language: str, *, formats: Iterable[str] = (), topic: str = "") -> tuple[Resource, ...]:
    """Resources by title, of any of `formats` (all if empty), that have every word of `topic`. Texts in `language`."""
    language = main_language(language)
    wanted, chosen = stems(topic, language).keys() - small_words(language), frozenset(formats)
    return tuple(
        each
        for each in _all(language)
        if (not chosen or each.format in chosen) and wanted <= _stems(each.key, language).keys()
    )


def resource(key: str, language: str) -> Resource:
    """The resource named `key`. Raises LookupError when there is none."""
    for each in _all(main_language(language)):
        if each.key == key:
            return each
    raise LookupError(f"There is no resource {key!r} in the catalogue.")


def match(text: str, *, language: str, formats: Iterable[str] = (), at_most: int = 5) -> tuple[Match, ...]:
    """The resources that share most words with `text`, best first, each with those words.

    A shared word counts the more the fewer resources have it, twice when it is a topic, and small words do not count.
    What scores under a third of the best, or shares only a word that many resources have, is left out. At equal score
    a resource in the reader's language comes first, then a free one, then by title.
    """
    language = main_language(language)
    small = small_words(language)
    # A single letter is what an apostrophe leaves over.
    said = {part: word for part, word in stems(text, language).items() if part not in small and len(part) > 1}
    scored = [_scored(each, said, language) for each in resources(language, formats=formats)]
    least = max([LEAST, *(score / 3 for score, _ in scored)])
    scored = sorted((pair for pair in scored if pair[0] >= least), key=lambda pair: _rank(*pair, language))
    return tuple(found for _, found in scored[:at_most])


def _scored(each: Resource, said: dict[str, str], language: str) -> tuple[float, Match]:
    mine, frequency = _stems(each.key, language), _frequency(language)
    shared = sorted(said.keys() & mine.keys(), key=lambda part: (frequency[part], part))
    # A passing word of a description is a coincidence; a topic is not.
    score = sum(mine[part] / frequency[part] for part in shared) if any(mine[part] > 1 for part in shared) else 0
    return score, Match(resource=each, words=tuple(said[part] for part in shared))


def _rank(score: float, found: Match, language: str):
    return -score, language not in found.resource.languages, not found.resource.free, _sort_key(found.resource.title)


def a_to_z(language: str) -> tuple[tuple[str, tuple[Resource, ...]], ...]:
    """Every resource under the first letter of its title, letters in order; figures and signs come under "#"."""
    index: dict[str, list[Resource]] = {}
    for each in _all(main_language(language)):
        first = _sort_key(each.title)[:1].upper()
        index.setdefault(first if first.isascii() and first.isalpha() else "#", []).append(each)
    return tuple((letter, tuple(index[letter])) for letter in sorted(index))


def _sort_key(title: str) -> str:
    """The title as an index files it: folded, and without the article in front."""
    return ARTICLE.sub("", fold(title))


@cache
def _stems(key: str, language: str) -> dict[str, int]:
    """The stems of a resource and what each is worth: 2 in a topic or the title, 1 in the other texts."""
    each = resource(key, language)
    worth = dict.fromkeys(stems(f"{each.good_for} {each.provider}", language), 1)
    worth |= dict.fromkeys(stems(" ".join((each.title, *each.topics)), language), 2)
    return {stem: value for stem, value in worth.items() if stem not in small_words(language)}


@cache
def _frequency(language: str) -> dict[str, int]:
    """How many resources have each stem."""
    return Counter(part for each in _all(language) for part in _stems(each.key, language))
