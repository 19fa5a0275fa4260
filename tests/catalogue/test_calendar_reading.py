"""Taking dates from a calendar: looked at first, taken once, strangers' files held to limits."""

import time as clock
from contextlib import suppress
from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from planfolio.catalogue import actions, ical
from planfolio.catalogue.models import Listing
from planfolio.catalogue.reading import TEXT_LIMIT, decoded, read_calendar
from planfolio.errors import Problem, Refused, TooLarge
from planfolio.testing import words


def of(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


WEBINAR = event(
    "UID:1@example.org", "SUMMARY:A webinar", "DTSTART;TZID=America/Toronto:20261020T140000", "DURATION:PT1H30M"
)
MEETING = event("UID:2@example.org", "SUMMARY:A meeting", "DTSTART;VALUE=DATE:20261020", "DTEND;VALUE=DATE:20261023")


def only(text: str):
    (found,) = read_calendar(text, zone="Europe/Paris").found
    return found


def test_times_keep_the_clock_of_the_place():
    row = only(of(WEBINAR)).listing
    assert (row.starts_on, row.starts_at, row.ends_at) == (date(2026, 10, 20), time(14), time(15, 30))
    assert (row.time_zone, row.minutes) == ("America/Toronto", 90)


def test_whole_days_end_on_their_last_day():
    row = only(of(MEETING)).listing
    assert (row.starts_on, row.ends_on, row.starts_at) == (date(2026, 10, 20), date(2026, 10, 22), None)


def test_a_moment_in_utc_is_told_in_the_readers_clock():
    row = only(of(event("SUMMARY:x", "DTSTART:20261020T140000Z"))).listing
    assert (row.starts_at, row.time_zone) == (time(16), "Europe/Paris")


def test_the_names_that_windows_gives_to_zones_are_known():
    text = of(event("SUMMARY:x", "DTSTART;TZID=Eastern Standard Time:20261020T140000"))
    assert only(text).listing.time_zone == "America/New_York"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("DTSTART:20261020T140000", "RRULE:FREQ=SECONDLY"), "It repeats"),
        (("DTSTART:20261020T140000", "URL:javascript:alert(1)"), "Its link"),
        (("DTSTART;TZID=Nowhere/Here:20261020T140000",), "Its time zone"),
        (("DTSTART:20261020T140000", "DESCRIPTION:" + "x" * 20_000), "very long"),
    ],
)
def test_what_is_left_out_of_a_date_is_said(lines, said):
    found = only(of(event("SUMMARY:x", *lines)))
    assert said in " ".join(found.notes)
    assert found.listing.url == ""
    found.listing.clean_fields(exclude=["owner"])


@pytest.mark.parametrize(
    "lines",
    [
        ("SUMMARY:x",),
        ("SUMMARY:x", "DTSTART:99999999"),
        ("SUMMARY:x", "DTSTART:00010101T000000Z"),
        ("SUMMARY:x", "DTSTART:20261020T140000", "DURATION:P99999999999D"),
        ("SUMMARY:x", "DTSTART:20261020", "STATUS:CANCELLED"),
    ],
)
def test_a_date_that_cannot_be_taken_is_listed_with_the_reason(lines):
    reading = read_calendar(of(event(*lines), MEETING), zone="UTC")
    assert [each.listing.title for each in reading.found] == ["A meeting"]
    assert reading.left[0][0] == "x"
    assert reading.left[0][1]


@pytest.mark.parametrize("text", ["hello", "END:VCALENDAR", "<html>", "\x00"])
def test_what_is_no_calendar_is_refused_with_advice(text):
    with pytest.raises(Refused, match=r"\.ics"):
        read_calendar(text, zone="UTC")


def test_a_calendar_that_is_too_large_is_refused_before_it_is_read():
    for text in (of("X:" + "x" * TEXT_LIMIT), of(*[event("SUMMARY:x", "DTSTART:20261020")] * 501)):
        with pytest.raises(TooLarge):
            read_calendar(text, zone="UTC")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCALENDAR\n" * 50_000,
        "A" * 900_000,
        of(event("DTSTART:20261020", "SUMMARY:" + "\n " * 400_000)),
        ";" * 900_000,
    ],
    ids=["deep", "long line", "folded", "signs"],
)
def test_a_hostile_calendar_is_answered_soon(text):
    start = clock.process_time()
    with suppress(Problem):
        read_calendar(text, zone="UTC")
    assert clock.process_time() - start < 5


@given(st.text(max_size=200), st.text(max_size=80))
def test_any_text_in_a_date_is_read_or_refused_and_never_breaks(summary, value):
    try:
        reading = read_calendar(of(event(f"SUMMARY:{summary}", f"DTSTART:{value}"), MEETING), zone="UTC")
    except Problem:
        return
    for found in reading.found:
        found.listing.clean_fields(exclude=["owner"])


@given(st.text(min_size=1, max_size=100).filter(lambda text: text.strip().isprintable() and text.strip()))
def test_what_was_given_out_comes_back(title):
    row = Listing(title=title.strip(), starts_on=date(2026, 10, 20), ends_on=date(2026, 10, 20), starts_at=time(9))
    row.updated_at = row.created_at
    back = only(ical.calendar([row]).decode()).listing
    assert (back.title, back.starts_on) == (row.title, row.starts_on)


def test_bytes_are_read_in_the_encodings_that_programs_write():
    assert {decoded("é".encode(code)) for code in ("utf-8", "utf-8-sig", "utf-16", "cp1252")} == {"é"}


@pytest.fixture
def look(client, people, sign_in):
    sign_in(people.owner)
    return lambda values: client.post(reverse("dates-import"), values)


@pytest.mark.django_db
def test_nothing_is_saved_before_it_was_looked_at_and_then_once(look):
    file = SimpleUploadedFile("a.ics", of(WEBINAR, MEETING).encode())
    page = look({"file": file})
    assert "A webinar" in words(page)
    assert not Listing.objects.exists()
    values = {"text": of(WEBINAR, MEETING), "uid": ["1@example.org"], "take": "1"}
    for _time in range(2):
        assert look(values).status_code == 302
    assert Listing.objects.get().title == "A webinar"


@pytest.mark.django_db
def test_a_date_that_was_removed_comes_back_when_it_is_taken_again(look, people):
    values = {"text": of(WEBINAR), "uid": ["1@example.org"], "take": "1"}
    look(values)
    actions.remove(Listing.objects.get(), by=people.owner)
    look(values)
    assert Listing.objects.get().deleted_at is None


@pytest.mark.django_db
def test_a_calendar_of_ones_own_is_not_taken_twice(look, people):
    row = actions.add_listing(by=people.owner, title="Mine", starts_on=date(2026, 10, 20), ends_on=date(2026, 10, 20))
    row.refresh_from_db()
    look({"text": ical.calendar([row]).decode(), "uid": [ical.uid(row)], "take": "1"})
    assert Listing.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "advice"),
    [({}, "Choose a calendar file"), ({"text": "hello"}, "ends in .ics"), ({"text": of()}, "There is no date")],
)
def test_what_cannot_be_taken_is_shown_again_with_what_to_do(look, values, advice):
    answer = look(values)
    assert answer.status_code == 422
    assert advice in words(answer)


@pytest.mark.django_db
def test_texts_of_a_calendar_cannot_script(look):
    page = look({"text": of(event("UID:x", "SUMMARY:<script>alert(1)</script>", "DTSTART:20261020"))})
    assert "<script>alert" not in page.content.decode()
