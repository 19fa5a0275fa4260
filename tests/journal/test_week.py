"""The week: ticking, closing, choosing; nothing of it by anybody else, nothing lost, nothing twice."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from planfolio.catalogue.models import Listing
from planfolio.errors import Missing
from planfolio.journal.lately import WEEKS, reckon
from planfolio.journal.models import CheckIn, Entry
from planfolio.journal.weeks import WEEK, monday, parse_week, week_name
from planfolio.people.models import Break
from planfolio.plans.capacity import away_week
from planfolio.plans.models import Objective
from planfolio.testing import PersonFactory, words
from tests.journal.factories import AMPLE, a_week, many_entries, monday_of

DAYS = st.dates(min_value=date(1900, 1, 7), max_value=date(2200, 12, 20))


@pytest.fixture
def owner(client):
    person = PersonFactory(name="Nora Lindqvist")
    client.force_login(person)
    return person


@pytest.mark.django_db
class TestTicking:
    def test_a_tick_finishes_the_activity_and_logs_its_time(self, client, owner):
        objective, rows = a_week(owner)
        answer = client.post("/", {"done": [str(rows[0].pk)], f"time-{rows[0].pk}": "30"})
        entry = Entry.objects.get()
        assert (entry.title, entry.minutes, entry.came_by) == ("Activity 1", 30, "tick")
        assert list(entry.objectives.all()) == [objective]
        assert answer.url == f"/?asked={entry.pk}"
        rows[0].refresh_from_db()
        assert rows[0].state == "done"

    def test_the_question_after_an_activity_is_kept_as_a_reflection(self, client, owner):
        _objective, rows = a_week(owner)
        client.post("/", {"done": [str(rows[0].pk)], f"time-{rows[0].pk}": "30"})
        entry = Entry.objects.get()
        assert f"/journal/{entry.pk}/reflect/" in client.get(f"/?asked={entry.pk}").content.decode()
        client.post(f"/journal/{entry.pk}/reflect/", {"model": "quick", "one_more": "Narrower terms.", "next": "/"})
        assert "Narrower terms." in entry.reflection.answers.values()

    def test_another_time_can_be_written(self, client, owner):
        _objective, rows = a_week(owner)
        key = rows[0].pk
        client.post("/", {"done": [str(key)], f"time-{key}": "other", f"other-{key}": "1 h 20"})
        assert Entry.objects.get().minutes == 80

    def test_a_time_that_cannot_be_read_keeps_everything_as_it_was(self, client, owner):
        _objective, rows = a_week(owner)
        key = rows[0].pk
        sent = {"done": [str(key)], f"time-{key}": "other", f"other-{key}": "a while", "answer": "My words"}
        answer = client.post("/", sent)
        assert answer.status_code == 422
        assert "My words" in answer.content.decode()
        assert not Entry.objects.exists()

    def test_sent_twice_it_is_logged_once(self, client, owner):
        _objective, rows = a_week(owner)
        sent = {"done": [str(rows[0].pk)], f"time-{rows[0].pk}": "30"}
        client.post("/", sent)
        client.post("/", sent)
        assert Entry.objects.count() == 1

    def test_a_tick_can_be_taken_back(self, client, owner):
        _objective, rows = a_week(owner)
        client.post("/", {"done": [str(rows[0].pk)]})
        client.post("/", {"was": [str(rows[0].pk)]})
        rows[0].refresh_from_db()
        assert rows[0].state == "open"

    def test_nobody_ticks_what_belongs_to_another(self, client, owner):
        _objective, rows = a_week(PersonFactory())
        client.post("/", {"done": [str(rows[0].pk)], f"time-{rows[0].pk}": "30"})
        rows[0].refresh_from_db()
        assert rows[0].state == "open"
        assert not Entry.objects.exists()

    @pytest.mark.parametrize("weekly", [AMPLE, None])
    def test_at_most_three_activities_are_shown(self, client, owner, weekly):
        owner.weekly_minutes = weekly
        owner.save()
        a_week(owner, activities=9)
        assert client.get("/").content.decode().count('class="task__title"') == 3


@pytest.mark.django_db
class TestClosing:
    def test_what_is_left_is_kept_moved_or_let_go_and_stages_are_set(self, client, owner):
        owner.weekly_minutes = AMPLE
        owner.save()
        objective, rows = a_week(owner, activities=3)
        sent = {
            f"left-{rows[0].pk}": "keep",
            f"left-{rows[1].pk}": "move",
            f"left-{rows[2].pk}": "go",
            f"stage-{objective.pk}": "doing",
            "answer": "A quieter week than planned.",
            "close": "1",
        }
        assert client.post("/", sent).status_code == 302
        for row in rows:
            row.refresh_from_db()
        this_monday = monday(owner.today())
        assert rows[1].week == this_monday + WEEK
        assert [row.state for row in rows] == ["open", "open", "let_go"]
        assert Objective.objects.get().stage == "doing"
        check_in = CheckIn.objects.get()
        assert (check_in.week, check_in.answer) == (this_monday, "A quieter week than planned.")
        assert check_in.prompt

    def test_saving_in_the_middle_of_the_week_changes_nothing_that_was_not_chosen(self, client, owner):
        objective, rows = a_week(owner)
        page = {f"left-{rows[0].pk}": "keep", f"left-{rows[1].pk}": "keep", f"stage-{objective.pk}": ""}
        client.post("/", page)
        assert not CheckIn.objects.exists()
        assert Objective.objects.get().stage == ""

    def test_a_past_week_is_looked_back_on(self, client, owner):
        _objective, rows = a_week(owner)
        past = monday(owner.today()) - WEEK
        rows[0].week = past
        rows[0].save()
        address = reverse("checkin", args=[week_name(past)])
        assert "Activity 1" in client.get(address).content.decode()
        client.post(address, {"done": [str(rows[0].pk)], f"time-{rows[0].pk}": "60"})
        assert monday_of(Entry.objects.get().day) == past
        assert CheckIn.objects.get().week == past

    def test_what_was_missed_is_in_no_week_any_more_and_nothing_is_red(self, client, owner):
        _objective, rows = a_week(owner, activities=1)
        rows[0].week = monday(owner.today()) - 4 * WEEK
        rows[0].save()
        page = client.get("/").content.decode()
        assert "error" not in page.split("<main")[1]
        assert "overdue" not in page.lower()

    @pytest.mark.parametrize("name", ["2026-W60", "2025-W53", "W31", "2026-31", "0000-W01"])
    def test_a_week_that_is_none_is_nothing(self, client, owner, name):
        assert client.get(f"/checkin/{name}/").status_code == 404

    def test_activities_are_chosen_for_the_week(self, client, owner):
        _objective, rows = a_week(owner, activities=4)
        client.post(reverse("week-choose"), {"activity": [str(rows[3].pk)]})
        rows[3].refresh_from_db()
        assert rows[3].week == monday(owner.today())
        assert "Activity 4" in client.get("/").content.decode()
        client.post(reverse("week-choose"), {})
        rows[3].refresh_from_db()
        assert rows[3].week is None


@given(DAYS)
def test_a_week_is_found_again_by_its_name(day):
    assert parse_week(week_name(day)) == monday(day)


def test_a_year_of_53_weeks_keeps_its_last():
    assert week_name(date(2027, 1, 1)) == "2026-W53"
    assert parse_week("2026-W53") == date(2026, 12, 28)
    with pytest.raises(Missing):
        parse_week("2027-W53")


@pytest.mark.django_db
def test_the_week_is_that_of_where_the_person_is():
    with time_machine.travel("2026-11-22 23:30:00+00:00", tick=False):
        here, there = PersonFactory(time_zone="UTC"), PersonFactory(time_zone="Pacific/Auckland")
        assert monday(here.today()) == date(2026, 11, 16)
        assert monday(there.today()) == date(2026, 11, 23)


WEEK_ROWS = st.dictionaries(st.integers(0, WEEKS - 1), st.tuples(st.integers(0, 900), st.integers(1, 9)))
AWAY = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 40)), max_size=3)


@given(WEEK_ROWS, AWAY, st.integers(0, WEEKS + 5))
def test_lately_counts_each_week_once_and_never_more_learned_than_counted(rows, away, age):
    now = date(2026, 11, 23)
    first = now - (WEEKS - 1) * WEEK
    totals = {first + place * WEEK: values for place, values in rows.items()}
    breaks = [(first + timedelta(days=start), first + timedelta(days=start + length)) for start, length in away]
    looked = reckon(totals, first=first, now=now, came=min([now - age * WEEK, *totals]), breaks=breaks)
    assert looked.learned == len(totals)
    assert looked.learned <= looked.counted <= WEEKS
    assert looked.counted + looked.away <= WEEKS
    assert all(not (bar.away and bar.entries) for bar in looked.bars)
    assert all(0 <= bar.y <= 86 and 0 <= bar.height <= 66 for bar in looked.bars)


def test_a_break_of_the_working_days_is_a_week_away():
    week = date(2026, 11, 23)
    assert away_week(week, [(week, week + timedelta(days=4))])
    assert not away_week(week, [(week, week + timedelta(days=3))])


@pytest.mark.django_db
def test_planned_breaks_do_not_count(client, owner):
    owner.joined_at = owner.joined_at - timedelta(days=100)
    owner.save()
    many_entries(owner, 8)
    past = monday(owner.today()) - 5 * WEEK
    Break.objects.create(owner=owner, starts=past, ends=past + timedelta(days=6))
    page = client.get("/").content.decode()
    assert "week away is not counted" in page
    csv = client.get(reverse("lately-csv"))
    assert csv["Content-Type"].startswith("text/csv")
    assert csv.content.decode().count("\n") == WEEKS + 1


@pytest.mark.django_db
def test_the_next_dates_are_what_takes_place_what_is_due_and_the_end_of_the_plan(client, owner):
    objective, _rows = a_week(owner)
    today = owner.today()
    Listing.objects.create(
        owner=owner, title="RDA webinar", starts_on=today + WEEK, ends_on=today + WEEK, starts_at=time(14, 30)
    )
    page = words(client.get("/"))
    assert "RDA webinar" in page
    assert "14:30" in page
    assert f"End of “{objective.plan.title}”" in page
