"""The forms that people really use, each brought in whole."""

from datetime import date

import pytest
from docx import Document

from planfolio.plans.document import LinkDoc
from tests.plans.reading_files import docx_with, not_found, placed, read_docx, read_text, read_xlsx, xlsx_with


def test_gmc_appraisal_form():
    draft = read_docx(
        docx_with(
            [
                ["Learning need", "How will I address them", "Date", "How will I demonstrate this?", "Priority"],
                ["Safer prescribing", "Attend a course", "30 June 2027", "Audit of ten charts", "High"],
                ["Leading a team", "Shadow the clinical lead", "June 2028", "360-degree feedback", "Low"],
            ]
        )
    )
    first, second = draft.document.objectives
    assert (first.what, first.strategies, first.due) == ("Safer prescribing", "Attend a course", date(2027, 6, 30))
    assert (second.what, second.evidence, second.due) == (
        "Leading a team",
        "360-degree feedback",
        date(2028, 6, 30),
    )
    assert not_found(draft) == ["Priority", "High", "Low"]


def test_gdc_form_with_need_outcome_and_two_reasons():
    draft = read_text(
        "What do I need to learn or maintain for this cycle?,How does this relate to my field(s) of practice?,"
        "Which development outcome does it link to?,What benefit will this have to my work?,"
        "How will I meet this learning and maintenance need?,When will I complete the activity?\n"
        "Radiography update,I take films daily,C,Fewer retakes,Verifiable course,2027-05-01\n"
    )
    (objective,) = draft.document.objectives
    assert objective.what == "Radiography update"
    assert objective.why == "I take films daily\nFewer retakes"
    assert objective.links == (LinkDoc(direction="leads_to", words="C"),)
    assert objective.strategies == "Verifiable course"
    assert objective.due == date(2027, 5, 1)
    assert draft.not_found == []


def test_knowles_contract():
    draft = read_docx(
        docx_with(
            [
                ["Learning objectives", "Learning resources and strategies", "Target date for completion",
                 "Evidence of accomplishment of objectives", "Criteria and means of validating evidence"],
                ["Write R packages", "R Packages, 2nd ed.", "1 May 2027", "A package",
                 "Passes checks\nReviewed by Sam"],
            ]
        )
    )  # fmt: skip
    (objective,) = draft.document.objectives
    assert objective.criteria == ("Passes checks", "Reviewed by Sam")
    assert objective.evidence == "A package"
    assert draft.not_found == []


def test_french_form():
    draft = read_text(
        "Besoin;Objectif;Moyens;Critères de réussite;Preuves;Échéance\n"
        "Écart constaté;Animer un atelier;Formation;Deux ateliers;Évaluations;1er mai 2027\n",
        encoding="windows-1252",
    )
    (objective,) = draft.document.objectives
    assert (objective.why, objective.what) == ("Écart constaté", "Animer un atelier")
    assert objective.criteria == ("Deux ateliers",)
    assert objective.due == date(2027, 5, 1)
    assert draft.not_found == []
    assert [note.message for note in draft.notes if "Windows-1252" in note.message]


def test_individual_development_plan_with_activities_and_two_dates():
    draft = read_text(
        "Objective,Developmental Activities,Hours,Target date,Date completed\n"
        "Lead projects,Course in project work,2,2027-03-01,2027-02-20\n"
        ",Mentoring by Ana,1.5,,\n"
        "Speak in public,Join a club,half a day,2027-09-01,\n"
    )
    first, second = draft.document.objectives
    assert [(each.title, each.minutes) for each in first.activities] == [
        ("Course in project work", 120),
        ("Mentoring by Ana", 90),
    ]
    assert (first.activities[0].done_on, first.activities[0].state) == (date(2027, 2, 20), "done")
    assert (first.due, second.due) == (date(2027, 3, 1), date(2027, 9, 1))
    assert not_found(draft) == ["half a day"]


def test_teacher_form_of_labels_with_pairs_side_by_side():
    draft = read_docx(
        docx_with(
            [
                ["Goal", "Use formative checks", "Target date", "30 June 2027"],
                ["Rationale", "Pupils fall silent", "Evidence", "Lesson notes"],
                ["Initial activities", "Read Wiliam\nVisit a colleague", "Follow-up activities", "Try three checks"],
            ]
        )
    )
    (objective,) = draft.document.objectives
    assert (objective.what, objective.why, objective.due) == (
        "Use formative checks",
        "Pupils fall silent",
        date(2027, 6, 30),
    )
    assert [each.title for each in objective.activities] == ["Read Wiliam", "Visit a colleague", "Try three checks"]
    assert draft.not_found == []


