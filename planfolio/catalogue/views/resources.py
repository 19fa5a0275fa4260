"""The catalogue from A to Z, and a person's own resources: kept from the catalogue or written by themselves."""

from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from planfolio.people.deleted import way_back
from planfolio.web.answers import page, revision, saved, sent
from planfolio.web.answers import way_back as back_to
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import actions
from ..access import get_own_resource, get_resource
from ..forms import OwnResourceForm
from ..own import own_list
from ..resources import a_to_z
from ..templates import templates
from .dates import FORMS


@signed_in
@require_safe
def index(request):
    return page(request, "catalogue/index.jinja", {"letters": a_to_z(get_language())})


@signed_in
@require_POST
def keep(request, key):
    row = actions.keep_resource(get_resource(key, get_language()), by=request.user)
    notice(request, _("“%(title)s” is on your list.") % {"title": row})
    return redirect(back_to(request, "/network/own/"))


@signed_in
@require_safe
def own_resources(request):
    return page(request, "catalogue/own.jinja", {"rows": own_list(request.user, get_language())})


@signed_in
@FORMS
def add_own(request):
    form = OwnResourceForm(sent(request))
    if saved(form, lambda: actions.add_own_resource(by=request.user, **_values(form))):
        notice(request, _("The resource is on your list."))
        return redirect("own-resources")
    return page(request, "catalogue/own_edit.jinja", {"form": form, "row": None})


def _values(form) -> dict:
    values = {**form.cleaned_data, "key": form.cleaned_data["id"]}
    values.pop("id")
    return values


@signed_in
@FORMS
def change_own(request, key):
    row = get_own_resource(request.user, key)
    form = OwnResourceForm(sent(request), instance=get_own_resource(request.user, key))

    def act():
        values = _values(form)
        values.pop("key")
        return actions.revise(row, by=request.user, expected=revision(request), **values)

    if saved(form, act):
        notice(request, _("Saved."))
        return redirect("own-resources")
    return page(request, "catalogue/own_edit.jinja", {"form": form, "row": get_own_resource(request.user, key)})


@signed_in
@require_POST
def remove_own(request, key):
    row = get_own_resource(request.user, key)
    actions.remove(row, by=request.user)
    notice(request, _("“%(title)s” is in Recently deleted.") % {"title": row}, undo=way_back(row, to="/network/own/"))
    return redirect("own-resources")


@signed_in
@require_safe
def plan_templates(request):
    return page(request, "catalogue/templates.jinja", {"templates": templates(get_language())})
