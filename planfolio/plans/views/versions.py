"""The history of a plan: its versions, what each changed, bringing one back; and what happened when."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planfolio.people.sharing import EDIT
from planfolio.web.answers import page, revision, saved, sent
from planfolio.web.notices import notice

from ..access import get_plan
from ..forms import ReasonForm
from ..pages import names_of
from ..versions import SHOWN, get_version, keep_version, restore_version, version_page

#: Events on one page of the history.
EVENTS_SHOWN = 100


@login_required
def history(request, key):
    """The versions and the events, latest first, a page of each: before version `before` and before event `event`."""
    plan = get_plan(request.user, key, EDIT)
    before = request.GET.get("before", "")
    rows = plan.versions.select_related("by").defer("snapshot", "keys")
    if before.isascii() and before.isdigit() and len(before) < 10:
        rows = rows.filter(number__lt=int(before))
    versions = list(rows[: SHOWN + 1])
    events = list(_events(plan, request.GET.get("event", ""))[: EVENTS_SHOWN + 1])
    context = {"plan": plan, "versions": versions[:SHOWN], "more": len(versions) > SHOWN, "form": ReasonForm()}
    context |= {"events": events[:EVENTS_SHOWN], "more_events": len(events) > EVENTS_SHOWN, "named": names_of(events)}
    return page(request, "plans/history.jinja", context)


def _events(plan, before: str):
    """What happened, before the event of that key where one is named."""
    rows = plan.events.select_related("by")
    try:
        return rows.filter(pk__lt=UUID(before)) if before else rows
    except ValueError:
        return rows


@login_required
@require_POST
def keep(request, key):
    plan = get_plan(request.user, key, EDIT)
    form = ReasonForm(request.POST)
    kept = []
    if saved(form, lambda: kept.append(keep_version(plan, by=request.user, reason=form.cleaned_data["reason"]))):
        notice(request, _("The plan as it is now is version %(number)s.") % {"number": kept[0].number})
        return redirect("plan-history", key)
    return page(request, "plans/version_keep.jinja", {"plan": plan, "form": form})


@login_required
def show_version(request, key, version):
    plan = get_plan(request.user, key, EDIT)
    found = version_page(plan, version, language=get_language())
    return page(request, "plans/version.jinja", {"plan": plan, "page": found, "form": ReasonForm()})


@login_required
def bring_back(request, key, version):
    """Asked for with what it changes in sight; what was changed meanwhile is told before anything is done."""
    plan = get_plan(request.user, key, EDIT)
    get_version(plan, version)
    form = ReasonForm(sent(request))
    act = {"by": request.user, "expected": revision(request)}
    if saved(form, lambda: restore_version(plan, version, **act)):
        words = _("The plan is as in version %(number)s again. How it was before is a version of its own.")
        notice(request, words % {"number": version})
        return redirect("plan-history", key)
    found = version_page(plan, version, language=get_language())
    return page(request, "plans/version.jinja", {"plan": plan, "page": found, "form": form})
