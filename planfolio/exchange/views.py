"""The pages on which a plan comes in: choose a file, look at what it says, bring it in or leave it."""

from dataclasses import replace

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planfolio.errors import Refused
from planfolio.plans.reading import Draft, Unreadable
from planfolio.plans.writing.sheet import shown
from planfolio.web.answers import page, saved, sent
from planfolio.web.gate import signed_in
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from . import actions
from .forms import LIMIT, ArrivalForm, CheckForm
from .models import Arrival
from .reading import read_file

#: Files that one person may bring within a minute.
IMPORTS_EACH_MINUTE = 20
#: Texts without a place that the page lists; the file itself holds them all.
LISTED = 1_000


@signed_in
def choose_file(request):
    form = ArrivalForm(sent(request), request.FILES or None)
    held = []
    if saved(form, lambda: held.append(_hold(form, request))):
        return redirect("plan-import-check", held[0].pk)
    return page(request, "exchange/choose.jinja", {"form": form})


def _hold(form, request) -> Arrival:
    """Hold the file if it can be read at all. Raises Refused with what to do otherwise, and keeps nothing."""
    spend(request.user, "import", each_minute=IMPORTS_EACH_MINUTE)
    file = form.cleaned_data["file"]
    content = file.read(LIMIT + 1)
    _read(content, name=file.name, answers={}, by=request.user)
    return actions.take_in(content, name=file.name, by=request.user, key=form.cleaned_data["id"])


def _read(content: bytes, *, name: str, answers: dict, by) -> Draft:
    language = (get_language() or by.language)[:2]
    try:
        return read_file(content, name=name, language=language, answers=answers, today=by.today())
    except Unreadable as unreadable:
        raise Refused(str(unreadable)) from unreadable


@signed_in
def check_file(request, key):
    """What the file says. Nothing is kept until "Bring it in"; a choice that changes the reading shows it anew."""
    arrival = actions.get_arrival(request.user, key)
    if arrival.plan_id:
        return redirect(arrival.plan)
    draft = _read(bytes(arrival.content), name=arrival.name, answers=arrival.answers, by=request.user)
    form = CheckForm(sent(request), draft=draft, answers=arrival.answers)
    if form.looks_again():
        return _look_again(request, arrival, form)
    if saved(form, lambda: _bring(arrival, draft, form, by=request.user)):
        undo = reverse("plan-import-undo", args=[key]), {}
        notice(request, _("“%(name)s” is a plan of yours now.") % {"name": arrival.name}, undo=undo)
        return redirect("plan", key)
    return page(request, "exchange/check.jinja", _context(arrival, draft, form))


def _look_again(request, arrival: Arrival, form: CheckForm):
    arrival.answers = form.answers_so_far()
    arrival.save(update_fields=["answers"])
    notice(request, _("Read again with your choices. Look it over, then bring it in."), kind="info")
    return redirect("plan-import-check", arrival.pk)


def _bring(arrival: Arrival, draft: Draft, form: CheckForm, *, by):
    return actions.bring_in(arrival, replace(draft.document, **form.facts()), by=by)


def _context(arrival: Arrival, draft: Draft, form: CheckForm) -> dict:
    lost = draft.not_found
    return {
        "form": form,
        "arrival": arrival,
        "sheet": shown(draft.document),
        "objectives": len(draft.document.objectives),
        "notes": [str(note) for note in draft.notes],
        "lost": [(str(cell.place), cell.text) for cell in lost[:LISTED]],
        "more": max(0, len(lost) - LISTED),
        "placed": len(draft.cells) - len(lost),
        "cells": len(draft.cells),
    }


@signed_in
@require_POST
def leave_file(request, key):
    actions.leave(actions.get_arrival(request.user, key))
    notice(request, _("The file is gone again. Nothing was kept."))
    return redirect("plan-import")


@signed_in
@require_POST
def undo_import(request, key):
    arrival = actions.get_arrival(request.user, key)
    actions.undo(arrival, by=request.user)
    back = reverse("undo", args=["plan", arrival.plan_id]), {"next": arrival.plan.get_absolute_url()}
    notice(request, _("What came in with “%(name)s” is in Recently deleted.") % {"name": arrival.name}, undo=back)
    return redirect("plans")
