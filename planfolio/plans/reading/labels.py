"""Labels beside (or above) their answers: forms, one table per objective, one column per objective."""

from dataclasses import dataclass, replace

from .blocks import Table, Text
from .draft import Column
from .filling import Making, Target, account, add_activity, add_objective, lines, place, ticked
from .headings import DEPENDING, FIELDS, TWINS, Match, direction_of, match, named_objective, resolve, unit_of


@dataclass
class Entry:
    """A label with its answers. `key` is what an override of its field is named by."""

    key: str
    label: Text
    found: Match | None
    answers: list[Text]
    field: str = ""


@dataclass
class Place:
    """Where the answers of a table go next: the objective, its activity, and the fields given to it so far."""

    objective: int | None
    activity: int = -1
    given: frozenset[str] = frozenset()


def read_labels(making: Making, table: Table, column: int, *, current: int | None) -> int | None:
    """Place the answers beside the labels in `column`. Returns the objective that the table ends in."""
    head = _objectives_across(table.rows[0])
    entries = _entries(table.rows[1:] if head else table.rows, table, column, across=bool(head))
    named = current is not None and bool(making.objectives[current].fields.get("what"))
    _settle_fields(making, entries, has_objective=named)
    across = sum(
        entry.field in FIELDS and FIELDS[entry.field][0] != "plan" and len(entry.answers) > 1 for entry in entries
    )
    if across >= 2 or head:
        return _read_across(making, entries, table, head, current=current)
    where = Place(current)
    for entry in entries:
        for answer in entry.answers:
            place_answer(making, answer, entry, where)
        if not entry.answers:
            _open_field(making, entry, where)
    return where.objective


def _objectives_across(row) -> dict[int, Text]:
    """The columns over which stands nothing but "Objective 1", "Objective 2" and so on; empty for any other row."""
    cells = {column: cell for column, cell in enumerate(row) if cell is not None and cell.text}
    named = {column: cell for column, cell in cells.items() if named_objective(cell.text) and match(cell.text)}
    return named if len(named) >= 2 and len(cells) - len(named) <= 1 else {}


def _entries(rows, table, column, *, across=False) -> list[Entry]:
    entries: list[Entry] = []
    for number, row in enumerate(rows, start=1 + len(table.rows) - len(rows)):
        cells = list({id(cell): cell for cell in row[column:] if cell is not None}.values())
        cells = cells if cells and cells[0].text else []
        if not cells:
            if entries:
                entries[-1].answers += [
                    cell for cell in row[column:] if cell is not None and cell.text and cell not in entries[-1].answers
                ]
            continue
        key = f"row:{table.name}:{number}"
        found = match(cells[0].text)
        alone = all(cell is None or cell is cells[0] for cell in row[column:])
        if alone and found is None:
            if entries and entries[-1].found and _takes_more(entries[-1]):
                entries[-1].answers.append(cells[0])
            continue
        entries += (
            [Entry(key, cells[0], found, [cell for cell in cells[1:] if cell.text])] if across else _split(key, cells)
        )
    return entries


def _takes_more(entry: Entry) -> bool:
    """Whether the label stood alone, so that what follows it is its answer."""
    return entry.key.endswith("/alone")


def _split(key, cells) -> list[Entry]:
    """The labels and answers of one row: one label with its answers, or pairs side by side."""
    first = match(cells[0].text)
    if len(cells) == 1:
        return [Entry(f"{key}/alone", cells[0], first, [])]
    second = match(cells[2].text) if len(cells) >= 4 else None
    if second and second.whole:
        pairs = [(cells[index], cells[index + 1 : index + 2]) for index in range(0, len(cells), 2)]
        return [
            Entry(
                f"{key}:{index}" if index else key,
                label,
                match(label.text) if label.text else None,
                [each for each in answers if each.text],
            )
            for index, (label, answers) in enumerate(pairs)
        ]
    return [Entry(key, cells[0], first, [cell for cell in cells[1:] if cell.text])]


