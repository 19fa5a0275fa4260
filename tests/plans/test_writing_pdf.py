"""A plan as PDF: tagged, in its language, on the paper asked for, and deaf to markup that people type."""

import io
from collections import Counter
from dataclasses import replace

import pypdf
import pytest
import typst
from hypothesis import HealthCheck, given, settings

from planfolio.plans.document import ActivityDoc, ObjectiveDoc, PlanDoc
from planfolio.plans.writing import as_pdf, write_plan
from planfolio.plans.writing.wording import one_line

from .written import HOSTILE, ON, full_plan, plans

EXAMPLES = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def pdf(doc: PlanDoc, **options) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(write_plan(doc, format="pdf", on=ON, **options)))


def text_of(reader: pypdf.PdfReader) -> str:
    """The words of all pages without spaces and without the marks where a long word may part."""
    return "".join("".join(page.extract_text().split()) for page in reader.pages).replace("\u200b", "")


def roles(reader: pypdf.PdfReader) -> Counter:
    found = Counter()

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            found[node.get("/S")] += 1
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pdf_is_tagged_and_says_its_language_and_title(language):
    reader = pdf(full_plan(language), person="Maëlle Kervadec")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"].startswith(language)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert reader.metadata.title == "Better searches, better questions"
    assert reader.metadata.author == "Maëlle Kervadec"


def test_pdf_declares_pdf_a_2a_and_pdf_ua_1():
    metadata = pdf(full_plan()).trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2<" in metadata
    assert "<pdfaid:conformance>A<" in metadata
    assert "<pdfuaid:part>1<" in metadata


def test_pdf_has_headings_tables_with_header_cells_and_lists():
    found = roles(pdf(full_plan()))
    assert found["/H1"] == 1
    assert found["/H2"] == 3
    assert found["/H3"] > 12
    assert (found["/Table"], found["/TH"]) == (2, 10)
    assert found["/L"] == 2


def test_pdf_holds_every_answer():
    words = text_of(pdf(full_plan(), person="Maëlle Kervadec"))
    doc = full_plan()
    first = doc.objectives[0]
    said = [doc.title, doc.aim, doc.source_title, doc.licence, first.what, first.strategies, first.evidence]
    said += [*first.criteria, first.goal, first.reason, *(each.title for each in first.activities)]
    said += [
        first.activities[0].url,
        "1 h 30 min",
        "16 h",
        "Not answered",
        "Maëlle Kervadec",
        "1 of",
        "12 October 2026",
    ]
    assert [text for text in said if "".join(text.split()) not in words] == []


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_pdf_lies_on_the_paper_asked_for(paper, size):
    page = pdf(full_plan(), paper=paper).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_long_table_of_activities_repeats_its_header_and_says_each_once_to_a_screen_reader():
    activities = tuple(ActivityDoc(key=str(number), title=f"Step {number}") for number in range(120))
    reader = pdf(PlanDoc(title="Long", objectives=(ObjectiveDoc(number=1, what="Go on", activities=activities),)))
    assert len(reader.pages) > 2
    assert all("Activity" in page.extract_text() for page in reader.pages[:-1])
    assert roles(reader)["/TH"] == 5


def test_plan_without_objectives_is_one_page_that_says_so():
    reader = pdf(PlanDoc())
    assert len(reader.pages) == 1
    assert "Noobjectivesyet." in text_of(reader)


def test_same_plan_on_the_same_day_is_the_same_bytes():
    assert write_plan(full_plan(), format="pdf", on=ON) == write_plan(full_plan(), format="pdf", on=ON)


@pytest.mark.parametrize("typed", [HOSTILE[0], HOSTILE[1], HOSTILE[2], "#set page(width: 1pt)", "#sys.inputs"])
def test_markup_that_people_type_is_shown_as_typed(typed):
    doc = replace(full_plan(), title=typed, aim=typed, objectives=(ObjectiveDoc(number=1, what=typed, why=typed),))
    assert "".join(typed.split()) in text_of(pdf(doc, person=typed))
    assert pdf(doc).metadata.title == one_line(typed)


def test_character_without_a_font_is_a_box_and_the_pdf_says_so():
    assert "□" in text_of(pdf(PlanDoc(title="漢")))
    assert "Abox" in text_of(pdf(PlanDoc(title="漢")))
    assert "Abox" not in text_of(pdf(PlanDoc(title="Ωμέγα, Жизнь, œuvre, Łódź, €")))


def test_invisible_marks_cannot_turn_words_around():
    assert "photo_exe.jpg" in pdf(PlanDoc(title="photo_\u202eexe.jpg")).metadata.title


def test_cluster_without_a_font_costs_its_own_text_its_letters_and_no_other():
    reader = pdf(PlanDoc(title="Ωμέγα", aim="Ω\u20dd yes"))
    assert reader.metadata.title == "Ωμέγα"
    assert "yes" in text_of(reader)


@pytest.mark.parametrize("path", ["../as_pdf.py", "/../as_pdf.py", "/etc/passwd", "../../../../../../../etc/passwd"])
def test_compiler_reads_nothing_outside_the_folder_of_the_template(path):
    with pytest.raises(typst.TypstError):
        as_pdf._set(f'#set document(title: "-")\n#read("{path}")'.encode(), {}, on=ON)


def test_only_the_template_lies_where_the_compiler_may_read():
    assert [path.name for path in as_pdf.TEMPLATE.parent.rglob("*") if path.is_file()] == ["plan.typ"]


@given(plans())
@EXAMPLES
def test_any_plan_becomes_a_tagged_pdf(doc):
    reader = pdf(doc, person=doc.title)
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert roles(reader)["/H2"] == len(doc.objectives)
