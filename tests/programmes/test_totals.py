"""The totals of a run, kept by the database: whatever happens, they are what counting everything anew gives."""

from datetime import date

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from planfolio.people import removal
from planfolio.plans.models import Activity
from planfolio.programmes import progress, taking_part, upkeep
from planfolio.programmes.document import find
from planfolio.programmes.models import Participation, Step, ThingTotal
from planfolio.testing import PersonFactory, PlanFactory
from tests.programmes.runs import begin

pytestmark = pytest.mark.django_db
KEYS = ("thing-01", "thing-02", "thing-03")


def kept() -> list[tuple]:
    rows = ThingTotal.objects.exclude(done=0, skipped=0, rated=0).order_by("run", "key")
    return list(rows.values_list("run", "key", "done", "skipped", "rated", "useful"))


def anew() -> list[tuple]:
    """What the rows say, read one by one; and what `total_again` makes of them."""
    sums: dict[tuple, list[int]] = {}
    here = Step.objects.filter(participation__left_at=None, participation__deleted_at=None)
    for step in here.select_related("participation", "activity"):
        ticked = step.activity and step.activity.state == "done" and step.activity.deleted_at is None
        found = sums.setdefault((step.participation.run_id, step.key), [0, 0, 0, 0])
        found[0] += step.state == "done" or bool(step.state == "open" and ticked)
        found[1] += step.state == "skipped"
        found[2] += step.usefulness is not None
        found[3] += step.usefulness or 0
    return sorted((*key, *counts) for key, counts in sums.items() if any(counts[:3]))


@pytest.fixture
def parts():
    run = begin(PersonFactory(), starts=date(2026, 3, 2))
    made = []
    for _number in range(2):
        person = PersonFactory()
        PlanFactory(owner=person)
        made.append(taking_part.join(run, by=person))
        taking_part.put_in_plan(made[-1], by=person)
    return made


def act(part: Participation, verb: str, key: str) -> None:
    rows = Activity.objects.filter(pk__in=Step.objects.filter(participation=part, key=key).values("activity"))
    acts = {
        "done": lambda: taking_part.mark(part, find(part.run.doc, key), "done", by=part.owner, usefulness=3),
        "open": lambda: taking_part.mark(part, find(part.run.doc, key), "open", by=part.owner),
        "skipped": lambda: taking_part.mark(part, find(part.run.doc, key), "skipped", by=part.owner, usefulness=1),
        "ticked": lambda: rows.update(state="done", done_on=date(2026, 3, 3)),
        "unticked": lambda: rows.update(state="open", done_on=None),
        "away": lambda: [removal.remove(row) for row in rows.filter(deleted_at=None)],
        "leave": lambda: taking_part.leave(part, by=part.owner),
        "rejoin": lambda: taking_part.join(part.run, by=part.owner),
        "forget": lambda: Step.objects.filter(participation=part, key=key).delete(),
        "erase": lambda: rows.delete(),
    }
    acts[verb]()


VERBS = ["done", "open", "skipped", "ticked", "unticked", "away", "leave", "rejoin", "forget", "erase"]
STORY = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(VERBS), st.sampled_from(KEYS)), min_size=4, max_size=12)


def test_the_totals_are_what_counting_anew_gives_whatever_people_did(parts):
    from django.db import transaction

    @settings(max_examples=10, deadline=None)
    @given(STORY)
    def holds(story):
        with transaction.atomic():
            for who, verb, key in story:
                act(parts[who], verb, key)
                assert kept() == anew()
            before = kept()
            upkeep.total_again(connection)
            assert kept() == before
            transaction.set_rollback(True)

    holds()


def test_a_thing_ticked_off_in_the_plan_is_done_and_one_who_left_is_not_counted(parts):
    first, second = parts
    act(first, "ticked", "thing-01")
    act(second, "done", "thing-01")
    row = progress.things(first.run)[0]
    assert (row.done, row.usefulness) == (2, 3.0)
    act(second, "leave", "thing-01")
    assert progress.things(first.run)[0].done == 1
    act(second, "rejoin", "thing-01")
    act(first, "away", "thing-01")
    assert progress.things(first.run)[0].done == 1


def test_a_run_that_is_erased_takes_its_totals_along(parts):
    act(parts[0], "done", "thing-01")
    parts[0].run.delete()
    assert not ThingTotal.objects.exists()


def test_rows_that_go_in_any_order_leave_no_total_behind(parts):
    from django.db import transaction

    act(parts[0], "done", "thing-01")
    with transaction.atomic():
        ThingTotal.objects.all().delete()
        Step.objects.all().delete()
        assert not ThingTotal.objects.exists()
        transaction.set_rollback(True)
