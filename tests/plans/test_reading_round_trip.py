"""What the writers wrote comes back as the same plan, whatever people typed."""

import io
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planfolio.plans import vocabulary
from planfolio.plans.document import ActivityDoc, LinkDoc, ObjectiveDoc, PlanDoc
from planfolio.plans.reading import read_plan
from planfolio.plans.reading.filling import NOT_ANSWERED
from planfolio.plans.writing import write_plan

#: What a keyboard types in any script, without the white space that forms take off.
LETTERS = st.characters(categories=["L", "N", "P", "S"], include_characters=" ") | st.sampled_from(
    "=+-@'|*_#<>`\\[]:\""
)
LINE = st.text(LETTERS, max_size=30).map(str.strip).filter(lambda text: text not in NOT_ANSWERED)
SAID = LINE.filter(bool)
LINES = st.lists(SAID, max_size=3).map("\n".join)
DAYS = st.none() | st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31))
MINUTES = st.none() | st.integers(0, vocabulary.MINUTES_LIMIT)


def keys(choices):
    return st.sampled_from(["", *choices.values])


@st.composite
def plans(draw):
    """A plan as the application makes it: objectives numbered from 1, activities with keys of their own."""
    keyed = iter(range(1, 100))
    made: list[str] = []

    def activity():
        key = f"{next(keyed)}.1"
        after = tuple(draw(st.lists(st.sampled_from(made), max_size=2, unique=True))) if made else ()
        made.append(key)
        return draw(
            st.builds(
                ActivityDoc,
                key=st.just(key),
                title=LINE,
                minutes=MINUTES,
                format=keys(vocabulary.Format),
                context=keys(vocabulary.Context),
                provider=LINE,
                url=LINE,
                comes_after=st.just(after),
                earliest=DAYS,
                due=DAYS,
                state=st.sampled_from(vocabulary.ActivityState.values),
                done_on=DAYS,
            )
        )

    link = st.one_of(
        st.builds(LinkDoc, direction=st.sampled_from(vocabulary.Direction.values), words=SAID),
        st.builds(LinkDoc, direction=st.just("leads_to"), kind=st.just("objective"), ref=st.sampled_from(["1", "2"])),
        st.builds(LinkDoc, kind=st.just("goal"), words=SAID),
    )

    def objective(number):
        return draw(
            st.builds(
                ObjectiveDoc,
                number=st.just(number),
                what=LINES,
                what_kind=st.sampled_from(vocabulary.WhatKind.values),
                ksa=keys(vocabulary.Ksa),
                why_kind=keys(vocabulary.WhyKind),
                why=LINES,
                strategies=LINES,
                activities=st.just(tuple(activity() for _each in range(draw(st.integers(0, 2))))),
                evidence_kind=keys(vocabulary.EvidenceKind),
                evidence=LINES,
                criteria=st.lists(SAID, max_size=2).map(tuple),
                starts=DAYS,
                due=DAYS,
                minutes=MINUTES,
                links=st.lists(link, max_size=2).map(tuple),
                goal=LINE,
                stage=keys(vocabulary.Stage),
                state=st.sampled_from(vocabulary.ObjectiveState.values),
                reason=LINES,
            )
        )

    return draw(
        st.builds(
            PlanDoc,
            title=LINE,
            word=st.sampled_from(vocabulary.PlanWord.values),
            language=st.sampled_from(["en", "fr"]),
            template=LINE,
            starts=DAYS,
            ends=DAYS,
            aim=LINES,
            objectives=st.just(tuple(objective(number + 1) for number in range(draw(st.integers(0, 2))))),
            source_title=LINE,
            source_author=LINE,
            source_url=LINE,
            licence=LINE,
        )
    )


@pytest.mark.slow
@pytest.mark.parametrize(("format", "examples"), [("csv", 30), ("md", 30), ("docx", 10)])
def test_any_plan_comes_back_as_it_was_written(format, examples):
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(doc=plans())
    def comes_back(doc):
        file = io.BytesIO(write_plan(doc, format=format, on=date(2027, 1, 1)))
        draft = read_plan(file, name=f"plan.{format}")
        assert draft.document == doc
        assert [cell.text for cell in draft.not_found if not cell.where.startswith("Page")] == []
        assert draft.questions == []

    comes_back()
