"""An Excel workbook as one table per sheet, read from its own XML: one pass, sparse, and never a formula.

What a formula last showed is its text here. Dates are known by their number format, as Excel itself knows them.
"""

import re
from datetime import date, datetime, time, timedelta

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.cell import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from .archive import Archive, attribute, local, main_part, read_xml, relations
from .blocks import CELLS, ROWS, Table, Text, check_size
from .dates import SERIALS
from .draft import Note

REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


def xlsx_blocks(archive: Archive) -> list[Table]:
    """One table per sheet that holds text, in the order of the tabs. Raises Unreadable."""
    part = main_part(archive)
    book, links = read_xml(archive, part), relations(archive, part)
    by_kind = {kind: name for kind, name in links.values() if name in archive.names}
    strings = _shared_strings(read_xml(archive, by_kind["sharedStrings"])) if "sharedStrings" in by_kind else []
    formats = _formats(read_xml(archive, by_kind["styles"])) if "styles" in by_kind else []
    old_mac = any(attribute(each, "date1904") in {"1", "true"} for each in book.iter("{*}workbookPr"))
    epoch = CALENDAR_MAC_1904 if old_mac else CALENDAR_WINDOWS_1900
    tables = []
    for sheet in book.iter("{*}sheet"):
        kind, name = links.get(attribute(sheet, "id"), ("", ""))
        if kind == "worksheet" and name in archive.names:
            title = attribute(sheet, "name") or f"Sheet{len(tables) + 1}"
            table = _read_sheet(read_xml(archive, name), title, strings=strings, formats=formats, epoch=epoch)
            table.hidden = attribute(sheet, "state") in {"hidden", "veryHidden"}
            tables.append(table)
    check_size(rows=sum(len(table.rows) for table in tables), cells=sum(map(_area, tables)))
    return [table for table in tables if table.rows]


def _area(table) -> int:
    return len(table.rows) * len(table.rows[0]) if table.rows else 0


def _shared_strings(root) -> list[str]:
    return [_rich_text(each) for each in root if local(each) == "si"]


def _rich_text(element) -> str:
    """The text of plain or formatted runs, without the phonetic guides of East Asian text."""
    parts = []
    for child in element:
        if local(child) == "t":
            parts.append(child.text or "")
        elif local(child) == "r":
            parts.append(_rich_text(child))
    return "".join(parts)


def _formats(root) -> list[str]:
    """The number format of each cell style, by its index."""
    own = {attribute(each, "numFmtId"): attribute(each, "formatCode") for each in root.iter("{*}numFmt")}
    styles = next((each for each in root if local(each) == "cellXfs"), ())
    numbers = [attribute(each, "numFmtId", "0") for each in styles]
    return [own.get(number) or BUILTIN_FORMATS.get(_whole(number), "General") for number in numbers]


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1


def _read_sheet(root, title, *, strings, formats, epoch) -> Table:
    cells: dict[tuple[int, int], Text] = {}
    row = 0
    for line in root.iter("{*}row"):
        row, column = _whole(attribute(line, "r")) if attribute(line, "r") else row + 1, 0
        for cell in line:
            position = REFERENCE.fullmatch(attribute(cell, "r"))
            column = column_index_from_string(position[1]) if position else column + 1
            text, when = _value(cell, strings=strings, formats=formats, epoch=epoch)
            if text.strip():
                where = f"{title}!{get_column_letter(min(column, 18278))}{row}"
                # The sheet's name is the person's own, so it is no message to translate.
                cells[row, column] = Text(text.strip(), Note("%(cell)s", {"cell": where}), when=when)
    rows, columns = sorted({row for row, _column in cells}), max((column for _row, column in cells), default=0)
    check_size(rows=len(rows), cells=len(rows) * columns)
    _spread_merged(root, cells, rows=rows, columns=columns)
    return Table(title, [[cells.get((row, column)) for column in range(1, columns + 1)] for row in rows], apart=True)


def _spread_merged(root, cells, *, rows, columns) -> None:
    """Put the one text of a merged range at each of its positions, as far as the sheet is used."""
    work = 0
    used = set(rows)
    for merged in root.iter("{*}mergeCell"):
        first, _colon, last = attribute(merged, "ref").partition(":")
        start, end = REFERENCE.fullmatch(first), REFERENCE.fullmatch(last)
        if start is None or end is None:
            continue
        left, right = column_index_from_string(start[1]), min(column_index_from_string(end[1]), columns)
        top, bottom = int(start[2]), min(int(end[2]), rows[-1] if rows else 0)
        anchor = cells.get((top, left))
        if anchor is None:
            continue
        inside = [row for row in (range(top, bottom + 1) if bottom - top < ROWS else rows) if row in used]
        inside = [row for row in inside if top <= row <= bottom]
        work += len(inside) * max(right - left + 1, 0) + len(inside)
        check_size(rows=0, cells=min(work, CELLS * 10) // 10)
        for row in inside:
            for column in range(left, right + 1):
                cells.setdefault((row, column), anchor)


def _value(cell, *, strings, formats, epoch) -> tuple[str, date | None]:
    """What the cell shows, and its date if it is one."""
    kind = attribute(cell, "t", "n")
    if kind == "inlineStr":
        return "".join(_rich_text(each) for each in cell if local(each) == "is"), None
    raw = next((each.text or "" for each in cell if local(each) == "v"), "")
    if kind == "s":
        index = _whole(raw)
        return (strings[index], None) if 0 <= index < len(strings) else ("", None)
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(raw, raw), None
    if kind == "d":
        return _shown(_iso(raw), raw)
    if kind != "n" or not raw:
        return raw, None
    style = _whole(attribute(cell, "s", "0"))
    return _number(raw, formats[style] if 0 <= style < len(formats) else "General", epoch)


def _iso(raw):
    try:
        return datetime.fromisoformat(raw)
    except ValueError:
        return None


def _number(raw, shape, epoch) -> tuple[str, date | None]:
    try:
        number = float(raw)
    except ValueError:
        return raw, None
    if is_date_format(shape) or is_timedelta_format(shape):
        try:
            return _shown(from_excel(number, epoch, timedelta=is_timedelta_format(shape)), raw)
        except (OverflowError, ValueError):
            return raw, None
    if "%" in shape:
        return f"{number * 100:.10g}%", None
    if number in SERIALS and epoch is CALENDAR_MAC_1904:
        # Elsewhere a bare number is a day only under the heading of a date, where it counts from 1900.
        return str(int(number)), from_excel(number, epoch).date()
    # Excel keeps 15 digits and shows no more; the file may hold the noise behind them.
    return (str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"), None


def _shown(value, raw) -> tuple[str, date | None]:
    """A day as ISO text, a time or a length of time as "1 h 30 min"."""
    if isinstance(value, datetime):
        return value.date().isoformat(), value.date()
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute)
    if isinstance(value, timedelta):
        hours, minutes = divmod(round(value.total_seconds() / 60), 60)
        return f"{hours} h {minutes} min", None
    return raw, None
