"""The survey at the end of a run: put, answered, closed, and what it adds up to."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from planfolio.web.answers import page, saved, sent
from planfolio.web.charts import csv_file
from planfolio.web.gate import signed_in
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from .. import pictures, survey
from ..run_access import get_coordinated, get_participation, get_run
from ..survey_forms import AnswersForm, SurveyForm
from .writing import FORMS

EXPORTS_EACH_MINUTE = 20


@signed_in
@FORMS
def answer_survey(request, key):
    run = get_run(request.user, key)
    participation = get_participation(request.user, run)
    found = survey.get_survey(run)
    form = AnswersForm(sent(request), asked=survey.questions(found))
    if saved(form, lambda: survey.answer(found, participation, form.cleaned_data, by=request.user)):
        notice(request, _("Thank you. Nothing that is kept tells which answers are yours."))
        return redirect(run)
    context = {"run": run, "survey": found, "form": form, "participation": participation, "least": survey.LEAST}
    return page(request, "programmes/survey.jinja", context)


@signed_in
@FORMS
def open_survey(request, key):
    run = get_coordinated(request.user, key)
    form = SurveyForm(sent(request), initial={"put": [each.key for each in survey.HOUSE]})

    def act():
        survey.open_survey(run, without=form.without, own=form.cleaned_data["own"], by=request.user)

    if saved(form, act):
        notice(request, _("The survey is open. All in the run find it on its page."))
        return redirect("run-survey-results", key)
    return page(request, "programmes/survey_open.jinja", {"run": run, "form": form, "survey": survey.survey_of(run)})


@signed_in
@require_POST
def close_survey(request, key):
    survey.close(survey.get_survey(get_coordinated(request.user, key)), by=request.user)
    notice(request, _("The survey is closed."))
    return redirect("run-survey-results", key)


@signed_in
@require_safe
def show_results(request, key):
    run = get_coordinated(request.user, key)
    found = survey.get_survey(run)
    context = {"run": run, "survey": found, "answered": survey.answered(run), "asked": survey.questions(found)}
    context["results"] = pictures.answers(survey.results(found)) if found.closed_at else []
    return page(request, "programmes/survey_results.jinja", context)


@signed_in
@require_safe
def results_csv(request, key):
    found = survey.get_survey(get_coordinated(request.user, key))
    spend(request.user, "export", each_minute=EXPORTS_EACH_MINUTE)
    return csv_file("planfolio-survey.csv", survey.csv_columns(), survey.csv_rows(survey.results(found)))
