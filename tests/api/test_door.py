"""The door of the API: tokens, scopes, limits, each write once, and requests that nobody should send."""

import json

import pytest
import time_machine

from planfolio.people import door
from planfolio.people.chores import forget_replies
from planfolio.people.models import Reply, Token
from planfolio.people.tokens import create_token
from planfolio.plans.models import Goal
from planfolio.testing import GoalFactory, PersonFactory, PlanFactory

from .calls import Caller, problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return PersonFactory()


@pytest.fixture
def call(owner):
    return Caller(owner)


def authorized(value):
    caller = Caller()
    caller.headers = {"Authorization": value} if value is not None else {}
    return caller


@pytest.mark.parametrize(
    "value", [None, "", "Bearer", "Bearer ", "Bearer wrong", "Basic abc", "Token x", "Bearer a b", "Bearer é"]
)
def test_without_a_token_that_is_known_nothing_is_told(value):
    response = authorized(value).get("/me")
    problem(response, 401)
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_session_does_not_open_the_api(client, owner):
    client.force_login(owner)
    problem(client.get("/api/v1/me"), 401)
    problem(client.post("/api/v1/goals", {"text": "x"}, content_type="application/json"), 401)


def test_a_token_that_ended_or_of_a_closed_account_opens_nothing(owner):
    caller = Caller(owner)
    owner.is_active = False
    owner.save()
    problem(caller.get("/me"), 401)
    owner.is_active = True
    owner.save()
    assert caller.get("/me").status_code == 200
    Token.objects.update(expires_at="2020-01-01T00:00:00Z")
    problem(caller.get("/me"), 401)


def test_an_unknown_token_costs_the_same_work_as_a_known_one(owner, django_assert_num_queries):
    caller = Caller(owner)
    caller.get("/me")
    with django_assert_num_queries(1):
        caller.get("/me")
    with django_assert_num_queries(1):
        authorized("Bearer planfolio_" + "x" * 43).get("/me")


def test_scopes_hold(owner):
    reads, captures = Caller(owner, "read"), Caller(owner, "capture")
    assert reads.get("/goals").status_code == 200
    problem(reads.post("/goals", {"text": "x"}), 403)
    for method, path in (("GET", "/me"), ("GET", "/goals"), ("POST", "/goals"), ("PATCH", "/me")):
        problem(captures(method, path, {"text": "x"}), 403)
    assert not Goal.objects.exists()


def test_above_the_limit_a_token_waits_and_others_do_not(owner, monkeypatch):
    monkeypatch.setattr(door, "A_MINUTE", 40)
    first, second = Caller(owner), Caller(owner)
    # In the middle of a minute, so that it cannot end between two requests.
    clock = time_machine.travel("2031-05-01T10:00:30Z", tick=False)
    clock.start()
    assert [first.get("/me").status_code for _ in range(40)] == [200] * 40
    response = first.get("/me")
    problem(response, 429)
    assert response["Retry-After"] == "30"
    assert second.get("/me").status_code == 200
    # Another process begins with nothing in hand, and finds every block taken.
    door._taken.clear()
    problem(first.get("/me"), 429)
    clock.stop()
    with time_machine.travel("2031-05-01T10:01:01Z", tick=False):
        assert first.get("/me").status_code == 200


def test_the_same_write_with_the_same_key_is_done_once(call):
    answers = [call.post("/goals", {"text": "Once"}, Idempotency_Key="k1") for _ in range(3)]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert {answer["ETag"] for answer in answers} == {'"1"'}
    assert Goal.objects.count() == 1


def test_a_key_that_came_with_another_request_is_a_conflict(call):
    assert call.post("/goals", {"text": "One"}, Idempotency_Key="k1").status_code == 201
    told = problem(call.post("/goals", {"text": "Two"}, Idempotency_Key="k1"), 409)
    assert told["title"] == "That is not possible now"
    problem(call.post("/plans", {"text": "One"}, Idempotency_Key="k1"), 409)
    assert [goal.text for goal in Goal.objects.all()] == ["One"]


def test_a_refused_write_does_not_use_its_key_up(call):
    problem(call.post("/goals", {}, Idempotency_Key="k1"), 422)
    assert not Reply.objects.exists()
    assert call.post("/goals", {"text": "Now"}, Idempotency_Key="k1").status_code == 201


def test_keys_of_two_people_do_not_meet(call):
    other = Caller(PersonFactory())
    assert call.post("/goals", {"text": "Mine"}, Idempotency_Key="k1").json()["text"] == "Mine"
    assert other.post("/goals", {"text": "Theirs"}, Idempotency_Key="k1").json()["text"] == "Theirs"


