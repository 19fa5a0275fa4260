"""Any file of a plan as a draft: the five formats that go out come in, and those of other programs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from planfolio.plans.document import PlanDoc
from planfolio.plans.mending import mended
from planfolio.plans.reading import Draft, Unreadable, read_plan
from planfolio.plans.reading.headings import fold
from planfolio.plans.writing import read_json

#: What the page offers to choose; the content decides.
ACCEPTED = ".docx,.xlsx,.csv,.tsv,.md,.markdown,.txt,.json"


@dataclass(frozen=True)
class Heading:
    """One heading of the file, however often it stands there; what is said of it holds for all of them."""

    text: str
    field: str
    keys: tuple[str, ...]
    where: str


def read_file(content: bytes, *, name: str, language: str, answers: Mapping[str, str], today: date) -> Draft:
    """The draft of `content`, its document made fit to be kept. Raises Unreadable, whose text says what to do."""
    if name.lower().endswith(".json") or content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        draft = Draft(document=_from_json(content), cells=[], columns=[], questions=[], notes=[])
    else:
        draft = read_plan(BytesIO(content), name=name, language=language, answers=answers)
    doc, notes = mended(draft.document, today=today)
    return replace(draft, document=doc, notes=[*draft.notes, *notes])


def _from_json(content: bytes) -> PlanDoc:
    try:
        return read_json(content)
    except ValueError as error:
        raise Unreadable("%(words)s", words=str(error)) from error


def headings(draft: Draft) -> list[Heading]:
    """The headings of the file, each once, in its order; those that mean nothing yet come first."""
    found: dict[tuple[str, str], list] = {}
    for column in draft.columns:
        found.setdefault((fold(column.heading) or column.heading, column.field), []).append(column)
    rows = [
        Heading(text=columns[0].heading, field=field, keys=tuple(each.key for each in columns), where=columns[0].where)
        for (_text, field), columns in found.items()
    ]
    return sorted(rows, key=lambda heading: bool(heading.field))


def complete(doc: PlanDoc) -> bool:
    """Whether the plan has what a file may leave out and a plan needs: a title, and dates in order."""
    return bool(doc.title and doc.starts and doc.ends and doc.starts <= doc.ends)
