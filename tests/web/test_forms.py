"""Fields say what to do, keep what was typed, and take nothing that a database cannot hold."""

import contextlib
from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from planfolio.web import forms as ours
from planfolio.web.controls import control, problems
from planfolio.web.durations import minutes, parse_minutes


class Example(ours.Form):
    what = forms.CharField(max_length=20)
    why = forms.CharField(widget=forms.Textarea, required=False, max_length=5)
    end = ours.DateField(required=False)
    time = ours.MinutesField(required=False)
    once = ours.OnceField()
    mail = forms.EmailField(required=False)
    count = forms.IntegerField(required=False, min_value=1, max_value=9)
    site = forms.URLField(required=False, assume_scheme="https")


def form(**sent) -> Example:
    return Example({"what": "x", **{name.replace("_", "-"): value for name, value in sent.items()}})


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        ("1", "2", "2027", date(2027, 2, 1)),
        ("01", "02", "27", date(2027, 2, 1)),
        ("1er", "mai", "2027", date(2027, 5, 1)),
        ("3rd", "Sept.", "2026", date(2026, 9, 3)),
        ("14", "août", "2026", date(2026, 8, 14)),
        ("14", "AOUT", "2026", date(2026, 8, 14)),
        ("14", "févr.", "2027", date(2027, 2, 14)),
        ("9", "juil", "2027", date(2027, 7, 9)),
    ],
)
def test_a_date_is_taken_as_people_write_it(day, month, year, expected):
    example = form(end_day=day, end_month=month, end_year=year)
    assert example.is_valid(), example.errors
    assert example.cleaned_data["end"] == expected


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("1", "", "2027"), "Enter a day, a month and a year, such as 1 2 2027"),
        (("1", "ju", "2027"), "Enter a day, a month and a year, such as 1 2 2027"),
        (("1", "13", "2027"), "Enter a day, a month and a year, such as 1 2 2027"),
        (("٣", "3", "2027"), "Enter a day, a month and a year, such as 1 2 2027"),
        (("31", "2", "2027"), "There is no such day in that month; check the day and the month"),
        (("1", "2", "202"), "Enter a year with four digits, such as 2027"),
    ],
)
def test_a_date_that_is_none_says_how_to_write_it_and_keeps_what_was_typed(parts, words):
    example = form(end_day=parts[0], end_month=parts[1], end_year=parts[2])
    assert example.errors["end"] == [words]
    assert tuple(control(example["end"]).parts.values()) == parts


def test_one_iso_field_is_taken_for_the_three():
    example = form(end="2027-02-01")
    assert example.is_valid()
    assert example.cleaned_data["end"] == date(2027, 2, 1)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_every_date_comes_back_from_its_three_inputs(when):
    parts = ours.DateInput().parts(when)
    assert ours.DateField().clean(parts) == when
    assert ours.DateField().clean(when.isoformat()) == when


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90", 90),
        ("1 h 30", 90),
        ("1h30", 90),
        ("1:30", 90),
        ("1,5 h", 90),
        ("1.5 hours", 90),
        ("1 h 30 min", 90),
        ("1 hour and 30 minutes", 90),
        ("45 min", 45),
        ("45m", 45),
        ("2 heures", 120),
        ("1\u00a0h\u00a005", 65),
        (" 2 H ", 120),
    ],
)
def test_a_time_is_taken_as_people_write_it(text, expected):
    assert parse_minutes(text) == expected


@pytest.mark.parametrize("text", ["a dozen", "1 h 30 h", "-5", "1:75", "1e3", "", "h", "1;30"])
def test_a_time_that_is_none_says_how_to_write_it(text):
    with pytest.raises(ValueError):  # noqa: PT011
        parse_minutes(text)
    if text:
        assert form(time=text).errors["time"] == ["Write the time as 45 min, 1 h 30 or 1:30"]


@pytest.mark.parametrize("text", ["0", "60001", "99999 h"])
def test_a_time_outside_the_limits_is_refused(text):
    assert form(time=text).errors["time"] == ["Write a time between 1 minute and 1,000 hours"]


@given(st.integers(min_value=1, max_value=60_000))
def test_every_time_reads_back_as_it_is_written(count):
    assert parse_minutes(minutes(count)) == count
    field = ours.MinutesField()
    assert field.clean(field.prepare_value(count)) == count
    assert field.clean(count) == count


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers_of_times_and_dates(text):
    with contextlib.suppress(ValueError):
        parse_minutes(text)
    example = form(end_day=text, end_month=text, end_year=text, time=text)
    example.is_valid()


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\x7fb", "a\x85b", "a\ud800b"])
def test_control_characters_are_refused_in_every_text(text):
    words = ["Take out the hidden control character in this text; typing it again is the quickest way"]
    assert form(what=text).errors["what"] == words
    assert form(why=text).errors["why"] == words


def test_line_ends_count_as_one_character():
    example = Example(QueryDict("what=x&why=a%0D%0Ab%0D%0Ac"))
    assert example.is_valid(), example.errors
    assert example.cleaned_data["why"] == "a\nb\nc"


def test_an_over_long_text_says_by_how_much():
    assert form(what="x" * 30).errors["what"] == ["Use at most 20 characters; this has 30"]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("what", " ", "Fill in “What”"),
        ("mail", "nora", "Enter an e-mail address such as name@example.org"),
        ("site", "ftp://x", "Enter a web address that starts with https:// or http://"),
        ("count", "many", "Write a whole number, such as 3"),
        ("count", "12", "Write a number of 9 or less"),
        ("once", "abc", "This page was sent in a form we cannot read. Load it again and repeat"),
    ],
)
def test_each_error_says_what_to_do(name, value, words):
    assert form(**{name: value}).errors[name] == [words]


def test_the_words_of_a_field_win_over_ours():
    class Own(ours.Form):
        what = forms.CharField(error_messages={"required": "Say what you want to learn"})

    assert Own({}).errors["what"] == ["Say what you want to learn"]


def test_one_form_does_not_change_the_words_of_the_next():
    assert form(what="").errors["what"] == form(what="").errors["what"] == ["Fill in “What”"]
    with translation.override("fr"):
        assert form(what="")["what"].label == "What"


def test_a_form_sent_twice_carries_the_same_key():
    example = Example()
    key = control(example["once"]).value
    assert key == control(example["once"]).value != control(Example()["once"]).value
    sent = form(once=key)
    assert sent.is_valid()
    assert str(sent.cleaned_data["once"]) == key


def test_the_summary_repeats_the_words_and_leads_to_the_first_input():
    found = problems(form(end_day="31", end_month="2", end_year="2027", what=""))
    assert found.title == "2 answers need another look"
    assert found.links == [
        ("id_what", "Fill in “What”"),
        ("id_end-day", "There is no such day in that month; check the day and the month"),
    ]
    assert problems(form()) is None


def test_a_form_speaks_the_language_of_each_person_whoever_saw_it_first():
    class Fresh(ours.Form):
        title = forms.CharField(label=gettext_lazy("Title"))
        kind = forms.ChoiceField(label=gettext_lazy("Title"), choices=[("a", "A")])

    def told() -> list[str]:
        return [problem for problems in Fresh({}).errors.values() for problem in problems]

    assert told() == ["Fill in “Title”", "Choose an answer to “Title”"]
    with translation.override("fr"):
        assert told() == ["Remplissez «\xa0Titre\xa0»", "Choisissez une réponse à «\xa0Titre\xa0»"]
    assert told() == ["Fill in “Title”", "Choose an answer to “Title”"]
