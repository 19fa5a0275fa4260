"""Plans laid out as hospitals, libraries and schools do: each text is placed where a reader would put it, or listed."""

from datetime import date

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from planfolio.plans.reading.dates import read_date
from planfolio.plans.reading.headings import labelled, match, unit_of

from .reading_files import docx_with, not_found, read_docx, read_text, read_xlsx, xlsx_with


def add_table(document, rows):
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def titles(objective) -> list[str]:
    return [activity.title for activity in objective.activities]


STEPS = [
    ["Action", "Resources", "Timescale", "Evidence"],
    ["Attend the course", "University", "June 2027", "Certificate"],
    ["Report 200 films", "Consultant", "September 2027", "Audit"],
]


def test_a_table_of_steps_belongs_to_the_objective_of_its_heading():
    document = Document()
    document.add_heading("CPD plan", 0)
    document.add_heading("Objective 1: Reporting of chest X-rays", 1)
    add_table(document, STEPS)
    (objective,) = read_docx(document).document.objectives
    assert objective.what == "Reporting of chest X-rays"
    assert titles(objective) == ["Attend the course", "Report 200 films"]
    assert [activity.due for activity in objective.activities] == [date(2027, 6, 30), date(2027, 9, 30)]
    assert objective.evidence == "Certificate\nAudit"


def test_a_row_that_names_an_objective_begins_it():
    document = Document()
    table = add_table(
        document, [["Objective 1: Chest X-rays"] + [""] * 3, *STEPS, ["Objective 2: CT"] + [""] * 3, *STEPS]
    )
    for row in (0, 4):
        table.cell(row, 0).merge(table.cell(row, 3))
    draft = read_docx(document)
    assert [objective.what for objective in draft.document.objectives] == ["Chest X-rays", "CT"]
    assert [titles(each) for each in draft.document.objectives] == [["Attend the course", "Report 200 films"]] * 2
    assert not_found(draft) == []


def test_a_second_line_of_headings_says_more_than_the_first():
    rows = [
        ["Goal", "Timeline", "Timeline", "Evidence"],
        ["", "Start", "End", ""],
        ["Search", "1 June 2027", "2 July 2027", "A list"],
    ]
    (objective,) = read_docx(docx_with(rows)).document.objectives
    assert (objective.starts, objective.due, objective.evidence) == (date(2027, 6, 1), date(2027, 7, 2), "A list")


def test_the_letters_of_smart_are_questions():
    book = Workbook()
    sheet = book.active
    for row in [
        ["Goal", "SMART", "", "", "", "", "Progress"],
        ["", "Specific", "Measurable", "Achievable", "Relevant", "Time-bound", "Mid-year"],
        ["Wound care", "Get certified", "75 %", "Study group", "A need of the unit", date(2027, 9, 30), "Registered"],
    ]:
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:F1")
    draft = read_xlsx(book)
    (objective,) = draft.document.objectives
    assert (objective.criteria, objective.strategies, objective.why) == (("75 %",), "Study group", "A need of the unit")
    assert (objective.what, objective.due) == ("Wound care\nGet certified", date(2027, 9, 30))
    assert set(not_found(draft)) == {"SMART", "Progress", "Mid-year", "Registered"}


def test_a_form_that_begins_with_facts_about_the_person():
    rows = [
        ["Salarié(e)", "Karim B."],
        ["Service", "Documentation"],
        ["Date de l’entretien", "12/01/2027"],
        ["Objectifs de développement", "Maîtriser la revue systématique"],
        ["Pourquoi ?", "Nouvelle mission"],
        ["Actions de formation envisagées", "Formation Cochrane\nTutorat"],
        ["Délai souhaité", "juin 2027"],
        ["Critères de réussite", "Une revue publiée"],
        ["Avis du responsable", "Favorable"],
    ]
    (objective,) = read_docx(docx_with(rows)).document.objectives
    assert (objective.what, objective.why) == ("Maîtriser la revue systématique", "Nouvelle mission")
    assert (objective.criteria, objective.due) == (("Une revue publiée",), date(2027, 6, 30))
    assert titles(objective) == ["Formation Cochrane", "Tutorat"]


