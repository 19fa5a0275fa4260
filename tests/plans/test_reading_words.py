"""The words of files: unique labels, the vocabulary's own English, and guards and links that come back."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from planfolio.plans import vocabulary, words
from planfolio.plans.document import ActivityDoc, LinkDoc, ObjectiveDoc, PlanDoc
from planfolio.plans.reading.headings import FIELDS, match

LEVELS = (("plan.", words.PLAN), ("", words.OBJECTIVE), ("activity.", words.ACTIVITY))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_canonical_label_names_its_own_field(language):
    for prefix, fields in LEVELS:
        for name, word in fields.items():
            found = match(word.label(language))
            assert (found.field, found.whole) == (prefix + name, True), word.label(language)


def test_every_field_of_a_plan_has_words():
    assert set(words.PLAN) == set(PlanDoc.__dataclass_fields__) - {"objectives"}
    assert set(words.OBJECTIVE) == set(ObjectiveDoc.__dataclass_fields__) - {"activities"}
    assert set(words.ACTIVITY) == set(ActivityDoc.__dataclass_fields__)
    assert len(FIELDS) == sum(len(fields) for _prefix, fields in LEVELS)


@pytest.mark.parametrize(
    ("field", "choices"),
    [
        ("what_kind", vocabulary.WhatKind),
        ("ksa", vocabulary.Ksa),
        ("why_kind", vocabulary.WhyKind),
        ("evidence_kind", vocabulary.EvidenceKind),
        ("stage", vocabulary.Stage),
        ("objective_state", vocabulary.ObjectiveState),
        ("activity_state", vocabulary.ActivityState),
        ("format", vocabulary.Format),
        ("context", vocabulary.Context),
        ("direction", vocabulary.Direction),
        ("word", vocabulary.PlanWord),
    ],
)
def test_the_labels_of_closed_words_are_those_of_the_vocabulary(field, choices):
    with override("en"):
        assert {key: word.en for key, word in words.VALUES[field].items()} == dict(choices.choices)


@pytest.mark.parametrize("field", words.VALUES)
def test_labels_of_closed_words_are_read_back_in_both_languages(field):
    for key in words.VALUES[field]:
        assert {words.value_key(field, words.value_label(field, key, language)) for language in ("en", "fr")} == {key}


@given(st.text())
def test_the_guard_against_formulas_comes_off_again(text):
    guarded = words.guard_formula(text)
    assert words.unguard_formula(guarded) == text
    assert guarded[:1] not in set("=+-@\t\r")


@given(
    direction=st.sampled_from(["builds_on", "leads_to"]),
    kind=st.sampled_from(["words", "objective", "goal"]),
    text=st.text(st.characters(categories=["L", "N", "P"], include_characters=" "))
    | st.sampled_from(["Goal: x", "But"]),
    ref=st.sampled_from(["", "2"]),
    language=st.sampled_from(["en", "fr"]),
)
def test_a_link_on_one_line_comes_back(direction, kind, text, ref, language):
    link = LinkDoc(direction=direction, kind=kind, words=" ".join(text.split()), ref=ref)
    assert words.read_link(words.link_line(link, language=language)) == link


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Learning need", "need"),
        ("Besoin", "need"),
        ("Development outcome", "domain"),
        ("2. How will I address them?", "strategies"),
        ("Strategies", "strategies"),
        ("Resources", "strategies"),
        ("Moyens", "strategies"),
        ("Success criteria:", "criteria"),
        ("Critères de réussite", "criteria"),
        ("CRITERES DE REUSSITE", "criteria"),
        ("Evidence", "evidence"),
        ("Preuves", "evidence"),
        ("Target date", "due"),
        ("Target date (end of quarter)", "due"),
        ("Timeframe", "due"),
        ("Échéance", "activity.due"),
        ("Completion date", "finish"),
        ("Date completed", "activity.done_on"),
        ("How are you going to learn it? (Resources and strategies)", "strategies"),
        ("Method\nPlease describe what you did", "strategies"),
        ("PDP No.", "number"),
        ("Objectif(s)", "what"),
        ("Objective 3", "what"),
        ("Learning objectives / goals", "what"),
        ("What benefit will this have to my work?", "why"),
        ("How does this relate to my field(s) of practice?", "why"),
    ],
)
def test_headings_of_real_templates_are_known(heading, field):
    assert match(heading).field == field


@pytest.mark.parametrize(
    "text", ["Priority", "", "Name", "I want to show evidence of what I did at the desk", "?" * 500]
)
def test_other_words_are_no_heading(text):
    assert match(text) is None


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("How will you address it?", "strategies"),
        ("How will your practice change? How will you demonstrate it?", "evidence"),
        ("How will I know that my searches have become better?", "evidence"),
        ("Date by which you plan to achieve it", "due"),
        ("When do you hope to have done this by?", "due"),
        ("What learning or development need?", "need"),
        ("What would you like to learn or improve?", "what"),
        ("What resources will help me?", "strategies"),
        ("What steps will you take?", "activity.title"),
        ("Why do I need this now?", "why"),
        ("Links to previous learning and future plans", "links"),
        ("Comment saurez-vous que c'est appris ?", "evidence"),
        ("Comment comptez-vous y parvenir cette année ?", "strategies"),
        ("Quels moyens allez-vous prendre ?", "strategies"),
        ("D'ici quand ?", "due"),
        ("Quelles compétences souhaitez-vous développer ?", "what"),
        ("Liens avec d'autres apprentissages", "links"),
    ],
)
def test_questions_in_the_words_of_a_form_are_understood(question, field):
    assert match(question).field == field


@pytest.mark.parametrize(
    "text",
    [
        "How do clinicians decide which guideline to trust?",
        "How to appraise a systematic review",
        "What makes a good reference interview?",
        "Comment les infirmières cherchent-elles l'information ?",
        "When patients ask about vaccines",
        "Why nurses leave the ward",
    ],
)
def test_an_essential_question_is_no_heading(text):
    found = match(text)
    assert found is None or not found.whole
