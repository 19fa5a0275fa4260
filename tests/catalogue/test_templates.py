from datetime import date

import pytest

from planfolio.catalogue.templates import QUESTIONS, template, templates
from planfolio.plans.vocabulary import SIX, PlanWord

IDS = {
    "general",
    "gdc-ecpd",
    "gmc-appraisal",
    "nmc-revalidation",
    "nj-teacher",
    "learning-contract",
    "idp-us",
    "library-cpd",
}
FACTS = ("id", "version", "jurisdiction", "source", "source_url", "valid_from", "licence", "recheck", "review_by")


def test_the_general_template_comes_first_and_every_profession_is_there():
    found = templates("en")
    assert found[0].id == "general"
    assert {each.id for each in found} == IDS


@pytest.mark.parametrize("id", sorted(IDS))
def test_both_languages_say_the_same_facts_and_fields(id):
    english, french = template(id, "en"), template(id, "fr")
    for fact in (*FACTS, "plan_word", "months", "anchor"):
        assert getattr(english, fact) == getattr(french, fact)
    assert [(each.key, each.maps_to) for each in english.sections] == [
        (each.key, each.maps_to) for each in french.sections
    ]
    assert english.name != french.name


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("id", sorted(IDS))
def test_each_question_has_words_and_a_field_of_the_form(id, language):
    found = template(id, language)
    assert tuple(question.key for question in found.questions) == QUESTIONS
    for key in QUESTIONS:
        assert found.question(key).label
        assert found.question(key).hint
        assert found.sections_for(key), key
    assert len({section.key for section in found.sections}) == len(found.sections)


@pytest.mark.parametrize("id", sorted(IDS))
def test_facts_are_dated_and_will_be_looked_at_again(id):
    found = template(id, "en")
    assert found.source
    assert found.licence == "CC-BY-4.0"
    assert date(1980, 1, 1) <= found.valid_from < found.review_by
    assert 1 <= found.months <= 120
    assert found.plan_word in PlanWord.values


def test_the_questions_are_the_six_of_plans():
    assert tuple(key for key, _label, _question in SIX) == QUESTIONS


def test_an_unknown_template_is_the_general_one():
    assert template("from-somewhere-else", "fr") == template("general", "fr")
    assert template("", "en").id == "general"


def test_a_regional_language_reads_its_main_one_and_another_reads_english():
    assert templates("fr-CA") == templates("fr")
    assert templates("de") == templates("en")
