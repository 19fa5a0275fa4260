"""What could give: each proposal is the least of its kind, held against an independent search."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import numpy
import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from planfolio.plans.capacity import day_minutes
from planfolio.plans.gives import MOST_PARKED, proposals
from planfolio.plans.models import Activity
from planfolio.plans.roadmap import Job, schedule
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory
from tests.api.calls import Caller
from tests.plans.test_roadmap import capacities, capacity, day, plans, windows

sizes = st.integers(1, 120)


def fits(jobs, time) -> bool:
    return schedule(jobs, time, run_on=0).fit.bottleneck is None


def done_in_time(jobs, time) -> int:
    """The most minutes that find a day of their window: a maximum flow, by SciPy."""
    minutes, window = day_minutes(time), windows(jobs, time)
    days, size = len(minutes), len(jobs) + len(minutes) + 2
    graph = numpy.zeros((size, size), dtype=numpy.int32)
    for row, job in enumerate(jobs, 1):
        graph[0, row] = job.minutes
        begin, after = ((edge - time.first).days for edge in window[job.key])
        graph[row, 1 + len(jobs) + max(0, begin) : 1 + len(jobs) + max(0, min(days, after + 1))] = job.minutes
    graph[1 + len(jobs) : -1, -1] = minutes
    return maximum_flow(csr_array(graph), 0, size - 1).flow_value


def left(jobs, gone):
    """The jobs without those of `gone`, which hand on what they waited for."""
    by_key = {job.key: job for job in jobs}

    def firsts(job):
        found = []
        for key in job.after:
            found += firsts(by_key[key]) if key in gone else [key]
        return tuple(dict.fromkeys(found))

    return [replace(job, after=firsts(job)) for job in jobs if job.key not in gone]


@pytest.mark.slow
@settings(max_examples=200)
@given(plans(), capacities())
def test_the_least_to_shrink_is_what_no_schedule_can_do(jobs, time):
    found = proposals(jobs, time)
    if found is None:
        assert fits(jobs, time)
        return
    assert found.shrink.minutes == sum(job.minutes for job in jobs) - done_in_time(jobs, time)
    off = dict(found.shrink.off)
    assert sum(off.values()) == found.shrink.minutes
    assert found.shrink.fit.bottleneck is None
    assert fits([replace(job, minutes=job.minutes - off.get(job.key, 0)) for job in jobs], time)


@pytest.mark.slow
@settings(max_examples=120)
@given(plans(), capacities())
def test_no_fewer_activities_would_do_and_none_as_few_with_less_in_them(jobs, time):
    found = proposals(jobs, time)
    if found is None:
        return
    for count in range(1, MOST_PARKED + 1):
        sets = [keys for keys in combinations([job.key for job in jobs], count) if fits(left(jobs, set(keys)), time)]
        if sets:
            minutes = {job.key: job.minutes for job in jobs}
            assert len(found.park.jobs) == count
            assert found.park.minutes == min(sum(minutes[key] for key in keys) for keys in sets)
            assert found.park.fit.bottleneck is None
            return
    assert found.park is None


@pytest.mark.slow
@settings(max_examples=100)
@given(plans(), capacities())
def test_no_date_moves_more_than_it_must(jobs, time):
    found = proposals(jobs, time)
    if found is None or found.later is None:
        return
    later = found.later
    whole = later.day is None

    def moved(days):
        by = timedelta(days=days)
        there = [replace(job, due=job.due + by) if job.key in later.jobs else job for job in jobs]
        return there, replace(time, end=time.end + by) if whole or not later.jobs else time

    assert fits(*moved(later.days))
    assert later.fit.bottleneck is None
    assert not any(fits(*moved(days)) for days in range(later.days))
    if not whole:
        ends = replace(time, end=time.end + timedelta(days=later.days - 1))
        assert later.days == 1 or not fits(jobs, ends)


@pytest.mark.slow
@settings(max_examples=100)
@given(plans(), capacities())
def test_a_minute_less_in_the_week_would_not_do(jobs, time):
    found = proposals(jobs, time)
    if found is None or found.more is None:
        return
    more = found.more
    assert more.weekly == time.weekly + more.minutes
    assert fits(jobs, replace(time, weekly=more.weekly))
    assert not fits(jobs, replace(time, weekly=more.weekly - 1))


def test_a_plan_that_fits_needs_nothing_to_give():
    assert proposals([Job(key="a", minutes=60)], capacity()) is None


def test_without_any_time_only_less_work_and_more_time_help():
    found = proposals([Job(key="a", minutes=60)], capacity(weekly=0))
    assert found.later is None
    assert found.shrink.minutes == 60
    assert found.park.jobs == ("a",)
    assert found.more.minutes == 15


def test_one_date_is_told_with_its_day():
    jobs = [Job(key="a", minutes=70, due=day(3)), Job(key="b", minutes=10)]
    found = proposals(jobs, capacity())
    assert (found.later.jobs, found.later.day) == (("a",), day(6))


@pytest.mark.parametrize("size", [60, 500])
def test_a_large_plan_is_answered(size):
    jobs = [Job(key=str(n), minutes=120, due=day(n % 50) if n % 3 else None) for n in range(size)]
    found = proposals(jobs, capacity(weekly=300, end=700))
    assert found.later
    assert found.shrink.fit.bottleneck is None


@pytest.fixture
def too_much(people):
    plan = PlanFactory(owner=people.owner, starts=people.owner.today(), ends=people.owner.today() + timedelta(days=27))
    objective = ObjectiveFactory(plan=plan, what="Peer review a search", state="active")
    ActivityFactory(objective=objective, title="Read six searches", minutes=3_000)
    return plan


def test_the_page_says_what_could_give_and_moves_nothing(too_much, sign_in):
    client = sign_in(too_much.owner)
    assert "See what could give" in client.get(too_much.get_absolute_url()).text
    page = client.get(reverse("plan-roadmap", args=[too_much.pk])).text
    assert "What could give" in page
    for words in ("later, on", "less in all:", "Leave one activity out:", "more in a normal week"):
        assert words in page
    assert Activity.objects.get().minutes == 3_000


def test_a_plan_that_fits_is_offered_nothing(too_much, sign_in):
    Activity.objects.update(minutes=30)
    client = sign_in(too_much.owner)
    assert "See what could give" not in client.get(too_much.get_absolute_url()).text
    assert "What could give" not in client.get(reverse("plan-roadmap", args=[too_much.pk])).text


@pytest.mark.django_db
def test_the_api_gives_the_proof_and_what_would_help(too_much):
    facts = Caller(too_much.owner).get(f"/plans/{too_much.pk}/fit").json()
    assert facts["bottleneck"]["over"] == facts["bottleneck"]["needed"] - facts["bottleneck"]["available"]
    kinds = {give["kind"]: give for give in facts["gives"]}
    assert set(kinds) == {"later", "shrink", "park", "more"}
    assert kinds["shrink"]["minutes"] == facts["bottleneck"]["over"]
    assert kinds["park"]["activities"] == [str(Activity.objects.get().pk)]
    assert facts["forecast"]["assumed"] is True
