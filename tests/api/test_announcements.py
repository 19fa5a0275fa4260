"""Announcements by the API: read by those inside, written, changed and withdrawn by who coordinates, mailed once."""

import pytest

from planfolio.jobs.models import Letter
from planfolio.people.base import new_key
from planfolio.programmes import announcing, chores, taking_part
from planfolio.programmes.models import Announcement
from planfolio.testing import PersonFactory
from tests.programmes.runs import begin

from .calls import Caller, fields, problem
from .test_lists import queries, walk

pytestmark = pytest.mark.django_db
SENT = {"title": "Webinar", "text": "On Tuesday"}


@pytest.fixture
def coordinator():
    return PersonFactory(name="Amara")


@pytest.fixture
def call(coordinator):
    return Caller(coordinator)


@pytest.fixture
def run(coordinator):
    return begin(coordinator)


@pytest.fixture
def reader(run):
    """Somebody who takes part."""
    return Caller(taking_part.join(run, by=PersonFactory()).owner)


@pytest.fixture
def there(run):
    return f"/runs/{run.pk}/announcements"


def told(key) -> int:
    return chores.tell_announcement.func(str(key))


@pytest.mark.parametrize("how", ["id", "header"])
def test_it_is_announced_once_read_by_all_inside_and_mailed_once(call, reader, there, how):
    key = str(new_key())
    body, headers = (SENT | {"id": key}, {}) if how == "id" else (SENT, {"Idempotency_Key": "webinar-1"})
    answers = [call.post(there, body, **headers) for _twice in range(2)]
    assert [each.status_code for each in answers] == [201, 201]
    first = answers[0].json()
    assert answers[1].json()["id"] == first["id"]
    assert [told(first["id"]), told(first["id"])] == [1, 0]
    assert Letter.objects.count() == 1
    (read,) = walk(reader, there)
    assert (read["title"], read["text"], read["revision"]) == ("Webinar", "On Tuesday", 1)
    assert reader.get(f"{there}/{first['id']}").json() == read


def test_changed_it_keeps_the_rest_is_not_mailed_again_and_overwrites_no_other_change(call, reader, there):
    key = call.post(there, SENT).json()["id"]
    assert told(key) == 1
    changed = call.patch(f"{there}/{key}", {"text": "On Wednesday"}, If_Match='"1"')
    assert (changed.json()["title"], changed.json()["text"], changed["ETag"]) == ("Webinar", "On Wednesday", '"2"')
    problem(call.patch(f"{there}/{key}", {"text": "On Thursday"}, If_Match='"1"'), 412)
    assert walk(reader, there)[0]["text"] == "On Wednesday"
    assert told(key) == 0
    assert Letter.objects.count() == 1


def test_withdrawn_it_is_gone_with_its_mail_and_can_be_restored(call, reader, there):
    key = call.post(there, SENT).json()["id"]
    told(key)
    problem(call.delete(f"{there}/{key}", If_Match='"7"'), 412)
    assert call.delete(f"{there}/{key}").status_code == 204
    assert not Letter.objects.exists()
    for verb in (call.get, call.delete, reader.get):
        problem(verb(f"{there}/{key}"), 404)
    problem(call.patch(f"{there}/{key}", SENT), 404)
    assert walk(reader, there) == []
    assert call.post(f"/deleted/announcement/{key}/restore").status_code == 200
    assert [each["id"] for each in walk(reader, there)] == [key]


def test_who_takes_part_reads_and_does_no_more_and_others_do_not_read(call, reader, there):
    key = call.post(there, SENT).json()["id"]
    problem(reader.post(there, SENT), 403)
    problem(reader.patch(f"{there}/{key}", SENT), 403)
    problem(reader.delete(f"{there}/{key}"), 403)
    stranger = Caller(PersonFactory())
    for address in (there, f"{there}/{key}"):
        # An open run can be found, and its pages not read.
        problem(stranger.get(address), 403)
    assert Announcement.objects.kept().get().title == "Webinar"


def test_an_announcement_of_another_run_is_not_there(call, coordinator, there):
    key = call.post(there, SENT).json()["id"]
    other = f"/runs/{begin(coordinator, title='Another').pk}/announcements/{key}"
    for answer in (call.get(other), call.patch(other, SENT), call.delete(other)):
        problem(answer, 404)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"title": ""}, "title"),
        ({"text": ""}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"title": "x" * 301}, "title"),
        ({"text": "x" * 8_001}, "text"),
        ({"title": 7}, "title"),
        ({"colour": "green"}, "colour"),
    ],
)
def test_what_cannot_be_announced_is_refused_by_its_name(call, there, wrong, named):
    assert fields(call.post(there, SENT | wrong)) == {named}
    key = call.post(there, SENT).json()["id"]
    assert fields(call.patch(f"{there}/{key}", wrong)) == {named}
    assert Announcement.objects.get().text == "On Tuesday"


@pytest.mark.usefixtures("one_minute")
def test_page_and_api_have_one_limit_within_a_minute(call, coordinator, run, there, monkeypatch):
    monkeypatch.setattr(announcing, "EACH_MINUTE", 2)
    announcing.announce(run, by=coordinator, **SENT)
    assert [call.post(there, SENT).status_code for _twice in range(2)] == [201, 429]


def test_a_run_holds_so_many_and_no_more(call, there, monkeypatch):
    monkeypatch.setattr(announcing, "LIMIT", 1)
    call.post(there, SENT)
    problem(call.post(there, SENT), 422)


def test_many_come_in_pages_and_cost_as_many_queries_as_few(call, coordinator, run, there):
    def grow(count):
        rows = [Announcement(owner=coordinator, run=run, title=str(number), text="x") for number in range(count)]
        Announcement.objects.bulk_create(rows)

    grow(1)
    call.get(there)
    few = queries(call, there)
    grow(12)
    assert queries(call, there) == few <= 8
    assert len({each["id"] for each in walk(call, f"{there}?limit=5")}) == 13
    problem(call.get(f"{there}?after=made-up"), 422)