def _settle_fields(making, entries, *, has_objective) -> None:
    kinds = list(dict.fromkeys(entry.found.field for entry in entries if entry.found))
    has_objective = has_objective and not making.needs.intersection(kinds)
    settled = dict(zip(kinds, resolve(kinds, has_objective=has_objective), strict=True))
    making.needs.update(kind for kind, field in settled.items() if kind in DEPENDING and field == "what")
    for entry in entries:
        entry.key = entry.key.removesuffix("/alone")
        entry.field = making.answers.get(entry.key, settled[entry.found.field] if entry.found else "")
        entry.field = entry.field if entry.field in FIELDS else ""
    _leave_lone(making, entries, has_objective=has_objective)
    for entry in entries:
        if entry.label.text:
            making.columns.append(
                Column(key=entry.key, where=entry.label.where, heading=entry.label.text, field=entry.field)
            )
        if entry.field:
            account(making, entry.label, f"heading:{entry.field}")


def _leave_lone(making, entries, *, has_objective) -> None:
    """Leave out the one label that would begin an objective by itself: "Field of practice" among facts of a person."""
    telling = [each for each in entries if each.field in FIELDS and FIELDS[each.field][0] != "plan"]
    others = len({each.label.text for each in entries}) > len({each.label.text for each in telling})
    if has_objective or not others or len({each.field for each in telling}) != 1:
        return
    for entry in telling:
        if entry.field not in {"what", "activity.title"} and entry.key not in making.answers:
            entry.field = ""


def _open_field(making, entry, where) -> None:
    """A label without an answer still begins a new objective when its field was given already."""
    if entry.field in {"what", "number"} and entry.field in where.given:
        where.objective, where.activity, where.given = None, -1, frozenset()


def place_answer(making: Making, answer: Text, entry: Entry, where: Place, *, content: str | None = None) -> None:
    """Place one answer; `where` moves on to a new objective when its own answer comes again."""
    if entry.field not in FIELDS:
        return
    level = FIELDS[entry.field][0]
    if level != "plan" and (
        where.objective is None or _begins(making, answer.text if content is None else content, entry.field, where)
    ):
        where.objective, where.activity, where.given = add_objective(making), -1, frozenset()
    where.given |= {entry.field}
    if entry.field == "activity.title":
        made = []
        for line in lines(answer.text if content is None else content):
            box, title = ticked(line)
            made.append(add_activity(making, where.objective))
            place(making, answer, Target(entry.field, where.objective, made[-1]), content=title)
            if box:
                making.objectives[where.objective].activities[made[-1]]["state"] = "done"
        where.activity = made[0] if len(made) == 1 else -1
        return
    target = _target(entry, where)
    if level == "activity" and where.activity < 0:
        # A fact of no activity in particular is one of the objective, where it has such a fact.
        target = replace(target, field=TWINS.get(entry.field, ""))
    place(making, answer, target, content=content)


def _begins(making, text, field, where) -> bool:
    """Whether this answer is the first of another objective."""
    if field not in {"what", "number"}:
        return False
    known = making.objectives[where.objective].fields
    if field in where.given:
        return True
    if field == "number":
        return "number" in known and "".join(filter(str.isdecimal, text)) != str(known["number"])
    if "what" not in known:
        return False
    if " ".join(text.split()) == " ".join(known["what"].split()):
        # The heading above said it on one line; the answer itself is the better copy.
        del known["what"]
        return False
    # A heading with nothing else under it yet goes on in the answer; any other objective is over.
    return bool(where.given) or not set(known) <= {"what", "number"}


def _target(entry, where) -> Target:
    return Target(
        entry.field,
        -1 if where.objective is None else where.objective,
        where.activity,
        unit=unit_of(entry.label.text),
        direction=direction_of(entry.found),
    )


def _read_across(making, entries, table, head, *, current) -> int | None:
    """One column per objective: the answers in one column belong together. `head` may number them."""
    columns: dict[int, Place] = {}
    for column, cell in head.items():
        columns[column] = Place(add_objective(making))
        place(making, cell, Target("number", columns[column].objective), content=named_objective(cell.text)[0])
    position = {
        id(cell): column for row in table.rows for column, cell in reversed(list(enumerate(row))) if cell is not None
    }
    for entry in entries:
        for answer in entry.answers:
            where = columns.setdefault(position[id(answer)], Place(None))
            place_answer(making, answer, entry, where)
    return current
