"""A private address for capturing: shown once, ended at will; a mail to it is an entry, once, unanswered."""

import re
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from planfolio.errors import Refused, TooMany
from planfolio.jobs.models import Letter
from planfolio.journal.models import Entry, PrivateNote
from planfolio.mentoring.letterbox import taking
from planfolio.mentoring.letterbox.capturing import capture_address_of, make_capture_address
from planfolio.mentoring.letterbox.reading import LIMIT
from planfolio.mentoring.letterbox.taking import Outcome, forget_taken, take
from planfolio.mentoring.models import CaptureAddress, TakenMail
from planfolio.plans.vocabulary import TEXT_LENGTH
from planfolio.testing import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _taken_here(settings):
    settings.REPLY_ADDRESS = "reply@learn.example.org"


@pytest.fixture
def address(people):
    return make_capture_address(people.owner)


def message(to: str, subject: str = "RDA webinar, 45 min", text: str = "", *headers: str, name: str = "1") -> bytes:
    head = [f"To: <{to}>", "From: <me@example.net>", f"Message-ID: <{name}@example.net>", f"Subject: {subject}"]
    return "\r\n".join([*head, "Content-Type: text/plain; charset=utf-8", *headers, "", text]).encode()


def told(person) -> tuple[str, int]:
    """What the page says of the last mail, and how many mails went out about it."""
    return capture_address_of(person).trouble, Letter.objects.count() + len(mail.outbox)


class TestThePage:
    def test_the_address_is_shown_once_and_stored_as_its_hash(self, sign_in, people):
        client, there = sign_in(people.owner), reverse("capture-by-mail")
        assert "Capture by mail" in words(client.get(reverse("mail")))
        made = client.post(there)
        address = re.search(r'value="(reply\+[a-z2-7]{24}@learn\.example\.org)"', made.content.decode())[1]
        assert "no-store" in made["Cache-Control"]
        assert address not in client.get(there).content.decode()
        secret = address[6:30]
        assert CaptureAddress.objects.get().secret_hash == sha256(secret.encode()).hexdigest()
        assert take(message(address)) == Outcome.TAKEN

    def test_another_ends_the_one_before_and_it_can_be_ended(self, sign_in, people, address):
        client = sign_in(people.owner)
        client.post(reverse("capture-by-mail"))
        assert take(message(address)) == Outcome.NOBODY
        assert "You have an address" in words(client.get(reverse("capture-by-mail")))
        client.post(reverse("capture-by-mail-end"))
        assert not CaptureAddress.objects.exists()
        assert client.get(reverse("capture-by-mail-end")).status_code == 405

    def test_where_no_mail_is_taken_none_is_made(self, sign_in, people, settings):
        settings.REPLY_ADDRESS = ""
        client = sign_in(people.owner)
        assert client.post(reverse("capture-by-mail")).status_code == 422
        assert "Capture by mail" not in words(client.get(reverse("mail")))
        assert "takes no mail" in words(client.get(reverse("capture-by-mail")))
        with pytest.raises(Refused):
            make_capture_address(people.owner)

    def test_looking_at_the_page_makes_nothing(self, sign_in, people):
        sign_in(people.owner).get(reverse("capture-by-mail"))
        assert not CaptureAddress.objects.exists()


class TestAMail:
    def test_the_subject_is_the_title_with_its_time_and_the_rest_a_private_note(self, people, address):
        assert take(message(address, text="Ask Emre about the slides.\r\n-- \r\nNora")) == Outcome.TAKEN
        entry = Entry.objects.get(owner=people.owner)
        assert (entry.title, entry.minutes, entry.came_by, entry.summary) == ("RDA webinar", 45, "mail", "")
        assert PrivateNote.objects.get(entry=entry).text == "Ask Emre about the slides."
        assert told(people.owner) == ("", 0)
        assert capture_address_of(people.owner).last_at

    @pytest.mark.parametrize("pattern", ["reply@example.org", "*@in.example.org", "mail-*@example.org"])
    def test_it_stands_anywhere_in_an_address_and_survives_a_change_of_case(self, people, settings, pattern):
        settings.REPLY_ADDRESS = pattern
        address = make_capture_address(people.owner)
        assert take(message(address.upper())) == Outcome.TAKEN
        assert take(message("x@example.org", name="2"), to=address) == Outcome.TAKEN
        assert take(message("x" + address, name="3")) == Outcome.NOBODY

    def test_without_a_subject_the_first_line_is_the_title(self, people, address):
        take(message(address, "", "Read PRISMA-S (1 h 30)\r\nTwo checklists"))
        entry = Entry.objects.get()
        assert (entry.title, entry.minutes) == ("Read PRISMA-S", 90)

    def test_a_hostile_subject_is_one_plain_line(self, people, address):
        take(message(address, "=?utf-8?q?Read=00_it=0D=0ABcc=3A_x=40example.org?= <script>"))
        assert Entry.objects.get().title == "Read it Bcc: x@example.org <script>"

    def test_a_message_is_taken_once_however_long_ago(self, people, address):
        raw = message(address)
        assert [take(raw), take(raw)] == [Outcome.TAKEN, Outcome.AGAIN]
        TakenMail.objects.update(taken_at=timezone.now() - timedelta(days=400))
        assert forget_taken() == 0
        assert take(raw) == Outcome.AGAIN
        assert Entry.objects.count() == 1

    def test_mail_of_programs_is_left_alone(self, people, address):
        assert take(message(address, "Away", "x", "Auto-Submitted: auto-replied")) == Outcome.LEFT
        assert take(message(address, "News", "x", "List-Id: <a.example.org>")) == Outcome.LEFT
        assert not Entry.objects.exists()

    def test_what_cannot_be_taken_is_said_on_the_page_and_never_mailed(self, sign_in, people, address):
        for name, raw, why in (
            ("1", message(address, "", "> quoted"), "no words of yours"),
            ("2", message(address, "Large", "x" * LIMIT, name="2"), "too large"),
            ("3", message(address, "Long", "x " * TEXT_LENGTH, name="3"), "characters"),
        ):
            assert take(raw) == Outcome.TOLD, name
            trouble, sent = told(people.owner)
            assert why in trouble
            assert sent == 0
        assert trouble.rstrip(".") in words(sign_in(people.owner).get(reverse("capture-by-mail")))
        assert not Entry.objects.exists()
        assert take(message(address, name="4")) == Outcome.TAKEN
        assert told(people.owner) == ("", 0)

    @pytest.mark.usefixtures("one_minute")
    def test_a_few_are_taken_in_a_minute_and_many_in_a_day(self, people, address, monkeypatch):
        monkeypatch.setattr(taking, "EACH_MINUTE", 3)
        monkeypatch.setattr(taking, "EACH_DAY", 2)
        taken = [take(message(address, name=str(number))) for number in range(3)]
        assert taken == [Outcome.TAKEN, Outcome.TAKEN, Outcome.TOLD]
        assert "make another address" in told(people.owner)[0]
        with pytest.raises(TooMany):
            take(message(address, name="9"))
        assert Entry.objects.count() == 2

    def test_an_account_that_is_closed_takes_none(self, people, address):
        type(people.owner).objects.filter(pk=people.owner.pk).update(is_active=False)
        assert take(message(address)) == Outcome.NOBODY

    def test_a_secret_that_is_not_ours_is_nobodys(self, people, address):
        assert take(message(f"reply+{'a' * 24}@learn.example.org")) == Outcome.NOBODY
