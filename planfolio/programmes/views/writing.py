"""Programmes as they are written: facts, modules, things, their order, editions, sharing."""

from functools import partial

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planfolio.errors import Missing
from planfolio.people.deleted import way_back
from planfolio.people.sharing import EDIT
from planfolio.web.answers import page, revision, saved, sent
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import actions
from ..access import get_edition, get_programme, get_thing
from ..document import ProgrammeDoc, differences, shifted_module, shifted_thing, with_module, with_thing, without_thing
from ..forms import EditionForm, FactsForm, ModuleForm, ThingForm, facts_of
from ..models import Programme
from ..shown import of_person

FORMS = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@FORMS
def add_programme(request):
    first = {"language": request.user.language, "author": request.user.name, "licence": "CC BY 4.0", "criteria": "all"}
    form = FactsForm(sent(request), initial=first)
    added = []
    if saved(form, lambda: added.append(_add(form, by=request.user))):
        return redirect("programme-write", added[0].pk)
    return page(request, "programmes/facts.jinja", {"form": form, "programme": None})


def _add(form: FactsForm, *, by) -> Programme:
    return actions.add_programme(form.changed(ProgrammeDoc()), by=by, key=form.cleaned_data["id"])


@signed_in
@require_safe
def write(request, key):
    """The workshop of a programme: everything in its order, with the ways to change it."""
    programme = get_programme(request.user, key, EDIT)
    context = {"programme": programme, "shown": of_person(programme, who=request.user)}
    return page(request, "programmes/write.jinja", context)


@signed_in
@FORMS
def change_facts(request, key):
    programme = get_programme(request.user, key, EDIT)
    form = FactsForm(sent(request), initial=facts_of(programme.doc))
    if saved(form, lambda: _put(request, programme, form.changed(programme.doc))):
        notice(request, _("Saved."))
        return redirect("programme-write", key)
    return page(request, "programmes/facts.jinja", {"form": form, "programme": get_programme(request.user, key, EDIT)})


def _put(request, programme: Programme, doc: ProgrammeDoc) -> None:
    actions.put_document(programme, doc, by=request.user, expected=revision(request))


def _module_at(doc: ProgrammeDoc, place: int):
    if not 1 <= place <= len(doc.modules):
        raise Missing(_("This module is not in the programme any more."))
    return doc.modules[place - 1]


@signed_in
@FORMS
def write_module(request, key, place=None):
    """Add a module at the end, or change the one at `place` (from 1)."""
    programme = get_programme(request.user, key, EDIT)
    doc = programme.doc
    form = ModuleForm(sent(request), module=_module_at(doc, place) if place else None)
    at = place - 1 if place else len(doc.modules)
    if saved(form, lambda: _put(request, programme, with_module(doc, at, form.made()))):
        return redirect(f"{reverse('programme-write', args=[key])}#s-module-{at + 1}")
    fresh = get_programme(request.user, key, EDIT)
    return page(request, "programmes/module.jinja", {"form": form, "programme": fresh, "at": place})


@signed_in
@FORMS
def write_thing(request, key, thing=None):
    """Add a thing, or change one."""
    programme = get_programme(request.user, key, EDIT)
    doc = programme.doc
    there = get_thing(doc, thing) if thing else None
    module = there.place - 1 if there else _asked_module(request, doc)
    form = ThingForm(sent(request), doc=doc, thing=there.thing if there else None, module=module)
    put = partial(_put, request, programme)
    if saved(form, lambda: put(with_thing(doc, form.made(), into=form.cleaned_data["module"]))):
        notice(request, _("Saved."))
        return redirect(f"{reverse('programme-write', args=[key])}#s-module-{form.cleaned_data['module'] + 1}")
    fresh = get_programme(request.user, key, EDIT)
    return page(request, "programmes/thing_write.jinja", {"form": form, "programme": fresh, "there": there})


def _asked_module(request, doc: ProgrammeDoc) -> int:
    asked = request.GET.get("module", "")
    return int(asked) - 1 if asked.isascii() and asked.isdigit() and 1 <= int(asked[:4]) <= len(doc.modules) else 0


