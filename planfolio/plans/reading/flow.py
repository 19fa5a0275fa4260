"""A document read from top to bottom: what a heading opens, the paragraphs, lists and tables under it go into."""

import re
from dataclasses import dataclass, field

from planfolio.plans import words

from .blocks import Heading, Paragraph, Table
from .draft import Column, Note, _
from .filling import NOT_ANSWERED, Making, Target, account, add_objective, place, see
from .gathering import finish_by_row
from .headings import DEPENDING, FIELDS, LABEL_END, Match, fold, labelled, match, named_objective, resolve
from .labels import Entry, Place, place_answer
from .shapes import distinct
from .tables import place_titles, read_table

NUMBERED = re.compile(r"^(\d{1,4})[.)]\s*(.*)$", re.DOTALL)
PLAN_NAMES = re.compile(r"\b(?:plan|pdp|plp|idp|contract|contrat|programme)\b(?!.*[.!?:]$)", re.IGNORECASE)
PART_NAMES = {fold(name) for key in ("objectives", "activities", "plan") for name in words.PARTS[key].names()}


@dataclass
class Flow:
    """Where in the document we are: under which objective, in which field; whether the title has been seen."""

    where: Place = field(default_factory=lambda: Place(None))
    open: Entry | None = None
    titled: bool = False


def read_blocks(making: Making, blocks: list) -> None:
    """Place everything that `blocks` hold, in their order."""
    flow = Flow()
    blocks = [part for block in _with_headings(blocks) for part in _lines_apart(_out_of_its_frame(block))]
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            _read_table(making, block, flow)
        elif isinstance(block, Heading):
            _read_heading(making, block, blocks[index + 1 :], flow)
        else:
            _read_paragraph(making, block, flow)
    finish_by_row(making)
    _find_title(making, blocks)


def _with_headings(blocks) -> list:
    """`blocks` with its bold lines as headings, when the document has none that its program knows for one."""
    if any(isinstance(block, Heading) and block.level for block in blocks):
        return blocks
    return [Heading(block.text, block.place, level=2) if _is_bold_line(block) else block for block in blocks]


def _is_bold_line(block) -> bool:
    return isinstance(block, Paragraph) and block.role == "bold" and "\n" not in block.text and len(block.text) <= 200


def _find_title(making, blocks) -> None:
    """The first line of a file that has no other title, or of one of its sheets, when it says that it is a plan."""
    sheets = [distinct(block.rows[0])[0] for block in blocks if isinstance(block, Table) and block.apart]
    for first in [*making.texts[:1], *sheets]:
        _make_title(making, first)


def _make_title(making, first) -> None:
    if (
        "title" not in making.plan
        and making.placed[id(first)] is None
        and not (isinstance(first, Paragraph) and first.role)
        and len(first.text) <= 100
        and "\n" not in first.text
        and PLAN_NAMES.search(first.text)
        and not match(first.text)
    ):
        place(making, first, Target("plan.title"))


def _read_table(making, table, flow) -> None:
    """Read a table, and stand under its objective afterwards if there is only one."""
    if table.apart:
        flow.where = Place(None)
    known = len(making.objectives)
    ended = read_table(making, table, current=flow.where.objective)
    if len(making.objectives) - known > 1:
        flow.where = Place(None)
    elif ended != flow.where.objective:
        flow.where = Place(ended)
    flow.open = None


def _out_of_its_frame(block):
    """The one text of a table that is only a frame around it."""
    texts = {id(cell): cell for row in block.rows for cell in row if cell and cell.text} if type(block) is Table else {}
    if len(texts) != 1 or block.hidden or block.apart:
        return block
    (cell,) = texts.values()
    return Paragraph(cell.text, cell.place, when=cell.when)


def _lines_apart(block) -> list:
    """A paragraph of lines such as "Why: because" as one paragraph per label, so that each is accounted for."""
    if not isinstance(block, Paragraph) or block.role == "aside" or "\n" not in block.text:
        return [block]
    told: list[list[str]] = []
    for line in block.text.split("\n"):
        if labelled(line) or not told:
            told.append([line])
        else:
            told[-1].append(line)
    if len(told) == 1:
        return [block]
    message = _("%(where)s, part %(part)s")
    return [
        Paragraph(text, Note(message, {"where": block.where, "part": part}), role=block.role)
        for part, lines in enumerate(told, start=1)
        if (text := "\n".join(lines).strip())
    ]


def _read_heading(making, block, rest, flow) -> None:
    see(making, block)
    flow.open = None
    if _names_objective(making, block, rest, flow):
        return
    if (
        block.level <= 1
        and not flow.titled
        and "title" not in making.plan
        and (not _is_field(block) or _before_facts(rest))
    ):
        flow.titled = True
        place(making, block, Target("plan.title"))
        if (found := match(block.text)) and found.field == "what" and _opens_list(rest):
            flow.open = _entry(block, "what")
    elif fold(block.text) in PART_NAMES and not _opens_text(rest):
        account(making, block, "heading:part")
    elif _is_field(block):
        _open(making, block, flow, found=match(block.text))
    elif block.level >= 2 and _holds_answers(rest, block.level):
        numbered = NUMBERED.match(block.text)
        number, what = numbered.groups() if numbered and numbered[2] else ("", block.text)
        _begin(making, block, flow, number=number, what=what)
    else:
        _open(making, block, flow, found=None)


