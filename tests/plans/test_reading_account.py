"""Whatever a file holds, each of its texts is placed where it says, or listed as not found."""

import csv
import io
import re
from datetime import date

import openpyxl
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planfolio.plans import words
from planfolio.plans.reading import Draft, Unreadable, read_plan
from tests.plans.reading_files import read_docx, read_text, read_xlsx

#: Labels of every field beside ordinary text, so that tables of every shape arise.
NAMES = [
    name for group in (words.PLAN, words.OBJECTIVE, words.ACTIVITY) for word in group.values() for name in word.names()
]
SAID = st.text(st.characters(categories=["L", "N", "P", "S"], include_characters=" "), max_size=12).map(str.strip)
VALUE = st.one_of(
    SAID,
    st.sampled_from(NAMES),
    st.sampled_from(
        ["30 June 2027", "03/04/2027", "Q3", "2 h", "1", "Done", "Objective 2", "a\nb", "Why: because", ""]
    ),
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def tables(values=VALUE, least_columns=1):
    return st.integers(least_columns, 6).flatmap(
        lambda width: st.lists(st.lists(values, min_size=width, max_size=width), min_size=1, max_size=8)
    )


def check_account(draft: Draft, texts: list[str]) -> None:
    """Every text is listed once, and what counts as placed can be seen in the document at its path."""
    assert sorted(cell.text for cell in draft.cells) == sorted(texts)
    assert len({cell.where for cell in draft.cells}) == len(draft.cells)
    for cell in draft.cells:
        if cell.placed is None or cell.placed.startswith("heading:"):
            continue
        value = at(draft.document, cell.placed)
        if isinstance(value, str) and cell.placed.rpartition(".")[2] in {
            "what",
            "why",
            "strategies",
            "evidence",
            "title",
        }:
            assert not value or any(line in cell.text for line in value.split("\n")), (cell, value)


def at(document, path: str):
    value = document
    for name, index in re.findall(r"([a-z_]+)(?:\[(\d+)\])?", path):
        value = getattr(value, name)
        value = value[int(index)] if index else value
    return value


def filled(rows) -> list[str]:
    return [text for row in rows for text in row if text]


@QUICK
@given(rows=tables(values=VALUE.map(lambda text: text.replace(";", "").replace("\t", "")), least_columns=2))
def test_any_csv(rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    if any(words.unguard_formula(each).strip() for row in rows for each in row):
        texts = [words.unguard_formula(each).strip() for each in filled(rows)]
        check_account(read_text(text.getvalue()), [each for each in texts if each])


@pytest.mark.slow
@QUICK
@given(rows=tables(), merge=st.none() | st.tuples(*[st.integers(0, 7)] * 4))
def test_any_word_table_with_merged_cells(rows, merge):
    document = Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    if merge:
        top, left, bottom, right = merge
        table.cell(top % len(rows), left % len(rows[0])).merge(table.cell(bottom % len(rows), right % len(rows[0])))
    texts = {cell._tc: cell.text.strip() for row in table.rows for cell in row.cells}
    document.add_paragraph("Why: it matters")
    check_account(read_docx(document), [*filter(None, texts.values()), "Why: it matters"])


@QUICK
@given(
    rows=tables(values=VALUE | st.dates(date(2000, 1, 1), date(2050, 1, 1)) | st.integers(0, 999)),
    low=st.integers(0, 3),
)
def test_any_sheet(rows, low):
    book = openpyxl.Workbook()
    for row, values in enumerate(rows, start=1 + low):
        for column, value in enumerate(values, start=1 + low):
            cell = book.active.cell(row, column)
            cell.value = value
            if isinstance(value, str):
                # A text that looks like a formula would be written as one, without a value to read.
                cell.data_type = "s"
    texts = [str(value).strip() for row in rows for value in row if str(value).strip()]
    if texts:
        check_account(read_xlsx(book), texts)


@QUICK
@given(
    rows=st.lists(st.tuples(st.sampled_from(["# ", "## ", "### ", "- ", "", "1. "]), VALUE), min_size=1, max_size=12)
)
def test_any_markdown_of_plain_words(rows):
    plain = [(mark, re.sub(r"[^\w /:.]", "", text.replace("\n", " ")).strip()) for mark, text in rows]
    plain = [(mark, text) for mark, text in plain if re.match(r"[^\W\d_]", text)]
    text = "\n\n".join(mark + text for mark, text in plain)
    if text:
        check_account(read_text(text, name="plan.md"), [text for _mark, text in plain])


@QUICK
@given(content=st.binary(max_size=300), name=st.sampled_from(["a.csv", "a.md", "a.docx", "a.xlsx", "a"]))
def test_any_bytes_are_read_or_refused_with_advice(content, name):
    try:
        said = read_plan(io.BytesIO(content), name=name).cells[0].where
    except Unreadable as error:
        said = error.note.key
    assert said
