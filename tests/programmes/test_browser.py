"""A coordinator brings a folder in, sets dates, asks a thousand people by CSV; and a person takes part, in Chromium."""

import socket
import threading
import time
from datetime import date

import pytest
from django.utils import timezone

from planfolio.jobs.mail import send
from planfolio.jobs.models import Letter
from planfolio.people.models import Person
from planfolio.programmes import taking_part
from planfolio.programmes.models import Programme, Run, WallPost
from planfolio.programmes.packing import packed, read_path
from planfolio.testing import PlanFactory, cast
from tests.browser import LOOKS, accessibility_faults, scrolls_sideways
from tests.journeys.ways import sign_in_page
from tests.programmes.runs import begin, wrote
from tests.programmes.test_agreeing import ask
from tests.programmes.test_folder import SAMPLE
from tests.programmes.written import small_programme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Catcher(threading.Thread):
    """As much of an SMTP server as a letter needs; `letters` are what came."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port, self.letters = self.listening.getsockname()[1], []

    def run(self):
        while True:
            try:
                speaking, _who = self.listening.accept()
            except OSError:
                return
            with speaking, speaking.makefile("rwb", buffering=0) as line:
                line.write(b"220 here\r\n")
                self._talk(line)

    def _talk(self, line):
        while said := line.readline():
            word = said[:4].upper()
            if word == b"DATA":
                line.write(b"354 go on\r\n")
                letter = b""
                while (part := line.readline()) != b".\r\n":
                    letter += part
                self.letters.append(letter.decode())
            line.write(b"221 bye\r\n" if word == b"QUIT" else b"250 good\r\n")
            if word == b"QUIT":
                return


@pytest.fixture
def people(transactional_db):
    """A browser sees what is committed, so each of its tests has a cast of its own."""
    return cast()


def a_folder() -> tuple[bytes, int]:
    """The real programme where it lies beside the checkout, else a small one; and how many things it has."""
    doc = read_path(SAMPLE).doc if SAMPLE.is_dir() else small_programme()
    return packed(doc), len(doc.things())


def test_from_a_folder_to_a_thousand_invitations(open_page, live_server, people, settings):
    page, began = open_page(), time.process_time()
    page.set_default_timeout(60_000)
    sign_in_page(page, live_server.url, people.coordinator)
    content, things = a_folder()
    page.goto(f"{live_server.url}/programmes/import/")
    page.set_input_files("input[type=file]", {"name": "f.zip", "mimeType": "application/zip", "buffer": content})
    page.get_by_role("button", name="Show what is in it").click()
    page.get_by_label("Licence").fill("CC BY 4.0")
    page.get_by_role("button", name="Bring it in").click()
    page.get_by_role("link", name="Begin a run").wait_for()
    assert Programme.objects.get().things == things
    page.get_by_role("link", name="Begin a run").click()
    for part, value in (("day", "4"), ("month", "1"), ("year", "2027")):
        page.locator(f"[name=starts-{part}]").fill(value)
    page.get_by_role("button", name="Begin the run").click()
    rows = "".join(f"Person {number};person-{number}@example.org\n" for number in range(1000)).encode()
    page.set_input_files("input[type=file]", {"name": "people.csv", "mimeType": "text/csv", "buffer": rows})
    page.get_by_role("button", name="Show whom it would ask").click()
    page.get_by_text("1000 addresses were found.").first.wait_for()
    page.get_by_role("button", name="Send the invitations").click()
    page.get_by_text("1000 invitations are on their way.").first.wait_for()
    assert Run.objects.get().invitations.count() == Letter.objects.count() == 1000
    assert Run.objects.get().starts == date(2027, 1, 4)
    catcher = Catcher()
    catcher.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", catcher.port
    send.func(str(Letter.objects.order_by("id").first().pk))
    catcher.listening.close()
    assert len(catcher.letters) == 1
    assert "/runs/enter/" in catcher.letters[0].replace("=\r\n", "")
    assert time.process_time() - began < 180


def test_somebody_takes_part_without_a_script(open_page, live_server, people):
    run = begin(people.coordinator)
    PlanFactory(owner=people.owner)
    page = open_page(javascript=False)
    sign_in_page(page, live_server.url, people.owner)
    page.goto(live_server.url + run.get_absolute_url())
    page.get_by_role("button", name="Take part").click()
    page.get_by_role("link", name="Go to thing 1").click()
    page.get_by_label("Private note").fill("For me alone")
    page.get_by_label("Summary you could share").fill("What I found")
    page.get_by_label("Share the summary on the wall").check()
    page.get_by_role("button", name="Save, and it is done").click()
    page.get_by_text("Kept, and on the wall.").first.wait_for()
    assert WallPost.objects.get().entry.summary == "What I found"
    page.goto(f"{live_server.url}{run.get_absolute_url()}wall/")
    assert page.get_by_text("What I found").is_visible()
    assert page.get_by_text("For me alone").count() == 0


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS, ids=lambda value: str(value))
def test_pages_without_a_session_are_sound(open_page, live_server, people, width, theme, language):
    from planfolio.programmes import mails, running
    from tests.programmes.runs import run_with_everything

    run, _inside = run_with_everything(people.owner, _programme(people.owner), mark="A certificate")
    participation = run.participations.get()
    secret = running.make_link(run, by=people.owner)
    page, wrong = open_page(width=width, theme=theme, language=language), []
    for there in (
        "/verify/code-of-the-owner/",
        f"/runs/enter/{secret}/",
        f"/s/{mails.secret_for(participation)}/mails/",
    ):
        page.goto(live_server.url + there)
        wrong += [f"{there}: {fault}" for fault in accessibility_faults(page)]
        wrong += [f"{there}: scrolls sideways"] * scrolls_sideways(page)
    assert wrong == []


@pytest.mark.parametrize(("width", "theme", "language"), LOOKS, ids=lambda value: str(value))
def test_the_page_on_which_a_manager_answers_is_sound(open_page, live_server, people, width, theme, language):
    """As it is opened, with the choice forgotten, and answered; the link of an earlier question opens nothing."""
    Person.objects.update(language=language)
    participation = taking_part.join(begin(people.coordinator, agreement="first"), by=people.owner)
    asked, opened = (f"/s/{secret}/agreement/" for secret in (ask(participation), ask(participation)))
    page, wrong = open_page(width=width, theme=theme, language=language), []
    assert page.goto(live_server.url + asked).status == 404
    page.goto(live_server.url + opened)
    for step in ("opened", "forgotten", "answered"):
        if step == "answered":
            page.locator("input[name=agreed][value=yes]").check()
        if step != "opened":
            page.locator("main button").click()
            page.wait_for_load_state()
        assert page.locator("[role=alert], [role=status]:not([data-announcer])").count() == (step != "opened")
        assert page.locator("html").get_attribute("lang") == language
        wrong += [f"{step}: {fault}" for fault in accessibility_faults(page)]
        wrong += [f"{step}: scrolls sideways"] * scrolls_sideways(page)
    assert wrong == []
    assert page.context.cookies() == []


def _programme(owner):
    from planfolio.programmes.actions import add_programme

    return add_programme(small_programme(), by=owner)


def test_a_wall_of_others_is_sound(open_page, live_server, people):
    run = begin(people.coordinator)
    participation = taking_part.join(run, by=people.owner, shows_name=True)
    wrote(participation, "thing-01", "Words\n\n* a list\n\n> and a quote", by=people.owner)
    run.participations.update(last_at=timezone.now())
    page = open_page(width=360)
    sign_in_page(page, live_server.url, people.coordinator)
    page.goto(f"{live_server.url}{run.get_absolute_url()}wall/")
    assert accessibility_faults(page) == []
    assert not scrolls_sideways(page)
    page.get_by_role("button", name="Thank", exact=False).first.click()
    page.get_by_text("1 thanks").first.wait_for()
