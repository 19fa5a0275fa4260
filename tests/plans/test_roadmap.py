from datetime import date, timedelta

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from planfolio.plans.capacity import Capacity, day_minutes
from planfolio.plans.roadmap import CircleError, Job, Verdict, next_jobs, schedule

MONDAY = date(2026, 5, 4)


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


def capacity(weekly=70, end=27, **more) -> Capacity:
    return Capacity(**({"weekly": weekly, "today": MONDAY, "end": day(end)} | more))


offsets = st.integers(-5, 30)
dates = offsets.map(day)
estimates = st.integers(1, 120)


@st.composite
def capacities(draw):
    breaks = draw(st.lists(st.tuples(dates, st.integers(0, 20)), max_size=2))
    return Capacity(
        weekly=draw(st.sampled_from([0, 5, 30, 70, 300])),
        today=draw(st.integers(0, 6).map(day)),
        starts=draw(st.none() | dates),
        end=draw(st.integers(0, 25).map(day)),
        breaks=tuple((starts, starts + timedelta(days=length)) for starts, length in breaks),
        exceptions=tuple(draw(st.lists(st.tuples(dates, st.sampled_from([0, 20, 200])), max_size=2))),
        logged=draw(st.sampled_from([0, 0, 15, 100])),
    )


@st.composite
def plans(draw, minutes=estimates):
    count = draw(st.integers(1, 8))
    return [
        Job(
            key=str(number),
            minutes=draw(minutes),
            earliest=draw(st.none() | dates),
            due=draw(st.none() | dates),
            after=tuple(str(other) for other in range(number) if draw(st.integers(0, 3)) == 0),
            order=draw(st.integers(0, 3)),
        )
        for number in range(count)
    ]


def windows(jobs, capacity):
    """First and last day of each job, from those of all jobs before and after it, by walking every path."""
    by_key = {job.key: job for job in jobs}

    def all_before(job):
        return {job.key}.union(*(all_before(by_key[key]) for key in job.after))

    before = {job.key: all_before(job) for job in jobs}
    first = {job.key: max(capacity.first, job.earliest or capacity.first) for job in jobs}
    last = {job.key: min(capacity.end, job.due or capacity.end) for job in jobs}
    return {
        key: (
            max(first[other] for other in before[key]),
            min(last[other] for other in by_key if key in before[other]),
        )
        for key in by_key
    }


def can_be_done(jobs, minutes, first, window) -> bool:
    """Whether all minutes find a day of their window: a maximum flow from jobs through days, by SciPy."""
    days, size = len(minutes), len(jobs) + len(minutes) + 2
    graph = numpy.zeros((size, size), dtype=numpy.int32)
    for row, job in enumerate(jobs, 1):
        graph[0, row] = job.minutes
        begin, after = ((edge - first).days for edge in window[job.key])
        graph[row, 1 + len(jobs) + max(0, begin) : 1 + len(jobs) + max(0, min(days, after + 1))] = job.minutes
    graph[1 + len(jobs) : -1, -1] = minutes
    return maximum_flow(csr_array(graph), 0, size - 1).flow_value == sum(job.minutes for job in jobs)