def _names_objective(making, block, rest, flow) -> bool:
    """ "1. Learn to ..." or "Objective 1: Learn to ..." begins an objective."""
    numbered = NUMBERED.match(block.text)
    if named := named_objective(block.text):
        _begin(making, block, flow, number=named[0], what=named[1])
        return True
    inner = block.level >= 2 or ("title" in making.plan and _holds_answers(rest, block.level))
    if numbered and inner and (not match(numbered[2]) or _repeats(rest, numbered[2])):
        _begin(making, block, flow, number=numbered[1], what=numbered[2])
        return True
    found = labelled(block.text)
    if found and found[0].field == "what" and found[1]:
        _begin(making, block, flow, number="", what=found[1])
        return True
    return False


def _repeats(rest, what) -> bool:
    """Whether the table under a heading says it again, as ours do: then even "3. Why?" is an objective."""
    rows = rest[0].rows if rest and isinstance(rest[0], Table) else []
    cells = [[cell.text if cell else "" for cell in row[:2]] for row in rows if len(row) > 1]
    return any(
        (found := match(label)) and found.field == "what" and " ".join(answer.split()) == what
        for label, answer in cells
    )


def _before_facts(rest) -> bool:
    """Whether a table about the plan follows, so that even "Why" above it is the title."""
    cells = [row[0] for row in rest[0].rows] if rest and isinstance(rest[0], Table) else []
    return any(cell and (found := match(cell.text)) and found.field.startswith("plan.") for cell in cells)


def _begin(making, block, flow, *, number, what) -> None:
    flow.where = Place(add_objective(making))
    target = flow.where.objective
    if number:
        place(making, block, Target("number", target), content=number)
    if what and what not in NOT_ANSWERED:
        place(making, block, Target("what", target), content=what)
        account(making, block, f"objectives[{target}].what")
    else:
        flow.open = _entry(block, "what")


def _is_field(block) -> bool:
    """Whether a block says what the next ones answer: a name, a question, or either as a heading or in bold."""
    found = match(block.text)
    if found is None or found.whole or block.text.rstrip().endswith(("?", ":")):
        return found is not None
    stands_out = isinstance(block, Heading) or block.role == "bold"
    return stands_out and found.phrase == fold(block.text)


def _opens_list(rest) -> bool:
    return bool(rest) and type(rest[0]) is Paragraph and rest[0].role in {"list", "task"}


def _opens_text(rest) -> bool:
    """Whether plain paragraphs follow at once, so that "Activities" is the heading of a list and not of a table."""
    return bool(rest) and type(rest[0]) is Paragraph and rest[0].role != "aside" and not _is_field(rest[0])


def _holds_answers(rest, level) -> bool:
    """Whether the section under a heading holds answers to the six questions."""
    for block in rest:
        if isinstance(block, Heading):
            if block.level <= level:
                return False
            if _is_field(block) and match(block.text).field != "what":
                return True
        elif isinstance(block, Table):
            found = [each for row in block.rows[:30] for cell in row[:1] if cell and (each := match(cell.text))]
            return len(found) >= 2 and all(each.field != "what" for each in found)
        elif labelled(block.text) or _is_field(block):
            return True
    return False


def _entry(block, name) -> Entry:
    return Entry(f"heading:{block.where}", block, match(block.text), [], field=name)


def _open(making, block, flow, *, found: Match | None, answered: bool = False) -> None:
    """Let what follows go into the field that `block` names, or into the one that was answered for it.

    `answered`: the block holds an answer as well, so that it is only placed when the answer is.
    """
    known = flow.where.objective is not None and bool(making.objectives[flow.where.objective].fields.get("what"))
    name = resolve([found.field], has_objective=known)[0] if found and found.field in DEPENDING else ""
    key = f"heading:{block.where}"
    name = making.answers.get(key, _of_level(name or found.field) if found else "")
    name = name if name in FIELDS else ""
    heading = LABEL_END.split(block.text, maxsplit=1)[0] if found and labelled(block.text) else block.text
    making.columns.append(Column(key=key, where=block.where, heading=heading, field=name))
    flow.open = Entry(key, block, found, [], field=name)
    if name and not answered:
        account(making, block, f"heading:{name}")


def _of_level(field_: str) -> str:
    """Outside tables a date or a state is that of the objective."""
    twins = {
        "activity.due": "due",
        "activity.minutes": "minutes",
        "activity.state": "state",
        "activity.earliest": "starts",
        "finish": "due",
    }
    return twins.get(field_, field_)


def _read_paragraph(making, block, flow) -> None:
    see(making, block)
    if block.role == "aside":
        return
    if block.role == "subtitle" and "aim" not in making.plan:
        place(making, block, Target("plan.aim"))
        return
    found = labelled(block.text)
    if named := named_objective(block.text):
        _begin(making, block, flow, number=named[0], what=named[1])
    elif found:
        _open(making, block, flow, found=found[0], answered=bool(found[1]))
        if found[1] and flow.open.field:
            flow.open.answers.append(block)
            place_answer(making, block, flow.open, flow.where, content=found[1])
    elif _is_field(block) and block.role != "list":
        _open(making, block, flow, found=match(block.text))
    elif _is_activity(block, flow):
        _place_activity(making, block, flow)
    elif flow.open is not None and flow.open.field:
        place_answer(making, block, flow.open, flow.where)


def _is_activity(block, flow) -> bool:
    """Whether a list entry is something to do for the objective: it follows at once, or has a box to tick."""
    if flow.where.objective is None or block.role not in {"list", "task"}:
        return False
    return flow.open is None or (block.role == "task" and (bool(flow.open.answers) or not flow.open.field))


def _place_activity(making, block, flow) -> None:
    if flow.open is None and block.role == "list":
        what = making.objectives[flow.where.objective].fields.get("what", "")
        note = Note(_("The list under “%(what)s” was read as its activities."), {"what": what})
        if note not in making.notes:
            making.notes.append(note)
    place_titles(making, block, flow.where.objective)
