"""Small groups and line managers' agreements by the API: to each as on the pages, and no word more."""

from itertools import count

import pytest

from planfolio.jobs.models import Letter
from planfolio.people.base import new_key
from planfolio.programmes import running, taking_part
from planfolio.programmes.agreeing import actions as agreeing
from planfolio.programmes.groups import actions as groups
from planfolio.programmes.models import Agreement, GroupPost, Participation
from planfolio.testing import PersonFactory
from tests.programmes.runs import begin, wrote

from .calls import Caller, fields, problem
from .test_lists import queries, walk

pytestmark = pytest.mark.django_db
MARK = "quokka-words"
numbers = count()


@pytest.fixture
def coordinator():
    return PersonFactory(name="Amara")


@pytest.fixture
def run(coordinator):
    return begin(coordinator, grouping="pairs", agreement="meanwhile")


def member(run, name="", **wish) -> tuple[Participation, Caller]:
    """Somebody who takes part and wishes for a group."""
    part = taking_part.join(run, by=PersonFactory(name=name or f"Person {next(numbers)}"))
    groups.wish(part, by=part.owner, **{"wants": True, "shows_name": False, **wish})
    return Participation.objects.get(pk=part.pk), Caller(part.owner)


def pair(run):
    two = [member(run, "Nora", shows_name=True), member(run, "Emre")]
    groups.make_groups(run, by=run.owner)
    return two


class TestAGroup:
    def test_somebody_wishes_for_one_is_put_into_it_and_leaves_it(self, coordinator, run):
        there = f"/runs/{run.pk}/group"
        part = taking_part.join(run, by=PersonFactory())
        call, _other = Caller(part.owner), member(run)
        problem(call.get(there), 404)
        wished = call.put(f"{there}/wish", {"wants": True, "shows_name": True}).json()
        assert (wished["wants_group"], wished["named_in_group"]) == (True, True)
        problem(call.put(f"{there}/wish", {"wants": False}, If_Match='"1"'), 412)
        made = Caller(coordinator).post(f"/runs/{run.pk}/groups").json()
        assert [len(each["people"]) for each in made["groups"]] == [2]
        assert made["waiting"] == []
        assert [each["mine"] for each in call.get(there).json()["members"]] == [True, False]
        left = call.put(f"{there}/wish", {"wants": False, "shows_name": True}).json()
        assert (left["wants_group"], left["named_in_group"]) == (False, False)
        problem(call.get(there), 404)

    def test_a_name_is_told_only_where_its_bearer_said_so(self, run):
        (_nora, by_nora), (_emre, by_emre) = pair(run)
        there = f"/runs/{run.pk}/group"
        assert [each["name"] for each in by_emre.get(there).json()["members"]] == ["Nora", "Emre"]
        assert [each["name"] for each in by_nora.get(there).json()["members"]] == ["Nora", "Somebody in your group"]
        by_emre.post(f"{there}/posts", {"text": "Hello"})
        assert by_nora.get(f"{there}/posts").json()["results"][0]["name"] == "Somebody in your group"

    def test_what_is_said_is_for_its_members_alone(self, coordinator, run):
        _nora, (_emre, call) = pair(run)
        there = f"/runs/{run.pk}/group/posts"
        assert call.post(there, {"text": MARK}).json()["text"] == MARK
        outside = taking_part.join(run, by=PersonFactory())
        problem(Caller(outside.owner).get(there), 404)
        problem(Caller(coordinator).get(there), 403)
        problem(Caller(PersonFactory()).post(there, {"text": "x"}), 403)
        for path in ("groups", "agreements", "progress"):
            assert MARK not in Caller(coordinator).get(f"/runs/{run.pk}/{path}").content.decode()

    def test_of_an_entry_the_summary_is_shown_and_never_the_note(self, run):
        (nora, call), (_emre, other) = pair(run)
        wrote(nora, "thing-01", "What I could say", by=nora.owner, share=False, note=MARK)
        entry = nora.steps.get().entry
        there = f"/runs/{run.pk}/group/posts"
        first = call.post(there, {"entry": str(entry.pk)}).json()
        assert call.post(there, {"entry": str(entry.pk)}).json()["id"] == first["id"]
        shown = other.get(there)
        assert [each["text"] for each in shown.json()["results"]] == ["What I could say"]
        assert MARK not in shown.content.decode()
        assert fields(other.post(there, {"entry": str(entry.pk)})) == {"entry"}
        assert fields(call.post(there, {})) == {"text"}
        assert fields(call.post(there, {"text": "a\x00b"})) == {"text"}

    def test_what_was_said_is_taken_back_by_who_said_it_and_said_once(self, run):
        (_nora, call), (_emre, other) = pair(run)
        there, key = f"/runs/{run.pk}/group/posts", str(new_key())
        posts = [call.post(there, {"text": "Hello", "id": key}).json()["id"] for _twice in range(2)]
        assert posts == [key, key]
        problem(other.delete(f"{there}/{key}"), 403)
        problem(call.delete(f"{there}/{key}", If_Match='"7"'), 412)
        assert call.delete(f"{there}/{key}").status_code == 204
        problem(call.delete(f"{there}/{key}"), 404)
        assert GroupPost.objects.kept().count() == 0

    @pytest.mark.usefixtures("one_minute")
    def test_too_much_within_a_minute_waits(self, run, monkeypatch):
        monkeypatch.setattr(groups, "WRITES_EACH_MINUTE", 2)
        (_nora, call), _emre = pair(run)
        sent = [call.post(f"/runs/{run.pk}/group/posts", {"text": str(number)}) for number in range(3)]
        assert [each.status_code for each in sent] == [201, 201, 429]


