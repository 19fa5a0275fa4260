"""A whole operation or none of it: it is stopped at each of its calls of the database, and all is as it was before."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection

from planfolio.exchange import archive_views
from planfolio.exchange.archive import holding
from planfolio.exchange.archive.writing import gather, pieces
from planfolio.exchange.models import Arrival
from planfolio.journal.incoming import incoming
from planfolio.people import tombstones
from planfolio.people.base import new_key
from planfolio.people.organisations import inviting
from planfolio.plans.models import Plan
from planfolio.testing import PlanFactory
from planfolio.web import kept
from tests.journal.factories import a_week
from tests.people.organisation_cast import house, invited, looked_over
from tests.world import world

pytestmark = pytest.mark.django_db
#: What is written although the operation is not done: limits that were used, sessions, answers of the database itself.
BESIDE = {"people_cache", "django_session", "usersessions_usersession", "people_pulse"}
CSV = b"Objective;Why;Strategies;Target date\nLearn to search;Because;Read;2027-03-01\nTeach;So;Try;2027-05-01\n"


def everything() -> dict:
    """Each row of each table, and each file that is kept."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in BESIDE and "_fts" not in table:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found[table] = sorted(map(repr, cursor.fetchall()))
    root = Path(settings.MEDIA_ROOT)
    found["files"] = sorted(str(path) for path in root.glob("*/*") if path.parent.name != ".incoming")
    return found


class Stopped(OperationalError):
    pass


