"""The example gallery: every plan is whole, fits its hours, says the same in both languages, and can be copied."""

import re
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planfolio.catalogue.content import ContentError, read_content
from planfolio.errors import Missing
from planfolio.people.models import Sector
from planfolio.plans.document import PlanDoc, as_dict, from_dict
from planfolio.plans.examples import example, example_plan, examples
from planfolio.plans.roadmap import Capacity, Job, Verdict, schedule
from planfolio.plans.store import add_plan_from_document, moved_to, plan_document
from planfolio.plans.vocabulary import EvidenceKind, Ksa, PlanWord, WhatKind, WhyKind
from planfolio.testing import PersonFactory

START = date(2027, 1, 4)
SLUGS = [card.slug for card in examples("en")]
LANGUAGES = ("en", "fr")

every = pytest.mark.parametrize("slug", SLUGS)
both = pytest.mark.parametrize("language", LANGUAGES)


def bones(plan):
    """What must be the same in every language: all but the words."""
    return [
        (
            (each.number, each.what_kind, each.ksa, each.why_kind, each.evidence_kind, each.starts, each.due),
            [
                (a.key, a.minutes, a.format, a.context, bool(a.provider), a.comes_after, a.earliest, a.due)
                for a in each.activities
            ],
            len(each.criteria),
            [(link.direction, link.kind, link.ref) for link in each.links],
        )
        for each in plan.objectives
    ]


def card(slug, language="en"):
    return next(each for each in examples(language) if each.slug == slug)


def test_the_gallery_holds_ten_plans_over_libraries_and_health_and_teaching():
    assert len(SLUGS) >= 10
    sectors = {each.sector for each in examples("en")}
    assert sectors >= {"public-library", "academic-library", "health-library", "nursing", "medicine", "dentistry"}


def test_cards_come_in_the_order_of_the_sectors():
    for language in LANGUAGES:
        order = [(Sector.values.index(each.sector), each.title) for each in examples(language)]
        assert order == sorted(order)


def test_every_example_is_there_in_both_languages():
    assert {each.slug for each in examples("fr")} == set(SLUGS)


@every
def test_both_languages_have_the_same_bones_and_other_words(slug):
    english, french = (example(slug, language, starts=START) for language in LANGUAGES)
    assert bones(english) == bones(french)
    assert (english.word, english.starts, english.ends) == (french.word, french.starts, french.ends)
    assert (english.language, french.language) == LANGUAGES
    pairs = zip(english.objectives, french.objectives, strict=True)
    assert all(e.what != f.what and e.why != f.why and e.strategies != f.strategies for e, f in pairs)
    kept = ("sector", "weeks", "weekly_minutes", "review_by", "minutes", "activities", "objectives")
    assert [getattr(card(slug), key) for key in kept] == [getattr(card(slug, "fr"), key) for key in kept]


@every
@both
def test_all_six_questions_are_answered(slug, language):
    plan = example(slug, language, starts=START)
    assert 3 <= len(plan.objectives) <= 5
    for each in plan.objectives:
        assert each.what
        assert each.what_kind in WhatKind.values
        assert each.ksa in Ksa.values
        assert each.why
        assert each.why_kind in WhyKind.values
        assert each.strategies
        assert 2 <= len(each.activities) <= 4
        assert all(a.title and a.minutes and a.format and a.context and a.due for a in each.activities)
        assert each.evidence
        assert each.evidence_kind in EvidenceKind.values
        assert 1 <= len(each.criteria) <= 3
        assert each.starts
        assert each.due
        assert each.goal
        assert {link.direction for link in each.links} == {"builds_on", "leads_to"}


@every
@both
def test_an_objective_begins_with_what_can_be_seen_and_a_question_asks(slug, language):
    unseen = {"Know", "Understand", "Learn", "Attend", "Be", "Connaître", "Comprendre", "Apprendre", "Assister", "Être"}
    for each in example(slug, language, starts=START).objectives:
        assert each.what.endswith("?") == (each.what_kind == WhatKind.QUESTION)
        assert each.what.split()[0] not in unseen


def test_examples_are_varied():
    plans = [example(slug, "en", starts=START) for slug in SLUGS]
    objectives = [each for plan in plans for each in plan.objectives]
    assert {each.what_kind for each in objectives} == set(WhatKind.values)
    assert {each.ksa for each in objectives} == set(Ksa.values)
    assert {each.why_kind for each in objectives} == set(WhyKind.values)
    assert {each.evidence_kind for each in objectives} == set(EvidenceKind.values)
    assert {plan.word for plan in plans} <= set(PlanWord.values)
    assert len({each.what for each in objectives}) == len(objectives)


@every
def test_every_date_lies_in_its_objective_and_every_objective_in_its_plan(slug):
    plan = example(slug, "en", starts=START)
    done = {a.key: a.due for each in plan.objectives for a in each.activities}
    assert len(done) == sum(len(each.activities) for each in plan.objectives)
    for each in plan.objectives:
        assert plan.starts <= each.starts < each.due <= plan.ends
        for activity in each.activities:
            assert each.starts <= (activity.earliest or each.starts) < activity.due <= each.due
            assert all(done[first] < activity.due for first in activity.comes_after)