class TestAllGroups:
    def test_who_coordinates_moves_somebody_and_nobody_against_their_wish(self, coordinator, run):
        (nora, call), _emre = pair(run)
        by, there = Caller(coordinator), f"/runs/{run.pk}/people/{nora.pk}/group"
        assert [each["number"] for each in by.put(there, {"number": None}).json()["groups"]] == [1, 2]
        assert [each["number"] for each in by.put(there, {"number": 1}).json()["groups"]] == [1]
        problem(by.put(there, {"number": 7}), 404)
        assert fields(by.put(there, {"number": 0})) == {"number"}
        assert fields(by.put(there, {})) == {"number"}
        unwilling = taking_part.join(run, by=PersonFactory())
        problem(by.put(f"/runs/{run.pk}/people/{unwilling.pk}/group", {"number": 1}), 409)
        problem(call.put(there, {"number": None}), 403)

    def test_somebody_of_another_run_is_not_moved(self, coordinator, run):
        pair(run)
        stranger, _call = member(begin(PersonFactory(), grouping="pairs"))
        problem(Caller(coordinator).put(f"/runs/{run.pk}/people/{stranger.pk}/group", {"number": 1}), 404)

    def test_they_are_for_who_coordinates(self, run):
        (_nora, call), _emre = pair(run)
        for path in ("groups", "agreements"):
            problem(call.get(f"/runs/{run.pk}/{path}"), 403)
        problem(call.post(f"/runs/{run.pk}/groups"), 403)

    def test_a_run_without_groups_makes_none(self, coordinator):
        problem(Caller(coordinator).post(f"/runs/{begin(coordinator).pk}/groups"), 409)


