"""The pictures of a plan: true sentences, everything inside, the same numbers in picture, table and file."""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from planfolio.journal.actions import add_entry
from planfolio.people.models import Break
from planfolio.people.sharing import Role
from planfolio.plans.actions import remove
from planfolio.plans.load import MOST_BARS, load
from planfolio.plans.models import ComesAfter, PlanGrant
from planfolio.plans.paper_pictures import plan_pictures
from planfolio.plans.roadmap import Capacity, Job, schedule
from planfolio.plans.timeline import timeline
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory, words

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2045, 1, 1))


@dataclass(frozen=True)
class Row:
    what: str = "Read a forest plot"
    starts: date | None = None
    due: date | None = None
    stage: str = ""
    state: str = "active"


@st.composite
def rows(draw):
    found = []
    for _number in range(draw(st.integers(0, 12))):
        days = sorted([draw(DAYS), draw(DAYS)])
        found.append(
            Row(
                what=draw(st.text(max_size=80)),
                starts=days[0] if draw(st.booleans()) else None,
                due=days[1] if draw(st.booleans()) else None,
            )
        )
    return found


@given(rows(), st.lists(DAYS, min_size=2, max_size=2).map(sorted), DAYS)
@settings(max_examples=150, deadline=None)
def test_every_objective_lies_within_the_line(objectives, ends, today):
    line = timeline(objectives, starts=ends[0], ends=ends[1], today=today)
    for span in line.spans:
        assert 0 <= span.x <= span.x + span.width <= 100.01
        assert 0 <= span.words.x <= 100
        assert bool(span.width) == span.dated
        assert span.bar_y + 10 < line.bottom
    assert all(0 <= tick.x <= 100 for tick in line.ticks)
    assert len([tick for tick in line.ticks if tick.room == "narrow"]) <= 7
    assert bool(line.today) == (line.first <= today <= line.last)


@given(rows(), st.lists(DAYS, min_size=2, max_size=2).map(sorted))
@settings(max_examples=100, deadline=None)
def test_the_most_at_once_are_counted_as_day_by_day(objectives, ends):
    line = timeline(objectives, starts=ends[0], ends=ends[1], today=TODAY)

    def running(day):
        def runs(row):
            first = row.starts or min(ends[0], row.due)
            return first <= day <= (row.due or max(first, ends[1]))

        return sum(runs(row) for row in objectives if row.starts or row.due)

    days = {day for row in objectives for day in (row.starts, row.due) if day} | set(ends)
    if line.together is None:
        assert not any(row.starts or row.due for row in objectives)
        return
    assert line.together.count == max(map(running, days))
    assert running(line.together.starts) == running(line.together.ends) == line.together.count
    assert running(line.together.starts - timedelta(days=1)) != line.together.count
    assert running(line.together.ends + timedelta(days=1)) != line.together.count


@st.composite
def schedules(draw):
    ends = TODAY + timedelta(days=draw(st.sampled_from([0, 6, 60, 300, 3650])))
    near = st.integers(-20, 400).map(lambda days: TODAY + timedelta(days=days))
    jobs = [
        Job(
            key=str(number),
            minutes=draw(st.one_of(st.none(), st.integers(0, 3_000))),
            earliest=draw(st.one_of(st.none(), near)),
            due=draw(st.one_of(st.none(), near)),
        )
        for number in range(draw(st.integers(0, 8)))
    ]
    breaks = tuple((day, day + timedelta(days=draw(st.integers(0, 30)))) for day in draw(st.lists(near, max_size=3)))
    capacity = Capacity(
        weekly=draw(st.sampled_from([0, 30, 120, 600])), today=TODAY, starts=TODAY, end=ends, breaks=breaks
    )
    return schedule(jobs, capacity), capacity


@given(schedules())
@settings(max_examples=150, deadline=None)
def test_the_weeks_lie_within_their_picture_and_add_up_to_the_schedule(drawn):
    plan, capacity = drawn
    shown = load(plan, weekly=capacity.weekly, ends=capacity.end, breaks=capacity.breaks)
    assert len(shown.bars) <= MOST_BARS
    for kind in ("planned", "capacity", "over"):
        assert sum(getattr(bar, kind) for bar in shown.bars) == sum(getattr(week, kind) for week in plan.weeks)
    for bar in shown.bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= 100.1
        assert 60 <= bar.top <= bar.y <= 196
    places = [shown.over_word, shown.capacity_word, shown.end, *shown.away_words]
    assert all(0 <= place.x <= 100 and place.y >= 0 for place in places if place)
    assert all(0 <= left < right <= 100 for left, right, _y in shown.lines)
    late = sum(minutes for job in plan.jobs for monday, minutes in job.weeks if monday > job.needed_by)
    assert shown.over + shown.passed >= late