@every
def test_the_plan_fits_an_hour_or_two_a_week(slug):
    plan, weekly = example(slug, "en", starts=START), card(slug).weekly_minutes
    jobs = [
        Job(key=a.key, minutes=a.minutes, earliest=a.earliest or each.starts, due=a.due, after=a.comes_after)
        for each in plan.objectives
        for a in each.activities
    ]
    fit = schedule(jobs, Capacity(weekly=weekly, today=START, starts=START, end=plan.ends)).fit
    assert 60 <= weekly <= 120
    assert fit.verdict == Verdict.FITS, fit


@every
@both
def test_review_date_licence_and_author_are_given(slug, language):
    plan = example(slug, language, starts=START)
    assert card(slug, language).review_by.year == 2028
    assert (plan.source_title, plan.source_author, plan.licence) == (plan.title, "Planfolio contributors", "CC BY 4.0")


@every
@both
def test_the_card_says_in_a_line_or_two_who_learns_what(slug, language):
    found = card(slug, language)
    assert 80 <= len(found.summary) <= 300
    assert found.title
    assert found.profession
    assert found.aim
    assert found.minutes <= found.weeks * found.weekly_minutes


@given(st.sampled_from(SLUGS), st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
@settings(max_examples=30)
def test_another_start_moves_every_date_by_as_much(slug, starts):
    assert example(slug, "en", starts=starts) == moved_to(example(slug, "en", starts=START), starts)


@pytest.mark.django_db
@every
def test_a_copy_keeps_everything(slug):
    plan = example(slug, "fr", starts=START)
    numbers = {a.key: f"{each.number}.{n}" for each in plan.objectives for n, a in enumerate(each.activities, 1)}
    copied = plan_document(add_plan_from_document(plan, by=PersonFactory()))
    assert copied == replace(
        plan,
        objectives=tuple(
            replace(
                each,
                activities=tuple(
                    replace(a, key=numbers[a.key], comes_after=tuple(sorted(numbers[key] for key in a.comes_after)))
                    for a in each.activities
                ),
            )
            for each in plan.objectives
        ),
    )


def test_an_unknown_example_is_missing():
    with pytest.raises(Missing):
        example("../../settings", "en", starts=START)


def test_weeks_count_from_one_and_end_on_their_last_day():
    values = {"file": "t.en.toml", "slug": "t"} | read_content("examples", language="en")[0]
    activity = {"title": "Read", "earliest_week": 3, "due_week": 3}
    changed = {"from_week": 2, "to_week": 3, "activities": [activity], "links": []}
    values["objectives"] = [values["objectives"][0] | changed]
    objective = example_plan(values, starts=START).objectives[0]
    only = objective.activities[0]
    assert (objective.starts, objective.due) == (START + timedelta(7), START + timedelta(20))
    assert (only.earliest, only.due) == (START + timedelta(14), START + timedelta(20))


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("summary", "", "summary: give a text"),
        ("weeks", "52", "weeks: give a number"),
        ("weeks", True, "weeks: give a number"),
        ("review_by", "soon", "review_by: give a date"),
        ("sector", "gardening", "sector: 'gardening' is not one of academic-library"),
        ("title", "x" * 301, "title: write 1 to 300 characters"),
        ("aim", 7, "PlanDoc.aim must be of type str"),
        ("colour", "green", "PlanDoc has no field colour"),
        ("objectives", "three", "objectives: write it as a list of tables"),
        ("objectives.0.ksa", "talent", "objectives[1].ksa: 'talent' is not one of ability, knowledge, skill"),
        ("objectives.0.from_week", 0, "objectives[1].from_week: give a week from 1 to"),
        ("objectives.0.to_week", 999, "objectives[1].to_week: give a week from 1 to"),
        ("objectives.0.criteria", "all", "objectives[1]: ObjectiveDoc.criteria must be a list"),
        ("objectives.0.criteria", ["x" * 301], "objectives[1].criteria[1]: write 1 to 300"),
        ("objectives.0.why", "x" * 10_001, "objectives[1].why: keep it within 10000 characters"),
        ("objectives.1.links.0.direction", "sideways", "objectives[2].links[1].direction: 'sideways' is not one of"),
        ("objectives.1.links.0", {"kind": "objective", "ref": "9"}, "objectives[2].links[1].ref: '9' is not one of"),
        ("objectives.1.activities.0.format", "osmosis", "objectives[2].activities[1].format: 'osmosis' is not one of"),
        ("objectives.1.activities.0.due_week", "soon", "objectives[2].activities[1].due_week: give a week from 1"),
        (
            "objectives.1.activities.0.minutes",
            "2 h",
            "objectives[2].activities[1]: ActivityDoc.minutes must be of type",
        ),
        ("objectives.1.activities.0.comes_after", ["z"], "objectives[2].activities[1].comes_after: 'z' is not one of"),
        ("objectives.1.activities.0.title", "", "objectives[2].activities[1].title: write 1 to 300"),
    ],
)
def test_a_wrong_file_is_told_which_key_and_what_is_expected(path, value, named):
    values = deepcopy(read_content("examples", language="en")[0])
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = values
    for step in way:
        place = place[step]
    place[last] = value
    with pytest.raises(ContentError, match=re.escape(f"{values['file']}: {named}")):
        example_plan(values, starts=START)


@every
def test_an_example_survives_json(slug):
    plan = example(slug, "fr", starts=START)
    assert from_dict(PlanDoc, as_dict(plan)) == plan