class TestAnAgreement:
    def test_a_manager_is_asked_answers_and_the_question_is_taken_back(self, run):
        part, call = member(run)
        there = f"/runs/{run.pk}/agreement"
        assert (call.get(there).json()["wanted"], call.get(there).json()["state"]) == ("meanwhile", "")
        asked = call.post(there, {"email": "manager@example.org", "words": MARK})
        assert (asked.status_code, asked.json()["state"], asked.json()["words"]) == (201, "asked", MARK)
        letter = Letter.objects.get(to="manager@example.org")
        assert "/agreement/" in letter.text
        assert MARK not in letter.text
        agreeing.answer(Agreement.objects.get(), agreed=True, words="Not on Mondays")
        told = call.get(there).json()
        assert (told["state"], told["answer"]) == ("yes", "Not on Mondays")
        assert call.get(f"/runs/{run.pk}/participation").json()["agreement"] == "yes"
        problem(call.post(there, {"email": "another@example.org"}), 409)
        assert call.delete(there).status_code == 204
        assert call.get(there).json()["state"] == ""
        assert not Agreement.objects.filter(participation=part).exists()

    def test_who_coordinates_reads_the_state_and_nothing_else(self, coordinator, run):
        _part, call = member(run, "Nora")
        member(run)
        call.post(f"/runs/{run.pk}/agreement", {"email": f"{MARK}@example.org", "name": MARK, "words": MARK})
        agreeing.answer(Agreement.objects.get(), agreed=False, words=MARK)
        answer = Caller(coordinator).get(f"/runs/{run.pk}/agreements")
        assert {(each["name"], each["state"]) for each in answer.json()["results"]} >= {("Nora", "no")}
        assert MARK not in answer.content.decode()
        assert len(walk(Caller(coordinator), f"/runs/{run.pk}/agreements?limit=1")) == 2

    def test_only_ones_own_supervisor_or_an_address_can_be_asked(self, run):
        _part, call = member(run)
        there = f"/runs/{run.pk}/agreement"
        assert fields(call.post(there, {})) == {"email"}
        assert fields(call.post(there, {"email": "nobody"})) == {"email"}
        assert fields(call.post(there, {"supervisor": str(PersonFactory().pk)})) == {"supervisor"}
        assert not Letter.objects.filter(to="nobody").exists()

    @pytest.mark.usefixtures("one_minute")
    def test_it_is_asked_once_with_one_key_and_a_few_times_a_minute(self, run, monkeypatch):
        monkeypatch.setattr(agreeing, "EACH_MINUTE", 2)
        _part, call = member(run)
        there, body = f"/runs/{run.pk}/agreement", {"email": "manager@example.org"}
        for _twice in range(2):
            call.post(there, body, Idempotency_Key="ask-1")
        assert Letter.objects.filter(to="manager@example.org").count() == 1
        assert [call.post(there, body).status_code for _twice in range(2)] == [201, 429]

    def test_a_run_that_asks_for_none_or_is_over_sends_nothing(self, coordinator, run):
        part, call = member(run)
        without = begin(coordinator)
        taking_part.join(without, by=part.owner)
        running.end(run, by=coordinator)
        for each in (run, without):
            problem(call.post(f"/runs/{each.pk}/agreement", {"email": "manager@example.org"}), 409)
        assert not Letter.objects.filter(to="manager@example.org").exists()

    def test_who_does_not_take_part_asks_nobody(self, coordinator, run):
        problem(Caller(coordinator).get(f"/runs/{run.pk}/agreement"), 403)
        problem(Caller(PersonFactory()).post(f"/runs/{run.pk}/agreement", {"email": "manager@example.org"}), 403)


def test_many_cost_as_many_queries_as_few(coordinator, run):
    (_nora, call), _emre = pair(run)
    asked = {call: ["group", "group/posts", "agreement"], Caller(coordinator): ["groups", "agreements"]}

    def costs():
        return {path: queries(each, f"/runs/{run.pk}/{path}") for each, paths in asked.items() for path in paths}

    few = (costs(), costs())[1]
    for _each in range(6):
        member(run)[1].post(f"/runs/{run.pk}/group/posts", {"text": "x"})
        call.post(f"/runs/{run.pk}/group/posts", {"text": "x"})
    assert costs() == few
    assert max(few.values()) <= 12, few
