"""Anonymous outcomes: a member's own choice, and the reports for those who look after the organisation."""

import json

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from planfolio.errors import Missing
from planfolio.people.organisations.access import COORDINATE, get_membership
from planfolio.web.answers import page
from planfolio.web.charts import csv_file
from planfolio.web.gate import signed_in
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from ..outcomes import consenting
from ..outcomes.pages import get_report, outcomes_page, report_json, report_rows

#: Reports that one person can take out within a minute.
EXPORTS_EACH_MINUTE = 20
FORMATS = ("csv", "json")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, key):
    own = get_membership(request.user, key)
    if request.method == "POST":
        counted = request.POST.get("counted") == "yes"
        (consenting.consent if counted else consenting.withdraw)(own)
        said = _("You are counted from now on.") if counted else _("You are no longer counted.")
        notice(request, said)
        return redirect("outcome-consent", key)
    context = {"organisation": own.organisation, "consent": consenting.consent_of(own)}
    return page(request, "mentoring/outcome_consent.jinja", context)


@signed_in
@require_safe
def show(request, key):
    own = get_membership(request.user, key, COORDINATE)
    context = {"page": outcomes_page(own.organisation, request.GET.get("quarter", ""), now=timezone.now())}
    return page(request, "mentoring/outcomes.jinja", context)


@signed_in
@require_safe
def file(request, key, quarter, format):
    """A report as CSV or JSON; every word in it is ours, and every other cell a number."""
    own = get_membership(request.user, key, COORDINATE)
    if format not in FORMATS:
        raise Missing()
    report = get_report(own.organisation, quarter)
    spend(request.user, "export", each_minute=EXPORTS_EACH_MINUTE)
    if format == "csv":
        columns = [_("Quarter"), _("Table"), _("What"), _("Number"), _("Unit")]
        return csv_file(f"outcomes-{report.quarter}.csv", columns, report_rows(report))
    answer = HttpResponse(json.dumps(report_json(report)), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="outcomes-{report.quarter}.json"'
    answer["Cache-Control"] = "no-store, private"
    return answer
