"""A line manager's agreement: asked by who takes part, answered once by a link, and told to others as a state."""

import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from planfolio.errors import Conflict, Missing, NotAllowed, NotNow, TooMany
from planfolio.jobs.models import Letter
from planfolio.mentoring.models import Mentorship
from planfolio.people.models import Supervision
from planfolio.programmes import chores, running, taking_part
from planfolio.programmes.agreeing import actions
from planfolio.programmes.agreeing.rules import may_begin, supervisors_here, what_it_takes
from planfolio.programmes.document import find
from planfolio.programmes.models import Agreement, Participation, Step, WallPost
from planfolio.testing import PersonFactory, words
from tests.databases import database_of_its_own
from tests.people.organisation_cast import house
from tests.programmes.runs import begin, wrote

pytestmark = pytest.mark.django_db
SENT = {"email": "manager@example.org", "name": "Helen", "words": "It would help me on the wards."}
ADDRESS = "https://learn.example.org/s/{}/agreement/"


@pytest.fixture
def run(people):
    return begin(people.coordinator, agreement="first")


def there(run, name, *more):
    return reverse(name, args=[run.pk, *more])


def ask(participation, **more) -> str:
    """Ask, and open the mail: the secret of its link."""
    sent = {"email": "manager@example.org", **more}
    actions.ask_manager(participation, by=participation.owner, address=ADDRESS, **sent)
    letter = Letter.objects.filter(text__contains="/agreement/").latest("created_at")
    return re.search(r"/s/([^/]+)/agreement/", letter.text)[1]


def test_a_manager_is_asked_by_mail_and_answers_without_an_account(client, sign_in, people, run, inside):
    sign_in(people.owner).post(there(run, "run-agreement"), SENT)
    letter = Letter.objects.get(to="manager@example.org")
    assert people.owner.name in letter.subject
    assert SENT["words"] not in letter.text
    client.logout()
    address = re.search(r"http://[^/]+(/s/\S+)", letter.text)[1]
    page = client.get(address)
    assert all(part in words(page) for part in ("A run", SENT["words"], "a week", "1 h 30"))
    assert not page.cookies
    assert words(client.post(address, {"agreed": "yes", "words": "Not on Mondays"})).count("You agreed on") == 1
    agreement = Agreement.objects.get()
    assert (agreement.state, agreement.answer) == ("yes", "Not on Mondays")
    assert Letter.objects.filter(to=people.owner.email, kind="programmes").count() == 1


def test_a_scanner_that_opens_the_link_changes_nothing(client, people, inside):
    address = reverse("run-agreement-answer", args=[ask(inside)])
    for _time in range(3):
        client.get(address)
        client.head(address)
    assert Agreement.objects.get().state == "asked"
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"agreed": "perhaps"}).status_code == 422
    assert Agreement.objects.get().state == "asked"


def test_an_answer_stands_and_a_second_one_is_told_so(client, people, inside):
    address = reverse("run-agreement-answer", args=[ask(inside)])
    client.post(address, {"agreed": "no"})
    late = client.post(address, {"agreed": "yes", "words": "After all"})
    assert late.status_code == 422
    assert Agreement.objects.get().state == "no"
    assert "You did not agree" in words(client.get(address))


def test_a_link_ends_with_its_time_its_question_and_its_run(client, people, run, inside):
    address = reverse("run-agreement-answer", args=[ask(inside)])
    again = reverse("run-agreement-answer", args=[ask(inside)])
    assert client.get(address).status_code == 404
    Agreement.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(again).status_code == client.post(again, {"agreed": "yes"}).status_code == 404
    Agreement.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert client.get(again).status_code == 200
    taking_part.leave(inside, by=people.owner)
    assert client.get(again).status_code == 404
    taking_part.join(run, by=people.owner)
    actions.take_question_back(inside, by=people.owner)
    assert client.get(again).status_code == 404


