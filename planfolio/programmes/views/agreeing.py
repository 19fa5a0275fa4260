"""A line manager's agreement: asked by who takes part, answered by a link without an account, its state told."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from planfolio.web.answers import key_in, page, saved, sent, site
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from ..agreeing import actions
from ..agreeing.models import Agreement
from ..agreeing.rules import agreement_of, supervisors_here, what_it_takes
from ..run_access import get_coordinated, get_participation, get_run
from ..run_forms import AgreementForm, AnswerForm
from .writing import FORMS

SHOWN = 50


@signed_in
@FORMS
def ask_manager(request, key):
    run = get_run(request.user, key)
    participation = get_participation(request.user, run)
    people = supervisors_here(request.user)
    form = AgreementForm(sent(request), supervisors=people)
    address = site(request) + reverse("run-agreement-answer", args=["SECRET"]).replace("SECRET", "{}")
    how = {"by": request.user, "address": address}
    if saved(form, lambda: actions.ask_manager(participation, **how, **form.cleaned_data)):
        notice(request, _("The question is on its way to your line manager."))
        return redirect("run-agreement", key)
    context = {"run": run, "form": form, "people": people, "takes": what_it_takes(participation)}
    context["agreement"] = agreement_of(get_participation(request.user, run))
    return page(request, "programmes/agreement.jinja", context)


@signed_in
@require_POST
def take_back(request, key):
    run = get_run(request.user, key)
    actions.take_question_back(get_participation(request.user, run), by=request.user)
    notice(request, _("The question is taken back. Its link opens nothing any more."))
    return redirect("run-agreement", key)


# No session and no cookie stands behind this page: whoever holds the link may do no more than answer.
@csrf_exempt
@never_cache
@FORMS
def answer_agreement(request, secret):
    """The page that the mail leads to. Opening it answers nothing, because mail scanners open links."""
    agreement = actions.opened(secret)
    participation = agreement.participation
    with override((agreement.supervisor or agreement.owner).language):
        form = AnswerForm(sent(request))
        if saved(form, lambda: _answer(agreement, form)):
            agreement = actions.opened(secret)
            form = AnswerForm()
        context = {"agreement": agreement, "run": participation.run, "takes": what_it_takes(participation)}
        return page(request, "programmes/agreement_answer.jinja", {**context, "form": form})


def _answer(agreement: Agreement, form: AnswerForm) -> None:
    actions.answer(agreement, agreed=form.cleaned_data["agreed"] == "yes", words=form.cleaned_data["words"])


@signed_in
@require_safe
def list_agreements(request, key):
    """The state of each, for who coordinates; nothing of who was asked or what they wrote."""
    run = get_coordinated(request.user, key)
    rows = run.participations.kept().filter(left_at=None).select_related("owner", "agreement").order_by("id")
    after = key_in(request, "after")
    rows = rows.filter(pk__gt=after) if after else rows
    found = list(rows[: SHOWN + 1])
    lines = [(each.owner, agreement_of(each)) for each in found[:SHOWN]]
    more = found[SHOWN - 1].pk if len(found) > SHOWN else None
    return page(request, "programmes/agreements.jinja", {"run": run, "lines": lines, "more": more})
