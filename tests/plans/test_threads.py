"""The thread across plans: every objective in exactly one line, in the order of time, and nobody else's."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planfolio.people.removal import remove
from planfolio.plans import actions
from planfolio.plans.models import Objective, Plan
from planfolio.plans.threads import lay_out, read_threads, thread_of
from planfolio.testing import ObjectiveFactory, PlanFactory


def objectives(count: int) -> list[Objective]:
    return [
        Objective(plan=Plan(starts=date(2020 + n, 1, 1), ends=date(2020 + n, 12, 31)), what=str(n))
        for n in range(count)
    ]


@given(st.integers(0, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30))
def test_any_links_give_lines_that_hold_each_objective_once(count, links):
    rows = objectives(count)
    pairs = [(rows[one].pk, rows[other].pk) for one, other in links if one < count and other < count]
    found = lay_out(rows, pairs)
    steps = [step for thread in found.threads for step in thread.steps]
    assert sorted(step.objective.what for step in steps) == sorted(row.what for row in rows)
    linked = set(pairs)
    for thread in found.threads:
        for one, other in zip(thread.steps, thread.steps[1:], strict=False):
            assert (one.objective.pk, other.objective.pk) in linked
            assert one.starts < other.starts
        own = {step.objective.pk for step in thread.steps}
        assert not own & {each.pk for each in thread.comes_from}
    assert all(step.x >= 0 and step.end <= 100.01 for step in steps)


@pytest.fixture
def owner(people, sign_in):
    sign_in(people.owner)
    return people.owner


def year(owner, number: int, *titles: str) -> list[Objective]:
    plan = PlanFactory(owner=owner, title=f"Plan {number}", starts=date(number, 1, 1), ends=date(number, 12, 31))
    return [ObjectiveFactory(plan=plan, what=title, state="active") for title in titles]


def on(later: Objective, earlier: Objective, owner) -> None:
    actions.add_link(later, by=owner, direction="builds_on", to_objective=earlier)


def lines(owner) -> list[list[str]]:
    return [[step.objective.what for step in thread.steps] for thread in read_threads(owner).threads]


@pytest.mark.django_db
class TestThreads:
    def test_a_line_goes_on_over_three_years_whichever_end_says_so(self, owner):
        (first,), (second,), (third, alone) = (
            year(owner, 2024, "A"),
            year(owner, 2025, "B"),
            year(owner, 2026, "C", "D"),
        )
        on(second, first, owner)
        actions.add_link(second, by=owner, direction="leads_to", to_objective=third)
        assert lines(owner) == [["A", "B", "C"], ["D"]]
        assert [step.objective.what for step in thread_of(second, person=owner).steps] == ["A", "B", "C"]
        assert thread_of(alone, person=owner) is None

    def test_where_it_divides_the_second_says_what_it_comes_from(self, owner):
        (first,), (one, other) = year(owner, 2025, "A"), year(owner, 2026, "B", "C")
        on(one, first, owner)
        on(other, first, owner)
        assert lines(owner) == [["A", "B"], ["C"]]
        assert [each.what for each in thread_of(other, person=owner).comes_from] == ["A"]

    def test_what_was_removed_and_what_is_of_another_is_in_no_line(self, owner, people):
        (first,), (second,) = year(owner, 2025, "A"), year(owner, 2026, "B")
        on(second, first, owner)
        year(people.stranger, 2026, "Theirs")
        remove(first)
        assert lines(owner) == [["B"]]

    def test_the_queries_stay_the_same(self, owner, count_queries):
        year(owner, 2020, "A")
        before = count_queries(lambda: read_threads(owner))
        for number in range(2021, 2027):
            year(owner, number, "B", "C", "D")
        assert count_queries(lambda: read_threads(owner)) == before == 2


@pytest.mark.django_db
class TestPages:
    def test_the_page_and_the_file_show_the_line(self, client, owner):
        (first,), (second,) = year(owner, 2025, "Learn A"), year(owner, 2026, "=Learn B")
        on(second, first, owner)
        page = client.get("/plans/thread/").content.decode()
        assert "1 line goes on over more than one objective." in page
        assert page.index("Learn A") < page.index("Learn B")
        rows = client.get("/plans/thread.csv").content.decode()
        assert "1,2025-01-01,2025-12-31,Plan 2025,Learn A" in rows
        assert "1,2026-01-01,2026-12-31,Plan 2026,'=Learn B" in rows

    def test_an_objective_shows_its_own_past_and_next(self, client, owner):
        (first,), (second,) = year(owner, 2025, "Learn A"), year(owner, 2026, "Learn B")
        assert "Past, now and next" not in client.get(second.get_absolute_url()).content.decode()
        on(second, first, owner)
        for objective in (first, second):
            page = client.get(objective.get_absolute_url()).content.decode()
            assert "Past, now and next" in page
            assert "Learn A" in page
            assert "Learn B" in page

    def test_before_there_is_an_objective_it_says_what_will_stand_there(self, client, owner):
        assert "Nothing to follow yet" in client.get("/plans/thread/").content.decode()
