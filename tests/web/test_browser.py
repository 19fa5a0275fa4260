"""The component sheet in a real browser: sound for assistive technology, in both themes, on a phone and on a desk."""

import pytest

from tests.browser import DESK, PHONE, accessibility_faults, scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.web.pages"), pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_axe_finds_nothing_on_the_sheet(live_server, open_page, theme, width):
    page = open_page(width=width, theme=theme)
    page.goto(f"{live_server}/sheet/")
    assert accessibility_faults(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/problem/full/", "/offline/?l=fr", "/nowhere/", "/"])
def test_axe_finds_nothing_on_the_pages_without_places(live_server, open_page, address, theme):
    page = open_page(width=PHONE, theme=theme, language="fr")
    page.goto(f"{live_server}{address}")
    assert accessibility_faults(page) == []
    assert not scrolls_sideways(page)


def test_axe_would_find_a_fault(live_server, open_page):
    page = open_page()
    page.goto(f"{live_server}/sheet/")
    page.evaluate("document.querySelector('label').remove()")
    assert any(fault.startswith("label") for fault in accessibility_faults(page))


@pytest.mark.parametrize("width", [320, PHONE, DESK])
def test_nothing_is_smaller_than_a_finger_and_nothing_scrolls_sideways(live_server, open_page, width):
    page = open_page(width=width)
    page.goto(f"{live_server}/sheet/")
    assert not scrolls_sideways(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, summary")]
          .filter((one) => one.checkVisibility({ visibilityProperty: true }))
          .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
          .filter(([, box]) => box.height < 24 || box.width < 24)
          .map(([html]) => html)"""
    )
    assert small == []


def test_the_policy_refuses_nothing_that_the_page_needs(live_server, open_page):
    page = open_page()
    refused = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.on("requestfailed", lambda request: refused.append(request.url))
    page.goto(f"{live_server}/sheet/", wait_until="networkidle")
    assert refused == []


def test_hostile_input_runs_nothing(live_server, open_page):
    page = open_page()
    ran = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.goto(f"{live_server}/hostile/", wait_until="networkidle")
    assert ran == []
    assert page.locator("img").count() == 0


def test_the_error_summary_takes_the_focus_without_a_script(live_server, open_page):
    page = open_page(javascript=False)
    page.goto(f"{live_server}/sheet/")
    assert page.locator(".error-summary:focus").count() == 1


def test_a_link_of_the_error_summary_leads_into_its_field(live_server, open_page):
    page = open_page()
    page.goto(f"{live_server}/sheet/")
    page.get_by_role("link", name="such day").click()
    assert page.locator("#id_end-day:focus").count() == 1
