"""Progress over a period: every minute is in exactly one part of each division, and nothing of anybody else."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from planfolio.journal import actions
from planfolio.journal.progress import NAMED, parts, progress
from planfolio.people.models import Break
from planfolio.people.removal import remove
from planfolio.testing import GoalFactory, ObjectiveFactory, PlanFactory

TODAY = date(2026, 10, 7)


@given(st.lists(st.tuples(st.sampled_from("abcdefghijklmnopqrst"), st.integers(0, 600) | st.none(), st.integers(1, 9))))
def test_parts_add_up_to_the_whole(rows):
    found = parts((name, "", minutes, count) for name, minutes, count in rows)
    assert sum(part.minutes for part in found) == sum(minutes or 0 for _name, minutes, _count in rows)
    assert sum(part.entries for part in found) == sum(count for *_rest, count in rows)
    assert len(found) <= NAMED + 1
    assert all(0 <= part.width <= 100 for part in found)
    named = [part.minutes for part in found[:NAMED]]
    assert named == sorted(named, reverse=True)


@pytest.fixture
def owner(people, sign_in):
    with time_machine.travel(datetime(2026, 10, 7, 9, tzinfo=UTC), tick=False):
        sign_in(people.owner)
        yield people.owner


@pytest.fixture
def objective(owner):
    plan = PlanFactory(owner=owner, title="Better searches", starts=date(2026, 9, 1), ends=date(2027, 6, 30))
    return ObjectiveFactory(plan=plan, what="Search well", goal=GoalFactory(owner=owner, text="Be of use"))


def log(owner, day, minutes, *objectives, **values):
    values = {"title": "Read", **values}
    return actions.add_entry(by=owner, day=day, minutes=minutes, objectives=list(objectives), **values)[0]


def told(rows) -> dict[str, int]:
    return {part.name: part.minutes for part in rows}


@pytest.mark.django_db
class TestPeriod:
    def test_each_division_holds_all_of_the_time(self, owner, objective):
        other = ObjectiveFactory(plan=objective.plan, what="Teach well")
        log(owner, TODAY, 60, objective, context="course", provider="EAHIL")
        log(owner, TODAY, 31, objective, other, provider="EAHIL")
        log(owner, date(2026, 9, 2), 15)
        log(owner, date(2025, 1, 2), 999)
        found = progress(owner)
        assert (found.entries, found.minutes) == (3, 106)
        assert told(found.providers) == {"EAHIL": 91, "Not said": 15}
        assert sum(told(found.objectives).values()) == sum(told(found.goals).values()) == 106
        assert told(found.objectives)["For no objective"] == 15
        assert told(found.goals)["Be of use"] == told(found.objectives)["Search well"]
        assert sum(told(found.contexts).values()) == 106

    def test_a_plan_gives_its_own_period(self, owner, objective):
        log(owner, date(2026, 9, 2), 15)
        log(owner, date(2026, 8, 31), 40)
        assert progress(owner, str(objective.plan.pk)).minutes == 15
        assert progress(owner).minutes == 55

    @pytest.mark.parametrize("key", ["", "year", "nonsense", "01a2142e-a066-76fb-8f8f-d094fd3d5189"])
    def test_what_names_no_period_of_ones_own_is_the_last_year(self, owner, objective, people, key):
        assert progress(owner, key).period.key == "year"
        assert progress(people.stranger, str(objective.plan.pk)).period.key == "year"

    def test_weeks_are_counted_without_breaks(self, owner):
        owner.joined_at = datetime(2026, 9, 7, tzinfo=UTC)
        owner.save()
        log(owner, date(2026, 9, 9), 30)
        Break.objects.create(owner=owner, starts=date(2026, 9, 14), ends=date(2026, 9, 20))
        found = progress(owner)
        assert (found.year.learned_in, found.year.counted) == (1, 3)
        assert len(found.year.cells) == 52
        assert [cell.week for cell in found.year.cells if cell.away] == [date(2026, 9, 14)]
        assert [cell.level for cell in found.year.cells if cell.level] == [3]

    def test_what_was_removed_and_what_is_of_another_counts_nowhere(self, owner, objective, people):
        remove(log(owner, TODAY, 60, objective, summary="Gone"))
        log(people.stranger, TODAY, 60, summary="Theirs", provider="Elsewhere")
        found = progress(owner)
        assert (found.entries, found.minutes, found.objectives, found.learned) == (0, 0, [], [])

    def test_time_for_an_objective_that_was_removed_is_not_lost(self, owner, objective):
        log(owner, TODAY, 60, objective)
        remove(objective)
        assert told(progress(owner).objectives) == {"For no objective": 60}

    def test_the_queries_stay_the_same_as_the_data_grows(self, owner, objective, count_queries):
        log(owner, TODAY, 10, objective, summary="One")
        before = count_queries(lambda: progress(owner))
        for number in range(15):
            each = ObjectiveFactory(plan=objective.plan, what=f"Objective {number}")
            log(owner, TODAY, 10, each, summary="More", provider=f"Provider {number}")
        assert count_queries(lambda: progress(owner)) == before <= 10


@pytest.mark.django_db
class TestPage:
    def test_it_says_in_the_persons_own_words_what_was_learned(self, client, owner, objective):
        log(owner, TODAY, 60, objective, title="Read about MeSH", summary="Explode the term first.", note="Tired.")
        page = client.get("/journal/progress/").content.decode()
        assert "Learning in 1 of" in page
        assert "Explode the term first." in page
        assert "Tired." not in page

    def test_empty_it_says_what_will_be_there(self, client, owner):
        assert "Nothing was logged in this period" in client.get("/journal/progress/").content.decode()

    def test_the_numbers_come_as_a_file_that_runs_nothing(self, client, owner):
        log(owner, TODAY, 60, provider="=HYPERLINK(1)")
        body = client.get("/journal/progress.csv").content.decode()
        assert "By provider,'=HYPERLINK(1),60,1" in body
        assert "Week of,2026-10-05,60,1" in body