def test_numbered_headings_of_any_level_and_numbers_with_points():
    document = Document()
    document.add_heading("Plan d’apprentissage 2027", 0)
    for number, what in enumerate(["Publier en libre accès", "Former les internes"], start=1):
        document.add_heading(f"{number}. {what}", 1)
        document.add_heading(f"{number}.1 Pourquoi", 2)
        document.add_paragraph("Demande de la direction.")
        document.add_heading(f"{number}.2 Échéance", 2)
        document.add_paragraph("le 30 juin 2027")
    draft = read_docx(document)
    assert [each.what for each in draft.document.objectives] == ["Publier en libre accès", "Former les internes"]
    assert {(each.why, each.due) for each in draft.document.objectives} == {
        ("Demande de la direction.", date(2027, 6, 30))
    }
    assert not_found(draft) == []


def test_bold_lines_are_headings_where_there_are_no_others():
    document = Document()
    document.add_paragraph().add_run("My development plan for 2027").bold = True
    for what in ("1. Improve my statistics", "2. Chair meetings"):
        document.add_paragraph().add_run(what).bold = True
        document.add_paragraph("Take the course", style="List Number")
        document.add_paragraph("☑ Ask for feedback", style="List Bullet")
        document.add_paragraph("Deadline – June 2027")
    draft = read_docx(document)
    assert draft.document.title == "My development plan for 2027"
    assert [each.what for each in draft.document.objectives] == ["Improve my statistics", "Chair meetings"]
    for objective in draft.document.objectives:
        assert [(each.title, each.state) for each in objective.activities] == [
            ("Take the course", "open"),
            ("Ask for feedback", "done"),
        ]
        assert objective.due == date(2027, 6, 30)
    assert not_found(draft) == []
    assert "The list under “Chair meetings” was read as its activities." in map(str, draft.notes)


def test_bold_lines_of_a_document_with_headings_stay_text():
    document = Document()
    document.add_heading("Plan", 0)
    document.add_heading("Objective 1: Search", 1)
    document.add_paragraph("Why: because")
    document.add_paragraph().add_run("Important!").bold = True
    assert read_docx(document).document.objectives[0].why == "because\nImportant!"


def test_boxes_of_a_list_are_activities_and_their_ticks_say_what_is_done():
    text = (
        "# My plan\n\n## Goal 1 – Searching\n\n**Status:** In progress\n**Why:** We start in May\n\n"
        "- [x] Read\n- [ ] Try\n"
    )
    (objective,) = read_text(text, name="plan.md").document.objectives
    assert objective.why == "We start in May"
    assert [(each.title, each.state) for each in objective.activities] == [("Read", "done"), ("Try", "open")]


def test_what_a_label_says_is_listed_when_it_does_not_fit():
    draft = read_text("## Goal 1 – Speaking\n\n**Due:** Q4 2027\n", name="plan.md")
    assert not_found(draft) == ["Due: Q4 2027"]


def test_what_a_note_keeps_above_its_text_gives_the_title():
    draft = read_text("---\ntitle: Learning plan\ntags: [cpd]\n---\n\n## Objective\nSearch well\n", name="plan.md")
    assert draft.document.title == "Learning plan"
    assert not_found(draft) == ["tags: [cpd]"]
    assert draft.document.objectives[0].what == "Search well"


def test_answers_to_a_form_with_several_goals_in_one_row():
    text = (
        "Timestamp,Goal 1: what do you want to learn?,Goal 1: Why?,Goal 2: what do you want to learn?,Goal 2: Why?\n"
        "today,Python,reports,Teach,outreach\n"
    )
    draft = read_text(text)
    assert [(each.what, each.why) for each in draft.document.objectives] == [
        ("Python", "reports"),
        ("Teach", "outreach"),
    ]
    assert not_found(draft) == ["Timestamp", "today"]


def test_numbered_objectives_over_columns_of_answers():
    rows = [
        ["", "Objective 1", "Objective 2", "Objective 3"],
        ["What", "Learn MeSH", "Learn Emtree", "Teach both"],
        ["Why", "Gap", "Gap", "Duty"],
        ["Activities", "Tutorial\nPractice", "Webinar", "Teach"],
        ["Hours", "4", "3", "10"],
    ]
    draft = read_xlsx(xlsx_with(rows))
    assert [each.what for each in draft.document.objectives] == ["Learn MeSH", "Learn Emtree", "Teach both"]
    assert [each.why for each in draft.document.objectives] == ["Gap", "Gap", "Duty"]
    assert draft.document.objectives[0].minutes == 240
    assert not_found(draft) == []


