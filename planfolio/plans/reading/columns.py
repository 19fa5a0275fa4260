"""What the columns under a header mean, each beside the others: their fields, units, and the order of their dates."""

import re
from dataclasses import dataclass

from .blocks import Text
from .dates import Ambiguous, read_date, settled_order
from .draft import Column, Note, _
from .filling import DATES, Target, account
from .headings import DEPENDING, FIELDS, counts_days, direction_of, fold, match, named_objective, resolve, unit_of
from .shapes import distinct

#: Fields that take more than one column.
ADDING = {"what", "why", "strategies", "evidence", "criteria", "links", "plan.aim", "reason", "activity.title"}


@dataclass
class Head:
    """One column under a header."""

    column: int
    text: Text
    target: Target
    need: bool = False

    @property
    def level(self) -> str:
        return FIELDS[self.target.field][0] if self.target.field in FIELDS else ""


def read_heads(making, name, header, rows, *, current) -> list[Head]:
    """The columns that hold something, each with its field; a column without a heading can still be given one."""
    below = [distinct([row[column] for row in rows]) for column in range(len(header))]
    cells = [(column, cell) for column, cell in enumerate(header) if below[column] or (cell and cell.text)]
    found = [match(cell.text) if cell else None for _column, cell in cells]
    raw = [each.field if each else "" for each in found]
    fields = resolve(raw, has_objective=is_named(making, current) and not making.needs.intersection(raw))
    making.needs.update(name for name, field in zip(raw, fields, strict=True) if name in DEPENDING and field == "what")
    if current is not None and "what" not in fields and "activity.title" in fields:
        fields = [
            "" if each == "number" and _counts_rows(cell) else each
            for each, (_c, cell) in zip(fields, cells, strict=True)
        ]
    # "% complete" says less than the "Status" beside it, and days less than hours.
    fields = [
        "" if cell and ("%" in cell.text or counts_days(cell.text)) and fields.count(each) > 1 else each
        for each, (_c, cell) in zip(fields, cells, strict=True)
    ]
    heads, taken = [], set()
    for (column, cell), known, field in zip(cells, found, fields, strict=True):
        key = f"column:{name}:{column + 1}"
        field = making.answers.get(key, "" if field in taken and field not in ADDING else field)
        field = field if field in FIELDS else ""
        taken.add(field)
        cell = cell or Text("", below[column][0].place)
        making.columns.append(Column(key=key, where=cell.where, heading=cell.text, field=field))
        if field:
            account(making, cell, f"heading:{field}")
        order = _order(making, below[column], field)
        target = Target(field, order=order, unit=unit_of(cell.text), direction=direction_of(known))
        heads.append(Head(column, cell, target, need=bool(known) and known.field in DEPENDING))
    return heads


def _counts_rows(cell) -> bool:
    """Whether "No." in a table of activities under an objective can only be the number of the activity."""
    return not re.search(r"obj|goal|but|pdp", fold(cell.text))


def _order(making, texts, field) -> str:
    """How the dates of one column are written, if a clear one among them shows it."""
    if field not in FIELDS or FIELDS[field][1] not in DATES:
        return ""
    order, proof = settled_order([cell.text for cell in texts])
    doubtful = [cell.text for cell in texts if isinstance(read_date(cell.text), Ambiguous)]
    if order and doubtful:
        message = {
            "dmy": _("“%(proof)s” in the same column shows that the day comes first, so “%(text)s” was read that way."),
            "mdy": _(
                "“%(proof)s” in the same column shows that the month comes first, so “%(text)s” was read that way."
            ),
        }[order]
        making.notes.append(Note(message, {"proof": proof, "text": ", ".join(doubtful)}))
    return order


def column_groups(header) -> list[set[int]]:
    """The columns of each objective where one row holds several: "Goal 1: Why?" and "Goal 2: Why?"."""
    numbers = [named[0] if cell and (named := named_objective(cell.text)) and named[1] else "" for cell in header]
    shared = {index for index, number in enumerate(numbers) if not number}
    each = {number: {i for i, other in enumerate(numbers) if other == number} for number in numbers if number}
    return [columns | (shared if place_ == 0 else set()) for place_, columns in enumerate(each.values())]


def is_named(making, current) -> bool:
    return current is not None and bool(making.objectives[current].fields.get("what"))
