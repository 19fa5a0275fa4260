"""A programme comes in: choose a folder, look it over, keep it. Until then the browser alone holds it."""

import json

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from planfolio.errors import Refused, TooLarge
from planfolio.web.answers import page, saved
from planfolio.web.gate import signed_in
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from .. import actions
from ..checking import checked
from ..document import ProgrammeDoc, canonical_json, programme_from
from ..folder import Reading
from ..forms import FolderForm, LookForm, facts_of
from ..models import Programme
from ..packing import LARGEST, read_packed

IMPORTS_EACH_MINUTE = 20


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def bring_programme(request):
    if request.method == "POST" and "document" in request.POST:
        return _keep(request)
    form = FolderForm(request.POST if request.method == "POST" else None, request.FILES or None)
    reading = _read(request, form) if form.is_bound and form.is_valid() else None
    if reading is None:
        return page(request, "programmes/bring.jinja", {"form": form})
    first = {**facts_of(reading.doc), "document": canonical_json(reading.doc)}
    return _look(request, LookForm(None, initial=first), reading.doc, reading.notes)


def _read(request, form: FolderForm) -> Reading | None:
    """What the file holds; None, with what to do in the form, where that is nothing."""
    spend(request.user, "import", each_minute=IMPORTS_EACH_MINUTE)
    file = form.cleaned_data["file"]
    try:
        return read_packed(file.read(LARGEST + 1), name=file.name)
    except (Refused, TooLarge) as problem:
        form.add_error("file", str(problem.detail))
        return None


def _look(request, form: LookForm, doc: ProgrammeDoc, notes=()):
    return page(request, "programmes/look.jinja", {"form": form, "doc": doc, "notes": notes})


def _keep(request):
    doc = _sent_back(request.POST["document"])
    form = LookForm(request.POST)
    added = []
    if saved(form, lambda: added.append(_add(form, doc, by=request.user))):
        notice(request, _("“%(title)s” is a programme of yours now. Only you can see it.") % {"title": added[0]})
        return redirect(added[0])
    return _look(request, form, doc)


def _sent_back(text: str) -> ProgrammeDoc:
    """The document that the page before carried. It came through a browser, so it is held to every limit again."""
    try:
        return checked(programme_from(json.loads(text)))
    except (ValueError, RecursionError) as error:
        raise Refused(_("This page was sent in a form we cannot read. Choose the file again.")) from error


def _add(form: LookForm, doc: ProgrammeDoc, *, by) -> Programme:
    return actions.add_programme(form.changed(doc), by=by, key=form.cleaned_data["id"])
