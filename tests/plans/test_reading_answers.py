"""Nothing is guessed in silence: unclear dates are asked, and a person's matching of headings wins."""

from datetime import date

from tests.plans.reading_files import not_found, read_text


def test_an_unclear_date_is_a_question_until_it_is_answered():
    text = "Objective,Due date\nSearch,03/04/2027\n"
    draft = read_text(text)
    (question,) = draft.questions
    assert question.readings == (date(2027, 4, 3), date(2027, 3, 4))
    assert draft.document.objectives[0].due is None
    assert not_found(draft) == ["03/04/2027"]
    answered = read_text(text, answers={question.key: "2027-03-04"})
    assert answered.document.objectives[0].due == date(2027, 3, 4)
    assert (answered.questions, answered.not_found) == ([], [])


def test_an_answer_that_is_neither_reading_leaves_the_question():
    draft = read_text("Objective,Due date\nSearch,03/04/2027\n", answers={"date:line 2, column 2": "2030-01-01"})
    assert len(draft.questions) == 1


def test_a_clear_date_in_the_column_settles_the_order_and_a_note_says_so():
    draft = read_text("Objective,Due date,Start date\nSearch,03/04/2027,03/04/2027\nTeach,30/06/2027,\n")
    assert draft.document.objectives[0].due == date(2027, 4, 3)
    assert [question.where for question in draft.questions] == ["line 2, column 3"]
    assert any(note.values.get("proof") == "30/06/2027" for note in draft.notes)


def test_dates_of_a_column_that_contradict_each_other_settle_nothing():
    draft = read_text("Objective,Due date\nA,03/04/2027\nB,30/06/2027\nC,6/30/2027\n")
    assert [question.text for question in draft.questions] == ["03/04/2027"]


def test_a_matching_is_overridden():
    text = "Objective,Thoughts,Why\nSearch,because,never mind\n"
    draft = read_text(text)
    (thoughts,) = [column for column in draft.columns if column.heading == "Thoughts"]
    assert (thoughts.key, thoughts.field) == ("column:Table 1:2", "")
    answered = read_text(text, answers={"column:Table 1:2": "why", "column:Table 1:3": ""})
    assert answered.document.objectives[0].why == "because"
    assert not_found(answered) == ["Why", "never mind"]


def test_a_table_with_no_known_heading_is_offered_for_matching():
    text = "Foo,Bar\nSearch,a gap\n"
    draft = read_text(text)
    assert draft.document.objectives == ()
    assert not_found(draft) == ["Foo", "Bar", "Search", "a gap"]
    answers = {draft.columns[0].key: "what", draft.columns[1].key: "why"}
    answered = read_text(text, answers=answers)
    assert [(each.what, each.why) for each in answered.document.objectives] == [("Search", "a gap")]


def test_a_heading_of_a_document_is_overridden():
    text = "## Objective 1: Search\n\n### Thoughts\n\nBecause.\n"
    draft = read_text(text, name="plan.md")
    assert not_found(draft) == ["Thoughts", "Because."]
    answered = read_text(text, name="plan.md", answers={draft.columns[-1].key: "why"})
    assert answered.document.objectives[0].why == "Because."


def test_a_label_beside_its_answer_is_overridden():
    text = "Objective,Search\nThoughts,Because\nEvidence,A list\n"
    key = next(column.key for column in read_text(text).columns if column.heading == "Thoughts")
    assert read_text(text, answers={key: "why"}).document.objectives[0].why == "Because"


def test_quarters_and_vague_times_are_listed_not_guessed():
    draft = read_text("Objective,Timeframe,Estimated hours\nSearch,Q3,half a day\nTeach,May to June 2027,3\n")
    assert not_found(draft) == ["Q3", "half a day"]
    second = draft.document.objectives[1]
    assert (second.starts, second.due, second.minutes) == (date(2027, 5, 1), date(2027, 6, 30), 180)


def test_comes_after_by_title_gives_keys():
    draft = read_text("Activity,Comes after\nRead,\nTry,Read\nTell,Nothing known\n")
    first, second, third = draft.document.objectives[0].activities
    assert first.key
    assert second.comes_after == (first.key,)
    assert third.comes_after == ()
    assert not_found(draft) == ["Nothing known"]


def test_the_language_is_that_of_the_headings_or_what_the_caller_says():
    assert read_text("Objective,Why\nA,b\n", language="fr").document.language == "en"
    assert read_text("Objectif,Pourquoi\nA,b\n", language="en").document.language == "fr"
    assert read_text("# A\n", name="plan.md", language="fr").document.language == "fr"


def test_the_language_is_what_the_caller_says_unless_the_file_does():
    assert read_text("Objectif,Pourquoi\nA,b\n", language="fr").document.language == "fr"
    assert read_text("Langue,Français\nObjectif,A\nPourquoi,b\n").document.language == "fr"


def test_a_column_without_a_heading_can_be_matched():
    text = "Objective,\nSearch,because\n"
    assert [column.heading for column in read_text(text).columns] == ["Objective", ""]
    assert read_text(text, answers={"column:Table 1:2": "why"}).document.objectives[0].why == "because"
