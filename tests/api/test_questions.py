"""Questions by the API: who may read which, whose name is told, and what neither side can do to the other."""

import pytest

from planfolio.jobs.models import Letter
from planfolio.people.base import new_key
from planfolio.programmes import asking, taking_part
from planfolio.programmes.models import Question
from planfolio.testing import PersonFactory
from tests.programmes.runs import begin

from .calls import Caller, fields, problem
from .test_lists import queries, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return PersonFactory(name="Amara")


@pytest.fixture
def run(coordinator):
    return begin(coordinator)


@pytest.fixture
def part(run):
    return taking_part.join(run, by=PersonFactory(name="Nora"))


@pytest.fixture
def nora(part):
    """Who asks."""
    return Caller(part.owner)


@pytest.fixture
def reader(run):
    """Somebody else who takes part."""
    return Caller(taking_part.join(run, by=PersonFactory(name="Emre")).owner)


@pytest.fixture
def amara(coordinator):
    """Who answers."""
    return Caller(coordinator)


@pytest.fixture
def there(run):
    return f"/runs/{run.pk}/questions"


def asked(call, there, **more) -> str:
    return call.post(there, {"text": "Which browser?", **more}).json()["id"]


def texts(call, path) -> list[str]:
    return [each["text"] for each in walk(call, path)]


@pytest.mark.parametrize("how", ["id", "header"])
def test_a_question_sent_twice_is_asked_once(nora, amara, there, how):
    body = {"text": "Which browser?"} | ({"id": str(new_key())} if how == "id" else {})
    headers = {"Idempotency_Key": "ask-1"} if how == "header" else {}
    answers = [nora.post(there, body, **headers) for _twice in range(2)]
    assert [each.status_code for each in answers] == [201, 201]
    assert answers[0].json()["id"] == answers[1].json()["id"]
    (waits,) = walk(amara, f"{there}?answered=false")
    assert (waits["name"], waits["mine"], waits["answer"], waits["answered_at"]) == ("Nora", False, "", None)


@pytest.mark.parametrize("public", [False, True])
def test_others_read_a_question_exactly_if_it_is_answered_and_for_all(nora, amara, reader, there, public):
    key = asked(nora, there, public=public)
    problem(reader.get(f"{there}/{key}"), 404)
    assert texts(reader, there) == []
    answer = amara.put(f"{there}/{key}/answer", {"answer": "Any new one"}, If_Match='"1"')
    assert (answer.json()["answer"], answer["ETag"]) == ("Any new one", '"2"')
    assert nora.get(f"{there}/{key}").json()["answered_at"]
    shown = reader.get(there).json()["results"]
    assert [(each["answer"], each["name"]) for each in shown] == (
        [("Any new one", "Somebody in this run")] if public else []
    )
    assert reader.get(f"{there}/{key}").status_code == (200 if public else 404)
    assert b"Nora" not in reader.get(f"{there}/{key}").content


def test_a_list_is_narrowed_to_ones_own_and_to_what_waits(nora, amara, reader, there):
    mine = asked(nora, there, text="Mine")
    asked(reader, there, text="Theirs")
    amara.put(f"{there}/{mine}/answer", {"answer": "x"})
    assert texts(amara, there) == ["Theirs", "Mine"]
    assert texts(amara, f"{there}?answered=false") == ["Theirs"]
    assert texts(amara, f"{there}?answered=true") == ["Mine"]
    assert texts(nora, f"{there}?mine=true") == ["Mine"]
    assert texts(nora, f"{there}?mine=false") == []
    problem(nora.get(f"{there}?mine=perhaps"), 422)


def test_who_asks_says_whether_all_read_it_until_it_was_answered_in_private(nora, amara, reader, there):
    key = asked(nora, there)
    shown = nora.patch(f"{there}/{key}", {"public": True}, If_Match='"1"').json()
    assert (shown["public"], shown["revision"]) == (True, 2)
    problem(nora.patch(f"{there}/{key}", {"public": False}, If_Match='"1"'), 412)
    # Who answers has read that it stays between the two.
    problem(amara.put(f"{there}/{key}/answer", {"answer": "Only for you"}, If_Match='"1"'), 412)
    nora.patch(f"{there}/{key}", {"public": False})
    amara.put(f"{there}/{key}/answer", {"answer": "Only for you"})
    problem(nora.patch(f"{there}/{key}", {"public": True}), 409)
    assert texts(reader, there) == []


def test_an_answer_is_changed_and_told_by_mail_once(nora, amara, there):
    key = asked(nora, there)
    for words in ("First", "Better"):
        assert amara.put(f"{there}/{key}/answer", {"answer": words}).json()["answer"] == words
    assert Letter.objects.count() == 1


