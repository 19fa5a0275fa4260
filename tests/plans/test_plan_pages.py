"""Plans, goals and activities on their pages: written once, seen by their owner, kept when something is wrong."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from uuid_utils.compat import uuid7

from planfolio.people.sharing import Role
from planfolio.plans import actions
from planfolio.plans.models import Activity, Event, Goal, Objective, Plan, PlanGrant
from planfolio.testing import ActivityFactory, GoalFactory, ObjectiveFactory, PlanFactory, words

pytestmark = pytest.mark.django_db

PLAN = {"title": "Better searches", "starts": "2026-09-01", "ends": "2027-06-30", "language": "en"}


def grant(plan, person, role=Role.READER):
    PlanGrant.objects.create(owner=plan.owner, thing=plan, person=person, role=role, source="test")


def test_a_plan_is_added_once_however_often_the_form_is_sent(client, people, sign_in):
    sign_in(people.owner)
    values = {**PLAN, "id": str(uuid7())}
    first = client.post(reverse("plan-new"), values)
    again = client.post(reverse("plan-new"), values)
    assert first["Location"] == again["Location"]
    assert Plan.objects.get().title == "Better searches"


def test_a_plan_that_ends_before_it_starts_is_shown_again_with_what_was_typed(client, people, sign_in):
    sign_in(people.owner)
    answer = client.post(reverse("plan-new"), {**PLAN, "ends": "2026-01-31", "aim": "Kept words"})
    assert answer.status_code == 422
    assert "Enter an end on or after 1 September 2026" in words(answer)
    assert "Kept words" in words(answer)
    assert not Plan.objects.exists()


def test_a_plan_keeps_its_own_word(client, people, sign_in):
    sign_in(people.owner)
    client.post(reverse("plan-new"), {**PLAN, "own_word": "Carnet de route"})
    assert Plan.objects.get().word_label == "Carnet de route"


@pytest.mark.parametrize("name", ["plan", "plan-edit", "plan-history"])
def test_a_stranger_finds_nothing_and_a_reader_reads_only(client, people, sign_in, name):
    plan = PlanFactory(owner=people.owner)
    address = reverse(name, args=[plan.pk])
    sign_in(people.stranger)
    assert client.get(address).status_code == 404
    grant(plan, people.stranger)
    assert client.get(address).status_code == (200 if name == "plan" else 403)


def test_a_reader_is_not_shown_the_time_of_the_owner_nor_what_to_change(client, people, sign_in):
    plan = PlanFactory(owner=people.owner)
    ObjectiveFactory(plan=plan)
    grant(plan, people.mentor)
    sign_in(people.mentor)
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "Carry a systematic search" in page
    assert "You have" not in page
    assert reverse("plan-edit", args=[plan.pk]) not in page


def test_two_windows_do_not_overwrite_each_other(client, people, sign_in):
    plan = PlanFactory(owner=people.owner)
    sign_in(people.owner)
    address = reverse("plan-edit", args=[plan.pk])
    assert client.post(address, {**PLAN, "title": "First", "revision": plan.revision}).status_code == 302
    second = client.post(address, {**PLAN, "title": "Second", "revision": plan.revision})
    assert second.status_code == 422
    assert "Second" in words(second)
    assert Plan.objects.get().title == "First"


def test_a_removed_plan_comes_back_whole(client, people, sign_in):
    plan = PlanFactory(owner=people.owner)
    ObjectiveFactory(plan=plan)
    sign_in(people.owner)
    client.post(reverse("plan-remove", args=[plan.pk]))
    assert client.get(plan.get_absolute_url()).status_code == 404
    client.post(reverse("undo", args=["plan", plan.pk]))
    assert client.get(plan.get_absolute_url()).status_code == 200


def test_the_plan_page_costs_the_same_number_of_queries_at_any_size(client, people, sign_in, count_queries, settings):
    settings.KEEP_PAGES = False
    sign_in(people.owner)
    client.get(reverse("goals"))
    counts = []
    for size in (1, 20):
        plan = PlanFactory(owner=people.owner)
        for _number in range(size):
            objective = ObjectiveFactory(plan=plan)
            ActivityFactory.create_batch(3, objective=objective)
        counts.append(count_queries(lambda plan=plan: client.get(plan.get_absolute_url())))
    assert counts[0] == counts[1] <= 13


def test_a_yearly_target_without_a_year_asks_for_it(client, people, sign_in):
    sign_in(people.owner)
    answer = client.post(reverse("goal-new"), {"kind": "target", "text": "Four wards", "year": ""})
    assert answer.status_code == 422
    assert "Enter the year of this target" in words(answer)
    assert client.post(reverse("goal-new"), {"kind": "target", "text": "Four wards", "year": "2027"}).status_code == 302
    assert Goal.objects.get().year == 2027


@pytest.mark.parametrize("year", ["2147483648", str(2**63), "1e9", "-5", "MMXX"])
def test_a_year_out_of_range_is_refused_in_words(client, people, sign_in, year):
    sign_in(people.owner)
    answer = client.post(reverse("goal-new"), {"kind": "target", "text": "Four wards", "year": year})
    assert answer.status_code == 422
    assert not Goal.objects.exists()


def test_goals_of_others_are_missing(client, people, sign_in):
    goal = GoalFactory(owner=people.owner)
    sign_in(people.stranger)
    for name in ("goal", "goal-shift", "goal-remove"):
        assert client.post(reverse(name, args=[goal.pk])).status_code == 404
    assert client.post(reverse("goal-move", args=[goal.pk, "let_go"])).status_code == 404


def test_an_activity_is_added_changed_and_ordered(client, people, sign_in):
    objective = ObjectiveFactory(plan__owner=people.owner)
    first = ActivityFactory(objective=objective, position=1)
    sign_in(people.owner)
    address = reverse("activity-new", args=[objective.plan_id, objective.number])
    values = {"title": "Sit in on an interview", "minutes": "1 h 30", "after": [str(first.pk)], "id": str(uuid7())}
    assert client.post(address, values).status_code == 302
    assert client.post(address, values).status_code == 302
    added = Activity.objects.get(title="Sit in on an interview")
    assert (added.minutes, list(added.after.all())) == (90, [first])
    client.post(reverse("activity-shift", args=[added.pk]), {"to": "up"})
    assert list(Activity.objects.filter(objective=objective)) == [added, first]


def test_a_circle_of_activities_is_told_and_nothing_is_saved(client, people, sign_in):
    objective = ObjectiveFactory(plan__owner=people.owner)
    first, second = ActivityFactory.create_batch(2, objective=objective)
    actions.set_after(second, [first], by=people.owner)
    sign_in(people.owner)
    values = {"title": "New words", "after": [str(second.pk)], "revision": first.revision}
    answer = client.post(reverse("activity", args=[first.pk]), values)
    assert answer.status_code == 422
    assert "in a circle" in words(answer)
    first.refresh_from_db()
    assert first.title != "New words"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil", "x"])
def test_an_activity_links_to_the_web_only(client, people, sign_in, url):
    objective = ObjectiveFactory(plan__owner=people.owner)
    sign_in(people.owner)
    address = reverse("activity-new", args=[objective.plan_id, objective.number])
    answer = client.post(address, {"title": "Read", "url": url})
    assert answer.status_code == 422
    assert "https://" in words(answer)


def test_activities_of_others_are_missing_and_of_shared_plans_read_only(client, people, sign_in):
    activity = ActivityFactory(objective__plan__owner=people.owner)
    sign_in(people.mentor)
    for name in ("activity", "activity-shift", "activity-remove"):
        assert client.post(reverse(name, args=[activity.pk])).status_code == 404
    grant(activity.objective.plan, people.mentor, Role.COMMENTER)
    for name in ("activity", "activity-shift", "activity-remove"):
        assert client.post(reverse(name, args=[activity.pk])).status_code == 403
    assert Activity.objects.get().deleted_at is None


def test_a_move_is_refused_from_a_state_it_does_not_start_from(client, people, sign_in):
    objective = ObjectiveFactory(plan__owner=people.owner, state="parked")
    sign_in(people.owner)
    address = reverse("objective-move", args=[objective.plan_id, objective.number, "park"])
    assert client.post(address, {"reason": "again"}).status_code == 422
    assert Objective.objects.get().state == "parked"


def test_letting_go_keeps_the_reason_and_the_history(client, people, sign_in):
    objective = ObjectiveFactory(plan__owner=people.owner)
    sign_in(people.owner)
    address = reverse("objective-move", args=[objective.plan_id, objective.number, "let_go"])
    assert client.get(address).status_code == 200
    client.post(address, {"reason": "The guideline group moved to spring"})
    objective.refresh_from_db()
    assert (objective.state, objective.reason) == ("let_go", "The guideline group moved to spring")
    assert Event.objects.filter(name="let_go", reason=objective.reason).exists()


def test_the_same_move_sent_twice_happens_once(client, people, sign_in):
    objective = ObjectiveFactory(plan__owner=people.owner)
    sign_in(people.owner)
    address = reverse("objective-move", args=[objective.plan_id, objective.number, "finish"])
    client.post(address)
    client.post(address)
    assert Event.objects.filter(name="finish").count() == 1


def test_a_stage_changes_and_the_notice_offers_the_way_back(client, people, sign_in):
    objective = ObjectiveFactory(plan__owner=people.owner, stage="figuring")
    sign_in(people.owner)
    address = reverse("objective-stage", args=[objective.plan_id, objective.number])
    page = client.post(address, {"stage": "doing"}, follow=True).content.decode()
    assert "Stage changed to Doing." in page
    assert 'value="figuring"' in page.split("banner", 1)[1]
    client.post(address, {"stage": "<script>"})
    objective.refresh_from_db()
    assert objective.stage == "doing"


def test_the_history_names_what_it_happened_to(client, people, sign_in):
    plan = PlanFactory(owner=people.owner)
    objective = actions.add_objective(plan, by=people.owner, what="Read a forest plot aloud")
    actions.remove(objective, by=people.owner)
    sign_in(people.owner)
    said = words(client.get(reverse("plan-history", args=[plan.pk])))
    assert said.count("Read a forest plot aloud") == 2


def test_an_objective_bears_the_same_number_everywhere_whatever_its_place(client, people, sign_in):
    plan = PlanFactory(owner=people.owner)
    ObjectiveFactory(plan=plan, number=1, position=2)
    ObjectiveFactory(plan=plan, number=2, position=1)
    sign_in(people.owner)
    page = client.get(plan.get_absolute_url()).content.decode()
    assert re.findall(r'objective__number"[^>]*>(\d)<', page) == ["2", "1"]


@pytest.mark.parametrize(("days", "said"), [(100, "31 January."), (364, "22 October 2027.")])
def test_the_end_of_the_plan_has_its_year_where_it_is_almost_a_year_away(client, people, sign_in, days, said):
    start = date(2026, 10, 23)
    plan = PlanFactory(owner=people.owner, starts=start, ends=start + timedelta(days=days))
    ActivityFactory(objective=ObjectiveFactory(plan=plan), minutes=60)
    sign_in(people.owner)
    with time_machine.travel(datetime(2026, 10, 23, 12, tzinfo=UTC), tick=False):
        assert f"before {said}" in words(client.get(plan.get_absolute_url()))