@given(schedules())
@settings(max_examples=150, deadline=None)
def test_the_sentence_of_the_weeks_is_true(drawn):
    plan, capacity = drawn
    shown = load(plan, weekly=capacity.weekly, ends=capacity.end, breaks=capacity.breaks)
    in_time = all(job.finishes and job.finishes <= job.needed_by for job in plan.jobs if job.minutes)
    said = shown.finding
    assert ("No week is over" in said) == (in_time and bool(plan.fit.needed) and bool(shown.capacity))
    assert ("Nothing with an estimate" in said) == (not plan.fit.needed)
    if "is over: " in said or "are over" in said:
        assert plan.fit.bottleneck
        assert shown.over_weeks


@given(rows(), st.lists(DAYS, min_size=2, max_size=2).map(sorted), st.data())
@settings(max_examples=100, deadline=None)
def test_every_tie_leads_from_the_end_of_one_bar_to_another(objectives, ends, data):
    places = st.integers(0, max(0, len(objectives) - 1))
    pairs = (
        data.draw(st.lists(st.tuples(places, places).filter(lambda pair: pair[0] != pair[1]), max_size=6))
        if len(objectives) > 1
        else []
    )
    line = timeline(objectives, starts=ends[0], ends=ends[1], today=TODAY, after=pairs)
    dated = [span.dated for span in line.spans]
    assert [(tie.first - 1, tie.later - 1) for tie in line.ties] == [(a, b) for a, b in pairs if dated[a] and dated[b]]
    for tie in line.ties:
        first, later = line.spans[tie.first - 1], line.spans[tie.later - 1]
        assert abs(tie.x - min(99.5, first.x + first.width)) < 0.01
        assert tie.y in (first.bar_y, first.bar_y + 10)
        assert later.x - 0.01 <= tie.to_x <= later.x + later.width + 0.01
        assert later.bar_y <= tie.to_y <= later.bar_y + 10
    assert line.waiting == len({later for _first, later in pairs})


def test_sentences_of_the_line_tell_what_there_is():
    def said(*objectives, after=()):
        line = timeline(objectives, starts=date(2026, 9, 1), ends=date(2027, 6, 30), today=TODAY, after=after)
        return line.finding.replace("\xa0", " ")

    first = Row(starts=date(2026, 9, 7), due=date(2027, 2, 26))
    after = Row(starts=date(2027, 3, 1), due=date(2027, 4, 30))
    beside = Row(starts=date(2027, 2, 1), due=date(2027, 6, 4))
    assert said() == "No objective yet."
    assert said(Row()) == "The objective has no dates yet."
    assert said(Row(), Row()) == "None of the 2 objectives has dates yet."
    assert said(first) == "One objective: 7 September 2026 to 26 February 2027."
    assert said(first, after) == "2 objectives, one after another."
    assert said(first, beside) == "At most 2 objectives at once: 1 February 2027 to 26 February 2027."
    assert said(first, after, after=[(0, 1)]) == "2 objectives, one after another. 1 comes after another."
    assert said(first, after, Row()) == "2 objectives, one after another. 1 has no dates yet."


def test_the_weeks_of_a_year_with_a_week_53_follow_each_other():
    capacity = Capacity(weekly=60, today=date(2026, 12, 14), starts=None, end=date(2027, 1, 31))
    shown = load(schedule([Job(key="a", minutes=300)], capacity), weekly=60, ends=capacity.end)
    mondays = [bar.monday for bar in shown.bars]
    assert date(2026, 12, 28) in mondays
    assert {after - before for before, after in pairwise(mondays)} == {timedelta(days=7)}


def test_a_plan_of_one_day_and_one_of_ten_years_have_few_words_below():
    day = timeline([Row(due=TODAY)], starts=TODAY, ends=TODAY, today=TODAY)
    assert [(tick.x, tick.form) for tick in day.ticks] == [(0, "day")]
    assert (day.spans[0].x, day.spans[0].width) == (0, 100)
    years = timeline([Row(due=TODAY)], starts=TODAY, ends=date(2036, 11, 22), today=TODAY)
    assert {tick.form for tick in years.ticks} == {"year"}


@pytest.fixture
def scene(people, sign_in):
    plan = PlanFactory(owner=people.owner)
    first = ObjectiveFactory(plan=plan, what="=1+1", due=plan.ends, minutes=600)
    ObjectiveFactory(plan=plan, what="Read a forest plot", due=date.today() + timedelta(days=20), minutes=3_000)
    ActivityFactory(objective=first)
    ActivityFactory(objective=first, minutes=None, title="Somehow")
    Break.objects.create(owner=people.owner, starts=date.today(), ends=date.today() + timedelta(days=14))
    sign_in(people.owner)
    return plan


@pytest.mark.django_db
def test_the_plan_shows_both_pictures_with_names_used_once(client, scene):
    page = words(client.get(scene.get_absolute_url()))
    assert page.count('class="figure__picture"') == 2
    assert page.count('id="hatch-') == 1
    assert page.count("url(#hatch-load)") >= 1
    assert "2 h a week" in page
    assert "Hatched: more than your time." in page


