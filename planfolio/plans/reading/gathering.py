"""What several rows or tables say of one objective, put together.

A form can number its objectives and speak of each in more than one table; and a table with a row per activity can give
each row a date of its own under a heading that speaks of the objective.
"""

from dataclasses import replace

from .blocks import Text
from .draft import Note, _
from .filling import Making, Target, place

#: Facts of an objective that are those of its activities when every row has its own.
ROW_FACTS = {"due": "activity.due", "minutes": "activity.minutes", "starts": "activity.earliest"}


def joined(making: Making, number: Text | None, what: Text | None, *, need: bool, before: int) -> int | None:
    """The objective above this table that has the same number, if the row cannot be another one.

    `need`: the words of the row name a need, as those of another list would. An objective that was only a need above
    gets its own words now, and the need becomes its reason.
    """
    digits = "".join(filter(str.isdecimal, number.text)) if number else ""
    same = [
        index
        for index, each in enumerate(making.objectives[:before])
        if digits and str(each.fields.get("number", "")) == digits
    ]
    if len(same) != 1:
        return None
    objective = making.objectives[same[0]]
    known = objective.fields.get("what")
    if what is None or known is None or what.text == known:
        return same[0]
    if need or not objective.need:
        return None
    _make_reason(making, same[0])
    return same[0]


def _make_reason(making, index) -> None:
    objective = making.objectives[index]
    need = objective.fields.pop("what")
    why = objective.fields.get("why")
    objective.fields["why"] = f"{need}\n{why}" if why else need
    objective.need = False
    old, new = f"objectives[{index}].what", f"objectives[{index}].why"
    making.placed = {key: new if path == old else path for key, path in making.placed.items()}


def keep_by_row(making: Making, text: Text, target: Target) -> None:
    """Place a fact of an objective that stands in the row of an activity.

    The first is the objective's. When another row of it has one too, both belong to their activities.
    """
    key = (target.objective, target.field)
    objective = making.objectives[target.objective]
    _level, _dot, name = ROW_FACTS[target.field].partition(".")
    if key not in making.by_row and target.field not in objective.fields:
        # A dash, and a period that has only a beginning, have their place and leave the field empty.
        if place(making, text, target) and target.field in objective.fields:
            making.by_row[key] = (text, target.activity)
        return
    first = making.by_row.get(key)
    if first is not None and first[1] != target.activity:
        text_, activity = first
        objective.activities[activity][name] = objective.fields.pop(target.field)
        making.placed[id(text_)] = f"objectives[{target.objective}].activities[{activity}].{name}"
        making.by_row[key] = None
    own = making.by_row.get(key) is None
    place(making, text, replace(target, field=ROW_FACTS[target.field]) if own else target)


def finish_by_row(making: Making) -> None:
    """An objective whose activities have the days is due when the last of them is."""
    for index, field in making.by_row:
        objective = making.objectives[index]
        days = [each["due"] for each in objective.activities if each.get("due")]
        if field == "due" and making.by_row[index, field] is None and days and "due" not in objective.fields:
            objective.fields["due"] = max(days)
            making.notes.append(
                Note(
                    _("“%(what)s” is due when the last of its activities is: %(date)s."),
                    {"what": objective.fields.get("what", ""), "date": max(days).isoformat()},
                )
            )