def test_asvs_9_2_the_secret_answers_one_question_and_serves_nothing_else(client, people, run, inside):
    secret = ask(inside)
    for name in ("run-enter", "run-mails", "wall-feed", "mail-stop", "shared", "invitation"):
        assert client.get(reverse(name, args=[secret])).status_code in {404, 410}, name
    link = running.make_link(run, by=people.coordinator)
    for other in (link, "x" * 43, Agreement.objects.get().secret_hash, "x\x00y"):
        with pytest.raises(Missing):
            actions.opened(other)


def test_who_coordinates_sees_the_state_and_nothing_else(client, sign_in, people, run, inside):
    address = reverse("run-agreement-answer", args=[ask(inside, name="Helen", words="MY-WORDS")])
    client.post(address, {"agreed": "no", "words": "THEIR-WORDS"})
    coordinator = sign_in(people.coordinator)
    for name in ("run-agreements", "run-people", "run-progress", "run", "run-progress-csv"):
        page = words(coordinator.get(there(run, name)))
        assert not any(part in page for part in ("Helen", "manager@example.org", "MY-WORDS", "THEIR-WORDS")), name
    assert "Not agreed" in words(coordinator.get(there(run, "run-agreements")))
    assert "THEIR-WORDS" in words(sign_in(people.owner).get(there(run, "run-agreement")))


def test_who_takes_part_is_not_shown_the_state_of_others(sign_in, people, run, inside):
    assert sign_in(people.owner).get(there(run, "run-agreements")).status_code == 403
    assert sign_in(people.stranger).get(there(run, "run-agreements")).status_code == 403
    assert sign_in(people.stranger).get(there(run, "run-agreement")).status_code == 403


def test_where_the_run_says_so_nothing_is_done_before_it_is_agreed(sign_in, people, run, inside):
    client, thing = sign_in(people.owner), find(run.doc, "thing-01")
    for name, sent in (
        ("run-mark", {"state": "done"}),
        ("run-thing", {"note": "x"}),
        ("run-address", {"url": "http://a.example/"}),
    ):
        assert client.post(there(run, name, "thing-01"), sent).status_code == 403, name
    assert not Step.objects.exists()
    assert not WallPost.objects.exists()
    assert "once your line manager has agreed" in words(client.get(there(run, "run")))
    with pytest.raises(NotAllowed):
        taking_part.mark(inside, thing, "done", by=people.owner)
    actions.answer(actions.opened(ask(inside)), agreed=True)
    taking_part.mark(Participation.objects.get(), thing, "done", by=people.owner)


def test_where_people_may_begin_meanwhile_they_do(people):
    run = begin(people.coordinator, agreement="meanwhile")
    inside = taking_part.join(run, by=people.owner)
    wrote(inside, "thing-01", "Words", by=people.owner)
    actions.answer(actions.opened(ask(inside)), agreed=False)
    assert may_begin(Participation.objects.get())


def test_who_coordinates_needs_nobodys_leave(people, run):
    assert may_begin(taking_part.join(run, by=people.coordinator))


def test_no_mail_of_modules_goes_out_before_it_is_agreed(people, run, inside):
    day = timezone.now() + timedelta(hours=20)
    chores.tell_due(day)
    assert not Letter.objects.filter(to=people.owner.email).exists()
    actions.answer(actions.opened(ask(inside)), agreed=True)
    Letter.objects.all().delete()
    chores.tell_due(day)
    assert Letter.objects.filter(to=people.owner.email).count() == 1


def test_a_run_that_asks_for_none_takes_no_question(people):
    inside = taking_part.join(begin(people.coordinator), by=people.owner)
    with pytest.raises(NotNow):
        ask(inside)


def test_an_agreement_is_not_asked_for_twice(people, inside):
    actions.answer(actions.opened(ask(inside)), agreed=True)
    with pytest.raises(NotNow):
        ask(inside)


@pytest.mark.usefixtures("one_minute")
def test_questions_are_counted_by_the_minute(people, inside):
    for _time in range(actions.EACH_MINUTE):
        ask(inside)
    with pytest.raises(TooMany):
        ask(inside)


