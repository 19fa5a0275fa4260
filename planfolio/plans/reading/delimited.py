"""CSV as one table: the encoding and the separator are found out, formulas stay text, our own guard comes off."""

import csv
import io
from collections import Counter

from planfolio.plans.words import unguard_formula

from .blocks import Table, Text, check_size
from .draft import Note, Unreadable, _

SEPARATORS = ",;\t"
#: Records looked at to find out the separator.
SAMPLE = 50


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. UTF-16 is known by its mark, or by its zero bytes. Raises Unreadable."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _decoded(content, (encoding,))
    if b"\0" in content:
        even, odd = content[0::2].count(0), content[1::2].count(0)
        return _decoded(content, ("utf-16-be",) if even > odd else ("utf-16-le",))
    return _decoded(content, ("utf-8", "windows-1252", "latin-1"))


def _decoded(content, encodings) -> tuple[str, str]:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise Unreadable(_("This file is not text. Save it again as CSV in UTF-8, or as .xlsx, and try again."))


def csv_blocks(text: str) -> list[Table]:
    """The one table of the file. Raises Unreadable for more rows or cells than a plan has."""
    separator, skip = _separator(text)
    table = Table("Table 1")
    cells = 0
    if csv.field_size_limit() < len(text):
        csv.field_size_limit(len(text))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    end = 0
    try:
        for record in reader:
            line, end = end + 1, reader.line_num
            cells += len(record)
            check_size(rows=len(table.rows) + 1, cells=cells)
            row = [_cell(value, line, column) for column, value in enumerate(record, start=1)]
            if any(cell.text for cell in row) and not (skip and line == 1):
                table.rows.append(row)
    except csv.Error as error:
        raise Unreadable(
            _("This CSV file cannot be taken apart into rows. Save it again as CSV or as .xlsx.")
        ) from error
    width = max(map(len, table.rows), default=0)
    check_size(rows=0, cells=width * len(table.rows))
    table.rows = [row + [None] * (width - len(row)) for row in table.rows]
    return [table] if table.rows else []


def _cell(value, line, column) -> Text:
    text = unguard_formula(value.replace("\r\n", "\n").replace("\r", "\n"))
    return Text(text.strip(" \n\t"), Note(_("line %(line)s, column %(column)s"), {"line": line, "column": column}))


def _separator(text: str) -> tuple[str, bool]:
    """The separator that gives most records the same number of columns; and whether line 1 is Excel's "sep="."""
    first = text.lstrip("\ufeff").partition("\n")[0].strip().strip('"')
    if first.startswith("sep=") and len(first) == 5:
        return first[4], True

    def evenness(separator):
        reader = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=separator)
        counts = Counter()
        try:
            for _number, record in zip(range(SAMPLE), reader, strict=False):
                counts[len(record)] += bool(record)
        except csv.Error:
            return (0, 0)
        columns, rows = max(((n, c) for n, c in counts.items() if n > 1), key=lambda pair: pair[1], default=(0, 0))
        return (rows, columns)

    return max(SEPARATORS, key=evenness), False