@pytest.mark.django_db
def test_what_comes_after_what_is_on_the_line_in_the_numbers_and_in_the_file(client, scene):
    first, later = (ActivityFactory(objective=row) for row in scene.objectives.order_by("position"))
    ComesAfter.objects.create(owner=scene.owner, activity=later, first=first)
    page = words(client.get(scene.get_absolute_url()))
    assert "1 comes after another." in page
    assert 'data-label="Comes after">1<' in page
    table = read(client.get(reverse("plan-timeline-csv", args=[scene.pk])))
    assert [row[5] for row in table] == ["Comes after", "", "1"]
    drawn = next(each for each in plan_pictures(scene, who=scene.owner) if each["label"] == "Timeline")
    assert [row[4] for row in drawn["rows"]] == ["", "1"]
    remove(first, by=scene.owner)
    assert "comes after another" not in words(client.get(scene.get_absolute_url()))


@pytest.mark.django_db
def test_a_new_plan_has_no_picture(client, people, sign_in):
    sign_in(people.owner)
    page = client.get(PlanFactory(owner=people.owner).get_absolute_url())
    assert b"figure__picture" not in page.content


@pytest.mark.django_db
def test_a_reader_sees_the_line_but_not_the_time_of_the_owner(client, people, sign_in, scene):
    PlanGrant.objects.create(owner=people.owner, thing=scene, person=people.mentor, role=Role.READER, source="test")
    sign_in(people.mentor)
    page = words(client.get(scene.get_absolute_url()))
    assert page.count('class="figure__picture"') == 1
    assert "a week" not in page
    assert reverse("plan-load-csv", args=[scene.pk]) not in page
    assert client.get(reverse("plan-timeline-csv", args=[scene.pk])).status_code == 200
    assert client.get(reverse("plan-load-csv", args=[scene.pk])).status_code == 403


def read(answer) -> list[list[str]]:
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.django_db
def test_what_a_spreadsheet_would_run_is_guarded(client, scene):
    table = read(client.get(reverse("plan-timeline-csv", args=[scene.pk])))
    assert [row[1] for row in table[1:]] == ["'=1+1", "Read a forest plot"]
    assert table[1][3] == scene.ends.isoformat()


@pytest.mark.django_db
def test_the_file_has_every_week_in_minutes(client, scene):
    table = read(client.get(reverse("plan-load-csv", args=[scene.pk])))
    assert all(len(row) == 5 for row in table)
    assert sum(int(row[1]) for row in table[1:]) == 3_600
    assert date.fromisoformat(table[1][0]).weekday() == 0


@pytest.mark.django_db
def test_the_page_of_the_weeks_tells_what_is_left_out_and_that_its_dates_are_assumed(client, scene):
    page = words(client.get(reverse("plan-roadmap", args=[scene.pk])))
    assert "1 activity has no estimate" in page
    assert "Somehow" in page
    assert "This is an assumption." in page
    assert "What is needed then" in page


@pytest.mark.django_db
def test_a_day_that_there_is_not_is_missing(client, scene):
    there = reverse("plan-roadmap", args=[scene.pk])
    assert client.get(there, {"from": "2026-02-30"}).status_code == 404
    assert client.get(there, {"from": "2999-01-01"}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("weekly", [None, 0])
def test_without_time_the_pages_still_show(client, people, scene, weekly):
    people.owner.weekly_minutes = weekly
    people.owner.save()
    for name in ("plan", "plan-roadmap", "plan-load-csv", "plan-timeline-csv"):
        assert client.get(reverse(name, args=[scene.pk])).status_code == 200


@pytest.mark.django_db
def test_the_page_of_the_weeks_costs_the_same_at_any_size(client, people, sign_in, count_queries, settings):
    settings.KEEP_PAGES = False
    sign_in(people.owner)
    client.get(reverse("goals"))
    counts = []
    for size in (1, 20):
        plan = PlanFactory(owner=people.owner)
        for _number in range(size):
            ActivityFactory.create_batch(3, objective=ObjectiveFactory(plan=plan))
        there = reverse("plan-roadmap", args=[plan.pk])
        counts.append(count_queries(lambda there=there: client.get(there)))
    assert counts[0] == counts[1] <= 14


@pytest.mark.django_db
def test_with_enough_history_the_dates_are_a_forecast(client, people, scene):
    objective = scene.objectives.first()
    for number in range(8):
        activity = ActivityFactory(objective=objective, state="done", done_on=date.today(), minutes=60)
        day = date.today() - timedelta(weeks=number + 1)
        add_entry(by=people.owner, title="Learned", day=day, minutes=75, objectives=[objective], activities=[activity])
    page = words(client.get(reverse("plan-roadmap", args=[scene.pk])))
    assert "Going by your 8 logged weeks and 8 finished activities." in page
    assert "This is an assumption." not in page
