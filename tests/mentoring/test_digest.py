"""The mail a week: what it says, when it goes out, and that it goes out once."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.utils import timezone
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from planfolio.jobs import leases
from planfolio.jobs.models import Lease, Letter
from planfolio.jobs.worker import Worker
from planfolio.journal import actions as journal
from planfolio.journal.models import Entry
from planfolio.mentoring import chores, digest, talks
from planfolio.people import letters
from planfolio.people.models import MailChoices, Person
from planfolio.people.vocabulary import Weekday
from planfolio.testing import ActivityFactory, ObjectiveFactory, PersonFactory, PlanFactory
from tests.mentoring.conftest import SITE

pytestmark = pytest.mark.django_db
#: A Monday, eight in the morning in Paris.
MONDAY = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
ZONES = ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"]
minutes_of_day = st.integers(0, 24 * 60 - 1).map(lambda n: time(n // 60, n % 60))


def wanting(person, **values) -> Person:
    """Somebody with a confirmed address in Paris who has wanted the mail for years, on Mondays at eight."""
    EmailAddress.objects.get_or_create(user=person, email=person.email, verified=True, primary=True)
    Person.objects.filter(pk=person.pk).update(time_zone="Europe/Paris")
    letters.choose(person, digest=True, **values)
    MailChoices.objects.filter(owner=person).update(digest_since=LONG_AGO)
    return Person.objects.get(pk=person.pk)


def round_at(now: datetime) -> int:
    """What the schedule and the worker do at `now`; returns how many mails went out."""
    before = len(mail.outbox)
    with time_machine.travel(now, tick=False):
        chores.queue_due(now)
        work()
    return len(mail.outbox) - before


def work():
    worker = Worker("w")
    while worker.work_once():
        pass


class TestWhatItSays:
    @pytest.fixture
    def planned(self, people):
        with time_machine.travel(MONDAY, tick=False):
            plan = PlanFactory(owner=people.owner, title="My searches")
            objective = ObjectiveFactory(plan=plan, state="active")
            for number in range(5):
                ActivityFactory(objective=objective, title=f"Search <{number}> & more", minutes=45, position=number)
        return wanting(people.owner)

    def test_three_activities_with_their_time_whether_it_fits_and_one_question(self, planned):
        assert round_at(MONDAY) == 1
        message = mail.outbox[-1]
        plain, (html, kind) = message.body.replace("\xa0", " "), message.alternatives[0]
        assert kind == "text/html"
        assert plain.count("- Search <") == html.count("Search &lt;") == 3
        assert "- Search <0> & more (45 min)" in plain
        assert "It fits" in plain
        assert "It fits" in html.replace("\xa0", " ")
        with time_machine.travel(MONDAY, tick=False):
            prompt = digest.digest_of(planned).prompt
        assert prompt in plain
        address = letters.stop_address(planned, letters.Kind.DIGEST)
        assert address in plain
        assert f'href="{address}"' in html
        assert message.extra_headers["List-Unsubscribe"] == f"<{address}>"
        assert message.subject == "Your week of 2 March 2026"
        assert "src=" not in html

    def test_it_is_in_the_language_of_its_reader(self, planned):
        Person.objects.filter(pk=planned.pk).update(language="fr")
        round_at(MONDAY)
        message = mail.outbox[-1]
        assert message.subject == "Votre semaine du 2 mars 2026"
        assert "Bonjour" in message.body
        assert '<html lang="fr">' in message.alternatives[0][0]

    def test_without_a_plan_it_says_so(self, people):
        wanting(people.stranger)
        round_at(MONDAY)
        assert "There is no plan yet." in mail.outbox[-1].body
        assert "There is no plan yet." in mail.outbox[-1].alternatives[0][0]

    def test_nothing_of_anybody_else_and_no_private_word_is_in_it(self, people, mentorship):
        with time_machine.travel(MONDAY, tick=False):
            entry, _added = journal.add_entry(by=people.mentor, title="MARK of an entry", note="MARK of a note")
            assert Entry.objects.filter(pk=entry.pk).exists()
            talks.keep_note(mentorship, by=people.mentor, text="MARK of a supporter")
            talks.ask_request(mentorship, by=people.owner, site=SITE, intent="stuck", question="MARK of a question")
            work()
        mail.outbox.clear()
        wanting(people.mentor)
        assert round_at(MONDAY) == 1
        message = mail.outbox[-1]
        for words in (message.subject, message.body, message.alternatives[0][0]):
            assert "MARK" not in words
            assert str(people.owner) not in words
        assert "1 question waits for your answer." in message.body


class TestWhenItGoesOut:
    def test_on_the_day_and_at_the_time_that_were_chosen_where_somebody_is_and_once(self, people):
        wanting(people.owner)
        moments = ["2026-03-02T06:59", "2026-03-02T07:01", "2026-03-02T07:16", "2026-03-03T07:01", "2026-03-09T07:01"]
        moments = [datetime.fromisoformat(each).replace(tzinfo=UTC) for each in moments]
        assert [round_at(each) for each in moments] == [0, 1, 0, 0, 1]

    def test_another_day_chosen_in_the_same_week_brings_no_second_mail(self, people):
        person = wanting(people.owner)
        assert round_at(MONDAY) == 1
        wanting(person, day="wed")
        assert round_at(MONDAY + timedelta(days=2)) == 0
        assert round_at(MONDAY + timedelta(days=9)) == 1

    def test_a_time_that_had_passed_when_it_was_chosen_is_not_made_up_for(self, people):
        person = wanting(people.owner, day="tue")
        with time_machine.travel(MONDAY + timedelta(hours=1), tick=False):
            letters.choose(person, day="mon")
        assert round_at(MONDAY + timedelta(hours=2)) == 0
        assert round_at(MONDAY + timedelta(days=7)) == 1

    def test_quiet_hours_hold_it_back(self, people):
        wanting(people.owner, quiet_from=time(20), quiet_until=time(9, 30))
        assert round_at(MONDAY) == 0
        assert round_at(MONDAY + timedelta(hours=1, minutes=31)) == 1

    @pytest.mark.parametrize("change", ["off", "closed", "example", "no address", "not confirmed"])
    def test_who_is_not_to_get_it_does_not(self, people, change):
        person = wanting(people.owner)
        rows = Person.objects.filter(pk=person.pk)
        acts = {
            "off": lambda: letters.stop(person, letters.Kind.DIGEST),
            "closed": lambda: rows.update(is_active=False),
            "example": lambda: rows.update(is_example=True),
            "no address": lambda: rows.update(email=None),
            "not confirmed": lambda: EmailAddress.objects.filter(user=person).update(verified=False),
        }
        acts[change]()
        assert round_at(MONDAY) == 0
        assert not Letter.objects.exists()

    def test_nobody_gets_it_who_did_not_ask(self, people):
        assert round_at(MONDAY) == 0

    def test_the_schedule_knows_it(self):
        assert "planfolio.mentoring.chores.queue_digests" in [path for path, _every in settings.SCHEDULE.values()]

    @hypothesis_settings(max_examples=12, deadline=None)
    @given(st.sampled_from(ZONES), st.sampled_from(Weekday.values), minutes_of_day, st.integers(1, 12))
    @example("Europe/Paris", "sun", time(2, 30), 3)
    @example("Europe/Paris", "sun", time(2, 30), 10)
    @example("Australia/Lord_Howe", "sun", time(1, 45), 4)
    def test_every_week_has_one_time_also_across_a_change_of_the_clocks(self, zone, day, at, month):
        choices = MailChoices(owner=Person(time_zone=zone), digest=True, day=day, at=at, digest_since=LONG_AGO)
        start, step = datetime(2026, month, 14, tzinfo=UTC), timedelta(minutes=30)
        first: dict[str, datetime] = {}
        for number in range(5 * 7 * 48):
            now = start + number * step
            if week := digest.due_week(choices, now):
                first.setdefault(week, now)
        begun = sorted(first.values())
        assert 4 <= len(begun) <= 6
        # The first may have been under way when we began to look.
        for earlier, later in pairwise(begun[1:]):
            assert abs(later - earlier - timedelta(days=7)) <= timedelta(hours=1, minutes=30)
        for week, now in list(first.items())[1:]:
            there = (now - step).astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
            assert Weekday.values[there[1].weekday()] == day or Weekday.values[there[0].weekday()] == day, week


class TestOnce:
    def test_rounds_that_overlap_write_one(self, people):
        wanting(people.owner)
        with time_machine.travel(MONDAY, tick=False):
            assert [chores.queue_due(MONDAY), chores.queue_due(MONDAY)] == [1, 1]
            work()
        assert len(mail.outbox) == Letter.objects.count() == 1

    def test_a_kill_in_the_middle_of_writing_loses_nothing_and_doubles_nothing(self, people, monkeypatch):
        wanting(people.owner)
        write = digest.write_digest

        def killed(*given):
            write(*given)
            raise KeyboardInterrupt

        with time_machine.travel(MONDAY, tick=False):
            chores.queue_due(MONDAY)
            monkeypatch.setattr(digest, "write_digest", killed)
            with pytest.raises(KeyboardInterrupt):
                Worker("gone").work_once()
            assert not Letter.objects.exists()
            monkeypatch.setattr(digest, "write_digest", write)
            Lease.objects.update(until=timezone.now() - timedelta(seconds=1))
            assert leases.reap() == 1
            chores.queue_due(MONDAY)
            work()
        assert len(mail.outbox) == Letter.objects.count() == 1

    def test_what_goes_wrong_with_one_keeps_nobody_else_waiting(self, people, monkeypatch):
        for person in (people.owner, people.mentor, people.stranger):
            wanting(person)
        write = digest.write_digest

        def stumbling(person, week):
            if person.pk == people.mentor.pk:
                raise ValueError
            return write(person, week)

        monkeypatch.setattr(digest, "write_digest", stumbling)
        assert round_at(MONDAY) == 2

    def test_somebody_erased_in_between_gets_none(self, people):
        person = wanting(PersonFactory())
        with time_machine.travel(MONDAY, tick=False):
            chores.queue_due(MONDAY)
            person.delete()
            work()
        assert mail.outbox == []
