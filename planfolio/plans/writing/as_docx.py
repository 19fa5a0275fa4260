"""A plan as a Word file that can be filled in, sent round, and brought back.

Title in Heading 1, the plan's facts in a table, then per objective a Heading 2, a table of answers with its labels in
the first column, and under a Heading 3 the activities with a header row that repeats. Every answer has its row, also
the one not given. The page lies across, because the table of activities has twelve columns.
"""

import io
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from planfolio.plans import words
from planfolio.plans.document import ActivityDoc, PlanDoc
from planfolio.plans.writing.wording import (
    ACTIVITY_FIELDS,
    NOT_ANSWERED,
    OBJECTIVE_FIELDS,
    answers,
    heading,
    in_hours,
    in_words,
    label_language,
    one_line,
    plan_fields,
)

#: Width and height in millimetres, lying across.
PAPERS = {"a4": (297, 210), "letter": (279.4, 215.9)}
MARGIN = 16
LABEL_WIDTH = 52
#: Shares of the width, in the order of the columns of activities.
SHARES = (9, 46, 16, 26, 28, 24, 28, 13, 20, 20, 15, 20)
INK, INK_2 = RGBColor(0x1E, 0x24, 0x21), RGBColor(0x4A, 0x52, 0x4E)
SERIF, SANS = "Georgia", "Calibri"
LISTS = ("criteria", "links")


def write_docx(doc: PlanDoc, *, paper: str, person: str, on: date) -> bytes:
    """The plan as DOCX, lying on A4 or Letter, the answers in the order of the pages of the application."""
    language = label_language(doc)
    file = Document()
    _set_page(file, paper)
    set_styles(file, language)
    set_properties(file, title=one_line(doc.title), language=doc.language, person=one_line(person), on=on)
    set_footer(file, ", ".join(filter(None, [one_line(person), in_words(on, language)])))
    width = PAPERS[paper][0] - 2 * MARGIN
    file.add_heading(one_line(doc.title) or NOT_ANSWERED.label(language), level=1)
    _add_answers(file, doc, plan_fields(doc), labels=words.PLAN, language=language, width=width)
    for objective in doc.objectives:
        file.add_heading(heading(objective, language), level=2)
        _add_answers(file, objective, OBJECTIVE_FIELDS, labels=words.OBJECTIVE, language=language, width=width)
        if objective.activities:
            file.add_heading(words.PARTS["activities"].label(language), level=3)
            _add_activities(file, objective.activities, language=language, width=width)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _add_answers(file: DocxDocument, part, names: tuple[str, ...], *, labels: dict, language: str, width: float):
    texts = answers(part, language=language, time=in_hours)
    table = file.add_table(rows=len(names), cols=2)
    _rule(table, widths=(LABEL_WIDTH, width - LABEL_WIDTH))
    for row, name in zip(table.rows, names, strict=True):
        label, answer = row.cells
        _write(label.paragraphs[0], labels[name].label(language), style="Label")
        _write_answer(answer, texts[name], listed=name in LISTS, language=language)
    file.add_paragraph(style="Gap")


def add_label_rows(file: DocxDocument, rows: list[tuple[str, list[str]]], *, width: float) -> None:
    """A table of labels, each with the paragraphs beside it."""
    if not rows:
        return
    table = file.add_table(rows=len(rows), cols=2)
    _rule(table, widths=(LABEL_WIDTH, width - LABEL_WIDTH))
    for row, (label, texts) in zip(table.rows, rows, strict=True):
        _write(row.cells[0].paragraphs[0], label, style="Label")
        for place, text in enumerate(texts):
            _write(row.cells[1].paragraphs[0] if not place else row.cells[1].add_paragraph(), text, style="Answer")
    file.add_paragraph(style="Gap")


