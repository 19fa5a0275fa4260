"""A plan that somebody already has, as a Word, Excel, CSV or Markdown file, becomes the draft of a plan.

The file is opened into blocks (`docx`, `xlsx`, `delimited`, `markdown`), headings and labels are matched to the fields
of a plan (`headings`, `tables`, `labels`, `flow`), and texts are placed in them (`filling`). Nothing is guessed in
silence: every text is either placed or listed as not found, a date that reads two ways becomes a question, and what a
person answers (`answers`) settles it when the file is read again. No database and no clock here.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import BinaryIO

from .archive import main_part, open_archive
from .blocks import Table
from .delimited import csv_blocks, decode
from .docx import docx_blocks
from .draft import Cell, Column, Draft, Note, Question, Unreadable, _
from .filling import Making, finish
from .flow import read_blocks
from .headings import FIELDS
from .markdown import markdown_blocks

__all__ = ["FIELDS", "Cell", "Column", "Draft", "Note", "Question", "Unreadable", "read_plan"]

#: The largest file that is read, in bytes.
LARGEST = 10 * 1024 * 1024
#: Text is read into a tree many times its size, and no plan in Markdown is a book.
LARGEST_MARKDOWN = 2 * 1024 * 1024
KINDS = _("Choose a Word (.docx), Excel (.xlsx), CSV or Markdown file.")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_plan(
    file: BinaryIO, *, name: str, language: str = "en", answers: Mapping[str, str] = MappingProxyType({})
) -> Draft:
    """The draft of the plan in `file`, whose `name` only tells CSV from Markdown.

    `language` is that of the plan when neither the file nor its headings say. `answers` are those of an earlier
    draft: the field of a column by `Column.key` ("" for none), the day of a date by `Question.key` as ISO text.
    Raises Unreadable, whose text says what to do. Reads at most 10 MB, 10,000 rows and 200,000 cells.
    """
    content = file.read(LARGEST + 1)
    blocks, notes = _blocks(content, name.lower())
    making = Making(answers=answers, notes=notes)
    if not any(block.rows if isinstance(block, Table) else block.text for block in blocks):
        raise Unreadable(_("This file holds no text. Check that it is the right one."))
    read_blocks(making, blocks)
    return finish(making, language=language)


def _blocks(content: bytes, name: str) -> tuple[list, list[Note]]:
    if len(content) > LARGEST:
        raise Unreadable(_("This file is larger than 10 MB. Save a copy without pictures, and try again."))
    if not content.strip():
        raise Unreadable(_("This file is empty. Check that it is the right one."))
    if content.startswith(OLD_OFFICE):
        raise Unreadable(_password_or_old(content))
    if content.startswith(b"PK"):
        return _office(content), []
    if content.startswith((b"%PDF", b"{\\rtf")):
        raise Unreadable(_("This file is PDF or RTF. Open it in Word, save it as .docx, and try again."))
    if name.endswith((".docx", ".docm", ".doc", ".dotx")):
        raise Unreadable(_("This is not a Word document, whatever its name says. Open it and save it as .docx."))
    if name.endswith((".xlsx", ".xlsm", ".xls", ".xltx")):
        raise Unreadable(_("This is not an Excel workbook, whatever its name says. Open it and save it as .xlsx."))
    return _text(content, name)


def _password_or_old(content) -> str:
    if ENCRYPTED in content:
        return _("This file has a password. Save a copy without a password, and try again.")
    return _("This file is in the old Word or Excel format. Open it, save it as .docx or .xlsx, and try again.")


def _office(content) -> list:
    archive = open_archive(content)
    part = main_part(archive)
    kind = archive.names and part in archive.names and part.partition("/")[0]
    if kind == "word":
        return docx_blocks(archive)
    if kind == "xl":
        # openpyxl is read when there is a workbook to read: it would be a tenth of every start.
        from .xlsx import xlsx_blocks

        return xlsx_blocks(archive)
    raise Unreadable(_("This is no Word or Excel file. Save your plan as .docx or .xlsx, and try again."))


def _text(content, name) -> tuple[list, list[Note]]:
    if not name.endswith((".csv", ".tsv", ".md", ".markdown", ".txt")):
        raise Unreadable(KINDS)
    text, encoding = decode(content)
    notes = []
    if encoding in {"windows-1252", "latin-1"}:
        notes.append(Note(_("The file is not in UTF-8. It was read as Windows-1252: check the accents.")))
    if name.endswith((".csv", ".tsv")) or (name.endswith(".txt") and "\t" in text.lstrip("\ufeff").partition("\n")[0]):
        # "Unicode text" is what Excel calls its tables of tabs.
        return csv_blocks(text), notes
    if len(content) > LARGEST_MARKDOWN:
        raise Unreadable(_("This Markdown file is larger than 2 MB. Keep the part that is your plan, and try again."))
    return markdown_blocks(text), notes
