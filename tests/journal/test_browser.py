"""The week and capture in a real browser: few taps, no network, a lapsed session, no script, nothing for axe."""

import re

import pytest
from django.urls import reverse

from planfolio.journal import actions
from planfolio.journal.models import CheckIn, Entry
from planfolio.testing import PersonFactory
from tests.browser import DESK, PHONE, accessibility_faults, scrolls_sideways
from tests.journal.factories import AMPLE, a_week, many_entries

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def owner():
    return PersonFactory(name="Nora Lindqvist", weekly_minutes=AMPLE)


@pytest.fixture
def enter(client, live_server, open_page):
    """A page of a browser in which `person` is signed in."""

    def entered(person, address: str, **options):
        client.force_login(person)
        page = open_page(**options)
        page.context.add_cookies(
            [{"name": name, "value": one.value, "url": str(live_server)} for name, one in client.cookies.items()]
        )
        page.goto(f"{live_server}{address}")
        return page

    return entered


def full(owner):
    objective, rows = a_week(owner, activities=3)
    many_entries(owner, 12, objective=objective)
    actions.finish_activity(rows[0], by=owner, minutes=45)
    entry = Entry.objects.first()
    evidence = actions.add_evidence(objective, by=owner, kind="note", title="Proof", text="Words", entry=entry)
    return objective, entry, evidence


@pytest.mark.parametrize(("width", "theme"), [(PHONE, "dark"), (DESK, "light")])
def test_axe_finds_nothing_on_any_page(enter, owner, live_server, width, theme):
    objective, entry, evidence = full(owner)
    page = enter(owner, "/", width=width, theme=theme)
    page.locator("#close summary").click()
    addresses = [reverse(name) for name in ("week", "capture", "capture-bookmark", "week-choose", "journal")]
    addresses += [reverse(name, args=[entry.pk]) for name in ("entry", "entry-edit", "entry-reflect")]
    addresses += [reverse("portfolio"), reverse("evidence", args=[evidence.pk]), reverse("evidence-new")]
    addresses += [objective.get_absolute_url(), f"/?asked={entry.pk}", "/checkin/2026-W01/"]
    for address in addresses:
        page.goto(f"{live_server}{address}")
        assert accessibility_faults(page) == [], address
        assert not scrolls_sideways(page), address


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_capture_takes_two_taps_from_any_page(enter, owner, width, javascript):
    a_week(owner)
    page = enter(owner, "/journal/", width=width, javascript=javascript)
    page.get_by_role("link", name="Capture").click()
    page.get_by_label("What did you learn?").fill("RDA webinar")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".banner").get_by_text("Saved: RDA webinar").wait_for()
    assert Entry.objects.get().title == "RDA webinar"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_check_in_takes_eight_taps_at_most(enter, owner, javascript):
    objective, rows = a_week(owner, activities=3)
    page = enter(owner, "/", width=PHONE, javascript=javascript)
    taps = 0

    def tap(locator):
        nonlocal taps
        taps += 1
        locator.click()

    tap(page.get_by_role("checkbox", name="Activity 1"))
    tap(page.locator("#close summary"))
    tap(page.get_by_role("group", name="Activity 2").get_by_role("radio", name="Move to next week"))
    tap(page.get_by_role("group", name="Activity 3").get_by_role("radio", name="Let go"))
    tap(page.get_by_role("group", name=re.compile("Stage of 1")).get_by_role("radio", name="Doing"))
    tap(page.get_by_role("button", name="Close the week"))
    page.locator(".banner").get_by_text("The week is closed").wait_for()
    assert taps <= 8
    for row in [*rows, objective]:
        row.refresh_from_db()
    assert [row.state for row in rows] == ["done", "open", "let_go"]
    assert objective.stage == "doing"
    assert CheckIn.objects.count() == 1
    assert Entry.objects.get().minutes == 60


def test_a_capture_without_a_network_survives_a_reload_and_arrives_once(enter, owner, live_server):
    page = enter(owner, "/")
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    page.reload()
    page.context.set_offline(True)
    page.get_by_label("What did you learn?").fill("Read on the train")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".banner").get_by_text("Kept on this device").wait_for()
    page.reload()
    page.locator(".banner").get_by_text("One entry is waiting on this device.").wait_for()
    assert not Entry.objects.exists()
    page.context.set_offline(False)
    page.locator(".banner").get_by_text("Everything that waited on this device is saved.").wait_for()
    page.goto(f"{live_server}/journal/")
    page.get_by_role("link", name="Read on the train").wait_for()
    assert Entry.objects.count() == 1


def test_a_lapsed_session_returns_with_the_words(enter, owner):
    page = enter(owner, "/capture/")
    page.get_by_label("What did you learn?").fill("Typed for a long time, and worth it")
    page.context.clear_cookies(name="session")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name=re.compile("your words are kept")).wait_for()
    assert page.get_by_label("Text").input_value() == "Typed for a long time, and worth it"
    assert not Entry.objects.exists()


def test_the_time_is_asked_once_something_is_ticked(enter, owner):
    a_week(owner)
    page = enter(owner, "/")
    other = page.locator(".task .times__other").first
    chips = page.locator(".task .choices--row").first
    assert not chips.is_visible()
    page.get_by_role("checkbox", name="Activity 1").click()
    assert chips.is_visible()
    assert not other.is_visible()
    page.locator(".task").first.get_by_role("radio", name="Other").click()
    assert other.is_visible()


def test_an_svg_that_was_uploaded_runs_nothing(enter, owner, live_server):
    entry, _added = actions.add_entry(by=owner, title="With a drawing")
    page = enter(owner, entry.get_absolute_url())
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><script>document.title='RAN'</script></svg>"
    page.get_by_label("Add files").set_input_files({"name": "a.svg", "mimeType": "image/svg+xml", "buffer": drawing})
    page.get_by_role("button", name="Add the files").click()
    page.locator(".banner").get_by_text("One file added.").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="a.svg").click()
    assert download.value.suggested_filename == "a.svg"
    assert page.title() != "RAN"
