"""Working with one's supervisor: nothing by the supervision alone, one click for yes, and the end with it."""

import pytest
from django.urls import reverse

from planfolio.errors import Missing
from planfolio.jobs.models import Letter
from planfolio.journal import actions as journal
from planfolio.mentoring import agreements, reviewing, supervising, talks
from planfolio.mentoring.models import Mentorship, Review, SupporterNote
from planfolio.people.models import SharedByDefault, Supervision, Team, TeamPlace
from planfolio.people.organisations import actions, teams
from planfolio.people.sharing import VIEW, Role, give
from planfolio.plans.models import Plan
from planfolio.testing import PlanFactory, words
from tests.mentoring.conftest import SITE, supported
from tests.people.organisation_cast import house, join

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(people):
    """Helen supervises the team that Nora is in."""
    return house(supervisor=people.supervisor, member=people.owner, coordinator=people.coordinator)


@pytest.fixture
def supervision(here):
    return Supervision.objects.get(supervisor=here.supervisor)


@pytest.fixture
def agreed(people, supervision):
    return supervising.work_together(supervision.pk, by=people.owner)


def test_supervising_alone_gives_nothing_and_one_click_gives_an_agreement(client, people, sign_in, here, supervision):
    PlanFactory(owner=people.owner, title="MARK-PLAN")
    sign_in(people.supervisor)
    assert not Plan.objects.may(people.supervisor, VIEW).exists()
    sign_in(people.owner)
    page = words(client.get(reverse("mentoring")))
    assert "Helen Brandt supervises you in City Hospital Library, for the team Reference desk" in page
    answer = client.post(reverse("work-together", args=[supervision.pk]))
    found = Mentorship.objects.get()
    assert answer["Location"] == found.get_absolute_url()
    assert (found.kind, found.state, found.supporter) == ("supervisor", "running", people.supervisor)
    assert "stands on the supervision in City Hospital Library" in words(client.get(found.get_absolute_url()))
    assert "Work together with" not in words(client.get(reverse("mentoring")))
    assert Letter.objects.get().to == people.supervisor.email
    sign_in(people.supervisor)
    assert not Plan.objects.may(people.supervisor, VIEW).exists()
    assert "Nora Lindqvist" in words(client.get(reverse("mentoring")))


def test_said_twice_it_is_one(people, supervision, agreed):
    assert supervising.work_together(supervision.pk, by=people.owner) == agreed
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("who", ["stranger", "supervisor", "coordinator"])
def test_nobody_else_says_yes_to_it(client, people, sign_in, supervision, who):
    sign_in(getattr(people, who))
    assert client.post(reverse("work-together", args=[supervision.pk])).status_code == 404
    assert not Mentorship.objects.exists()


def test_somebody_of_another_organisation_is_not_offered(people, here):
    there = house("Elsewhere", member=people.stranger)
    assert [each.person for each in supervising.supervisors_to_work_with(people.stranger)] == [there.supervisor.person]
    with pytest.raises(Missing):
        supervising.work_together(there.team.supervisions.get().pk, by=people.owner)


ENDS = {
    "the supervision": lambda here: teams.end_supervision(here.team.supervisions.get()),
    "the place in the team": lambda here: teams.take_from(here.team, here.member),
    "the teams of the member": lambda here: teams.change_teams(here.member, into=[], out_of=[here.team]),
    "the team": lambda here: teams.remove_team(here.team),
    "the learner leaves": lambda here: actions.leave(here.member),
    "the supervisor leaves": lambda here: actions.leave(here.supervisor),
    "the supervisor is taken out": lambda here: actions.take_out(here.supervisor, by=here.administrator),
    "the organisation": lambda here: here.organisation.delete(),
    "the supervisor's account": lambda here: here.supervisor.person.delete(),
}


