"""The words of a template on the pages of a plan; and the remarks on a plan as a whole, which can be put away."""

from datetime import timedelta

import pytest
from django.urls import reverse

from planfolio.catalogue.templates import templates
from planfolio.plans.models import Plan
from planfolio.plans.store import plan_document
from planfolio.plans.terms import template_choices
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory, words

pytestmark = pytest.mark.django_db


def values(plan, **more):
    return {
        "title": plan.title,
        "starts": plan.starts.isoformat(),
        "ends": plan.ends.isoformat(),
        "word": plan.word,
        "language": plan.language,
        "template": plan.template,
        **more,
    }


@pytest.fixture
def plan(people, sign_in):
    sign_in(people.owner)
    row = PlanFactory(owner=people.owner, template="gdc-ecpd")
    ObjectiveFactory(plan=row, why="Two patients asked")
    return row


def test_the_pages_speak_in_the_words_of_the_template(client, plan):
    page = words(client.get(plan.get_absolute_url()))
    assert "Personal development plan" in page
    assert "Planned CPD" in page
    objective = words(client.get(reverse("objective", args=[plan.pk, plan.objectives.get().number])))
    assert "How does it relate to my field of practice?" in objective
    assert "Two patients asked" in objective


@pytest.mark.parametrize("each", [each for each in templates("en") if each.id != "general"], ids=lambda each: each.id)
@pytest.mark.parametrize("key", ["what", "why", "how", "evidence", "when", "links"])
def test_each_question_is_asked_as_the_profession_asks_it(client, plan, each, key):
    Plan.objects.update(template=each.id)
    page = words(client.get(reverse("question", args=[plan.pk, plan.objectives.get().number, key])))
    heading = page.split("<h1", 1)[1].split("</h1>")[0]
    assert each.question(key).label.replace("’", "’") in heading.replace("&#39;", "'")
    assert each.sections_for(key)[0].label in page


def test_another_template_loses_nothing(client, people, plan):
    before = plan_document(plan)
    for template in ("nmc-revalidation", "idp-us", "", "gdc-ecpd"):
        fresh = Plan.objects.get()
        answer = client.post(reverse("plan-edit", args=[plan.pk]), values(fresh, template=template))
        assert answer.status_code == 302, words(answer)
        assert Plan.objects.get().template == template
    assert plan_document(Plan.objects.get()) == before


def test_a_template_that_is_not_here_keeps_its_name_and_the_plain_words(client, plan):
    Plan.objects.update(template="of-elsewhere")
    fresh = Plan.objects.get()
    assert "Objectives" in words(client.get(fresh.get_absolute_url()))
    assert client.post(reverse("plan-edit", args=[plan.pk]), values(fresh, title="New")).status_code == 302
    assert Plan.objects.get().template == "of-elsewhere"


def test_a_template_that_nobody_knows_is_refused(client, plan):
    answer = client.post(reverse("plan-edit", args=[plan.pk]), values(plan, template="<x>"))
    assert answer.status_code == 422
    assert Plan.objects.get().template == "gdc-ecpd"


def test_ones_own_word_for_a_plan_wins(plan):
    plan.word = "Carnet de route"
    assert plan.word_label == "Carnet de route"


def test_a_plan_begins_with_the_template_and_its_cycle(client, people, sign_in):
    sign_in(people.owner)
    page = client.get(reverse("plan-new"), {"template": "gdc-ecpd"}).content.decode()
    assert '<option value="gdc-ecpd" selected>' in page
    ends = people.owner.today() + timedelta(days=1825)
    assert f'value="{ends.year}"' in page


def test_every_template_is_on_its_page_with_where_it_comes_from(client, people, sign_in):
    sign_in(people.owner)
    page = words(client.get(reverse("plan-templates")))
    for each in templates("en"):
        assert each.name in page
    assert page.count("Not confirmed at the source") == sum(each.recheck for each in templates("en"))


def test_the_general_template_is_the_plain_words():
    assert template_choices()[0][0] == ""
    assert "general" in dict(template_choices("general"))


def test_remarks_on_the_whole_plan_are_put_away_and_brought_back(client, people, sign_in):
    row = PlanFactory(owner=people.owner)
    for number in range(6):
        ObjectiveFactory(plan=row, what=f"Explain forest plot {number}")
    sign_in(people.owner)
    address = reverse("plan-remarks", args=[row.pk])
    page = words(client.get(address))
    assert "This plan has 6 objectives" in page
    assert "No mix is better than another" in page
    client.post(address, {"code": "many"})
    assert "This plan has 6 objectives" not in words(client.get(address))
    client.post(address, {"back": "1"})
    assert "This plan has 6 objectives" in words(client.get(address))


def test_hours_are_held_against_the_weekly_time_only_where_there_is_one(client, people, sign_in):
    row = PlanFactory(owner=people.owner)
    ActivityFactory(objective__plan=row, objective__what="Explain a forest plot", minutes=30_000)
    sign_in(people.owner)
    address = reverse("plan-remarks", args=[row.pk])
    assert "The plan needs about 500 h" in words(client.get(address))
    people.owner.weekly_minutes = None
    people.owner.save()
    assert "The plan needs" not in words(client.get(address))


def test_remarks_cost_the_same_number_of_queries_at_any_size(client, people, sign_in, count_queries):
    sign_in(people.owner)
    client.get(reverse("network"))
    counts = []
    for size in (1, 12):
        row = PlanFactory(owner=people.owner)
        for _number in range(size):
            ActivityFactory(objective__plan=row)
        counts.append(count_queries(lambda row=row: client.get(reverse("plan-remarks", args=[row.pk]))))
    assert counts[0] == counts[1]