def test_several_activities_in_one_cell_stay_several_beside_a_state():
    rows = [
        ["Objectif", "Actions", "Suivi"],
        ["Chercher", "Lire\nEssayer", "☐ En cours"],
        ["Aider", "Écouter", "☒ Fait"],
    ]
    first, second = read_docx(docx_with(rows)).document.objectives
    assert titles(first) == ["Lire", "Essayer"]
    assert second.activities[0].state == "done"


def test_a_table_of_tabs_is_no_text():
    draft = read_text("Objective\tWhy\nLearn R\tNew duty\n", name="plan.txt", encoding="utf-16")
    assert (draft.document.objectives[0].what, draft.document.objectives[0].why) == ("Learn R", "New duty")


def test_the_title_may_stand_on_a_later_sheet():
    book = Workbook()
    book.active.append(["How to fill this in"])
    sheet = book.create_sheet("Mine")
    for row in [["Development Plan 2027"], ["Development goal", "Target date"], ["Coach", "2027-12"]]:
        sheet.append(row)
    draft = read_xlsx(book)
    assert draft.document.title == "Development Plan 2027"
    assert draft.document.objectives[0].due == date(2027, 12, 31)


def test_a_row_of_which_nothing_fits_makes_no_objective():
    draft = read_text("Objective,Due,Hours\n,soon,many\nSearch,2027-06-30,3\n")
    assert [each.what for each in draft.document.objectives] == ["Search"]
    assert not_found(draft) == ["soon", "many"]


def test_a_dash_is_no_answer():
    (objective,) = read_text("Objective,Why\nSearch,–\n").document.objectives
    assert objective.why == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [("2027-12", date(2027, 12, 31)), ("46400", date(2027, 1, 13)), ("36526", date(2000, 1, 1)), ("20270", None)],
)
def test_months_and_days_as_programs_count_them(text, day):
    assert read_date(text) == day


def test_a_bare_number_of_an_old_macintosh_counts_from_1904():
    book = xlsx_with([["Objective", "Due"], ["Search", 44938]])
    book.epoch = CALENDAR_MAC_1904
    assert read_xlsx(book).document.objectives[0].due == date(2027, 1, 13)


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Durée (h)", 60),
        ("Time (hours)", 60),
        ("Temps (min)", 1),
        ("Durée (jours)", 0),
        ("Time (h or min)", 0),
        ("Time", 0),
    ],
)
def test_a_unit_in_brackets_counts(heading, unit):
    assert unit_of(heading) == unit


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("How I'll know I've got there: four appraised papers", "evidence"),
        ("Why this matters: two departments asked", "why"),
        ("Measure of success – feedback", "criteria"),
    ],
)
def test_labels_in_the_words_of_a_person(label, field):
    found, _answer = labelled(label)
    assert found.field == field


@pytest.mark.parametrize(
    "text", ["He said: hello", "A well-known fact", "I read – and read again", "The why of it: nobody knows", "10:30"]
)
def test_a_sentence_with_a_colon_or_a_dash_is_no_label(text):
    assert labelled(text) is None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Outcome/Measure", "outcome"),
        ("How will learning be evaluated?", "evidence"),
        ("How will need be met?", "strategies"),
        ("1.2 Comment", "strategies"),
        ("Date Estimated", "due"),
        ("Date Actual", "activity.done_on"),
        ("Objectif pédagogique", "what"),
        ("Intitulé de la formation", "activity.title"),
    ],
)
def test_headings_of_forms(heading, field):
    assert match(heading).field == field


def test_a_frame_around_a_text_is_no_table():
    text = "Objective: Teach residents\nWhy: the programme asked\nEvidence: forms\nDeadline: 15 June 2027"
    (objective,) = read_docx(docx_with([[text]])).document.objectives
    assert (objective.what, objective.why) == ("Teach residents", "the programme asked")
    assert (objective.evidence, objective.due) == ("forms", date(2027, 6, 15))


def test_the_number_of_a_goal_is_not_its_words_and_a_row_of_its_own_has_its_own_day():
    rows = [
        ["Goal #", "SMART Goal", "Action Steps", "Deadline"],
        ["1", "Complete AHIP", "Gather\nSubmit", "12/31/2027"],
        ["", "", "Pay the fee", "11/30/2027"],
        ["2", "Learn Tableau", "Course", "6/15/2027"],
    ]
    draft = read_xlsx(xlsx_with(rows))
    first, second = draft.document.objectives
    assert (first.number, first.what, first.due) == (1, "Complete AHIP", date(2027, 12, 31))
    assert [(each.title, each.due) for each in first.activities] == [
        ("Gather", None),
        ("Submit", None),
        ("Pay the fee", date(2027, 11, 30)),
    ]
    assert second.what == "Learn Tableau"
    assert not_found(draft) == []


