"""Words reduced to what their forms share, so that "searching" meets "search" in English and in French."""

import re
import unicodedata
from functools import cache, lru_cache

from planfolio.catalogue.content import read_content

#: The stemmer of each language that has one; any other language is read as English.
STEMMERS = {"en": "english", "fr": "french"}
#: A word: letters, and hyphens inside. An apostrophe parts words ("l'analyse" is two).
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def main_language(language: str) -> str:
    """The language that stands in for `language`: fr for fr-CA, English where nothing else fits."""
    main = language.lower().replace("_", "-").split("-")[0]
    return main if main in STEMMERS else "en"


def fold(text: str) -> str:
    """Lower case without accents, ligatures taken apart: what two spellings of one word share."""
    text = text.casefold().replace("œ", "oe").replace("æ", "ae")
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))


@lru_cache(maxsize=4096)
def stem(word: str, language: str) -> str:
    """The folded stem of one word. A stemmer is made for each new word, since threads must not share one."""
    # Read with the first word: the stemmers of some thirty languages would be a part of every start.
    import snowballstemmer

    return fold(snowballstemmer.stemmer(STEMMERS[main_language(language)]).stemWord(word.casefold()))


def stems(text: str, language: str) -> dict[str, str]:
    """The stem of each word of `text`, in order, with the word as it first stands there."""
    found: dict[str, str] = {}
    for word in WORD.findall(text):
        found.setdefault(stem(word, language), word)
    return found


@cache
def small_words(language: str) -> frozenset[str]:
    """The stems of words that carry no topic: articles, pronouns, "learn", "work"."""
    words = read_content("small-words", language=main_language(language))[0]["words"]
    return frozenset(stem(word, language) for word in WORD.findall(words))
