"""Every route of the API by every role. A route that is not in the table makes the first test fail."""

import json

import pytest

from planfolio import openapi
from planfolio.testing import PersonFactory

from .calls import Caller, problem
from .scene import MARKER, own_everything

pytestmark = pytest.mark.django_db

YEAR = {"starts": "2027-01-01", "ends": "2027-12-31"}
#: What a stranger gets and what a reader gets, for a thing of the owner: 404 hides it, 403 says that it cannot be done.
MINE, HIDDEN, SEEN, KEPT = "own list", (404, 404), (404, 200), (404, 403)
#: What an address calls by its own name; all else is a key.
NAMED = (
    *("kind", "week", "version", "thing", "post", "person", "comment"),
    *("announcement", "question", "asked"),
)
#: Sent as a file.
FILE = "file"
#: Method and path, a body that the owner may send, what the owner gets, and what others get.
TABLE = {
    "GET /me": (None, 200, MINE),
    "PATCH /me": ({"role": "Librarian"}, 200, MINE),
    "GET /breaks": (None, 200, MINE),
    "POST /breaks": ({"starts": "2027-01-01", "ends": "2027-01-02"}, 201, MINE),
    "GET /breaks/{break}": (None, 200, HIDDEN),
    "PATCH /breaks/{break}": ({"label": "x"}, 200, HIDDEN),
    "DELETE /breaks/{break}": (None, 204, HIDDEN),
    "GET /weeks": (None, 200, MINE),
    "POST /weeks": ({"monday": "2027-01-06", "minutes": 0}, 201, MINE),
    "GET /weeks/{weektime}": (None, 200, HIDDEN),
    "PATCH /weeks/{weektime}": ({"minutes": 45}, 200, HIDDEN),
    "DELETE /weeks/{weektime}": (None, 204, HIDDEN),
    "GET /deleted": (None, 200, MINE),
    "POST /deleted/{kind}/{removed}/restore": ({}, 200, HIDDEN),
    "GET /goals": (None, 200, MINE),
    "POST /goals": ({"text": "x"}, 201, MINE),
    "GET /goals/{goal}": (None, 200, HIDDEN),
    "PATCH /goals/{goal}": ({"text": "x"}, 200, HIDDEN),
    "DELETE /goals/{goal}": (None, 204, HIDDEN),
    "POST /goals/{goal}/moves": ({"name": "reach"}, 200, HIDDEN),
    "POST /goals/{goal}/shifts": ({"step": "up"}, 200, HIDDEN),
    "GET /plans": (None, 200, MINE),
    "POST /plans": ({"title": "x", **YEAR}, 201, MINE),
    "POST /plan-documents": ({"document": {}}, 422, MINE),
    "GET /plans/{plan}": (None, 200, SEEN),
    "PATCH /plans/{plan}": ({"title": "x"}, 200, KEPT),
    "DELETE /plans/{plan}": (None, 204, KEPT),
    "GET /plans/{plan}/document": (None, 200, KEPT),
    "GET /plans/{plan}/fit": (None, 200, KEPT),
    "POST /plans/{plan}/next": ({}, 201, KEPT),
    "POST /plans/{plan}/changes/look": ({"cause": "less"}, 200, KEPT),
    "POST /plans/{plan}/changes": ({"cause": "less"}, 201, KEPT),
    "POST /busy-weeks": ({"text": "BEGIN:VCALENDAR\nEND:VCALENDAR"}, 200, MINE),
    "GET /plans/{plan}/versions": (None, 200, KEPT),
    "POST /plans/{plan}/versions": ({"reason": "x"}, 201, KEPT),
    "GET /plans/{plan}/versions/{version}": (None, 200, KEPT),
    "POST /plans/{plan}/versions/{version}/restore": ({}, 200, KEPT),
    "GET /plans/{plan}/objectives": (None, 200, SEEN),
    "POST /plans/{plan}/objectives": ({"what": "x"}, 201, KEPT),
    "GET /objectives": (None, 200, MINE),
    "GET /objectives/{objective}": (None, 200, SEEN),
    "PATCH /objectives/{objective}": ({"what": "x"}, 200, KEPT),
    "DELETE /objectives/{objective}": (None, 204, KEPT),
    "POST /objectives/{objective}/moves": ({"name": "park"}, 200, KEPT),
    "POST /objectives/{objective}/shifts": ({"step": "down"}, 200, KEPT),
    "GET /objectives/{objective}/criteria": (None, 200, SEEN),
    "PUT /objectives/{objective}/criteria": ({"criteria": ["x"]}, 200, KEPT),
    "PATCH /criteria/{criterion}": ({"text": "x"}, 200, KEPT),
    "DELETE /criteria/{criterion}": (None, 204, KEPT),
    "GET /objectives/{objective}/links": (None, 200, SEEN),
    "POST /objectives/{objective}/links": ({"direction": "leads_to", "words": "x"}, 201, KEPT),
    "DELETE /links/{link}": (None, 204, KEPT),
    "GET /activities": (None, 200, MINE),
    "GET /objectives/{objective}/activities": (None, 200, SEEN),
    "POST /objectives/{objective}/activities": ({"title": "x"}, 201, KEPT),
    "GET /activities/{activity}": (None, 200, SEEN),
    "PATCH /activities/{activity}": ({"title": "x"}, 200, KEPT),
    "DELETE /activities/{activity}": (None, 204, KEPT),
    "POST /activities/{activity}/moves": ({"name": "finish"}, 200, KEPT),
    "POST /activities/{activity}/shifts": ({"step": "up"}, 200, KEPT),
    "PUT /activities/{activity}/week": ({"week": "2027-01-04"}, 200, KEPT),
    "POST /activities/{activity}/finish": ({"minutes": 30}, 200, KEPT),
    "GET /entries": (None, 200, MINE),
    "POST /entries": ({"title": "x"}, 201, MINE),
    "GET /entries/{entry}": (None, 200, HIDDEN),
    "PATCH /entries/{entry}": ({"title": "x"}, 200, HIDDEN),
    "DELETE /entries/{entry}": (None, 204, HIDDEN),
    "GET /entries/{entry}/reflection": (None, 200, HIDDEN),
    "PUT /entries/{entry}/reflection": ({"model": "quick", "answers": {}}, 200, HIDDEN),
    "POST /entries/{entry}/attachments": (FILE, 201, HIDDEN),
    "POST /capture": ({"text": "x"}, 201, MINE),
    "GET /reflection-models": (None, 200, MINE),
    "GET /attachments": (None, 200, MINE),
    "POST /attachments": (FILE, 201, MINE),
    "GET /attachments/{file}": (None, 200, HIDDEN),
    "GET /attachments/{file}/file": (None, 200, HIDDEN),
    "DELETE /attachments/{file}": (None, 204, HIDDEN),
    "GET /evidence": (None, 200, MINE),
    "POST /evidence": ({"objective": "{objective}", "kind": "note", "title": "x", "text": "x"}, 201, (422, 422)),
    "GET /objectives/{objective}/evidence": (None, 200, SEEN),
    "GET /evidence/{evidence}": (None, 200, SEEN),
    "PATCH /evidence/{evidence}": ({"title": "x"}, 200, KEPT),
    "DELETE /evidence/{evidence}": (None, 204, KEPT),
    "GET /programmes": (None, 200, MINE),
    "GET /programmes/{programme}": (None, 200, HIDDEN),
    "GET /programmes/{programme}/document": (None, 200, HIDDEN),
    "GET /runs": (None, 200, MINE),
    "GET /runs/{run}": (None, 200, HIDDEN),
    "GET /runs/{run}/things": (None, 200, HIDDEN),
    "GET /runs/{run}/progress": (None, 200, HIDDEN),
    "GET /runs/{run}/participation": (None, 200, HIDDEN),
    "POST /runs/{run}/participation": ({}, 201, HIDDEN),
    "PATCH /runs/{run}/participation": ({"pace": "half"}, 200, HIDDEN),
    "DELETE /runs/{run}/participation": (None, 204, HIDDEN),
    "POST /runs/{run}/pause": (None, 200, HIDDEN),
    "DELETE /runs/{run}/pause": (None, 200, HIDDEN),
    "PUT /runs/{run}/things/{thing}": ({"state": "done"}, 200, HIDDEN),
    "GET /runs/{run}/posts": (None, 200, HIDDEN),
    "POST /runs/{run}/posts": ({"thing": "thing-02", "url": "https://blog.example/2"}, 201, HIDDEN),
    "DELETE /runs/{run}/posts/{post}": (None, 204, HIDDEN),
    "PUT /runs/{run}/posts/{post}/thanks": ({}, 200, HIDDEN),
    "DELETE /runs/{run}/posts/{post}/thanks": (None, 200, HIDDEN),
    "GET /runs/{run}/posts/{post}/comments": (None, 200, HIDDEN),
    "POST /runs/{run}/posts/{post}/comments": ({"text": "x"}, 201, HIDDEN),
    "DELETE /runs/{run}/comments/{comment}": (None, 204, HIDDEN),
    "GET /runs/{run}/group": (None, 200, HIDDEN),
    "PUT /runs/{run}/group/wish": ({"wants": True}, 200, HIDDEN),
    "GET /runs/{run}/group/posts": (None, 200, HIDDEN),
    "POST /runs/{run}/group/posts": ({"text": "x"}, 201, HIDDEN),
    "DELETE /runs/{run}/group/posts/{said}": (None, 204, HIDDEN),
    "GET /runs/{run}/groups": (None, 200, HIDDEN),
    "POST /runs/{run}/groups": ({}, 200, HIDDEN),
    "PUT /runs/{run}/people/{person}/group": ({"number": 1}, 200, HIDDEN),
    "GET /runs/{run}/agreement": (None, 200, HIDDEN),
    "POST /runs/{run}/agreement": ({"email": "manager@example.org"}, 201, HIDDEN),
    "DELETE /runs/{run}/agreement": (None, 204, HIDDEN),
    "GET /runs/{run}/agreements": (None, 200, HIDDEN),
    "GET /runs/{run}/announcements": (None, 200, HIDDEN),
    "POST /runs/{run}/announcements": ({"title": "x", "text": "x"}, 201, HIDDEN),
    "GET /runs/{run}/announcements/{announcement}": (None, 200, HIDDEN),
    "PATCH /runs/{run}/announcements/{announcement}": ({"text": "x"}, 200, HIDDEN),
    "DELETE /runs/{run}/announcements/{announcement}": (None, 204, HIDDEN),
    "GET /runs/{run}/questions": (None, 200, HIDDEN),
    "POST /runs/{run}/questions": ({"text": "x"}, 201, HIDDEN),
    "GET /runs/{run}/questions/{question}": (None, 200, HIDDEN),
    "PATCH /runs/{run}/questions/{question}": ({"public": True}, 200, HIDDEN),
    "DELETE /runs/{run}/questions/{question}": (None, 204, HIDDEN),
    "PUT /runs/{run}/questions/{question}/answer": ({"answer": "x"}, 200, HIDDEN),
    "GET /runs/{run}/survey": (None, 200, HIDDEN),
    "POST /runs/{run}/survey": ({}, 409, HIDDEN),
    "POST /runs/{run}/survey/answers": ({"answers": {"keep": "x"}}, 204, HIDDEN),
    "POST /runs/{run}/survey/close": ({}, 200, HIDDEN),
    "GET /runs/{run}/survey/results": (None, 200, HIDDEN),
    "GET /runs/{run}/survey/results.csv": (None, 409, HIDDEN),
    "GET /runs/{run}/survey/results/{asked}/words": (None, 200, HIDDEN),
    "GET /check-ins": (None, 200, MINE),
    "GET /check-ins/{week}": (None, 200, HIDDEN),
    "PUT /check-ins/{week}": ({"answer": "x"}, 200, MINE),
}