@signed_in
@require_POST
def shift_thing(request, key, thing):
    programme = get_programme(request.user, key, EDIT)
    there = get_thing(programme.doc, thing)
    doc = shifted_thing(programme.doc, thing, _step(request))
    actions.put_document(programme, doc, by=request.user, expected=programme.revision)
    place = get_thing(doc, thing).place if doc else there.place
    return redirect(f"{reverse('programme-write', args=[key])}#s-module-{place}")


def _step(request) -> int:
    return -1 if request.POST.get("to") == "up" else 1


@signed_in
@require_POST
def shift_module(request, key, place):
    programme = get_programme(request.user, key, EDIT)
    _module_at(programme.doc, place)
    doc = shifted_module(programme.doc, place - 1, _step(request))
    actions.put_document(programme, doc, by=request.user, expected=programme.revision)
    return redirect(f"{reverse('programme-write', args=[key])}#s-modules")


@signed_in
@require_POST
def remove_thing(request, key, thing):
    programme = get_programme(request.user, key, EDIT)
    title = get_thing(programme.doc, thing).thing.title
    _take_out(request, programme, without_thing(programme.doc, thing), title)
    return redirect("programme-write", key)


@signed_in
@require_POST
def remove_module(request, key, place):
    programme = get_programme(request.user, key, EDIT)
    title = _module_at(programme.doc, place).title
    _take_out(request, programme, with_module(programme.doc, place - 1, None), title)
    return redirect("programme-write", key)


def _take_out(request, programme: Programme, doc: ProgrammeDoc, title: str) -> None:
    """Take a part out. What the programme said before is an edition, and Undo brings that back."""
    words = {"title": title}
    edition = actions.keep_edition(programme, by=request.user, reason=_("Before “%(title)s” was taken out") % words)
    actions.put_document(programme, doc, by=request.user, expected=programme.revision)
    undo = reverse("programme-back", args=[programme.pk, edition.number]), {}
    notice(request, _("“%(title)s” is taken out.") % words, undo=undo)


@signed_in
@FORMS
def list_editions(request, key):
    programme = get_programme(request.user, key, EDIT)
    form = EditionForm(sent(request))
    if saved(form, lambda: actions.keep_edition(programme, by=request.user, reason=form.cleaned_data["reason"])):
        notice(request, _("The programme is kept as it is now."))
        return redirect("programme-editions", key)
    rows = list(programme.editions.defer("document")[:200])
    return page(request, "programmes/editions.jinja", {"form": form, "programme": programme, "editions": rows})


@signed_in
@require_safe
def show_edition(request, key, number):
    programme = get_programme(request.user, key, EDIT)
    edition = get_edition(programme, number)
    context = {"programme": programme, "edition": edition, "changes": differences(edition.doc, programme.doc)}
    return page(request, "programmes/edition.jinja", context)


@signed_in
@require_POST
def bring_back(request, key, number):
    programme = get_programme(request.user, key, EDIT)
    actions.bring_back(programme, get_edition(programme, number), by=request.user, expected=programme.revision)
    notice(request, _("Edition %(number)s is back.") % {"number": number})
    return redirect("programme-write", key)


@signed_in
@require_POST
def publish(request, key):
    actions.publish(get_programme(request.user, key, EDIT), by=request.user)
    notice(request, _("Everybody can read this programme now, and copy it."))
    return redirect("programme", key)


@signed_in
@require_POST
def unpublish(request, key):
    actions.unpublish(get_programme(request.user, key, EDIT), by=request.user)
    notice(request, _("Only you can see this programme now. Copies that others made stay theirs."))
    return redirect("programme", key)


@signed_in
@require_POST
def remove_programme(request, key):
    programme = get_programme(request.user, key, EDIT)
    actions.remove(programme, by=request.user)
    undo = way_back(programme, to=programme.get_absolute_url())
    notice(request, _("“%(title)s” is in Recently deleted.") % {"title": programme}, undo=undo)
    return redirect("programmes")