def test_bold_lines_of_markdown_say_what_stands_below():
    text = (
        "# Growth plan\n\n## 1. Research support\n\n**What I want to achieve**\n\nAnswer questions.\n\n"
        "**What I will do**\n\n1. Read the deals\n2. Shadow Ana\n\n**How I will measure success**\n\n80%\n"
    )
    draft = read_text(text, name="plan.md")
    (objective,) = draft.document.objectives
    assert objective.what == "Research support\nAnswer questions."
    assert titles(objective) == ["Read the deals", "Shadow Ana"]
    assert objective.evidence == "80%"
    assert not_found(draft) == []


def test_the_period_among_facts_that_are_not_known():
    rows = [["Field", "Details"], ["Employee", "Lee"], ["Review period", "2026-07-01 to 2027-06-30"]]
    draft = read_docx(docx_with(rows))
    assert (draft.document.starts, draft.document.ends) == (date(2026, 7, 1), date(2027, 6, 30))


def test_a_list_under_a_title_that_speaks_of_goals_is_a_list_of_them():
    draft = read_text("# Learning goals 2027\n\n- Present better\n- Learn GIS\n", name="plan.md")
    assert draft.document.title == "Learning goals 2027"
    assert [each.what for each in draft.document.objectives] == ["Present better", "Learn GIS"]


def test_the_box_with_a_tick_is_the_one_that_was_chosen():
    rows = [["Objective", "Type of learning", "Status"], ["HbA1c", "☒ Knowledge ☐ Skill", "☐ Not started ☒ Done"]]
    (objective,) = read_docx(docx_with(rows)).document.objectives
    assert (objective.ksa, objective.state) == ("knowledge", "done")


def test_two_boxes_with_ticks_choose_nothing():
    draft = read_docx(docx_with([["Objective", "Type of learning"], ["HbA1c", "☒ Knowledge ☒ Skill"]]))
    assert not_found(draft) == ["☒ Knowledge ☒ Skill"]


def test_a_month_with_a_short_year():
    assert read_date("Dec '27") == date(2027, 12, 31)


def test_boxes_and_lists_of_older_forms_say_what_they_show():
    document = docx_with([["Objective", "Learning activity", "Status"], ["Scan", "Course", ""], ["Film", "Book", ""]])
    choices = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="To do"/><w:listEntry w:val="Done"/></w:ddList>'
    box = '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
    for row, field in ((1, choices), (2, box)):
        paragraph = document.tables[0].cell(row, 2).paragraphs[0]
        run = f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="begin"><w:ffData>{field}</w:ffData></w:fldChar></w:r>'
        paragraph._p.append(parse_xml(run))
    first, second = read_docx(document).document.objectives
    assert [first.activities[0].state, second.activities[0].state] == ["done", "done"]


def test_the_ticks_of_wingdings_are_seen():
    document = docx_with([["Objective", "Learning activity", "Done"], ["Scan", "Course", ""]])
    tick = f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    document.tables[0].cell(1, 2).paragraphs[0]._p.append(parse_xml(tick))
    assert read_docx(document).document.objectives[0].activities[0].state == "done"


def test_boxes_of_a_sheet_are_true_or_false():
    draft = read_text("Objective,Activity,Done\nSearch,Read,TRUE\nSearch,Try,FALSE\n")
    assert [each.state for each in draft.document.objectives[0].activities] == ["done", "open"]


@pytest.mark.parametrize("first", ["–", "Not answered", "From May 2027"])
def test_a_day_that_the_first_row_does_not_say_breaks_nothing(first):
    draft = read_text(f"Objective,Activity,By when\nSearch,Read,{first}\n,Try,2027-06-30\n,Tell,2027-07-31\n")
    (objective,) = draft.document.objectives
    days = {each.title: each.due for each in objective.activities}
    assert days == {"Read": None, "Try": date(2027, 6, 30), "Tell": date(2027, 7, 31)}
    assert objective.due == date(2027, 7, 31)
