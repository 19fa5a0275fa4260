"""The six questions, a page each, and the page that checks the answers before they join the plan."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from planfolio.people.sharing import EDIT
from planfolio.web.answers import page, revision, saved, sent
from planfolio.web.forms import Form, OnceField
from planfolio.web.notices import notice

from .. import actions
from ..access import get_objective, get_plan
from ..fit import plan_roadmap
from ..lifecycle import move
from ..pages import next_question, objective_page, remarks
from ..questions import QUESTIONS
from ..starters import question_help, starters
from ..terms import six_questions, terms
from ..vocabulary import SIX, ObjectiveState


class OnceForm(Form):
    id = OnceField()


@login_required
def first_question(request, plan):
    """What do you want to learn? Answering it starts the objective, as a draft that is not in the plan yet."""
    shown = get_plan(request.user, plan, EDIT)
    once = OnceForm(sent(request))
    offered = starters(shown.language, sector=request.user.sector) or starters(shown.language)
    picked = next((each for each in offered if each.key == request.GET.get("starter")), None)
    initial = {"what": picked.what, "ksa": picked.ksa} if picked else None
    form = QUESTIONS["what"](sent(request), plan=shown, initial=initial)
    added = []
    if once.is_valid() and (_later(request) or form.is_valid()):
        answers = {} if _later(request) else form.answers()
        start = partial(
            actions.add_objective, shown, by=request.user, key=once.cleaned_data["id"], state=ObjectiveState.DRAFT
        )
        if _later(request) or saved(form, lambda: added.append(start(**answers))):
            return redirect("question", plan, (added or [start(**answers)])[0].number, "why")
    return page(request, "plans/question.jinja", _context("what", form, shown, None, once=once, starters=offered))


def _later(request) -> bool:
    return request.method == "POST" and "later" in request.POST


@login_required
def question(request, plan, number, key):
    """One of the six, for an objective that is there; `then=check` returns to the check page."""
    if key not in QUESTIONS:
        raise Http404
    shown = get_objective(request.user, plan, number, EDIT)
    if _later(request):
        return redirect(_after(request, shown, key))
    form = QUESTIONS[key](sent(request), plan=shown.plan, objective=shown)
    trying = "try" in request.POST
    if not trying and saved(form, partial(_save, form, shown, by=request.user, expected=revision(request))):
        return redirect(_after(request, shown, key))
    fresh = get_objective(request.user, plan, number, EDIT)
    context = _context(key, form, fresh.plan, fresh)
    if key == "when":
        context["roadmap"] = _roadmap(request, form, fresh)
    return page(request, "plans/question.jinja", context)


@transaction.atomic
def _save(form, objective, *, by, expected) -> None:
    actions.revise(objective, by=by, expected=expected, **form.answers())
    form.save_rows(objective, by=by)


def _after(request, objective, key: str) -> str:
    """A draft goes on to the next question, or back to its check page; an objective of the plan, to its own page."""
    place = [objective.plan_id, objective.number]
    if objective.state != ObjectiveState.DRAFT:
        return objective.get_absolute_url()
    following = next_question(key)
    if "then" in request.GET or following is None:
        return reverse("objective-check", args=place)
    return reverse("question", args=[*place, following])


def _context(key, form, plan, objective, **more) -> dict:
    place = [each[0] for each in SIX].index(key)
    chosen = terms(plan)
    said = question_help((get_language() or plan.language)[:2])[key]
    return {
        "form": form,
        "plan": plan,
        "objective": objective,
        "key": key,
        "place": place,
        "asked": six_questions(plan)[place][2],
        "terms": chosen,
        "hint": (chosen.question(key) if chosen else said).hint,
        "questions": SIX,
        "previous": next_question(key, -1),
        "help": said,
        "example": question_help(plan.language)[key],
        "answers": objective_page(objective, who=plan.owner).answers[:place] if objective else [],
        **more,
    }


def _roadmap(request, form, objective):
    """The plan laid out with the dates and hours in the form, or as last saved where those cannot be read."""
    values = form.cleaned_data if form.is_bound and form.is_valid() else None
    source = values if values is not None else {name: getattr(objective, name) for name in form.fields_saved}
    pending = (objective.pk, source.get("minutes"), source.get("starts"), source.get("due"))
    return plan_roadmap(objective.plan, person=request.user, pending=pending)


@login_required
def try_dates(request, plan, number):
    """The fit sentence for the dates and hours that are being typed; nothing is saved."""
    shown = get_objective(request.user, plan, number, EDIT)
    form = QUESTIONS["when"](sent(request), plan=shown.plan, objective=shown)
    return render(request, "plans/_try.jinja", {"roadmap": _roadmap(request, form, shown), "objective": shown})


@login_required
def check(request, plan, number):
    """Look the six answers over; "Add to my plan" makes the draft part of it."""
    shown = get_objective(request.user, plan, number, EDIT)
    pending = (shown.pk, shown.minutes, shown.starts, shown.due)
    context = {
        "page": objective_page(shown, who=request.user),
        "roadmap": plan_roadmap(shown.plan, person=request.user, pending=pending),
        "remarks": remarks(shown, today=request.user.today()),
    }
    if request.method == "POST":
        move(shown, "add", by=request.user)
        notice(request, _("Added to your plan. Here is your week."))
        return redirect("week")
    return page(request, "plans/check.jinja", context)
