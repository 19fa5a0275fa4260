"""A run as its people live it: the run, a thing of it, one's own way through it."""

from functools import partial

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from planfolio.journal.access import private_note
from planfolio.people.pulse import pulse
from planfolio.web.answers import page, revision, saved, sent
from planfolio.web.gate import signed_in
from planfolio.web.kept import kept
from planfolio.web.notices import notice

from .. import taking_part
from ..access import get_thing
from ..models import Step, WallPost
from ..run_access import get_inside, get_participation, get_run, others_in, participation_of
from ..run_forms import JoinForm, ReflectionForm, StepForm, WayForm
from ..run_pages import run_page, states_of, step_at
from ..shown import ASKS, neighbours
from .runs import join_by_form
from .writing import FORMS


@signed_in
@require_safe
def show_run(request, key):
    run = get_run(request.user, key)

    def prepared() -> dict:
        shown = run_page(run, who=request.user, participation=participation_of(request.user, run))
        return {"page": shown, "join": JoinForm(None, initial={"in_plan": True})}

    return kept(request, "programmes/run.jinja", prepared, stamp=pulse(request.user), others=others_in(run))


@signed_in
@FORMS
def join_run(request, key):
    run = get_run(request.user, key)
    form = JoinForm(sent(request), initial={"in_plan": True})
    if saved(form, lambda: join_by_form(request, run, form)):
        return redirect(run)
    return page(request, "programmes/join.jinja", {"run": run, "form": form})


@signed_in
@require_POST
def leave_run(request, key):
    run = get_run(request.user, key)
    taking_part.leave(get_participation(request.user, run), by=request.user)
    notice(request, _("You have left. All that you did and wrote stays yours, and you can join again at any time."))
    return redirect("programmes")


@signed_in
@FORMS
def change_way(request, key):
    run = get_run(request.user, key)
    participation = get_participation(request.user, run)
    form = WayForm(sent(request), instance=get_participation(request.user, run), run=run)
    fields = WayForm.Meta.fields

    def act():
        how = {name: form.cleaned_data[name] for name in fields}
        taking_part.revise(participation, by=request.user, expected=revision(request), **how)

    if saved(form, act):
        notice(request, _("Saved."))
        return redirect(run)
    return page(request, "programmes/way.jinja", {"run": run, "form": form, "participation": participation})


@signed_in
@require_POST
def pause(request, key):
    run = get_run(request.user, key)
    participation = get_participation(request.user, run)
    act = taking_part.end_pause if request.POST.get("end") else taking_part.pause
    act(participation, by=request.user, today=request.user.today())
    ended = request.POST.get("end")
    notice(
        request, _("Welcome back.") if ended else _("You pause for two weeks. Everything after it moves by two weeks.")
    )
    return redirect(run)


@signed_in
@require_POST
def put_in_plan(request, key):
    run = get_run(request.user, key)
    taking_part.put_in_plan(get_participation(request.user, run), by=request.user)
    notice(request, _("The things are activities of your plan now."))
    return redirect(run)


@signed_in
@FORMS
def show_thing(request, key, thing):
    """A thing of a run, and the place to write about it."""
    run, participation = get_inside(request.user, key)
    there = get_thing(run.doc, thing)
    if request.method != "POST":
        prepared = partial(_thing_page, run, participation, there, request)
        return kept(request, "programmes/run_thing.jinja", prepared, stamp=pulse(request.user), others=others_in(run))
    context = _thing_page(run, participation, there, request)
    form = context["form"]
    if participation and saved(form, lambda: _write(participation, there, form, by=request.user)):
        shared = form.cleaned_data["share"]
        notice(request, _("Kept, and on the wall.") if shared else _("Kept in your journal. Only you can see it."))
        return redirect("run-thing", key, thing)
    return page(request, "programmes/run_thing.jinja", context)


def _thing_page(run, participation, there, request) -> dict:
    step = step_at(participation, there.thing.key)
    form = ReflectionForm(sent(request), initial=_written(step, request.user))
    state = states_of(participation).get(there.thing.key, Step.State.OPEN)
    post = None
    if step and step.entry_id:
        post = WallPost.objects.kept().filter(run=run, entry=step.entry_id).first()
    return {
        "run": run,
        "doc": run.doc,
        "participation": participation,
        "there": there,
        "thing": there.thing,
        "near": neighbours(run.doc, there),
        "form": form,
        "blank": not form.is_bound and not any(form.initial.values()),
        "state": state,
        "step": step,
        "post": post,
        "asks": ASKS,
    }


def _written(step: Step | None, person) -> dict:
    """What stands in the form: what was written before, if it is still there."""
    if step is None:
        return {}
    first = {"usefulness": step.usefulness}
    if step.entry_id and step.entry.deleted_at is None:
        note = private_note(step.entry, person)
        first |= {"note": note, "summary": step.entry.summary, "minutes": step.entry.minutes}
        first["share"] = WallPost.objects.kept().filter(owner=person, entry=step.entry).exists()
    return first


def _write(participation, there, form: ReflectionForm, *, by) -> None:
    values = form.cleaned_data
    how = {"note": values["note"], "summary": values["summary"], "minutes": values["minutes"], "key": values["id"]}
    taking_part.reflect(participation, there, by=by, usefulness=values["usefulness"], share_it=values["share"], **how)


@signed_in
@require_POST
def mark_thing(request, key, thing):
    run = get_run(request.user, key)
    participation = get_participation(request.user, run)
    form = StepForm(request.POST)
    if form.is_valid():
        useful = form.cleaned_data["usefulness"]
        taking_part.mark(
            participation, get_thing(run.doc, thing), form.cleaned_data["state"], by=request.user, usefulness=useful
        )
        notice(
            request,
            {"done": _("Done."), "skipped": _("Skipped. Nobody minds."), "open": _("It is open again.")}[
                form.cleaned_data["state"]
            ],
        )
    return redirect("run-thing", key, thing)
