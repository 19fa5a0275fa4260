"""What we write for people is typeset as a book would be, in both languages, and keeps to the words of the house."""

import re
from itertools import chain

import pytest

from planfolio.catalogue.content import read_content

KINDS = (
    "examples",
    "starters",
    "questions",
    "reflections",
    "prompts",
    "wording",
    "plan-templates",
    "resources",
    "demo",
)
#: These are copied into a person's own plan, in whatever year that is.
UNDATED = KINDS[:3]
#: Addresses, and names of books and rules as they were printed.
AS_PRINTED = re.compile(r"\.(source|source_url|url)\b")
#: Never said to a person; a learner's plan changes, it does not lapse.
FORBIDDEN = {
    "en": r"\b(fail(ed|ure|s|ing)?|invalid|overdue|learning styles?)\b",
    "fr": r"\b(échou\w*|échecs?|invalides?|en retard|styles? d’apprentissage)\b",
}


def texts(value, key=""):
    """Every text inside parsed TOML, with the keys that lead to it."""
    if isinstance(value, dict):
        return chain.from_iterable(texts(each, f"{key}.{name}") for name, each in value.items())
    if isinstance(value, list):
        return chain.from_iterable(texts(each, f"{key}[{n}]") for n, each in enumerate(value, 1))
    return [(key, value)] if isinstance(value, str) else []


def wrong(kind: str, language: str, pattern: str) -> list[str]:
    return [
        f"{values['file']}{key}: {text}"
        for values in read_content(kind, language=language)
        for key, text in texts(values)
        if re.search(pattern, text, re.IGNORECASE) and not AS_PRINTED.search(key)
    ]


both = pytest.mark.parametrize("language", ["en", "fr"])
every = pytest.mark.parametrize("kind", KINDS)


@every
@both
def test_quotes_and_apostrophes_are_not_the_typewriters(kind, language):
    assert wrong(kind, language, r"['\"]|\.\.\.|--") == []


@every
@both
def test_no_space_is_doubled_or_left_at_an_end(kind, language):
    assert wrong(kind, language, r"^\s|\s$|\s\s|\s[,.]") == []


@every
def test_french_has_a_narrow_space_before_high_punctuation(kind):
    assert wrong(kind, "fr", r"[^\u202f][;:!?]") == []


@every
def test_french_quotation_marks_hold_their_spaces(kind):
    assert wrong(kind, "fr", r"«[^\u00a0]|[^\u00a0]»|[“”]") == []


@every
def test_french_numbers_keep_their_units_and_their_thousands(kind):
    assert wrong(kind, "fr", r"\d (%|h|min|\d{3})\b") == []


@every
def test_english_has_no_space_before_high_punctuation(kind):
    assert wrong(kind, "en", r"\s[;:!?]|[«»]") == []


@every
@both
def test_no_word_is_used_that_people_should_not_read(kind, language):
    assert wrong(kind, language, FORBIDDEN[language]) == []


@pytest.mark.parametrize("kind", UNDATED)
@both
def test_nothing_bears_a_year_by_which_it_would_go_stale(kind, language):
    assert wrong(kind, language, r"\b(19|20)\d\d\b") == []
