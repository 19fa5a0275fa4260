"""Questions in a run: private or for all by the choice of who asks, answered by the coordinator, told once by mail."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planfolio.errors import Conflict, NotAllowed
from planfolio.jobs.models import Letter
from planfolio.people import letters
from planfolio.people.base import new_key
from planfolio.programmes import asking, taking_part
from planfolio.programmes.models import Participation, Question
from planfolio.testing import PersonFactory, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(people, run):
    return taking_part.join(run, by=people.owner)


@pytest.fixture
def no_hurry(monkeypatch):
    """Many questions of one person within a minute, for tests of how many there are in all."""
    monkeypatch.setattr(asking, "QUESTIONS_EACH_MINUTE", 1_000)


def asked(part, text="Which browser?", public=False) -> Question:
    return asking.ask(part, text=text, public=public, by=part.owner)


def page(sign_in, who, run) -> str:
    return words(sign_in(who).get(reverse("run-questions", args=[run.pk])))


def test_a_question_is_asked_once_and_waits_oldest_first(sign_in, people, run, part):
    client, address = sign_in(people.owner), reverse("run-questions", args=[run.pk])
    sent = {"text": "Which browser?", "id": str(new_key())}
    for _twice in range(2):
        assert client.post(address, sent).status_code == 302
    other = taking_part.join(run, by=PersonFactory())
    asked(other, "And which reader?")
    assert Question.objects.count() == 2
    shown = page(sign_in, people.coordinator, run)
    assert shown.index("Which browser?") < shown.index("And which reader?")


@pytest.mark.parametrize("public", [False, True])
def test_an_answer_is_for_all_exactly_if_who_asks_says_so(sign_in, people, run, part, public):
    reader = PersonFactory()
    taking_part.join(run, by=reader)
    question = asked(part, public=public)
    assert "Which browser?" not in page(sign_in, reader, run)
    address = reverse("run-question", args=[run.pk, question.pk])
    sent = {"answer": "Any **new** one.", "revision": "1"}
    assert sign_in(people.coordinator).post(address, sent).status_code == 302
    assert "Any <strong>new</strong> one." in page(sign_in, people.owner, run)
    shown = page(sign_in, reader, run)
    assert ("Any <strong>new</strong> one." in shown) is public
    assert people.owner.name not in shown


def test_words_answered_in_private_are_not_shown_to_all_afterwards(sign_in, people, run, part):
    question = asking.get_question(run, asked(part).pk, who=people.owner)
    asking.answer(question, "Between us", by=people.coordinator)
    with pytest.raises(Conflict):
        asking.show_to_all(question, by=people.owner, public=True)
    address = reverse("run-question-show", args=[run.pk, question.pk])
    assert sign_in(people.owner).post(address).status_code == 409
    assert not Question.objects.get().public


def test_what_was_for_all_can_be_between_two_again_and_leaves_with_its_writer(sign_in, people, run, part):
    reader = PersonFactory()
    taking_part.join(run, by=reader)
    question = asking.get_question(run, asked(part, public=True).pk, who=people.owner)
    asking.answer(question, "Said to everybody", by=people.coordinator)
    client, address = sign_in(people.owner), reverse("run-question-show", args=[run.pk, question.pk])
    client.post(address, {"again": "1"})
    assert "Said to everybody" not in page(sign_in, reader, run)
    Question.objects.update(public=True)
    taking_part.leave(part, by=people.owner)
    assert "Said to everybody" not in page(sign_in, reader, run)


@pytest.mark.parametrize("how", ["wants", "run", "kind"])
def test_the_answer_is_mailed_once_by_choice(people, run, part, how):
    if how == "run":
        Participation.objects.filter(pk=part.pk).update(mails=False)
    if how == "kind":
        letters.choose(people.owner, programmes=False)
    for text in ("First", "Better"):
        question = asking.get_question(run, (Question.objects.first() or asked(part)).pk, who=people.coordinator)
        asking.answer(question, text, by=people.coordinator)
    assert Letter.objects.count() == (1 if how == "wants" else 0)
    assert Question.objects.get().answer == "Better"


def test_an_answer_to_what_changed_meanwhile_is_kept_and_said_so(sign_in, people, run, part):
    question = asked(part)
    asking.show_to_all(question, by=people.owner, public=True)
    sent = {"answer": "Only for you", "revision": "1"}
    answer = sign_in(people.coordinator).post(reverse("run-question", args=[run.pk, question.pk]), sent)
    assert answer.status_code == 422
    assert "Only for you" in words(answer)
    assert not Question.objects.get().answer
    with pytest.raises(Conflict):
        asking.answer(asking.get_question(run, question.pk, who=people.owner), "x", by=people.coordinator, expected=1)


def test_others_neither_read_nor_answer_nor_take_back(sign_in, people, run, part):
    reader = PersonFactory()
    taking_part.join(run, by=reader)
    question = asked(part)
    for who, code in ((reader, 404), (people.stranger, 404)):
        for name in ("run-question-show", "run-question-back"):
            address = reverse(name, args=[run.pk, question.pk])
            # A stranger may find an open run, and comes no further.
            assert sign_in(who).post(address).status_code in (code, 403)
    assert sign_in(people.owner).post(reverse("run-question", args=[run.pk, question.pk])).status_code == 403
    address = reverse("run-question-back", args=[run.pk, question.pk])
    assert sign_in(people.coordinator).post(address).status_code == 403
    with pytest.raises(NotAllowed):
        asking.answer(asking.get_question(run, question.pk, who=people.owner), "x", by=people.owner)
    assert sign_in(people.owner).post(address).status_code == 302
    assert "Which browser?" not in page(sign_in, people.coordinator, run)


def test_who_does_not_take_part_asks_nothing(sign_in, people, run):
    address = reverse("run-questions", args=[run.pk])
    assert sign_in(people.coordinator).post(address, {"text": "Me?"}).status_code == 403
    assert sign_in(people.stranger).post(address, {"text": "Me?"}).status_code == 403
    assert not Question.objects.exists()


@pytest.mark.usefixtures("no_hurry")
def test_an_empty_question_or_a_nul_comes_back_and_the_twenty_first_waits(sign_in, people, run, part):
    client, address = sign_in(people.owner), reverse("run-questions", args=[run.pk])
    for text in ("", "a\x00"):
        assert client.post(address, {"text": text}).status_code == 422
    for number in range(asking.WAITING_LIMIT):
        asked(part, f"Question {number}")
    answer = client.post(address, {"text": "One more", "id": str(new_key())})
    assert answer.status_code == 422
    assert "One more" in words(answer)


@pytest.mark.usefixtures("no_hurry")
def test_the_page_costs_the_same_for_one_question_and_for_many(people, run, part, sign_in):
    client, address, counts = sign_in(people.coordinator), reverse("run-questions", args=[run.pk]), []
    for more in (1, 15):
        for number in range(more):
            asked(part, f"Question {number}", public=True)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.usefixtures("one_minute")
def test_very_many_questions_or_answers_within_a_minute_wait(sign_in, people, run, part, monkeypatch):
    monkeypatch.setattr(asking, "QUESTIONS_EACH_MINUTE", 2)
    monkeypatch.setattr(asking, "ANSWERS_EACH_MINUTE", 1)
    client, address = sign_in(people.owner), reverse("run-questions", args=[run.pk])
    codes = [client.post(address, {"text": "Which?", "id": str(new_key())}).status_code for _n in range(3)]
    assert codes == [302, 302, 429]
    client, there = sign_in(people.coordinator), [each.pk for each in Question.objects.all()]
    codes = [client.post(reverse("run-question", args=[run.pk, key]), {"answer": "This"}).status_code for key in there]
    assert codes == [302, 429]
