"""Dates on their pages: written once, seen by whom they belong to, kept when something is wrong, given out as iCal."""

import re
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from uuid_utils.compat import uuid7

from planfolio.catalogue import actions, dates, ical
from planfolio.catalogue.models import Listing
from planfolio.people import removal
from planfolio.plans.models import Activity
from planfolio.testing import ObjectiveFactory, PlanFactory, words

pytestmark = pytest.mark.django_db

VALUES = {
    "title": "Searching beyond MEDLINE",
    "starts_on": "2026-10-20",
    "starts_at": "14:00",
    "ends_at": "15:30",
    "time_zone": "America/Toronto",
    "credits": "1.5",
    "credit_kind": "MLA CE",
}


def listing(owner, **values):
    day = values.pop("starts_on", date(2026, 10, 20))
    last = values.pop("ends_on", day)
    return actions.add_listing(by=owner, **{"title": "A webinar", "starts_on": day, "ends_on": last, **values})


def test_a_date_is_added_once_however_often_the_form_is_sent(client, people, sign_in):
    sign_in(people.owner)
    values = {**VALUES, "id": str(uuid7())}
    first, again = (client.post(reverse("listing-new"), values) for _time in range(2))
    assert first.status_code == 302
    assert first["Location"] == again["Location"]
    row = Listing.objects.get()
    assert (row.ends_on, row.starts_at, row.credits) == (date(2026, 10, 20), time(14), Decimal("1.50"))
    page = words(client.get(row.get_absolute_url()))
    assert "1.5 MLA CE" in page
    assert "Tuesday 20 October 2026, 14:00–15:30" in page


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"title": ""}, "Fill in"),
        ({"ends_on": "2026-10-19"}, "The last day comes before the first"),
        ({"ends_at": "13:00"}, "It ends before it starts"),
        ({"starts_at": ""}, "Say when it starts too"),
        ({"starts_at": "noonish"}, "Write the time of day"),
        ({"url": "javascript:alert(1)"}, "https://"),
        ({"credits": "-1"}, "0"),
        ({"credits": "1e400"}, ""),
        ({"credits": "many"}, "Write a number"),
        ({"minutes": str(2**63)}, "Write"),
        ({"starts_on": "2027-03-14", "starts_at": "2:30", "ends_at": "4:00"}, "The clocks go forward that night"),
        ({"time_zone": "../etc/passwd"}, "Choose one of the answers"),
        ({"title": "a\x00b"}, "control character"),
        ({"note": "x" * 10_001}, "10000"),
    ],
)
def test_a_date_that_is_not_right_is_shown_again_with_what_was_typed(client, people, sign_in, change, advice):
    sign_in(people.owner)
    answer = client.post(reverse("listing-new"), {**VALUES, "place": "Kept room", **change})
    assert answer.status_code == 422
    assert advice in words(answer).replace(",", "") or advice in words(answer)
    assert "Kept room" in words(answer)
    assert not Listing.objects.exists()


@pytest.mark.parametrize("typed", ["14:00", "14.00", "14h00", "14 h", "2 pm", "2:00 PM"])
def test_a_time_of_day_is_read_as_people_write_it(client, people, sign_in, typed):
    sign_in(people.owner)
    client.post(reverse("listing-new"), {**VALUES, "starts_at": typed})
    assert Listing.objects.get().starts_at == time(14)


def test_credits_are_read_with_a_french_comma(client, people, sign_in):
    people.owner.language = "fr"
    people.owner.save()
    sign_in(people.owner)
    client.post(reverse("listing-new"), {**VALUES, "credits": "1,5"})
    assert Listing.objects.get().credits == Decimal("1.50")


PAGES = ["listing", "listing-edit", "listing-calendar", "listing-plan"]


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_and_an_administrator_find_nothing(client, people, sign_in, name):
    row = listing(people.owner)
    for who in (people.stranger, people.administrator):
        sign_in(who)
        assert client.get(reverse(name, args=[row.pk])).status_code == 404
    sign_in(people.owner)
    assert client.get(reverse(name, args=[row.pk])).status_code == 200


