"""Taking part in a run: joining, one's own plan and pace, doing and writing, leaving and coming back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from planfolio.errors import NotAllowed, NotNow, Refused
from planfolio.journal.models import Entry, PrivateNote
from planfolio.plans.models import Activity
from planfolio.programmes import running, taking_part
from planfolio.programmes.calendar import windows_of
from planfolio.programmes.document import find
from planfolio.programmes.models import Participation, Run, Step, WallPost
from planfolio.programmes.run_pages import states_of
from planfolio.testing import PersonFactory, PlanFactory, words
from tests.programmes.runs import begin, wrote
from tests.programmes.written import small_programme, thing

pytestmark = pytest.mark.django_db


def there(run, name="run", *more) -> str:
    return reverse(name, args=[run.pk, *more])


def test_a_run_keeps_the_programme_as_it_was_when_it_began(sign_in, people):
    from planfolio.programmes import actions

    programme = actions.add_programme(small_programme(), by=people.owner)
    client = sign_in(people.owner)
    sent = {"title": "Spring", "starts": "2026-03-02", "pace": "weekly", "joining": "invited", "mails": "on"}
    assert client.post(reverse("programme-run", args=[programme.pk]), sent).status_code == 302
    run = Run.objects.get(title="Spring")
    actions.put_document(programme, small_programme(title="Corrected"), by=people.owner)
    assert Run.objects.get(pk=run.pk).doc == small_programme()
    assert programme.editions.count() == 1
    client.post(there(run, "run-correct"), {"revision": run.revision})
    assert Run.objects.get(pk=run.pk).doc.title == "Corrected"


def test_a_run_of_a_built_in_programme_needs_no_copy(sign_in, people):
    sent = {"title": "Ours", "starts": "2026-03-02", "pace": "half", "joining": "open"}
    sign_in(people.owner).post("/programmes/built-in/learning-2-0/run/", sent)
    assert len(Run.objects.get(title="Ours").doc.things()) == 23


@pytest.mark.parametrize(
    ("sent", "words_of_error"),
    [
        ({"holidays": "next week"}, "Write each holiday on a line of its own"),
        ({"holidays": "2026-04-10 2026-04-01"}, "Write each holiday on a line of its own"),
        ({"holidays": "2026-02-30"}, "There is no such day in that month"),
        ({"pace": "dates"}, "Say on which days the modules open"),
        ({"pace": "dates", "dates": "2026-10-05\n12 octobre"}, "Write each day as 2026-10-05"),
        ({"capacity": "0"}, "Write a number between 1 and 100,000"),
    ],
)
def test_dates_that_no_calendar_has_are_refused_with_what_to_do(sign_in, people, run, sent, words_of_error):
    whole = {"title": "Run", "starts": "2026-03-02", "pace": "weekly", "joining": "open", **sent}
    answer = sign_in(people.coordinator).post(there(run, "run-edit"), whole)
    assert answer.status_code == 422
    assert words_of_error in words(answer)


def test_an_open_run_is_found_and_joined_and_an_invited_one_is_not_there(sign_in, people, run):
    closed = begin(people.coordinator, title="Closed", joining="invited")
    client = sign_in(people.stranger)
    page = words(client.get("/programmes/"))
    assert "A run" in page
    assert "Closed" not in page
    assert client.get(there(closed)).status_code == 404
    assert client.post(there(closed, "run-join"), {"part": "finisher"}).status_code == 404
    assert client.get(there(run, "wall")).status_code == 403
    assert client.post(there(run, "run-join"), {"part": "picker"}).status_code == 302
    assert client.get(there(run, "wall")).status_code == 200


def test_somebody_who_takes_part_does_not_coordinate(sign_in, people, run, inside):
    client = sign_in(people.owner)
    for name in ("run-edit", "run-people", "run-progress", "run-progress-csv"):
        assert client.get(there(run, name)).status_code == 403


def test_a_link_opens_an_invited_run_and_opening_joins_nothing(client, sign_in, people):
    run = begin(people.coordinator, joining="invited")
    address = reverse("run-enter", args=[running.make_link(run, by=people.coordinator)])
    assert "Sign in" in words(client.get(address))
    client = sign_in(people.owner)
    client.get(address)
    assert not run.participations.exists()
    client.post(address, {"part": "finisher"})
    assert run.participations.get().owner == people.owner
    running.end_link(run, by=people.coordinator)
    assert client.get(address).status_code == 404


def test_an_invitation_is_used_by_one_person(people):
    run = begin(people.coordinator, joining="invited")
    ((invitation, secret),) = running.invite(run, [("Nora@example.org", "Nora")], by=people.coordinator)
    assert running.invite(run, [("nora@example.org", "Nora")], by=people.coordinator) == []
    found = running.opened(secret)
    assert found == (run, invitation)
    taking_part.join(run, by=people.owner, invitation=found[1])
    with pytest.raises(NotNow):
        taking_part.join(run, by=people.stranger, invitation=running.opened(secret)[1])


def test_a_full_run_takes_nobody_more_and_one_that_has_ended_nobody_at_all(people):
    run = begin(people.coordinator, capacity=1)
    taking_part.join(run, by=people.owner)
    with pytest.raises(NotNow):
        taking_part.join(run, by=people.stranger)
    running.end(run, by=people.coordinator)
    with pytest.raises(NotNow):
        taking_part.join(run, by=people.owner)


def test_joining_twice_is_joining_once(people, run):
    taking_part.join(run, by=people.owner)
    taking_part.join(run, by=people.owner)
    assert run.participations.count() == 1
    assert run.grants.filter(person=people.owner).count() == 1


def test_things_become_activities_of_the_plan_with_the_days_of_their_modules(people, run):
    plan = PlanFactory(owner=people.owner)
    participation = taking_part.join(run, by=people.owner)
    for _twice in range(2):
        taking_part.put_in_plan(participation, by=people.owner)
    activities = list(Activity.objects.filter(objective__plan=plan).order_by("position"))
    assert [each.title for each in activities] == ["1. Thing 1", "2. Thing 2", "3. Thing 3"]
    days = windows_of(run, participation)
    assert [(each.earliest, each.due) for each in activities] == [
        (days[0].opens, days[0].closes),
        (days[0].opens, days[0].closes),
        (days[2].opens, days[2].closes),
    ]


def test_without_a_plan_it_says_so_and_nothing_is_half_done(people, run):
    participation = taking_part.join(run, by=people.stranger)
    with pytest.raises(NotNow):
        taking_part.put_in_plan(participation, by=people.stranger)
    assert not Step.objects.exists()


def test_doing_a_thing_ticks_its_activity_and_the_other_way_round(people, run):
    from planfolio.plans import lifecycle

    PlanFactory(owner=people.owner)
    participation = taking_part.join(run, by=people.owner)
    taking_part.put_in_plan(participation, by=people.owner)
    taking_part.mark(participation, find(run.doc, "thing-01"), "done", by=people.owner)
    taking_part.mark(participation, find(run.doc, "thing-02"), "skipped", by=people.owner)
    states = dict(Activity.objects.values_list("title", "state"))
    assert (states["1. Thing 1"], states["2. Thing 2"], states["3. Thing 3"]) == ("done", "let_go", "open")
    lifecycle.move(Activity.objects.get(title="3. Thing 3"), "finish", by=people.owner)
    assert states_of(participation) == {"thing-01": "done", "thing-02": "skipped", "thing-03": "done"}
    taking_part.mark(participation, find(run.doc, "thing-01"), "open", by=people.owner)
    assert Activity.objects.get(title="1. Thing 1").state == "open"


def test_a_pause_of_two_weeks_moves_what_follows_also_in_the_plan(people, run):
    PlanFactory(owner=people.owner)
    participation = taking_part.join(run, by=people.owner)
    taking_part.put_in_plan(participation, by=people.owner)
    before = Activity.objects.get(title="3. Thing 3").earliest
    taking_part.pause(participation, by=people.owner, today=people.owner.today())
    assert Activity.objects.get(title="3. Thing 3").earliest - before == timedelta(days=14)
    with pytest.raises(NotNow):
        taking_part.pause(participation, by=people.owner, today=people.owner.today())
    taking_part.end_pause(participation, by=people.owner, today=people.owner.today())
    assert Activity.objects.get(title="3. Thing 3").earliest == before


def test_ones_own_pace_is_ones_own(sign_in, people, run, inside):
    other = taking_part.join(run, by=people.stranger)
    sign_in(people.owner).post(there(run, "run-way"), {"part": "picker", "pace": "half", "revision": inside.revision})
    mine = Participation.objects.get(pk=inside.pk)
    assert windows_of(run, mine)[1].opens - windows_of(run, other)[1].opens == timedelta(days=7)
    assert (mine.part, mine.shows_name, mine.mails) == ("picker", False, False)


def test_a_reflection_is_an_entry_and_only_its_summary_is_shared_and_only_on_request(sign_in, people, run, inside):
    client, address = sign_in(people.owner), there(run, "run-thing", "thing-01")
    secret, public = "SECRET-NOTE", "A public sentence"
    client.post(address, {"note": secret, "summary": public, "minutes": "30 min", "usefulness": "3"})
    entry = Entry.objects.get(owner=people.owner)
    assert (entry.summary, entry.minutes) == (public, 30)
    assert PrivateNote.objects.get(entry=entry).text == secret
    assert not WallPost.objects.exists()
    assert public not in words(sign_in(people.coordinator).get(there(run, "wall")))
    client = sign_in(people.owner)
    client.post(address, {"note": secret, "summary": public, "share": "on"})
    client.post(address, {"note": secret, "summary": public, "share": "on"})
    post = WallPost.objects.get()
    reader = sign_in(people.coordinator)
    for name in ("run", "wall", "run-progress", "run-progress-csv"):
        assert secret not in words(reader.get(there(run, name)))
    assert secret not in words(reader.get(post.get_absolute_url()))
    assert public in words(reader.get(there(run, "wall")))
    assert Entry.objects.filter(owner=people.owner).count() == 1
    client = sign_in(people.owner)
    client.post(address, {"note": secret, "summary": public})
    assert not WallPost.objects.kept().exists()
    assert Entry.objects.kept().filter(pk=entry.pk).exists()


def test_nothing_written_is_nothing_saved_and_what_was_typed_stays(sign_in, people, run, inside):
    client, address = sign_in(people.owner), there(run, "run-thing", "thing-01")
    assert client.post(address, {}).status_code == 422
    answer = client.post(address, {"note": "Typed", "share": "on"})
    assert answer.status_code == 422
    assert "Typed" in words(answer)
    assert not Entry.objects.exists()


def test_a_removed_entry_is_off_the_wall_and_a_correction_reaches_it(people, run, inside):
    from planfolio.journal import actions as journal
    from planfolio.programmes.run_access import posts_of

    post = wrote(inside, "thing-01", "First words", by=people.owner)
    journal.revise_entry(post.entry, by=people.owner, summary="Better words")
    assert posts_of(run).get().entry.summary == "Better words"
    journal.remove(post.entry, by=people.owner)
    assert not posts_of(run).exists()


def test_leaving_takes_ones_words_along_and_joining_again_brings_all_back(sign_in, people, run, inside):
    wrote(inside, "thing-01", "Shared words", by=people.owner)
    client = sign_in(people.owner)
    client.post(there(run, "run-leave"))
    assert client.get(there(run, "wall")).status_code == 403
    assert "Shared words" not in words(sign_in(people.coordinator).get(there(run, "wall")))
    client = sign_in(people.owner)
    client.post(there(run, "run-join"), {"part": "finisher"})
    assert "Shared words" in words(client.get(there(run, "wall")))
    assert states_of(Participation.objects.get(pk=inside.pk)) == {"thing-01": "done"}


def test_progress_goes_along_into_the_next_run_of_the_same_programme(people, run, inside):
    wrote(inside, "thing-02", "Done once", by=people.owner, share=False)
    taking_part.leave(inside, by=people.owner)
    following = begin(people.coordinator, title="The next run")
    assert states_of(taking_part.join(following, by=people.owner)) == {"thing-02": "done"}
    other = begin(people.coordinator, title="Another", source="other")
    assert states_of(taking_part.join(other, by=people.owner)) == {}


def test_what_is_not_part_of_the_run_cannot_be_marked(sign_in, people, run, inside):
    client = sign_in(people.owner)
    assert client.post(there(run, "run-mark", "thing-99"), {"state": "done"}).status_code == 404
    client.post(there(run, "run-mark", "thing-01"), {"state": "perfect"})
    assert not Step.objects.exists()


def test_an_address_elsewhere_counts_as_a_post_and_leads_to_the_web_only(sign_in, people, run, inside):
    client, address = sign_in(people.owner), there(run, "run-address", "thing-01")
    client.post(address, {"url": "javascript:alert(1)"})
    assert not WallPost.objects.exists()
    client.post(address, {"url": "https://example.org/my-post"})
    assert WallPost.objects.get().url == "https://example.org/my-post"
    assert states_of(inside) == {"thing-01": "done"}


def test_nobody_acts_for_another(people, run, inside):
    with pytest.raises(NotAllowed):
        running.end(run, by=people.owner)
    with pytest.raises(Step.DoesNotExist):
        Step.objects.get(owner=people.stranger)


def test_a_run_page_costs_the_same_with_one_person_and_with_many(sign_in, people, run, inside, count_queries, settings):
    settings.KEEP_PAGES = False
    client = sign_in(people.owner)
    pages = [there(run), there(run, "wall"), there(run, "run-thing", "thing-01")]
    wrote(inside, "thing-01", "Words", by=people.owner)
    for page in pages:
        client.get(page)
    before = [count_queries(lambda page=page: client.get(page)) for page in pages]
    for number in range(12):
        person = PersonFactory()
        wrote(taking_part.join(run, by=person), "thing-01", f"Words {number}", by=person)
    assert [count_queries(lambda page=page: client.get(page)) for page in pages] == before
    client = sign_in(people.coordinator)
    client.get(there(run, "run-progress"))
    one = count_queries(lambda: client.get(there(run, "run-progress")))
    for _number in range(12):
        taking_part.join(run, by=PersonFactory())
    assert count_queries(lambda: client.get(there(run, "run-progress"))) == one


def test_a_programme_without_things_begins_no_run(people):
    with pytest.raises(Refused):
        begin(people.owner, small_programme(modules=()))


def test_a_correction_adds_a_thing_and_keeps_what_was_done(people, run, inside):
    wrote(inside, "thing-01", "Done", by=people.owner)
    doc = run.doc
    module = doc.modules[0].__class__(title="Week 4", things=(thing(4),))
    running.correct(run, doc.__class__(**{**vars(doc), "modules": (*doc.modules, module)}), by=people.coordinator)
    fresh = Run.objects.get(pk=run.pk)
    assert fresh.modules == 4
    assert states_of(inside) == {"thing-01": "done"}
