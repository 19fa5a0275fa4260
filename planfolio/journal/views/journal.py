"""The journal: by weeks, narrowed, searched."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.utils.translation import gettext as _

from planfolio.people.pulse import pulse
from planfolio.plans.vocabulary import Context
from planfolio.web.kept import kept
from planfolio.web.limits import spend

from ..listing import journal_page, read_filters
from ..models import Subject

#: Searches of one person within a minute (the administrator’s guide says so).
SEARCHES_EACH_MINUTE = 60


@login_required
def journal(request):
    return kept(request, "journal/journal.jinja", lambda: _journal(request), stamp=pulse(request.user))


def _journal(request) -> dict:
    filters = read_filters(request.GET)
    if filters.q:
        spend(request.user, "search", each_minute=SEARCHES_EACH_MINUTE)
    shown = journal_page(request.user, filters, before=request.GET.get("before", ""))
    narrowed = {name: value for name, value in request.GET.items() if name != "before" and value}
    return {
        "page": shown,
        "earlier": f"?{urlencode({**narrowed, 'before': shown.before})}",
        "kinds": _kinds(),
        "contexts": [("", _("All")), *Context.choices],
        "subjects": [("", _("All")), *Subject.choices],
    }


def _kinds() -> list[tuple[str, str]]:
    return [
        ("", _("All")),
        ("reflection", _("With a reflection")),
        ("file", _("With a file")),
        ("evidence", _("Used as evidence")),
        ("activity", _("From an activity")),
    ]
