"""Organisations: one's own, beginning one, its page, what it is called, leaving."""

from django.conf import settings
from django.contrib.auth import login
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from planfolio.web.answers import page, saved, sent
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from ..organisations import actions, setting_up
from ..organisations.access import ADMINISTER, get_membership, is_last_administrator, memberships
from ..organisations.forms import BeginForm, DescribeForm, SetUpForm
from ..organisations.pages import organisation_page
from .guards import administrators_only


@signed_in
@require_safe
def list_organisations(request):
    return page(request, "people/organisations.jinja", {"memberships": memberships(request.user)})


@administrators_only
def begin_organisation(request):
    form, begun = BeginForm(sent(request)), []
    if saved(form, lambda: begun.append(_begin(form, by=request.user))):
        notice(request, _("%(name)s has begun, and you administer it.") % {"name": begun[0].organisation})
        return redirect(begun[0].organisation)
    return page(request, "people/organisation_new.jinja", {"form": form})


def _begin(form, *, by):
    values = form.cleaned_data
    return actions.begin(by=by, key=values["id"], name=values["name"], word=values["word"])


@sensitive_post_parameters("password")
@never_cache
def set_up(request, secret):
    """The page behind a link from the console. To open it changes nothing."""
    made = setting_up.find_set_up(secret)
    known = request.user.is_authenticated
    first = {"name": made.name, "word": made.organisation.word if made.organisation else ""}
    form, done = (DescribeForm if known else SetUpForm)(sent(request), initial=first), []
    if saved(form, lambda: done.append(_set_up(request, made, form))):
        notice(request, _("You administer %(name)s now.") % {"name": done[0].organisation})
        return redirect(done[0].organisation)
    return page(request, "people/organisation_set_up.jinja", {"form": form, "made": made, "known": known})


def _set_up(request, made, form):
    values = form.cleaned_data
    values.pop("seen", None)
    if request.user.is_authenticated:
        return setting_up.set_up(made, by=request.user, **values)
    person = setting_up.set_up_with_account(made, language=(get_language() or "en")[:2], **values)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return memberships(person)[0]


@signed_in
@require_safe
def show_organisation(request, key):
    own = get_membership(request.user, key)
    return page(request, "people/organisation.jinja", {"page": organisation_page(own)})


@signed_in
def describe_organisation(request, key):
    own = get_membership(request.user, key, ADMINISTER)
    seen = actions.wording(own.organisation)
    first = {"name": own.organisation.name, "word": own.organisation.word, "seen": seen}
    form = DescribeForm(sent(request), initial=first)
    if saved(form, lambda: actions.describe(own, **form.cleaned_data)):
        notice(request, _("Saved."))
        return redirect(own.organisation)
    return page(request, "people/organisation_settings.jinja", {"form": form, "organisation": own.organisation})


@signed_in
def leave_organisation(request, key):
    own = get_membership(request.user, key)
    if request.method == "POST":
        actions.leave(own)
        notice(request, _("You have left %(name)s. Everything of yours is still here.") % {"name": own.organisation})
        return redirect("organisations")
    alone = not own.organisation.memberships.exclude(pk=own.pk).exists()
    stuck = not alone and is_last_administrator(own)
    context = {"organisation": own.organisation, "alone": alone, "stuck": stuck}
    return page(request, "people/organisation_leave.jinja", context)
