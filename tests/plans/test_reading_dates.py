"""Dates and lengths of time: every clear way of writing one, nothing for the rest, both days for an unclear one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planfolio.plans.reading.dates import Ambiguous, read_date, read_minutes, read_period, settled_order

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))
JUNE_30 = date(2027, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        "2027-06-30",
        "2027/06/30",
        "2027-06-30 00:00:00",
        "2027-06-30T09:30",
        "30 June 2027",
        "30th June 2027",
        "30th of June, 2027",
        "June 30, 2027",
        "June 30th 2027",
        "30 juin 2027",
        "le 30 juin 2027",
        "Mercredi 30 juin 2027",
        "Wednesday, 30 June 2027",
        "30-Jun-27",
        "30 JUN 2027",
        "by 30 June 2027",
        "d’ici le 30 juin 2027",
        "June 2027",
        "juin 2027",
        "end of June 2027",
        "fin juin 2027",
        "06/2027",
        "30/06/2027",
        "30.06.27",
        "30-06-2027",
        "6/30/2027",
        "06/30/27",
    ],
)
def test_clear_dates_are_read(text):
    assert read_date(text) == JUNE_30


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er mai 2027", date(2027, 5, 1)),
        ("1 août 2027", date(2027, 8, 1)),
        ("15 févr. 2027", date(2027, 2, 15)),
        ("31 déc. 2027", date(2027, 12, 31)),
        ("04/04/2027", date(2027, 4, 4)),
        ("February 2028", date(2028, 2, 29)),
        ("by the end of 2027", date(2027, 12, 31)),
        ("d'ici fin 2027", date(2027, 12, 31)),
        ("01.02.71", None),
    ],
)
def test_other_dates_are_read_exactly(text, day):
    found = read_date(text)
    assert found == day if day else isinstance(found, Ambiguous)


@pytest.mark.parametrize(
    "text",
    ["Q3", "Q3 2027", "2027", "soon", "", "30/13/2027", "31 June 2027", "0/0/2027", "June", "1/2", "30 June",
     "99/99/9999", "30 Juni 2027 oder so", "30 June 0027", "3000-01-01", "1" * 500],
)  # fmt: skip
def test_what_names_no_day_is_left_alone(text):
    assert read_date(text) is None


def test_an_unclear_date_is_both_days():
    assert read_date("03/04/2027") == Ambiguous(date(2027, 4, 3), date(2027, 3, 4))
    assert read_date("03.04.27") == Ambiguous(date(2027, 4, 3), date(2027, 3, 4))


def test_the_order_of_the_column_settles_it():
    assert read_date("03/04/2027", order="dmy") == date(2027, 4, 3)
    assert read_date("03/04/2027", order="mdy") == date(2027, 3, 4)
    assert settled_order(["03/04/2027", "30/06/2027"]) == ("dmy", "30/06/2027")
    assert settled_order(["03/04/2027", "6/30/2027"]) == ("mdy", "6/30/2027")
    assert settled_order(["30/06/2027", "6/30/2027"]) == ("", "")


@given(DAYS)
def test_numbers_never_yield_a_day_that_is_not_one_of_the_two_readings(day):
    found = read_date(f"{day.day:02}/{day.month:02}/{day.year}")
    if isinstance(found, Ambiguous):
        assert day == found.day_first
        assert day.day <= 12
    else:
        assert found == day


@given(st.text(max_size=40))
def test_any_text_is_read_or_left_alone(text):
    assert read_date(text) is None or isinstance(read_date(text), date | Ambiguous)
    read_period(text)
    read_minutes(text, unit=60)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("1 May 2027 to 30 June 2027", (date(2027, 5, 1), JUNE_30)),
        ("May to June 2027", (date(2027, 5, 1), JUNE_30)),
        ("Du 1er mai 2027 au 30 juin 2027", (date(2027, 5, 1), JUNE_30)),
        ("01/05/2027 – 30/06/2027", (date(2027, 5, 1), JUNE_30)),
        ("01/05/2027 – 03/06/2027", None),
        ("March-May 2027", (date(2027, 3, 1), date(2027, 5, 31))),
        ("1-5 March 2027", (date(2027, 3, 1), date(2027, 3, 5))),
        ("2027-05-01 - 2027-06-30", (date(2027, 5, 1), JUNE_30)),
        ("From May 2027", (date(2027, 5, 1), None)),
        ("June 2027 to May 2027", None),
        ("Monday to Friday", None),
    ],
)
def test_periods(text, period):
    assert read_period(text) == period


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2 h", 120),
        ("2h", 120),
        ("2 hours", 120),
        ("1 h 30", 90),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1:30", 90),
        ("90 min", 90),
        ("90 minutes", 90),
        ("1,5 heure", 90),
        ("1.5 hours", 90),
        ("0 min", 0),
        ("half a day", None),
        ("2 days", None),
        ("2", None),
        ("1001 h", None),
        ("-2 h", None),
        ("two hours", None),
    ],
)
def test_lengths_of_time(text, minutes):
    assert read_minutes(text) == minutes


def test_a_bare_number_counts_what_its_heading_says():
    assert read_minutes("2", unit=60) == 120
    assert read_minutes("1,5", unit=60) == 90
    assert read_minutes("45", unit=1) == 45