@pytest.mark.parametrize("what", ENDS)
def test_what_it_gave_ends_with_it_and_nothing_else_does(people, here, agreed, what):
    plan = PlanFactory(owner=people.owner)
    other = supported(people.owner, by=people.mentor)
    for each in (agreed, other):
        agreements.show(each, plan)
        agreements.show_new_entries(each, wanted=True)
    review = reviewing.begin_review(agreed, by=people.owner, title="R", plan=plan, starts=plan.starts, ends=plan.ends)
    reviewing.share_review(review, by=people.owner, site=SITE)
    before, helen = Mentorship.objects.get(pk=other.pk), people.supervisor.pk
    ENDS[what](here)
    agreed.refresh_from_db()
    assert agreed.state == "ended"
    assert agreed.ended_at is not None
    assert list(plan.grants.values_list("source", flat=True)) == [other.source]
    assert list(SharedByDefault.objects.values_list("source", flat=True)) == [other.source]
    assert Review.objects.filter(owner=people.owner).exists()
    assert not Review.objects.filter(mentorship__state="running").exists()
    assert not Plan.objects.filter(grants__person=helen).exists()
    after = Mentorship.objects.get(pk=other.pk)
    assert (after.state, after.revision) == (before.state, before.revision)


def test_by_two_teams_the_agreement_ends_with_the_one_it_stands_on_and_can_be_made_anew(people, here, agreed):
    second = Team.objects.create(organisation=here.organisation, name="Systems")
    TeamPlace.objects.create(team=second, member=here.member)
    Supervision.objects.create(supervisor=here.supervisor, team=second)
    teams.take_from(second, here.member)
    agreed.refresh_from_db()
    assert agreed.is_running
    TeamPlace.objects.create(team=second, member=here.member)
    teams.take_from(here.team, here.member)
    agreed.refresh_from_db()
    assert not agreed.is_running
    (offered,) = supervising.supervisors_to_work_with(people.owner)
    assert offered.team == second
    assert supervising.work_together(offered.supervision.pk, by=people.owner).is_running


def test_others_of_the_team_keep_theirs(people, here, agreed):
    member = join(here.organisation, people.stranger)
    TeamPlace.objects.create(team=here.team, member=member)
    theirs = supervising.work_together(here.team.supervisions.get().pk, by=people.stranger)
    teams.take_from(here.team, here.member)
    theirs.refresh_from_db()
    assert theirs.is_running


def test_what_was_given_by_another_way_stays(people, here, agreed):
    plan = PlanFactory(owner=people.owner)
    agreements.show(agreed, plan)
    give(plan, source="link:other", role=Role.READER, person=people.supervisor)
    teams.end_supervision(here.team.supervisions.get())
    assert Plan.objects.may(people.supervisor, VIEW).get() == plan


def test_a_supervision_that_comes_back_gives_nothing_until_the_learner_says_yes_again(people, here, agreed):
    entry, _added = journal.add_entry(by=people.owner, title="E", summary="S")
    agreements.show(agreed, entry)
    teams.end_supervision(here.team.supervisions.get())
    teams.supervise([here.supervisor], team=here.team)
    assert not entry.grants.exists()
    assert not Mentorship.objects.running().exists()


def test_the_week_of_the_supervisor_no_longer_counts_what_waited(
    client, people, sign_in, here, agreed, django_capture_on_commit_callbacks
):
    talks.ask_request(agreed, by=people.owner, site=SITE, question="Is it enough?")
    sign_in(people.supervisor)
    assert "1 question from somebody else" in words(client.get(reverse("week")))
    with django_capture_on_commit_callbacks(execute=True):
        teams.take_from(here.team, here.member)
    assert "1 question from somebody else" not in words(client.get(reverse("week")))


class TestNotesFromEarlierAgreements:
    @pytest.fixture
    def note(self, people, agreed):
        return talks.keep_note(agreed, by=people.supervisor, text="MARK-NOTE")

    def test_they_stay_for_their_writer_alone(self, client, people, sign_in, here, note):
        there = reverse("supporter-notes")
        sign_in(people.supervisor)
        assert "MARK-NOTE" not in words(client.get(there))
        teams.end_supervision(here.team.supervisions.get())
        assert "MARK-NOTE" in words(client.get(there))
        assert there in words(client.get(reverse("mentoring")))
        for who in ("owner", "coordinator", "administrator", "stranger"):
            sign_in(getattr(people, who))
            assert "MARK-NOTE" not in words(client.get(there))

    def test_they_are_deleted_and_come_back_there(self, client, people, sign_in, here, note):
        teams.end_supervision(here.team.supervisions.get())
        sign_in(people.supervisor)
        answer = client.post(reverse("supporter-note-remove", args=[note.pk]), follow=True)
        assert answer.redirect_chain[-1][0] == reverse("supporter-notes")
        assert "MARK-NOTE" not in words(answer)
        assert not SupporterNote.objects.kept().exists()
