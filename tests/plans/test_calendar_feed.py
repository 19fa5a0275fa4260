"""One's plan in one's calendar: what is told, each change once and in order, to whoever holds the address alone."""

import io
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import time_machine
from dateutil.tz import tzical
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from planfolio.catalogue import calendar_address
from planfolio.catalogue.zone_rules import zone_rules
from planfolio.people.removal import restore
from planfolio.plans import actions, feed
from planfolio.plans.models import CalendarEvent
from planfolio.plans.sittings import sittings
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory

pytestmark = pytest.mark.django_db
#: A Monday.
NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def owner(people):
    people.owner.time_zone = "Europe/Paris"
    people.owner.weekly_minutes = 120
    people.owner.save()
    return people.owner


@pytest.fixture
def objective(owner):
    plan = PlanFactory(owner=owner, title="Better searches", starts=date(2026, 9, 1), ends=date(2027, 6, 30))
    return ObjectiveFactory(plan=plan, what="Search well")


def told(owner) -> dict:
    """Every event by its name, as a program reads them: what is written by then is committed, and so counted."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    body, _changed = feed.read_feed(owner)
    return {str(each["UID"]).removesuffix("@planfolio"): each for each in Calendar.from_ical(body).walk("VEVENT")}


def counts(owner) -> dict[str, tuple[int, str]]:
    return {name: (int(each["SEQUENCE"]), str(each["STATUS"])) for name, each in told(owner).items()}


def test_a_week_of_work_takes_the_whole_week_and_no_time_in_it(owner, objective):
    activity = ActivityFactory(objective=objective, title="Read about sepsis", minutes=90)
    event = told(owner)[f"{activity.pk}-2026-W41"]
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 10, 5), date(2026, 10, 12))
    assert str(event["SUMMARY"]).replace("\xa0", " ") == "Read about sepsis (1 h 30)"
    assert event["TRANSP"] == "TRANSPARENT"
    assert str(event["DESCRIPTION"]) == "Objective: Search well\nPlan: Better searches"


def test_what_is_due_stands_on_its_day(owner, objective):
    activity = ActivityFactory(objective=objective, title="Read", due=date(2026, 10, 20))
    event = told(owner)[f"{activity.pk}-due"]
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 10, 20), date(2026, 10, 21))
    assert str(event["SUMMARY"]) == "Due: Read"
    assert told(owner)[f"{objective.plan.pk}-end"].decoded("DTSTART") == date(2027, 6, 30)


def test_somebody_who_says_when_they_learn_has_it_there_by_their_own_clock(owner, objective):
    owner.learning_days, owner.learning_at = ["tue", "thu"], time(16, 30)
    owner.weekly_minutes = 60
    owner.save()
    activity = ActivityFactory(objective=objective, title="Read", minutes=300)
    events = told(owner)
    # The clocks of Paris go back on 25 October 2026: half past four stays half past four.
    before = events[f"{activity.pk}-20261022"].decoded("DTSTART")
    after = events[f"{activity.pk}-20261027"].decoded("DTSTART")
    assert before.astimezone(UTC) == datetime(2026, 10, 22, 14, 30, tzinfo=UTC)
    assert after.astimezone(UTC) == datetime(2026, 10, 27, 15, 30, tzinfo=UTC)
    assert {
        each.decoded("DTEND") - each.decoded("DTSTART")
        for each in events.values()
        if "T" in str(each["DTSTART"].to_ical())
    } == {timedelta(minutes=30)}


def test_while_nothing_changes_the_bytes_are_the_same_and_nothing_is_written(owner, objective, count_queries):
    ActivityFactory(objective=objective, minutes=90)
    first = feed.read_feed(owner)
    assert feed.read_feed(owner) == first
    assert count_queries(lambda: feed.read_feed(owner)) <= 4


def test_an_edit_counts_one_up_and_doubles_nothing(owner, objective, on_a_monday):
    activity = ActivityFactory(objective=objective, title="Read", minutes=90)
    before = counts(owner)
    actions.revise(activity, by=owner, title="Read about sepsis")
    after = counts(owner)
    assert set(after) == set(before)
    key = f"{activity.pk}-2026-W41"
    assert (before[key], after[key]) == ((0, "CONFIRMED"), (1, "CONFIRMED"))
    assert {name: said for name, said in after.items() if name != key} == {
        name: said for name, said in before.items() if name != key
    }


def test_what_is_removed_is_cancelled_and_comes_back(owner, objective):
    activity = ActivityFactory(objective=objective, title="Read", minutes=90)
    key = f"{activity.pk}-2026-W41"
    counts(owner)
    actions.remove(activity, by=owner)
    assert counts(owner)[key] == (1, "CANCELLED")
    restore(activity)
    assert counts(owner)[key] == (2, "CONFIRMED")


def test_work_that_moves_to_another_week_is_cancelled_where_it_was(owner, objective):
    activity = ActivityFactory(objective=objective, title="Read", minutes=90)
    counts(owner)
    actions.revise(activity, by=owner, earliest=date(2026, 10, 12))
    after = counts(owner)
    assert after[f"{activity.pk}-2026-W41"] == (1, "CANCELLED")
    assert after[f"{activity.pk}-2026-W42"] == (0, "CONFIRMED")


def test_what_is_past_stays_as_it_was(owner, objective, on_a_monday):
    activity = ActivityFactory(objective=objective, title="Read", minutes=90)
    counts(owner)
    on_a_monday.move_to(NOW + timedelta(days=8))
    after = counts(owner)
    assert after[f"{activity.pk}-2026-W41"] == (0, "CONFIRMED")
    assert after[f"{activity.pk}-2026-W42"] == (0, "CONFIRMED")


def test_a_time_zone_that_changes_moves_every_sitting_and_doubles_none(owner, objective):
    owner.learning_days, owner.learning_at = ["tue"], time(16, 30)
    owner.save()
    ActivityFactory(objective=objective, title="Read", minutes=300)
    before = told(owner)
    owner.time_zone = "America/Montreal"
    owner.save()
    after = told(owner)
    timed = [name for name, each in before.items() if "TZID" in each["DTSTART"].params]
    assert timed
    assert set(before) == set(after)
    for name in timed:
        assert after[name]["DTSTART"].params["TZID"] == "America/Montreal"
        assert int(after[name]["SEQUENCE"]) == 1


def test_nothing_of_another_person_nor_of_what_is_set_aside(owner, objective, people):
    theirs = ObjectiveFactory(plan=PlanFactory(owner=people.stranger, title="Theirs"), what="Theirs too")
    ActivityFactory(objective=theirs, title="Not mine", minutes=60, due=date(2026, 11, 1))
    ActivityFactory(
        objective=ObjectiveFactory(plan=objective.plan, what="Aside", state="parked"), title="Later", minutes=9
    )
    ActivityFactory(
        objective=ObjectiveFactory(plan=objective.plan, what="Draft", state="draft"), title="Soon", minutes=9
    )
    body = feed.read_feed(owner)[0].decode()
    for words in ("Theirs", "Not mine", "Later", "Soon", "Aside"):
        assert words not in body


def test_the_address_opens_the_plan_alone_and_is_gone_once_ended(client, owner, objective):
    secret = feed.make_address(owner)
    address = reverse("plan-address", args=[secret])
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert not answer.cookies
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get(reverse("calendar-address", args=[secret])).status_code == 404
    assert client.post(address).status_code == 405
    feed.end_address(owner)
    assert client.get(address).status_code == 404
    assert not CalendarEvent.objects.filter(owner=owner).exists()


def test_a_secret_for_dates_does_not_open_the_plan(client, owner, objective):
    assert client.get(reverse("plan-address", args=[calendar_address.make_address(owner)])).status_code == 404


def test_the_page_makes_and_ends_the_address(sign_in, owner, objective):
    client = sign_in(owner)
    page = client.post(reverse("plan-address-new")).content.decode()
    address = page.split('value="http://testserver')[1].split('"')[0]
    assert client.get(address).status_code == 200
    shown = client.get(reverse("plan-calendar")).content.decode()
    assert address not in shown
    assert "You made an address on" in shown
    client.post(reverse("plan-address-end"))
    assert client.get(address).status_code == 404


works = st.lists(st.tuples(st.text("abc", min_size=1), st.integers(0, 500)), max_size=8, unique_by=lambda each: each[0])


@given(works, st.integers(0, 5), st.integers(1, 300), st.times(max_value=time(23, 59)))
def test_sittings_hold_all_the_work_that_has_room(works, count, length, begins):
    days = [date(2026, 10, 5) + timedelta(days=day) for day in range(count)]
    laid, left = sittings(works, days, length=length, begins=begins)
    assert sum(each.minutes for each in laid) + sum(minutes for _, minutes in left) == sum(m for _, m in works)
    assert len({(each.key, each.day) for each in laid}) == len(laid)
    for day in days:
        of_day = sorted((each.after, each.minutes) for each in laid if each.day == day)
        assert all(first + long <= after for (first, long), (after, _) in pairwise(of_day))
        assert sum(minutes for _, minutes in of_day) <= length
    if left:
        room = min(length, 1440 - begins.hour * 60 - begins.minute)
        assert sum(each.minutes for each in laid) == room * count


@pytest.mark.parametrize(
    "name",
    ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu",
     "America/Sao_Paulo", "Pacific/Apia", "Asia/Tehran"],
)  # fmt: skip
def test_the_rules_of_a_zone_are_those_of_the_zone(name):
    """Held against the zone itself through a reader of such rules that is not ours (dateutil's)."""
    rules = zone_rules(name).decode()
    zone = tzical(io.StringIO(rules)).get(name)
    moment = datetime(2021, 1, 1, 12)
    while moment.year < 2045:
        assert moment.replace(tzinfo=zone).utcoffset() == moment.replace(tzinfo=ZoneInfo(name)).utcoffset(), moment
        moment += timedelta(days=3)
