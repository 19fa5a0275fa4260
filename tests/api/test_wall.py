"""The wall by the API: looked through by words, thanked for and commented on as on its pages."""

import pytest

from planfolio.people.base import new_key
from planfolio.programmes import taking_part, wall
from planfolio.programmes.models import Run, WallComment
from planfolio.testing import PersonFactory
from tests.programmes.runs import begin, wrote

from .calls import Caller, fields, problem
from .test_lists import queries, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return begin(PersonFactory(name="Amara"))


@pytest.fixture
def post(run):
    part = taking_part.join(run, by=PersonFactory(name="Emre"))
    return wrote(part, "thing-01", "A strategy for Embase", by=part.owner)


@pytest.fixture
def call(run):
    return Caller(taking_part.join(run, by=PersonFactory(name="Nora")).owner)


def under(run, post):
    return f"/runs/{run.pk}/posts/{post.pk}/comments"


def test_posts_are_found_by_every_word_that_they_show(call, run, post):
    there = f"/runs/{run.pk}/posts"
    assert [each["id"] for each in walk(call, f"{there}?q=embase%20strategy")] == [str(post.pk)]
    assert walk(call, f"{there}?q=embase%20medline") == []
    problem(call.get(f"{there}?q=a%00b"), 422)
    problem(call.get(f"{there}?q={'a' * 201}"), 422)


def test_thanks_are_given_once_and_taken_back(call, run, post):
    there = f"/runs/{run.pk}/posts/{post.pk}/thanks"
    told = [call.put(there, {}).json() for _twice in range(2)]
    assert [(each["thanks"], each["thanked"]) for each in told] == [(1, True)] * 2
    assert Caller(post.owner).put(there, {}).json()["thanks"] == 1
    assert call.delete(there).json()["thanks"] == 0
    problem(Caller(PersonFactory()).put(there, {}), 403)
    problem(call.put(f"/runs/{run.pk}/posts/{new_key()}/thanks", {}), 404)


def test_a_comment_is_added_once_read_by_those_inside_and_removed_by_its_writer(call, run, post):
    there, key = under(run, post), str(new_key())
    assert [call.post(there, {"text": "Well done", "id": key}).json()["id"] for _twice in range(2)] == [key, key]
    (read,) = walk(Caller(post.owner), there)
    assert (read["text"], read["name"], read["mine"]) == ("Well done", "Somebody in this run", False)
    mine = f"/runs/{run.pk}/comments/{key}"
    problem(Caller(post.owner).delete(mine), 403)
    problem(Caller(run.owner).delete(mine), 403)
    problem(call.delete(mine, If_Match='"7"'), 412)
    assert call.delete(mine).status_code == 204
    problem(call.delete(mine), 404)
    assert walk(call, there) == []


def test_comments_are_for_those_inside_and_say_something(call, run, post):
    stranger = Caller(PersonFactory())
    problem(stranger.get(under(run, post)), 403)
    problem(stranger.post(under(run, post), {"text": "x"}), 403)
    for text in ("", "a\x00b", "a" * 4_001):
        assert fields(call.post(under(run, post), {"text": text})) == {"text"}
    Run.objects.filter(pk=run.pk).update(comments=False)
    problem(call.post(under(run, post), {"text": "x"}), 409)


def test_a_hidden_comment_is_there_for_its_writer_and_who_coordinates(call, run, post):
    key = call.post(under(run, post), {"text": "x"}).json()["id"]
    wall.hide(WallComment.objects.get(pk=key), run, by=run.owner)
    for by, shown in ((call, [True]), (Caller(run.owner), [True]), (Caller(post.owner), [])):
        assert [each["hidden"] for each in walk(by, under(run, post))] == shown


def test_a_comment_of_another_run_is_not_there(call, run, post):
    key = call.post(under(run, post), {"text": "x"}).json()["id"]
    problem(call.delete(f"/runs/{begin(PersonFactory(), title='Another').pk}/comments/{key}"), 403)
    problem(Caller(run.owner).delete(f"/runs/{begin(run.owner, title='Third').pk}/comments/{key}"), 404)


@pytest.mark.usefixtures("one_minute")
def test_too_many_comments_within_a_minute_wait(call, run, post, monkeypatch):
    monkeypatch.setattr(wall, "WRITES_EACH_MINUTE", 2)
    sent = [call.post(under(run, post), {"text": str(number)}) for number in range(3)]
    assert [each.status_code for each in sent] == [201, 201, 429]


def test_many_comments_cost_as_many_queries_as_few(call, run, post):
    wall.comment(post, run, "x", by=post.owner)
    call.get(under(run, post))
    few = queries(call, under(run, post))
    for number in range(12):
        wall.comment(post, run, str(number), by=PersonFactory())
    assert queries(call, under(run, post)) == few
