"""An improvement plan: begun by a supervisor, answered by the person, seen by those who are named and nobody else."""

import pytest
from django.urls import reverse

from planfolio.errors import Conflict, NotAllowed
from planfolio.jobs.models import Letter
from planfolio.mentoring import agreements, improving
from planfolio.mentoring.models import Checkpoint, Improvement, Mentorship
from planfolio.people.openings import openings_of
from planfolio.testing import words
from tests.mentoring.conftest import SITE, supported

pytestmark = pytest.mark.django_db
TEXTS = {"title": "Ninety days", "concern": "MARK-CONCERN", "standard": "E", "measure": "M", "support": "S"}
DAYS = {"starts-day": "1", "starts-month": "9", "starts-year": "2026"}
DAYS |= {"ends-day": "30", "ends-month": "11", "ends-year": "2026"}


@pytest.fixture
def supervised(people):
    return supported(people.owner, by=people.supervisor, kind="supervisor")


@pytest.fixture
def begun(people, supervised):
    return improving.begin_improvement(
        supervised, by=people.supervisor, site=SITE, starts="2026-09-01", ends="2026-11-30", **TEXTS
    )


def test_it_is_begun_by_a_supervisor_and_the_person_is_told_without_its_words(client, people, sign_in, supervised):
    sign_in(people.supervisor)
    there = reverse("improvement-new", args=[supervised.pk])
    assert there in words(client.get(supervised.get_absolute_url()))
    assert client.post(there, {**TEXTS, **DAYS, "measure": ""}).status_code == 422
    answer = client.post(there, {**TEXTS, **DAYS})
    assert answer["Location"] == Improvement.objects.get().get_absolute_url()
    letter = Letter.objects.get(to=people.owner.email, subject__contains="improvement plan")
    assert "MARK-CONCERN" not in letter.text
    assert "Ninety days" not in letter.text
    sign_in(people.owner)
    assert "MARK-CONCERN" in words(client.get(answer["Location"]))


def test_a_mentor_begins_none(client, people, sign_in, mentorship):
    sign_in(people.mentor)
    assert client.get(reverse("improvement-new", args=[mentorship.pk])).status_code == 403
    with pytest.raises(NotAllowed):
        improving.begin_improvement(mentorship, by=people.mentor, site=SITE, starts="2026-09-01", ends="2026-11-30")


def test_nobody_else_sees_it_and_a_named_third_does(client, people, sign_in, begun, mentorship):
    places = [begun.get_absolute_url(), reverse("mentoring")]
    for who in (people.mentor, people.administrator, people.coordinator, people.stranger):
        sign_in(who)
        assert client.get(places[0]).status_code == 404
        assert "Ninety days" not in words(client.get(places[1]))
    sign_in(people.owner)
    assert f'value="{mentorship.pk}"' in words(client.get(places[0]))
    sent = {"third": str(mentorship.pk), "revision": begun.revision}
    assert client.post(places[0], sent).status_code == 302
    assert people.mentor.name in words(client.get(places[0]))
    sign_in(people.mentor)
    assert "MARK-CONCERN" in words(client.get(places[0]))
    assert client.post(reverse("improvement-close", args=[begun.pk]), {"outcome": "reached"}).status_code == 403
    agreements.end(mentorship, by=people.owner)
    assert client.get(places[0]).status_code == 404


def test_a_third_whom_the_person_has_not_accepted_cannot_be_named(client, people, sign_in, begun, mentorship):
    theirs = Mentorship.objects.create(owner=people.stranger, supporter=people.coordinator, state="running")
    sign_in(people.owner)
    sent = {"third": str(theirs.pk), "revision": begun.revision}
    assert client.post(begun.get_absolute_url(), sent).status_code == 422
    with pytest.raises(NotAllowed):
        improving.name_third(begun, by=people.owner, third=theirs, expected=None)


def test_a_supervisor_is_not_told_who_else_supports_the_person_and_names_nobody(
    client, people, sign_in, begun, supervised, mentorship
):
    sign_in(people.supervisor)
    edit, new = reverse("improvement-edit", args=[begun.pk]), reverse("improvement-new", args=[supervised.pk])
    for there in (edit, new, begun.get_absolute_url(), supervised.get_absolute_url()):
        page = words(client.get(there))
        assert people.mentor.name not in page
        assert str(mentorship.pk) not in page
    assert client.post(begun.get_absolute_url(), {"third": str(mentorship.pk)}).status_code in {403, 422}
    improving.name_third(begun, by=people.owner, third=mentorship, expected=None)
    sent = {**TEXTS, **DAYS, "third": "", "revision": begun.revision}
    assert client.post(edit, {**sent, "measure": "Another"}).status_code == 302
    begun.refresh_from_db()
    assert (begun.measure, begun.third) == ("Another", mentorship)


def test_each_of_the_two_writes_their_own_part(client, people, sign_in, begun):
    sign_in(people.supervisor)
    day = {"day-day": "1", "day-month": "10", "day-year": "2026", "seen": "Answers came on time"}
    client.post(reverse("checkpoint-new", args=[begun.pk]), day)
    checkpoint = Checkpoint.objects.get()
    assert client.post(begun.get_absolute_url(), {"text": "Not mine to write"}).status_code == 403
    sign_in(people.owner)
    client.post(begun.get_absolute_url(), {"text": "I see it otherwise", "revision": begun.revision})
    there = reverse("checkpoint", args=[checkpoint.pk])
    client.post(there, {"text": "It was a hard month", "revision": checkpoint.revision})
    assert client.post(reverse("improvement-edit", args=[begun.pk]), TEXTS).status_code == 403
    late = client.post(there, {"text": "Later words", "revision": checkpoint.revision})
    assert late.status_code == 422
    assert "Later words" in words(late)
    sign_in(people.supervisor)
    page = words(client.get(begun.get_absolute_url()))
    for text in ("Answers came on time", "It was a hard month", "I see it otherwise"):
        assert text in page


def test_closed_it_stays_as_it_is(client, people, sign_in, begun):
    sign_in(people.supervisor)
    assert client.post(reverse("improvement-close", args=[begun.pk]), {}).status_code == 422
    client.post(reverse("improvement-close", args=[begun.pk]), {"outcome": "reached", "outcome_words": "Well done"})
    assert "Well done" in words(client.get(begun.get_absolute_url()))
    with pytest.raises(Conflict):
        improving.revise_improvement(Improvement.objects.get(), by=people.supervisor, expected=None, concern="New")
    assert Improvement.objects.get().concern == "MARK-CONCERN"


def test_after_the_end_the_supervisor_sees_it_no_more_and_the_person_still_does(client, people, sign_in, begun):
    agreements.end(begun.mentorship, by=people.owner)
    sign_in(people.supervisor)
    assert client.get(begun.get_absolute_url()).status_code == 404
    sign_in(people.owner)
    assert "MARK-CONCERN" in words(client.get(begun.get_absolute_url()))


def test_the_person_is_told_when_others_open_it_each_time_once(client, people, sign_in, begun):
    seen = improving.add_checkpoint(begun, by=people.supervisor, day=begun.starts)
    sign_in(people.owner)
    client.get(begun.get_absolute_url())
    sign_in(people.supervisor)
    for there in (begun.get_absolute_url(), reverse("improvement-edit", args=[begun.pk])):
        client.get(there)
    client.get(reverse("checkpoint", args=[seen.pk]))
    assert [(each.who, each.times) for each in openings_of(people.owner, [begun])] == [(people.supervisor.name, 3)]
