"""The pages of one's own data in a real browser: a copy taken and brought in, and the account that ends.

PLANFOLIO_SHOTS names a folder to keep a picture of each page in.
"""

import re

import pytest
from django.test import Client

from planfolio.people.models import Person
from planfolio.testing import PersonFactory
from tests.browser import LOOKS
from tests.conftest import sign_in_freshly

from .test_browser import sound
from .whole import whole

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS)
def test_a_copy_is_taken_brought_in_and_the_account_ends(live_server, open_page, width, theme, language, tmp_path):
    person = PersonFactory(language=language, name="Nora Lindqvist")
    whole(person, PersonFactory())
    look = f"{width}-{theme}-{language}"
    page = open_page(language=language, width=width, theme=theme)
    visit(page, live_server, person)
    page.goto(f"{live_server}/account/copy/")
    sound(page, f"own-data-{look}")
    with page.expect_download() as download:
        page.locator("a[href='/account/copy/file/']").click()
    file = tmp_path / "copy.zip"
    download.value.save_as(file)
    assert download.value.suggested_filename.endswith(".zip")

    visit(page, live_server, PersonFactory(language=language, name="Ada"))
    page.goto(f"{live_server}/account/copy/in/")
    sound(page, f"choose-copy-{look}")
    page.locator("main form[enctype] button").click()
    sound(page, f"choose-copy-wrong-{look}")
    page.set_input_files("input[type=file]", file)
    page.locator("main form[enctype] button").click()
    page.wait_for_url(re.compile(r"/account/copy/in/[0-9a-f-]{36}/"))
    sound(page, f"check-copy-{look}")
    page.locator("form:has(input[name=profile]) button").click()
    page.wait_for_url(f"{live_server}/account/copy/")
    page.goto(f"{live_server}/account/delete/")
    sound(page, f"delete-account-{look}")
    page.locator("form[action='/account/delete/'] button").click()
    page.wait_for_url(re.compile("/accounts/login/"))
    sound(page, f"account-deleted-{look}")
    assert not Person.objects.filter(name="Ada").exists()


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS)
def test_the_only_administrator_is_told_first(live_server, open_page, width, theme, language):
    person = PersonFactory(language=language, is_administrator=True)
    PersonFactory()
    page = open_page(language=language, width=width, theme=theme)
    visit(page, live_server, person)
    page.goto(f"{live_server}/account/delete/")
    sound(page, f"delete-account-first-{width}-{theme}-{language}")


def visit(page, live_server, person) -> None:
    """Go on as `person`, who signed in a moment ago."""
    client = sign_in_freshly(Client(), person)
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": name, "value": cookie.value, "url": live_server.url} for name, cookie in client.cookies.items()]
    )
