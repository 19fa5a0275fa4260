"""Three people at once: a learner, a mentor and a supervisor, from the first question to the signed review."""

import pytest
from playwright.sync_api import Page, expect

from planfolio.mentoring.models import Review
from planfolio.testing import ObjectiveFactory, PersonFactory, PlanFactory
from tests.browser import DESK, PHONE, accessibility_faults, scrolls_sideways
from tests.journeys.ways import sign_in_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "javascript"), [(PHONE, False), (DESK, True)], ids=["no script", "script"])
def test_from_a_question_to_a_signed_review(open_page, live_server, width, javascript):
    names = ("Nora Lindqvist", "Sam Okafor", "Helen Brandt")
    people = [PersonFactory(name=name) for name in names]
    objective = ObjectiveFactory(plan=PlanFactory(owner=people[0]), what="Search MEDLINE alone", state="active")
    nora, sam, helen = (open_page(width=width, javascript=javascript) for _name in names)
    for page, person in zip((nora, sam, helen), people, strict=True):
        page.scripted = javascript
        sign_in_page(page, live_server.url, person)
    accept(sam, invite(nora, live_server.url, "Sam", "mentor"))
    accept(helen, invite(nora, live_server.url, "Helen", "supervisor"))
    ask_and_answer(nora, sam, live_server.url, objective)
    review(nora, helen, live_server.url)
    assert Review.objects.get().state == "signed"
    helen.goto(live_server.url + objective.get_absolute_url())
    expect(helen.locator("h1")).not_to_have_text("Search MEDLINE alone")
    helen.goto(f"{live_server.url}/mentoring/")
    expect(helen.locator("main")).not_to_contain_text("Is it too broad?")


def invite(page: Page, site: str, name: str, kind: str) -> str:
    page.goto(f"{site}/mentoring/ask/")
    page.locator("[name=name]").fill(name)
    page.locator(f"[name=kind][value={kind}]").check()
    page.get_by_role("button", name="Ask").click()
    return page.locator("#address").input_value()


def accept(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("h1")).to_have_text("Nora Lindqvist")
    sound(page)


def ask_and_answer(nora: Page, sam: Page, site: str, objective) -> None:
    nora.goto(site + objective.get_absolute_url())
    nora.get_by_role("link", name="Ask somebody about it").click()
    nora.get_by_label("Sam Okafor").check()
    nora.locator("[name=question]").fill("Is it too broad?")
    nora.get_by_role("button", name="Send the question").click()
    expect(nora.locator("h1")).to_have_text("Is it too broad?")
    sam.goto(f"{site}/mentoring/")
    sound(sam)
    sam.get_by_role("link", name="Is it too broad?").click()
    sam.locator("[name=text]").fill("Keep every line that you throw away.")
    sam.get_by_role("button", name="Send to Nora Lindqvist").click()
    sam.get_by_role("link", name="Search MEDLINE alone").click()
    expect(sam.locator("h1")).to_have_text("Search MEDLINE alone")
    nora.reload()
    expect(nora.locator(".thread")).to_contain_text("Keep every line that you throw away.")
    nora.get_by_role("button", name="Close the question").click()
    expect(nora.locator("main")).to_contain_text("The question is closed.")


def review(nora: Page, helen: Page, site: str) -> None:
    nora.goto(f"{site}/reviews/new/")
    nora.get_by_label("Helen Brandt").check()
    nora.get_by_role("button", name="Begin the review").click()
    nora.locator("[name=summary]").fill("A year of searching.")
    nora.get_by_role("button", name="Save and look at it").click()
    nora.get_by_role("button", name="Share it with Helen Brandt").click()
    sound(nora)
    helen.goto(nora.url)
    sign(helen, "seen", "Please keep the Thursday hour.")
    nora.reload()
    sign(nora, "agree", "")
    expect(nora.locator(".signature").first).to_contain_text("Please keep the Thursday hour.")
    helen.reload()
    expect(helen.locator("[aria-current=step]")).to_have_text("Signed")


def sign(page: Page, said: str, comment: str) -> None:
    page.locator(f"[name=said][value={said}]").check()
    page.locator("[name=comment]").fill(comment)
    page.get_by_role("button", name="Sign the review").click()
    expect(page.locator("main")).to_contain_text("You have signed it.")


def sound(page: Page) -> None:
    assert not scrolls_sideways(page)
    # Where scripts do not run, axe would wait for ever.
    assert not page.scripted or accessibility_faults(page) == []
