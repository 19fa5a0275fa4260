"""Which of its rows or columns say what a table is: a header, labels, the row that adds up."""

import re

from .blocks import Table, Text
from .headings import match

#: Rows in which a header is looked for; forms have letterheads above their tables.
HEADER_WITHIN = 30
TOTAL = re.compile(r"(?:grand |sub-?|sous-?)?tota(?:l|ux|ls)(?: (?:hours|heures|general|général))?\s*:?", re.IGNORECASE)
FIGURE = re.compile(r"[\d\s.,:%$£€h+=-]*")


def distinct(row: list[Text | None]) -> list[Text]:
    """The texts of a row, each merged one once, empty ones left out."""
    return list({id(cell): cell for cell in row if cell is not None and cell.text}.values())


def shape_of(table: Table) -> tuple[int | None, int | None]:
    """(row of the header, None) or (None, column of the labels) or (None, None) when nothing is known of the table."""
    header, names, width = _best_header(table.rows[:HEADER_WITHIN])
    column, labels, share, repeated = _best_labels(table.rows)
    single = max(len(distinct(row)) for row in table.rows) == 1
    # Facts about the person stand above the questions of many a form.
    told = labels >= 3 and labels >= names + 2
    if labels >= 2 and (labels, share) >= (names, width) and share >= (0.3 if single or told else 0.5):
        return None, column
    if repeated and names <= 1 and share >= 0.5 and len(table.rows[0]) == 2:
        return None, column
    if names >= 2 or labels == 0 or share < 1:
        return (header, None) if names else (None, None)
    return None, column


def _best_header(rows) -> tuple[int | None, int, float]:
    """(row, how many fields it names, their share of the row) for the best row."""
    best, weight = (None, 0, 0.0), 0
    for index, row in enumerate(rows):
        cells = distinct(row)
        found = {each.field: each.whole for cell in cells if (each := match(cell.text))}
        here = sum(2 if whole else 1 for whole in found.values())
        known = sum(match(cell.text) is not None for cell in cells)
        enough = (
            (len(found) >= 2 and 2 * known >= len(cells))
            or (len(found) >= 3 and 3 * known >= len(cells))
            or (len(found) == 1 and any(found.values()))
        )
        if enough and here > weight:
            best, weight = (index, len(found), len(found) / len(cells)), here
    return best


def _best_labels(rows) -> tuple[int, int, float, bool]:
    """(column, how many fields its labels name, the share of labels in it, whether one field has several labels) for
    the best of the first three columns."""
    best = (0, 0, 0.0, False)
    for column in range(min(3, len(rows[0]))):
        cells = distinct([row[column] for row in rows])
        if column and any(match(cell.text) for cell in distinct([row[column - 1] for row in rows])):
            break
        found = [each.field for cell in cells if (each := match(cell.text))]
        if len(set(found)) > best[1]:
            best = (column, len(set(found)), len(found) / len(cells), len(found) > len(set(found)))
    return best


def is_header(row) -> bool:
    cells = distinct(row)
    found = [match(cell.text) for cell in cells]
    return len(cells) >= 2 and all(each and each.whole for each in found) and len({each.field for each in found}) >= 2


def is_total(row) -> bool:
    """Whether the row only adds up those above it."""
    first, *others = distinct(row)
    return bool(TOTAL.fullmatch(first.text)) and all(FIGURE.fullmatch(each.text) for each in others)
