"""Programmes by the API: what a program reads, how it takes part, and what it is refused."""

import pytest

from planfolio.people.base import new_key
from planfolio.programmes import actions, taking_part
from planfolio.programmes.models import Participation, WallPost
from planfolio.testing import PersonFactory, PlanFactory
from tests.people.organisation_cast import house
from tests.programmes.runs import begin, wrote
from tests.programmes.written import small_programme

from .calls import Caller, fields, problem
from .test_lists import queries, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return PersonFactory(name="Amara")


@pytest.fixture
def person():
    return PersonFactory(name="Nora")


@pytest.fixture
def call(person):
    return Caller(person)


@pytest.fixture
def run(coordinator):
    return begin(coordinator)


def test_programmes_are_ones_own_and_those_that_are_shared(call, person, coordinator):
    mine = actions.add_programme(small_programme(title="Mine"), by=person)
    shared = actions.add_programme(small_programme(title="Shared"), by=coordinator)
    actions.add_programme(small_programme(title="Private"), by=coordinator)
    actions.publish(shared, by=coordinator)
    told = {each["title"]: (each["mine"], each["author"]) for each in walk(call, "/programmes?limit=1")}
    assert told == {"Mine": (True, "Nora"), "Shared": (False, "Amara")}
    assert [each["title"] for each in walk(call, "/programmes?whose=others")] == ["Shared"]
    assert [each["title"] for each in walk(call, "/programmes?language=fr")] == []
    document = call.get(f"/programmes/{mine.pk}/document").json()
    assert [each["key"] for each in document["modules"][0]["things"]] == ["thing-01", "thing-02"]


def test_runs_say_what_one_is_in_them(call, person, run):
    begin(person, title="Coordinated")
    begin(PersonFactory(), title="Closed", joining="invited")
    assert {each["title"]: each["role"] for each in walk(call, "/runs")} == {"A run": "", "Coordinated": "coordinator"}
    call.post(f"/runs/{run.pk}/participation")
    assert call.get(f"/runs/{run.pk}").json()["role"] == "participant"
    for role, title in (("coordinator", "Coordinated"), ("participant", "A run")):
        assert [each["title"] for each in walk(call, f"/runs?role={role}")] == [title]
    assert walk(call, "/runs?role=open") == []


def test_somebody_joins_changes_pauses_leaves_and_joins_again(call, person, run):
    PlanFactory(owner=person)
    there = f"/runs/{run.pk}/participation"
    problem(call.get(there), 403)
    joined = call.post(there, {"part": "picker", "in_plan": True})
    assert (joined.status_code, joined.json()["part"]) == (201, "picker")
    assert Participation.objects.get().objective_id
    changed = call.patch(
        there, {"pace": "half", "shows_name": True}, If_Match=f'"{call.get(there).json()["revision"]}"'
    )
    assert (changed.json()["part"], changed.json()["pace"], changed.json()["shows_name"]) == ("picker", "half", True)
    problem(call.patch(there, {"pace": "self"}, If_Match='"1"'), 412)
    assert len(call.post(f"/runs/{run.pk}/pause").json()["pauses"]) == 1
    assert call.post(f"/runs/{run.pk}/pause").status_code == 409
    assert call.delete(f"/runs/{run.pk}/pause").json()["pauses"] == []
    assert call.delete(there).status_code == 204
    problem(call.get(there), 403)
    assert call.post(there).status_code == 201
    assert Participation.objects.count() == 1


