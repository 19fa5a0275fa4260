"""A new person answers six questions and lands on This week: with script and without, on a phone and on a desk."""

import re

import pytest
from playwright.sync_api import Page, expect

from planfolio.people.models import Person
from planfolio.plans.models import Objective
from planfolio.testing import PersonFactory
from tests.browser import DESK, PHONE
from tests.journeys.ways import sign_in_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def newcomer():
    return PersonFactory(name="", email="new@example.org", weekly_minutes=None, welcomed_at=None)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_six_answers_lead_to_this_week(open_page, live_server, newcomer, width, javascript, language):
    page = open_page(width=width, javascript=javascript, language=language)
    sign_in_page(page, live_server.url, newcomer)
    welcome(page, live_server.url, language)
    answer_six(page)
    expect(page).to_have_url(f"{live_server.url}/")
    expect(page.locator("h1")).to_have_text({"en": "This week", "fr": "Semaine"}[language])
    expect(page.locator(".task__title").first).to_have_text("Read one forest plot aloud")
    objective = Objective.objects.get(owner=newcomer)
    assert (objective.what, objective.state, objective.minutes) == ("Explain a forest plot to a team", "active", 360)
    newcomer.refresh_from_db()
    assert (newcomer.name, newcomer.weekly_minutes, newcomer.language) == ("Nora Lindqvist", 60, language)


def welcome(page: Page, address: str, language: str) -> None:
    page.goto(address)
    page.locator("[name=name]").fill("Nora Lindqvist")
    page.locator(f"[name=language][value='{language}']").check()
    go_on(page)
    page.locator("[name=time][value='60']").check()
    go_on(page)


def answer_six(page: Page) -> None:
    page.locator("[name=what]").fill("Explain a forest plot to a team")
    go_on(page)
    page.locator("[name=why]").fill("They read me the numbers and wait")
    go_on(page)
    page.locator("[name=activities-0-title]").fill("Read one forest plot aloud")
    page.locator("[name=activities-0-minutes]").fill("45 min")
    go_on(page)
    page.locator("[name=evidence]").fill("What the team says of it")
    go_on(page)
    page.locator("[name=minutes]").fill("6")
    go_on(page)
    page.locator("[name=builds_on]").fill("A course on statistics")
    go_on(page)
    expect(page).to_have_url(re.compile(r"/check/$"))
    go_on(page)


def go_on(page: Page) -> None:
    """Press the one filled button of the page."""
    page.locator("main .button:not(.button--plain):not(.button--text)").first.click()


def test_everything_can_be_reached_and_done_by_keyboard(open_page, live_server, newcomer):
    page = open_page()
    sign_in_page(page, live_server.url, newcomer)
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    type_into(page, "name", "Nora Lindqvist")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/welcome/plan/"))
    tab_to(page, "[name=time]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/what/"))
    type_into(page, "what", "Explain a forest plot to a team")
    for _question in range(6):
        tab_to(page, "main button.button:not(.button--plain):not(.button--text)")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/check/"))
    tab_to(page, "main button.button:not(.button--plain):not(.button--text)")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/")
    assert Person.objects.get(pk=newcomer.pk).name == "Nora Lindqvist"


def type_into(page: Page, name: str, text: str) -> None:
    tab_to(page, f"[name={name}]")
    page.keyboard.type(text)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something that matches has the focus; focus never rests on nothing."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")


def test_an_empty_submit_moves_the_focus_to_the_summary(open_page, live_server, newcomer):
    page = open_page()
    sign_in_page(page, live_server.url, newcomer)
    page.goto(f"{live_server.url}/welcome/")
    go_on(page)
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").first.click()
    expect(page.locator("[name=name]")).to_be_focused()


def test_answers_stay_after_going_back(open_page, live_server, newcomer):
    page = open_page()
    sign_in_page(page, live_server.url, newcomer)
    welcome(page, live_server.url, "en")
    page.locator("[name=what]").fill("Explain a forest plot to a team")
    go_on(page)
    page.locator("[name=why]").fill("They wait")
    go_on(page)
    page.locator(".page__back").click()
    expect(page.locator("[name=why]")).to_have_value("They wait")
    page.locator(".page__back").click()
    expect(page.locator("[name=what]")).to_have_value("Explain a forest plot to a team")