def stopped_at(call: int):
    """An execute wrapper that lets so many writes through, and no more."""
    calls = [0]

    def wrapper(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")) and not any(name in sql for name in BESIDE):
            calls[0] += 1
            if calls[0] == call:
                raise Stopped("stopped for a trial")
        return execute(sql, params, many, context)

    wrapper.calls = calls
    return wrapper


def stop_everywhere(client, there: str, sent, *, at_least: int) -> None:
    """Stop the form at each of its writes in turn: refused with a page, nothing changed. At last it goes through."""
    client.raise_request_exception = False
    before = everything()
    for call in range(1, 400):
        wrapper = stopped_at(call)
        with connection.execute_wrapper(wrapper):
            answer = client.post(there, sent())
        if wrapper.calls[0] < call:
            assert answer.status_code == 302, answer.content
            assert everything() != before
            assert call > at_least, f"only {call - 1} writes were stopped"
            return
        assert answer.status_code == 503, (call, answer.status_code)
        after = everything()
        assert after == before, (call, [name for name in before if after[name] != before[name]])
    raise AssertionError("it never went through")


def test_asvs_2_3_3_bringing_a_plan_in(people, sign_in):
    client = sign_in(people.owner)
    client.post("/plans/import/", {"file": SimpleUploadedFile("plan.csv", CSV), "id": new_key()})
    arrival = Arrival.objects.get()
    sent = {"title": "Mine", "starts": "2027-01-01", "ends": "2027-12-31", "language": "en"}
    stop_everywhere(client, f"/plans/import/{arrival.pk}/", lambda: sent, at_least=8)


def test_asvs_2_3_3_copying_a_plan(people, sign_in):
    scene = world(people.owner)
    stop_everywhere(
        sign_in(people.owner),
        f"/plans/{scene['plan']}/copy/",
        lambda: {"id": new_key(), "starts": "2027-01-01"},
        at_least=5,
    )
    assert Plan.objects.owned(people.owner).count() == 2


def test_asvs_2_3_3_starting_from_an_example(people, sign_in):
    client, before = sign_in(people.owner), everything()
    client.raise_request_exception = False
    for call in (1, 2, 5, 10, 25, 50):
        with connection.execute_wrapper(stopped_at(call)):
            assert client.post("/examples/ward-nurse/", {"id": new_key(), "starts": "2027-01-01"}).status_code == 503
        assert everything() == before, call


def test_asvs_2_3_3_closing_a_week(people, sign_in):
    _objective, activities = a_week(people.owner)
    kept.forget()
    sent = {"close": "1", "answer": "Enough", "done": [str(row.pk) for row in activities]}
    sent |= {f"time-{row.pk}": "60" for row in activities}
    stop_everywhere(sign_in(people.owner), "/", lambda: sent, at_least=6)


def test_asvs_2_3_3_a_whole_entry(people, sign_in):
    objective, activities = a_week(people.owner)
    sent = {
        "title": "Learned", "day": "2027-01-04", "minutes": "60", "note": "Mine", "language": "en", "once": new_key(),
        "objectives": [str(objective.pk)], "activities": [str(row.pk) for row in activities],
        "builds_on": str(objective.pk),
    }  # fmt: skip
    stop_everywhere(sign_in(people.owner), "/journal/new/", lambda: sent, at_least=4)


def test_asvs_2_3_3_files_of_an_entry(people, sign_in):
    scene = world(people.owner)
    files = lambda: {"files": [SimpleUploadedFile(f"{place}.txt", b"words") for place in range(3)]}  # noqa: E731
    stop_everywhere(sign_in(people.owner), f"/journal/{scene['entry'][1]}/files/", files, at_least=3)


def test_asvs_2_3_3_evidence_with_its_file(people, sign_in):
    objective, _activities = a_week(people.owner)
    sent = lambda: {  # noqa: E731
        "objective": str(objective.pk), "kind": "file", "title": "Shown", "day": "2027-01-04", "once": new_key(),
        "file": SimpleUploadedFile("a.txt", b"words"),
    }  # fmt: skip
    stop_everywhere(sign_in(people.owner), "/portfolio/new/", sent, at_least=2)


def test_asvs_2_3_3_erasing_a_plan(people, sign_in):
    plan = PlanFactory(owner=people.owner, deleted_at="2027-01-01T00:00:00Z")
    stop_everywhere(sign_in(people.owner), f"/account/deleted/plan/{plan.pk}/", dict, at_least=2)


def test_asvs_2_3_3_joining_an_organisation(people, sign_in):
    here = house()
    _invitation, link = invited(here, "sam@example.org", team=here.team)
    client = sign_in(people.stranger)
    client.get(link)
    stop_everywhere(client, "/joining/", dict, at_least=3)
    assert people.stranger.memberships.get().teams.get() == here.team


def test_asvs_2_3_3_inviting_some_of_a_list():
    here = house()
    roster = looked_over(here, "\n".join(f"p{place}@example.org" for place in range(4)), teams_of_file=True)
    inviting.confirm(roster)
    before = everything()
    for call in (1, 2, 3, 5, 7):
        with connection.execute_wrapper(stopped_at(call)), pytest.raises(OperationalError):
            inviting.invite_people.call(str(roster.pk))
        assert everything() == before, call
    inviting.invite_people.call(str(roster.pk))
    assert here.organisation.invitations.count() == 4


def test_asvs_2_3_3_bringing_a_copy_of_everything_in(people, sign_in, monkeypatch):
    monkeypatch.setattr(archive_views, "BROUGHT_EACH_MINUTE", 10_000)
    world(people.owner)
    key, copy = new_key(), b"".join(pieces(gather(people.owner)))
    holding.hold(incoming("copy.zip", "", [copy]), by=people.stranger, key=key)
    stop_everywhere(sign_in(people.stranger), f"/account/copy/in/{key}/", lambda: {"profile": "on"}, at_least=15)


@pytest.mark.slow
def test_asvs_2_3_3_the_end_of_an_account(people, sign_in, settings, tmp_path):
    settings.DATA = tmp_path
    world(people.owner)
    stop_everywhere(sign_in(people.owner), "/account/delete/", dict, at_least=20)
    assert tombstones.buried(tmp_path / tombstones.NAME) == {tombstones.mark_of(people.owner.pk)}
