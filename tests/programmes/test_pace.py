"""When modules open and close, against a calendar worked out by hand (2026: 2 March is a Monday)."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planfolio.people.hours import moment
from planfolio.programmes.pace import Pace, Window, counted_weeks, current, first_week, windows


def d(text: str) -> date:
    month, day = text.split("-")
    return date(2026, int(month), int(day))


def spans(*texts: str) -> tuple:
    return tuple(tuple(d(part) for part in text.split(":")) for text in texts)


#: What is said, and the first and last day of each module that a person with a calendar came to.
BY_HAND = {
    "weekly": (Pace("weekly", d("3-2")), ["3-2:3-8", "3-9:3-15", "3-16:3-22"]),
    "half speed": (Pace("half", d("3-2")), ["3-2:3-15", "3-16:3-29", "3-30:4-12"]),
    "a start on a Wednesday": (Pace("weekly", d("3-4")), ["3-4:3-10", "3-11:3-17", "3-18:3-24"]),
    "a holiday of a whole week": (
        Pace("weekly", d("3-2"), holidays=spans("3-9:3-15")),
        ["3-2:3-8", "3-16:3-22", "3-23:3-29"],
    ),
    "a holiday of three days takes no week": (
        Pace("weekly", d("3-2"), holidays=spans("3-9:3-11")),
        ["3-2:3-8", "3-9:3-15", "3-16:3-22"],
    ),
    "a holiday of four days takes its week": (
        Pace("weekly", d("3-2"), holidays=spans("3-9:3-12")),
        ["3-2:3-8", "3-16:3-22", "3-23:3-29"],
    ),
    "a holiday within a module at half speed lengthens it": (
        Pace("half", d("3-2"), holidays=spans("3-9:3-15")),
        ["3-2:3-22", "3-23:4-5", "4-6:4-19"],
    ),
    "two weeks of pause from a Thursday": (
        Pace("weekly", d("3-2"), pauses=spans("3-12:3-25")),
        # The 9th loses four days, the 16th all, the 23rd three: two weeks are gone.
        ["3-2:3-8", "3-23:3-29", "3-30:4-5"],
    ),
    "a pause and a holiday on the same days count once": (
        Pace("weekly", d("3-2"), holidays=spans("3-9:3-15"), pauses=spans("3-9:3-22")),
        ["3-2:3-8", "3-23:3-29", "3-30:4-5"],
    ),
    "a late joiner begins in the week of joining": (
        Pace("weekly", d("3-2"), joined=d("3-19")),
        ["3-16:3-22", "3-23:3-29", "3-30:4-5"],
    ),
    "who joins before it begins begins with it": (
        Pace("weekly", d("3-2"), joined=d("2-10")),
        ["3-2:3-8", "3-9:3-15", "3-16:3-22"],
    ),
    "over the night on which summer time begins": (
        Pace("weekly", d("3-23")),
        ["3-23:3-29", "3-30:4-5", "4-6:4-12"],
    ),
    "dates of its own": (
        Pace("dates", d("3-2"), dates=(d("3-2"), d("3-20"), d("4-1"))),
        ["3-2:3-19", "3-20:3-31", "4-1:4-7"],
    ),
    "dates of its own, one too few": (
        Pace("dates", d("3-2"), dates=(d("3-2"), d("3-20"))),
        ["3-2:3-19", "3-20:3-26", "3-27:4-2"],
    ),
}


@pytest.mark.parametrize("case", BY_HAND, ids=str)
def test_the_days_are_those_of_the_calendar(case):
    pace, expected = BY_HAND[case]
    assert windows(pace, 3) == [Window(*pair) for pair in spans(*expected)]


def test_at_ones_own_pace_all_is_open_from_the_first_day():
    assert windows(Pace("self", d("3-2")), 2) == [Window(d("3-2"), None)] * 2


def test_a_day_finds_its_module_and_none_before_between_and_after():
    found = windows(BY_HAND["a holiday of a whole week"][0], 3)
    days = ["3-1", "3-2", "3-8", "3-9", "3-15", "3-16", "3-29", "3-30"]
    assert [current(found, d(day)) for day in days] == [None, 0, 0, None, None, 1, 2, None]


@pytest.mark.parametrize(
    ("day", "zone", "utc"),
    [
        ("3-28", "Europe/Paris", datetime(2026, 3, 28, 7, tzinfo=UTC)),
        ("3-29", "Europe/Paris", datetime(2026, 3, 29, 6, tzinfo=UTC)),
        ("3-29", "Australia/Sydney", datetime(2026, 3, 28, 21, tzinfo=UTC)),
        ("10-25", "Europe/Paris", datetime(2026, 10, 25, 7, tzinfo=UTC)),
    ],
)
def test_eight_in_the_morning_is_that_of_the_place(day, zone, utc):
    assert moment(d(day), time(8), zone) == utc


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(days, st.integers(0, 300))
def test_a_pause_of_two_weeks_takes_two_weeks_wherever_it_begins(starts, later):
    first = starts + timedelta(days=later)
    pause = (first, first + timedelta(days=13))
    count = 60
    plain = windows(Pace("weekly", starts), count)
    paused = windows(Pace("weekly", starts, pauses=(pause,)), count)
    assert paused[-1].opens - plain[-1].opens == timedelta(days=14)


@given(days, st.lists(st.tuples(days, st.integers(0, 40)), max_size=4), st.sampled_from(["weekly", "half"]), days)
def test_windows_come_in_order_never_overlap_and_stand_on_the_grid(starts, off, kind, joined):
    holidays = tuple((day, day + timedelta(days=length)) for day, length in off)
    found = windows(Pace(kind, starts, joined=joined, holidays=holidays), 8)
    assert all((window.opens - starts).days % 7 == 0 for window in found)
    assert all(before.closes < after.opens for before, after in pairwise(found))
    assert all(window.opens < window.closes for window in found)
    assert found[0].opens >= first_week(Pace(kind, starts, joined=joined)) >= starts


def test_a_holiday_without_an_end_does_not_turn_for_ever():
    endless = Pace("weekly", d("3-2"), holidays=((date(2026, 1, 1), date(2199, 1, 1)),))
    assert next(counted_weeks(endless)) == d("3-2") + timedelta(weeks=520)
