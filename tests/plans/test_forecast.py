from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planfolio.plans.capacity import Capacity
from planfolio.plans.forecast import FINISHED, LOGGED_WEEKS, History, Likely, forecast
from planfolio.plans.roadmap import CircleError, Job, schedule

MONDAY = date(2026, 5, 4)
#: Always 70 minutes a week, always exactly as estimated.
EXACT = History(weeks=(70,) * LOGGED_WEEKS, finished=((60, 60),) * FINISHED)
VARIED = History(weeks=(0, 90, 60, 0, 120, 45, 70, 30), finished=((60, 60), (60, 90), (30, 30), (60, 120), (90, 80)))


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


def capacity(**more) -> Capacity:
    return Capacity(**({"weekly": 70, "today": MONDAY, "end": day(90)} | more))


def jobs(*minutes) -> list[Job]:
    return [Job(key=str(number), minutes=amount, order=number) for number, amount in enumerate(minutes)]


def test_a_person_who_always_does_as_estimated_is_done_on_one_day():
    result = forecast(jobs(70, 100), capacity(), EXACT, seed=1)
    assert result.plan == Likely(earliest=day(16), latest=day(16))
    assert (result.assumed, result.logged_weeks, result.finished) == (False, 6, 5)


@settings(deadline=None)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=4), st.integers(30, 300), st.none() | st.integers(0, 30))
def test_for_a_person_who_does_exactly_as_planned_the_forecast_is_the_schedule(minutes, weekly, start):
    same = History(weeks=(weekly,) * LOGGED_WEEKS, finished=EXACT.finished)
    room = capacity(weekly=weekly, starts=start and day(start), breaks=((day(9), day(17)),))
    finish = max(job.finishes for job in schedule(jobs(*minutes), room).jobs)
    assert forecast(jobs(*minutes), room, same, seed=1, draws=10).plan == Likely(earliest=finish, latest=finish)


def test_the_last_minute_of_a_day_is_of_that_day():
    # 42 / 300 * 300 is a little more than 42 in floats.
    same = History(weeks=(300,) * LOGGED_WEEKS, finished=EXACT.finished)
    assert forecast(jobs(42), capacity(weekly=300), same, seed=1).plan == Likely(earliest=MONDAY, latest=MONDAY)


def test_twice_the_estimate_takes_twice_as_long():
    slow = History(weeks=EXACT.weeks, finished=((30, 60),) * FINISHED)
    assert forecast(jobs(70), capacity(), slow, seed=1).plan == Likely(earliest=day(13), latest=day(13))


def test_half_the_usual_week_takes_twice_as_long():
    half = History(weeks=(35,) * LOGGED_WEEKS, finished=EXACT.finished)
    assert forecast(jobs(70), capacity(), half, seed=1).plan == Likely(earliest=day(13), latest=day(13))


def test_breaks_exceptions_and_minutes_already_logged_move_the_dates():
    away = capacity(breaks=((day(7), day(20)),), exceptions=((day(21), 140),), logged=35)
    assert forecast(jobs(70, 105), away, EXACT, seed=1).plan == Likely(earliest=day(27), latest=day(27))


def test_without_weekly_time_an_exception_still_counts():
    only = capacity(weekly=0, exceptions=((day(14), 70),))
    assert forecast(jobs(70), only, EXACT, seed=1).plan == Likely(earliest=day(20), latest=day(20))


def test_nothing_begins_before_its_start():
    late = [Job(key="a", minutes=10, earliest=day(17)), Job(key="b", minutes=10, after=("a",))]
    assert forecast(late, capacity(), EXACT, seed=1).plan == Likely(earliest=day(18), latest=day(18))


def test_each_group_has_its_own_dates():
    result = forecast(
        [*jobs(70, 70, 70), Job(key="open")],
        capacity(),
        EXACT,
        seed=1,
        groups={"a": ["0"], "b": ["1", "2"], "c": ["open"]},
    )
    assert result.groups == {"a": Likely(earliest=day(6), latest=day(6)), "b": result.plan}
    assert result.not_estimated == ("open",)


@pytest.mark.parametrize(
    "history",
    [
        History(),
        History(weeks=(70,) * 5 + (0,) * 9, finished=EXACT.finished),
        History(weeks=EXACT.weeks, finished=((60, 60),) * 4 + ((0, 60), (60, 0))),
    ],
    ids=["none", "five logged weeks", "four finished activities"],
)
def test_with_little_history_the_dates_are_the_estimates_and_half_as_much_again(history):
    result = forecast(jobs(140), capacity(), history, seed=1, groups={"a": ["0"]})
    assert result.assumed
    assert result.plan == result.groups["a"] == Likely(earliest=day(13), latest=day(20))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.none() | st.integers(0, 300), max_size=6),
    st.lists(st.integers(0, 200), max_size=9),
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 200)), max_size=8),
    st.integers(0, 99),
    st.integers(0, 80),
)
def test_the_dates_are_in_order_within_the_days_laid_out_and_repeatable(minutes, weeks, finished, seed, weekly):
    history = History(weeks=tuple(weeks), finished=tuple(finished))
    arguments = {"seed": seed, "draws": 40, "groups": {"first": ["0"]}}
    result = forecast(jobs(*minutes), capacity(weekly=weekly), history, **arguments)
    assert result == forecast(jobs(*minutes), capacity(weekly=weekly), history, **arguments)
    assert (result.plan is None) == all(amount is None for amount in minutes)
    for likely in [each for each in (result.plan, *result.groups.values()) if each]:
        assert MONDAY <= (likely.earliest or date.max) <= (likely.latest or date.max)
    if "first" in result.groups:
        assert (result.groups["first"].latest or date.max) <= (result.plan.latest or date.max)


def test_a_varied_history_gives_two_dates():
    likely = forecast(jobs(*[60] * 12), capacity(), VARIED, seed=1).plan
    assert timedelta(days=21) < likely.latest - likely.earliest < timedelta(days=210)


def test_a_start_after_the_last_free_day_of_the_last_week_has_no_dates():
    late = [Job(key="a", minutes=10, earliest=day(6))]
    away = capacity(end=day(6), breaks=((day(5), day(6)),))
    assert forecast(late, away, EXACT, seed=1, run_on=0).plan == Likely(earliest=None, latest=None)


@pytest.mark.parametrize("never", [{"weekly": 0}, {"breaks": ((date.min, date.max),)}], ids=["no time", "away"])
@pytest.mark.parametrize("history", [History(), EXACT], ids=["assumed", "resampled"])
def test_without_time_there_are_no_dates(never, history):
    assert forecast(jobs(10), capacity(**never), history, seed=1).plan == Likely(earliest=None, latest=None)


@pytest.mark.parametrize("history", [History(), EXACT], ids=["assumed", "resampled"])
def test_work_that_may_only_begin_after_all_days_laid_out_has_no_dates(history):
    far = [Job(key="a", minutes=10, earliest=day(5000))]
    assert forecast(far, capacity(), history, seed=1).plan == Likely(earliest=None, latest=None)


@pytest.mark.parametrize("history", [History(), EXACT], ids=["assumed", "resampled"])
def test_nothing_left_is_done_today(history):
    assert forecast(jobs(0), capacity(), history, seed=1).plan == Likely(earliest=MONDAY, latest=MONDAY)


def test_a_circle_is_refused_here_too():
    with pytest.raises(CircleError):
        forecast([Job(key="a", minutes=1, after=("a",))], capacity(), EXACT, seed=1)
