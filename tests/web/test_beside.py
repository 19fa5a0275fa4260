"""Of two who change the same at once, the second keeps what was typed and sees beside it what is saved by now."""

from datetime import date

import pytest
from django.urls import reverse

from planfolio.plans import actions
from planfolio.testing import GoalFactory, ObjectiveFactory, PlanFactory, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective(people):
    plan = PlanFactory(owner=people.owner, starts=date(2026, 9, 1), ends=date(2027, 6, 30))
    return ObjectiveFactory(plan=plan, what="Search well", why_kind="gap", why="", minutes=90, due=date(2027, 3, 1))


def question(objective, key) -> str:
    return reverse("question", args=[objective.plan_id, objective.number, key])


def test_words_and_choices_stand_beside_the_field_and_the_second_try_is_saved(client, sign_in, objective):
    sign_in(objective.owner)
    typed = {"why_kind": "duty", "why": "Asked by <the> ward", "revision": objective.revision}
    actions.revise(objective, by=objective.owner, why_kind="curiosity", why="I want to <know>")
    answer = client.post(question(objective, "why"), typed)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Asked by &lt;the&gt; ward" in told
    assert "Saved by now: I want to &lt;know&gt;" in told
    assert "Saved by now: Curiosity" in words(answer)
    objective.refresh_from_db()
    assert client.post(question(objective, "why"), {**typed, "revision": objective.revision}).status_code == 302
    objective.refresh_from_db()
    assert objective.why == "Asked by <the> ward"


def test_days_and_times_are_told_as_people_write_them_and_what_agrees_is_not_told(client, sign_in, objective):
    sign_in(objective.owner)
    actions.revise(objective, by=objective.owner, due=date(2027, 5, 4), minutes=150)
    day = {"due-day": "4", "due-month": "5", "due-year": "2027"}
    answer = words(client.post(question(objective, "when"), {**day, "minutes": "", "revision": "1"}))
    assert answer.count("Saved by now: 2 h 30") == 2
    assert "Saved by now: 4 May 2027" not in answer
    other = words(client.post(question(objective, "when"), {"minutes": "2.5", "revision": "1"}))
    assert "Saved by now: 4 May 2027" in other
    assert "Saved by now: 2 h 30" not in other


def test_all_six_on_one_page_tell_it_too(client, sign_in, objective):
    sign_in(objective.owner)
    there = reverse("objective-edit", args=[objective.plan_id, objective.number])
    actions.revise(objective, by=objective.owner, what="Search better")
    form = {"what-what": "Search best", "why-why_kind": "gap", "revision": "1", "id": str(objective.pk)}
    rows = {"how-activities-TOTAL_FORMS": "0", "how-activities-INITIAL_FORMS": "0"}
    answer = client.post(there, {**form, **rows})
    assert "Saved by now: Search better" in words(answer)
    assert "Search best" in answer.content.decode()


def test_a_goal_in_french(client, sign_in, people):
    people.owner.language = "fr"
    people.owner.save()
    goal = GoalFactory(owner=people.owner, text="Enseigner")
    sign_in(people.owner)
    actions.revise(goal, by=people.owner, text="Enseigner la recherche")
    form = {"text": "Chercher", "kind": goal.kind, "revision": "1"}
    told = words(client.post(reverse("goal", args=[goal.pk]), form))
    assert "Enregistré entre-temps : Enseigner la recherche" in told
    assert str(goal.pk) not in told.replace(reverse("goal", args=[goal.pk]), "")


def test_keys_of_forms_are_nobodys_answer(client, sign_in, objective):
    plan = objective.plan
    sign_in(plan.owner)
    actions.revise(plan, by=plan.owner, title="Search well")
    form = {"title": "Search best", "starts": "2026-09-01", "ends": "2027-06-30", "language": "en", "revision": "1"}
    form |= {"id": "01900000-0000-7000-8000-000000000001"}
    told = words(client.post(reverse("plan-edit", args=[plan.pk]), form))
    assert told.count("Saved by now") == 2
