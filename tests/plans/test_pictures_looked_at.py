"""The pictures in a browser: no word on another, none outside, nothing for axe, narrow and wide, in both languages."""

import re
from datetime import date, timedelta

import pytest

from planfolio.people.models import Break
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory
from tests.browser import DESK, PHONE, accessibility_faults, scrolls_sideways
from tests.journeys.ways import sign_in_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: Boxes of the words that are drawn, without their halos and what is left out where it is narrow.
BOXES = """() => [...document.querySelectorAll('.figure__picture')].map(picture => {
  const edge = picture.getBoundingClientRect();
  const words = [...picture.querySelectorAll('text:not(.halo)')].map(text => {
    const box = text.getBoundingClientRect();
    return {said: text.textContent, left: box.left - edge.left, right: edge.right - box.right,
            top: box.top, bottom: box.bottom, x1: box.left, x2: box.right};
  });
  return words.filter(word => word.x2 > word.x1);
})"""
TITLES = [
    "Carry a systematic search from question to peer review without help",
    "Teach",
    "Donaudampfschifffahrtskapitän",
]


def plan_of(owner, *, days: int, count: int):
    today = date.today()
    plan = PlanFactory(owner=owner, starts=today - timedelta(days=days // 4), ends=today + timedelta(days=days))
    for number in range(count):
        start = today + timedelta(days=days * number // count - days // 5)
        due = min(plan.ends, start + timedelta(days=days // 4))
        objective = ObjectiveFactory(
            plan=plan,
            what=TITLES[number % 3],
            starts=start if number % 4 else None,
            due=due if number % 5 else None,
            stage=["", "figuring", "doing"][number % 3],
            minutes=1_500 if number % 3 == 0 else 60,
        )
        ActivityFactory(objective=objective)
    return plan


@pytest.fixture
def cases(people):
    owner = people.owner
    for start in (10, 60, 100):
        first = date.today() + timedelta(days=start)
        Break.objects.create(owner=owner, starts=first, ends=first + timedelta(days=13))
    sizes = {"day": (0, 2), "month": (30, 3), "year": (300, 25), "ten years": (3_650, 9)}
    return {name: plan_of(owner, days=days, count=count) for name, (days, count) in sizes.items()}


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_lies_on_another_or_outside(open_page, live_server, people, cases, width, language):
    type(people.owner).objects.filter(pk=people.owner.pk).update(language=language)
    page = open_page(width=width, language=language, theme="dark" if language == "fr" else "light")
    sign_in_page(page, live_server.url, people.owner)
    for name, plan in cases.items():
        for there in (plan.get_absolute_url(), f"{plan.get_absolute_url()}roadmap/"):
            page.goto(live_server.url + there)
            assert not scrolls_sideways(page), (name, there)
            for words in page.evaluate(BOXES):
                for place, word in enumerate(words):
                    assert word["left"] > -2, (name, word)
                    assert word["right"] > -2, (name, word)
                    assert not [other["said"] for other in words[:place] if meet(word, other)], (name, word["said"])


def meet(one: dict, other: dict) -> bool:
    """Whether two words share more than the air above and below their letters."""
    level = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return level > 4 and min(one["x2"], other["x2"]) - max(one["x1"], other["x1"]) > 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_hinders_with_the_numbers_open(open_page, live_server, people, cases, theme):
    page = open_page(width=PHONE, theme=theme)
    sign_in_page(page, live_server.url, people.owner)
    page.goto(f"{live_server.url}{cases['year'].get_absolute_url()}roadmap/")
    for summary in page.locator(".figure summary").all():
        summary.click()
    assert accessibility_faults(page) == []


def test_what_could_give_is_looked_at_and_taken(open_page, live_server, people, cases):
    page = open_page(width=PHONE, theme="dark")
    sign_in_page(page, live_server.url, people.owner)
    page.goto(f"{live_server.url}{cases['day'].get_absolute_url()}roadmap/")
    page.get_by_role("link", name=re.compile("less to do")).click()
    assert accessibility_faults(page) == []
    assert not scrolls_sideways(page)
    page.get_by_label("Why is the plan changing?").fill("One day is short")
    page.get_by_role("button", name="Save as version 2").click()
    assert "Saved as version 2" in page.inner_text("main")
    assert "It fits" in page.inner_text("main")
