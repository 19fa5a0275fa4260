"""Forms as people make them: explained headings, totals, hidden sheets, one objective in two tables."""

from datetime import date

from docx import Document

from planfolio.plans.document import LinkDoc
from tests.plans.reading_files import docx_with, not_found, placed, read_docx, read_text, read_xlsx, xlsx_with


def _add_table(document, rows):
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def test_a_form_per_need_makes_an_objective_of_each():
    document = Document()
    for number, need in enumerate(("Update on diabetes", "Lead the library"), start=1):
        _add_table(
            document,
            [
                [f"Learning / development need {number}", need],
                ["How will I address it?", f"Course {number}"],
                ["How will I demonstrate that I have met it?", f"Audit {number}"],
            ],
        )
        document.add_paragraph()
    draft = read_docx(document)
    assert [(each.what, each.strategies, each.evidence) for each in draft.document.objectives] == [
        ("Update on diabetes", "Course 1", "Audit 1"),
        ("Lead the library", "Course 2", "Audit 2"),
    ]
    assert draft.not_found == []


def test_tables_that_speak_of_one_numbered_objective_are_put_together():
    document = Document()
    document.add_heading("Individual professional development plan", level=1)
    _add_table(
        document,
        [
            ["PDP No.", "Areas identified for development of professional practice", "Rationale"],
            ["1", "Formative assessment", "Observation"],
            ["2", "Primary sources", "Student work"],
        ],
    )
    document.add_paragraph()
    _add_table(
        document,
        [
            ["PDP No.", "Professional learning goals", "Initial activities", "Follow-up activities", "Completion date"],
            ["1", "Use three checks a week", "Workshop\nRead Wiliam", "Coach visits", "15 June 2027"],
            ["2", "Teach with sources", "Institute", "Study group", "30 May 2027"],
        ],
    )
    document.add_paragraph()
    _add_table(document, [["PDP No.", "Support required"], ["1", "Two release days"], ["2", "Travel money"]])
    draft = read_docx(document)
    first, second = draft.document.objectives
    assert (first.what, first.why) == ("Use three checks a week", "Formative assessment\nObservation")
    assert (first.strategies, first.due) == ("Two release days", date(2027, 6, 15))
    assert [each.title for each in first.activities] == ["Workshop", "Read Wiliam", "Coach visits"]
    assert {each.state for each in first.activities} == {"open"}
    assert (second.what, second.strategies) == ("Teach with sources", "Travel money")
    assert placed(draft)["Formative assessment"] == "objectives[0].why"
    assert draft.not_found == []


def test_numbers_of_activities_under_an_objective_are_not_those_of_objectives():
    document = Document()
    document.add_heading("Plan", level=1)
    document.add_heading("Objective 1: Search", level=2)
    _add_table(document, [["No.", "Activity"], ["1", "Read"], ["2", "Practise"]])
    document.add_heading("Objective 2: Teach", level=2)
    _add_table(document, [["No.", "Activity"], ["1", "Watch"], ["2", "Try"]])
    draft = read_docx(document)
    assert [[each.title for each in objective.activities] for objective in draft.document.objectives] == [
        ["Read", "Practise"],
        ["Watch", "Try"],
    ]


def test_headings_are_known_by_the_name_in_their_brackets():
    draft = read_text(
        "What are you going to learn? (Objectives),How are you going to do it? (Resources and strategies),"
        "How will this be proved? (Evidence)\nSearch,Read,A list\n"
    )
    (objective,) = draft.document.objectives
    assert (objective.what, objective.strategies, objective.evidence) == ("Search", "Read", "A list")


def test_facts_about_the_person_are_no_objective():
    document = Document()
    _add_table(
        document,
        [
            ["Name", "Jo Marsh"],
            ["GDC number", "123456"],
            ["CPD cycle", "1 January 2026 - 31 December 2030"],
            ["Field of practice", "General practice"],
        ],
    )
    document.add_paragraph()
    _add_table(document, [["Learning need", "Development outcome"], ["Radiography", "C"], ["Complaints", "A"]])
    draft = read_docx(document)
    assert (draft.document.starts, draft.document.ends) == (date(2026, 1, 1), date(2030, 12, 31))
    assert [(each.what, each.links) for each in draft.document.objectives] == [
        ("Radiography", (LinkDoc(direction="leads_to", words="C"),)),
        ("Complaints", (LinkDoc(direction="leads_to", words="A"),)),
    ]
    assert not_found(draft) == ["Name", "Jo Marsh", "GDC number", "123456", "Field of practice", "General practice"]


