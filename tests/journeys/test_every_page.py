"""Every page that can be opened, in both languages and themes, on a phone and on a desk: sound, and not cut off."""

import pytest

from planfolio.people.models import Person
from planfolio.testing import PersonFactory
from tests.browser import LOOKS, accessibility_faults, scrolls_sideways
from tests.journeys.ways import sign_in_page
from tests.test_access_matrix import KEPT, OWN, address, routes
from tests.world import world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: Addresses that answer with a file or a redirect, or take a POST only.
NOT_PAGES = {"plan-export-file", "attachment", "plans", "week-csv", "undo"}


#: The pages are dealt out to as many tests, so that several can run at once.
HANDS = 4


@pytest.mark.parametrize("hand", range(HANDS))
@pytest.mark.parametrize(("width", "theme", "language"), LOOKS, ids=lambda value: str(value))
def test_pages_are_sound(open_page, live_server, client, people, sign_in, width, theme, language, hand):
    Person.objects.filter(pk=people.owner.pk).update(language=language)
    scene = world(people.owner)
    sign_in(people.owner)
    page = open_page(width=width, theme=theme, language=language)
    sign_in_page(page, live_server.url, people.owner)
    wrong, titles = [], {}
    for name in sorted((OWN | KEPT) - NOT_PAGES)[hand::HANDS]:
        if name not in routes():
            continue
        there = address(name, scene)
        answer = client.get(there)
        if (
            answer.status_code != 200
            or not answer["Content-Type"].startswith("text/html")
            or b"<html" not in answer.content
        ):
            continue
        page.goto(live_server.url + there)
        wrong += [f"{name}: {fault}" for fault in accessibility_faults(page)]
        if scrolls_sideways(page):
            wrong.append(f"{name}: scrolls sideways")
        if page.locator("h1").count() != 1:
            wrong.append(f"{name}: {page.locator('h1').count()} h1")
        titles.setdefault(page.title(), []).append(name)
    assert wrong == []
    assert len(titles) > 5


#: Pages that anybody opens: signing in, what it is about, what went wrong.
ANYBODYS = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-abc/",
    "/invitation/abc/",
    "/launch/",
    "/help/",
    "/help/learner/",
    "/offline/",
    "/nowhere/",
]
#: Pages of somebody who has nothing yet, and of somebody who makes signing in safer.
NEWCOMERS = [
    "/welcome/",
    "/welcome/plan/",
    "/account/password/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/logout/",
    "/plans/",
    "/account/weeks/",
    "/plans/calendar/busy/",
    "/journal/",
    "/journal/progress/",
    "/portfolio/",
    "/network/",
    "/nowhere/",
]


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS, ids=lambda value: str(value))
def test_pages_before_there_is_anything_are_sound(open_page, live_server, width, theme, language):
    page = open_page(width=width, theme=theme, language=language)
    wrong = [fault for there in ANYBODYS for fault in faults_of(page, live_server.url + there)]
    sign_in_page(page, live_server.url, PersonFactory(language=language))
    wrong += [fault for there in NEWCOMERS for fault in faults_of(page, live_server.url + there)]
    assert wrong == []


def faults_of(page, there: str) -> list[str]:
    page.goto(there)
    found = accessibility_faults(page)
    if scrolls_sideways(page):
        found.append("scrolls sideways")
    if page.locator("h1").count() != 1:
        found.append(f"{page.locator('h1').count()} h1")
    return [f"{there}: {fault}" for fault in found]
