"""Answers by mail: posted once, in the right thread, as the person of the address; all else is told or left."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from itertools import count

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from planfolio.errors import TooMany
from planfolio.jobs.models import Letter
from planfolio.jobs.worker import Worker
from planfolio.journal.models import Entry, PrivateNote
from planfolio.mentoring import agreements, digest, talks
from planfolio.mentoring.letterbox import addresses, taking
from planfolio.mentoring.letterbox.addresses import Purpose, find_reply, reply_address, secrets_in
from planfolio.mentoring.letterbox.boxes import take_maildir, take_mbox
from planfolio.mentoring.letterbox.taking import EACH_MINUTE, Outcome, forget_taken, take
from planfolio.mentoring.models import Message, Request, TakenMail
from planfolio.people import letters
from planfolio.plans.vocabulary import TEXT_LENGTH
from planfolio.testing import words
from tests.mentoring.conftest import SITE
from tests.mentoring.test_digest import wanting

pytestmark = pytest.mark.django_db
MARK = "pademelonword"


@pytest.fixture(autouse=True)
def _taken_here(settings):
    settings.REPLY_ADDRESS = "reply@learn.example.org"


@pytest.fixture
def asked(people, mentorship) -> Request:
    return talks.ask_request(
        mentorship, by=people.owner, site=SITE, intent="stuck", question="Too broad?", text="4,100"
    )


def address_of(person, about=None) -> str:
    return reply_address(person, Purpose.REPLY if about else Purpose.LOG, about=about and about.pk)


def answer(to: str, text: str = "Keep every discarded line.", *headers: str, name: str = "1") -> bytes:
    head = [f"To: Planfolio <{to}>", "From: Somebody <else@example.net>", f"Message-ID: <{name}@example.net>"]
    head += ["Content-Type: text/plain; charset=utf-8", *headers]
    return "\r\n".join([*head, "", text]).encode()


def work():
    worker = Worker("w")
    while worker.work_once():
        pass


class TestTheAddress:
    def test_the_mail_of_a_question_can_be_answered(self, people, asked):
        letter = Letter.objects.get(to=people.mentor.email, subject__contains="Too broad?")
        assert "Answer this mail, or here:" in letter.text
        work()
        sent = next(each for each in mail.outbox if "Too broad?" in each.subject)
        (secret,) = secrets_in(sent.extra_headers["Reply-To"])
        there = find_reply(secret)
        assert (there.person, there.request, there.is_over) == (people.mentor, asked, False)
        assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
        assert len(sent.extra_headers["Reply-To"].partition("@")[0]) <= 64
        letter.refresh_from_db()
        assert letter.reply_to == ""

    def test_without_a_setting_mail_is_answered_on_the_page(self, people, mentorship, settings):
        settings.REPLY_ADDRESS = ""
        talks.ask_request(mentorship, by=people.owner, site=SITE, intent="stuck", question="Too broad?")
        letter = Letter.objects.get(to=people.mentor.email, subject__contains="Too broad?")
        assert letter.reply_to == ""
        assert "Answer here:" in letter.text

    @pytest.mark.parametrize("pattern", ["reply@example.org", "*@reply.example.org", "mail-*@example.org"])
    def test_it_can_stand_anywhere_in_an_address_and_survives_a_change_of_case(self, people, asked, settings, pattern):
        settings.REPLY_ADDRESS = pattern
        address = address_of(people.mentor, asked)
        assert find_reply(secrets_in(f"X: Planfolio <{address.upper()}>, b@example.org")[0]).person == people.mentor
        assert secrets_in(f"evil{address} {address}.evil.org") == []

    def test_asvs_9_2_an_address_serves_one_purpose_for_one_person_about_one_thing(self, people, asked):
        (for_mentor,) = secrets_in(address_of(people.mentor, asked))
        (for_owner,) = secrets_in(address_of(people.owner, asked))
        (for_log,) = secrets_in(address_of(people.owner))
        assert [find_reply(each).person for each in (for_mentor, for_owner, for_log)] == [
            *(people.mentor, people.owner, people.owner)
        ]
        assert [find_reply(each).purpose for each in (for_mentor, for_owner, for_log)] == ["reply", "reply", "log"]
        for about, proof in ((for_mentor, for_log), (for_log, for_owner), (for_owner, for_log)):
            assert find_reply(about[:28] + proof[28:]) is None
        (of_a_stranger,) = secrets_in(address_of(people.stranger, asked))
        assert find_reply(of_a_stranger) is None
        for there in (reverse("mail-stop", args=[for_log]), f"/s/{for_log}/", f"/invitation/{for_log}/"):
            assert people.owner.email.encode() not in (answered := self.open(there)).content
            assert answered.status_code in (403, 404)

    def open(self, there):
        from django.test import Client

        return Client().get(there)

    @given(place=st.integers(0, 47), char=st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
    def test_an_address_with_one_character_changed_is_nobodys(self, place, char):
        from planfolio.people.models import Person

        person, _new = Person.objects.get_or_create(email="signed@example.org")
        (secret,) = secrets_in(address_of(person))
        changed = secret[:place] + char + secret[place + 1 :]
        assert changed == secret or find_reply(changed) is None

    def test_an_address_is_over_after_its_day_and_its_day_cannot_be_moved(self, people, asked):
        address = address_of(people.mentor, asked)
        now = timezone.now()
        with time_machine.travel(now + addresses.LASTS, tick=False):
            assert not find_reply(secrets_in(address)[0]).is_over
        with time_machine.travel(now + addresses.LASTS + timedelta(days=1), tick=False):
            assert take(answer(address)) == Outcome.TOLD
        assert Message.objects.count() == 1

    def test_nobody_answers_by_an_account_that_is_closed(self, people, asked):
        address = address_of(people.mentor, asked)
        people.mentor.is_active = False
        people.mentor.save()
        assert take(answer(address)) == Outcome.NOBODY


class TestAnAnswer:
    def test_it_stands_in_the_thread_as_of_the_person_of_the_address(self, client, people, sign_in, asked):
        Letter.objects.all().delete()
        raw = answer(address_of(people.mentor, asked), "Keep it.\n\nOn 5 Oct 2026, P <p@x.org> wrote:\n> Too broad?")
        assert take(raw) == Outcome.TAKEN
        message = asked.messages.last()
        assert (message.author, message.text) == (people.mentor, "Keep it.")
        asked.refresh_from_db()
        assert asked.state == "answered"
        letter = Letter.objects.get()
        assert letter.to == people.owner.email
        assert find_reply(secrets_in(letter.reply_to)[0]).person == people.owner
        sign_in(people.owner)
        assert "Keep it." in words(client.get(asked.get_absolute_url()))
        assert take(answer(letter.reply_to, "And then?", name="2")) == Outcome.TAKEN
        assert asked.messages.last().author == people.owner
        asked.refresh_from_db()
        assert asked.state == "waiting"

    def test_the_same_mail_again_changes_nothing(self, people, asked):
        raw = answer(address_of(people.mentor, asked))
        assert [take(raw), take(raw), take(b"Received: again\r\n" + raw)] == ["taken", "taken before", "taken before"]
        assert asked.messages.count() == 2

    def test_a_kill_before_the_end_leaves_nothing_and_it_is_taken_the_next_time(self, people, asked, monkeypatch):
        class Killed(BaseException):
            pass

        def killed(*_arguments, **_values):
            raise Killed

        raw = answer(address_of(people.mentor, asked))
        with monkeypatch.context() as patch:
            patch.setattr("planfolio.mentoring.mails.write", killed)
            with pytest.raises(Killed):
                take(raw)
        assert (asked.messages.count(), TakenMail.objects.count()) == (1, 0)
        assert take(raw) == Outcome.TAKEN

    def test_who_it_claims_to_be_from_does_not_matter_and_gets_no_mail(self, people, asked):
        Letter.objects.all().delete()
        raw = answer(address_of(people.mentor, asked)).replace(b"else@example.net", people.owner.email.encode())
        take(raw)
        assert asked.messages.last().author == people.mentor
        take(answer(address_of(people.mentor, asked), "", name="2"))
        assert set(Letter.objects.values_list("to", flat=True)) == {people.owner.email, people.mentor.email}

    def test_the_address_it_came_to_goes_before_its_headers(self, people, asked):
        mine, theirs = address_of(people.mentor, asked), address_of(people.owner, asked)
        assert take(answer(theirs), to=mine) == Outcome.TAKEN
        assert asked.messages.last().author == people.mentor
        assert take(answer("list@example.org", "Yes", f"Delivered-To: {mine}", name="2")) == Outcome.TAKEN

    def test_attachments_stay_behind_and_both_are_told(self, client, people, sign_in, asked):
        body = "--b\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n--b\r\nContent-Type: application/pdf\r\n"
        body += "Content-Disposition: attachment; filename=x.pdf\r\n\r\nx\r\n--b--"
        raw = answer(address_of(people.mentor, asked), body)
        raw = raw.replace(b"text/plain; charset=utf-8", b"multipart/mixed; boundary=b", 1)
        assert take(raw) == Outcome.TAKEN
        said = "1 attachment stayed in the mail and is not here."
        assert said in Letter.objects.get(to=people.owner.email, text__contains="See the file.").text
        for who in (people.owner, people.mentor):
            sign_in(who)
            assert said in words(client.get(asked.get_absolute_url()))

    def test_it_takes_up_a_question_that_was_closed_as_the_page_does(self, people, asked):
        talks.close(asked, by=people.owner, thanks="", site=SITE)
        assert take(answer(address_of(people.mentor, asked))) == Outcome.TAKEN
        asked.refresh_from_db()
        assert asked.state == "answered"


class TestWhatCannotBePosted:
    @pytest.fixture
    def refused(self, people, asked):
        """Take an answer of the mentor that cannot be posted, and return what they are told."""

        def send(text="Keep every discarded line.", change=lambda raw: raw):
            Letter.objects.all().delete()
            raw = change(answer(address_of(people.mentor, asked), text))
            assert [take(raw), take(raw)] == [Outcome.TOLD, Outcome.AGAIN]
            assert asked.messages.count() == 1
            letter = Letter.objects.get()
            assert (letter.to, letter.reply_to) == (people.mentor.email, "")
            return letter.text

        return send

    def test_after_the_end_of_the_agreement(self, people, mentorship, refused):
        agreements.end(mentorship, by=people.owner)
        told = refused()
        assert "Your agreement has ended" in told
        assert "Keep every discarded line." in told
        assert "/requests/" not in told

    def test_without_words_of_ones_own(self, refused, asked):
        told = refused("> Too broad?\n> Yes")
        assert "no words of yours" in told
        assert asked.get_absolute_url() in told

    def test_too_long_for_the_page(self, refused):
        told = refused("word " * (TEXT_LENGTH // 5 + 9))
        assert "Use at most" in told
        assert "word word" in told

    def test_too_large(self, refused):
        assert "too large" in refused("x", lambda raw: raw + b"x" * 26_300_000)

    def test_in_the_language_of_the_person(self, people, refused):
        people.mentor.language = "fr"
        people.mentor.save()
        assert "Votre réponse" in refused("> x")

    def test_more_than_a_person_writes_waits(self, people, asked):
        address = address_of(people.mentor, asked)
        names = count(1)
        with time_machine.travel(datetime.now(UTC), tick=False):
            for _time in range(EACH_MINUTE):
                take(answer(address, name=f"m{next(names)}"))
            late = answer(address, name="late")
            with pytest.raises(TooMany):
                take(late)
        with time_machine.travel(datetime.now(UTC) + timedelta(minutes=2), tick=False):
            assert take(late) == Outcome.TAKEN

    def test_mail_of_programs_is_left_alone_and_never_answered(self, people, asked):
        Letter.objects.all().delete()
        for number, header in enumerate(("Auto-Submitted: auto-replied", "Precedence: bulk", "Return-Path: <>")):
            assert take(answer(address_of(people.mentor, asked), "Away", header, name=str(number))) == Outcome.LEFT
        assert asked.messages.count() == 1
        assert not Letter.objects.exists()

    def test_what_we_send_ourselves_is_left_alone_when_it_comes_back(self, people, asked):
        work()
        sent = mail.outbox[-1].message()
        sent.replace_header("To", address_of(people.owner, asked))
        assert take(sent.as_bytes()) == Outcome.LEFT

    @pytest.mark.parametrize(
        "to", ["reply@learn.example.org", f"reply+{'a' * 48}@learn.example.org", "x@example.org", ""]
    )
    def test_nobodys_address_is_nobodys(self, asked, to):
        assert take(answer(to)) == Outcome.NOBODY
        assert asked.messages.count() == 1


@pytest.fixture
def log(people):
    """Take a mail into the journal of the owner and return the entry with its note."""
    person = wanting(people.owner)
    names = count(100)

    def send(text: str):
        assert take(answer(address_of(person), text, name=f"l{next(names)}")) == Outcome.TAKEN
        entry = Entry.objects.latest("created_at")
        assert (entry.owner, entry.came_by, entry.summary) == (person, "mail", "")
        note = PrivateNote.objects.filter(entry=entry).first()
        return entry.title, entry.minutes, note.text if note else ""

    return send


class TestAnEntry:
    def test_the_weekly_mail_says_how_and_takes_it(self, people):
        person = wanting(people.owner)
        digest.write_digest(person, "2026-W40")
        letter = Letter.objects.get()
        assert "its first line becomes an entry" in letter.text
        assert "its first line becomes an entry" in letter.html
        assert take(answer(letter.reply_to, "RDA webinar, 45 min\nFRBR again")) == Outcome.TAKEN
        assert take(answer(letter.reply_to, "RDA webinar, 45 min\nFRBR again")) == Outcome.AGAIN
        entry = Entry.objects.get()
        assert (entry.title, entry.minutes, entry.day) == ("RDA webinar", 45, person.today())

    def test_without_a_setting_it_says_nothing_of_it(self, people, settings):
        settings.REPLY_ADDRESS = ""
        digest.write_digest(wanting(people.owner), "2026-W40")
        letter = Letter.objects.get()
        assert (letter.reply_to, "becomes an entry" in letter.text + letter.html) == ("", False)

    def test_title_time_and_private_note(self, log):
        assert log("RDA webinar 1h30") == ("RDA webinar", 90, "")
        assert log("RDA webinar\n45 min\nFRBR again\n\nWell") == ("RDA webinar", 45, "FRBR again\n\nWell")
        assert log("RDA webinar\nIt took 45 min\nWell") == ("RDA webinar", None, "It took 45 min\nWell")
        assert log("RDA webinar\n\nFRBR again\n-- \nNora") == ("RDA webinar", None, "FRBR again")
        assert log("45 min") == ("45 min", 45, "")
        long = "word " * 100
        title, minutes, note = log(long)
        assert (len(title) <= 300, minutes, note) == (True, None, long.strip())

    def test_a_mail_of_a_thread_never_becomes_an_entry_nor_the_other_way_round(self, people, asked):
        take(answer(address_of(people.owner, asked), "RDA webinar, 45 min"))
        assert not Entry.objects.exists()
        take(answer(address_of(people.owner), "RDA webinar, 45 min", name="2"))
        assert Entry.objects.count() == 1
        assert asked.messages.count() == 2


class TestBoxes:
    @pytest.fixture
    def three(self, people, asked):
        return [
            answer(address_of(people.mentor, asked), "One", name="a"),
            answer("x@example.org", "Two", name="b"),
            answer(address_of(people.mentor, asked), "Three", "Precedence: bulk", name="c"),
        ]

    def test_an_mbox_is_taken_once_however_often_it_is_read(self, tmp_path, asked, three):
        box = tmp_path / "mbox"
        box.write_bytes(b"".join(b"From x\n" + raw.replace(b"\r\n", b"\n") + b"\n\n" for raw in three))
        before = box.read_bytes()
        assert take_mbox(box) == Counter({Outcome.TAKEN: 1, Outcome.NOBODY: 1, Outcome.LEFT: 1})
        assert take_mbox(box)[Outcome.AGAIN] == 1
        assert asked.messages.last().text == "One"
        assert box.read_bytes() == before

    def test_what_was_taken_of_a_maildir_moves_on(self, tmp_path, asked, three):
        (tmp_path / "new").mkdir()
        for number, raw in enumerate(three):
            (tmp_path / "new" / f"{number}.host").write_bytes(raw)
        (tmp_path / "new" / "9.link").symlink_to("/etc/passwd")
        counted = take_maildir(tmp_path)
        assert counted == Counter({Outcome.TAKEN: 1, Outcome.NOBODY: 1, Outcome.LEFT: 1})
        assert sorted(path.name for path in (tmp_path / "cur").iterdir()) == ["0.host:2,S", "1.host:2,", "2.host:2,S"]
        (tmp_path / "cur" / "0.host:2,S").rename(tmp_path / "new" / "0.host")
        assert take_maildir(tmp_path) == Counter({Outcome.AGAIN: 1})
        assert asked.messages.count() == 2


def test_which_mails_were_taken_is_forgotten_after_their_addresses_are_over(people, asked):
    take(answer(address_of(people.mentor, asked)))
    assert forget_taken() == 0
    TakenMail.objects.update(taken_at=timezone.now() - addresses.LASTS - timedelta(days=11))
    assert forget_taken() == 1


def test_asvs_16_2_5_no_log_line_holds_the_address_or_the_words(people, asked, monkeypatch, caplog):
    import logging

    from planfolio.web.logs import SafeFormatter

    address = address_of(people.mentor, asked)

    def broken(*_arguments, **_values):
        raise ValueError(f"{address} {MARK}")

    monkeypatch.setattr(taking, "reply", broken)
    try:
        take(answer(address, MARK))
    except ValueError:
        logging.getLogger("planfolio").exception("Mail to %s", address)
    formatted = "".join(SafeFormatter().format(record) for record in caplog.records)
    assert secrets_in(address)[0] not in formatted
    assert MARK not in formatted
    assert "ValueError" in formatted


def test_an_address_in_a_header_adds_no_other(people, asked):
    """1.3.11: nothing that is typed comes into Reply-To, and a line break in a question adds no header."""
    asked.question = "x\r\nBcc: evil@example.org"
    talks.reply(asked, by=people.owner, text="y", site=SITE)
    work()
    sent = message_from_bytes(mail.outbox[-1].message().as_bytes())
    assert sent["Bcc"] is None
    assert re.fullmatch(r"reply\+[a-z2-7]{48}@learn\.example\.org", "".join(sent["Reply-To"].split()))


def test_who_switched_these_mails_off_gets_no_address_and_the_digest_stays_as_chosen(people, mentorship):
    letters.choose(people.mentor, mentoring=False)
    talks.ask_request(mentorship, by=people.owner, site=SITE, intent="stuck", question="Too broad?")
    assert not Letter.objects.filter(to=people.mentor.email, reply_to__gt="").exists()