def _add_activities(file: DocxDocument, activities: tuple[ActivityDoc, ...], *, language: str, width: float):
    table = file.add_table(rows=1 + len(activities), cols=len(ACTIVITY_FIELDS))
    _rule(table, widths=tuple(width * share / sum(SHARES) for share in SHARES))
    header, *rows = table.rows
    header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, name in zip(header.cells, ACTIVITY_FIELDS, strict=True):
        _write(cell.paragraphs[0], words.ACTIVITY[name].label(language), style="Label")
    for row, activity in zip(rows, activities, strict=True):
        texts = answers(activity, language=language)
        for cell, name in zip(row.cells, ACTIVITY_FIELDS, strict=True):
            _write(cell.paragraphs[0], texts[name], style="Answer" if name == "title" else "Fact")
    file.add_paragraph(style="Gap")


def _write_answer(cell: _Cell, text: str, *, listed: bool, language: str) -> None:
    if not text:
        _write(cell.paragraphs[0], NOT_ANSWERED.label(language), style="Missing")
        return
    first, *others = text.split("\n") if listed else [text]
    _write(cell.paragraphs[0], first, style="Answer")
    for other in others:
        _write(cell.add_paragraph(), other, style="Answer")


def _write(paragraph: Paragraph, text: str, *, style: str) -> None:
    # By its identifier: python-docx looks a style up by name through every style there is, for each paragraph.
    paragraph._p.style = style
    if text:
        paragraph.add_run(text)


def _rule(table: Table, *, widths: tuple[float, ...]) -> None:
    """Give `table` fixed widths in millimetres and lines of ink between its rows, no boxes; rows stay whole."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    borders = OxmlElement("w:tblBorders")
    for side, colour in (("top", "1E2421"), ("bottom", "1E2421"), ("insideH", "B4B0A4")):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=colour))
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w="60", type="dxa"))
    # The schema of Word fixes the order of the children: borders, layout, margins.
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _set_page(file: DocxDocument, paper: str) -> None:
    section = file.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(length) for length in PAPERS[paper])
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(18)


def set_styles(file: DocxDocument, language: str) -> None:
    """People's words in a serif, labels in a sans; fonts that Word and LibreOffice have or replace well."""
    normal = file.styles["Normal"]
    _set_font(normal, SERIF, size=10.5, colour=INK)
    normal.element.rPr.append(_element("w:lang", val={"en": "en-GB", "fr": "fr-FR"}.get(language, language)))
    for name, size in (("Heading 1", 22), ("Heading 2", 15), ("Heading 3", 11)):
        _set_font(file.styles[name], SANS if name == "Heading 3" else SERIF, size=size, colour=INK)
        file.styles[name].font.bold = name == "Heading 3"
        file.styles[name].paragraph_format.space_before = Pt(0 if name == "Heading 1" else 12)
        file.styles[name].paragraph_format.space_after = Pt(6)
    for name, font, size, colour in (
        ("Label", SANS, 9.5, INK_2),
        ("Fact", SANS, 9, INK),
        ("Answer", SERIF, 10, INK),
        ("Missing", SERIF, 10, INK_2),
        ("Gap", SANS, 4, INK),
    ):
        style = file.styles.add_style(name, 1)
        style.base_style = normal
        _set_font(style, font, size=size, colour=colour)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0 if name == "Gap" else 2)
    file.styles["Missing"].font.italic = True


def _set_font(style, name: str, *, size: float, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = name, Pt(size), colour
    fonts = style.element.rPr.rFonts
    for each in list(fonts.attrib):
        # A theme font would win over the named one.
        if each.endswith("Theme"):
            del fonts.attrib[each]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def set_properties(file: DocxDocument, *, title: str, language: str, person: str, on: date) -> None:
    properties = file.core_properties
    properties.title = title[:255]
    properties.author = properties.last_modified_by = person[:255]
    properties.language = language
    properties.comments = ""
    properties.created = properties.modified = datetime.combine(on, time(), tzinfo=UTC)


def set_footer(file: DocxDocument, who: str) -> None:
    paragraph = file.sections[0].footer.paragraphs[0]
    paragraph.style = "Fact"
    paragraph.add_run(f"{who}    " if who else "")
    before, rest = _("{page} of {pages}").split("{page}")
    between, after = rest.split("{pages}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        paragraph.add_run(text)
        if field:
            simple = _element("w:fldSimple", instr=field)
            run = paragraph.add_run("1")
            paragraph._p.append(simple)
            simple.append(run._r)


def _element(tag: str, **attributes: str):
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