def least_lateness(jobs, minutes, first, window) -> int | None:
    """The least lateness that lets all be done, by trying: a bound that no schedule of linked jobs can beat."""

    def done_with(lateness):
        late = {key: (begin, end + timedelta(days=lateness)) for key, (begin, end) in window.items()}
        return can_be_done(jobs, minutes, first, late)

    low, high = -100, 1000
    if not done_with(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if done_with(middle) else (middle + 1, high)
    return low


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(plans(), capacities())
def test_no_schedule_has_less_maximum_lateness(jobs, capacity):
    result = schedule(jobs, capacity, run_on=60)
    minutes = day_minutes(capacity, run_on=60)
    assert result.max_lateness == least_lateness(jobs, minutes, capacity.first, windows(jobs, capacity))


@settings(max_examples=150, deadline=None)
@given(plans(), capacities())
def test_the_schedule_can_be_followed(jobs, capacity):
    result = schedule(jobs, capacity, run_on=60)
    by_key = {job.key: job for job in result.jobs}
    finished = [job for job in jobs if not by_key[job.key].unscheduled]
    for job in jobs:
        planned = by_key[job.key]
        assert sum(share for _, share in planned.weeks) + planned.unscheduled == job.minutes
        assert planned.starts is None or planned.starts >= max(capacity.first, job.earliest or capacity.first)
        for key in job.after:
            assert planned.starts is None or by_key[key].finishes <= planned.starts
            assert by_key[key].place < planned.place
    assert all(week.planned <= week.capacity for week in result.weeks)
    spans = {job.key: (by_key[job.key].starts, by_key[job.key].finishes) for job in finished}
    assert can_be_done(finished, day_minutes(capacity, run_on=60), capacity.first, spans)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(plans(st.none() | st.integers(0, 120)), capacities())
def test_the_bottleneck_is_the_interval_that_is_over_by_most(jobs, capacity):
    fit = schedule(jobs, capacity, run_on=60).fit
    window = windows(jobs, capacity)
    minutes = dict(enumerate(day_minutes(capacity, run_on=60), capacity.first.toordinal()))

    def numbers(starts, ends):
        inside = [job for job in jobs if job.minutes and window[job.key][0] >= starts and window[job.key][1] <= ends]
        room = sum(minutes.get(each, 0) for each in range(starts.toordinal(), ends.toordinal() + 1))
        return sum(job.minutes for job in inside), room, {job.key for job in inside}

    starts, ends = zip(*window.values(), strict=True)
    most = max(needed - room for needed, room, _ in (numbers(start, end) for start in starts for end in ends))
    assert (fit.verdict == Verdict.OVER) == (most > 0)
    if fit.bottleneck:
        needed, room, keys = numbers(fit.bottleneck.starts, fit.bottleneck.ends)
        assert (fit.bottleneck.needed, fit.bottleneck.available, set(fit.bottleneck.jobs)) == (needed, room, keys)
        assert fit.bottleneck.over == most


@pytest.mark.parametrize(("run_on", "unscheduled"), [(366, 0), (0, 20)])
def test_work_that_is_over_is_counted_in_the_week_that_needs_it(run_on, unscheduled):
    jobs = [Job(key="a", minutes=100, due=day(8)), Job(key="b", minutes=200)]
    weeks = schedule(jobs, capacity(), run_on=run_on).weeks
    assert [week.over for week in weeks][:4] == [0, 10, 0, 20]
    assert sum(week.planned for week in weeks) == 300 - unscheduled
    assert not any(week.over for week in schedule(jobs[1:], capacity()).weeks)


@given(st.permutations(range(12)))
def test_the_order_of_input_changes_nothing(order):
    jobs = [
        Job(key=str(n), minutes=10 + n, due=day(n % 4), after=(str(n - 5),) if n > 5 else (), order=n) for n in order
    ]
    assert schedule(jobs, capacity()) == schedule(sorted(jobs, key=lambda job: job.order), capacity())


@given(capacities())
def test_a_week_has_its_minutes_spread_evenly_over_its_days_outside_breaks(capacity):
    minutes = day_minutes(capacity, run_on=30)
    days = [capacity.first + timedelta(days=offset) for offset in range(len(minutes))]
    away = {each for each in days for starts, ends in capacity.breaks if starts <= each <= ends}
    assert not any(amount for each, amount in zip(days, minutes, strict=True) if each in away)
    said = {each.isocalendar()[:2]: amount for each, amount in capacity.exceptions}
    for week in {each.isocalendar()[:2] for each in days if each > capacity.first + timedelta(days=6)}:
        free = [m for each, m in zip(days, minutes, strict=True) if each.isocalendar()[:2] == week and each not in away]
        outside = sum(1 for each in days if each.isocalendar()[:2] == week)
        if outside == 7 and free:
            assert sum(free) == said.get(week, capacity.weekly * len(free) // 7)
            assert max(free) - min(free) <= 1


def test_the_week_of_today_has_the_days_left_but_never_more_than_is_left_of_its_minutes():
    thursday = day(3)
    week = {"weekly": 70, "today": thursday, "end": day(27)}
    assert sum(day_minutes(Capacity(**week))[:4]) == 40
    assert sum(day_minutes(Capacity(**week, logged=30))[:4]) == 40
    assert sum(day_minutes(Capacity(**week, logged=50))[:4]) == 20
    assert sum(day_minutes(Capacity(**week, logged=500))[:4]) == 0


def test_a_plan_that_begins_later_has_no_time_before():
    result = schedule([Job(key="a", minutes=30)], capacity(starts=day(7), logged=70))
    assert result.fit.available == 210
    assert result.jobs[0].starts == day(7)


def test_an_exception_says_the_minutes_of_its_week_whatever_its_breaks():
    minutes = day_minutes(capacity(breaks=((day(7), day(11)),), exceptions=((day(9), 50),)))
    assert minutes[7:14] == [0, 0, 0, 0, 0, 25, 25]


def test_iso_week_53_is_a_week_like_any_other():
    minutes = day_minutes(Capacity(weekly=70, today=date(2026, 12, 28), end=date(2027, 1, 10)))
    assert minutes == [10] * 14
    result = schedule([Job(key="a", minutes=90)], Capacity(weekly=70, today=date(2026, 12, 28), end=date(2027, 1, 10)))
    assert result.jobs[0].weeks == ((date(2026, 12, 28), 70), (date(2027, 1, 4), 20))


def test_a_plan_with_minutes_to_spare_can_be_over_in_an_interval():
    jobs = [Job(key="a", minutes=100, due=day(6)), Job(key="b", minutes=20)]
    fit = schedule(jobs, capacity()).fit
    assert (fit.verdict, fit.needed, fit.available, fit.spare) == (Verdict.OVER, 120, 280, 160)
    assert (fit.bottleneck.starts, fit.bottleneck.ends) == (MONDAY, day(6))
    assert (fit.bottleneck.needed, fit.bottleneck.available, fit.bottleneck.over) == (100, 70, 30)


def test_a_job_is_needed_by_what_comes_after_it_and_starts_after_what_it_comes_after():
    jobs = [
        Job(key="read", minutes=20, earliest=day(2)),
        Job(key="try", minutes=20, after=("read", "done long ago")),
        Job(key="teach", minutes=20, due=day(10), after=("try",)),
    ]
    result = schedule(jobs, capacity())
    assert [job.key for job in result.jobs] == ["read", "try", "teach"]
    assert {job.needed_by for job in result.jobs} == {day(10)}
    assert [(job.starts, job.finishes) for job in result.jobs] == [(day(2), day(3)), (day(4), day(5)), (day(6), day(7))]
    assert result.max_lateness == -3


def test_jobs_without_an_estimate_are_apart_and_still_keep_their_place():
    jobs = [
        Job(key="a", minutes=30, order=1),
        Job(key="b", earliest=day(8), due=day(12), after=("a",), order=2),
        Job(key="c", minutes=30, after=("b",), order=3),
    ]
    result = schedule(jobs, capacity())
    assert [job.key for job in result.not_estimated] == ["b"]
    assert (result.not_estimated[0].minutes, result.not_estimated[0].finishes) == (None, None)
    assert result.jobs[0].needed_by == day(12)
    assert result.jobs[1].starts == day(8)
    assert result.fit.needed == 60


def test_a_plan_without_estimates_has_no_verdict():
    assert schedule([Job(key="a")], capacity()).fit.verdict == Verdict.NO_ESTIMATES
    assert schedule([], capacity()).fit.verdict == Verdict.NO_ESTIMATES


def test_work_that_finds_no_day_is_unscheduled_and_has_no_finish():
    result = schedule([Job(key="a", minutes=300)], capacity(), run_on=0)
    assert (result.unscheduled, result.max_lateness) == (20, None)
    assert (result.jobs[0].starts, result.jobs[0].finishes) == (MONDAY, None)
    assert schedule([Job(key="a", minutes=300)], capacity()).max_lateness == 2


@pytest.mark.parametrize(
    "none",
    [
        capacity(weekly=0),
        capacity(breaks=((date.min, date.max),)),
        capacity(end=-30),
        capacity(weekly=0, end=0),
    ],
    ids=["no time", "a break over everything", "a plan that has ended", "a day"],
)
def test_without_any_time_all_work_is_over(none):
    fit = schedule([Job(key="a", minutes=60), Job(key="b", minutes=0)], none, run_on=0).fit
    assert (fit.verdict, fit.needed, fit.available) == (Verdict.OVER, 60, 0)
    assert (fit.bottleneck.needed, fit.bottleneck.available, fit.bottleneck.ends) == (60, 0, none.end)


def test_a_due_date_before_the_start_leaves_no_day_between():
    fit = schedule([Job(key="a", minutes=5, earliest=day(9), due=day(4))], capacity()).fit
    assert (fit.bottleneck.starts, fit.bottleneck.ends) == (day(9), day(4))
    assert (fit.bottleneck.needed, fit.bottleneck.available) == (5, 0)


def test_nothing_left_to_do_is_never_late():
    result = schedule([Job(key="a", minutes=0, due=day(-9))], capacity())
    assert (result.fit.verdict, result.max_lateness) == (Verdict.FITS, None)
    assert result.jobs[0].finishes == MONDAY


def test_absurd_minutes_and_ten_years_are_counted_as_said():
    years = Capacity(weekly=60, today=MONDAY, end=MONDAY.replace(year=2036))
    result = schedule([Job(key="a", minutes=10**12)], years, run_on=0)
    assert result.fit.bottleneck.over == 10**12 - result.fit.available
    assert len(result.weeks) == 522
    last = schedule([Job(key="a", minutes=1)], Capacity(weekly=70, today=date(9999, 12, 31), end=date.max))
    assert last.jobs[0].finishes == date.max


@pytest.mark.parametrize(("after", "circle"), [("bca", "abc"), ("a..", "a"), ("ba.", "ab"), (".cb", "bc")])
def test_a_circle_is_named(after, circle):
    # Each letter of `after` is what a, b and c come after.
    jobs = [Job(key=key, minutes=1, after=tuple(other.strip("."))) for key, other in zip("abc", after, strict=True)]
    with pytest.raises(CircleError) as caught:
        schedule(jobs, capacity())
    keys = caught.value.keys
    assert set(keys) == set(circle)
    by_key = {job.key: job for job in jobs}
    assert all(keys[place - 1] in by_key[key].after for place, key in enumerate(keys))


@pytest.mark.parametrize(
    ("jobs", "wrong"),
    [
        ([Job(key="a", minutes=-1)], {}),
        ([Job(key="a"), Job(key="a")], {}),
        ([], {"weekly": -1}),
        ([], {"logged": -1}),
        ([], {"exceptions": ((MONDAY, -1),)}),
        ([], {"breaks": ((day(3), day(2)),)}),
        ([], {"end": 20_000}),
    ],
)
def test_what_cannot_be_meant_is_refused(jobs, wrong):
    with pytest.raises(ValueError, match=r"Give|End|Choose"):
        schedule(jobs, capacity(**wrong))


def test_next_are_at_most_three_of_the_week_and_what_is_needed_first_leads():
    jobs = [Job(key=str(number), minutes=10, due=day(20 - number), order=number) for number in range(5)]
    result = schedule(jobs, capacity(weekly=35))
    assert [job.key for job in next_jobs(result, day(5))] == ["4", "3", "2"]
    assert [job.key for job in next_jobs(result, day(7), 1)] == ["1"]
    assert next_jobs(result, day(21)) == ()


def test_next_has_what_may_begin_without_minutes_and_nothing_in_a_break():
    jobs = [
        Job(key="used up", minutes=0, order=1),
        Job(key="not estimated", order=2),
        Job(key="later", earliest=day(8), order=3),
        Job(key="estimated", minutes=100, order=4),
    ]
    result = schedule(jobs, capacity(breaks=((day(14), day(20)),)))
    assert [job.key for job in next_jobs(result, MONDAY)] == ["used up", "not estimated", "estimated"]
    assert [job.key for job in next_jobs(result, day(8), 9)] == ["used up", "not estimated", "later", "estimated"]
    assert next_jobs(result, day(15)) == ()
