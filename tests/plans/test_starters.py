"""Starters to pick from, and the help beside each of the six questions."""

from datetime import date

import pytest

from planfolio.people.models import Sector
from planfolio.plans.document import canonical_json
from planfolio.plans.examples import example, examples
from planfolio.plans.starters import LIBRARY, question_help, starters
from planfolio.plans.vocabulary import SIX, TITLE_LENGTH, EvidenceKind, Ksa, WhatKind, WhyKind

both = pytest.mark.parametrize("language", ["en", "fr"])


@both
def test_there_are_forty_to_pick_from_each_with_its_own_key(language):
    found = starters(language)
    assert len(found) >= 40
    assert len({each.key for each in found}) == len(found)


def test_both_languages_offer_the_same_in_the_same_order():
    def bones(each):
        return (each.key, each.sector, each.what_kind, each.ksa, each.why_kind, each.evidence_kind, len(each.tags))

    pairs = list(zip(starters("en"), starters("fr"), strict=True))
    assert all(bones(english) == bones(french) for english, french in pairs)
    assert all(english.what != french.what and english.criterion != french.criterion for english, french in pairs)


@both
def test_a_starter_is_short_and_whole(language):
    for each in starters(language):
        assert len(each.what) <= 160
        assert len(each.criterion) <= TITLE_LENGTH
        assert each.what_kind in WhatKind.values
        assert each.ksa in Ksa.values
        assert each.why_kind in WhyKind.values
        assert each.evidence_kind in EvidenceKind.values
        assert each.criterion
        assert each.area
        assert each.tags
        assert each.what.endswith("?") == (each.what_kind == WhatKind.QUESTION)


@pytest.mark.parametrize("sector", [key for key in Sector.values if key != Sector.OTHER])
def test_every_sector_has_starters_of_its_own(sector):
    found = starters("en", sector=sector)
    assert len(found) >= 3
    assert {each.sector for each in found} <= {sector, LIBRARY}
    assert (LIBRARY in {each.sector for each in found}) == sector.endswith("-library")


def test_whoever_works_elsewhere_sees_all():
    assert starters("en", sector=Sector.OTHER) == starters("en") == starters("en", sector="")


def test_library_starters_cover_every_desk():
    areas = {each.area for each in starters("en", sector=Sector.PUBLIC_LIBRARY)}
    assert areas >= {
        "Reference desk",
        "Teaching library users",
        "Searching",
        "Research data",
        "Systems",
        "Management",
        "Cataloguing and metadata",
        "Outreach",
        "Open access",
    }


@both
def test_each_of_the_six_questions_has_hint_example_and_help(language):
    found = question_help(language)
    assert list(found) == [key for key, *_ in SIX]
    for each in found.values():
        assert each.hint
        assert each.help_title
        assert len(each.help) >= 3


@both
def test_a_quoted_example_stands_in_the_plan_it_is_said_to_come_from(language):
    titles = {card.slug: card.title for card in examples(language)}
    for each in question_help(language).values():
        plan = example(each.example_slug, language, starts=date(2027, 1, 4))
        assert each.example in canonical_json(plan)
        assert titles[each.example_slug] in each.attribution
        assert "CC BY 4.0" in each.attribution


def test_both_languages_quote_the_same_plans():
    assert [h.example_slug for h in question_help("en").values()] == [
        h.example_slug for h in question_help("fr").values()
    ]
