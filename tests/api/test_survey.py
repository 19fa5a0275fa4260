"""The survey by the API: opened, answered once and by nobody, closed for good, shown by the rule of the page."""

import csv
import io

import pytest

from planfolio.people.models import Reply
from planfolio.programmes import survey, taking_part
from planfolio.programmes.models import Participation, Survey, SurveyAnswer
from planfolio.testing import PersonFactory
from tests.programmes.runs import begin

from .calls import Caller, fields, problem
from .test_lists import queries, walk

pytestmark = pytest.mark.django_db
MARK = "only-i-could-say-this"


@pytest.fixture
def coordinator():
    return PersonFactory(name="Amara")


@pytest.fixture
def amara(coordinator):
    return Caller(coordinator)


@pytest.fixture
def run(coordinator):
    return begin(coordinator)


@pytest.fixture
def there(run):
    return f"/runs/{run.pk}/survey"


@pytest.fixture
def opened(amara, there):
    assert amara.post(there).status_code == 201
    return there


def member(run) -> Caller:
    return Caller(taking_part.join(run, by=PersonFactory()).owner)


def answer(run, count: int, **answers) -> None:
    for _number in range(count):
        sent = member(run).post(f"/runs/{run.pk}/survey/answers", {"answers": answers})
        assert (sent.status_code, sent.content) == (204, b"")


def words(amara, there, asked="keep") -> list[str]:
    return [each["words"] for each in walk(amara, f"{there}/results/{asked}/words?limit=3")]


def test_it_is_opened_with_all_questions_or_those_that_are_wanted(amara, run, there):
    problem(amara.get(there), 404)
    told = amara.post(there, {"put": ["useful", "keep"], "own": ["Was the room warm?", " "]})
    assert told.status_code == 201
    asked = told.json()["questions"]
    assert [each["key"] for each in asked] == ["useful", "keep", "own-1"]
    assert asked[0]["choices"][3] == {"value": "4", "label": "Very useful"}
    assert (asked[2]["label"], asked[2]["choices"]) == ("Was the room warm?", [])
    assert member(run).get(there).json() == {"closed": False, "answered": False, "questions": asked}
    other = f"/runs/{begin(run.owner, title='Another').pk}/survey"
    assert len(amara.post(other).json()["questions"]) == len(survey.HOUSE)


def test_its_questions_stand_once_it_is_open(amara, opened):
    problem(amara.post(opened, {"own": ["And this?"]}), 409)
    amara.post(f"{opened}/close")
    problem(amara.post(opened), 409)
    assert Survey.objects.get().own == []


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ({"put": []}, set()),
        ({"put": ["made-up"]}, {"put.0"}),
        ({"own": ["?"] * 6}, {"own"}),
        ({"own": ["x" * 301]}, {"own.0"}),
        ({"own": ["One?\nTwo?"]}, {"own.0"}),
        ({"own": ["a\x00b"]}, {"own.0"}),
        ({"own": "One?"}, {"own"}),
    ],
)
def test_what_cannot_be_asked_is_refused(amara, there, sent, named):
    assert fields(amara.post(there, sent)) == named
    assert not Survey.objects.exists()


def test_somebody_answers_once(run, opened):
    call = member(run)
    assert call.post(f"{opened}/answers", {"answers": {"useful": "4", "keep": "All of it"}}).status_code == 204
    assert call.get(opened).json()["answered"] is True
    problem(call.post(f"{opened}/answers", {"answers": {"useful": "1"}}), 409)
    assert dict(SurveyAnswer.objects.values_list("question", "value")) == {"useful": "4", "keep": "All of it"}


def test_no_trace_of_an_answer_is_kept_under_the_key_of_its_write(run, opened):
    call, body = member(run), {"answers": {"useful": "4"}}
    assert call.post(f"{opened}/answers", body, Idempotency_Key="answer-1").status_code == 204
    assert not Reply.objects.exists()
    problem(call.post(f"{opened}/answers", body, Idempotency_Key="answer-1"), 409)
    assert not Reply.objects.exists()
    assert SurveyAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({}, {""}),
        ({"useful": ""}, {""}),
        ({"useful": "9"}, {"useful"}),
        ({"keep": "a\x00b"}, {"keep"}),
        ({"keep": "x" * 4_001}, {"answers.keep"}),
        ({"keep": 7}, {"answers.keep"}),
        ({"made-up": "x", "useful": "4"}, {"answers.made-up"}),
    ],
)
def test_an_answer_that_cannot_be_given_leaves_no_mark(run, opened, answers, named):
    call = member(run)
    assert fields(call.post(f"{opened}/answers", {"answers": answers})) == named
    assert not Participation.objects.get().surveyed
    assert not SurveyAnswer.objects.exists()


