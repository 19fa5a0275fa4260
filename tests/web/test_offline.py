"""Without a network, with a lapsed session, on paper: what the scripts promise, tried in a real browser."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from planfolio.people.models import Person
from planfolio.testing import PersonFactory
from tests.web.pages import TAKEN

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.web.pages"), pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def nothing_taken():
    TAKEN.clear()


@pytest.fixture
def sign_in(client, live_server):
    def signed(page: Page, email: str = "nora@example.org") -> Person:
        person = Person.objects.filter(email=email).first()
        person = person or PersonFactory(email=email, name=email.split("@")[0].title())
        client.force_login(person)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": str(live_server)}])
        return person

    return signed


def write_down(page: Page, words: str) -> None:
    page.get_by_label("What did you learn?").fill(words)
    page.locator("[data-capture] button").first.click()


def arrives(page: Page, address: str, *texts: str) -> None:
    """The connection is back. The page that hears of it sends, or the next one: each entry once, and none waits on."""
    page.context.set_offline(False)
    page.goto(address, wait_until="networkidle")
    for _try in range(100):
        if len(TAKEN) >= len(texts):
            break
        page.wait_for_timeout(100)
    page.goto(address, wait_until="networkidle")
    expect(page.locator("[data-waiting]")).to_be_hidden()
    assert sorted(" ".join(text.split()) for text in TAKEN.values()) == sorted(texts)


def test_a_capture_without_a_network_survives_a_reload_and_arrives_once(live_server, open_page, sign_in):
    page = open_page(width=360)
    sign_in(page)
    page.goto(f"{live_server}/capture/", wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready")
    page.reload(wait_until="networkidle")
    page.context.set_offline(True)
    write_down(page, "At the desk")
    expect(page.locator("[data-waiting-text]")).to_contain_text("One entry is waiting on this device.")
    page.goto(f"{live_server}/capture/")
    expect(page.locator("h1")).to_have_text("No connection")
    write_down(page, "On the train")
    expect(page.locator("[data-waiting-text]")).to_contain_text("2 entries are waiting on this device.")
    page.reload()
    expect(page.locator("[data-waiting-text]")).to_contain_text("2 entries are waiting on this device.")
    assert TAKEN == {}
    arrives(page, f"{live_server}/", "At the desk", "On the train")


def test_a_network_that_only_seems_to_be_there_loses_nothing_and_doubles_nothing(live_server, open_page, sign_in):
    page = open_page()
    sign_in(page)
    page.add_init_script("Object.defineProperty(navigator, 'onLine', { get: () => true })")
    page.goto(f"{live_server}/capture/", wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready")
    page.reload(wait_until="networkidle")
    page.context.set_offline(True)
    write_down(page, "In the lift,\ngoing down")
    expect(page.locator("h1")).to_have_text("No connection")
    expect(page.locator("[data-waiting-text]")).to_contain_text("One entry is waiting on this device.")
    arrives(page, f"{live_server}/capture/", "In the lift, going down")
    expect(page.get_by_label("What did you learn?")).to_have_value("")


def test_what_was_sent_is_said_once_the_connection_is_back(live_server, open_page, sign_in):
    page = open_page()
    sign_in(page)
    page.goto(f"{live_server}/capture/", wait_until="networkidle")
    page.context.set_offline(True)
    write_down(page, "On the stairs")
    expect(page.locator("[data-waiting-text]")).to_contain_text("One entry is waiting on this device.")
    page.context.set_offline(False)
    expect(page.locator("[data-waiting-text]")).to_have_text("Everything that waited on this device is saved.")
    assert list(TAKEN.values()) == ["On the stairs"]


def test_what_one_person_wrote_is_never_sent_as_another(live_server, open_page, sign_in):
    page = open_page()
    sign_in(page)
    page.goto(f"{live_server}/capture/", wait_until="networkidle")
    page.context.set_offline(True)
    write_down(page, "Of Nora")
    expect(page.locator("[data-waiting]")).to_be_visible()
    page.context.clear_cookies()
    sign_in(page, "sam@example.org")
    with page.expect_response(f"{live_server}/capture/"):
        page.context.set_offline(False)
    page.goto(f"{live_server}/", wait_until="networkidle")
    expect(page.locator("[data-waiting]")).to_be_hidden()
    assert TAKEN == {}
    page.context.clear_cookies()
    sign_in(page)
    page.goto(f"{live_server}/", wait_until="networkidle")
    expect(page.locator("[data-waiting]")).to_be_visible()
    assert list(TAKEN.values()) == ["Of Nora"]


def test_a_session_that_ended_keeps_what_waits(live_server, open_page, sign_in):
    page = open_page()
    sign_in(page)
    page.goto(f"{live_server}/capture/", wait_until="networkidle")
    page.context.set_offline(True)
    write_down(page, "Kept")
    expect(page.locator("[data-waiting]")).to_be_visible()
    page.context.clear_cookies()
    page.context.set_offline(False)
    page.locator("[data-send-waiting] button").click()
    expect(page.locator("[data-waiting-text]")).to_contain_text(re.compile("Sign in again|waiting"))
    assert TAKEN == {}
    page.reload(wait_until="networkidle")


def test_the_worker_keeps_no_page_of_a_person(live_server, open_page, sign_in):
    page = open_page()
    sign_in(page)
    page.goto(f"{live_server}/sheet/", wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready")
    kept = page.evaluate(
        """async () => {
          const texts = [];
          for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys())
              texts.push([request.url, await (await caches.match(request, { ignoreVary: true })).text()]);
          return texts;
        }"""
    )
    assert len(kept) > 5
    assert not [address for address, text in kept if "Nora" in text or "nora@" in text]
    pages = [address for address, text in kept if "<html" in text]
    assert [address.removeprefix(str(live_server)) for address in pages] == ["/offline/?l=en"]


def test_words_come_back_after_the_session_ended(live_server, open_page, sign_in):
    page = open_page()
    sign_in(page)
    page.goto(f"{live_server}/capture/", wait_until="networkidle")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    write_down(page, "A long line about narrower terms")
    expect(page.locator("h1")).to_have_text("Sign in again; your words are kept")
    expect(page.locator("textarea")).to_have_value("A long line about narrower terms")
    sign_in(page, "nora2@example.org")
    page.get_by_role("button", name="Send it again").click()
    expect(page.locator(".banner").last).to_contain_text("Saved: A long line")
    assert list(TAKEN.values()) == ["A long line about narrower terms"]


def test_a_draft_is_for_its_writer_and_gone_once_saved(live_server, open_page, sign_in):
    page = open_page()
    sign_in(page)
    page.goto(f"{live_server}/capture/", wait_until="networkidle")
    page.get_by_label("What did you learn?").fill("Half a thought")
    page.wait_for_timeout(500)
    page.reload(wait_until="networkidle")
    expect(page.get_by_label("What did you learn?")).to_have_value("Half a thought")
    page.locator("[data-capture] button").first.click()
    expect(page.locator("h1")).to_have_text("This week")
    page.goto(f"{live_server}/capture/", wait_until="networkidle")
    expect(page.get_by_label("What did you learn?")).to_have_value("")


def test_undo_works_without_a_script(live_server, open_page, sign_in):
    page = open_page(javascript=False)
    sign_in(page)
    page.goto(f"{live_server}/capture/")
    write_down(page, "Ward 9 quiz")
    assert list(TAKEN.values()) == ["Ward 9 quiz"]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".banner__text").last).to_have_text("Undone")
    assert TAKEN == {}


def test_a_double_click_sends_once_and_a_banner_is_announced_once(live_server, open_page, sign_in):
    page = open_page()
    sign_in(page)
    page.goto(f"{live_server}/capture/", wait_until="networkidle")
    page.get_by_label("What did you learn?").fill("Twice")
    posts = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.locator("[data-capture] button").first.dblclick()
    expect(page.locator("[data-announcer]")).to_have_text("Saved: Twice")
    assert page.locator("[role=status]:not(:empty)").count() == 1
    assert len(posts) == 1


def test_disclosures_are_open_on_paper(live_server, open_page):
    page = open_page()
    page.goto(f"{live_server}/sheet/", wait_until="networkidle")
    example = page.get_by_text("From half-term to Easter.")
    expect(example).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(example).to_be_visible()
