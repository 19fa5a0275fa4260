"""Plans go out: one `PlanDoc` as PDF, Word, Markdown, CSV or JSON, in the plan's own language.

Word, CSV, Markdown and JSON come back through `planfolio.plans.reading` as the same plan. Characters that no document
can hold (control characters, lone surrogates) are left out of all but JSON.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from django.utils import translation

from planfolio.plans.document import PlanDoc
from planfolio.plans.writing.as_csv import write_csv
from planfolio.plans.writing.as_json import read_json, write_json
from planfolio.plans.writing.as_markdown import write_markdown
from planfolio.plans.writing.as_pdf import write_pdf
from planfolio.plans.writing.names import CONTENT_TYPES, EXTENSIONS, file_name
from planfolio.plans.writing.wording import label_language

__all__ = ["CONTENT_TYPES", "EXTENSIONS", "file_name", "read_json", "write_plan"]

Format = Literal["pdf", "docx", "md", "csv", "json"]
Paper = Literal["a4", "letter"]


def write_plan(
    doc: PlanDoc,
    *,
    format: Format,
    paper: Paper = "a4",
    person: str = "",
    on: date,
    pictures: Sequence[dict] = (),
) -> bytes:
    """The plan as a file of `format`, labelled in the plan's language.

    `paper`, `person` (whose plan it is) and `on` (the day of printing) are told in PDF and Word, and only there, so
    that data files of one plan are always the same; `pictures` stand in the PDF. Raises KeyError for another format.
    """
    writers = {
        "pdf": lambda: write_pdf(doc, paper=paper, person=person, on=on, pictures=pictures),
        "docx": lambda: _write_docx(doc, paper=paper, person=person, on=on),
        "md": lambda: write_markdown(doc),
        "csv": lambda: write_csv(doc),
        "json": lambda: write_json(doc),
    }
    with translation.override(label_language(doc)):
        return writers[format]()


def _write_docx(doc: PlanDoc, **how) -> bytes:
    # python-docx is read when there is a file of Word to write.
    from planfolio.plans.writing.as_docx import write_docx

    return write_docx(doc, **how)