def test_nothing_is_shown_while_it_is_open_and_nothing_of_fewer_than_five(amara, run, opened):
    answer(run, 5, useful="3", keep="The pace")
    answer(run, 4, useful="4", change=MARK)
    told = amara.get(f"{opened}/results").json()
    assert told == {"closed": False, "answered": 9, "results": []}
    assert words(amara, opened) == []
    closed = amara.post(f"{opened}/close")
    assert closed.json() == amara.get(f"{opened}/results").json()
    results = {each["key"]: each for each in closed.json()["results"]}
    assert (results["useful"]["shown"], results["useful"]["count"]) == (True, 9)
    assert [each["count"] for each in results["useful"]["choices"]] == [0, 0, 5, 4]
    for key in ("pace", "change"):
        assert (results[key]["shown"], results[key]["count"], results[key]["choices"]) == (False, 0, [])
    assert words(amara, opened) == ["The pace"] * 5
    assert words(amara, opened, "change") == []
    assert MARK not in closed.content.decode()
    assert set(amara.get(f"{opened}/results/keep/words").json()["results"][0]) == {"words"}


def test_the_results_are_a_file_for_spreadsheets_once_it_is_closed(amara, run, opened):
    answer(run, 5, useful="3", keep="=1+1")
    problem(amara.get(f"{opened}/results.csv"), 409)
    problem(member(run).get(f"{opened}/results.csv"), 403)
    amara.post(f"{opened}/close")
    told = amara.get(f"{opened}/results.csv")
    assert told["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(told.content.decode("utf-8-sig"))))
    assert rows[0] == ["Question", "Answer", "How many"]
    assert [row[1] for row in rows if "1+1" in row[1]] == ["'=1+1"] * 5
    assert any(row[2] == "5" for row in rows)


@pytest.mark.parametrize("asked", ["useful", "made-up", "own-1"])
def test_words_are_there_of_questions_that_are_answered_in_words(amara, opened, asked):
    problem(amara.get(f"{opened}/results/{asked}/words"), 404)


def test_closed_it_takes_no_answer(amara, run, opened):
    call = member(run)
    assert [amara.post(f"{opened}/close").status_code for _twice in range(2)] == [200, 200]
    assert call.get(opened).json()["closed"] is True
    problem(call.post(f"{opened}/answers", {"answers": {"useful": "4"}}), 409)
    assert not Participation.objects.get().surveyed


def test_who_takes_part_answers_and_who_coordinates_does_the_rest(amara, run, opened):
    call, stranger = member(run), Caller(PersonFactory())
    for each in (call, stranger):
        problem(each.post(opened), 403)
        problem(each.post(f"{opened}/close"), 403)
        for path in ("results", "results/keep/words"):
            problem(each.get(f"{opened}/{path}"), 403)
    for each in (amara, stranger):
        problem(each.post(f"{opened}/answers", {"answers": {"useful": "4"}}), 403)
    problem(stranger.get(opened), 403)
    assert amara.get(opened).json()["answered"] is False
    assert Survey.objects.get().closed_at is None


def test_a_run_without_a_survey_has_nothing_to_answer_close_or_show(amara, run, there):
    problem(member(run).post(f"{there}/answers", {"answers": {"useful": "4"}}), 404)
    problem(amara.post(f"{there}/close"), 404)
    for path in ("results", "results/keep/words"):
        problem(amara.get(f"{there}/{path}"), 404)


def test_many_cost_as_many_queries_as_few(amara, run, opened):
    answer(run, 5, useful="3", keep="x")
    amara.post(f"{opened}/close")
    paths = ("", "/results", "/results/keep/words")

    def costs():
        return {path: queries(amara, f"{opened}{path}") for path in paths}

    few = (costs(), costs())[1]
    found = Survey.objects.get()
    SurveyAnswer.objects.bulk_create(SurveyAnswer(survey=found, question="keep", value="y") for _number in range(60))
    assert costs() == few
    assert max(few.values()) <= 8, few
