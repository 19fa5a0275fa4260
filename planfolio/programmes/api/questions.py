"""Questions to who coordinates a run: asked and taken back by who takes part, answered by the coordinator."""

from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from planfolio.people.door import expected
from planfolio.web.bodies import Body, body_of, fill
from planfolio.web.paging import Results, Since, one_page
from planfolio.web.shapes import page_of

from .. import asking
from ..models import Question
from ..run_access import get_coordinated, get_inside, get_participation, get_run
from ..run_forms import QuestionAnswerForm, QuestionForm
from .shapes import QuestionOut

router = Router(tags=["Questions"])

QuestionIn = body_of(QuestionForm, "QuestionIn", required=("text",))
QuestionAnswerIn = body_of(QuestionAnswerForm, "QuestionAnswerIn", required=("answer",))


class Questions(Since):
    """`mine` are those that you asked; `answered` false are those that wait for an answer."""

    mine: bool | None = None
    answered: bool | None = None

    def narrow_for(self, rows, person):
        mine, answered = self.mine, self.answered
        self.mine = self.answered = None
        rows = self.narrow(rows)
        if mine is not None:
            rows = rows.filter(owner=person) if mine else rows.exclude(owner=person)
        return rows if answered is None else rows.filter(answered_at__isnull=not answered)


class PublicIn(Body):
    public: bool


def _told(question: Question, person) -> dict:
    mine = question.owner_id == person.pk
    named = mine or question.run.owner_id == person.pk
    shown = ("id", "revision", "created_at", "updated_at", "text", "public", "answer", "answered_at")
    return {
        **{name: getattr(question, name) for name in shown},
        "name": str(question.owner) if named else _("Somebody in this run"),
        "mine": mine,
    }


@router.get("/runs/{uuid:key}/questions", response=page_of(QuestionOut), summary="Questions that you may read")
def list_questions(request, key: UUID, query: Query[Questions]):
    """Your own, and those that are answered and meant for all; who coordinates reads every one."""
    run, _participation = get_inside(request.person, key)
    found = one_page(query.narrow_for(asking.readable(run, who=request.person), request.person), request, query)
    for each in found.results:
        each.run = run
    return Results([_told(each, request.person) for each in found.results], found.next)


@router.post("/runs/{uuid:key}/questions", response={201: QuestionOut}, summary="Ask who coordinates the run")
def ask(request, key: UUID, body: QuestionIn):
    """With `public` all in the run read it together with its answer, without your name."""
    participation = get_participation(request.person, get_run(request.person, key))
    values = fill(QuestionForm, body.model_dump(exclude_unset=True))
    question = asking.ask(participation, by=request.person, key=values.pop("id"), **values)
    return Status(201, _told(question, request.person))


@router.get("/runs/{uuid:key}/questions/{uuid:question}", response=QuestionOut, summary="One question")
def read_question(request, key: UUID, question: UUID):
    run, _participation = get_inside(request.person, key)
    return _told(asking.get_question(run, question, who=request.person), request.person)


@router.patch(
    "/runs/{uuid:key}/questions/{uuid:question}", response=QuestionOut, summary="Let all read a question of yours"
)
def show_question(request, key: UUID, question: UUID, body: PublicIn):
    """Or nobody else any more. What was answered between the two of you stays so (409)."""
    run, _participation = get_inside(request.person, key)
    row = asking.get_question(run, question, who=request.person)
    expected(request, row)
    asking.show_to_all(row, by=request.person, public=body.public)
    return _told(row, request.person)


@router.delete(
    "/runs/{uuid:key}/questions/{uuid:question}", response={204: None}, summary="Take a question of yours back"
)
def withdraw_question(request, key: UUID, question: UUID):
    run, _participation = get_inside(request.person, key)
    row = asking.get_question(run, question, who=request.person)
    expected(request, row)
    asking.take_back(row, by=request.person)
    return Status(204, None)


@router.put(
    "/runs/{uuid:key}/questions/{uuid:question}/answer",
    response=QuestionOut,
    summary="Answer, or change the answer; coordinator only",
)
def answer_question(request, key: UUID, question: UUID, body: QuestionAnswerIn):
    """Who asked may let all read it meanwhile: with the ETag of what you have read as If-Match, it is refused then."""
    run = get_coordinated(request.person, key)
    row = asking.get_question(run, question, who=request.person)
    revision = expected(request, row)
    values = fill(QuestionAnswerForm, body.model_dump(exclude_unset=True))
    return _told(asking.answer(row, values["answer"], by=request.person, expected=revision), request.person)
