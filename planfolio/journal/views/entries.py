"""An entry: its page, all its fields, its reflection, taking it away."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planfolio.people.sharing import EDIT, ONLY_YOU
from planfolio.web.answers import page, revision, saved, sent, way_back
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import actions
from ..access import get_entry, private_note
from ..entry_pages import add_whole_entry, choices, entry_page, reflect_page, revise_whole_entry, seen_by
from ..forms import EntryForm, FilesForm, entry_values, reflect_form, reflection_answers


@login_required
def entry(request, key):
    shown = get_entry(request.user, key)
    return page(request, "journal/entry.jinja", {"page": entry_page(shown, who=request.user), "files": FilesForm()})


@signed_in
def add_entry(request):
    first = {"language": request.user.language, "day": request.GET.get("day") or request.user.today()}
    form = EntryForm(sent(request), initial=first, **choices(request.user))
    added = []
    if saved(form, lambda: added.append(add_whole_entry(form, by=request.user))):
        seen = seen_by(added[0], who=request.user)
        words = _("Saved. Only you can see it.") if seen == ONLY_YOU else _("Saved. Who can see its summary: %(who)s.")
        notice(request, words % {"who": seen.text})
        return redirect(added[0])
    return page(request, "journal/edit.jinja", {"form": form, "entry": None})


@signed_in
def change_entry(request, key):
    shown = get_entry(request.user, key, EDIT)
    first = entry_values(shown, note=private_note(shown, request.user))
    form = EntryForm(sent(request), initial=first, **choices(request.user, shown))
    save = partial(revise_whole_entry, shown, form, by=request.user, expected=revision(request))
    if saved(form, save):
        notice(request, _("Saved."))
        return redirect(shown)
    return page(request, "journal/edit.jinja", {"form": form, "entry": get_entry(request.user, key, EDIT)})


@signed_in
def reflect(request, key):
    """Choose a way of reflecting, and answer as much of it as helps."""
    entry = get_entry(request.user, key, EDIT)
    shown = reflect_page(entry, who=request.user, model=request.POST.get("model") or request.GET.get("model", ""))
    form = reflect_form(shown.model, shown.stored, sent(request))
    if saved(form, lambda: _keep(entry, shown, form, by=request.user)):
        notice(request, _("Kept. Only you can see it."))
        return redirect(way_back(request, entry.get_absolute_url()))
    return page(request, "journal/reflect.jinja", {"page": shown, "form": form})


def _keep(entry, shown, form, *, by) -> None:
    answers = reflection_answers(form, shown.model, shown.stored)
    actions.reflect(entry, by=by, model=shown.model.key, answers=answers)


@login_required
@require_POST
def remove_entry(request, key):
    shown = get_entry(request.user, key, EDIT)
    actions.remove(shown, by=request.user)
    undo = reverse("undo", args=["entry", shown.pk]), {"next": shown.get_absolute_url()}
    notice(request, _("“%(title)s” is in Recently deleted.") % {"title": shown}, undo=undo)
    return redirect(way_back(request, reverse("journal")))
