"""A real browser for tests: Debian's Chromium, driven by Playwright, checked by axe.

Where there is no Chromium the tests that ask for `browser` are skipped and say so, unless one is required
(conftest.py).
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

CHROMIUM = os.environ.get("PLANFOLIO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
PHONE, DESK = 360, 1280
#: What is asked of axe; of what it passes it need not tell, which is most of its time.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
#: Every page is looked at in these ways: both widths, both themes, both languages.
LOOKS = [(PHONE, "light", "fr"), (DESK, "dark", "en")]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("There is no Chromium here (install Debian's chromium, or name one in PLANFOLIO_CHROMIUM)")
    # Playwright keeps an event loop in this thread, in which Django would refuse the database to the test.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            # Containers give a browser neither a sandbox of its own nor much shared memory.
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """The application on a port of its own, as it is: Django's would answer for the static files in its place."""
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = lambda media: media.application
    server.start()
    yield server
    server.stop()


@pytest.fixture
def open_page(browser: Browser):
    """Call it for a page of a browser without memory: open_page(width=360, theme="dark", language="fr")."""
    contexts = []

    def opened(
        *, width: int = DESK, theme: str = "light", language: str = "en", javascript: bool = True, **options
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=theme,
            locale={"en": "en-GB", "fr": "fr-FR"}[language],
            java_script_enabled=javascript,
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        return page

    yield opened
    for context in contexts:
        context.close()


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds, a line each: the rule, and where it is broken."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("async (rules) => (await axe.run(document, rules)).violations", RULES)
    return [f"{one['id']}: {node['target']} {node['html'][:160]}" for one in found for node in one["nodes"]]


def scrolls_sideways(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
