from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planfolio.journal.reflection import after_activity_prompt, model, models, weekly_prompt

STAGES = {
    "quick": ["line"],
    "driscoll": ["what", "so_what", "now_what"],
    "gibbs": ["description", "feelings", "evaluation", "analysis", "conclusion", "action_plan"],
    "kolb": ["experience", "observation", "conceptualisation", "experimentation"],
    "starr": ["situation", "task", "action", "result", "reflection"],
    "4rs": ["report", "relate", "reason", "reconstruct"],
    "nmc": ["nature", "learned", "changed", "code"],
}
BOTH = pytest.mark.parametrize("language", ["en", "fr"])
weeks = st.dates(date(2020, 1, 1), date(2060, 1, 1))


@BOTH
def test_every_model_has_the_stages_of_its_author(language):
    assert {each.key: [stage.key for stage in each.stages] for each in models(language)} == STAGES


def test_the_quickest_model_comes_first():
    assert [each.key for each in models("en")] == list(STAGES)


@BOTH
def test_every_stage_asks_and_helps(language):
    for each in models(language):
        assert each.name
        assert each.helps
        assert each.source.author
        assert each.source.title
        for stage in each.stages:
            assert stage.label
            assert stage.hint
            assert stage.prompt.endswith("?")


def test_french_is_written_and_not_copied():
    for each in models("en"):
        french = model(each.key, "fr")
        assert french.source == each.source
        assert all(ours.prompt != theirs.prompt for ours, theirs in zip(each.stages, french.stages, strict=True))


def test_stored_answers_come_back_with_their_stages():
    answers = model("driscoll", "en").answers({"what": "A talk", "feelings": "of another model"})
    assert [(stage.key, text) for stage, text in answers] == [("what", "A talk"), ("so_what", ""), ("now_what", "")]


def test_an_unknown_model_is_answered_with_those_there_are():
    with pytest.raises(LookupError, match="gibbs"):
        model("tarot", "en")


@given(weeks)
def test_one_prompt_holds_for_a_whole_iso_week_and_the_next_week_has_another(day):
    monday = day - timedelta(days=day.weekday())
    assert weekly_prompt(day, "en") == weekly_prompt(monday, "en")
    assert weekly_prompt(monday, "en") != weekly_prompt(monday + timedelta(days=7), "en")


@BOTH
def test_there_are_prompts_for_half_a_year_without_repeating(language):
    start = date(2027, 1, 4)
    assert len({weekly_prompt(start + timedelta(weeks=week), language) for week in range(26)}) == 26
    assert len({after_activity_prompt(number, language) for number in range(12)}) == 12


def test_both_languages_have_as_many_prompts():
    start = date(2027, 1, 4)
    asked = [
        {weekly_prompt(start + timedelta(weeks=week), language) for week in range(100)} for language in ("en", "fr")
    ]
    assert len(asked[0]) == len(asked[1])