def test_a_supervisor_here_is_asked_without_writing_their_address(sign_in, people, run, inside):
    here = house("House", administrator=people.coordinator)
    member = here.organisation.memberships.create(person=people.owner)
    Supervision.objects.create(supervisor=here.supervisor, member=member)
    Mentorship.objects.create(owner=people.owner, supporter=people.supervisor, state="running", kind="supervisor")
    Mentorship.objects.create(owner=people.owner, supporter=people.mentor, state="running", kind="mentor")
    assert set(supervisors_here(people.owner)) == {here.supervisor.person, people.supervisor}
    client = sign_in(people.owner)
    client.post(there(run, "run-agreement"), {"supervisor": str(people.supervisor.pk), "email": ""})
    assert Letter.objects.get(text__contains="/agreement/").to == people.supervisor.email
    assert people.supervisor.email not in words(client.get(there(run, "run-agreement")))
    answer = client.post(there(run, "run-agreement"), {"supervisor": str(people.stranger.pk)})
    assert answer.status_code == 422


def test_without_an_address_nothing_is_sent_and_what_was_typed_stays(sign_in, people, run, inside):
    for email in ("", "nonsense", "a@b.example\r\nBcc: c@d.example"):
        answer = sign_in(people.owner).post(there(run, "run-agreement"), {**SENT, "email": email})
        assert answer.status_code == 422
        assert SENT["words"] in words(answer)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("pace", "weekly", "last"), [("weekly", 30, 20), ("half", 15, 41), ("self", 0, None)])
def test_the_time_it_takes_follows_from_the_pace(people, pace, weekly, last):
    run = begin(people.coordinator, pace=pace, agreement="first")
    takes = what_it_takes(taking_part.join(run, by=people.owner))
    assert (takes.minutes, takes.weekly) == (90, weekly)
    assert takes.last == (run.starts + timedelta(days=last) if last else None)


def test_the_list_costs_the_same_with_one_and_with_many(sign_in, people, run, inside, count_queries):
    client = sign_in(people.coordinator)
    client.get(there(run, "run-agreements"))
    one = count_queries(lambda: client.get(there(run, "run-agreements")))
    for _number in range(12):
        taking_part.join(run, by=PersonFactory())
    assert count_queries(lambda: client.get(there(run, "run-agreements"))) == one


RACE = """
import threading, django
django.setup()
from planfolio.schema import bring_up_to_date
bring_up_to_date()
from django.db import connection
from planfolio.errors import Conflict
from planfolio.programmes import taking_part
from planfolio.programmes.agreeing import actions
from planfolio.programmes.models import Agreement
from planfolio.testing import PersonFactory
from tests.programmes.runs import begin
from planfolio.jobs.models import Letter
person = PersonFactory()
inside = taking_part.join(begin(PersonFactory(), agreement="first"), by=person)
actions.ask_manager(inside, by=person, address="http://x.example/s/{}/", email="m@example.org")
secret = Letter.objects.get().text.split("/s/")[1].split("/")[0]
start, counted, refused = threading.Barrier(50), [], []
def answer(number):
    start.wait()
    try:
        actions.answer(actions.opened(secret), agreed=number % 2 == 0, words=str(number))
        counted.append(number)
    except Conflict:
        refused.append(number)
    connection.close()
threads = [threading.Thread(target=answer, args=(number,)) for number in range(50)]
[each.start() for each in threads]; [each.join() for each in threads]
row = Agreement.objects.get()
print(len(counted), len(refused), row.answer == str(counted[0]), row.state == ("yes" if counted[0] % 2 == 0 else "no"))
"""


@pytest.mark.slow
def test_asvs_2_3_4_of_fifty_answers_at_once_one_counts():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.parallel_settings"} | database_of_its_own()
    done = subprocess.run([sys.executable, "-c", RACE], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == ["1", "49", "True", "True"], done.stdout


def test_a_late_answer_is_a_conflict(people, inside):
    found = actions.opened(ask(inside))
    actions.answer(found, agreed=True)
    with pytest.raises(Conflict):
        actions.answer(found, agreed=False)
