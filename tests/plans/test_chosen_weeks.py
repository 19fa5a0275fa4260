"""An activity in a week of one's own choice stays in it, and the plan says whether that is what breaks it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from planfolio.plans.capacity import Capacity
from planfolio.plans.fit import in_week, plan_roadmap
from planfolio.plans.replanning import Change, replan
from planfolio.plans.roadmap import Job, schedule
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory

#: A Wednesday; its week begins on 5 October 2026.
TODAY = date(2026, 10, 7)
MONDAY = date(2026, 10, 5)
WEEK = timedelta(weeks=1)


@given(
    st.lists(st.tuples(st.integers(1, 300), st.integers(1, 5) | st.none()), min_size=1, max_size=8), st.integers(0, 600)
)
def test_what_fits_lies_in_its_week_and_what_does_not_is_proved(activities, weekly):
    weeks = {str(n): MONDAY + week * WEEK for n, (_minutes, week) in enumerate(activities) if week}
    jobs = [Job(key=str(n), minutes=minutes, order=n) for n, (minutes, _week) in enumerate(activities)]
    held = [in_week(job, weeks[job.key]) if job.key in weeks else job for job in jobs]
    laid = schedule(held, Capacity(weekly=weekly, today=TODAY, end=MONDAY + 6 * WEEK), run_on=400)
    for job in laid.jobs:
        if job.key in weeks:
            assert all(monday >= weeks[job.key] for monday, _minutes in job.weeks)
            if not laid.fit.bottleneck:
                assert [monday for monday, _minutes in job.weeks] == [weeks[job.key]]
    # A week of its own has no room for more than itself: then, and only then, may it be said that it does not fit.
    for monday in weeks.values():
        needed = sum(minutes for n, (minutes, _week) in enumerate(activities) if weeks.get(str(n)) == monday)
        assert needed <= weekly or laid.fit.bottleneck


@pytest.fixture
def owner(people, sign_in):
    people.owner.weekly_minutes = 120
    people.owner.save()
    sign_in(people.owner)
    with time_machine.travel(datetime(2026, 10, 7, 9, tzinfo=UTC), tick=False):
        yield people.owner


@pytest.fixture
def objective(owner):
    plan = PlanFactory(owner=owner, starts=date(2026, 10, 5), ends=date(2026, 12, 20))
    return ObjectiveFactory(plan=plan, state="active")


def laid(objective, owner):
    return plan_roadmap(objective.plan, person=owner, today=TODAY)


@pytest.mark.django_db
class TestPlan:
    def test_it_stays_in_its_week(self, objective, owner):
        later = ActivityFactory(objective=objective, minutes=60, week=date(2026, 11, 2))
        ActivityFactory(objective=objective, minutes=60)
        found = {job.key: job.weeks for job in laid(objective, owner).schedule.jobs}
        assert found[str(later.pk)] == ((date(2026, 11, 2), 60),)

    @pytest.mark.parametrize(
        ("step", "week"),
        [
            ("move-2", date(2026, 11, 16)),
            ("move-4", date(2026, 11, 30)),
            ("move-8", None),
            ("spread", None),
            ("less-50", date(2026, 11, 2)),
        ],
    )
    def test_it_moves_with_its_objective(self, objective, owner, step, week):
        activity = ActivityFactory(objective=objective, minutes=60, week=date(2026, 11, 2))
        replan(objective.plan, Change(steps={objective.pk: step}), by=owner)
        activity.refresh_from_db()
        assert activity.week == week
        if step == "move-2":
            assert laid(objective, owner).schedule.jobs[0].weeks == ((date(2026, 11, 16), 60),)

    def test_a_week_that_holds_too_much_breaks_the_plan_and_it_says_so(self, client, objective, owner):
        ActivityFactory(objective=objective, title="Read on sepsis", minutes=150, week=date(2026, 11, 2))
        roadmap = laid(objective, owner)
        assert (roadmap.state, roadmap.chosen_too_much) == ("over", True)
        assert roadmap.fit.bottleneck.over == 30
        page = client.get(f"/plans/{objective.plan.pk}/roadmap/").content.decode()
        assert "It would fit without the weeks that you have chosen yourself." in page
        assert "Weeks you have chosen" in page

    def test_a_plan_that_is_too_full_anyway_does_not_blame_the_week(self, objective, owner):
        ActivityFactory(objective=objective, minutes=30, week=date(2026, 11, 2))
        ActivityFactory(objective=objective, minutes=6_000)
        roadmap = laid(objective, owner)
        assert (roadmap.state, roadmap.chosen_too_much) == ("over", False)

    def test_a_week_after_the_due_date_is_said_to_be_that(self, client, objective, owner):
        ActivityFactory(objective=objective, minutes=30, week=date(2026, 11, 2), due=date(2026, 10, 20))
        assert laid(objective, owner).chosen_too_much
        page = client.get(f"/plans/{objective.plan.pk}/").content.decode()
        assert "for a week after the day on which they are due" in page

    @pytest.mark.parametrize("week", [MONDAY, MONDAY - 3 * WEEK])
    def test_the_week_that_runs_and_those_that_passed_bind_nothing(self, objective, owner, week):
        ActivityFactory(objective=objective, minutes=600, week=week)
        assert laid(objective, owner).state == "fits"


FIELDS = {"title": "Read", "minutes": "1 h", "week-day": "5", "week-month": "11", "week-year": "2026"}


@pytest.mark.django_db
class TestForm:
    def test_any_day_names_the_week_and_none_lets_the_schedule_choose(self, client, objective):
        activity = ActivityFactory(objective=objective)
        address = f"/activities/{activity.pk}/"
        assert client.post(address, FIELDS | {"revision": "1"}).status_code == 302
        activity.refresh_from_db()
        assert activity.week == date(2026, 11, 2)
        assert 'value="2026"' in client.get(address).content.decode()
        client.post(address, {"title": "Read", "revision": "2"})
        activity.refresh_from_db()
        assert activity.week is None

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"week-year": "2031"}, "when this plan runs"),
            ({"due-day": "1", "due-month": "11", "due-year": "2026"}, "on or before 1 November"),
            ({"earliest-day": "9", "earliest-month": "11", "earliest-year": "2026"}, "before which it cannot start"),
            ({"week-day": "31"}, "no such day"),
        ],
    )
    def test_a_week_that_cannot_hold_it_is_kept_as_typed(self, client, objective, fields, words):
        activity = ActivityFactory(objective=objective, title="As before")
        page = client.post(f"/activities/{activity.pk}/", FIELDS | fields | {"revision": "1"}).content.decode()
        assert words in page.replace("\xa0", " ")
        assert f'value="{(FIELDS | fields)["week-day"]}"' in page
        activity.refresh_from_db()
        assert (activity.title, activity.week) == ("As before", None)
