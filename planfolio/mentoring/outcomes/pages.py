"""What the pages and files of anonymous outcomes show, prepared. Each costs a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planfolio.errors import Missing
from planfolio.people.models import Organisation
from planfolio.web.durations import hours

from ..models import OutcomeReport
from .disclosing import LEAST
from .facts import TABLES, Table
from .quarters import named
from .reporting import next_report, rows_of

#: Reports that are offered, the latest first: ten years.
SHOWN = 40
_OF = {table.key: table for table in TABLES}


@dataclass(frozen=True)
class ShownTable:
    """`rows` are (label, number as text)."""

    key: str
    title: str
    column: str
    rows: list[tuple[str, str]]


@dataclass(frozen=True)
class OutcomesPage:
    organisation: Organisation
    report: OutcomeReport | None
    title: str
    people: str
    tables: list[ShownTable]
    too_few: list[str]
    quarters: list[tuple[str, str]]
    next_title: str
    next_on: date
    least: int


def outcomes_page(organisation: Organisation, quarter: str, *, now: datetime) -> OutcomesPage:
    """The report of `quarter`, or the latest. Raises Missing for one that is not there. One query."""
    reports = list(OutcomeReport.objects.filter(organisation=organisation)[:SHOWN])
    report = next((each for each in reports if each.quarter == quarter), None) if quarter else next(iter(reports), None)
    if quarter and report is None:
        raise Missing(_("There is no report of this quarter."))
    coming, made_at = next_report(now)
    tables = [_table(each, report) for each in TABLES] if report else []
    return OutcomesPage(
        organisation=organisation,
        report=report,
        title=named(report.quarter).label if report else "",
        people=_people(report) if report else "",
        tables=[each for each in tables if each.rows],
        too_few=[each.title for each in tables if not each.rows],
        quarters=[(each.quarter, named(each.quarter).label) for each in reports],
        next_title=coming.label,
        next_on=made_at.date(),
        least=LEAST,
    )


def _people(report: OutcomeReport) -> str:
    number = report.sheet["people_at_least"]
    said = ngettext(
        "Of at least %(num)s person who agreed to it.", "Of at least %(num)s people who agreed to it.", number
    )
    return said % {"num": number}


def _table(table: Table, report: OutcomeReport) -> ShownTable:
    rows = [(label, number) for key, label, number in rows_of(report) if key == table.key]
    told = [(_label(table, label), hours(number) if table.of == "minutes" else str(number)) for label, number in rows]
    return ShownTable(table.key, table.title, _("Time") if table.of == "minutes" else _("Number"), told)


def _label(table: Table, label: str) -> str:
    return str(table.labels.get(label, label)) if label else _("All others together")


def get_report(organisation: Organisation, quarter: str) -> OutcomeReport:
    report = OutcomeReport.objects.filter(organisation=organisation, quarter=quarter).first()
    if report is None:
        raise Missing(_("There is no report of this quarter."))
    return report


def report_rows(report: OutcomeReport) -> list[tuple]:
    """The rows of the CSV, in the language that is active."""
    rows = []
    for key, label, number in rows_of(report):
        table = _OF[key]
        unit = _("minutes") if table.of == "minutes" else _("number")
        rows.append((report.quarter, table.title, _label(table, label), number, unit))
    return rows


def report_json(report: OutcomeReport) -> dict:
    """The report as it was made, with the rule by which numbers are left out. Its keys are the same in any language."""
    return {"kind": "planfolio-outcomes", "version": 1, "least_people": LEAST, **report.sheet}
