from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planfolio.catalogue.content import read_content
from planfolio.catalogue.resources import a_to_z, match, resource, resources
from planfolio.plans.vocabulary import MINUTES_LIMIT, Format

BOTH = pytest.mark.parametrize("language", ["en", "fr"])


@BOTH
def test_each_resource_is_complete(language):
    found = resources(language)
    assert len(found) >= 60
    for each in found:
        assert each.format in Format.values, each.key
        assert urlsplit(each.url).scheme == "https", each.key
        assert urlsplit(each.url).hostname, each.key
        assert all((each.title, each.provider, each.good_for, each.languages)), each.key
        assert len(each.topics) >= 3, each.key
        assert set(each.languages) <= {"en", "fr"}, each.key
        assert each.minutes is None or 0 < each.minutes < MINUTES_LIMIT, each.key


def test_keys_and_addresses_are_those_of_one_resource():
    found = resources("en")
    assert len({each.key for each in found}) == len(found)


def test_every_resource_has_its_own_french_texts():
    english = {each["slug"]: set(each) for each in read_content("resources", language="en")}
    french = {each["slug"]: set(each) for each in read_content("resources", language="fr")}
    assert english == french
    for each in resources("fr"):
        assert each.good_for != resource(each.key, "en").good_for
        assert each.url == resource(each.key, "en").url


def test_no_address_claims_to_have_been_checked():
    assert not any(each.checked for each in resources("en"))


def test_formats_and_topic_narrow_the_list():
    courses = resources("en", formats=["course"])
    assert courses
    assert {each.format for each in courses} == {"course"}
    about_data = resources("fr", formats=["course"], topic="données de recherche")
    assert "doranum" in {each.key for each in about_data}
    assert set(about_data) < set(resources("fr", formats=["course"]))
    assert resources("en", topic="falconry") == ()


@pytest.mark.parametrize(
    ("language", "text", "best"),
    [
        ("en", "Peer review a colleague’s search strategy", "press"),
        ("en", "Teach a workshop on Zotero", "zotero"),
        ("en", "Write reflective accounts for my revalidation", "nmc"),
        ("en", "Handle data with OpenRefine and SQL", "library-carpentry"),
        ("fr", "Faire relire une stratégie de recherche", "press"),
        ("fr", "Expliquer le RGPD à mes collègues", "cnil"),
        ("fr", "Trouver les termes MeSH", "hetop"),
        ("fr", "Aider à rédiger un plan de gestion de données", "opidor"),
    ],
)
def test_the_best_match_is_the_one_a_colleague_would_name(language, text, best):
    assert match(text, language=language)[0].resource.key == best


def test_a_match_says_by_which_words():
    found = match("Screening titles for a systematic review", language="en")
    assert set(found[0].words) <= {"Screening", "titles", "systematic", "review"}
    assert "Screening" in found[0].words


def test_small_words_alone_match_nothing():
    assert match("I want to be able to do this with my new one", language="en") == ()
    assert match("Je veux savoir faire cela avec mes autres", language="fr") == ()


@BOTH
def test_a_format_that_is_preferred_is_the_only_one_given(language):
    found = match("MeSH MEDLINE", language=language, formats=["practice"])
    assert {each.resource.format for each in found} <= {"practice"}


@BOTH
def test_the_index_holds_each_resource_once_under_its_letter(language):
    index = a_to_z(language)
    listed = [each for _letter, group in index for each in group]
    assert sorted(each.key for each in listed) == sorted(each.key for each in resources(language))
    assert [letter for letter, _group in index] == sorted({letter for letter, _group in index})


def test_an_article_does_not_count_in_the_index():
    groups = {letter: {each.key for each in group} for letter, group in a_to_z("fr")}
    assert "go-fair" in groups["P"]
    assert "23-things" in groups["#"]


def test_an_unknown_resource_is_said_to_be_missing():
    with pytest.raises(LookupError, match="nothing-here"):
        resource("nothing-here", "en")


@given(st.text(max_size=300), st.sampled_from(["en", "fr", "de", ""]), st.integers(0, 8))
def test_any_text_can_be_matched(text, language, at_most):
    found = match(text, language=language, at_most=at_most)
    assert len(found) <= at_most
    assert all(each.words for each in found)
