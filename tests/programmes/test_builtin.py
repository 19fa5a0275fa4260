"""The programmes that come with the house: whole, doable, the same in both languages, and well typeset."""

import re

import pytest

from planfolio.errors import Missing
from planfolio.programmes.builtin import SLUGS, builtin
from planfolio.programmes.writing import written
from tests.catalogue.test_typography import FORBIDDEN

every = pytest.mark.parametrize("slug", SLUGS)
both = pytest.mark.parametrize("language", ["en", "fr"])
#: Code and addresses are written as they are typed.
TYPED = re.compile(r"`[^`]*`|https?://\S+|^---$", re.MULTILINE)


def texts(slug: str, language: str) -> list[str]:
    doc = builtin(slug, language).doc
    said = [doc.title, doc.summary, doc.prerequisites, doc.badge, *(each.title + each.about for each in doc.modules)]
    for thing in doc.things():
        said += [thing.title, thing.why, thing.try_it, thing.reflect]
    return [TYPED.sub("", text) for text in said]


@every
@both
def test_each_thing_is_an_exercise_that_can_be_done(slug, language):
    for thing in builtin(slug, language).doc.things():
        steps = re.findall(r"(?m)^\d\. ", thing.try_it)
        assert 15 <= thing.minutes <= 60, thing.key
        assert len(steps) >= 3, thing.key
        assert len(thing.try_it) > 300, thing.key
        assert len(thing.why) > 60, thing.key
        assert "?" in thing.reflect, thing.key


@every
def test_both_languages_hold_the_same_things(slug):
    facts = [
        [(each.key, each.minutes, each.asks) for each in builtin(slug, language).doc.things()]
        for language in ("en", "fr")
    ]
    shapes = [
        [(len(each.things), each.catch_up) for each in builtin(slug, language).doc.modules] for language in ("en", "fr")
    ]
    assert facts[0] == facts[1]
    assert shapes[0] == shapes[1]


def test_the_numbers_are_those_that_were_promised():
    assert [len(builtin(slug, "en").doc.things()) for slug in SLUGS] == [23, 16, 23]
    assert len(builtin("eight-weeks", "en").doc.modules) == 8


@every
@both
def test_each_names_its_licence_and_when_it_is_read_again(slug, language):
    doc = builtin(slug, language).doc
    assert (doc.licence, doc.language, doc.author) == ("CC BY 4.0", language, "Planfolio contributors")
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", doc.review_by)


@every
@both
def test_it_is_set_as_a_book_would_be(slug, language):
    wrong = {
        "en": r"['\"]|\.\.\.|\s[;:!?]|[«»]",
        "fr": r"['\"]|\.\.\.|[^\u202f*][;:!?](?!\*)|«[^\u00a0]|[^\u00a0]»|[“”]",
    }[language]
    assert [text for text in texts(slug, language) if re.search(wrong, text)] == []
    assert [text for text in texts(slug, language) if re.search(FORBIDDEN[language], text, re.IGNORECASE)] == []


@every
@both
def test_each_is_stored_as_it_would_be_written(slug, language):
    from importlib.resources import files

    folder = files("planfolio") / "content" / "programmes" / slug / language
    there = {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir()}
    assert there == written(builtin(slug, language).doc)


def test_a_name_that_none_has_is_missing():
    with pytest.raises(Missing):
        builtin("../people", "en")
