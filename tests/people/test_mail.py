"""What mail somebody wants: kinds, quiet hours, and the link that stops a kind."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from hypothesis import example, given
from hypothesis import strategies as st

from planfolio.errors import Missing
from planfolio.jobs.models import Letter
from planfolio.jobs.worker import Worker
from planfolio.people import letters
from planfolio.people.hours import after_quiet, is_quiet, moment
from planfolio.people.letters import Kind
from planfolio.people.models import MailChoices, Person
from planfolio.testing import PersonFactory

pytestmark = pytest.mark.django_db
CHOICES = {
    "digest": "on", "reviews": "on", "programmes": "on", "day": "fri", "at": "16:30", "quiet_from": "19:00",
    "quiet_until": "7:00",
}  # fmt: skip
#: With the odd ones: half an hour of summer time, quarters of an hour, a day that was skipped, no summer time.
ZONES = [
    "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC",
    "America/Santiago", "Pacific/Kiritimati",
]  # fmt: skip
minutes_of_day = st.integers(0, 24 * 60 - 1).map(lambda n: time(n // 60, n % 60))
days_and_hours = st.datetimes(datetime(2011, 1, 1), datetime(2031, 1, 1))
instants = days_and_hours.map(lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC))


@pytest.fixture
def person():
    person = PersonFactory(email="nora@example.org")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def send_all():
    worker = Worker("w")
    while worker.work_once():
        pass


def write(person, kind=Kind.MENTORING, **more):
    return letters.write(person, kind, subject="Sam asks", words="What do you think?", **more)


class TestHours:
    @given(now=instants, starts=minutes_of_day, ends=minutes_of_day, zone=st.sampled_from(ZONES))
    @example(datetime(2026, 10, 25, 0, 10, tzinfo=UTC), time(22), time(2, 30), "Europe/Paris")
    @example(datetime(2026, 10, 25, 1, 10, tzinfo=UTC), time(22), time(2, 30), "Europe/Paris")
    @example(datetime(2026, 3, 29, 0, 50, tzinfo=UTC), time(22), time(2, 30), "Europe/Paris")
    @example(datetime(2011, 12, 30, 9, 30, tzinfo=UTC), time(21), time(9), "Pacific/Apia")
    def test_mail_waits_until_it_is_no_longer_quiet_and_not_longer(self, now, starts, ends, zone):
        found = after_quiet(now, starts, ends, zone)
        assert found >= now
        if starts == ends:
            assert found == now
            return
        assert not is_quiet(found, starts, ends, zone)
        if not is_quiet(now, starts, ends, zone):
            assert found == now
        else:
            assert found.astimezone(ZoneInfo(zone)).minute in {ends.minute, (ends.minute + 30) % 60}
            # A day, and what a change of the clocks or of the date can add to it.
            assert found - now <= timedelta(hours=49)

    def test_hours_over_midnight_end_in_the_morning_where_somebody_is(self):
        evening = datetime(2026, 7, 1, 21, 0, tzinfo=UTC)
        assert after_quiet(evening, time(22), time(7), "Europe/Paris") == datetime(2026, 7, 2, 5, 0, tzinfo=UTC)
        assert after_quiet(evening, time(22), time(7), "America/New_York") == evening
        assert after_quiet(evening, None, None, "Europe/Paris") == evening

    def test_an_hour_that_the_clock_shows_twice_ends_the_quiet_at_its_next_time(self):
        second = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
        assert after_quiet(second, time(22), time(2, 30), "Europe/Paris") == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

    def test_a_time_that_summer_time_skips_is_just_after(self):
        day = datetime(2026, 3, 29).date()
        assert moment(day, time(2, 30), "Europe/Paris") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


class TestThePage:
    def test_choices_are_saved_and_shown_again(self, client, person, sign_in):
        sign_in(person)
        page = client.get(reverse("mail")).content.decode()
        assert 'name="digest" value="on" checked' not in page
        assert 'name="mentoring" value="on" checked' in page
        assert client.post(reverse("mail"), CHOICES)["Location"] == reverse("mail")
        kept = MailChoices.objects.get(owner=person)
        assert (kept.digest, kept.mentoring, kept.reviews, kept.programmes) == (True, False, True, True)
        assert (kept.day, kept.at, kept.quiet_from, kept.quiet_until) == ("fri", time(16, 30), time(19), time(7))
        client.post(reverse("mail"), CHOICES)
        assert MailChoices.objects.count() == 1
        assert "16:30" in client.get(reverse("mail")).content.decode()

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"at": "soon"}, "Write the time of day"),
            ({"at": ""}, "Fill in"),
            ({"day": "someday"}, "Choose one of the answers"),
            ({"quiet_until": ""}, "Say until when"),
            ({"quiet_from": ""}, "Say from when"),
            ({"quiet_from": "7:00"}, "They end when they begin"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, client, person, sign_in, wrong, words):
        sign_in(person)
        answer = client.post(reverse("mail"), {**CHOICES, **wrong})
        assert words in answer.content.decode()
        assert not MailChoices.objects.exists()
        typed = {**CHOICES, **wrong}
        assert all(f'value="{typed[name]}"' in answer.content.decode() for name in ("at", "quiet_from", "quiet_until"))

    def test_half_a_pair_of_quiet_hours_cannot_be_stored(self, person):
        with pytest.raises(IntegrityError), transaction.atomic():
            MailChoices.objects.create(owner=person, quiet_from=time(9))


class TestTheRule:
    NOW = datetime(2026, 7, 1, 21, 0, tzinfo=UTC)

    def test_all_but_the_digest_go_out_unless_switched_off(self, person):
        assert {kind for kind in Kind if letters.when(person, kind)} == set(Kind) - {Kind.DIGEST}
        letters.choose(person, digest=True, mentoring=False)
        assert {kind for kind in Kind if letters.when(person, kind)} == set(Kind) - {Kind.MENTORING}

    @pytest.mark.parametrize("values", [{"is_active": False}, {"is_example": True}, {"email": None}])
    def test_closed_accounts_examples_and_people_without_an_address_get_none(self, person, values):
        letters.choose(person, digest=True)
        for name, value in values.items():
            setattr(person, name, value)
        assert [letters.when(person, kind) for kind in Kind] == [None] * len(Kind)

    def test_the_digest_needs_an_address_that_was_confirmed(self, person):
        letters.choose(person, digest=True)
        assert letters.when(person, Kind.DIGEST)
        person.emailaddress_set.update(verified=False)
        assert letters.when(person, Kind.DIGEST) is None

    def test_mail_of_quiet_hours_waits_in_the_outbox(self, person):
        Person.objects.filter(pk=person.pk).update(time_zone="Europe/Paris")
        person.refresh_from_db()
        letters.choose(person, quiet_from=time(22), quiet_until=time(7))
        with time_machine.travel(self.NOW, tick=False):
            assert write(person)
            send_all()
            assert mail.outbox == []
            assert DBTaskResult.objects.get().run_after == datetime(2026, 7, 2, 5, 0, tzinfo=UTC)
        with time_machine.travel(datetime(2026, 7, 2, 5, 0, 1, tzinfo=UTC), tick=False):
            send_all()
            assert len(mail.outbox) == 1

    def test_what_was_switched_off_while_it_waited_does_not_go_out(self, person):
        write(person)
        write(person, Kind.REVIEWS)
        letters.choose(person, mentoring=False)
        assert not write(person)
        send_all()
        assert len(mail.outbox) == 1


class TestTheLink:
    def sent(self, person):
        write(person)
        send_all()
        return mail.outbox[-1]

    def test_a_letter_bears_the_headers_of_one_click_and_a_link(self, person):
        message = self.sent(person)
        address = letters.stop_address(person, Kind.MENTORING)
        assert message.extra_headers["List-Unsubscribe"] == f"<{address}>"
        assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert address in message.body
        assert person.email not in address
        assert Letter.objects.get().stop == ""

    def test_mail_about_the_account_bears_none(self, person):
        from planfolio.people.mails import send

        send(to=person.email, subject="Your password was changed", text="It was.")
        send_all()
        assert "List-Unsubscribe" not in mail.outbox[-1].extra_headers

    def test_opening_it_changes_nothing_and_one_click_stops_that_kind_alone(self, person):
        there = letters.stop_address(person, Kind.MENTORING).removeprefix("http://localhost:8000")
        browser = Client(enforce_csrf_checks=True)
        answer = browser.get(there)
        assert answer.status_code == 200
        assert not {"csrf", "session"} & set(answer.cookies)
        assert browser.head(there).status_code == 200
        assert not MailChoices.objects.exists()
        for _twice in range(2):
            answer = browser.post(there, {"List-Unsubscribe": "One-Click"})
            assert answer.status_code == 200
            assert "You get no more of it" in answer.content.decode()
        kept = MailChoices.objects.get(owner=person)
        assert (kept.mentoring, kept.reviews, kept.programmes) == (False, True, True)

    def test_a_link_that_we_did_not_make_is_not_there(self, client, person, sign_in):
        secret = letters.stop_address(person, Kind.MENTORING).split("/")[-3]
        for wrong in ("x", secret[:-1], f"{secret}x", secret.replace(":", "")):
            assert client.get(reverse("mail-stop", args=[wrong])).status_code == 404
            assert client.post(reverse("mail-stop", args=[wrong])).status_code == 404

    def test_asvs_9_2_secrets_for_other_purposes_stop_nothing(self, person):
        from django.core import signing

        for salt in ("planfolio.programmes.mails", "django.core.signing"):
            with pytest.raises(Missing):
                letters.find_stop(signing.Signer(salt=salt).sign_object([person.pk.hex, "mentoring"]))
            with pytest.raises(Missing):
                letters.find_stop(signing.dumps([person.pk.hex, "mentoring"], salt=salt))

    def test_the_link_of_somebody_who_left_is_not_there(self, client, person, sign_in):
        there = letters.stop_address(person, Kind.MENTORING).removeprefix("http://localhost:8000")
        person.delete()
        assert client.post(there).status_code == 404