def test_a_write_that_is_sent_twice_is_done_once(call, run):
    there = f"/runs/{run.pk}/participation"
    first = call.post(there, {}, Idempotency_Key="join-1")
    again = call.post(there, {}, Idempotency_Key="join-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    key = str(new_key())
    body = {"thing": "thing-01", "url": "https://blog.example/1", "id": key}
    posts = [call.post(f"/runs/{run.pk}/posts", body, Idempotency_Key="post-1").json()["id"] for _twice in range(2)]
    assert posts == [key, key]
    assert WallPost.objects.count() == 1


def test_things_are_done_skipped_and_opened_again(call, run):
    call.post(f"/runs/{run.pk}/participation")
    there = f"/runs/{run.pk}/things/thing-01"
    assert call.put(there, {"state": "done", "usefulness": "4"}).json()["usefulness"] == 4
    assert call.get(f"/runs/{run.pk}/things").json()["results"][0]["state"] == "done"
    assert call.put(there, {"state": "open"}).json() == {
        "thing": "thing-01", "state": "open", "usefulness": 4, "done_on": None,
    }  # fmt: skip
    assert fields(call.put(there, {"state": "perfect"})) == {"state"}
    problem(call.put(f"/runs/{run.pk}/things/thing-99", {"state": "done"}), 404)


def test_only_the_summary_of_ones_own_entry_is_put_on_the_wall(call, person, coordinator, run):
    call.post(f"/runs/{run.pk}/participation")
    entry = call.post("/entries", {"title": "x", "summary": "A sentence", "note": "SECRET-NOTE"}).json()["id"]
    bare = call.post("/entries", {"title": "y"}).json()["id"]
    there = f"/runs/{run.pk}/posts"
    post = call.post(there, {"thing": "thing-01", "entry": entry})
    assert post.status_code == 201, post.content
    assert (post.json()["text"], post.json()["mine"]) == ("A sentence", True)
    assert call.post(there, {"thing": "thing-01", "entry": bare}).status_code == 422
    foreign = Caller(coordinator).post("/entries", {"title": "z", "summary": "Theirs"}).json()["id"]
    assert fields(call.post(there, {"thing": "thing-01", "entry": foreign})) == {"entry"}
    assert fields(call.post(there, {"thing": "thing-01"})) == {"entry"}
    assert fields(call.post(there, {"thing": "thing-01", "url": "javascript:1"})) == {"url"}
    wall = Caller(coordinator).get(there)
    assert [each["text"] for each in wall.json()["results"]] == ["A sentence"]
    assert "SECRET-NOTE" not in wall.content.decode()
    assert "Nora" not in wall.content.decode()
    problem(Caller(coordinator).delete(f"{there}/{post.json()['id']}"), 403)
    assert call.delete(f"{there}/{post.json()['id']}").status_code == 204
    assert call.get(there).json()["results"] == []


def test_the_wall_and_the_things_are_for_those_inside(call, run):
    for there in ("posts", "things", "progress"):
        problem(call.get(f"/runs/{run.pk}/{there}"), 403)
    call.post(f"/runs/{run.pk}/participation")
    assert call.get(f"/runs/{run.pk}/posts").status_code == 200
    problem(call.get(f"/runs/{run.pk}/progress"), 403)


def test_progress_tells_what_is_done_and_no_word(call, coordinator, run):
    people = [PersonFactory() for _each in range(3)]
    for each in people:
        wrote(taking_part.join(run, by=each), "thing-01", "SAID", by=each, note="NOTED")
    answer = Caller(coordinator).get(f"/runs/{run.pk}/progress")
    assert [each["done"] for each in answer.json()["results"]] == [1, 1, 1]
    assert len(walk(Caller(coordinator), f"/runs/{run.pk}/progress?limit=2")) == 3
    assert not any(word in answer.content.decode() for word in ("SAID", "NOTED"))


def test_many_cost_as_many_queries_as_few(coordinator, run):
    call = Caller(coordinator)
    paths = ("/programmes", "/runs", f"/runs/{run.pk}/posts", f"/runs/{run.pk}/progress", f"/runs/{run.pk}/things")

    def grow(count):
        for _number in range(count):
            actions.add_programme(small_programme(), by=coordinator)
            begin(coordinator)
            each = PersonFactory()
            wrote(taking_part.join(run, by=each), "thing-01", "Words", by=each)

    grow(2)
    for path in paths:
        call.get(path)
    few = {path: queries(call, path) for path in paths}
    grow(12)
    assert {path: queries(call, path) for path in paths} == few
    assert max(few.values()) <= 12, few


def test_what_is_shared_with_everybody_stays_within_an_organisation(call, person, coordinator, run):
    shared = actions.add_programme(small_programme(title="Shared"), by=coordinator)
    actions.publish(shared, by=coordinator)
    house("A house apart", administrator=coordinator)
    for path in ("/programmes", "/runs", "/runs?role=open"):
        assert walk(call, path) == []
    for path in (f"/programmes/{shared.pk}", f"/programmes/{shared.pk}/document", f"/runs/{run.pk}"):
        problem(call.get(path), 404)
    problem(call.post(f"/runs/{run.pk}/participation"), 404)
