"""Questions in a run: asked by who takes part, answered by who coordinates it."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planfolio.errors import NotAllowed
from planfolio.people.deleted import way_back
from planfolio.web.answers import page, revision, saved, sent
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import asking
from ..run_access import get_coordinated, get_inside
from ..run_forms import QuestionAnswerForm, QuestionForm
from .writing import FORMS


@signed_in
@FORMS
def show_questions(request, key):
    run, participation = get_inside(request.user, key)
    if request.method == "POST" and participation is None:
        raise NotAllowed(_("Join this run first."))
    form = QuestionForm(sent(request))
    if saved(form, lambda: _ask(request, run, participation, form)):
        notice(request, _("%(name)s sees your question now.") % {"name": run.owner})
        return redirect("run-questions", key)
    context = {"run": run, "form": form, "participation": participation, "coordinates": run.owner_id == request.user.pk}
    context["questions"] = asking.questions_of(run, who=request.user)
    return page(request, "programmes/questions.jinja", context)


def _ask(request, run, participation, form: QuestionForm) -> None:
    participation.run, values = run, form.cleaned_data
    asking.ask(participation, text=values["text"], public=values["public"], by=request.user, key=values["id"])


@signed_in
@FORMS
def answer(request, key, inquiry):
    run = get_coordinated(request.user, key)
    there = asking.get_question(run, inquiry, who=request.user)
    form = QuestionAnswerForm(sent(request), initial={"answer": there.answer})
    if saved(form, lambda: _answer(request, there, form)):
        notice(request, _("Answered."))
        return redirect("run-questions", key)
    fresh = asking.get_question(run, inquiry, who=request.user)
    return page(request, "programmes/answer.jinja", {"run": run, "question": fresh, "form": form})


def _answer(request, question, form: QuestionAnswerForm) -> None:
    asking.answer(question, form.cleaned_data["answer"], by=request.user, expected=revision(request))


@signed_in
@require_POST
def show_to_all(request, key, inquiry):
    run, _participation = get_inside(request.user, key)
    public = "again" not in request.POST
    asking.show_to_all(asking.get_question(run, inquiry, who=request.user), by=request.user, public=public)
    words = _("All in the run can read it once it is answered.") if public else _("It is between the two of you.")
    notice(request, words)
    return redirect("run-questions", key)


@signed_in
@require_POST
def take_back(request, key, inquiry):
    run, _participation = get_inside(request.user, key)
    there = asking.get_question(run, inquiry, who=request.user)
    asking.take_back(there, by=request.user)
    undo = way_back(there, to=reverse("run-questions", args=[key]))
    notice(request, _("Your question is in Recently deleted."), undo=undo)
    return redirect("run-questions", key)
