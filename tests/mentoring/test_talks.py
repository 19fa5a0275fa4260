"""Requests and their threads, private notes of a supporter, meetings and what comes of them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from planfolio.errors import NotAllowed, Refused
from planfolio.jobs.models import Letter
from planfolio.journal import actions as journal
from planfolio.mentoring import agreements, talks
from planfolio.mentoring.models import Meeting, Mentorship, Offer, Request, SupporterNote
from planfolio.people import letters
from planfolio.people.models import Break
from planfolio.plans.models import Activity
from planfolio.testing import ObjectiveFactory, PlanFactory, words
from tests.mentoring.conftest import SITE, supported

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective(people):
    return ObjectiveFactory(plan=PlanFactory(owner=people.owner, title="My searches"), state="active")


def asked(people, mentorship, **values) -> Request:
    return talks.ask_request(mentorship, by=people.owner, site=SITE, intent="stuck", question="Too broad?", **values)


def test_a_question_from_an_objective_tells_what_is_shown_and_then_shows_it(
    client, people, sign_in, mentorship, objective
):
    sign_in(people.owner)
    there = reverse("request-new") + f"?plan={objective.plan_id}&objective={objective.number}"
    page = words(client.get(there))
    assert "can then read the whole plan “My searches”" in page
    assert "Usually answers by" in page
    sent = {"to": str(mentorship.pk), "intent": "stuck", "question": "Too broad?", "text": "4,100 records"}
    assert client.post(there, sent).status_code == 302
    letter = Letter.objects.get(to=people.mentor.email, subject__contains="Too broad?")
    assert "4,100 records" in letter.text
    sign_in(people.mentor)
    assert client.get(objective.get_absolute_url()).status_code == 200
    assert "Too broad?" in words(client.get(reverse("mentoring")))
    assert "Too broad?" in words(client.get(Request.objects.get().get_absolute_url()))


def test_the_only_supporter_is_the_one_who_is_asked_and_of_two_one_is_chosen(client, people, sign_in, mentorship):
    sign_in(people.owner)
    chosen = re.compile(r'name="to" value="([^"]+)"[^>]* checked')
    assert chosen.findall(words(client.get(reverse("request-new")))) == [str(mentorship.pk)]
    other = supported(people.owner, by=people.supervisor, kind="supervisor")
    assert chosen.findall(words(client.get(reverse("request-new")))) == []
    assert chosen.findall(words(client.get(reverse("request-new"), {"to": other.pk}))) == [str(other.pk)]


def test_nothing_is_shown_before_it_was_asked(client, people, sign_in, mentorship, objective):
    sign_in(people.mentor)
    assert client.get(objective.get_absolute_url()).status_code == 404


def test_an_entry_without_a_summary_is_not_asked_about(people, mentorship):
    entry, _added = journal.add_entry(by=people.owner, title="Read")
    with pytest.raises(Refused):
        asked(people, mentorship, entry=entry)
    assert not Request.objects.exists()


def test_another_persons_objective_is_not_asked_about(client, people, sign_in, mentorship):
    other = ObjectiveFactory(plan=PlanFactory(owner=people.stranger), state="active")
    sign_in(people.owner)
    there = reverse("request-new") + f"?plan={other.plan_id}&objective={other.number}"
    assert client.get(there).status_code == 404
    for wrong in ("?plan=x&objective=1", f"?plan={other.plan_id}&objective={'9' * 30}", "?entry=x"):
        assert client.get(reverse("request-new") + wrong).status_code == 404


def test_an_answer_moves_the_request_on_and_an_answer_back_makes_it_wait_again(client, people, sign_in, mentorship):
    request = asked(people, mentorship)
    sign_in(people.mentor)
    client.post(request.get_absolute_url(), {"text": "Keep every discarded line."})
    request.refresh_from_db()
    assert request.state == "answered"
    assert "Nothing new" in words(client.get(reverse("mentoring")))
    sign_in(people.owner)
    assert "Keep every discarded line." in words(client.get(request.get_absolute_url()))
    client.post(request.get_absolute_url(), {"text": "And then?"})
    request.refresh_from_db()
    assert request.state == "waiting"
    client.post(reverse("request-close", args=[request.pk]), {"thanks": "That helped"})
    request.refresh_from_db()
    assert (request.state, request.thanks) == ("closed", "That helped")
    assert Letter.objects.filter(to=people.mentor.email, text__contains="That helped").exists()


def test_an_empty_answer_is_refused_and_the_page_stays(client, people, sign_in, mentorship):
    request = asked(people, mentorship)
    sign_in(people.mentor)
    answer = client.post(request.get_absolute_url(), {"text": " "})
    assert answer.status_code == 422
    assert "error-summary" in words(answer)


def test_a_supporters_note_is_theirs_alone(client, people, sign_in, mentorship):
    request = asked(people, mentorship)
    sign_in(people.mentor)
    client.post(request.get_absolute_url(), {"text": "MARK-OF-THE-MENTOR", "note": "1"})
    client.post(reverse("mentorship", args=[mentorship.pk]), {"text": "MARK-OF-THE-MENTOR too"})
    assert SupporterNote.objects.filter(owner=people.mentor).count() == 2
    places = [request.get_absolute_url(), reverse("mentorship", args=[mentorship.pk])]
    assert all("MARK-OF-THE-MENTOR" in words(client.get(there)) for there in places)
    sign_in(people.owner)
    for there in [*places, reverse("mentoring"), reverse("deleted"), "/", "/network/", "/journal/?q=MARK"]:
        assert "MARK-OF-THE-MENTOR" not in words(client.get(there)), there
    assert not Letter.objects.filter(text__contains="MARK-OF-THE-MENTOR").exists()
    with pytest.raises(NotAllowed):
        talks.keep_note(mentorship, by=people.owner, text="x")


def test_a_note_can_be_deleted_and_brought_back(client, people, sign_in, mentorship):
    note = talks.keep_note(mentorship, by=people.mentor, text="Ask what she tried first")
    sign_in(people.mentor)
    client.post(reverse("supporter-note-remove", args=[note.pk]))
    assert "Ask what she tried first" not in words(client.get(reverse("mentorship", args=[mentorship.pk])))
    client.post(reverse("undo", args=["supporternote", note.pk]))
    assert "Ask what she tried first" in words(client.get(reverse("mentorship", args=[mentorship.pk])))


def test_the_day_of_an_answer_goes_around_days_away(people, mentorship):
    today = people.mentor.today()
    Offer.objects.create(owner=people.mentor, topics="T", answer_days=7, shows_breaks=True)
    assert agreements.answer_day(people.mentor, today) == (today + timedelta(days=7), None)
    away = Break.objects.create(
        owner=people.mentor, starts=today + timedelta(days=2), ends=today + timedelta(days=11), label="MARK"
    )
    assert agreements.answer_day(people.mentor, today) == (today + timedelta(days=17), away)
    Offer.objects.update(shows_breaks=False)
    assert agreements.answer_day(people.mentor, today) == (today + timedelta(days=7), None)


def test_what_a_break_is_for_is_told_to_nobody(client, people, sign_in, mentorship, objective):
    Offer.objects.create(owner=people.mentor, topics="T", shows_breaks=True)
    today = people.mentor.today()
    Break.objects.create(owner=people.mentor, starts=today, ends=today + timedelta(days=3), label="MARK-AWAY")
    sign_in(people.owner)
    for there in (reverse("request-new"), reverse("mentoring-people")):
        assert "MARK-AWAY" not in words(client.get(there))


def test_a_meeting_is_seen_by_both_on_their_own_clocks(client, people, sign_in, mentorship):
    people.owner.time_zone, people.mentor.time_zone = "Europe/Paris", "America/Toronto"
    people.owner.save(), people.mentor.save()
    sign_in(people.owner)
    sent = {"day-day": "8", "day-month": "1", "day-year": "2030", "at": "15h30", "minutes": "45 min", "place": "Video"}
    answer = client.post(reverse("meeting-new", args=[mentorship.pk]), sent)
    meeting = Meeting.objects.get()
    assert answer["Location"] == meeting.get_absolute_url()
    assert meeting.starts_at.isoformat() == "2030-01-08T14:30:00+00:00"
    assert "15:30" in words(client.get(meeting.get_absolute_url()))
    sign_in(people.mentor)
    assert "09:30" in words(client.get(meeting.get_absolute_url()))
    event = Calendar.from_ical(client.get(reverse("meeting-file", args=[meeting.pk])).content).walk("VEVENT")[0]
    assert event.decoded("dtstart") == meeting.starts_at
    assert (event.decoded("dtend") - event.decoded("dtstart")).seconds == 45 * 60
    sign_in(people.stranger)
    assert client.get(meeting.get_absolute_url()).status_code == 404


def test_the_other_is_told_of_a_meeting_to_come_on_their_own_clock(client, people, sign_in, mentorship):
    people.owner.time_zone, people.owner.language = "America/Toronto", "fr"
    people.owner.save()
    sign_in(people.mentor)
    sent = {"day-day": "8", "day-month": "1", "day-year": "2030", "at": "15:30", "minutes": "45", "place": "Video"}
    client.post(reverse("meeting-new", args=[mentorship.pk]), sent)
    meeting = Meeting.objects.get()
    there = reverse("meeting-edit", args=[meeting.pk])
    client.post(there, {**sent, "agreed": "Nothing that moves it", "revision": "1"})
    client.post(there, {**sent, "at": "16:00", "revision": "2"})
    told = list(Letter.objects.filter(text__contains=meeting.get_absolute_url()).order_by("created_at", "pk"))
    assert [letter.to for letter in told] == [people.owner.email] * 2
    for letter, moment in zip(told, ("8 janvier 2030 à 10 h 30", "8 janvier 2030 à 11 h"), strict=True):
        assert moment in " ".join(letter.subject.split())
        assert "Video" in letter.text


def test_a_meeting_is_called_off_by_either_and_brought_back_by_the_learner(client, people, sign_in, mentorship):
    later = timezone.now() + timedelta(days=3)
    meetings = [talks.add_meeting(mentorship, by=people.owner, starts_at=later) for _time in range(2)]
    for who, meeting in zip((people.owner, people.mentor), meetings, strict=True):
        sign_in(who)
        assert "Call it off" in words(client.get(meeting.get_absolute_url()))
        page = words(client.post(reverse("meeting-call-off", args=[meeting.pk]), follow=True))
        assert "The meeting is called off" in page
        assert ("Undo" in page) == (who == people.owner)
        assert client.get(meeting.get_absolute_url()).status_code == 404
        assert Letter.objects.filter(to=mentorship.other(who).email, subject__contains="has called off").exists()
    held = talks.add_meeting(mentorship, by=people.owner, starts_at=timezone.now() - timedelta(days=1))
    assert "Call it off" not in words(client.get(held.get_absolute_url()))
    assert not Letter.objects.filter(subject__contains=str(held.starts_at.day), text__contains=held.get_absolute_url())


def test_a_place_with_a_hidden_character_gives_a_file_that_calendars_take(client, people, sign_in, mentorship):
    meeting = talks.add_meeting(mentorship, by=people.mentor, starts_at=timezone.now(), place="Room\x0b 4")
    content = sign_in(people.owner).get(reverse("meeting-file", args=[meeting.pk])).content
    assert b"LOCATION:Room 4\r\n" in content


def test_what_was_agreed_becomes_an_activity_of_ones_own(client, people, sign_in, mentorship, objective):
    meeting = talks.add_meeting(
        mentorship, by=people.mentor, starts_at=timezone.now(), agreed="- Read PRISMA-S\n- Send the draft"
    )
    sign_in(people.owner)
    page = words(client.get(meeting.get_absolute_url()))
    assert page.count("Make it an activity") == 2
    there = reverse("meeting-step", args=[meeting.pk]) + "?title=Read+PRISMA-S"
    assert "Read PRISMA-S" in words(client.get(there))
    sent = {"objective": str(objective.pk), "title": "Read PRISMA-S", "minutes": "1 h"}
    assert client.post(there, sent).status_code == 302
    activity = Activity.objects.get()
    assert (activity.title, activity.minutes, activity.objective) == ("Read PRISMA-S", 60, objective)


def test_two_who_change_a_meeting_at_once_lose_nothing(client, people, sign_in, mentorship):
    meeting = talks.add_meeting(mentorship, by=people.owner, starts_at=timezone.now())
    there = reverse("meeting-edit", args=[meeting.pk])
    sent = {"day-day": "8", "day-month": "1", "day-year": "2030", "at": "9:30", "minutes": "30", "revision": "1"}
    sign_in(people.owner)
    assert client.post(there, {**sent, "agreed": "First"}).status_code == 302
    sign_in(people.mentor)
    late = client.post(there, {**sent, "agreed": "Second"})
    assert late.status_code == 422
    assert "Second" in words(late)
    assert Meeting.objects.get().agreed == "First"


def test_what_happened_since_the_last_visit_is_counted_from_what_is_shared(client, people, sign_in, mentorship):
    agreements.show_new_entries(mentorship, wanted=True)
    sign_in(people.mentor)
    client.get(reverse("mentorship", args=[mentorship.pk]))
    journal.add_entry(by=people.owner, title="Told", summary="S")
    journal.add_entry(by=people.owner, title="Not told")
    assert "1 entry" in words(client.get(reverse("mentoring")))
    client.get(reverse("mentorship", args=[mentorship.pk]))
    assert "Nothing new" in words(client.get(reverse("mentoring")))
    assert Mentorship.objects.get().seen_at is not None


def test_after_the_end_the_thread_stays_with_the_learner(client, people, sign_in, mentorship):
    request = asked(people, mentorship)
    talks.reply(request, by=people.mentor, text="Keep it", site=SITE)
    agreements.end(mentorship, by=people.mentor)
    sign_in(people.mentor)
    assert client.get(request.get_absolute_url()).status_code == 404
    sign_in(people.owner)
    assert "Keep it" in words(client.get(request.get_absolute_url()))


def test_who_wants_no_mail_about_mentoring_gets_none_and_finds_the_question_on_the_page(
    client, people, sign_in, mentorship
):
    letters.choose(people.mentor, mentoring=False)
    Letter.objects.all().delete()
    asked(people, mentorship, text="4,100 records")
    assert not Letter.objects.exists()
    sign_in(people.mentor)
    assert "Too broad?" in words(client.get(reverse("mentoring")))
