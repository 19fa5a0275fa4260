"""What a table says: a header row above rows, or labels beside their answers; merged cells count once.

Which of the two a table is, is decided by where more names of fields stand. Each row under a header is an objective, or
goes on with the one above it: when its objective is merged with, equal to, or left empty under the one above.
"""

import re
from dataclasses import replace
from itertools import pairwise

from .blocks import Table, Text
from .columns import column_groups, is_named, read_heads
from .draft import Note, _
from .filling import (
    Making,
    Objective,
    Target,
    account,
    add_activity,
    add_objective,
    lines,
    place,
    see,
    ticked,
)
from .gathering import ROW_FACTS, joined, keep_by_row
from .headings import FIELDS, fold, match, named_objective
from .labels import read_labels
from .shapes import distinct, is_header, is_total, shape_of

#: Without one of these a table tells of no objective: it is a list of choices, or a record of something else.
TELLING = {"what", "why", "strategies", "evidence", "criteria", "activity.title"}
#: Above a table these are about the plan, whatever they are in it.
PERIOD = {
    **dict.fromkeys(("from", "start", "start date", "du", "debut", "date de debut"), "plan.starts"),
    **dict.fromkeys(("to", "until", "end", "end date", "au", "fin", "date de fin"), "plan.ends"),
}
EXAMPLE = re.compile(r"(?:example|exemple|e\.g\.|p\. ?ex\.)\s*(?:[:–—-]|$)", re.IGNORECASE)


def read_table(making: Making, table: Table, *, current: int | None) -> int | None:
    """Place all that `table` holds; `current` is the objective it stands under. Returns the objective it ends in."""
    for row in table.rows:
        for cell in row:
            if cell is not None:
                see(making, cell)
    asked = any(key.startswith(f"column:{table.name}:") for key in making.answers)
    header, label_column = shape_of(table)
    if table.hidden:
        making.notes.append(
            Note(_("The sheet “%(name)s” is hidden, so nothing of it was placed."), {"name": table.name})
        )
        return current
    if label_column is not None:
        return read_labels(making, table, label_column, current=current)
    if header is None and (asked or len(table.rows) > 1):
        header = 0
    if header is None:
        return current
    if header == len(table.rows) - 1:
        # Nothing stands below it, so it is a label beside its answer.
        _read_above(making, table.rows)
        return current
    _read_above(making, table.rows[:header])
    begun = _begun_by(making, table.rows[header - 1]) if header else None
    return _read_rows(making, table, header, current=current if begun is None else begun)


def _read_above(making, rows) -> None:
    """What stands above a header: "Title", "Period from" and the like beside their answers."""
    for row in rows:
        cells = distinct(row)
        for label, answer in pairwise(cells):
            found = match(label.text)
            field = PERIOD.get(fold(label.text), found.field if found and found.whole else "")
            if field.startswith("plan."):
                account(making, label, f"heading:{field}")
                place(making, answer, Target(field))


def _read_rows(making, table, header, *, current) -> int | None:
    """Read the rows under each header; a long table may say its header again, or go on with another."""
    later = [index for index in range(header + 2, len(table.rows)) if is_header(table.rows[index])]
    for start, end in pairwise([header, *later, len(table.rows)]):
        name = table.name if start == header else f"{table.name}/{start + 1}"
        first, *rows = table.rows[start:end]
        if rows and is_header(rows[0]):
            first = _both_lines(first, rows.pop(0))
        current = _read_part(making, name, first, rows, current=current)
    return current


def _both_lines(upper, lower) -> list[Text | None]:
    """A header of two lines as one: "Start" and "End" below "Timeline" say more than it does."""
    return [below if below is not None and below.text else above for above, below in zip(upper, lower, strict=True)]


def _begun_by(making, row) -> int | None:
    """The objective that a row begins which holds nothing but its name: "Objective 1: Learn to ..."."""
    texts = distinct(row)
    named = named_objective(texts[0].text) if len(texts) == 1 else None
    if named is None:
        return None
    made = add_objective(making)
    place(making, texts[0], Target("number", made), content=named[0])
    place(making, texts[0], Target("what", made), content=named[1])
    return made


def _read_part(making, name, header, rows, *, current) -> int | None:
    groups = column_groups(header)
    if len(groups) > 1:
        for columns in groups:
            lines_ = [[cell if index in columns else None for index, cell in enumerate(row)] for row in (header, *rows)]
            _read_part(making, name, lines_[0], lines_[1:], current=None)
        return None
    heads = read_heads(making, name, header, rows, current=current)
    named = any(head.target.field in {"what", "number"} for head in heads)
    before = len(making.objectives)
    above: list[Text | None] = []
    mine: int | None = None
    for row in rows:
        if not named and (begun := _begun_by(making, row)) is not None:
            current, mine, above = begun, None, []
            continue
        if _is_section(row, heads) or is_total(row) or not any(_holds(row, head) for head in heads):
            continue
        objective = _objective_of(
            making, row, above, heads, mine=mine, current=current, only=len(rows) == 1, before=before
        )
        _say_example(making, row)
        if objective is not None:
            _read_row(making, row, above if objective == mine else [], heads, objective)
            if making.objectives[objective] == Objective() and objective == len(making.objectives) - 1:
                # Nothing in the row was what its heading says.
                making.objectives.pop()
                continue
            mine = objective
        else:
            _read_plan_cells(making, row, heads)
        above = row
    return mine if mine is not None else current