def route(key):
    """A line of the table as the OpenAPI document has it."""
    method, path = key.split(" ")
    told = {f"{{{name}}}": f"{{{name}}}" for name in NAMED}
    told["{said}"] = "{post}"
    parts = [told.get(part, "{key}") if part.startswith("{") else part for part in path.split("/")]
    return method, "/".join(parts)


def test_the_table_has_every_route_and_no_other():
    routes = {(method.upper(), path) for path, each in openapi.document()["paths"].items() for method in each}
    assert {route(key) for key in TABLE} == routes


@pytest.fixture(scope="module")
def scene(once):
    """The keys of the owner's things, the owner, and who may read the plan."""
    with once():
        reader = PersonFactory()
        owner, keys = own_everything(reader=reader)
    return keys, owner, reader


def send(caller, key, keys):
    (method, path), body = key.split(" "), TABLE[key][0]
    if body == FILE:
        return caller.upload(path.format(**keys), "notes.txt", b"Some notes")
    if body:
        body = {name: keys["objective"] if each == "{objective}" else each for name, each in body.items()}
        body = json.loads(json.dumps(body, default=str))
    return caller(method, path.format(**keys), body)


def text_of(response):
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


@pytest.mark.sweep
@pytest.mark.parametrize("key", TABLE)
def test_a_route_answers_each_role_as_the_table_says(scene, key):
    keys, owner, reader = scene
    _body, own, others = TABLE[key]
    strangers, readers = others if others != MINE else (own, own)
    problem(send(Caller(), key, keys), 401)
    if key != "POST /capture":
        problem(send(Caller(owner, "capture"), key, keys), 403)
    if not key.startswith("GET"):
        problem(send(Caller(owner, "read"), key, keys), 403)
    stranger = send(Caller(PersonFactory()), key, keys)
    assert stranger.status_code == strangers
    assert MARKER not in text_of(stranger)
    shown = send(Caller(reader), key, keys)
    assert shown.status_code == readers
    if readers != 200 or others == MINE:
        assert MARKER not in text_of(shown)
    # Last, because it may take the thing away: what others tried left it as it was.
    assert send(Caller(owner), key, keys).status_code == own
