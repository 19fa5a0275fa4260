"""The register of evidence: by objective, added, changed, taken away."""

from functools import partial
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planfolio.people.sharing import EDIT, visibility
from planfolio.plans.vocabulary import EvidenceKind
from planfolio.web.answers import key_in, page, revision, saved
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import actions, register
from ..access import get_entry, get_evidence


@login_required
def portfolio(request):
    filters = register.read_filters(request.GET)
    shown = register.register_page(request.user, filters, before=request.GET.get("before", ""))
    kept = {name: value for name, value in request.GET.items() if name != "before" and value}
    earlier = f"?{urlencode({**kept, 'before': shown.before})}"
    kinds = [("", _("All")), *EvidenceKind.choices]
    return page(request, "journal/portfolio.jinja", {"page": shown, "earlier": earlier, "kinds": kinds})


@login_required
def evidence(request, key):
    shown = get_evidence(request.user, key)
    seen = visibility(shown.objective.plan, who=request.user)
    mine = shown.owner_id == request.user.pk
    return page(request, "journal/evidence.jinja", {"evidence": shown, "mine": mine, "seen": seen})


@signed_in
def add_evidence(request):
    """New evidence, of an objective or from an entry, both named in the address."""
    entry = _entry(request)
    first = register.first_values(request.user, objective=request.GET.get("objective", ""), entry=entry)
    form = register.evidence_form(request.user, sent=_sent(request), entry=entry, initial=first)
    added = []
    if saved(form, lambda: added.append(register.add_evidence(form, by=request.user, entry=entry))):
        notice(request, _("Evidence added."))
        return redirect(f"{added[0].objective.get_absolute_url()}#s-evidence")
    return page(request, "journal/evidence_edit.jinja", {"form": form, "evidence": None, "entry": entry})


def _sent(request) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _entry(request):
    key = key_in(request, "entry")
    return get_entry(request.user, key, EDIT) if key else None


@signed_in
def change_evidence(request, key):
    shown = get_evidence(request.user, key, EDIT)
    form = register.evidence_form(
        request.user,
        sent=_sent(request),
        evidence=shown,
        entry=shown.entry,
        initial=register.values_of(shown),
    )
    if saved(form, partial(register.revise_evidence, shown, form, by=request.user, expected=revision(request))):
        notice(request, _("Saved."))
        return redirect("evidence", key)
    context = {"form": form, "evidence": get_evidence(request.user, key, EDIT), "entry": shown.entry}
    return page(request, "journal/evidence_edit.jinja", context)


@login_required
@require_POST
def remove_evidence(request, key):
    shown = get_evidence(request.user, key, EDIT)
    actions.remove(shown, by=request.user)
    undo = reverse("undo", args=["evidence", shown.pk]), {"next": reverse("evidence", args=[key])}
    notice(request, _("“%(title)s” is in Recently deleted.") % {"title": shown}, undo=undo)
    return redirect("portfolio")
