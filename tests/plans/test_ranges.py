"""When each objective will be done: inside the picture, in the order of the plan, the same on the page, in the file
and for programs."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from planfolio.plans.fit import plan_roadmap
from planfolio.plans.fit_facts import fit_facts
from planfolio.plans.forecast import Forecast, Likely
from planfolio.plans.likely import plan_forecast
from planfolio.plans.models import Objective, Plan
from planfolio.plans.roadmap_page import ranges
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory

TODAY = date(2026, 10, 7)
DAYS = st.integers(0, 3000).map(lambda count: TODAY + timedelta(days=count))


@given(st.lists(st.tuples(DAYS | st.none(), DAYS | st.none(), st.dates() | st.none()), max_size=8), st.dates())
def test_every_range_stays_inside_the_picture(rows, end):
    objectives = [Objective(due=due) for _one, _other, due in rows]
    likely = {}
    for row, (one, other, _due) in zip(objectives, rows, strict=True):
        earliest, latest = sorted([one, other], key=lambda day: (day is None, day or TODAY))
        likely[str(row.pk)] = Likely(earliest=earliest, latest=latest)
    found = ranges(
        Forecast(plan=None, groups=likely, assumed=False, logged_weeks=9, finished=9),
        objectives,
        Plan(starts=end, ends=end),
        today=TODAY,
    )
    assert [each.objective for each in found] == objectives
    for each in found:
        assert 0 <= each.x <= 100
        assert 0 <= each.due_x <= 100
        assert 1 <= each.width <= 100.01 - each.x


@pytest.fixture
def plan(people, sign_in):
    people.owner.weekly_minutes = 60
    people.owner.save()
    sign_in(people.owner)
    with time_machine.travel(datetime(2026, 10, 7, 9, tzinfo=UTC), tick=False):
        plan = PlanFactory(owner=people.owner, starts=date(2026, 10, 5), ends=date(2027, 3, 31))
        for what, minutes in (("Search well", 120), ("=Teach well", 240), ("Without estimate", None)):
            ActivityFactory(objective=ObjectiveFactory(plan=plan, what=what, state="active"), minutes=minutes)
        yield plan


@pytest.mark.django_db
class TestRanges:
    def test_the_page_the_file_and_the_facts_say_the_same(self, client, plan):
        roadmap = plan_roadmap(plan, person=plan.owner, today=TODAY)
        facts = fit_facts(roadmap, plan_forecast(roadmap, person=plan.owner))["forecast"]
        assert len(facts["objectives"]) == 2
        rows = client.get(f"/plans/{plan.pk}/forecast.csv").content.decode().splitlines()[1:]
        assert [row.split(",")[0] for row in rows] == ["Search well", "'=Teach well"]
        assert [row.split(",")[1:3] for row in rows] == [
            [str(each["earliest"]), str(each["latest"])] for each in facts["objectives"]
        ]
        assert max(each["latest"] for each in facts["objectives"]) == facts["latest"]
        assert "When each objective will be done" in client.get(f"/plans/{plan.pk}/roadmap/").content.decode()
