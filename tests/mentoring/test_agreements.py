"""Asking for support, answering once, agreeing, and ending it with exactly what it gave."""

import os
import subprocess
import sys

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from planfolio.errors import Conflict, Missing, NotAllowed, Refused, TooMany
from planfolio.jobs.models import Letter
from planfolio.journal import actions as journal
from planfolio.mentoring import agreements, talks
from planfolio.mentoring.models import Mentorship, Offer
from planfolio.people.base import new_key
from planfolio.people.pulse import pulse
from planfolio.people.sharing import Role, give
from planfolio.plans.models import PlanGrant
from planfolio.testing import PersonFactory, PlanFactory, words
from tests.databases import database_of_its_own
from tests.mentoring.conftest import SITE
from tests.people.organisation_cast import house

pytestmark = pytest.mark.django_db


def ask(people, **values):
    return agreements.ask(by=people.owner, site=SITE, name="Sam Okafor", kind="mentor", **values)


def offer(person, **values):
    return Offer.objects.create(owner=person, **{"topics": "Searching", **values})


def test_a_question_is_asked_by_a_link_that_is_shown_once(client, people, sign_in):
    sign_in(people.owner)
    answer = client.post(
        reverse("mentoring-ask"), {"name": "Sam", "email": "sam@example.org", "kind": "mentor", "words": "Will you?"}
    )
    assert "/mentoring/asked/" in words(answer)
    asked = Mentorship.objects.get()
    assert asked.secret_hash not in words(answer)
    letter = Letter.objects.get()
    assert letter.to == "sam@example.org"
    assert "/mentoring/asked/" in letter.text
    assert "Will you?" in letter.text


def test_looking_at_the_link_changes_nothing_and_the_answer_is_given_once(client, people, sign_in):
    asked, secret = ask(people)
    sign_in(people.mentor)
    there = reverse("asked", args=[secret])
    assert "Nora Lindqvist asks you" in words(client.get(there))
    asked.refresh_from_db()
    assert asked.state == "asked"
    assert asked.supporter is None
    assert client.post(there, {"answer": "yes"}).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.supporter) == ("running", people.mentor)
    assert client.get(there).status_code == 404
    sign_in(people.stranger)
    assert client.post(there, {"answer": "yes"}).status_code == 404


@pytest.mark.parametrize("signup", ["open", "invited"])
def test_who_is_signed_out_reads_what_is_asked_before_a_password_is_asked_for(client, people, settings, signup):
    settings.SIGNUP = signup
    asked, secret = ask(people, words="Look at my searches")
    there = reverse("asked", args=[secret])
    page = words(client.get(there))
    assert "Nora Lindqvist asks you to be their mentor" in page
    assert "Look at my searches" in page
    assert f'href="/accounts/login/?next={there}"' in page
    assert ("Make an account" in page) == (signup == "open")
    assert client.post(there, {"answer": "yes"}).status_code in {302, 403}
    asked.refresh_from_db()
    assert asked.state == "asked"
    assert client.get(reverse("asked", args=["unknown"])).status_code == 302


def test_one_cannot_be_asked_by_oneself(client, people, sign_in):
    _asked, secret = ask(people)
    sign_in(people.owner)
    assert "your own question" in words(client.get(reverse("asked", args=[secret])))
    with pytest.raises(Refused):
        agreements.answer(Mentorship.objects.get(), by=people.owner, accept=True)
    with pytest.raises(Refused):
        agreements.ask(by=people.owner, site=SITE, name="Me", kind="mentor", email=people.owner.email.upper())


def test_a_question_asked_by_name_is_for_nobody_else(people):
    offer(people.mentor)
    asked, _secret = ask(people, supporter=people.mentor)
    with pytest.raises(NotAllowed):
        agreements.answer(asked, by=people.stranger, accept=True)


def test_a_question_ends_after_a_month(people):
    _asked, secret = ask(people)
    Mentorship.objects.update(asked_until=timezone.now())
    with pytest.raises(Missing):
        agreements.find_asked(secret)


