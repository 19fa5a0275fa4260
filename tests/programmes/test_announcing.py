"""Announcements: on the pages of a run, mailed once to who wants mail, changed, withdrawn; by the coordinator alone."""

import pytest
from django.db import transaction
from django.urls import reverse

from planfolio.errors import Conflict, NotAllowed
from planfolio.jobs.models import Letter
from planfolio.people import letters
from planfolio.people.base import new_key
from planfolio.people.models import Person
from planfolio.programmes import announcing, chores, mails, taking_part
from planfolio.programmes.models import Announcement, Participation
from planfolio.testing import PersonFactory, words
from tests.programmes.runs import begin

pytestmark = pytest.mark.django_db
SENT = {"title": "Webinar", "text": "On **Tuesday**.\n\n<script>alert(1)</script>"}


def told(row) -> int:
    return chores.tell_announcement.func(str(row.pk))


def announced(run, **more) -> Announcement:
    return announcing.announce(run, by=run.owner, **{**SENT, **more})


def test_it_is_on_the_pages_of_the_run_and_mailed_once_to_each(sign_in, people, run):
    taking_part.join(run, by=people.owner)
    taking_part.join(run, by=PersonFactory())
    key, client = str(new_key()), sign_in(people.coordinator)
    for _twice in range(2):
        answer = client.post(reverse("run-announcements", args=[run.pk]), SENT | {"id": key})
        assert answer.status_code == 302
    row = Announcement.objects.get()
    assert (told(row), told(row)) == (2, 0)
    assert Letter.objects.count() == 2
    for name in ("run", "run-announcements"):
        answer = sign_in(people.owner).get(reverse(name, args=[run.pk]))
        assert "On <strong>Tuesday</strong>." in words(answer)
        assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("how", ["run", "kind", "left", "later"])
def test_who_wants_no_mail_of_it_gets_none(people, run, how):
    part = taking_part.join(run, by=people.owner)
    rows = Participation.objects.filter(pk=part.pk)
    row = announced(run)
    if how == "run":
        rows.update(mails=False)
    elif how == "kind":
        letters.choose(people.owner, programmes=False)
    elif how == "left":
        taking_part.leave(part, by=people.owner)
    else:
        assert told(row) == 1
        taking_part.join(run, by=PersonFactory())
        Letter.objects.all().delete()
    assert told(row) == 0
    assert not Letter.objects.exists()


def test_the_mail_is_in_the_language_of_who_gets_it(people, run):
    Person.objects.filter(pk=people.owner.pk).update(language="fr")
    taking_part.join(run, by=people.owner)
    told(announced(run))
    letter = Letter.objects.get()
    assert letter.subject == "A run: Webinar"
    assert "Bonjour" in letter.text


def test_a_kill_in_the_middle_loses_no_mail_and_doubles_none(people, run, monkeypatch):
    for _number in range(5):
        taking_part.join(run, by=PersonFactory())
    row, put, calls = announced(run), mails.put, []
    monkeypatch.setattr(chores, "BATCH", 2)

    def killed(batch):
        calls.append(len(batch))
        with transaction.atomic():
            put(batch)
            if len(calls) == 2:
                raise KeyboardInterrupt
        return len(batch)

    monkeypatch.setattr(mails, "put", killed)
    with pytest.raises(KeyboardInterrupt):
        told(row)
    assert Letter.objects.count() == 2
    monkeypatch.setattr(mails, "put", put)
    assert told(row) == 3
    assert len(set(Letter.objects.values_list("to", flat=True))) == 5


def test_withdrawn_it_is_off_the_pages_and_mail_that_waits_does_not_go(sign_in, people, run):
    taking_part.join(run, by=people.owner)
    row = announced(run)
    told(row)
    client = sign_in(people.coordinator)
    client.post(reverse("run-announcement-withdraw", args=[run.pk, row.pk]))
    assert not Letter.objects.exists()
    assert told(row) == 0
    assert "Webinar" not in words(sign_in(people.owner).get(run.get_absolute_url()))
    client = sign_in(people.coordinator)
    assert client.get(reverse("run-announcement", args=[run.pk, row.pk])).status_code == 404


def test_changed_it_is_not_mailed_again_and_two_editors_do_not_overwrite(sign_in, people, run):
    taking_part.join(run, by=people.owner)
    row = announced(run)
    told(row)
    address = reverse("run-announcement", args=[run.pk, row.pk])
    sent = {"title": "Webinar moved", "text": "Wednesday", "revision": "1", "id": str(row.pk)}
    assert sign_in(people.coordinator).post(address, sent).status_code == 302
    answer = sign_in(people.coordinator).post(address, sent | {"text": "Thursday"})
    assert answer.status_code == 422
    assert "Thursday" in words(answer)
    row.refresh_from_db()
    assert (row.text, told(row), Letter.objects.count()) == ("Wednesday", 0, 1)
    with pytest.raises(Conflict):
        announcing.revise(row, title="x", text="y", by=people.coordinator, expected=1)


def test_only_who_coordinates_announces_and_a_stranger_reads_nothing(sign_in, people):
    run = begin(people.coordinator, joining="invited")
    taking_part.join(run, by=people.owner, by_link=True)
    row, address = announced(run), reverse("run-announcements", args=[run.pk])
    assert sign_in(people.owner).post(address, SENT).status_code == 403
    for name in ("run-announcement", "run-announcement-withdraw"):
        assert sign_in(people.owner).post(reverse(name, args=[run.pk, row.pk]), SENT).status_code == 403
    assert sign_in(people.stranger).get(address).status_code == 404
    for verb in (lambda: announced(run, by=people.owner), lambda: announcing.withdraw(row, by=people.owner)):
        with pytest.raises((NotAllowed, TypeError)):
            verb()


@pytest.mark.parametrize("wrong", [{"title": ""}, {"text": ""}, {"text": "a\x00b"}, {"title": "x" * 301}])
def test_what_cannot_be_announced_comes_back_with_what_was_typed(sign_in, people, run, wrong):
    answer = sign_in(people.coordinator).post(reverse("run-announcements", args=[run.pk]), SENT | wrong)
    assert answer.status_code == 422
    assert not Announcement.objects.exists()


@pytest.mark.usefixtures("one_minute")
def test_very_many_within_a_minute_wait(sign_in, people, run):
    client = sign_in(people.coordinator)
    address = reverse("run-announcements", args=[run.pk])
    codes = [client.post(address, SENT | {"id": str(new_key())}).status_code for _n in range(4)]
    assert codes == [302, 302, 302, 429]
