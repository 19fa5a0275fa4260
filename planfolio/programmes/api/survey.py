"""The survey at the end of a run: opened and closed by who coordinates, answered once by each, and what it adds up to.

That somebody answered is kept; what they answered is tied to nobody, not even by the key of the write.
"""

from functools import partial
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from pydantic import Field

from planfolio.errors import Unfit
from planfolio.people.door import keep_no_reply
from planfolio.web.bodies import Body, fill, filled, one_of
from planfolio.web.charts import csv_file
from planfolio.web.paging import Paged, one_page
from planfolio.web.shapes import page_of

from .. import survey
from ..models import Participation, Run, Survey
from ..run_access import get_coordinated, get_inside, get_participation, get_run
from ..survey_forms import LINE, AnswersForm, SurveyForm
from .shapes import SurveyOut, SurveyResultsOut, SurveyWordsOut

router = Router(tags=["The survey"])

CSV = {"200": {"description": "OK", "content": {"text/csv": {"schema": {"type": "string"}}}}}
HOUSE = tuple(each.key for each in survey.HOUSE)


class SurveyIn(Body):
    """`put` are the questions of the house that are put, all unless told; `own` are yours, answered in words."""

    put: list[one_of(HOUSE)] = Field(list(HOUSE), max_length=len(HOUSE))
    own: list[Annotated[str, Field(max_length=LINE, pattern="^[^\\x00\\r\\n]*$")]] = Field(
        [], max_length=survey.OWN_LIMIT
    )


class AnswersIn(Body):
    """By the key of the question: the value of a choice, or words. Each may be left out, but not all."""

    answers: dict[str, Annotated[str, Field(max_length=survey.WORDS_LIMIT)]]


def _told(found: Survey, participation: Participation | None) -> dict:
    def choices(asked: survey.Asked) -> list[dict]:
        return [{"value": value, "label": str(label)} for value, label in asked.choices]

    asked = survey.questions(found)
    return {
        "closed": found.closed_at is not None,
        "answered": bool(participation and participation.surveyed),
        "questions": [{"key": each.key, "label": str(each.label), "choices": choices(each)} for each in asked],
    }


@router.get("/runs/{uuid:key}/survey", response=SurveyOut, summary="What is asked at the end of a run")
def read_survey(request, key: UUID):
    run, participation = get_inside(request.person, key)
    return _told(survey.get_survey(run), participation)


@router.post("/runs/{uuid:key}/survey", response={201: SurveyOut}, summary="Open the survey; coordinator only")
def open_survey(request, key: UUID, body: SurveyIn):
    """Its questions stand from then on."""
    run = get_coordinated(request.person, key)
    form = filled(SurveyForm, {"put": body.put, "own": "\n".join(body.own)})
    found = survey.open_survey(run, without=form.without, own=form.cleaned_data["own"], by=request.person)
    return Status(201, _told(found, None))


@router.post("/runs/{uuid:key}/survey/answers", response={204: None}, summary="Answer the survey, once")
def answer_survey(request, key: UUID, body: AnswersIn):
    """Nothing that is kept tells which answers are yours, so they cannot be changed or taken back.

    No Idempotency-Key is kept either: sent again, it is refused (409) because you have answered.
    """
    participation = get_participation(request.person, get_run(request.person, key))
    found = survey.get_survey(participation.run)
    asked = survey.questions(found)
    if unknown := set(body.answers) - {each.key for each in asked}:
        raise Unfit((f"answers.{name}", _("There is no such field here. Take it out")) for name in sorted(unknown)[:20])
    given = fill(partial(AnswersForm, asked=asked), body.answers)
    survey.answer(found, participation, given, by=request.person)
    keep_no_reply(request)
    return Status(204, None)


def _results(run: Run) -> dict:
    found = survey.get_survey(run)
    results = survey.results(found) if found.closed_at else []
    return {
        "closed": found.closed_at is not None,
        "answered": survey.answered(run),
        "results": [_result(each) for each in results],
    }


def _result(result: survey.Result) -> dict:
    choices = [{"label": label, "count": count} for label, count in result.choices]
    about = {"key": result.asked.key, "label": str(result.asked.label), "in_words": not result.asked.choices}
    return {**about, "shown": result.shown, "count": result.count, "choices": choices}


@router.post(
    "/runs/{uuid:key}/survey/close", response=SurveyResultsOut, summary="Close the survey for good; coordinator only"
)
def close_survey(request, key: UUID):
    run = get_coordinated(request.person, key)
    survey.close(survey.get_survey(run), by=request.person)
    return _results(run)


@router.get(
    "/runs/{uuid:key}/survey/results", response=SurveyResultsOut, summary="What it adds up to; coordinator only"
)
def read_results(request, key: UUID):
    """Empty until the survey is closed. Of a question with fewer than five answers nothing is shown."""
    return _results(get_coordinated(request.person, key))


@router.get(
    "/runs/{uuid:key}/survey/results.csv",
    summary="The same for spreadsheets; coordinator only",
    openapi_extra={"responses": CSV},
)
def download_results(request, key: UUID):
    """A row an answer, in the language of your account. Refused (409) until the survey is closed."""
    found = survey.get_survey(get_coordinated(request.person, key))
    return csv_file("planfolio-survey.csv", survey.csv_columns(), survey.csv_rows(survey.results(found)))


@router.get(
    "/runs/{uuid:key}/survey/results/{slug:asked}/words",
    response=page_of(SurveyWordsOut),
    summary="What was answered in words; coordinator only",
)
def list_words(request, key: UUID, asked: str, query: Query[Paged]):
    """In an order of chance; none before the survey is closed, and none of fewer than five."""
    found = survey.get_survey(get_coordinated(request.person, key))
    return one_page(survey.words_to(found, asked), request, query)