@pytest.mark.parametrize("name", ["listing-edit", "listing-remove", "listing-plan"])
def test_a_stranger_changes_nothing(client, people, sign_in, name):
    row = listing(people.owner)
    sign_in(people.stranger)
    assert client.post(reverse(name, args=[row.pk]), VALUES).status_code == 404
    row.refresh_from_db()
    assert (row.title, row.deleted_at) == ("A webinar", None)


def test_two_windows_do_not_overwrite_each_other(client, people, sign_in):
    row = listing(people.owner)
    sign_in(people.owner)
    address = reverse("listing-edit", args=[row.pk])
    assert client.post(address, {**VALUES, "title": "First", "revision": row.revision}).status_code == 302
    second = client.post(address, {**VALUES, "title": "Second", "revision": row.revision})
    assert second.status_code == 422
    assert "Second" in words(second)
    assert Listing.objects.get().title == "First"


def test_a_removed_date_comes_back(client, people, sign_in):
    row = listing(people.owner)
    sign_in(people.owner)
    page = client.post(reverse("listing-remove", args=[row.pk]), follow=True)
    assert "Undo" in words(page)
    assert client.get(row.get_absolute_url()).status_code == 404
    client.post(reverse("undo", args=["listing", row.pk]))
    assert client.get(row.get_absolute_url()).status_code == 200


def test_what_comes_next_is_listed_in_order_with_the_readers_own_clock(people):
    people.owner.time_zone = "Europe/Paris"
    listing(people.owner, title="Later", starts_on=date(2026, 11, 1))
    listing(people.owner, title="Over", starts_on=date(2026, 10, 1))
    listing(people.owner, title="Running", starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 30))
    listing(people.owner, title="Next", starts_at=time(14), time_zone="America/Toronto")
    listing(people.stranger, title="Of another")
    found = dates.upcoming(people.owner, date(2026, 10, 20))
    assert [each.listing.title for each in found] == ["Running", "Next", "Later"]
    assert found[1].here.strftime("%H:%M") == "20:00"
    assert [each.listing.title for each in dates.past(people.owner, date(2026, 10, 20))] == ["Over"]


def test_the_pages_of_dates_cost_the_same_number_of_queries_at_any_size(client, people, sign_in, count_queries):
    sign_in(people.owner)
    client.get(reverse("network"))
    counts = []
    for size in (1, 30):
        for number in range(size):
            listing(people.owner, starts_on=people.owner.today() + timedelta(days=number - 10))
        counts.append([count_queries(lambda name=name: client.get(reverse(name))) for name in ("dates", "network")])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 11


def test_a_date_becomes_an_activity_with_its_day_once(client, people, sign_in):
    plan = PlanFactory(owner=people.owner, starts="2026-09-01", ends="2027-06-30")
    objective = ObjectiveFactory(plan=plan)
    past = ObjectiveFactory(
        plan__owner=people.owner, plan__starts="2020-01-01", plan__ends="2020-12-31", what="Long ago"
    )
    other = ObjectiveFactory(plan__owner=people.stranger, plan__starts="2026-09-01", what="Of another")
    row = listing(people.owner, minutes=90, provider="MLA", online=True)
    sign_in(people.owner)
    address = reverse("listing-plan", args=[row.pk])
    page = words(client.get(address))
    assert objective.what in page
    assert past.what not in page
    assert other.what not in page
    values = {"id": str(uuid7()), "objective": str(objective.pk), "title": "Go to it", "minutes": "90 min"}
    for _time in range(2):
        assert client.post(address, values).status_code == 302
    added = Activity.objects.get()
    assert (added.due, added.minutes, added.provider, added.context) == (date(2026, 10, 20), 90, "MLA", "online")
    refused = client.post(address, {**values, "id": str(uuid7()), "objective": str(other.pk)})
    assert refused.status_code == 422
    assert Activity.objects.count() == 1


def test_a_date_that_no_plan_covers_says_so(client, people, sign_in):
    ObjectiveFactory(plan__owner=people.owner, plan__starts="2020-01-01", plan__ends="2020-12-31")
    row = listing(people.owner)
    sign_in(people.owner)
    assert "None of your plans runs on 20 October 2026" in words(client.get(reverse("listing-plan", args=[row.pk])))