def test_declining_needs_no_reason_and_is_told(client, people, sign_in):
    offer(people.mentor)
    asked, _secret = ask(people, supporter=people.mentor)
    sign_in(people.mentor)
    assert "Nora Lindqvist asks you to be their mentor" in words(client.get(reverse("mentoring")))
    client.post(reverse("mentorship-answer", args=[asked.pk]), {"answer": "no"})
    asked.refresh_from_db()
    assert asked.state == "declined"
    assert Letter.objects.filter(to=people.owner.email, subject__contains="cannot support you now").exists()


def test_the_same_form_sent_twice_asks_once(client, people, sign_in):
    sign_in(people.owner)
    sent = {"id": "0198c6f0-0000-7000-8000-000000000001", "name": "Sam", "kind": "mentor", "email": "sam@example.org"}
    client.post(reverse("mentoring-ask"), sent)
    client.post(reverse("mentoring-ask"), sent)
    assert Mentorship.objects.count() == 1
    assert Letter.objects.count() == 1


def test_a_name_cannot_add_a_header_to_the_mail(people):
    people.owner.name = "Nora\r\nBcc: everybody@example.org"
    people.owner.save()
    ask(people, email="sam@example.org")
    assert "\n" not in Letter.objects.get().subject


def test_questions_have_a_limit(people, monkeypatch):
    monkeypatch.setattr(agreements, "HOURLY_LIMIT", 2)
    ask(people), ask(people)
    with pytest.raises(TooMany):
        ask(people)


def test_both_may_change_what_was_agreed_and_the_second_of_two_is_told(client, people, sign_in, mentorship):
    there = reverse("agreement", args=[mentorship.pk])
    sign_in(people.mentor)
    revision = Mentorship.objects.get().revision
    assert client.post(there, {"scope": "Searching", "rhythm": "Monthly", "revision": revision}).status_code == 302
    sign_in(people.owner)
    late = client.post(there, {"scope": "Teaching", "revision": revision})
    assert late.status_code == 422
    assert "Teaching" in words(late)
    assert Mentorship.objects.get().scope == "Searching"


