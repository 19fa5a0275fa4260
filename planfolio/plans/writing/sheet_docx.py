"""A sheet (in the shape of `sheet.plan_sheet`) as a Word file to read: the same words in the same order as its PDF."""

import io
from datetime import date

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from .as_docx import PAPERS, add_label_rows, set_footer, set_properties, set_styles
from .wording import readable

MARGIN = 20


def write_sheet_docx(sheet: dict, *, on: date) -> bytes:
    """The sheet standing on its paper: Heading 1, then under each Heading 2 a table of labels and what they say."""
    sheet = _readable(sheet)
    file = Document()
    height, width = PAPERS["letter" if sheet["paper"] == "us-letter" else "a4"]
    section = file.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(MARGIN)
    set_styles(file, sheet["language"])
    set_properties(file, title=sheet["title"], language=sheet["language"], person=sheet["author"], on=on)
    set_footer(file, sheet["footer"])
    file.add_heading(sheet["title"], level=1)
    if sheet["kind"]:
        file.add_paragraph(sheet["kind"], style="Fact")
    if sheet["aim"]:
        file.add_paragraph(sheet["aim"], style="Answer")
    facts = [(fact["label"], [fact["text"]]) for fact in sheet["facts"]]
    add_label_rows(file, facts, width=width - 2 * MARGIN)
    for part in sheet["objectives"]:
        file.add_heading(" ".join(filter(None, [part["number"], part["title"]])), level=2)
        rows = [(row["label"], _said(row, sheet)) for row in [*part["before"], *part["after"]]]
        add_label_rows(file, rows, width=width - 2 * MARGIN)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _readable(value):
    """The same values without the characters that no document can hold, in whatever text they stand."""
    if isinstance(value, str):
        return readable(value)
    if isinstance(value, dict):
        return {name: _readable(each) for name, each in value.items()}
    return [_readable(each) for each in value] if isinstance(value, list | tuple) else value


def _said(row: dict, sheet: dict) -> list[str]:
    texts = [*row["text"].split("\n"), *row["lines"], row["note"]]
    return [text for text in texts if text] or ([sheet["not_answered"]] if row["missing"] else [])