def test_neither_does_what_is_the_others(nora, amara, reader, there):
    key = asked(nora, there, public=True)
    problem(amara.patch(f"{there}/{key}", {"public": False}), 403)
    problem(amara.delete(f"{there}/{key}"), 403)
    problem(nora.put(f"{there}/{key}/answer", {"answer": "x"}), 403)
    problem(reader.put(f"{there}/{key}/answer", {"answer": "x"}), 403)
    for read, code in ((False, 404), (True, 403)):
        if read:
            amara.put(f"{there}/{key}/answer", {"answer": "x"})
        problem(reader.patch(f"{there}/{key}", {"public": False}), code)
        problem(reader.delete(f"{there}/{key}"), code)
    assert Question.objects.kept().get().public


def test_who_does_not_take_part_asks_and_reads_nothing(nora, amara, there):
    key = asked(nora, there, public=True)
    amara.put(f"{there}/{key}/answer", {"answer": "x"})
    problem(amara.post(there, {"text": "Me?"}), 403)
    stranger = Caller(PersonFactory())
    problem(stranger.post(there, {"text": "Me?"}), 403)
    for address in (there, f"{there}/{key}"):
        problem(stranger.get(address), 403)


def test_taken_back_or_left_with_it_is_not_there(nora, amara, reader, run, part, there):
    first, second = asked(nora, there), asked(nora, there, public=True)
    problem(nora.delete(f"{there}/{first}", If_Match='"7"'), 412)
    assert nora.delete(f"{there}/{first}").status_code == 204
    problem(nora.delete(f"{there}/{first}"), 404)
    problem(amara.put(f"{there}/{first}/answer", {"answer": "x"}), 404)
    amara.put(f"{there}/{second}/answer", {"answer": "x"})
    assert len(walk(reader, there)) == 1
    taking_part.leave(part, by=part.owner)
    for call in (reader, amara):
        assert walk(call, there) == []
        problem(call.get(f"{there}/{second}"), 404)
    problem(nora.get(there), 403)


def test_a_question_of_another_run_is_not_there(nora, amara, coordinator, there):
    key = asked(nora, there)
    other = f"/runs/{begin(coordinator, title='Another').pk}/questions/{key}"
    problem(amara.get(other), 404)
    problem(amara.put(f"{other}/answer", {"answer": "x"}), 404)


@pytest.mark.parametrize("text", ["", "a\x00b", "x" * 4_001, 7])
def test_a_question_that_cannot_be_asked_is_refused(nora, there, text):
    assert fields(nora.post(there, {"text": text})) == {"text"}
    assert not Question.objects.exists()


@pytest.mark.parametrize("answer", ["", "a\x00b", "x" * 8_001, None])
def test_an_answer_that_says_nothing_is_refused(nora, amara, there, answer):
    key = asked(nora, there)
    assert fields(amara.put(f"{there}/{key}/answer", {"answer": answer})) == {"answer"}
    assert Question.objects.get().answered_at is None


def test_very_many_of_ones_own_that_wait_are_enough(nora, there, monkeypatch):
    monkeypatch.setattr(asking, "WAITING_LIMIT", 1)
    asked(nora, there)
    problem(nora.post(there, {"text": "One more"}), 422)


@pytest.mark.usefixtures("one_minute")
def test_page_and_api_have_one_limit_within_a_minute(nora, amara, part, there, monkeypatch):
    monkeypatch.setattr(asking, "QUESTIONS_EACH_MINUTE", 2)
    monkeypatch.setattr(asking, "ANSWERS_EACH_MINUTE", 1)
    first = asking.ask(part, text="From the page", public=False, by=part.owner).pk
    assert [nora.post(there, {"text": "x"}).status_code for _twice in range(2)] == [201, 429]
    answers = [amara.put(f"{there}/{first}/answer", {"answer": "x"}).status_code for _twice in range(2)]
    assert answers == [200, 429]


def test_many_come_in_pages_and_cost_as_many_queries_as_few(nora, amara, run, part, there):
    def grow(count):
        Question.objects.bulk_create(
            Question(owner=part.owner, run=run, participation=part, text="x", public=True) for _number in range(count)
        )

    grow(1)
    for call in (nora, amara):
        call.get(there)
    few = [queries(call, there) for call in (nora, amara)]
    grow(12)
    assert [queries(call, there) for call in (nora, amara)] == few
    assert max(few) <= 8
    assert len({each["id"] for each in walk(amara, f"{there}?limit=5")}) == 13
