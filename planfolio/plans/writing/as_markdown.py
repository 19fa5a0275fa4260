"""A plan as Markdown that reads the same rendered or not: headings, and pipe tables in the order of the Word file.

What people typed is escaped, so that a star stays a star; a line break inside an answer is `<br>`.
"""

import re

from planfolio.plans import words
from planfolio.plans.document import PlanDoc
from planfolio.plans.writing.wording import (
    ACTIVITY_FIELDS,
    NOT_ANSWERED,
    OBJECTIVE_FIELDS,
    answers,
    heading,
    in_hours,
    label_language,
    one_line,
    plan_fields,
)

#: Characters that begin something in CommonMark or GitHub's dialect; an underscore inside a word begins nothing.
MARKS = re.compile(r"[\\`*\[\]<>&|~#]|(?<![^\W_])_|_(?![^\W_])")


def write_markdown(doc: PlanDoc) -> bytes:
    """UTF-8 text; every answer has its row, also the one not given."""
    language = label_language(doc)
    parts = [
        f"# {escape(one_line(doc.title)) or _not_answered(language)}",
        _answers(doc, plan_fields(doc), labels=words.PLAN, language=language),
    ]
    for objective in doc.objectives:
        parts.append(f"## {escape(heading(objective, language))}")
        parts.append(_answers(objective, OBJECTIVE_FIELDS, labels=words.OBJECTIVE, language=language))
        if objective.activities:
            parts.append(f"### {words.PARTS['activities'].label(language)}")
            parts.append(_activities(objective.activities, language))
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def escape(text: str) -> str:
    """`text` so that Markdown shows it as it is, on one line."""
    return MARKS.sub(r"\\\g<0>", text).replace("\n", "<br>")


def _answers(part, names: tuple[str, ...], *, labels: dict, language: str) -> str:
    texts = answers(part, language=language, time=in_hours)
    rows = [[labels[name].label(language), escape(texts[name]) or _not_answered(language)] for name in names]
    return _table(["", ""], rows)


def _activities(activities, language: str) -> str:
    rows = [answers(activity, language=language) for activity in activities]
    header = [words.ACTIVITY[name].label(language) for name in ACTIVITY_FIELDS]
    return _table(header, [[escape(row[name]) for name in ACTIVITY_FIELDS] for row in rows])


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _not_answered(language: str) -> str:
    return f"*{NOT_ANSWERED.label(language)}*"
