"""A plan while it is being put together: each text is placed in one field, or stays listed as not found.

`place` is the only door. It reads the text as its field demands, keeps what is there already, and records what became
of the text; nothing else writes into the plan.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from planfolio.plans import words
from planfolio.plans.document import ActivityDoc, LinkDoc, ObjectiveDoc, PlanDoc

from .blocks import Text
from .dates import Ambiguous, read_date, read_minutes, read_period
from .draft import Cell, Column, Draft, Note, Question, _
from .headings import FIELDS, fold, language_of

DATES = {"starts", "ends", "due", "earliest", "done_on"}
#: Read as the first day of "June 2027"; other dates as the last.
BEGINNINGS = {"starts", "earliest"}
LISTS = {"criteria", "links"}
#: What our own files say for an answer that was not given, and the dashes of others; spelled exactly so, it is none.
NOT_ANSWERED = {"Not answered", "Sans réponse", "-", "–", "—"}
PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s?%")
TICKED, EMPTY_BOX = {"☒", "☑", "✓", "✔", "✅", "x", "X"}, {"☐", "□", "▢"}
BULLET = re.compile(r"^(?:[•·▪◦‣●○■□☐\uf0b7]\s*|[-*–] +)")


@dataclass
class Objective:
    """The fields of one objective as they come in. `activities` are dicts of fields; `need`: its words name a need."""

    fields: dict = field(default_factory=dict)
    activities: list[dict] = field(default_factory=list)
    need: bool = False


@dataclass
class Making:
    """All that is known so far. `placed` maps each text (by identity) to its path, or None. `needs` are the names that
    meant the objective itself above, so that they do so again; `by_row` is kept by `gathering`."""

    answers: Mapping[str, str]
    plan: dict = field(default_factory=dict)
    objectives: list[Objective] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    placed: dict[int, str | None] = field(default_factory=dict)
    columns: list[Column] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    waiting: list[tuple] = field(default_factory=list)
    needs: set[str] = field(default_factory=set)
    by_row: dict[tuple[int, str], tuple[Text, int] | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Target:
    """Where a text is to go. `unit`, `order` and `direction` are what its heading says of numbers, dates and links."""

    field: str
    objective: int = -1
    activity: int = -1
    unit: int = 0
    order: str = ""
    direction: str = ""


def see(making: Making, text: Text) -> None:
    """Note that `text` is in the file; until it is placed it counts as not found."""
    if text.text and id(text) not in making.placed:
        making.texts.append(text)
        making.placed[id(text)] = None


def account(making: Making, text: Text, path: str) -> None:
    """Record the first place that `text` went to."""
    see(making, text)
    if text.text and making.placed[id(text)] is None:
        making.placed[id(text)] = path


def add_objective(making: Making) -> int:
    making.objectives.append(Objective())
    return len(making.objectives) - 1


def add_activity(making: Making, objective: int) -> int:
    making.objectives[objective].activities.append({})
    return len(making.objectives[objective].activities) - 1


def place(making: Making, text: Text, target: Target, *, content: str | None = None) -> bool:
    """Put `text` (or the part of it in `content`) where `target` says; False, and listed, when it does not fit."""
    see(making, text)
    words_ = text.text if content is None else content
    if not words_ or target.field not in FIELDS:
        return False
    level, name = FIELDS[target.field]
    path, holder = _holder(making, level, name, target)
    if words_ in NOT_ANSWERED:
        account(making, text, path)
        return True
    if name == "comes_after":
        making.waiting.append((text, words_, target, path))
        return True
    if name in DATES:
        fits = _place_date(making, text, words_, name, holder, target)
    else:
        value = _value(words_, level, name, target)
        fits = value is not None and _keep(holder, name, value)
    if fits:
        account(making, text, path)
    return fits


def _holder(making, level, name, target) -> tuple[str, dict]:
    if level == "plan":
        return name, making.plan
    objective = making.objectives[target.objective]
    if level == "objective":
        return f"objectives[{target.objective}].{name}", objective.fields
    return f"objectives[{target.objective}].activities[{target.activity}].{name}", objective.activities[target.activity]


def _keep(holder, name, value) -> bool:
    """Add to a text or a list; anything else is only taken when nothing else is there."""
    old = holder.get(name)
    if old is None or old == value:
        holder[name] = value
    elif name in LISTS:
        holder[name] = old + value
    elif name in {"what", "why", "strategies", "evidence", "aim", "reason"}:
        holder[name] = f"{old}\n{value}"
    else:
        return False
    return True


def _value(text, level, name, target):
    """`text` as the value of a field, None when it is not one."""
    if name in {"state", *words.VALUES}:
        text = _chosen(text)
    if name == "number":
        found = re.fullmatch(r"\D{0,12}(\d{1,4})[.)]?", text)
        return int(found[1]) if found else None
    if name == "minutes":
        return read_minutes(text, unit=target.unit)
    if name == "criteria":
        return tuple(lines(text))
    if name == "links":
        return tuple(_link(line, target.direction) for line in lines(text))
    if name == "state":
        return _state(text, level)
    if name == "language":
        return _language(text)
    if name == "word":
        return words.value_key("word", text) or text
    if name in words.VALUES:
        return words.value_key(name, text) or None
    return text


def _chosen(text: str) -> str:
    """The one of several choices that has a tick: "☐ Yes ☒ No" says No."""
    ticked_ = [each.strip() for each in re.findall(r"[☒☑✓✔✅]\s*([^☐☒☑✓✔✅□▢]+)", text)]
    return ticked_[0] if len(ticked_) == 1 and re.search(r"[☐□▢].*\w|\w.*[☐□▢]", text, re.DOTALL) else text


def _state(text, level) -> str | None:
    if found := PERCENT.fullmatch(text):
        return (
            "done" if float(found[1].replace(",", ".")) >= 100 else {"activity": "open", "objective": "active"}[level]
        )
    if text in TICKED | EMPTY_BOX:
        return "done" if text in TICKED else {"activity": "open", "objective": "active"}[level]
    text = re.sub(r"^[☐☒☑✓✔✅□▢]\s+", "", text)
    return words.value_key("objective_state" if level == "objective" else "activity_state", text) or None


def _language(text) -> str | None:
    named = {"english": "en", "anglais": "en", "french": "fr", "francais": "fr"}.get(fold(text))
    return named or (text if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text) else None)


def _link(line, direction) -> LinkDoc:
    return words.read_link(line) or LinkDoc(direction=direction or "builds_on", words=line)


def lines(text: str) -> list[str]:
    """The lines that hold something; bullets go when every line of several has the same."""
    found = [line.strip() for line in text.split("\n") if line.strip()]
    marks = {match[0].strip() if (match := BULLET.match(line)) else "" for line in found}
    if len(marks) == 1 and "" not in marks and (len(found) > 1 or marks.isdisjoint({"-", "*", "–"})):
        found = [BULLET.sub("", line).strip() for line in found]
    return [line for line in found if line]


def ticked(line: str) -> tuple[bool, str]:
    """Whether a line of a list has a tick in its box, and the line without the box."""
    box, _space, rest = line.partition(" ")
    return (box in TICKED - {"x", "X"}, rest.strip()) if rest and box in TICKED | EMPTY_BOX else (False, line)


def _place_date(making, text, content, name, holder, target) -> bool:
    if text.when and content == text.text:
        return _keep(holder, name, text.when)
    found = read_date(content, order=target.order, month="start" if name in BEGINNINGS else "end")
    if isinstance(found, Ambiguous):
        found = _asked(making, text, found)
    elif found is None and name in {"due", "starts", "ends"}:
        return _place_period(making, text, content, name, holder, target)
    if isinstance(found, date) and _keep(holder, name, found):
        _say_how_read(making, text, content, found)
        return True
    return False


def _place_period(making, text, content, name, holder, target) -> bool:
    period = read_period(content, order=target.order)
    last = "ends" if name == "ends" or target.field.startswith("plan.") else "due"
    if period is None or (holder.get("starts") or holder.get(last)):
        return False
    for which, day in zip(("starts", last), period, strict=True):
        if day:
            holder[which] = day
    making.notes.append(Note(_("%(where)s: “%(text)s” was read as a period."), {"where": text.where, "text": content}))
    return True


def _asked(making, text, found: Ambiguous) -> date | None:
    """The reading that was chosen; without one the question is put, once."""
    key = f"date:{text.where}"
    readings = (found.day_first, found.month_first)
    chosen = next((each for each in readings if each.isoformat() == making.answers.get(key)), None)
    if chosen is None:
        making.questions[key] = Question(key=key, where=text.where, text=text.text, readings=readings, place=text.place)
    return chosen


def _say_how_read(making, text, content, found: date) -> None:
    """A month without a day, and a year of two digits, are readings that a person should see."""
    if not re.search(r"\d{4}", content):
        making.notes.append(
            Note(
                _("%(where)s: “%(text)s” was read as the year %(year)s."),
                {"where": text.where, "text": content, "year": str(found.year)},
            )
        )
    elif not re.search(r"(?<!\d)\d{1,2}(?!\d).*\d{4}|\d{4}.*(?<!\d)\d{1,2}(?!\d)", content) or re.fullmatch(
        r"\s*(?:\d{1,2}[/.-]\d{4}|\d{4}[/.-]\d{1,2})\s*", content
    ):
        making.notes.append(
            Note(
                _("%(where)s: “%(text)s” was read as %(date)s."),
                {"where": text.where, "text": content, "date": found.isoformat()},
            )
        )


def finish(making: Making, *, language: str) -> Draft:
    """The draft of all that was placed, objectives numbered in their order where the file gave no numbers."""
    _join_activities(making)
    _mark_done(making)
    objectives = tuple(_objective(each, index) for index, each in enumerate(making.objectives, start=1))
    spoken = language_of([column.heading for column in making.columns if column.field])
    document = PlanDoc(**{"language": spoken or language, **making.plan}, objectives=objectives)
    cells = [
        Cell(where=each.where, text=each.text, placed=making.placed[id(each)], place=each.place)
        for each in making.texts
    ]
    return Draft(
        document=document,
        cells=cells,
        columns=making.columns,
        questions=list(making.questions.values()),
        notes=making.notes,
    )


def _mark_done(making) -> None:
    """What has a day on which it was done is done, when the file has no word on it."""
    for objective in making.objectives:
        for activity in objective.activities:
            if activity.get("done_on") and not activity.get("state"):
                activity["state"] = "done"
                making.notes.append(
                    Note(
                        _("“%(title)s” has a day on which it was done, so it counts as done."),
                        {"title": activity.get("title", "")},
                    )
                )


def _objective(objective: Objective, index: int) -> ObjectiveDoc:
    fields = dict(objective.fields)
    fields["number"] = fields.get("number") or index
    return ObjectiveDoc(**fields, activities=tuple(ActivityDoc(**each) for each in objective.activities))


def _join_activities(making) -> None:
    """Turn what "Comes after" says (keys or titles of activities) into keys; one that has none gets "a1", "a2" ..."""
    everything = [each for objective in making.objectives for each in objective.activities]
    by_key = {each["key"]: each for each in everything if each.get("key")}
    by_title: dict[str, list[dict]] = {}
    for each in everything:
        by_title.setdefault(fold(each.get("title", "")), []).append(each)

    unused = (f"a{number}" for number in count(1) if f"a{number}" not in by_key)

    def named(name):
        found = [by_key[name]] if name in by_key else by_title.get(fold(name), [])
        return found[0] if len(found) == 1 else None

    for text, content, target, path in making.waiting:
        holder = making.objectives[target.objective].activities[target.activity]
        whole = named(content.strip())
        before = [whole] if whole else [named(name.strip()) for name in re.split(r"[,;\n]", content) if name.strip()]
        if before and all(each is not None and each is not holder for each in before):
            for each in before:
                if not each.get("key"):
                    each["key"] = next(unused)
            keys = tuple(dict.fromkeys(each["key"] for each in before))
            if _keep(holder, "comes_after", keys):
                account(making, text, path)