def parsed(content: bytes):
    return {str(event["UID"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_a_calendar_keeps_the_clock_of_the_place_across_a_change_of_the_clocks(people):
    zone = "America/Toronto"
    before = listing(people.owner, starts_on=date(2026, 10, 31), starts_at=time(9), ends_at=time(10), time_zone=zone)
    after = listing(people.owner, starts_on=date(2026, 11, 1), starts_at=time(9), ends_at=time(10), time_zone=zone)
    content = ical.calendar([before, after])
    found = parsed(content)
    moments = [found[ical.uid(row)].decoded("DTSTART") for row in (before, after)]
    assert [moment.hour for moment in moments] == [9, 9]
    assert moments[1] - moments[0].replace(tzinfo=moments[0].tzinfo) == timedelta(days=1)
    assert [moment.utcoffset() for moment in moments] == [timedelta(hours=-4), timedelta(hours=-5)]
    (rules,) = Calendar.from_ical(content).walk("VTIMEZONE")
    # A program that knows the zone by the file alone reads the same moments.
    zone = rules.to_tz()
    assert [moment.replace(tzinfo=zone).utcoffset() for moment in moments] == [moment.utcoffset() for moment in moments]


def test_words_hold_no_character_that_a_calendar_forbids(people):
    row = listing(people.owner, title="A meeting\x0b", place="A\x1f room", note="One\r\ntwo\x7f\tthree")
    content = ical.calendar([row], name="My\x08 dates")
    assert not re.search(b"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", content)
    event = parsed(content)[ical.uid(row)]
    assert (event["SUMMARY"], event["LOCATION"]) == ("A meeting", "A room")
    assert event["DESCRIPTION"] == "One\ntwo\tthree"


def test_whole_days_are_dates_and_end_on_the_day_after(people):
    row = listing(people.owner, ends_on=date(2026, 10, 22), title="A meeting; with, signs\nand lines")
    event = parsed(ical.calendar([row]))[ical.uid(row)]
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 10, 20), date(2026, 10, 23))
    assert event["SUMMARY"] == row.title


def test_equal_dates_give_equal_bytes(people):
    row = listing(people.owner, starts_at=time(9))
    assert ical.calendar([row]) == ical.calendar([Listing.objects.get()])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(steps=st.lists(st.sampled_from(["change", "same", "remove", "restore"]), max_size=12))
def test_a_sequence_never_goes_back_and_rises_with_every_change(people, steps):
    row = listing(people.owner)
    last, state = ical.sequence(row), None
    for number, step in enumerate(steps):
        row = Listing.objects.get(pk=row.pk)
        if step in ("change", "same") and row.deleted_at is None:
            actions.revise(row, by=people.owner, title=f"Title {number}" if step == "change" else row.title)
        elif step == "remove":
            actions.remove(row, by=people.owner)
        elif step == "restore":
            removal.restore(row)
        row = Listing.objects.get(pk=row.pk)
        now, told = ical.sequence(row), (row.title, row.deleted_at is None)
        assert now >= last
        if state is not None and told != state:
            assert now > last
        last, state = now, told
    event = parsed(ical.calendar([row]))[ical.uid(row)]
    assert int(event["SEQUENCE"]) == last
    assert event["STATUS"] == ("CONFIRMED" if row.deleted_at is None else "CANCELLED")


def test_a_date_is_logged_with_what_is_known_of_it(client, people, sign_in):
    row = listing(
        people.owner, starts_on=date(2026, 1, 20), minutes=90, provider="MLA", url="https://example.org/a?b=1"
    )
    sign_in(people.owner)
    page = client.get(row.get_absolute_url()).content.decode()
    address = next(part.split('"')[0] for part in page.split('href="') if part.startswith("/capture/?"))
    form = client.get(address.replace("&amp;", "&")).content.decode()
    for known in ("A webinar", "https://example.org/a?b=1", "MLA", 'value="90"', 'value="2026"'):
        assert known in form