def test_a_removal_with_a_key_is_answered_the_same_again(call, owner):
    goal = GoalFactory(owner=owner)
    assert [call.delete(f"/goals/{goal.pk}", Idempotency_Key="k").status_code for _ in range(2)] == [204, 204]
    problem(call.delete(f"/goals/{goal.pk}"), 404)


def test_a_key_may_be_used_anew_after_a_day(call):
    call.post("/goals", {"text": "One"}, Idempotency_Key="k1")
    Reply.objects.update(created_at="2020-01-01T00:00:00Z")
    assert call.post("/goals", {"text": "Two"}, Idempotency_Key="k1").status_code == 201


def test_kept_answers_are_forgotten_after_a_day(call):
    call.post("/goals", {"text": "Old"}, Idempotency_Key="old")
    Reply.objects.update(created_at="2020-01-01T00:00:00Z")
    call.post("/goals", {"text": "New"}, Idempotency_Key="new")
    assert forget_replies.func() == 1
    assert [reply.key for reply in Reply.objects.all()] == ["new"]


@pytest.mark.parametrize("key", ["x" * 201, "é", "a\x01b"])
def test_a_key_that_cannot_be_kept_is_refused(call, key):
    problem(call.post("/goals", {"text": "x"}, Idempotency_Key=key), 400)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"3",
        b'{"text": NaN}',
        b'{"text": Infinity}',
        b'{"text": "a", "text": "b"}',
        b'{"text": "\xff"}',
        b"[" * 200_000,
        b'{"text":' * 50_000,
        b'{"year": ' + b"9" * 5_000 + b"}",
        b'{"text": "\\ud800"}',
        b'{"text": "\\u0000"}',
    ],
)
def test_what_is_no_body_is_refused(call, raw):
    response = call("POST", "/goals", raw=raw)
    problem(response, response.status_code)
    assert response.status_code in {400, 422}


@pytest.mark.parametrize("number", [2**31, 2**63, 2**70, -1, -(2**70), 1.5, 3.0, 1e308, True, "3", [3], {}])
def test_a_number_out_of_range_is_refused_in_every_field_of_numbers(call, owner, number):
    plan = PlanFactory(owner=owner)
    for method, path, body in (
        ("POST", "/goals", {"text": "x", "kind": "target", "year": number}),
        ("PATCH", "/me", {"years": number}),
        ("PATCH", "/me", {"weekly_minutes": number}),
        ("POST", f"/plans/{plan.pk}/objectives", {"minutes": number}),
    ):
        problem(call(method, path, body), 422)


@pytest.mark.parametrize("value", ["0", "-1", "101", "2147483648", str(2**70), "NaN", "1.5", "", "x", "%00"])
def test_a_limit_out_of_range_is_refused(call, value):
    problem(call.get(f"/goals?limit={value}"), 422)


@pytest.mark.parametrize(
    "query",
    [
        "after=x",
        "after=%00",
        "after=" + "9" * 100,
        "updated_since=yesterday",
        "updated_since=9999-12-31T23:59:59-12:00",
    ],
)
def test_a_query_that_cannot_be_meant_is_refused(call, query):
    problem(call.get(f"/goals?{query}"), 422)


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", ""],
)
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_what_is_not_json_is_refused(call, owner, kind, method):
    path = "/goals" if method == "POST" else "/me"
    response = call(method, path, raw=json.dumps({"text": "x"}), content_type=kind)
    assert problem(response, response.status_code)["status"] in {400, 415}


def test_a_huge_body_is_refused(call):
    problem(call("POST", "/goals", raw=b'{"text": "' + b"x" * 3_000_000 + b'"}'), 413)


def test_a_verb_or_an_address_that_is_not_there_is_a_problem(call):
    response = call("PUT", "/goals", {})
    problem(response, 405)
    assert set(response["Allow"].split(", ")) == {"GET", "POST"}
    problem(call.get("/nothing"), 404)
    problem(call.get("/goals/not-a-key"), 404)


def test_no_answer_is_kept_by_a_cache_or_shown_in_a_frame(call):
    for response in (call.get("/me"), call.get("/nothing"), authorized(None).get("/me")):
        assert response["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in response


def test_a_token_is_marked_as_used_once_a_day(owner, django_assert_num_queries):
    _token, secret = create_token(owner, "Test")
    caller = authorized(f"Bearer {secret}")
    caller.get("/me")
    assert Token.objects.get().last_used_on is not None
    with django_assert_num_queries(1):
        caller.get("/me")
