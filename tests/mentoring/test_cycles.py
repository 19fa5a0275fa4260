"""A round of reviews: who opens one, what each sees of it, who comes and goes in the middle, and how it ends."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from planfolio.errors import Conflict, NotAllowed, Refused
from planfolio.jobs.models import Letter
from planfolio.mentoring import cycles, packets, reviewing, supervising
from planfolio.mentoring.cycle_access import get_seat
from planfolio.mentoring.cycle_forms import DaysForm
from planfolio.mentoring.cycle_pages import next_day, supervising_page
from planfolio.mentoring.models import Cycle, Mentorship, Review
from planfolio.people.base import new_key
from planfolio.people.models import Membership, Supervision, TeamPlace
from planfolio.people.organisations import actions, teams
from planfolio.testing import ObjectiveFactory, PersonFactory, PlanFactory, words
from tests.mentoring.conftest import SITE
from tests.people.organisation_cast import house, join

pytestmark = pytest.mark.django_db
TODAY = date.today()


@pytest.fixture
def here(people):
    """Helen supervises the team that Nora is in; Amara coordinates."""
    return house(supervisor=people.supervisor, member=people.owner, coordinator=people.coordinator)


@pytest.fixture
def plan(people):
    plan = PlanFactory(owner=people.owner)
    ObjectiveFactory(plan=plan, what="MARK-INSIDE", state="active")
    return plan


def days(**named) -> dict:
    return {f"{name}-{part}": getattr(each, part) for name, each in named.items() for part in ("day", "month", "year")}


def sent(here, **values) -> dict:
    dates = days(
        starts=TODAY.replace(month=1, day=1),
        ends=TODAY.replace(month=12, day=31),
        draft_by=TODAY + timedelta(days=10),
        meets_by=TODAY + timedelta(days=20),
    )
    return {"id": new_key(), "title": "Review 2026", "team": here.team.pk, **dates, **values}


def opened(here, by=None, **values) -> Cycle:
    seat = get_seat((by or here.supervisor).person, here.organisation.pk)
    values = {"title": "Review 2026", "starts": TODAY, "ends": TODAY, "draft_by": TODAY + timedelta(days=5)} | values
    return cycles.open_cycle(seat, team=here.team, members=list(cycles.team_members(here.team.pk)), **values)


def moved(cycle: Cycle, **values) -> dict:
    """What the form of a round sends when nothing but `values` is changed in it."""
    set_days = {name: at for name in DaysForm.days if (at := getattr(cycle, name))}
    return {"revision": cycle.revision, "title": cycle.title, **days(**set_days), **values}


def begun(here, people, plan, cycle) -> Review:
    mentorship = supervising.work_together(here.team.supervisions.get().pk, by=people.owner)
    return reviewing.begin_review(
        mentorship, by=people.owner, title="R", plan=plan, starts=plan.starts, ends=plan.ends, cycle=cycle
    )


def at(name: str, here, cycle: Cycle | None = None) -> str:
    return reverse(name, args=[here.organisation.pk, *([cycle.pk] if cycle else [])])


class TestOpening:
    def test_a_supervisor_opens_one_for_a_team_and_each_is_invited_once(self, client, people, sign_in, here):
        sign_in(people.supervisor)
        form = sent(here)
        for _twice in range(2):
            assert client.post(at("cycle-new", here), form).status_code == 302
        cycle = Cycle.objects.get()
        assert [place.member for place in cycle.places.all()] == [here.member]
        cycles.tell_invited.call(str(cycle.pk))
        cycles.tell_invited.call(str(cycle.pk))
        letter = Letter.objects.get(to=people.owner.email)
        assert "Review 2026" in letter.subject
        assert "/reviews/rounds/" in letter.text
        assert not Review.objects.exists()

    def test_people_are_chosen_by_name_and_a_supervisor_names_their_own_alone(self, client, people, sign_in, here):
        other = join(here.organisation, people.stranger)
        sign_in(people.supervisor)
        form = sent(here, team="", people=people.stranger.name)
        answer = client.post(at("cycle-new", here), form)
        assert answer.status_code == 422
        assert "Name people whom you supervise" in words(answer)
        assert people.stranger.name in words(answer)
        sign_in(people.coordinator)
        assert client.post(at("cycle-new", here), form).status_code == 302
        assert [place.member for place in Cycle.objects.get().places.all()] == [other]

    def test_the_verb_itself_refuses_people_of_others_and_nobody(self, people, here):
        seat = get_seat(people.supervisor, here.organisation.pk)
        with pytest.raises(NotAllowed):
            cycles.open_cycle(seat, members=[here.coordinator], title="x", starts=TODAY, ends=TODAY)
        with pytest.raises(Refused):
            cycles.open_cycle(seat, members=[], title="x", starts=TODAY, ends=TODAY)

    @pytest.mark.parametrize(
        ("wrong", "told"),
        [
            ({"title": ""}, "title"),
            (days(ends=TODAY - timedelta(days=365)), "not before the first"),
            (days(meets_by=TODAY), "not before the one above"),
            ({"team": "", "people": ""}, "at least one name"),
            ({"team": "0"}, "team"),
        ],
    )
    def test_what_cannot_be_is_told_and_kept(self, client, people, sign_in, here, wrong, told):
        sign_in(people.supervisor)
        answer = client.post(at("cycle-new", here), sent(here, **wrong))
        assert answer.status_code == 422
        assert told.lower() in words(answer).lower()
        assert not Cycle.objects.exists()

    def test_nobody_of_the_example_data_writes_to_anybody(self, people, here):
        people.supervisor.is_example = True
        people.supervisor.save()
        with pytest.raises(Refused):
            opened(here, by=Membership.objects.get(pk=here.supervisor.pk))

    def test_rounds_have_a_limit(self, people, here, monkeypatch):
        monkeypatch.setattr(cycles, "ROUNDS_LIMIT", 1)
        opened(here)
        with pytest.raises(Refused):
            opened(here)


class TestBeginning:
    def test_it_is_begun_by_the_learner_with_the_days_of_the_round_and_says_yes_to_the_supervisor(
        self, client, people, sign_in, here, plan
    ):
        cycle = opened(here, meets_by=TODAY + timedelta(days=20), halfway=TODAY + timedelta(days=3))
        sign_in(people.owner)
        page = words(client.get(reverse("mentoring")))
        there = reverse("cycle-begin", args=[cycle.places.get().pk])
        assert there in page
        assert "1 review that you can begin" in words(client.get(reverse("week")))
        page = words(client.get(there))
        assert f'value="{cycle.meets_by.day}"' in page
        over = here.team.supervisions.get()
        form = {"title": "Mine", "mentorship": over.pk, "plan": plan.pk, **days(starts=TODAY, ends=TODAY)}
        assert client.post(there, form).status_code == 302
        review = Review.objects.get()
        assert (review.cycle, review.state) == (cycle, "draft")
        assert review.mentorship.supervision == over
        assert there not in words(client.get(reverse("mentoring")))
        assert client.post(there, form)["Location"] == review.get_absolute_url()
        assert Review.objects.count() == 1

    def test_it_is_begun_once(self, people, here, plan):
        cycle = opened(here)
        begun(here, people, plan, cycle)
        with pytest.raises(Conflict):
            begun(here, people, plan, cycle)

    @pytest.mark.parametrize("who", ["supervisor", "coordinator", "stranger"])
    def test_nobody_else_begins_it(self, client, people, sign_in, here, who):
        place = opened(here).places.get()
        sign_in(getattr(people, who))
        assert client.get(reverse("cycle-begin", args=[place.pk])).status_code == 404

    def test_the_look_halfway_is_a_stage_with_a_day_and_goes_into_the_packet(self, client, people, sign_in, here, plan):
        cycle = opened(here)
        review = begun(here, people, plan, cycle)
        Review.objects.update(halfway=TODAY)
        review.refresh_from_db()
        assert "halfway" not in packets.packet_of(review)
        there = reverse("review-halfway", args=[review.pk])
        sign_in(people.supervisor)
        assert client.post(there, {"words": "x"}).status_code == 404
        sign_in(people.owner)
        assert client.post(there, {"words": "Less reading", "revision": review.revision}).status_code == 302
        told = client.post(there, {"words": "Other words", "revision": review.revision})
        assert told.status_code == 422
        assert "Other words" in words(told)
        review.refresh_from_db()
        assert (review.halfway_held, review.halfway_words) == (people.owner.today(), "Less reading")
        assert packets.packet_of(review)["halfway"]["words"] == "Less reading"
        page = words(client.get(review.get_absolute_url()))
        assert page.index("Halfway") < page.index("Less reading")
        reviewing.share_review(review, by=people.owner, site=SITE)
        sign_in(people.supervisor)
        assert client.post(there, {"words": "x", "revision": 1}).status_code == 403
        assert "Less reading" in words(client.get(review.get_absolute_url()))


class TestChanging:
    @pytest.mark.parametrize("who", ["supervisor", "coordinator"])
    def test_who_opened_or_coordinates_it_moves_its_days_and_what_was_begun_keeps_its_own(
        self, client, people, sign_in, here, plan, who
    ):
        cycle = opened(here, meets_by=TODAY + timedelta(days=20))
        review = begun(here, people, plan, cycle)
        before = {name: getattr(review, name) for name in ("title", "starts", "ends", "halfway", "meets_on")}
        sign_in(getattr(people, who))
        there = at("cycle-change", here, cycle)
        assert there in words(client.get(at("cycle", here, cycle)))
        assert "keeps its own title" in words(client.get(there))
        assert 'value="Review 2026"' in words(client.get(there))
        later = TODAY + timedelta(days=40)
        form = moved(cycle, title="Review of the spring", **days(meets_by=later))
        assert client.post(there, form)["Location"] == cycle.get_absolute_url()
        cycle.refresh_from_db()
        assert (cycle.title, cycle.meets_by, cycle.revision) == ("Review of the spring", later, 2)
        review.refresh_from_db()
        assert {name: getattr(review, name) for name in before} == before
        assert not Letter.objects.filter(subject__contains="spring").exists()

    def test_whoever_has_still_to_begin_finds_the_new_days(self, client, people, sign_in, here, plan):
        cycle = opened(here)
        supervising.work_together(here.team.supervisions.get().pk, by=people.owner)
        cycles.change_cycle(cycle, expected=1, title="Moved", meets_by=TODAY + timedelta(days=40))
        page = words(sign_in(people.owner).get(reverse("cycle-begin", args=[cycle.places.get().pk])))
        assert 'value="Moved"' in page
        assert f'value="{(TODAY + timedelta(days=40)).year}"' in page

    @pytest.mark.parametrize(
        ("wrong", "told"),
        [
            ({"title": ""}, "title"),
            ({"starts-day": ""}, "from"),
            ({"ends-year": TODAY.year - 1}, "not before the first"),
            (days(draft_by=TODAY + timedelta(days=9), meets_by=TODAY), "not before the one above"),
            ({"title": "a\x00b"}, "control character"),
        ],
    )
    def test_what_cannot_be_is_told_and_kept(self, client, people, sign_in, here, wrong, told):
        cycle = opened(here)
        sign_in(people.supervisor)
        answer = client.post(at("cycle-change", here, cycle), moved(cycle, **{"closes_on-day": "31", **wrong}))
        assert answer.status_code == 422
        assert told in words(answer).lower()
        assert 'value="31"' in words(answer)
        cycle.refresh_from_db()
        assert (cycle.title, cycle.revision) == ("Review 2026", 1)

    def test_of_two_at_once_the_second_keeps_what_was_typed_and_can_save_it_then(self, client, people, sign_in, here):
        cycle = opened(here)
        sign_in(people.supervisor)
        there, form = at("cycle-change", here, cycle), moved(cycle, title="Mine")
        cycles.change_cycle(cycle, expected=1, title="Theirs")
        answer = client.post(there, form)
        assert answer.status_code == 422
        assert "changed in another window" in words(answer)
        assert 'value="Mine"' in words(answer)
        assert Cycle.objects.get().title == "Theirs"
        assert client.post(there, {**form, "revision": 2}).status_code == 302
        assert Cycle.objects.get().title == "Mine"

    def test_a_round_that_ended_is_not_changed(self, client, people, sign_in, here):
        cycle = opened(here)
        form = moved(cycle, title="Late")
        cycles.end_cycle(cycle)
        sign_in(people.supervisor)
        assert at("cycle-change", here, cycle) not in words(client.get(at("cycle", here, cycle)))
        answer = client.post(at("cycle-change", here, cycle), form)
        assert answer.status_code == 422
        assert "ended already" in words(answer)
        assert 'value="Late"' in words(answer)
        assert Cycle.objects.get().title == "Review 2026"

    def test_nobody_else_changes_it(self, client, people, sign_in, here):
        other = join(here.organisation, people.mentor)
        Supervision.objects.create(supervisor=other, member=here.member)
        cycle = opened(here)
        for who, status in ((people.mentor, 403), (people.owner, 404), (people.stranger, 404)):
            sign_in(who)
            assert client.get(at("cycle-change", here, cycle)).status_code == status
            assert client.post(at("cycle-change", here, cycle), moved(cycle, title="x")).status_code == status
        assert Cycle.objects.get().title == "Review 2026"


class TestWhoSeesWhat:
    def test_a_supervisor_sees_the_stage_and_the_next_day_and_nothing_of_a_draft(
        self, client, people, sign_in, here, plan
    ):
        cycle = opened(here)
        sign_in(people.supervisor)
        for there in (at("cycle", here, cycle), at("supervising", here)):
            assert "Not begun" in words(client.get(there))
        review = begun(here, people, plan, cycle)
        Review.objects.update(summary="MARK-SUMMARY", title="MARK-TITLE")
        for there in (at("cycle", here, cycle), at("supervising", here)):
            page = words(client.get(there))
            assert "Draft" in page
            assert not re.search("MARK-(SUMMARY|TITLE|INSIDE)", page)
            assert str(review.pk) not in page
        assert client.get(review.get_absolute_url()).status_code == 404
        reviewing.share_review(review, by=people.owner, site=SITE)
        for there in (at("cycle", here, cycle), at("supervising", here)):
            assert review.get_absolute_url() in words(client.get(there))

    def test_who_coordinates_sees_how_many_stand_where_and_no_line_of_anybody(
        self, client, people, sign_in, here, plan
    ):
        for place in range(4):
            teams.put_into(here.team, [join(here.organisation, PersonFactory(name=f"Person {place}"))])
        cycle = opened(here)
        review = begun(here, people, plan, cycle)
        reviewing.share_review(review, by=people.owner, site=SITE)
        for who in (people.coordinator, here.administrator.person):
            sign_in(who)
            page = words(client.get(at("cycle", here, cycle)))
            assert re.search(r"Shared</th>\s*<td[^>]*>1<", page)
            assert people.owner.name not in page
            assert "MARK-INSIDE" not in page
            assert str(review.pk) not in page
            assert client.get(review.get_absolute_url()).status_code == 404

    def test_of_few_people_no_number_tells_who_stands_where(self, client, people, sign_in, here, plan):
        cycle = opened(here)
        sign_in(people.coordinator)
        page = words(client.get(at("cycle", here, cycle)))
        assert "Fewer than five people" in page
        assert "Not begun" not in page
        sent = {"to": "begun", "subject": "x", "words": "y"}
        told = {step: self.reminded(client, here, cycle, sent) for step in ("before", "again")}
        review = begun(here, people, plan, cycle)
        reviewing.share_review(review, by=people.owner, site=SITE)
        told["after"] = self.reminded(client, here, cycle, sent)
        assert set(told.values()) == {"Sent to whom it concerns"}
        assert Letter.objects.filter(to=people.owner.email, subject="x").count() == 2
        sign_in(people.supervisor)
        page = words(client.get(at("cycle", here, cycle)))
        assert people.owner.name in page
        assert "Fewer than five people" not in page

    def reminded(self, client, here, cycle, sent) -> str:
        form = words(client.get(at("cycle-remind", here, cycle)))
        choice = re.search(r'name="to" value="([^"]+)"', form)[1]
        answer = client.post(at("cycle-remind", here, cycle), {**sent, "to": choice, "id": new_key()}, follow=True)
        return re.search("Sent to [a-z ]+", words(answer))[0].strip()

    def test_another_supervisor_sees_their_own_people_alone(self, client, people, sign_in, here):
        other = join(here.organisation, people.mentor)
        cycle = opened(here)
        sign_in(people.mentor)
        assert client.get(at("cycle", here, cycle)).status_code == 404
        Supervision.objects.create(supervisor=other, member=here.member)
        page = words(client.get(at("cycle", here, cycle)))
        assert people.owner.name in page
        assert client.post(at("cycle-end", here, cycle)).status_code == 403

    def test_a_key_of_another_organisation_opens_nothing(self, client, people, sign_in, here):
        cycle = opened(here)
        there = house("Elsewhere")
        sign_in(there.administrator.person)
        for name in ("cycle", "cycle-remind", "cycle-end", "cycle-newcomers"):
            for organisation in (here.organisation.pk, there.organisation.pk):
                address = reverse(name, args=[organisation, cycle.pk])
                assert client.post(address).status_code in {404, 405}
        assert cycle.places.count() == 1


class TestComingAndGoing:
    def test_who_joins_the_team_is_invited_by_somebody_and_who_leaves_is_asked_no_more(
        self, client, people, sign_in, here, plan
    ):
        cycle = opened(here)
        review = begun(here, people, plan, cycle)
        new = join(here.organisation, people.stranger)
        teams.put_into(here.team, [new])
        teams.take_from(here.team, here.member)
        assert not cycles.invitations_of(people.stranger)
        sign_in(people.supervisor)
        page = words(client.get(at("cycle", here, cycle)))
        assert "1 person has come into the team since" in page
        client.post(at("cycle-newcomers", here, cycle))
        client.post(at("cycle-newcomers", here, cycle))
        assert cycle.places.count() == 2
        assert cycles.invitations_of(people.stranger).get().cycle == cycle
        page = words(client.get(at("cycle", here, cycle)))
        assert people.stranger.name in page
        assert people.owner.name not in page
        assert "1 person has left the team since" in page
        assert Review.objects.of(people.owner).get() == review

    def test_who_left_before_beginning_is_not_invited_any_more(self, people, here):
        cycle = opened(here)
        teams.take_from(here.team, here.member)
        assert not cycles.invitations_of(people.owner)
        cycles.tell_invited.call(str(cycle.pk))
        assert not Letter.objects.filter(to=people.owner.email).exists()

    def test_leaving_the_organisation_leaves_the_review_with_its_learner(self, people, here, plan):
        cycle = opened(here)
        review = begun(here, people, plan, cycle)
        actions.leave(here.member)
        assert not cycle.places.exists()
        assert Review.objects.of(people.owner).get() == review
        here.organisation.delete()
        assert Review.objects.of(people.owner).get().cycle is None

    def test_a_change_of_supervisor_in_the_middle_the_review_goes_on_by_the_learner_alone(
        self, client, people, sign_in, here, plan
    ):
        cycle = opened(here)
        review = begun(here, people, plan, cycle)
        Review.objects.update(summary="My year")
        reviewing.share_review(review, by=people.owner, site=SITE)
        reviewing.comment_on_review(review, by=people.supervisor, item="", text="MARK-BETWEEN-US")
        teams.end_supervision(here.team.supervisions.get())
        new = join(here.organisation, people.mentor)
        teams.supervise([new], team=here.team)
        for who in (people.supervisor, people.mentor):
            sign_in(who)
            assert client.get(review.get_absolute_url()).status_code == 404
        sign_in(people.owner)
        assert "supports you no more" in words(client.get(review.get_absolute_url()))
        there = reverse("review-go-on", args=[review.pk])
        form = {"id": new_key(), "mentorship": here.team.supervisions.get().pk}
        for _twice in range(2):
            answer = client.post(there, form)
        after = Review.objects.exclude(pk=review.pk).get()
        assert answer["Location"] == after.get_absolute_url()
        assert (after.state, after.cycle, after.summary) == ("draft", cycle, "My year")
        assert after.mentorship.supporter == people.mentor
        sign_in(people.mentor)
        assert "Draft" in words(client.get(at("cycle", here, cycle)))
        assert client.get(after.get_absolute_url()).status_code == 404
        reviewing.share_review(after, by=people.owner, site=SITE)
        page = words(client.get(after.get_absolute_url()))
        assert "My year" in page
        assert "MARK-BETWEEN-US" not in page
        sign_in(people.owner)
        assert "MARK-BETWEEN-US" in words(client.get(review.get_absolute_url()))

    def test_it_does_not_go_on_while_the_reviewer_is_there_or_for_somebody_else(
        self, client, people, sign_in, here, plan, mentorship
    ):
        review = begun(here, people, plan, opened(here))
        with pytest.raises(Conflict):
            reviewing.go_on_with(review, mentorship, by=people.owner)
        with pytest.raises(NotAllowed):
            reviewing.go_on_with(review, mentorship, by=people.supervisor)
        sign_in(people.stranger)
        assert client.post(reverse("review-go-on", args=[review.pk])).status_code == 404


class TestReminding:
    def remind(self, client, here, cycle, **values):
        form = {"id": new_key(), "to": "not-begun", "subject": "Soon", "words": "A word", **values}
        return client.post(at("cycle-remind", here, cycle), form), form

    def test_it_is_a_draft_that_a_person_sends_once(self, client, people, sign_in, here):
        cycle = opened(here)
        sign_in(people.supervisor)
        page = words(client.get(at("cycle-remind", here, cycle)))
        assert "the review “Review 2026” is under way" in page
        assert not Letter.objects.exists()
        answer, form = self.remind(client, here, cycle)
        assert answer.status_code == 302
        client.post(at("cycle-remind", here, cycle), form)
        letter = Letter.objects.get()
        assert (letter.to, letter.subject) == (people.owner.email, "Soon")
        assert "A word" in letter.text
        assert "Helen Brandt" in letter.text

    def test_it_goes_to_those_who_are_behind_alone(self, client, people, sign_in, here, plan):
        cycle = opened(here)
        begun(here, people, plan, cycle)
        Letter.objects.all().delete()
        sign_in(people.supervisor)
        answer, _form = self.remind(client, here, cycle)
        assert answer.status_code == 422
        assert "A word" in words(answer)
        answer, _form = self.remind(client, here, cycle, to="not-shared")
        assert answer.status_code == 302
        assert Letter.objects.count() == 1

    def test_a_supervisor_writes_to_their_own_people_alone(self, client, people, sign_in, here):
        other = join(here.organisation, people.mentor)
        new = join(here.organisation, people.stranger)
        teams.put_into(here.team, [new])
        cycle = opened(here)
        Supervision.objects.create(supervisor=other, member=new)
        sign_in(people.mentor)
        self.remind(client, here, cycle)
        assert [letter.to for letter in Letter.objects.all()] == [people.stranger.email]

    @pytest.mark.usefixtures("one_minute")
    def test_reminders_have_a_limit(self, client, people, sign_in, here):
        cycle = opened(here)
        sign_in(people.supervisor)
        told = [self.remind(client, here, cycle)[0].status_code for _each in range(11)]
        assert told[-1] == 429

    def test_words_add_no_header(self, client, people, sign_in, here):
        cycle = opened(here)
        sign_in(people.supervisor)
        self.remind(client, here, cycle, subject="Soon\r\nBcc: x@example.org")
        assert all("\n" not in letter.subject for letter in Letter.objects.all())


def test_an_ended_round_invites_and_reminds_nobody_and_leaves_what_was_begun(client, people, sign_in, here, plan):
    cycle = opened(here)
    review = begun(here, people, plan, cycle)
    sign_in(people.supervisor)
    assert client.post(at("cycle-end", here, cycle)).status_code == 302
    assert client.post(at("cycle-end", here, cycle)).status_code == 409
    assert not cycles.invitations_of(people.owner)
    cycle.refresh_from_db()
    with pytest.raises(Conflict):
        cycles.invite_newcomers(cycle)
    with pytest.raises(Conflict):
        cycles.remind(cycle, list(cycle.places.all()), by=people.supervisor, key=new_key(), subject="x", words="y")
    assert "Write a reminder" not in words(client.get(at("cycle", here, cycle)))
    reviewing.share_review(review, by=people.owner, site=SITE)
    assert client.get(review.get_absolute_url()).status_code == 200


def many(here, count: int, cycle: Cycle) -> None:
    """So many people whom Helen supervises, each with an agreement, a plan and a shared review in the round."""
    for number in range(count):
        person = PersonFactory(name=f"Person {number:03}")
        member = join(here.organisation, person)
        TeamPlace.objects.create(team=here.team, member=member)
        cycle.places.create(member=member)
        mentorship = Mentorship.objects.create(
            owner=person,
            supporter=here.supervisor.person,
            kind="supervisor",
            state="running",
            supervision=here.team.supervisions.get(),
        )
        plan = PlanFactory(owner=person)
        values = {"title": "R", "starts": TODAY, "ends": TODAY, "state": "shared"}
        Review.objects.create(owner=person, mentorship=mentorship, cycle=cycle, plan=plan, **values)


def test_the_pages_of_a_supervisor_cost_the_same_for_two_and_for_two_hundred(
    client, people, sign_in, here, count_queries
):
    cycle = opened(here)
    many(here, 2, cycle)
    sign_in(people.supervisor)
    pages = [at("supervising", here), at("cycle", here, cycle), at("cycles", here), at("cycle-remind", here, cycle)]
    [client.get(each) for each in pages]
    few = [count_queries(lambda each=each: client.get(each)) for each in pages]
    many(here, 198, cycle)
    assert [count_queries(lambda each=each: client.get(each)) for each in pages] == few
    assert "Page 1 of 9" in words(client.get(pages[0]))
    assert "Person 197" in words(client.get(pages[0], {"page": 9}))


def test_the_next_day_is_that_of_the_stage():
    cycle = Cycle(
        draft_by=TODAY + timedelta(days=9),
        halfway=TODAY + timedelta(days=2),
        meets_by=TODAY + timedelta(days=20),
        closes_on=TODAY + timedelta(days=30),
    )

    def of(state, **values):
        return next_day(cycle, Review(state=state, **values), today=TODAY)

    assert next_day(cycle, None, today=TODAY) == cycle.halfway
    assert of("draft", halfway_held=TODAY) == cycle.draft_by
    assert of("shared") == cycle.meets_by
    assert of("draft", halfway=TODAY + timedelta(days=1)) == TODAY + timedelta(days=1)
    assert of("shared", meets_on=TODAY) == TODAY
    assert of("discussed") == of("signed") == cycle.closes_on
    assert of("closed") is None
    assert next_day(cycle, None, today=TODAY + timedelta(days=15)) == cycle.draft_by
    assert next_day(Cycle(), None, today=TODAY) is None


def test_who_supervises_nobody_is_told_so(client, people, sign_in, here):
    sign_in(people.owner)
    assert "Nobody is supervised by you here" in words(client.get(at("supervising", here)))
    assert supervising_page(get_seat(people.owner, here.organisation.pk), {}).shown.object_list == []