def test_the_period_above_the_table_is_that_of_the_plan():
    book = xlsx_with(
        [
            ["Personal development plan"],
            ["From", date(2027, 1, 1), "To", date(2027, 12, 31)],
            ["Objective", "Why"],
            ["Search", "A gap"],
        ]
    )
    document = read_xlsx(book).document
    assert document.title == "Personal development plan"
    assert (document.starts, document.ends) == (date(2027, 1, 1), date(2027, 12, 31))


def test_a_hidden_sheet_is_listed_and_never_placed():
    book = xlsx_with([["Objective", "Why"], ["Search", "A gap"]])
    lists = book.create_sheet("Lists")
    lists.sheet_state = "hidden"
    for text in ("Objective", "Knowledge"):
        lists.append([text])
    draft = read_xlsx(book)
    assert [each.what for each in draft.document.objectives] == ["Search"]
    assert not_found(draft) == ["Objective", "Knowledge"]
    assert any("hidden" in str(note) for note in draft.notes)


def test_a_list_of_choices_makes_no_objectives():
    book = xlsx_with([["Objective", "Why"], ["Search", "A gap"]])
    choices = book.create_sheet("Choices")
    for text in ("Status", "Not started", "Completed"):
        choices.append([text])
    assert [each.what for each in read_xlsx(book).document.objectives] == ["Search"]


def test_a_row_that_adds_up_is_no_objective():
    draft = read_text("Objective,Hours\nSearch,2\nTeach,3.5\nTotal,5.5\n")
    assert [each.what for each in draft.document.objectives] == ["Search", "Teach"]
    assert not_found(draft) == ["Total", "5.5"]


def test_the_example_of_a_form_is_kept_and_pointed_out():
    draft = read_text("Objective,Why\nExample: Emergencies,All patients\nSearch,A gap\n")
    assert [each.what for each in draft.document.objectives] == ["Example: Emergencies", "Search"]
    assert any("example that came with the form" in str(note) for note in draft.notes)


def test_each_row_with_a_date_gives_it_to_its_activity():
    draft = read_text(
        "Objective,Activity,Target date\nPython,Course,2027-03-31\n,Script,2027-05-15\nR,Book,2027-06-01\n"
    )
    first, second = draft.document.objectives
    assert [each.due for each in first.activities] == [date(2027, 3, 31), date(2027, 5, 15)]
    assert first.due == date(2027, 5, 15)
    assert (second.due, second.activities[0].due) == (date(2027, 6, 1), None)
    assert placed(draft)["2027-03-31"] == "objectives[0].activities[0].due"
    assert draft.not_found == []


def test_ticks_and_percentages_say_what_is_done():
    draft = read_text("Objective,Activity,Done\nR,Read,☒\n,Write,☐\n,Talk,100 %\n,Sing,50%\n")
    assert [each.state for each in draft.document.objectives[0].activities] == ["done", "open", "done", "open"]


def test_a_percentage_of_a_sheet_is_what_the_sheet_shows():
    book = xlsx_with([["Objective", "Activity", "% complete"], ["R", "Read", 1], [None, "Write", 0.55]])
    for row in (2, 3):
        book.active.cell(row, 3).number_format = "0%"
    draft = read_xlsx(book)
    assert [each.state for each in draft.document.objectives[0].activities] == ["done", "open"]
    assert placed(draft)["55%"] == "objectives[0].activities[1].state"


def test_goals_of_a_career_are_the_aim():
    document = docx_with(
        [
            ["Employee: Kim", "Position: Librarian"],
            ["Short-term career goals (1-2 years)", "Lead a team"],
            ["Long-term career goals (3-5 years)", "Lead a branch"],
        ]
    )
    assert read_docx(document).document.aim == "Lead a team\nLead a branch"


def test_days_said_in_other_words():
    draft = read_text(
        "Objectif;Échéance\nA;au plus tard le 1er mai 2027\nB;30 juin 2027 au plus tard\n"
        "C;mi-mars 2027\nD;début avril 2027\n"
    )
    assert [each.due for each in draft.document.objectives] == [
        date(2027, 5, 1),
        date(2027, 6, 30),
        date(2027, 3, 15),
        date(2027, 4, 1),
    ]
