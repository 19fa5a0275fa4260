"""Resources and dates beside the plan: what fits its objectives, the search, and what becomes an activity."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from planfolio.catalogue.access import get_listing, get_own_resource, get_resource
from planfolio.catalogue.dates import upcoming
from planfolio.catalogue.forms import SearchForm
from planfolio.catalogue.models import OwnResource
from planfolio.catalogue.own import as_listed, kept_keys
from planfolio.catalogue.resources import match, resources
from planfolio.people.organisations.access import memberships
from planfolio.web.answers import page, saved, sent
from planfolio.web.notices import notice

from .. import actions
from ..access import current_plan
from ..using import UseForm, by_objective, from_listing, from_resource, objectives_for


@login_required
def network(request):
    """Resources for the objectives of the current plan, in the formats one likes unless all are asked for."""
    plan = current_plan(request.user)
    formats = () if request.GET.get("formats") == "all" else tuple(request.user.formats)
    context = {
        "plan": plan,
        "matched": by_objective(plan, formats=formats) if plan else [],
        "narrowed": bool(formats),
        "coming": upcoming(request.user, request.user.today()),
        "own": OwnResource.objects.kept().owned(request.user).count(),
        "search": SearchForm(None),
        "memberships": memberships(request.user),
    }
    return page(request, "plans/network.jinja", context)


@login_required
def search(request):
    """The catalogue narrowed by words, format, language and price; first opened, by the formats one likes."""
    asked = bool(request.GET)
    form = SearchForm(request.GET if asked else {"format": request.user.formats})
    wanted = form.narrowing()
    words, formats = wanted.get("q", ""), wanted.get("format", [])
    fits = partial(_fits, language=wanted.get("language", ""), free=wanted.get("free", False))
    found = [each for each in resources(get_language(), formats=formats, topic=words) if fits(each)]
    near = []
    if words and not found:
        some = match(words, language=get_language(), formats=formats, at_most=10)
        near = [each for each in some if fits(each.resource)]
    context = {"search": form, "found": found, "near": near, "profile": bool(not asked and request.user.formats)}
    return page(request, "plans/resources.jinja", context)


def _fits(resource, *, language: str, free: bool) -> bool:
    return (not language or language in resource.languages) and (resource.free or not free)


@login_required
def use_resource(request, key):
    """A resource of the catalogue, and the form that makes it an activity of an objective."""
    resource = get_resource(key, get_language())
    kept = key in kept_keys(request.user)
    return _use(request, from_resource(resource), {"resource": resource, "kept": kept})


@login_required
def use_own_resource(request, key):
    listed = as_listed(get_own_resource(request.user, key), get_language())
    return _use(request, from_resource(listed.facts), {"own": listed})


@login_required
def plan_date(request, key):
    listing = get_listing(request.user, key)
    return _use(request, from_listing(listing), {"listing": listing})


def _use(request, values: dict, context: dict):
    """Show the form that makes an activity of `values`, or add it to the objective that was chosen."""
    rows = objectives_for(request.user, due=values.get("due"))
    first = request.GET.get("objective")
    form = UseForm(sent(request), objectives=rows, initial={**values, "objective": first})
    added = []
    if saved(form, lambda: added.append(actions.add_activity(by=request.user, **form.activity(values)))):
        notice(request, _("Activity added."))
        return redirect(f"{added[0].objective.get_absolute_url()}#s-activities")
    return page(request, "plans/use.jinja", {"form": form, "rows": rows, "values": values, **context})
