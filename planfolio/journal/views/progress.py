"""Progress over a period, as a page and as numbers."""

from django.contrib.auth.decorators import login_required
from django.utils.translation import gettext as _

from planfolio.people.pulse import pulse
from planfolio.plans.words import guard_formula
from planfolio.web.charts import csv_file
from planfolio.web.kept import kept

from ..progress import Progress, progress


@login_required
def show_progress(request):
    return kept(request, "journal/progress.jinja", lambda: _page(request), stamp=pulse(request.user))


def _page(request) -> dict:
    found = progress(request.user, request.GET.get("period", ""))
    return {"page": found, "groups": groups(found)}


def groups(found: Progress) -> list[tuple[str, str, list]]:
    """(key, title, parts) of each way in which the time is divided."""
    return [
        ("objectives", _("By objective"), found.objectives),
        ("goals", _("By goal"), found.goals),
        ("places", _("By place"), found.contexts),
        ("providers", _("By provider"), found.providers),
    ]


@login_required
def progress_csv(request):
    """The parts of the time, one row each, and the weeks below them."""
    found = progress(request.user, request.GET.get("period", ""))
    rows = [
        (title, guard_formula(part.name), part.minutes, part.entries)
        for _key, title, parts in groups(found)
        for part in parts
    ]
    rows += [(_("Week of"), cell.week, cell.minutes, cell.entries) for cell in found.year.cells]
    return csv_file("progress.csv", ["", _("Name"), _("Minutes"), _("Entries")], rows)