def test_ending_ends_what_it_gave_and_nothing_else(client, people, sign_in, mentorship):
    plan = PlanFactory(owner=people.owner)
    agreements.show(mentorship, plan)
    give(plan, source="review:1", role=Role.READER, person=people.mentor)
    other = PlanFactory(owner=people.owner)
    agreements.show(mentorship, other)
    agreements.show_new_entries(mentorship, wanted=True)
    entry, _added = journal.add_entry(by=people.owner, title="Read", summary="What it said")
    sign_in(people.mentor)
    assert client.get(entry.get_absolute_url()).status_code == 200
    client.post(reverse("mentorship-end", args=[mentorship.pk]))
    assert client.get(plan.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(entry.get_absolute_url()).status_code == 404
    assert client.get(reverse("mentorship", args=[mentorship.pk])).status_code == 404
    later, _added = journal.add_entry(by=people.owner, title="Later", summary="Later")
    assert not later.grants.exists()
    with pytest.raises(Conflict):
        agreements.show(mentorship, other)


def test_new_entries_go_where_their_owner_said_and_only_with_a_summary(client, people, sign_in, mentorship):
    sign_in(people.owner)
    client.post(reverse("mentorship-entries", args=[mentorship.pk]), {"wanted": "yes"})
    told, _added = journal.add_entry(by=people.owner, title="Told", summary="S", note="MARK-PRIVATE")
    silent, _added = journal.add_entry(by=people.owner, title="Silent", note="MARK-PRIVATE")
    assert "You and Sam Okafor" in words(client.get(told.get_absolute_url()))
    assert "You and Sam" not in words(client.get(silent.get_absolute_url()))
    sign_in(people.mentor)
    shown = client.get(told.get_absolute_url())
    assert shown.status_code == 200
    assert "MARK-PRIVATE" not in words(shown)
    assert "Shared with you" in words(shown)
    assert client.get(silent.get_absolute_url()).status_code == 404


def test_only_the_learner_says_what_is_shown(client, people, sign_in, mentorship):
    sign_in(people.mentor)
    there = reverse("mentorship-entries", args=[mentorship.pk])
    assert client.post(there, {"wanted": "yes"}).status_code == 403


def test_those_who_offer_help_are_listed_with_their_room_and_days_away(client, people, sign_in, mentorship):
    people.mentor.role = "Subject librarian"
    people.mentor.save()
    sign_in(people.mentor)
    assert (
        client.post(
            reverse("mentoring-offer"), {"topics": "Searching", "capacity": "1", "answer_days": "3", "open": "on"}
        ).status_code
        == 302
    )
    sign_in(people.stranger)
    page = words(client.get(reverse("mentoring-people")))
    assert "Searching" in page
    assert "no room" in page
    assert client.get(reverse("mentoring-ask") + f"?person={people.supervisor.pk}").status_code == 404
    assert client.get(reverse("mentoring-ask") + "?person=nobody").status_code == 404
    sent = {"person": str(people.mentor.pk), "kind": "mentor", "words": "Please take me on"}
    full = client.post(reverse("mentoring-ask"), sent)
    assert full.status_code == 422
    assert "Please take me on" in words(full)
    assert "no room for more people now" in words(full)
    Offer.objects.update(capacity=2)
    assert client.post(reverse("mentoring-ask"), sent).status_code == 302
    assert Mentorship.objects.get(owner=people.stranger).supporter == people.mentor


def test_nobody_is_asked_for_what_they_were_asked_or_do_already(client, people, sign_in):
    offer(people.mentor, capacity=3)
    sign_in(people.owner)
    there = reverse("mentoring-ask") + f"?person={people.mentor.pk}"
    sent = {"kind": "mentor", "person": str(people.mentor.pk)}
    assert client.post(there, {**sent, "id": new_key()}).status_code == 302
    again = client.post(there, {**sent, "id": new_key()})
    assert again.status_code == 422
    assert "for this already" in words(again)
    agreements.answer(Mentorship.objects.get(), by=people.mentor, accept=True)
    assert client.post(there, {**sent, "id": new_key()}).status_code == 422
    assert client.post(there, {**sent, "id": new_key(), "kind": "colleague"}).status_code == 302
    assert Mentorship.objects.count() == 2


def test_nobody_is_asked_beyond_their_room_or_once_they_offer_nothing(people, mentorship):
    made = offer(people.mentor, capacity=1)
    for values, refusal in (({}, Refused), ({"capacity": 2, "open": False}, Missing)):
        Offer.objects.filter(pk=made.pk).update(**values)
        with pytest.raises(refusal):
            agreements.ask(by=people.stranger, site=SITE, supporter=people.mentor, name="Sam", kind="mentor")
    assert not Mentorship.objects.filter(owner=people.stranger).exists()


def test_the_kept_pages_of_who_is_asked_at_their_address_go_at_once(people, django_capture_on_commit_callbacks):
    EmailAddress.objects.create(user=people.mentor, email="sam@learn.example.org", verified=True)
    EmailAddress.objects.create(user=people.stranger, email="other@example.org", verified=True)
    counts, others = [pulse(people.mentor)], pulse(people.stranger)
    with django_capture_on_commit_callbacks(execute=True):
        asked, _secret = ask(people, email="sam@learn.example.org")
    counts.append(pulse(people.mentor))
    with django_capture_on_commit_callbacks(execute=True):
        agreements.end(asked, by=people.owner)
    counts.append(pulse(people.mentor))
    assert counts == sorted(set(counts))
    assert pulse(people.stranger) == others


def test_a_question_is_taken_back_by_who_asked_it(client, people, sign_in):
    asked, secret = ask(people)
    there = reverse("mentorship-end", args=[asked.pk])
    sign_in(people.stranger)
    assert client.post(there).status_code == 404
    sign_in(people.owner)
    assert there in words(client.get(reverse("mentoring")))
    assert "The question is taken back" in words(client.post(there, follow=True))
    with pytest.raises(Missing):
        agreements.find_asked(secret)


def test_asvs_8_4_1_those_who_offer_help_are_listed_to_their_own_organisations_alone(client, people, sign_in):
    here, there = house("Here", member=people.mentor), house("There", member=people.stranger)
    sign_in(people.mentor)
    client.post(reverse("mentoring-offer"), {"topics": "T", "capacity": "1", "answer_days": "3", "open": "on"})
    asking = reverse("mentoring-ask") + f"?person={people.mentor.pk}"
    for person, sees in ((here.supervisor.person, True), (there.supervisor.person, False), (people.owner, False)):
        sign_in(person)
        assert (people.mentor.name in words(client.get(reverse("mentoring-people")))) == sees
        assert client.get(asking).status_code == (200 if sees else 404)


def test_an_example_person_is_not_listed_to_real_ones(client, people, sign_in):
    example = PersonFactory(is_example=True, name="Example Person")
    sign_in(example)
    client.post(reverse("mentoring-offer"), {"topics": "T", "capacity": "1", "answer_days": "3", "open": "on"})
    sign_in(people.owner)
    assert "Example Person" not in words(client.get(reverse("mentoring-people")))


def test_an_offer_of_nobody_and_of_a_thousand_years_is_refused(client, people, sign_in):
    sign_in(people.mentor)
    answer = client.post(reverse("mentoring-offer"), {"topics": "T", "capacity": "0", "answer_days": "9" * 20})
    assert answer.status_code == 422
    assert words(answer).count("field__error") == 2


def test_the_page_costs_the_same_for_one_and_for_many(client, people, sign_in, count_queries, mentorship):
    sign_in(people.mentor)
    client.get(reverse("mentoring"))
    few = count_queries(lambda: client.get(reverse("mentoring")))
    for person in PersonFactory.create_batch(12):
        Mentorship.objects.create(owner=person, supporter=people.mentor, state="running", answered_at=timezone.now())
        plan = PlanFactory(owner=person)
        PlanGrant.objects.create(owner=person, thing=plan, person=people.mentor, role="reader", source="x")
    assert count_queries(lambda: client.get(reverse("mentoring"))) == few


RACE = """
import django, threading
django.setup()
from planfolio.schema import bring_up_to_date
bring_up_to_date()
from django.db import connections
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
from planfolio.mentoring.agreements import ask
from planfolio.mentoring.models import Mentorship, Offer
from planfolio.testing import PersonFactory, cast
people = cast()
_asked, secret = ask(by=people.owner, site="", name="Sam", kind="mentor")
browsers = []
for person in PersonFactory.create_batch(50):
    browsers.append(Client())
    browsers[-1].force_login(person, backend="planfolio.people.backend.Backend")
start, answers = threading.Barrier(50), []
def accept(browser):
    start.wait()
    answers.append(browser.post(f"/mentoring/asked/{secret}/", {"answer": "yes"}).status_code)
    connections.close_all()
threads = [threading.Thread(target=accept, args=(browser,)) for browser in browsers]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(answers.count(302), Mentorship.objects.filter(state="running").count(), len(answers), max(answers))
"""


@pytest.mark.slow
def test_asvs_2_3_4_a_question_that_fifty_accept_at_once_is_accepted_by_one():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.parallel_settings"} | database_of_its_own()
    done = subprocess.run([sys.executable, "-c", RACE], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    accepted, running, answered, worst = map(int, done.stdout.split())
    assert (accepted, running, answered) == (1, 1, 50), done.stdout
    assert worst < 500, done.stdout


def test_an_agreement_ends_with_the_account_of_the_supporter(client, people, sign_in, mentorship):
    request = talks.ask_request(mentorship, by=people.owner, site=SITE, intent="stuck", question="Too broad?")
    talks.reply(request, by=people.mentor, text="Keep every line", site=SITE)
    people.mentor.delete()
    sign_in(people.owner)
    for there in (reverse("mentoring"), mentorship.get_absolute_url(), reverse("request-new")):
        assert client.get(there).status_code == 200
    assert "Somebody who has left" in words(client.get(request.get_absolute_url()))
    late = client.post(request.get_absolute_url(), {"text": "Are you there?"})
    assert late.status_code == 422
    assert "Are you there?" in words(late)
