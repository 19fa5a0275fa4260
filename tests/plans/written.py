"""Plans for the tests of writing: one with every field answered, in both languages, and any plan at all."""

from datetime import date

from hypothesis import strategies as st

from planfolio.plans import vocabulary
from planfolio.plans.document import ActivityDoc, LinkDoc, ObjectiveDoc, PlanDoc

ON = date(2026, 10, 12)

#: What has broken writers before: other people's markup, formulas, invisible marks, other scripts, long words.
HOSTILE = (
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0": *\n#panic()',
    "] ) } $x^2$ \\ // /* `code` <label> @reference = heading\n- list\n+ list\n/ term: x",
    "| pipe || **bold** _it_ __it__ ~~no~~ [a](b) ![c](d) <br> <script>alert(1)</script> &amp; # #",
    "\\| \\\\ trailing\\",
    '=HYPERLINK("http://x") +1 -1 @SUM(A1)',
    "-1+1",
    "'=already",
    "\x00\x01\x1b[31m\x7f\ud800\ufffe",
    "tab\there\r\nand\rthere\n\n\nthere",
    "😀 👩‍👩‍👧 漢字 한글 ไทย नमस्ते",
    "שלום \u202egnp.exe\u202c مرحبا \u200f\u2066",
    "e\u0301\u0327\u0301 Z\u0351\u0341 ع\u0301",
    "]]><w:p/>&lt;",
    "W" * 400,
    "…’ « oui » : 5\u202f% — œuvre",
)


def full_plan(language: str = "en") -> PlanDoc:
    """Every field answered, an objective without answers, a link of each kind, comes-after across objectives."""
    searching = ActivityDoc(
        key="1.1",
        title="Read chapter 4, and redo its examples",
        minutes=90,
        format="reading",
        context="work",
        provider="Cochrane",
        url="https://training.cochrane.org/handbook/current/chapter-04?a=b_c&d",
        earliest=date(2026, 9, 1),
        due=date(2026, 10, 3),
        state="done",
        done_on=date(2026, 10, 1),
    )
    return PlanDoc(
        title="Better searches, better questions",
        word="professional-development-plan",
        language=language,
        template="searching",
        starts=date(2026, 9, 1),
        ends=date(2027, 6, 30),
        aim="Run searches alone that clinical teams trust.",
        source_title="A year of systematic searching",
        source_author="Planfolio",
        source_url="https://planfolio.org/examples/searching",
        licence="CC BY 4.0",
        objectives=(
            ObjectiveDoc(
                number=1,
                what="Carry a systematic search from question to peer review",
                what_kind="objective",
                ksa="skill",
                why_kind="gap",
                why="Two reviews came back in spring.\n\nAmara still checks *mine*.",
                strategies="One real search a month.",
                activities=(searching, ActivityDoc(key="1.2", title="Sit in with Amara", comes_after=("1.1",))),
                evidence_kind="file",
                evidence="Three strategies with their checklists",
                criteria=("No major error", "Reviewed within a week"),
                starts=date(2026, 9, 7),
                due=date(2027, 2, 26),
                minutes=960,
                links=(
                    LinkDoc(direction="builds_on", kind="words", words="Library school"),
                    LinkDoc(direction="leads_to", kind="objective", ref="2"),
                    LinkDoc(direction="leads_to", kind="goal", words="Expert searcher"),
                ),
                goal="Expert searcher",
                stage="doing",
                state="parked",
                reason="Leave until January",
            ),
            ObjectiveDoc(
                number=2,
                what="What do ward nurses really ask?",
                what_kind="question",
                activities=(ActivityDoc(key="2.1", title="Ask them", minutes=150, comes_after=("1.1", "1.2")),),
            ),
            ObjectiveDoc(number=3),
        ),
    )


def keys(choices):
    return st.sampled_from(["", *choices.values])


TYPED = st.sampled_from(HOSTILE) | st.text(max_size=40)


def plans(text=TYPED):
    """Any plan that the shape allows; `text` is the strategy for what people type."""
    days = st.none() | st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
    activity = st.builds(
        ActivityDoc,
        key=st.text("0123456789.", max_size=4),
        title=text,
        minutes=st.none() | st.integers(0, vocabulary.MINUTES_LIMIT),
        format=keys(vocabulary.Format),
        context=keys(vocabulary.Context),
        provider=text,
        url=text,
        comes_after=st.lists(text, max_size=2).map(tuple),
        earliest=days,
        due=days,
        state=st.sampled_from(vocabulary.ActivityState.values),
        done_on=days,
    )
    link = st.builds(
        LinkDoc,
        direction=st.sampled_from(vocabulary.Direction.values),
        kind=st.sampled_from(["words", "objective", "goal"]),
        words=text,
        ref=st.sampled_from(["", "1"]),
    )
    objective = st.builds(
        ObjectiveDoc,
        number=st.integers(0, 200),
        what=text,
        what_kind=st.sampled_from(vocabulary.WhatKind.values),
        ksa=keys(vocabulary.Ksa),
        why_kind=keys(vocabulary.WhyKind),
        why=text,
        strategies=text,
        activities=st.lists(activity, max_size=2).map(tuple),
        evidence_kind=keys(vocabulary.EvidenceKind),
        evidence=text,
        criteria=st.lists(text, max_size=2).map(tuple),
        starts=days,
        due=days,
        minutes=st.none() | st.integers(0, vocabulary.MINUTES_LIMIT),
        links=st.lists(link, max_size=2).map(tuple),
        goal=text,
        stage=keys(vocabulary.Stage),
        state=st.sampled_from(vocabulary.ObjectiveState.values),
        reason=text,
    )
    return st.builds(
        PlanDoc,
        title=text,
        word=st.sampled_from(vocabulary.PlanWord.values) | text,
        language=st.sampled_from(["en", "fr"]),
        template=text,
        starts=days,
        ends=days,
        aim=text,
        objectives=st.lists(objective, max_size=2).map(tuple),
        source_title=text,
        source_author=text,
        source_url=text,
        licence=text,
    )