def _is_section(row, heads) -> bool:
    """Whether one text is merged over the whole row, as a heading between rows is."""
    filled = [row[head.column] for head in heads]
    return len(heads) > 1 and filled[0] is not None and all(cell is filled[0] for cell in filled)


def _say_example(making, row) -> None:
    first = distinct(row)[0]
    if EXAMPLE.match(first.text):
        message = _(
            "%(where)s: “%(text)s” looks like the example that came with the form. Remove it if it is not yours."
        )
        making.notes.append(Note(message, {"where": first.where, "text": first.text}))


def _objective_of(making, row, above, heads, *, mine, current, only, before) -> int | None:
    """The objective that `row` belongs to, a new one if it begins one; None for a row about the plan alone.

    `before` is how many objectives there were above this table.
    """
    filled = {head.target.field: row[head.column] for head in reversed(heads) if head.level and _holds(row, head)}
    levels = {FIELDS[field][0] for field in filled}
    if not levels & {"objective", "activity"}:
        return None
    fields = {head.target.field for head in heads}
    if all(head.level != "objective" for head in heads):
        known = mine if mine is not None else current
        if known is None:
            making.notes.append(Note(_("A table of activities stands under no objective. One without words was made.")))
        return add_objective(making) if known is None else known
    if "activity.title" in fields and not fields & {"what", "number"} and is_named(making, current):
        # The heading above names the objective, and each row is something to do for it.
        return current
    if mine is not None and _goes_on(making.objectives[mine].fields, filled, fields, above):
        return mine
    need = any(head.need for head in heads if head.target.field == "what")
    known = joined(making, filled.get("number"), filled.get("what"), need=need, before=before)
    if known is not None:
        return known
    if not fields & TELLING:
        return None
    made = add_objective(making) if mine is not None else _first_objective(making, filled, fields, current, only=only)
    making.objectives[made].need = making.objectives[made].need or need
    return made


def _first_objective(making, filled, fields, current, *, only) -> int:
    """The objective of the first row: the one of the heading above when the row says the same or names none."""
    if current is not None and not making.objectives[current].activities:
        known = making.objectives[current].fields
        what = filled.get("what")
        if set(known) <= {"what", "number"} and (
            what.text == known.get("what") if what else "what" not in fields and only
        ):
            return current
    return add_objective(making)


def _goes_on(known, filled, fields, above) -> bool:
    number, what = filled.get("number"), filled.get("what")
    if number is not None:
        digits = "".join(filter(str.isdecimal, number.text))
        return any(cell is number for cell in above) or digits == str(known.get("number", ""))
    if what is not None:
        return any(cell is what for cell in above) or what.text == known.get("what")
    return bool(fields & {"what", "number"})


def _holds(row, head) -> bool:
    cell = row[head.column]
    return cell is not None and bool(cell.text) and cell is not head.text


def _read_row(making, row, above, heads, objective) -> None:
    done = set()
    by_row = {field for field, own in ROW_FACTS.items() if all(head.target.field != own for head in heads)}
    before = {id(cell) for cell in above if cell is not None}
    cells = [(head, row[head.column]) for head in heads if head.level and _holds(row, head)]
    ours = [(head, cell) for head, cell in cells if head.level == "activity" and id(cell) not in before]
    named = any(head.target.field in {"activity.title", "activity.key"} for head, _cell in ours)
    keyed = any(head.target.field == "activity.key" for head in heads)
    activity = add_activity(making, objective) if (named and not _only_titles(ours)) or (ours and keyed) else -1
    for head, cell in cells:
        if id(cell) in done or id(cell) in before:
            continue
        done.add(id(cell))
        target = replace(head.target, objective=objective, activity=activity)
        if target.field == "activity.title" and (activity < 0 or _has_title(making, target)):
            place_titles(making, cell, objective)
            continue
        if head.level == "activity" and activity < 0:
            target = _of_objective(target)
        elif by_row and target.field in by_row and activity >= 0:
            keep_by_row(making, cell, target)
            continue
        place(making, cell, target)


def _has_title(making, target) -> bool:
    return "title" in making.objectives[target.objective].activities[target.activity]


def _only_titles(ours) -> bool:
    """Whether the row has several titles of activities, and nothing else that one of them alone could have."""
    titles = [cell for head, cell in ours if head.target.field == "activity.title"]
    others = {head.target.field for head, _cell in ours} - {"activity.title"}
    several = any(len(lines(cell.text)) > 1 for cell in titles)
    return (several and others <= {"activity.state", "activity.due"}) or (len(titles) > 1 and not others)


def _of_objective(target: Target) -> Target:
    """A fact of no activity in particular, as one of the objective: "Done" beside an objective without activities."""
    twins = {"activity.state": "state", "activity.due": "due", "activity.minutes": "minutes"}
    return replace(target, field=twins.get(target.field, ""))


def place_titles(making: Making, text: Text, objective: int) -> list[int]:
    """One activity per line of `text`; returns their numbers."""
    made = []
    for line in lines(text.text):
        box, title = ticked(line)
        made.append(add_activity(making, objective))
        place(making, text, Target("activity.title", objective, made[-1]), content=title)
        if box:
            making.objectives[objective].activities[made[-1]]["state"] = "done"
    return made


def _read_plan_cells(making, row, heads) -> None:
    for head in heads:
        if head.level == "plan" and _holds(row, head):
            place(making, row[head.column], head.target)
