"""What no browser sends: every answer is a page that says what to do, never a fault, and nothing is half saved."""

import pytest
from django.test import Client

from planfolio.journal.models import Entry
from planfolio.testing import cast
from tests.api.calls import Caller
from tests.trust.sweep import addresses
from tests.world import world

pytestmark = pytest.mark.django_db
NUMBERS = [2**31, 2**63, 2**70, -1, "9" * 5000]
TEXTS = ["a\x00b", "\u202e\u2066", "x" * 50_000, "'\"><script>", "\r\nSet-Cookie: a=b", "٣"]
#: A megabyte is posted where words are kept; everywhere would take a minute.
LONG = "x" * 1_000_000
#: So often each page is asked, each time with another of these in each of its fields; pages that read the same field
#: come to have all of them. Everything everywhere takes four times as long.
TURNS = 3
QUERIES = [
    "q", "week", "objective", "provider", "context", "kind", "before", "goal", "entry", "day", "template", "starter",
    "language", "formats", "format", "paper", "asked", "next", "l", "title", "text", "url", "other", "model", "token",
    "page", "team",
]  # fmt: skip


@pytest.fixture
def owner(people, sign_in):
    client = sign_in(people.owner)
    client.raise_request_exception = False
    return client


@pytest.fixture(scope="module")
def people(once):
    with once():
        return cast()


@pytest.fixture(scope="module")
def scene(once, people):
    with once():
        return world(people.owner)


def is_no_fault(answer) -> bool:
    return answer.status_code < 500


@pytest.mark.parametrize("number", NUMBERS)
def test_asvs_1_4_2_numbers_in_addresses(owner, scene, number):
    plan = scene["plan"]
    for there in (
        f"/plans/{plan}/objectives/{number}/",
        f"/plans/{plan}/objectives/{number}/edit/",
        f"/plans/{plan}/objectives/{number}/why/",
        f"/account/sessions/{number}/",
        f"/checkin/{number}/",
        f"/checkin/{number}-W01/",
        f"/checkin/2026-W{number}/",
        f"/journal/?week=2026-W{number}",
        f"/journal/?week={number}-W10",
        f"/journal/?before={number}.{plan.hex}",
        f"/portfolio/?before={number}.{plan.hex}",
    ):
        for answer in (owner.get(there), owner.post(there)):
            assert is_no_fault(answer), (there[:80], answer.status_code)


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(TURNS))
def test_asvs_1_4_2_odd_texts_and_numbers_in_every_field_of_every_form(owner, scene, turn):
    _send_everywhere(owner, scene, turn)
    assert not any("\x00" in title for title in Entry.objects.values_list("title", flat=True))


@pytest.mark.parametrize(
    "there", ["/capture/", "/journal/new/", "/goals/new/", "/plans/new/", "/network/dates/calendar/"]
)
def test_a_word_of_a_megabyte_is_told_to_be_too_long(owner, scene, there):
    assert owner.post(there, dict.fromkeys(FIELDS, LONG)).status_code == 413
    for name in ("text", "title"):
        assert owner.post(there, {name: LONG}).status_code == 422


def _send_everywhere(client, scene, turn):
    odd = [*TEXTS, *map(str, NUMBERS)]
    for place, (name, there) in enumerate(addresses(scene).items()):
        if name in {
            "health",
            "demo",
            "demo-leave",
            "invitation",
            "launch",
            "erase",
            "session-end",
            "sessions-end-others",
        }:
            continue
        shown = client.get(there)
        form = (getattr(shown, "context", None) or {}).get("form") if shown.status_code == 200 else None
        names = set(FIELDS) | {bound.html_name for bound in _bounds(form)}
        answer = client.post(there, _one_each(sorted(names), odd, place + turn))
        assert is_no_fault(answer), (name, there, answer.status_code)


#: Names of the inputs of forms, beside those that a page tells by itself.
FIELDS = (
    "id", "once", "title", "text", "what", "why", "why_kind", "goal", "strategies", "evidence", "evidence_kind",
    "criteria", "starts-day", "starts-month", "starts-year", "ends", "due", "minutes", "hours", "stage", "reason",
    "revision", "code", "name", "email", "label", "time", "other", "objective", "objectives", "activities", "activity",
    "day", "url", "context", "provider", "summary", "note", "kind", "witness", "criterion", "answer", "done", "was",
    "next", "model", "one_more", "years", "weekly_minutes", "uid", "year", "week", "place", "credits", "begins",
    "language", "theme", "days", "scope", "word", "own_word", "template", "previous", "after", "format", "to",
    "people", "team", "teams", "role", "member", "person", "password", "q",
)  # fmt: skip


