"""The pictures of a plan in its PDF: the sentences and numbers of its pages, tagged, and of the owner's time no more
than its owner gives away."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.urls import reverse
from django.utils import translation

from planfolio.journal import actions as journal
from planfolio.journal.progress import progress
from planfolio.people.models import Break, Person
from planfolio.plans.copying import readable_document
from planfolio.plans.models import Link
from planfolio.plans.paper_pictures import PANEL_ROWS, plan_pictures
from planfolio.plans.roadmap_page import roadmap_page
from planfolio.plans.writing import write_plan
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory

from .test_writing_pdf import roles, text_of
from .written import HOSTILE


def a_plan(owner, *, titles, minutes, language="en"):
    today = owner.today()
    ends = today + timedelta(days=200)
    plan = PlanFactory(owner=owner, language=language, starts=today - timedelta(days=9), ends=ends)
    for number, what in enumerate(titles, start=1):
        due = today + timedelta(days=20 * number) if number % 4 else None
        objective = ObjectiveFactory(plan=plan, number=number, what=what, stage="doing", due=due)
        ActivityFactory(objective=objective, minutes=minutes)
    Break.objects.create(owner=owner, starts=today + timedelta(days=30), ends=today + timedelta(days=50))
    return plan


def builds_on_an_earlier_one(plan):
    starts, ends = plan.starts - timedelta(days=400), plan.starts - timedelta(days=50)
    before = PlanFactory(owner=plan.owner, title="The year before", starts=starts, ends=ends)
    old = ObjectiveFactory(plan=before, what="Know how to search", state="done")
    Link.objects.create(owner=plan.owner, objective=plan.objectives.first(), direction="builds_on", to_objective=old)


def pdf(plan, *, who, paper="a4") -> pypdf.PdfReader:
    doc = readable_document(plan, who=who)
    pictures = plan_pictures(plan, who=who)
    return pypdf.PdfReader(io.BytesIO(write_plan(doc, format="pdf", paper=paper, on=who.today(), pictures=pictures)))


def said(plan, *, who) -> dict[str, str]:
    return {each["label"]: each["finding"] for each in plan_pictures(plan, who=who)}


@pytest.fixture
def owner(people):
    return people.owner


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("minutes", [60, 6_000])
def test_the_pdf_says_what_the_page_says(owner, language, minutes):
    plan = a_plan(owner, titles=["Search", "Teach", "Read"], minutes=minutes, language=language)
    builds_on_an_earlier_one(plan)
    reader = pdf(plan, who=owner)
    text = text_of(reader)
    with translation.override(language):
        page = roadmap_page(plan, person=owner)
        sentences = [page.timeline.finding, page.load.finding, *page.said]
    for sentence in sentences:
        assert "".join(sentence.split()) in text, sentence
    assert "Theyearbefore" in text
    found = roles(reader)
    assert found["/Figure"] == 4
    # What is drawn, and one table for each of the three objectives' activities.
    assert found["/Table"] == 4 + 3
    assert found["/H2"] == 3 + 1


def test_every_number_of_the_load_is_that_of_the_page(owner):
    plan = a_plan(owner, titles=["Search", "Teach"], minutes=3_000)
    load = roadmap_page(plan, person=owner).load
    picture = next(each for each in plan_pictures(plan, who=owner) if each["label"] == "Weekly load")
    shown = [bar for bar in load.bars if bar.planned or bar.over]
    assert len(picture["rows"]) == len(shown) + 1
    bars = [mark for mark in picture["panels"][0]["marks"] if mark["kind"] == "bar"]
    drawn = [(mark["x"], mark["y"], mark["height"]) for mark in bars if mark["look"] == "mid"]
    assert drawn == [(bar.left, bar.y, bar.height) for bar in load.bars if bar.planned]
    assert [mark["height"] for mark in bars if mark["look"] == "hatch"] == [b.over_height for b in load.bars if b.over]


def test_the_year_of_weeks_is_that_of_the_page_of_progress(owner):
    plan = a_plan(owner, titles=["Search"], minutes=60)
    # The plan began a while ago: three rows of weeks, of which some have entries and two were away.
    plan.starts = owner.today() - timedelta(weeks=30)
    plan.save()
    for weeks, spent in ((29, 120), (20, 60), (3, 10), (0, 30)):
        day = owner.today() - timedelta(weeks=weeks)
        journal.add_entry(by=owner, title="E", day=day, minutes=spent)
    away = owner.today() - timedelta(weeks=10)
    Break.objects.create(owner=owner, starts=away - timedelta(days=away.weekday()), ends=away + timedelta(days=7))
    year = progress(owner, str(plan.pk)).year
    picture = next(each for each in plan_pictures(plan, who=owner) if each["label"] == "In which weeks")
    assert picture["finding"] == year.finding
    assert "Shaded: away." in picture["quiet"]
    (panel,) = picture["panels"]
    bars = [(mark["look"], mark["x"]) for mark in panel["marks"] if mark["kind"] == "bar"]
    assert bars == [(cell.look, cell.x) for cell in year.cells]
    assert {look for look, _x in bars} == {"dash", "away", "soft", "mid", "fill"}
    assert sum(mark["kind"] == "word" for mark in panel["marks"]) == 3
    assert [row[1] for row in picture["rows"]] == ["2\xa0h", "1\xa0h", "10\xa0min", "30\xa0min"]
    assert "".join(year.finding.split()) in text_of(pdf(plan, who=owner))


def test_of_a_plan_that_has_not_begun_or_was_not_learned_for_no_weeks_are_drawn(owner):
    plan = a_plan(owner, titles=["Search"], minutes=60)
    assert "In which weeks" not in said(plan, who=owner)
    journal.add_entry(by=owner, title="E", minutes=30)
    assert "In which weeks" in said(plan, who=owner)
    plan.starts = owner.today() + timedelta(days=1)
    assert "In which weeks" not in said(plan, who=owner)


def test_everything_drawn_lies_inside_its_panel(owner):
    plan = a_plan(owner, titles=[f"Objective {number}" for number in range(50)], minutes=200)
    journal.add_entry(by=owner, title="E", minutes=30)
    for picture in plan_pictures(plan, who=owner):
        for panel in picture["panels"]:
            assert panel["height"] < 16 * 58 + 100
            for mark in panel["marks"]:
                if mark["kind"] == "line":
                    assert 0 <= mark["x1"] <= 100
                    assert 0 <= mark["x2"] <= 100
                    assert max(mark["y1"], mark["y2"]) <= panel["height"] + 8
                elif mark["kind"] == "bar":
                    assert 0 <= mark["x"] <= mark["x"] + mark["width"] <= 100.1
                    assert 0 <= mark["y"] <= mark["y"] + mark["height"] <= panel["height"]
                else:
                    assert 0 <= mark["x"] <= 100
                    assert 0 <= mark["y"] <= panel["height"]


def test_many_objectives_are_drawn_in_parts_and_each_once(owner):
    titles = [f"Objective-{number}-of-many" for number in range(2 * PANEL_ROWS + 3)]
    plan = a_plan(owner, titles=titles, minutes=100)
    timeline = next(each for each in plan_pictures(plan, who=owner) if each["label"] == "Timeline")
    assert len(timeline["panels"]) == 3
    words = [mark["text"] for panel in timeline["panels"] for mark in panel["marks"] if mark["kind"] == "word"]
    assert all(sum(f"{title}," in word for word in words) == 1 for title in titles)
    assert words.count("Today") == 1
    assert roles(pdf(plan, who=owner, paper="letter"))["/Figure"] == 7


def test_what_people_type_is_shown_as_typed(owner):
    plan = a_plan(owner, titles=[*HOSTILE[:3], "W" * 180, "漢字", ""], minutes=500)
    text = text_of(pdf(plan, who=owner))
    assert "/etc/passwd" in text
    assert "Abox" in text


def test_others_get_the_timeline_and_nothing_of_the_owners_time(people):
    plan = a_plan(people.owner, titles=["Search", "Teach"], minutes=6_000)
    journal.add_entry(by=people.owner, title="E", minutes=30)
    ObjectiveFactory(plan=plan, number=9, what="Still being written", state="draft")
    assert set(said(plan, who=people.mentor)) == {"Timeline"}
    assert "Still being written" not in str(plan_pictures(plan, who=people.mentor))
    assert {"Does it fit?", "Weekly load", "When will it be done?"} <= set(said(plan, who=people.owner))


def test_without_weekly_time_nothing_is_said_of_it(owner):
    plan = a_plan(owner, titles=["Search"], minutes=60)
    Person.objects.filter(pk=owner.pk).update(weekly_minutes=None)
    assert set(said(plan, who=Person.objects.get(pk=owner.pk))) == {"Timeline"}


def test_a_plan_without_objectives_has_no_pictures(owner):
    assert plan_pictures(PlanFactory(owner=owner), who=owner) == []


def test_the_page_asks_whether_pictures_are_wanted(owner, sign_in):
    plan = a_plan(owner, titles=["Search"], minutes=60)
    client = sign_in(owner)
    address = reverse("plan-export", args=[plan.pk])
    assert "the weeks against your time" in client.get(address).text
    answer = client.get(address, {"format": "pdf", "paper": "a4", "pictures": "0"})
    assert answer.url.endswith("?paper=a4&pictures=0")
    without = pypdf.PdfReader(io.BytesIO(client.get(answer.url).content))
    assert "Howitliesintime" not in text_of(without)
    answer = client.get(address, {"format": "pdf", "paper": "a4"})
    assert "Howitliesintime" in text_of(pypdf.PdfReader(io.BytesIO(client.get(answer.url).content)))
