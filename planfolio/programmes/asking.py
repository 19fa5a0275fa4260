"""Questions to who coordinates a run: private, or for all to read with their answer if the one who asks says so."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import Missing, NotAllowed, NotNow, Refused
from planfolio.people import removal
from planfolio.people.base import add_once, change, new_key
from planfolio.web.limits import spend

from . import mails
from .models import Participation, Question, Run

#: So many questions of one person wait at once.
WAITING_LIMIT = 20
SHOWN = 50
QUESTIONS_EACH_MINUTE = 10
ANSWERS_EACH_MINUTE = 30


@dataclass(frozen=True)
class Questions:
    """What somebody reads: their own questions, those that wait for them as the coordinator, and those for all."""

    mine: list[Question]
    waiting: list[Question]
    answered: list[Question]
    public: list[Question]


def readable(run: Run, *, who) -> QuerySet:
    """The questions that somebody inside may read: their own, and those for all; as the coordinator, every one.

    One for all is read by others once it is answered, and as long as who asked it takes part.
    """
    others = Q(participation__left_at=None)
    if run.owner_id != who.pk:
        others &= Q(public=True, answered_at__isnull=False)
    return run.questions.kept().filter(Q(owner=who) | others).select_related("owner")


def questions_of(run: Run, *, who) -> Questions:
    """What is `readable`, by what there is to do with it. Four queries at most."""
    coordinates, rows = run.owner_id == who.pk, readable(run, who=who)
    answered, others = rows.exclude(answered_at=None).order_by("-answered_at"), ~Q(owner=who)
    return Questions(
        mine=list(rows.filter(owner=who).order_by("-id")[:SHOWN]),
        waiting=list(rows.filter(others, answered_at=None)[:SHOWN]) if coordinates else [],
        answered=list(answered.filter(others, public=False)[:SHOWN]) if coordinates else [],
        public=list(answered.filter(public=True)[: 4 * SHOWN]),
    )


def get_question(run: Run, key: UUID, *, who) -> Question:
    """A question that `who` may read; another is not there."""
    found = readable(run, who=who).select_related("participation").filter(pk=key).first()
    if found is None:
        raise Missing(_("This question is not there any more."))
    found.run = found.participation.run = run
    return found


@transaction.atomic
def ask(participation: Participation, *, text: str, public: bool, by, key: UUID | None = None) -> Question:
    """Ask; the same form sent twice asks once. Raises Refused while very many of one's own wait."""
    spend(by, "run-ask", each_minute=QUESTIONS_EACH_MINUTE)
    Participation.objects.select_for_update().get(pk=participation.pk, owner=by)
    there = participation.questions.kept().filter(answered_at=None).exclude(pk=key)
    if there.count() >= WAITING_LIMIT:
        raise Refused(_("Twenty of your questions wait for an answer. Take one back, or wait for an answer."))
    row = Question(
        id=key or new_key(), owner=by, run=participation.run, participation=participation, text=text, public=public
    )
    return add_once(row)[0]


@transaction.atomic
def answer(question: Question, text: str, *, by, expected: int | None = None) -> Question:
    """Answer, as the coordinator, or change the answer. Who asked is told once by mail, if they have mail of this."""
    if question.run.owner_id != by.pk:
        raise NotAllowed(_("Only who coordinates this run can do that."))
    spend(by, "run-answer", each_minute=ANSWERS_EACH_MINUTE)
    question.answer, question.answered_at = text, question.answered_at or timezone.now()
    change(question, expected=expected, fields=["answer", "answered_at"], deleted_at=None)
    mails.answer_mail(question)
    return question


def show_to_all(question: Question, *, by, public: bool) -> None:
    """Let all read it with its answer, or nobody else; for its writer alone to say.

    Raises Conflict for one that was answered in private: those words were not written for all.
    """
    _writers(question, by)
    if public and question.answered_at and not question.public:
        raise NotNow(_("It was answered between the two of you. Ask it again if all may read the answer."))
    question.public = public
    change(question, expected=question.revision, fields=["public"], deleted_at=None)


def take_back(question: Question, *, by) -> None:
    _writers(question, by)
    removal.remove(question)


def _writers(question: Question, by) -> None:
    if question.owner_id != by.pk:
        raise NotAllowed(_("Only who asked this can do that."))