def _bounds(form):
    if form is None or isinstance(form, str):
        return []
    parts = getattr(form, "forms", None)
    parts = parts.values() if isinstance(parts, dict) else parts or [form]
    return [bound for part in parts if hasattr(part, "fields") for bound in part]


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(TURNS))
def test_odd_texts_in_every_query(owner, scene, turn):
    odd = [_encoded(text) for text in (*TEXTS, "\ud800", *map(str, NUMBERS))]
    for place, (name, there) in enumerate(addresses(scene).items()):
        if name in {"launch", "health"}:
            continue
        answer = owner.get(there, _one_each(QUERIES, odd, place + turn))
        assert is_no_fault(answer), (name, answer.status_code)


def _one_each(names, odd, turn) -> dict:
    """Each name with one of what is odd: with its neighbour at the next turn, and at the next page."""
    return {name: odd[(place + turn) % len(odd)] for place, name in enumerate(names)}


def _encoded(text: str):
    return text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("text", ["%00", "%ED%A0%80", "%FF%FE", "..%2f..%2fetc", "%252e%252e", "x" * 5000, "%0d%0aa:b"])
def test_odd_texts_in_addresses(owner, scene, text):
    plan = scene["plan"]
    for there in (
        f"/{text}", f"/static/{text}", f"/checkin/{text}/", f"/examples/{text}/", f"/help/{text}/",
        f"/s/{text}/dates.ics",
        f"/invitation/{text}/", f"/undo/{text}/{plan}/", f"/account/deleted/{text}/{plan}/",
        f"/network/resources/{text}/",
        f"/plans/{plan}/export/{text}/", f"/plans/{plan}/objectives/1/{text}/", f"/files/{text}/",
        f"/launch/?token={text}",
        f"/api/v1/{text}", f"/api/v1/check-ins/{text}", f"/api/v1/deleted/{text}/{plan}/restore", f"/accounts/{text}/",
        f"/accounts/password/reset/key/{text}/", f"/accounts/confirm-email/{text}/",
    ):  # fmt: skip
        answer = owner.get(there)
        assert is_no_fault(answer), (there[:80], answer.status_code)
        assert "root:" not in b"".join(answer).decode("utf-8", "replace")


@pytest.mark.parametrize("number", NUMBERS)
def test_asvs_1_4_2_numbers_in_queries_of_the_api(people, scene, number):
    call = Caller(people.owner)
    for there in ("/entries", "/plans", "/activities", "/evidence", "/attachments", "/breaks", "/goals", "/check-ins"):
        for query in ("limit", "after", "updated_since", "from", "to", "q", "state", "week", "plan", "objective"):
            assert is_no_fault(call.get(f"{there}?{query}={number}")), (there, query)
    assert call.get(f"/check-ins/{number}").status_code in {404, 422}


@pytest.mark.parametrize("text", ["\\u0000", "\\ud800", "a\\u0000b"])
def test_characters_that_no_database_holds_are_refused_by_the_api(people, text):
    call = Caller(people.owner)
    for there, field in (
        ("/entries", "title"), ("/goals", "text"), ("/capture", "text"), ("/breaks", "label"), ("/plans", "title"),
    ):  # fmt: skip
        answer = call("POST", there, raw=f'{{"{field}": "{text}"}}')
        assert answer.status_code == 422, (there, answer.content)


def test_a_method_cannot_be_put_in_the_place_of_another(people, owner, scene):
    """No header and no field turns a GET into a removal, or a POST of one page into another's."""
    there = addresses(scene)["goal-remove"]
    for header in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        assert owner.get(there, headers={header: "POST"}).status_code == 405
    assert owner.get(f"{there}?_method=POST").status_code == 405
    call = Caller(people.owner)
    answer = call("POST", f"/goals/{scene['goal'][1]}", {}, **{"X_HTTP_Method_Override": "DELETE"})
    assert answer.status_code == 405
    for method in ("TRACE", "CONNECT", "PROPFIND", "BREW"):
        assert owner.generic(method, "/journal/").status_code < 500
        assert call(method, "/goals").status_code in {405, 403}


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost@evil.example", "localhost:80:80", "localhost\r\nX: y", "", "a" * 5000]
)
def test_a_host_that_is_not_ours_is_refused(host):
    answer = Client(raise_request_exception=False).get("/accounts/login/", headers={"Host": host})
    assert answer.status_code == 400
    assert b"evil" not in answer.content


def test_headers_that_proxies_set_are_not_believed_unless_told(client):
    answer = client.get(
        "/journal/",
        headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "Forwarded": "host=evil.example",
                 "X-Original-URL": "/health/", "X-Rewrite-URL": "/health/", "X-Forwarded-Prefix": "/evil"},
    )  # fmt: skip
    assert answer["Location"] == "/accounts/login/?next=/journal/"
    assert not answer.wsgi_request.is_secure()
