"""Who can see a plan or an entry, for its owner: letting somebody in, links, ending either, and who opened what."""

from datetime import datetime, time
from uuid import UUID

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planfolio.errors import Missing
from planfolio.journal.access import get_entry
from planfolio.people.openings import openings_of
from planfolio.people.sharing import EDIT
from planfolio.plans.access import get_plan
from planfolio.web.answers import page, saved, sent, site
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import agreements, links
from ..access import get_link
from ..forms import LinkForm, ShareForm
from ..pages import sharing_page

#: What can be shared, as addresses name it.
GET = {"plan": get_plan, "entry": get_entry}
PAGE = require_http_methods(["GET", "HEAD", "POST"])


def _thing(request, kind: str, key: UUID):
    """The plan or entry, for its owner."""
    if kind not in GET:
        raise Missing()
    return GET[kind](request.user, key, EDIT)


@signed_in
@PAGE
def sharing(request, kind, key):
    thing = _thing(request, kind, key)
    shown = sharing_page(thing)
    form = ShareForm(sent(request), supporters=shown.to_ask)
    if saved(form, lambda: agreements.show(form.cleaned_data["to"], thing)):
        notice(request, _("%(name)s can read it now.") % {"name": form.cleaned_data["to"]})
        return redirect("sharing", kind, key)
    link = LinkForm(None, today=request.user.today())
    context = {"page": shown, "form": form, "kind": kind, "share": form, "link": link}
    return page(request, "mentoring/sharing.jinja", context)


@signed_in
@never_cache
@require_POST
def make_link(request, kind, key):
    """A link to read the thing by; it is shown this once."""
    thing = _thing(request, kind, key)
    form = LinkForm(sent(request), today=request.user.today())
    found = []
    if saved(form, lambda: found.append(_make(thing, form, by=request.user))):
        made, secret = found[0]
        if secret is None:
            return redirect("sharing", kind, key)
        address = site(request) + reverse("shared", args=[secret])
        return page(request, "mentoring/link.jinja", {"address": address, "thing": thing, "kind": kind, "link": made})
    shown = sharing_page(thing)
    context = {"page": shown, "form": form, "kind": kind, "link": form, "share": ShareForm(supporters=shown.to_ask)}
    return page(request, "mentoring/sharing.jinja", context)


def _make(thing, form, *, by):
    values = dict(form.cleaned_data)
    until = datetime.combine(values.pop("until"), time.max, tzinfo=by.zone)
    return links.make_link(thing, by=by, key=values.pop("id"), expires_at=until, **values)


@signed_in
@require_POST
def end_grant(request, kind, key, grant):
    agreements.show_no_more(_thing(request, kind, key), grant)
    notice(request, _("They cannot see it any more."))
    return redirect("sharing", kind, key)


@signed_in
@require_POST
def end_link(request, key):
    link = get_link(request.user, key)
    there = ("plan", link.plan_id) if link.plan_id else ("entry", link.entry_id)
    links.end_link(link)
    notice(request, _("The link opens nothing any more."))
    return redirect("sharing", *there)


@signed_in
@require_safe
def openings(request):
    """Everything of one's own that somebody else has opened, the latest first."""
    return page(request, "mentoring/openings.jinja", {"opened": openings_of(request.user)})
