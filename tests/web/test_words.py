"""Dates, times and Markdown as people read them."""

import re
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from planfolio.web import dates, durations
from planfolio.web.markdown import markdown

SEP, FEB, MAY = date(2026, 9, 7), date(2027, 2, 26), date(2027, 5, 1)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_english_dates_follow_the_design():
    assert plain(dates.day(SEP)) == "7 Sep"
    assert plain(dates.day_long(SEP)) == "7 September 2026"
    assert plain(dates.day_range(SEP, FEB)) == "7 Sep to 26 Feb"
    assert dates.weekday(date(2026, 11, 26)) == "Thursday 26"
    assert plain(dates.week_range(date(2026, 11, 23))) == "23 to 29 November 2026"
    assert plain(dates.week_range(date(2026, 11, 30), year=False)) == "30 November to 6 December"
    assert plain(dates.week_range(date(2026, 12, 28))) == "28 December 2026 to 3 January 2027"
    assert plain(dates.day_range(None, FEB)) == "until 26 Feb"
    assert dates.day_range(None, None) == ""


def test_french_dates_are_french():
    with translation.override("fr"):
        assert plain(dates.day(SEP)) == "7 sept."
        assert plain(dates.day_long(MAY)) == "1er mai 2027"
        assert plain(dates.day(MAY)) == "1er mai"
        assert dates.weekday_long(MAY) == "samedi 1er mai 2027"
        assert "1er" not in dates.day_long(date(2027, 5, 11))


def test_a_number_never_parts_from_its_unit():
    for text in (durations.minutes(105), durations.minutes(45), durations.hours(2760), dates.day(SEP)):
        assert " " not in text.removeprefix("about ")


def test_times_follow_the_design():
    assert [plain(durations.minutes(count)) for count in (0, 45, 60, 65, 105)] == [
        "0 min",
        "45 min",
        "1 h",
        "1 h 05",
        "1 h 45",
    ]
    assert plain(durations.hours(46 * 60 + 20)) == "about 46 h"
    assert durations.minutes(None) == ""


def test_a_moment_is_told_in_the_readers_zone():
    with timezone.override("Europe/Paris"):
        assert plain(dates.moment(datetime(2026, 11, 24, 8, 5, tzinfo=UTC))) == "24 November, 09:05"
        with translation.override("fr"):
            assert plain(dates.moment(datetime(2026, 11, 24, 8, 5, tzinfo=UTC))) == "24 novembre à 9 h 05"


@given(st.dates())
def test_no_date_breaks_the_page(when):
    for language in ("en", "fr"):
        with translation.override(language):
            assert dates.day(when)
            assert dates.day_long(when)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>)",
        "![x](https://example.org/x.png)",
        "<a href='https://example.org' onclick='x()'>x</a>",
        "<https://example.org/onerror=>",
        "[x](vbscript:x)",
        "[x]: javascript:x\n\n[x]",
    ],
)
def test_markdown_runs_nothing_and_fetches_nothing(text):
    html = str(markdown(text))
    assert not re.search(r"<(?!/?(p|br|em|strong|ul|ol|li|blockquote|a|code|pre)\b)", html)
    assert all(re.match(r'"(https?:|mailto:)', rest) for rest in html.split("<a href=")[1:])


def test_markdown_keeps_the_plain_marks():
    html = markdown("One **two**\nthree\n\n- [a](https://example.org)\n- `b`")
    assert "<strong>two</strong>" in html
    assert '<a href="https://example.org" rel="nofollow noopener">a</a>' in html
    assert "<br>" in html
    assert "<h1" not in markdown("# Not a heading")


@pytest.mark.parametrize("written", ["#s-try", "../t.png", "file.pdf", "/account/delete/", "//evil.example/x"])
def test_a_link_of_somebody_into_this_site_is_its_words_alone(written):
    assert str(markdown(f"See [the *page*]({written}).")) == "<p>See the <em>page</em>.</p>\n"


@pytest.mark.parametrize("written", ["ardc.edu.au", "www.example.org", "data.example.org/a?b=c#d"])
def test_a_host_without_its_scheme_is_on_the_web(written):
    assert f'<a href="https://{written}" rel="nofollow noopener">x</a>' in markdown(f"[x]({written})")
