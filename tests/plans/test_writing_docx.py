"""A plan as a Word file: real headings, real tables, every answer in its row."""

import io
from dataclasses import replace

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings

from planfolio.plans.document import PlanDoc
from planfolio.plans.writing import write_plan
from planfolio.plans.writing.wording import heading, readable

from .written import ON, full_plan, plans


def word_file(doc: PlanDoc, **options):
    return Document(io.BytesIO(write_plan(doc, format="docx", on=ON, **options)))


def test_headings_are_real_and_in_order():
    found = [(p.style.name, p.text) for p in word_file(full_plan()).paragraphs if p.style.name.startswith("Heading")]
    assert found == [
        ("Heading 1", "Better searches, better questions"),
        ("Heading 2", "1. Carry a systematic search from question to peer review"),
        ("Heading 3", "Activities"),
        ("Heading 2", "2. What do ward nurses really ask?"),
        ("Heading 3", "Activities"),
        ("Heading 2", "3. Not answered"),
    ]


def test_answers_stand_beside_their_labels_in_the_language_of_the_plan():
    table = word_file(full_plan("fr")).tables[1]
    rows = {row.cells[0].text: row.cells[1].text for row in table.rows}
    assert rows["Pourquoi"] == "Two reviews came back in spring.\n\nAmara still checks *mine*."
    assert rows["Connaissance, savoir-faire ou aptitude"] == "Savoir-faire"
    assert rows["Critères"] == "No major error\nReviewed within a week"
    assert rows["Commence le"] == "7 septembre 2026"
    assert rows["Temps pour l’objectif"] == "16 h"
    assert rows["Liens"].split("\n")[0] == "S’appuie sur: Library school"


def test_answer_not_given_has_its_row():
    rows = {row.cells[0].text: row.cells[1].text for row in word_file(full_plan()).tables[-1].rows}
    assert rows["Why"] == rows["How"] == rows["By when"] == "Not answered"


def test_activities_have_a_header_row_that_repeats_and_a_row_each():
    table = word_file(full_plan()).tables[2]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert [row.cells[1].text for row in table.rows] == [
        "Activity",
        "Read chapter 4, and redo its examples",
        "Sit in with Amara",
    ]
    assert [row.cells[7].text for row in table.rows] == ["Comes after", "", "1.1"]


@pytest.mark.parametrize(("paper", "size"), [("a4", (297, 210)), ("letter", (279, 216))])
def test_page_is_the_paper_asked_for_lying_across(paper, size):
    section = word_file(full_plan(), paper=paper).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_file_says_its_title_person_language_and_day():
    file = word_file(full_plan("fr"), person="Maëlle Kervadec")
    properties = file.core_properties
    assert (properties.title, properties.author) == ("Better searches, better questions", "Maëlle Kervadec")
    assert (properties.language, properties.created.date()) == ("fr", ON)
    assert file.styles["Normal"].element.xpath("w:rPr/w:lang/@w:val") == ["fr-FR"]
    assert file.sections[0].footer.paragraphs[0].text.startswith("Maëlle Kervadec, 12 octobre 2026")


@pytest.mark.slow
@given(plans())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_plan_becomes_a_word_file_that_holds_its_words(doc):
    file = word_file(doc, person=doc.title)
    headings = [p.text for p in file.paragraphs if p.style.name == "Heading 2"]
    assert headings == [heading(each, doc.language) for each in doc.objectives]
    cells = {cell.text for table in file.tables for row in table.rows for cell in row.cells}
    typed = {readable(text) for each in doc.objectives for text in (each.why, each.strategies) if readable(text)}
    assert typed <= cells


def test_long_title_is_cut_in_the_properties_only():
    file = word_file(replace(full_plan(), title="W" * 300))
    assert file.core_properties.title == "W" * 255
    assert file.paragraphs[0].text == "W" * 300


def test_title_that_could_be_taken_for_a_label_stands_in_the_table_too():
    first = word_file(replace(full_plan(), title="Learning objectives")).tables[0].rows[0]
    assert [cell.text for cell in first.cells] == ["Title of the plan", "Learning objectives"]
    assert word_file(full_plan()).tables[0].rows[0].cells[0].text == "Kind of plan"
