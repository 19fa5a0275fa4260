"""A person's whole thread, past to next, as a page and as numbers."""

from django.utils.translation import gettext as _

from planfolio.people.pulse import pulse
from planfolio.web.charts import csv_file
from planfolio.web.gate import signed_in
from planfolio.web.kept import kept

from ..threads import read_threads
from ..words import guard_formula


@signed_in
def show_threads(request):
    return kept(request, "plans/threads.jinja", lambda: {"page": read_threads(request.user)}, stamp=pulse(request.user))


@signed_in
def threads_csv(request):
    """One row for each objective; those of one thread have the same number."""
    rows = [
        (number, step.starts, step.ends, guard_formula(step.objective.plan.title), guard_formula(step.objective.what))
        for number, thread in enumerate(read_threads(request.user).threads, start=1)
        for step in thread.steps
    ]
    return csv_file("thread.csv", [_("Thread"), _("From"), _("To"), _("Plan"), _("Objective")], rows)
