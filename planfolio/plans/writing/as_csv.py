"""A plan as CSV: one row per activity, the plan on the first row and each objective on the first of its rows.

UTF-8 with a byte order mark so that spreadsheets see the accents, RFC 4180 quoting and line ends, ISO dates. A cell
that a spreadsheet would run as a formula gets a leading apostrophe, which the importer takes away again.
"""

import csv
import io

from planfolio.plans import words
from planfolio.plans.document import PlanDoc
from planfolio.plans.writing.wording import answers, iso, label_language


def write_csv(doc: PlanDoc) -> bytes:
    """The whole plan as one table; answers without content are empty cells."""
    language = label_language(doc)
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    groups = (words.PLAN, words.OBJECTIVE, words.ACTIVITY)
    rows.writerow([word.label(language) for group in groups for word in group.values()])
    for parts in _rows(doc, language):
        cells = [part.get(name, "") for group, part in zip(groups, parts, strict=True) for name in group]
        rows.writerow([words.guard_formula(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _rows(doc: PlanDoc, language: str):
    """(plan, objective, activity) as texts by field, each told once and empty afterwards."""
    plan = answers(doc, language=language, day=iso)
    for each in doc.objectives:
        objective = answers(each, language=language, day=iso)
        for activity in each.activities or (None,):
            yield plan, objective, answers(activity, language=language, day=iso) if activity else {}
            plan, objective = {}, {}
    if not doc.objectives:
        yield plan, {}, {}