def test_one_table_of_labels_per_objective():
    document = Document()
    document.add_heading("Personal development plan 2027", level=1)
    for what in ("Search better", "Teach better"):
        document.add_paragraph("")
        table = document.add_table(rows=3, cols=2)
        for row, texts in zip(
            table.rows, [("Objective", what), ("Why", f"{what}!"), ("Due date", "1 May 2027")], strict=True
        ):
            row.cells[0].text, row.cells[1].text = texts
    draft = read_docx(document)
    assert draft.document.title == "Personal development plan 2027"
    assert [(each.what, each.why) for each in draft.document.objectives] == [
        ("Search better", "Search better!"),
        ("Teach better", "Teach better!"),
    ]
    assert draft.not_found == []


def test_several_objectives_in_one_table_of_labels():
    draft = read_text("Objective 1,A\nWhy,a\nObjective 2,B\nWhy,b\n")
    assert [(each.what, each.why) for each in draft.document.objectives] == [("A", "a"), ("B", "b")]


def test_one_column_per_objective():
    draft = read_text(",Goal 1,Goal 2\nObjective,Search,Teach\nWhy,Gap,Duty\nDeadline,2027-01-01,2027-02-01\n")
    assert [(each.what, each.why, each.due) for each in draft.document.objectives] == [
        ("Search", "Gap", date(2027, 1, 1)),
        ("Teach", "Duty", date(2027, 2, 1)),
    ]
    assert not_found(draft) == []


def test_labels_above_their_answers():
    draft = read_docx(docx_with([["What do you want to learn?"], ["GIS"], ["Why?"], ["Maps are asked for"]]))
    (objective,) = draft.document.objectives
    assert (objective.what, objective.why) == ("GIS", "Maps are asked for")


def test_objective_merged_over_its_rows():
    document = docx_with(
        [
            ["Objective", "Activities", "Due date"],
            ["Search", "Read", "1 May 2027"],
            ["", "Practise", ""],
            ["Teach", "Watch", "1 June 2027"],
        ]
    )
    table = document.tables[0]
    table.cell(1, 0).merge(table.cell(2, 0))
    draft = read_docx(document)
    assert [(each.what, [activity.title for activity in each.activities]) for each in draft.document.objectives] == [
        ("Search", ["Read", "Practise"]),
        ("Teach", ["Watch"]),
    ]


def test_date_merged_over_two_objectives_holds_for_both():
    document = docx_with([["Objective", "Due date"], ["Search", "1 May 2027"], ["Teach", ""]])
    table = document.tables[0]
    table.cell(1, 1).merge(table.cell(2, 1))
    draft = read_docx(document)
    assert [each.due for each in draft.document.objectives] == [date(2027, 5, 1), date(2027, 5, 1)]
    assert len(draft.cells) == 5


def test_heading_row_merged_over_columns_and_title_row_over_the_table():
    document = docx_with(
        [
            ["My plan for 2027", "", ""],
            ["Objective", "How", "Evidence"],
            ["Part A", "", ""],
            ["Search", "Read", "List"],
        ]
    )
    table = document.tables[0]
    for row in (0, 2):
        table.cell(row, 0).merge(table.cell(row, 2))
    draft = read_docx(document)
    assert [each.what for each in draft.document.objectives] == ["Search"]
    assert draft.document.title == "My plan for 2027"
    assert not_found(draft) == ["Part A"]


def test_sheet_with_letterhead_dates_merged_cells_and_a_second_sheet():
    book = xlsx_with(
        [
            ["Ward library"],
            ["Plan title", "Year of maps"],
            [],
            ["Objective", "Strategies", "Target date", "Hours"],
            ["Learn GIS", "Course", date(2027, 6, 30), 2],
            [None, "Practice", None, None],
        ]
    )
    book.active.title = "Plan"
    book.active.merge_cells("A5:A6")
    other = book.create_sheet("Notes")
    other["B4"] = "Ask Ana"
    draft = read_xlsx(book)
    (objective,) = draft.document.objectives
    assert draft.document.title == "Year of maps"
    assert (objective.what, objective.strategies, objective.due, objective.minutes) == (
        "Learn GIS",
        "Course\nPractice",
        date(2027, 6, 30),
        120,
    )
    assert [(cell.where, cell.text) for cell in draft.not_found] == [
        ("Plan!A1", "Ward library"),
        ("Notes!B4", "Ask Ana"),
    ]


