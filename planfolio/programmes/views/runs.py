"""Runs as their coordinator makes them: begin, change, take a correction over, end; and the way in by a link."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from planfolio.errors import Missing
from planfolio.people.deleted import way_back
from planfolio.web.answers import page, revision, saved, sent
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import running, taking_part
from ..access import get_programme
from ..document import ProgrammeDoc, differences
from ..models import Programme, Run
from ..run_access import get_coordinated
from ..run_forms import JoinForm, RunForm
from .reading import house_programme
from .writing import FORMS


@signed_in
@FORMS
def begin_run(request, key):
    programme = get_programme(request.user, key)
    return _begin(request, programme.doc, source=str(programme.pk), programme=programme)


@signed_in
@FORMS
def begin_builtin_run(request, house):
    return _begin(request, house_programme(request, house), source=house)


def _begin(request, doc: ProgrammeDoc, *, source: str, programme: Programme | None = None):
    first = {"title": doc.title, "starts": request.user.today()}
    form = RunForm(sent(request), initial=first)
    begun = []
    if saved(form, lambda: begun.append(_begun(form, doc, by=request.user, source=source, programme=programme))):
        notice(request, _("The run is ready. Now ask people in."))
        return redirect("run-people", begun[0].pk)
    back = programme.get_absolute_url() if programme else reverse("builtin", args=[source])
    return page(request, "programmes/run_edit.jinja", {"form": form, "run": None, "doc": doc, "back": back})


def _begun(form: RunForm, doc: ProgrammeDoc, *, by, source: str, programme: Programme | None) -> Run:
    key = form.cleaned_data["id"]
    return running.begin(doc, by=by, source=source, programme=programme, key=key, **form.values())


@signed_in
@FORMS
def change_run(request, key):
    run = get_coordinated(request.user, key)
    form = RunForm(sent(request), instance=get_coordinated(request.user, key))
    if saved(form, lambda: running.revise(run, by=request.user, expected=revision(request), **form.values())):
        notice(request, _("Saved."))
        return redirect(run)
    fresh = get_coordinated(request.user, key)
    context = {"form": form, "run": fresh, "doc": run.doc, "back": run.get_absolute_url()}
    return page(request, "programmes/run_edit.jinja", context)


@signed_in
@FORMS
def correct_run(request, key):
    """What the programme says now beside what the run has; taken over by one press, for everybody."""
    run = get_coordinated(request.user, key)
    if run.programme is None or run.programme.deleted_at:
        raise Missing(_("The programme of this run is not there any more, so there is nothing to take over."))
    doc = get_programme(request.user, run.programme_id).doc
    if request.method == "POST":
        running.correct(run, doc, by=request.user, expected=revision(request))
        notice(request, _("The run says what the programme says now."))
        return redirect(run)
    changes = differences(run.doc, doc)
    return page(request, "programmes/run_correct.jinja", {"run": run, "changes": changes, "same": run.doc == doc})


@signed_in
@require_POST
def end_run(request, key):
    run = get_coordinated(request.user, key)
    again = request.POST.get("again")
    (running.take_up if again else running.end)(run, by=request.user)
    undo = None if again else (reverse("run-end", args=[key]), {"again": "1"})
    notice(request, _("The run goes on.") if again else _("The run has ended. What people wrote stays."), undo=undo)
    return redirect(run)


@signed_in
@require_POST
def remove_run(request, key):
    run = get_coordinated(request.user, key)
    running.remove(run, by=request.user)
    notice(
        request,
        _("“%(title)s” is in Recently deleted.") % {"title": run},
        undo=way_back(run, to=run.get_absolute_url()),
    )
    return redirect("programmes")


@never_cache
@FORMS
def enter_run(request, secret):
    """The page that a link or an invitation opens. Opening it joins nothing, because mail scanners open links."""
    found = running.opened(secret)
    if found is None:
        raise Missing(_("This link opens nothing any more. Ask who coordinates the run for a new one."))
    run, invitation = found
    if not request.user.is_authenticated:
        return render(request, "programmes/enter.jinja", {"run": run, "secret": secret})
    form = JoinForm(sent(request), initial={"in_plan": True})
    ways = {"invitation": invitation, "by_link": invitation is None}
    if saved(form, lambda: join_by_form(request, run, form, **ways)):
        return redirect(run)
    return page(request, "programmes/enter.jinja", {"run": run, "secret": secret, "form": form})


def join_by_form(request, run: Run, form: JoinForm, **ways) -> None:
    how = {name: form.cleaned_data[name] for name in (*JoinForm.Meta.fields, "in_plan")}
    participation = taking_part.join(run, by=request.user, **ways, **how)
    if how["in_plan"] and participation.objective_id is None:
        notice(request, _("You take part. Once you have a plan, you can put the things into it from this page."))
    else:
        notice(request, _("You take part. What you write is yours until you share it."))
