"""The report of a run: what a coordinator gives on, in numbers and without a name, as PDF and as CSV.

A number below five could be told to be somebody, so it is left out; where one part of a whole would be, all its parts
are, because the last could be reckoned from the others. Hours are counted from the things whose number is given. What
people wrote in the survey in their own words was for the coordinator, so that it was written is all that is given on.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from planfolio.plans.printing import print_sheet
from planfolio.plans.writing.sheet import PAPERS
from planfolio.web.dates import day_range
from planfolio.web.durations import hours

from . import survey
from .calendar import windows_of
from .document import placed
from .models import Part, Run
from .survey import LEAST


@dataclass(frozen=True)
class Section:
    """A heading with its rows of (label, text)."""

    title: str
    rows: tuple[tuple[str, str], ...]


def few(count: int) -> bool:
    return 0 < count < LEAST


def said(count: int) -> str:
    return _("fewer than five") if few(count) else str(count)


def report(run: Run) -> list[Section]:
    """The report by sections; one sentence alone where fewer than five took part. Four queries."""
    here = Count("pk", filter=Q(left_at=None))
    parts = dict(run.participations.kept().order_by().values_list("part").annotate(n=here).values_list("part", "n"))
    people = sum(parts.values())
    if people < LEAST:
        words = _("Fewer than five people take part. Any number could tell of one of them, so none is given.")
        return [Section(_("Taking part"), ((_("People"), words),))]
    return [_taking_part(run, parts, people), *_things(run), *_survey(run)]


def _taking_part(run: Run, parts: dict[str, int], people: int) -> Section:
    issued = run.participations.filter(left_at=None, certificate__deleted_at=None, certificate__revoked_at=None)
    rows = [(_("People"), str(people))]
    if any(few(count) for count in parts.values()):
        rows.append((_("How they take part"), _("Not given: some of the ways were chosen by fewer than five.")))
    else:
        rows += [(str(Part(part).label), str(parts.get(part, 0))) for part in Part.values]
    rows.append((_("Certificates"), said(issued.exclude(certificate=None).count())))
    return Section(_("Taking part"), tuple(rows))


def _things(run: Run) -> list[Section]:
    told = {each.key: each for each in run.totals.all()}
    rows, minutes = [], 0
    for each in placed(run.doc):
        total = told.get(each.thing.key)
        done, skipped = (total.done, total.skipped) if total else (0, 0)
        facts = {"done": said(done), "skipped": said(skipped)}
        words = [_("done by %(done)s, skipped by %(skipped)s") % facts]
        if total and total.rated >= LEAST:
            words.append(_("usefulness %(mean)s of 4") % {"mean": f"{total.useful / total.rated:.1f}"})
        spent = 0 if few(done) else done * (each.thing.minutes or 0)
        minutes += spent
        rows.append((f"{each.number}. {each.thing.title}", ", ".join(words)))
    in_all = Section(_("Hours"), ((_("In all, by the time each thing is meant to take"), hours(minutes)),))
    return [Section(_("By thing"), tuple(rows)), in_all]


def _survey(run: Run) -> list[Section]:
    found = survey.survey_of(run)
    if found is None or found.closed_at is None:
        return []
    rows = [(str(each.asked.label), _result(each)) for each in survey.results(found)]
    return [Section(_("What people answered"), tuple(rows))]


def _result(result: survey.Result) -> str:
    if not result.shown:
        return _("Fewer than five answers")
    if not result.choices:
        return _("Answered by %(count)s people in their own words, which stay with the coordinator") % {
            "count": result.count
        }
    if any(few(count) for _label, count in result.choices):
        return " ".join([_("Not given: some of the answers were chosen by fewer than five."), *_most(result)])
    return "\n".join(f"{label}: {count}" for label, count in result.choices)


def _most(result: survey.Result) -> list[str]:
    """The answer that more chose than any other, without its number; nothing where that is told of few, or of two."""
    most = max(count for _label, count in result.choices)
    labels = [label for label, count in result.choices if count == most]
    return [_("Most often chosen: %(label)s") % {"label": labels[0]}] if most >= LEAST and len(labels) == 1 else []


def csv_rows(sections: list[Section]) -> list[list[str]]:
    return [[section.title, label, text] for section in sections for label, text in section.rows]


def report_pdf(run: Run, *, paper: str, on: date) -> bytes:
    """The report as a tagged PDF, in the language that is active."""
    return print_sheet(_sheet(run, paper=paper, on=on), on=on)


def _sheet(run: Run, *, paper: str, on: date) -> dict:
    """In the shape of `plans.writing.sheet.plan_sheet`."""
    return {
        "paper": PAPERS[paper],
        "language": (get_language() or "en")[:2],
        "title": run.title,
        "author": str(run.owner),
        "date": [on.year, on.month, on.day],
        "kind": _("Report of a run"),
        "aim": "",
        "facts": [
            {"label": _("Programme"), "text": run.doc.title},
            {"label": _("Coordinated by"), "text": str(run.owner)},
            {"label": _("When"), "text": day_range(run.starts, _last_day(run, on), year=True)},
        ],
        "footer": run.title,
        "pages": _("{page} of {pages}"),
        "not_answered": _("Not answered"),
        "no_objectives": "",
        "remark": "",
        "in_time": "",
        "pictures": [],
        "objectives": [_section(each) for each in report(run)],
    }


def _last_day(run: Run, on: date) -> date:
    """The day up to which the report speaks: its own, or the last of the run where that lies behind it."""
    ended = run.ended_at.date() if run.ended_at else windows_of(run)[-1].closes
    return max(run.starts, min(on, ended or on))


def _section(section: Section) -> dict:
    rows = [
        {"label": label, "text": "", "lines": text.split("\n"), "note": "", "missing": False}
        if "\n" in text
        else {"label": label, "text": text, "lines": [], "note": "", "missing": False}
        for label, text in section.rows
    ]
    return {"number": "", "title": section.title, "before": rows, "activities": {"rows": []}, "after": []}