def test_headings_paragraphs_and_lists():
    document = Document()
    document.add_heading("My learning", level=0)
    document.add_heading("Objective 1: Teach online", level=1)
    document.add_heading("Why", level=2)
    document.add_paragraph("Two courses moved online.")
    document.add_paragraph("Nobody else can.")
    document.add_heading("Activities", level=2)
    document.add_paragraph("Watch Lee teach", style="List Bullet")
    document.add_paragraph("Plan one session", style="List Bullet")
    document.add_heading("Success criteria", level=2)
    document.add_paragraph("Eight learners of ten say it was clear", style="List Bullet")
    document.add_paragraph("Target date: 30 June 2027")
    document.add_heading("Manager's comments", level=2)
    document.add_paragraph("Good.")
    draft = read_docx(document)
    (objective,) = draft.document.objectives
    assert draft.document.title == "My learning"
    assert objective.what == "Teach online"
    assert objective.why == "Two courses moved online.\nNobody else can."
    assert [each.title for each in objective.activities] == ["Watch Lee teach", "Plan one session"]
    assert objective.criteria == ("Eight learners of ten say it was clear",)
    assert objective.due == date(2027, 6, 30)
    assert not_found(draft) == ["Manager's comments", "Good."]


def test_markdown_with_headings_lists_and_a_table():
    draft = read_text(
        "# My plan\n\n## Search *well*\n\n- **Why:** a gap\n- When: by June 2027\n\n### Activities\n\n"
        "| Activity | Time | Link |\n|---|---|---|\n| Read a\\|b | 1 h 30 | <https://example.org> |\n",
        name="plan.md",
    )
    (objective,) = draft.document.objectives
    assert (draft.document.title, objective.what, objective.why) == ("My plan", "Search well", "a gap")
    assert objective.due == date(2027, 6, 30)
    assert [(each.title, each.minutes, each.url) for each in objective.activities] == [
        ("Read a|b", 90, "https://example.org")
    ]
    assert placed(draft)["1 h 30"] == "objectives[0].activities[0].minutes"
    assert draft.cells[0].where == "line 1"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252", "latin-1"]
)
def test_every_encoding_and_separator_of_csv(separator, encoding):
    rows = [["Objectif", "Critères", "Pourquoi"], ["Être là", '"a, b; c"', "élève"]]
    draft = read_text("\r\n".join(separator.join(row) for row in rows), encoding=encoding)
    (objective,) = draft.document.objectives
    assert (objective.what, objective.criteria, objective.why) == ("Être là", ("a, b; c",), "élève")


def test_formulas_stay_text_and_our_own_guard_comes_off():
    draft = read_text("Objective,Why\n=1+1,'=cmd()\n'quoted,''@x\n")
    assert [(each.what, each.why) for each in draft.document.objectives] == [("=1+1", "=cmd()"), ("'quoted", "'@x")]


def test_another_sheet_never_goes_on_with_the_last_objective():
    book = xlsx_with([["Objective", "Why"], ["Search", "a gap"]])
    for row in (["Activity", "Hours"], ["Read", 2]):
        sheet = book["More"] if "More" in book.sheetnames else book.create_sheet("More")
        sheet.append(row)
    draft = read_xlsx(book)
    assert [(each.what, len(each.activities)) for each in draft.document.objectives] == [("Search", 0), ("", 1)]
    assert any("under no objective" in note.message for note in draft.notes)


def test_a_table_that_changes_its_header_half_way():
    draft = read_text("Objective,Why\nSearch,a gap\nObjective,Evidence\nTeach,a plan\n")
    assert [(each.what, each.why, each.evidence) for each in draft.document.objectives] == [
        ("Search", "a gap", ""),
        ("Teach", "", "a plan"),
    ]
    assert [column.key for column in draft.columns] == [
        "column:Table 1:1",
        "column:Table 1:2",
        "column:Table 1/3:1",
        "column:Table 1/3:2",
    ]


def test_a_repeated_objective_holds_the_activities_of_its_rows():
    draft = read_text("Objective,Activity,Hours\nSearch,Read,1\nSearch,Try,2\nTeach,Watch,3\n")
    assert [(each.what, len(each.activities)) for each in draft.document.objectives] == [("Search", 2), ("Teach", 1)]
