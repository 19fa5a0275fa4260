"""A plan as a file to give away; and PDF, also of other sheets, in a process of its own, with a deadline."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from planfolio.errors import Refused

from .document import PlanDoc, as_dict
from .writing import file_name, write_plan

#: Seconds that one PDF may take; a plan of 60 activities takes less than one.
DEADLINE = 60


def plan_file(
    doc: PlanDoc, *, format: str, paper: str, person: str, on: date, pictures: Callable[[], list[dict]] = list
) -> tuple[str, bytes]:
    """The name and the content of `doc` as a file; `pictures` are asked for where they can be drawn.

    Raises Refused when a PDF takes longer than DEADLINE.
    """
    if format == "pdf":
        return file_name(doc, format), print_pdf(doc, paper=paper, person=person, on=on, pictures=pictures())
    return file_name(doc, format), write_plan(doc, format=format, paper=paper, person=person, on=on)


def print_pdf(doc: PlanDoc, *, paper: str, person: str, on: date, pictures: list[dict]) -> bytes:
    """The PDF of `write_plan`, set by a short-lived child: about 0.5 s more, and no memory kept here."""
    return _print({"plan": as_dict(doc), "paper": paper, "person": person, "on": on.isoformat(), "pictures": pictures})


def print_sheet(sheet: dict, *, on: date, template: Path | None = None) -> bytes:
    """The PDF of a sheet in the shape of `writing.sheet.plan_sheet`, set by a short-lived child.

    Another `template` reads a sheet of its own shape as the input that bears the template's name. Raises Refused when
    it takes longer than DEADLINE.
    """
    return _print({"sheet": sheet, "on": on.isoformat(), "template": str(template or "")})


def _print(asked: dict) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "planfolio.plans.writing"],
            input=json.dumps(asked).encode(),
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            timeout=DEADLINE,
            check=True,
        )
    except subprocess.TimeoutExpired as expired:
        raise Refused(
            _("This could not be set as PDF within a minute. Try again in a moment, or take another kind of file.")
        ) from expired
    return done.stdout
