"""Reports: made once, a week after the end of their quarter, and kept as they are.

Who agreed before the quarter was over and still does when the report is made is counted. Nobody else ever is: a report
is not made again when somebody joins or withdraws, so that no two of them differ by one person.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from planfolio.people.models import Organisation

from ..models import OutcomeConsent, OutcomeReport
from .consenting import PURPOSE, VERSION
from .disclosing import LEAST, disclose
from .facts import count_quarter
from .quarters import Quarter, quarter_of

#: What is written down late still counts.
GRACE = timedelta(days=7)
#: How many people a report is of is told as the largest of these that they reach.
AT_LEAST = (100, 50, 20, 10, LEAST)


def due_quarter(now: datetime) -> Quarter:
    """The latest quarter whose report is due at `now`."""
    return quarter_of((now - GRACE).date()).before


def next_report(now: datetime) -> tuple[Quarter, datetime]:
    """The quarter of the next report, and when it is made."""
    quarter = due_quarter(now).next
    return quarter, quarter.span[1] + GRACE


def make_reports(now: datetime | None = None) -> int:
    """Make the reports that are due and not there; returns how many. Run by the schedule, and again without harm."""
    quarter = due_quarter(now or timezone.now())
    there = OutcomeReport.objects.filter(quarter=str(quarter)).values("organisation")
    agreed = OutcomeConsent.objects.filter(withdrawn_at=None).values("membership__organisation")
    waiting = Organisation.objects.filter(pk__in=agreed).exclude(pk__in=there).order_by("pk")
    return sum(1 for organisation in waiting if make_report(organisation, quarter))


def make_report(organisation: Organisation, quarter: Quarter) -> OutcomeReport | None:
    """The report of one organisation and quarter, unless fewer than LEAST people agreed; the first one stays."""
    people = _counted(organisation, quarter)
    if len(people) < LEAST:
        return None
    tables = {key: told for key, counts in count_quarter(people, quarter).items() if (told := disclose(counts))}
    sheet = {
        "quarter": str(quarter),
        "people_at_least": next(number for number in AT_LEAST if len(people) >= number),
        "tables": {key: {"numbers": told.numbers, "others": told.others} for key, told in tables.items()},
    }
    report, _new = OutcomeReport.objects.get_or_create(
        organisation=organisation, quarter=str(quarter), defaults={"sheet": sheet}
    )
    return report


def _counted(organisation: Organisation, quarter: Quarter) -> list[UUID]:
    rows = OutcomeConsent.objects.filter(
        membership__organisation=organisation, purpose=PURPOSE, version=VERSION, withdrawn_at=None
    )
    rows = rows.filter(given_at__lt=quarter.span[1], owner__is_active=True, owner__is_example=False)
    return list(rows.order_by("owner").values_list("owner", flat=True).distinct())


def rows_of(report: OutcomeReport) -> Iterator[tuple[str, str, int]]:
    """Every number of a report, as (table, label, number); the label of all others is empty."""
    for key, told in report.sheet["tables"].items():
        yield from ((key, label, number) for label, number in told["numbers"].items())
        if told["others"] is not None:
            yield key, "", told["others"]
