"""The pages of plans coming in and going out, in a real browser: sound, and within the screen.

PLANFOLIO_SHOTS names a folder to keep a picture of each page in.
"""

import os
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from planfolio.plans.examples import example
from planfolio.plans.store import add_plan_from_document, plan_document
from planfolio.plans.writing import write_plan
from planfolio.testing import PersonFactory
from tests.browser import LOOKS, accessibility_faults, scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(open_page, live_server, *, language="en", **look):
    """A page of somebody who is signed in and has a plan; the plan."""
    person = PersonFactory(language=language, name="Nora Lindqvist", sector="medicine")
    plan = add_plan_from_document(example("systematic-searching", language, starts=person.today()), by=person)
    client = Client()
    client.force_login(person)
    page = open_page(language=language, **look)
    page.context.add_cookies(
        [{"name": name, "value": cookie.value, "url": live_server.url} for name, cookie in client.cookies.items()]
    )
    return page, plan


def look_at(page, address, name):
    page.goto(address)
    sound(page, name)


def sound(page, name):
    if folder := os.environ.get("PLANFOLIO_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    assert accessibility_faults(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS)
def test_the_gallery_and_the_exports_are_sound(live_server, open_page, width, theme, language):
    page, plan = signed_in(open_page, live_server, width=width, theme=theme, language=language)
    pages = {
        "examples": reverse("examples"),
        "example": reverse("example", args=["dentist"]),
        "copy": reverse("plan-copy", args=[plan.pk]),
        "export": reverse("plan-export", args=[plan.pk]),
    }
    for name, address in pages.items():
        look_at(page, f"{live_server}{address}", f"{name}-{width}-{theme}-{language}")


TABLE = (
    "Learning need;Strategies;Target date;Success criteria;Mood\n"
    "Search Embase without help;A course, then three real searches;03/04/2027;Two peers find nothing missing;sunny\n"
    "Teach one hour on appraisal;;30/06/2027;;cloudy\n"
)


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS)
def test_bringing_a_plan_in_is_sound(live_server, open_page, width, theme, language):
    page, plan = signed_in(open_page, live_server, width=width, theme=theme, language=language)
    look = f"{width}-{theme}-{language}"
    address = f"{live_server}{reverse('plan-import')}"
    look_at(page, address, f"import-{look}")
    page.locator("main form[enctype] button").click()
    sound(page, f"import-none-{look}")
    choose(page, "plan.csv", TABLE.encode())
    sound(page, f"check-{look}")
    page.goto(address)
    choose(page, "plan.docx", write_plan(plan_document(plan), format="docx", on=date(2026, 10, 1)))
    sound(page, f"check-word-{look}")
    page.locator("#s-bring").locator("xpath=ancestor::section").locator("button").click()
    sound(page, f"brought-in-{look}")


def choose(page, name, content):
    page.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "", "buffer": content}])
    page.locator("main form[enctype] button").click()
    page.wait_for_selector("#s-bring")


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS[1:7:5])
def test_looking_around_is_sound(live_server, open_page, width, theme, language):
    page = open_page(width=width, theme=theme, language=language)
    page.goto(f"{live_server}/accounts/login/")
    page.locator("form[action='/demo/'] button").click()
    sound(page, f"demo-week-{width}-{theme}-{language}")
    look_at(page, f"{live_server}/journal/", f"demo-journal-{width}-{theme}-{language}")
    page.goto(f"{live_server}/plans/")
    sound(page, f"demo-plan-{width}-{theme}-{language}")
    page.locator("form[action='/demo/leave/'] button").click()
    page.wait_for_url("**/accounts/login/")
