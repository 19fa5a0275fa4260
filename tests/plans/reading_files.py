"""Files for the tests of reading, built in code, and what a draft says in short."""

import io
import zipfile

import openpyxl
from docx import Document

from planfolio.plans.reading import Draft, read_plan


def read_text(text: str, name: str = "plan.csv", encoding: str = "utf-8", **options) -> Draft:
    return read_plan(io.BytesIO(text.encode(encoding)), name=name, **options)


def read_docx(document, **options) -> Draft:
    return read_plan(io.BytesIO(saved(document)), name="plan.docx", **options)


def read_xlsx(book, **options) -> Draft:
    return read_plan(io.BytesIO(saved(book)), name="plan.xlsx", **options)


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_with(rows: list[list[str]]):
    """A Word document of one table."""
    document = Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document


def xlsx_with(rows: list[list]):
    """An Excel workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def repacked(content: bytes, changes: dict[str, bytes]) -> bytes:
    """The archive with some parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, part in changes.items():
            new.writestr(name, part)
    return out.getvalue()


def placed(draft: Draft) -> dict[str, str | None]:
    """Path by text; for files in which each text stands once."""
    return {cell.text: cell.placed for cell in draft.cells}


def not_found(draft: Draft) -> list[str]:
    return [cell.text for cell in draft.not_found]
