"""The six questions: a page each or all on one, and the fit sentence that answers while one types."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from uuid_utils.compat import uuid7

from planfolio.journal.actions import add_entry
from planfolio.plans.models import Activity, Link, Objective
from planfolio.plans.starters import question_help
from planfolio.testing import ActivityFactory, GoalFactory, ObjectiveFactory, PlanFactory, words

pytestmark = pytest.mark.django_db

ROWS = {"activities-TOTAL_FORMS": 3, "activities-INITIAL_FORMS": 0}


@pytest.fixture(autouse=True)
def autumn():
    with time_machine.travel("2026-10-07T09:00:00Z"):
        yield


@pytest.fixture
def plan(people, sign_in):
    sign_in(people.owner)
    return PlanFactory(owner=people.owner, starts="2026-09-01", ends="2027-06-30")


def ask(client, address, values):
    answer = client.post(address, values)
    assert answer.status_code == 302, words(answer)
    return answer["Location"]


def test_a_new_person_answers_six_questions_and_lands_on_this_week(client, plan):
    address = reverse("question-new", args=[plan.pk])
    address = ask(client, address, {"what": "Explain a forest plot", "ksa": "skill"})
    address = ask(client, address, {"why": "The sepsis group waits", "why_kind": "gap"})
    address = ask(client, address, {**ROWS, "activities-0-title": "Read one aloud", "activities-0-minutes": "45 min"})
    address = ask(client, address, {"evidence": "A talk", "evidence_kind": "testimony", "criteria": "One\nTwo"})
    address = ask(client, address, {"due-day": "30", "due-month": "4", "due-year": "2027", "minutes": "6"})
    address = ask(client, address, {"builds_on": "MEDLINE beyond the basics"})
    assert address.endswith("/check/")
    assert "Explain a forest plot" in client.get(address).content.decode()
    assert ask(client, address, {}) == reverse("week")
    objective = Objective.objects.get()
    assert (objective.state, objective.minutes, str(objective.due)) == ("active", 360, "2027-04-30")
    assert [criterion.text for criterion in objective.criteria.all()] == ["One", "Two"]
    assert Activity.objects.get().minutes == 45
    assert Link.objects.get().words == "MEDLINE beyond the basics"


def test_i_do_not_know_yet_goes_on_and_is_never_an_error(client, plan):
    address = reverse("question-new", args=[plan.pk])
    for _question in range(6):
        address = ask(client, address, {"later": "1"})
    page = client.get(address).content.decode()
    assert page.count("Not answered") == 6
    assert Objective.objects.get().state == "draft"


def test_the_first_answer_sent_twice_starts_one_objective(client, plan):
    values = {"what": "Explain a forest plot", "id": str(uuid7())}
    first = ask(client, reverse("question-new", args=[plan.pk]), values)
    assert ask(client, reverse("question-new", args=[plan.pk]), values) == first
    assert Objective.objects.count() == 1


def test_a_change_from_the_check_page_returns_there(client, plan):
    objective = ObjectiveFactory(plan=plan, state="draft")
    there = [plan.pk, objective.number]
    address = reverse("question", args=[*there, "why"]) + "?then=check"
    assert ask(client, address, {"why": "Because"}) == reverse("objective-check", args=there)


def test_answers_stay_when_a_date_is_outside_the_plan(client, plan):
    objective = ObjectiveFactory(plan=plan)
    address = reverse("question", args=[plan.pk, objective.number, "when"])
    answer = client.post(address, {"due-day": "16", "due-month": "7", "due-year": "2027", "minutes": "a dozen"})
    page = words(answer)
    assert answer.status_code == 422
    assert "Enter an end on or before 30 June 2027, when this plan ends" in page
    assert "Write the hours as a number, such as 6 or 14" in page
    assert 'value="a dozen"' in page
    assert 'value="16"' in page


def test_the_fit_sentence_counts_what_is_being_typed(client, plan, people):
    people.owner.weekly_minutes = 60
    people.owner.save()
    objective = ObjectiveFactory(plan=plan)
    address = reverse("question-try", args=[plan.pk, objective.number])
    assert "It fits" in client.post(address, {"minutes": "6"}).content.decode()
    assert "too much" in client.post(address, {"minutes": "900"}).content.decode()
    objective.refresh_from_db()
    assert objective.minutes is None


def test_without_script_a_button_shows_whether_it_fits(client, plan):
    objective = ObjectiveFactory(plan=plan)
    address = reverse("question", args=[plan.pk, objective.number, "when"])
    answer = client.post(address, {"minutes": "6", "try": "1"})
    assert answer.status_code == 200
    assert "It fits" in words(answer)


def test_emptying_a_row_takes_the_activity_away_and_changing_it_keeps_it(client, plan):
    objective = ObjectiveFactory(plan=plan)
    first, second = ActivityFactory.create_batch(2, objective=objective)
    address = reverse("question", args=[plan.pk, objective.number, "how"])
    rows = {
        **ROWS,
        "activities-0-id": str(first.pk),
        "activities-0-title": "Changed",
        "activities-0-minutes": "2 h",
        "activities-1-id": str(second.pk),
        "activities-1-title": "",
    }
    ask(client, address, rows)
    first.refresh_from_db()
    assert (first.title, first.minutes) == ("Changed", 120)
    assert list(Activity.objects.kept()) == [first]


def test_time_without_an_activity_asks_what_it_is_for(client, plan):
    objective = ObjectiveFactory(plan=plan)
    address = reverse("question", args=[plan.pk, objective.number, "how"])
    answer = client.post(address, {**ROWS, "activities-0-minutes": "45"})
    assert answer.status_code == 422
    assert "Say what you will do in this time" in words(answer)


def test_all_six_on_one_page_save_together_or_not_at_all(client, plan):
    address = reverse("objective-new", args=[plan.pk])
    values = {
        "id": str(uuid7()),
        "what-what": "Teach a ward",
        "how-activities-TOTAL_FORMS": 1,
        "how-activities-INITIAL_FORMS": 0,
        "how-activities-0-title": "Rehearse",
        "when-due": "2030-01-01",
    }
    wrong = client.post(address, values)
    assert wrong.status_code == 422
    assert "Teach a ward" in wrong.content.decode()
    assert not Objective.objects.exists()
    right = {**values, "when-due": "2027-01-01"}
    assert ask(client, address, right) == ask(client, address, right)
    assert Objective.objects.get().activities.count() == 1


def test_two_who_change_one_objective_lose_nothing(client, plan):
    """All six answers as one window holds them, sent after another has saved its own."""
    objective = ObjectiveFactory(plan=plan, state="active")
    address = reverse("objective-edit", args=[plan.pk, objective.number])
    sent = {"how-activities-TOTAL_FORMS": 0, "how-activities-INITIAL_FORMS": 0, "revision": objective.revision}
    assert client.post(address, {**sent, "what-what": "Search without help"}).status_code == 302
    second = client.post(address, {**sent, "what-what": "Teach a ward"})
    assert second.status_code == 422
    assert "Teach a ward" in words(second)
    assert Objective.objects.get().what == "Search without help"


def test_an_over_long_answer_says_by_how_much(client, plan):
    objective = ObjectiveFactory(plan=plan)
    address = reverse("question", args=[plan.pk, objective.number, "what"])
    answer = client.post(address, {"what": "x" * 301})
    assert answer.status_code == 422
    assert "Use at most 300 characters; this has 301" in words(answer)


def test_questions_of_others_are_missing(client, plan, people, sign_in):
    objective = ObjectiveFactory(plan=plan)
    sign_in(people.stranger)
    for name in ("what", "why", "how", "evidence", "when", "links"):
        assert client.get(reverse("question", args=[plan.pk, objective.number, name])).status_code == 404
    assert client.post(reverse("question-new", args=[plan.pk]), {"what": "x"}).status_code == 404
    assert client.get(reverse("objective-check", args=[plan.pk, objective.number])).status_code == 404


def test_a_link_to_an_objective_of_another_person_is_refused(client, plan, people):
    objective = ObjectiveFactory(plan=plan)
    other = ObjectiveFactory(plan__owner=people.stranger)
    address = reverse("question", args=[plan.pk, objective.number, "links"])
    assert client.post(address, {"builds_on_what": f"o:{other.pk}"}).status_code == 422
    assert not Link.objects.exists()


@pytest.mark.parametrize("key", ["what", "why", "how", "evidence", "when", "links"])
def test_each_question_reads_in_french(client, plan, people, key):
    people.owner.language = "fr"
    people.owner.save()
    objective = ObjectiveFactory(plan=plan)
    page = client.get(reverse("question", args=[plan.pk, objective.number, key])).content.decode()
    assert '<html lang="fr"' in page


def test_an_objective_builds_on_an_entry_and_the_choice_comes_in_groups(client, plan, people):
    entry, _added = add_entry(by=people.owner, title="A talk on odds ratios", day=date(2026, 10, 1))
    goal = GoalFactory(owner=people.owner)
    objective = ObjectiveFactory(plan=plan)
    address = reverse("question", args=[plan.pk, objective.number, "links"])
    page = words(client.get(address))
    assert '<optgroup label="Goals">' in page
    assert f'<option value="g:{goal.pk}">{goal.text}</option>' in page
    assert f'<option value="e:{entry.pk}">A talk on odds ratios (1 October 2026)</option>' in page
    ask(client, address, {"builds_on_what": f"e:{entry.pk}", "leads_to_what": f"g:{goal.pk}"})
    shown = words(client.get(objective.get_absolute_url()))
    assert "Builds on: A talk on odds ratios" in shown
    assert f"Leads to: {goal.text}" in shown
    assert f'<option value="e:{entry.pk}" selected>' in words(client.get(address))
    ask(client, address, {"builds_on_what": "", "leads_to_what": f"g:{goal.pk}"})
    assert "Builds on: A talk on odds ratios" not in words(client.get(objective.get_absolute_url()))


def test_entries_of_another_person_are_no_choice(client, plan, people):
    entry, _added = add_entry(by=people.stranger, title="Not yours")
    objective = ObjectiveFactory(plan=plan)
    address = reverse("question", args=[plan.pk, objective.number, "links"])
    assert "Not yours" not in words(client.get(address))
    assert client.post(address, {"builds_on_what": f"e:{entry.pk}"}).status_code == 422


@pytest.mark.parametrize("key", ["what", "why", "how", "evidence", "when", "links"])
def test_the_question_is_the_heading_of_its_page_and_its_title(client, plan, key):
    objective = ObjectiveFactory(plan=plan)
    page = client.get(reverse("question", args=[plan.pk, objective.number, key])).content.decode()
    heading = re.sub(r"<[^>]+>", "", re.search(r"<h1.*?</h1>", page, re.S)[0]).strip()
    assert f"<title>{heading} – Planfolio</title>" in page


@pytest.mark.parametrize("key", ["what", "why", "how", "evidence", "when", "links"])
def test_help_speaks_to_the_reader_and_the_example_is_of_the_language_of_the_plan(client, plan, people, key):
    people.owner.language = "fr"
    people.owner.save()
    objective = ObjectiveFactory(plan=plan)
    page = words(client.get(reverse("question", args=[plan.pk, objective.number, key])))
    said = (question_help("fr")[key].hint, question_help("fr")[key].help_title, question_help("en")[key].example)
    assert [text for text in said if " ".join(text.split()) not in page] == []


def test_a_time_that_cannot_be_read_is_told_in_the_title_too(client, plan):
    objective = ObjectiveFactory(plan=plan)
    address = reverse("question", args=[plan.pk, objective.number, "how"])
    answer = client.post(address, {**ROWS, "activities-0-title": "Read", "activities-0-minutes": "lots"})
    assert "<title>Error: How will you learn it? – Planfolio</title>" in answer.content.decode()
