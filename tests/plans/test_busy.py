"""Busy time out of a calendar file: what each week comes to, what a hostile file may do, and the page that takes it."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from planfolio.errors import Refused, TooLarge
from planfolio.people.models import WeekTime
from planfolio.plans.busy import EVENTS_LIMIT, TEXT_LIMIT, Times, busy_weeks, joined, overlap
from planfolio.plans.fit import plan_roadmap
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory

#: A Wednesday; its week begins on 5 October 2026, and the clocks of Paris go back on the 25th.
TODAY = date(2026, 10, 7)
PARIS = ZoneInfo("Europe/Paris")
ANY = Times(weekly=300, zone=PARIS)
TUESDAYS = Times(weekly=120, zone=PARIS, days=(1, 3), begins=time(16))


def calendar(*events: str) -> str:
    inside = "".join(
        f"BEGIN:VEVENT\nUID:{n}\nDTSTAMP:20260101T000000Z\n{lines}\nEND:VEVENT\n" for n, lines in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n{inside}END:VCALENDAR\n"


def left(text: str, times: Times = ANY) -> dict[str, int]:
    return {f"{week.monday:%m-%d}": week.minutes for week in busy_weeks(text, times, today=TODAY).weeks}


class TestReading:
    def test_a_week_loses_the_share_of_its_working_days_that_is_busy(self):
        # Two of five days.
        assert left(calendar("DTSTART;VALUE=DATE:20261013\nDTEND;VALUE=DATE:20261015")) == {"10-12": 180}

    def test_only_the_times_at_which_somebody_learns_count_where_they_are_known(self):
        meeting = "DTSTART:20261013T140000Z\nDTEND:20261013T144500Z"  # 16:00 to 16:45 in Paris
        assert left(calendar(meeting), TUESDAYS) == {"10-12": 75}
        assert left(calendar("DTSTART:20261014T080000Z\nDTEND:20261014T120000Z"), TUESDAYS) == {}

    def test_a_meeting_that_repeats_is_there_at_the_same_hour_on_both_sides_of_a_clock_change(self):
        start = "DTSTART;TZID=Europe/Paris:20261006T160000\nDTEND;TZID=Europe/Paris:20261006T163000"
        rule = f"{start}\nRRULE:FREQ=WEEKLY;COUNT=5"
        assert left(calendar(rule), TUESDAYS) == {"10-05": 90, "10-12": 90, "10-19": 90, "10-26": 90, "11-02": 90}

    def test_an_exception_of_what_repeats_is_respected(self):
        rule = (
            "DTSTART;TZID=Europe/Paris:20261013T160000\nDTEND;TZID=Europe/Paris:20261013T163000\n"
            "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Europe/Paris:20261020T160000"
        )
        assert left(calendar(rule), TUESDAYS) == {"10-12": 90, "10-26": 90}

    @pytest.mark.parametrize("line", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"])
    def test_what_leaves_its_owner_free_takes_nothing(self, line):
        assert left(calendar(f"DTSTART;VALUE=DATE:20261013\nDTEND;VALUE=DATE:20261015\n{line}")) == {}

    def test_two_meetings_at_once_are_counted_once(self):
        one = "DTSTART:20261013T080000Z\nDTEND:20261013T100000Z"
        assert left(calendar(one, one)) == left(calendar(one)) != {}

    def test_what_is_past_and_what_is_beyond_the_year_take_nothing(self):
        assert left(calendar("DTSTART;VALUE=DATE:20260901", "DTSTART;VALUE=DATE:20280901")) == {}

    def test_busy_times_without_events_are_read(self):
        text = calendar().replace(
            "END:VCALENDAR",
            "BEGIN:VFREEBUSY\nUID:1\nDTSTAMP:20260101T000000Z\nFREEBUSY:20261013T140000Z/PT30M,"
            "20261015T140000Z/20261015T150000Z\nFREEBUSY;FBTYPE=FREE:20261020T140000Z/PT1H\nEND:VFREEBUSY\nEND:VCALENDAR",
        )
        assert left(text, TUESDAYS) == {"10-12": 30}

    def test_a_whole_week_away_leaves_none(self):
        assert left(calendar("DTSTART;VALUE=DATE:20261012\nDTEND;VALUE=DATE:20261019")) == {"10-12": 0}

    def test_a_birthday_of_long_ago_comes_every_year(self):
        text = calendar("DTSTART;VALUE=DATE:19531013\nRRULE:FREQ=YEARLY")
        assert busy_weeks(text, ANY, today=TODAY).left_out == 0
        assert left(text) == {"10-12": 240}

    def test_week_53_has_its_own_time(self):
        assert left(calendar("DTSTART;VALUE=DATE:20261229\nDTEND;VALUE=DATE:20261230")) == {"12-28": 240}


def read(text: str):
    """The weeks, or that the calendar was refused with a reason."""
    try:
        return busy_weeks(text, ANY, today=TODAY).weeks
    except Refused:
        return "refused"


class TestHostile:
    @pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=HOURLY"])
    def test_what_repeats_without_measure_is_not_counted(self, rule):
        assert left(calendar(f"DTSTART:20261013T080000Z\nDTEND:20261013T080100Z\nRRULE:{rule}")) == {}

    def test_what_repeats_since_long_ago_is_not_unrolled(self):
        text = calendar("DTSTART:01000101T080000Z\nDTEND:01000101T090000Z\nRRULE:FREQ=DAILY")
        assert busy_weeks(text, ANY, today=TODAY) == ([], 1)

    def test_what_repeats_many_times_a_day_is_not_unrolled(self):
        every = ",".join(map(str, range(24)))
        text = calendar(f"DTSTART:20261013T080000Z\nDTEND:20261013T080100Z\nRRULE:FREQ=DAILY;BYHOUR={every}")
        assert busy_weeks(text, ANY, today=TODAY) == ([], 1)

    @pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"])
    def test_a_calendar_that_is_the_work_of_minutes_is_refused(self, rule):
        event = f"DTSTART:19900101T080000Z\nDTEND:19900101T080100Z\nRRULE:{rule}"
        with pytest.raises(TooLarge):
            busy_weeks(calendar(*[event] * 200), ANY, today=TODAY)

    def test_a_calendar_full_of_meetings_since_years_is_read(self):
        event = "DTSTART:20210104T080000Z\nDTEND:20210104T083000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO"
        assert len(busy_weeks(calendar(*[event] * 100), ANY, today=TODAY).weeks) == 53

    def test_too_much_is_refused_before_it_is_read(self):
        with pytest.raises(TooLarge):
            busy_weeks("x" * (TEXT_LIMIT + 1), ANY, today=TODAY)
        with pytest.raises(TooLarge):
            busy_weeks("BEGIN:VEVENT\n" * (EVENTS_LIMIT + 1), ANY, today=TODAY)

    @pytest.mark.parametrize("text", ["", "hello", "BEGIN:VCALENDAR", "\x00"])
    def test_what_is_no_calendar_is_refused_or_empty(self, text):
        assert read(text) in ([], "refused")

    @pytest.mark.parametrize(
        "lines",
        [
            "SUMMARY:No date",
            "DTSTART:nonsense",
            "DTSTART:20261013T080000Z\nDTEND:20261012T080000Z",
            "DTSTART;TZID=Nowhere/Atlantis:20261013T080000\nDTEND;TZID=Nowhere/Atlantis:20261013T090000",
            "DTSTART:20261013T080000Z\nDURATION:-PT1H",
            "DTSTART:20261013T080000Z\nRRULE:FREQ=NEVER",
            "DTSTART:99991231T235959Z\nDTEND:99991231T235959Z",
            "DTSTART;VALUE=DATE:00010101\nDTEND;VALUE=DATE:99991231",
            "DTSTART:20261013T080000Z\nRECURRENCE-ID:nonsense\nRRULE:FREQ=DAILY;COUNT=99999999",
        ],
    )
    def test_an_event_that_makes_no_sense_breaks_nothing(self, lines):
        weeks = read(calendar(lines))
        assert weeks == "refused" or all(0 <= week.minutes < 300 for week in weeks)


MOMENTS = st.datetimes(datetime(2026, 10, 1), datetime(2026, 10, 9)).map(
    lambda each: each.replace(tzinfo=UTC, second=0, microsecond=0)
)
STRETCHES = st.lists(st.tuples(MOMENTS, MOMENTS).map(sorted).map(tuple), max_size=8)


def minutes_of(stretches) -> set[int]:
    """The same by brute force: every minute that is in one of them."""
    return {
        minute for start, end in stretches
        for minute in range(int(start.timestamp()) // 60, int(end.timestamp()) // 60)
    }  # fmt: skip


@given(STRETCHES, STRETCHES)
def test_time_that_two_share_is_what_counting_minutes_gives(some, others):
    assert overlap(joined(some), joined(others)) == len(minutes_of(some) & minutes_of(others))


@given(STRETCHES, st.integers(0, 3000))
def test_a_week_never_has_less_than_nothing_nor_more_than_before(busy, weekly):
    events = [f"DTSTART:{start:%Y%m%dT%H%M%SZ}\nDTEND:{end:%Y%m%dT%H%M%SZ}" for start, end in busy]
    for week in busy_weeks(calendar(*events), Times(weekly=weekly, zone=PARIS), today=TODAY).weeks:
        assert 0 <= week.minutes < weekly
        assert 0 < week.busy <= week.counted


# The page.

ADDRESS = "/plans/calendar/busy/"
AWAY = calendar(
    "DTSTART;VALUE=DATE:20261013\nDTEND;VALUE=DATE:20261015\nSUMMARY:Secret visit", "DTSTART;VALUE=DATE:20261019"
)


@pytest.fixture
def owner(people, sign_in):
    people.owner.weekly_minutes, people.owner.time_zone = 300, "Europe/Paris"
    people.owner.save()
    sign_in(people.owner)
    with time_machine.travel(datetime(2026, 10, 7, 9, tzinfo=UTC), tick=False):
        yield people.owner


def sent_back(page: str) -> dict:
    """The fields of the look, as a browser sends them."""
    fields = {"take": "1", "week": re.findall(r'name="week" value="([^"]+)"', page)}
    for name in ("name", "batch"):
        fields[name] = re.search(rf'name="{name}" value="([^"]*)"', page)[1]
    for tag in re.findall(r"<input[^>]+>", page):
        name = re.search(r'name="((?:take|minutes)-[^"]+)"', tag)
        if name and ("checked" in tag or name[1].startswith("minutes")):
            value = re.search(r'value="([^"]*)"', tag)
            fields[name[1]] = value[1] if value else "on"
    return fields


def look(client, text=AWAY) -> str:
    file = SimpleUploadedFile("work.ics", text.encode(), "text/calendar")
    return client.post(ADDRESS, {"file": file, "text": ""}).content.decode()


def kept(owner) -> dict[str, int]:
    return {f"{row.monday:%m-%d}": row.minutes for row in WeekTime.objects.kept().owned(owner)}


@pytest.mark.django_db
class TestPage:
    def test_nothing_is_saved_by_looking_and_each_tick_by_taking(self, client, owner):
        page = look(client)
        assert "Secret visit" not in page
        assert kept(owner) == {}
        fields = sent_back(page)
        del fields["take-2026-10-19"]
        fields["minutes-2026-10-12"] = "2 h"
        answer = client.post(ADDRESS, fields, follow=True).content.decode()
        assert kept(owner) == {"10-12": 120}
        assert "1 week is from “work.ics”" in answer

    def test_sent_twice_it_is_there_once(self, client, owner):
        fields = sent_back(look(client))
        for _time in range(2):
            client.post(ADDRESS, fields)
        assert kept(owner) == {"10-12": 180, "10-19": 240}
        assert WeekTime.objects.count() == 2

    def test_a_time_that_cannot_be_read_keeps_everything_as_typed(self, client, owner):
        fields = sent_back(look(client)) | {"minutes-2026-10-12": "a while", "minutes-2026-10-19": ""}
        page = client.post(ADDRESS, fields).content.decode()
        assert 'value="a while"' in page
        assert "Write the time as" in page
        assert "such as 1 h or 0" in page
        assert kept(owner) == {}
        assert sent_back(page)["batch"] == fields["batch"]

    @pytest.mark.parametrize(
        "change",
        [
            {"batch": "no"},
            {"batch": ""},
            {"week": ["2026-13-45", "nonsense"]},
            {"week": [str(date(2026, 10, 5) + timedelta(weeks=n)) for n in range(500)]},
            {"name": "x" * 500},
        ],
    )
    def test_fields_that_were_tampered_with_break_nothing(self, client, owner, change):
        response = client.post(ADDRESS, sent_back(look(client)) | change)
        assert response.status_code in (302, 422)
        assert len(kept(owner)) <= 53

    def test_a_file_that_is_none_says_what_to_do(self, client, owner):
        assert "Choose a file that ends in .ics" in look(client, "hello")
        assert "takes nothing of your time" in look(client, calendar())

    def test_what_could_not_be_counted_is_said(self, client, owner):
        page = look(client, calendar("DTSTART;VALUE=DATE:20261013", "SUMMARY:No date"))
        assert "1 event was left out" in page

    def test_all_of_one_calendar_go_at_once_and_can_come_back(self, client, owner):
        page = client.post(ADDRESS, sent_back(look(client)), follow=True).content.decode()
        gone = re.search(r'action="(/account/weeks/batch/[^"]+)"', page)[1]
        assert "2 weeks are normal ones again" in client.post(gone, follow=True).content.decode()
        assert kept(owner) == {}
        assert client.post(gone).status_code == 404

    def test_a_second_calendar_takes_the_place_of_the_first(self, client, owner):
        client.post(ADDRESS, sent_back(look(client)))
        client.post(ADDRESS, sent_back(look(client, calendar("DTSTART;VALUE=DATE:20261013"))))
        assert kept(owner) == {"10-12": 240, "10-19": 240}

    def test_without_a_weekly_time_it_asks_for_that_first(self, client, owner):
        owner.weekly_minutes = None
        owner.save()
        assert "Say first how much time you have" in client.get(ADDRESS).content.decode()

    def test_the_schedule_reckons_with_it(self, client, owner):
        plan = PlanFactory(owner=owner, starts=date(2026, 10, 5), ends=date(2026, 10, 25))
        objective = ObjectiveFactory(plan=plan, state="active")
        ActivityFactory(objective=objective, minutes=600)
        assert plan_roadmap(plan, person=owner, today=TODAY).state == "fits"
        client.post(
            ADDRESS, sent_back(look(client, calendar("DTSTART;VALUE=DATE:20261012\nDTEND;VALUE=DATE:20261026")))
        )
        assert kept(owner) == {"10-12": 0, "10-19": 0}
        assert plan_roadmap(plan, person=owner, today=TODAY).state == "over"

    def test_what_could_not_be_counted_is_said_where_nothing_else_was(self, client, owner):
        assert "1 event was left out" in look(client, calendar("SUMMARY:No date"))
