"""Sharing, revoking, joining and leaving at random, held against a model of who may see what in ten lines."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from planfolio.journal import actions as journal
from planfolio.journal.models import Entry
from planfolio.mentoring import agreements, links, reviewing, supervising
from planfolio.mentoring.models import Mentorship, Request, Review, SharedLink
from planfolio.mentoring.talks import ask_request
from planfolio.people.models import Membership, Organisation, Supervision, Team
from planfolio.people.organisations import teams
from planfolio.people.removal import remove, restore
from planfolio.people.sharing import COMMENT, EDIT, VIEW, Bearer
from planfolio.plans.models import Objective, Plan
from planfolio.testing import ObjectiveFactory, PersonFactory, PlanFactory
from tests.mentoring.conftest import supported

pytestmark = pytest.mark.slow

PEOPLE = st.integers(0, 3)
LEARNERS = st.integers(0, 2)


class WhoSeesWhat(RuleBasedStateMachine):
    """Four people, each with a plan and an entry. `gave` is the model: (giver, thing, to whom, by what source)."""

    @initialize()
    def begin(self):
        self.people = [PersonFactory() for _ in range(4)]
        self.plans = [PlanFactory(owner=person) for person in self.people]
        self.objectives = [ObjectiveFactory(plan=plan, state="active") for plan in self.plans]
        self.entries = [journal.add_entry(by=person, title="E", summary="S")[0] for person in self.people]
        self.running, self.gave, self.reviews, self.removed = {}, set(), {}, set()
        # The last supervises a team and, one by one, whom it names; who said yes to it, by the row that it stands on.
        house = Organisation.objects.create(name="H")
        self.members = [Membership.objects.create(organisation=house, person=person) for person in self.people]
        self.team = Team.objects.create(organisation=house, name="T")
        self.stands_on = {}

    # The model: who may read a thing.
    def may_read(self, who, thing) -> bool:
        if thing.pk in self.removed:
            return False
        return thing.owner_id == getattr(who, "pk", None) or any(
            given == thing.pk and to == who for given, to, _source in self.gave
        )

    @rule(one=PEOPLE, other=PEOPLE)
    def support(self, one, other):
        if one == other or (one, other) in self.running:
            return
        self.running[one, other] = supported(self.people[one], by=self.people[other])

    @rule(one=LEARNERS)
    def join_or_leave_the_team(self, one):
        if self.team.places.filter(member=self.members[one]).exists():
            teams.take_from(self.team, self.members[one])
            self.over(lambda on: on == ("team", one))
        else:
            teams.put_into(self.team, [self.members[one]])

    @rule(one=LEARNERS, by_team=st.booleans())
    def supervise_or_no_longer(self, one, by_team):
        whom = {"team": self.team} if by_team else {"member": self.members[one]}
        there = Supervision.objects.filter(**whom).first()
        if there:
            teams.end_supervision(there)
            self.over(lambda on: on[0] == "team" if by_team else on == ("name", one))
        else:
            teams.supervise([self.members[-1]], **whom)

    @rule(one=LEARNERS)
    def work_together(self, one):
        offered = supervising.supervisors_to_work_with(self.people[one])
        if offered and (one, 3) not in self.running:
            made = supervising.work_together(offered[0].supervision.pk, by=self.people[one])
            self.running[one, 3] = made
            self.stands_on[made] = ("team", one) if offered[0].team else ("name", one)

    def over(self, which):
        """Agreements that stand on what has ended are over, with what they gave and with nothing else."""
        ended = {made for made, on in self.stands_on.items() if which(on)}
        self.running = {pair: made for pair, made in self.running.items() if made not in ended}
        self.gave = {each for each in self.gave if each[2] not in {made.source for made in ended}}

    @rule(one=PEOPLE, other=PEOPLE, entry=st.booleans())
    def share(self, one, other, entry):
        thing = self.entries[one] if entry else self.plans[one]
        mentorship = self.running.get((one, other))
        if mentorship:
            agreements.show(mentorship, thing)
            self.gave.add((thing.pk, self.people[other], mentorship.source))

    @rule(one=PEOPLE, other=PEOPLE)
    def ask(self, one, other):
        mentorship = self.running.get((one, other))
        if mentorship:
            ask_request(mentorship, by=self.people[one], site="", question="?", objective=self.objectives[one])
            self.gave.add((self.plans[one].pk, self.people[other], mentorship.source))

    @rule(one=PEOPLE, other=PEOPLE)
    def review(self, one, other):
        mentorship = self.running.get((one, other))
        if mentorship and mentorship not in self.reviews:
            plan = self.plans[one]
            made = reviewing.begin_review(
                mentorship, by=self.people[one], title="R", plan=plan, starts=plan.starts, ends=plan.ends
            )
            self.reviews[mentorship] = (made, False)

    @rule(one=PEOPLE, other=PEOPLE)
    def share_review(self, one, other):
        mentorship = self.running.get((one, other))
        if mentorship in self.reviews:
            made, _shared = self.reviews[mentorship]
            reviewing.share_review(made, by=self.people[one], site="")
            self.reviews[mentorship] = (made, True)

    @rule(one=PEOPLE, entry=st.booleans(), over=st.booleans())
    def link(self, one, entry, over):
        thing = self.entries[one] if entry else self.plans[one]
        until = timezone.now() + timedelta(days=-1 if over else 1)
        made, _secret = links.make_link(
            thing, by=self.people[one], expires_at=until, comments=False, label="x", key=None
        )
        if not over:
            self.gave.add((thing.pk, Bearer(made.secret_hash), made.source))

    @rule(one=PEOPLE)
    def end_a_link(self, one):
        made = SharedLink.objects.filter(owner=self.people[one]).first()
        if made:
            source = made.source
            links.end_link(made)
            self.gave = {each for each in self.gave if each[2] != source}

    @rule(one=PEOPLE, other=PEOPLE, by_learner=st.booleans())
    def end(self, one, other, by_learner):
        mentorship = self.running.pop((one, other), None)
        if mentorship:
            agreements.end(mentorship, by=self.people[one if by_learner else other])
            self.gave = {each for each in self.gave if each[2] != mentorship.source}

    @rule(one=PEOPLE)
    def take_away_or_bring_back(self, one):
        plan = self.plans[one]
        if plan.pk in self.removed:
            plan.refresh_from_db()
            restore(plan)
            self.removed.discard(plan.pk)
        else:
            remove(plan)
            self.removed.add(plan.pk)

    @invariant()
    def everybody_sees_what_the_model_says(self):
        if not hasattr(self, "people"):
            return
        bearers = [to for _thing, to, _source in self.gave if isinstance(to, Bearer)]
        for who in [*self.people, *bearers]:
            plans = set(Plan.objects.kept().may(who, VIEW).values_list("pk", flat=True))
            assert plans == {plan.pk for plan in self.plans if self.may_read(who, plan)}
            under = set(Objective.objects.kept().may(who, VIEW).values_list("plan", flat=True))
            assert under == plans
            entries = set(Entry.objects.kept().may(who, VIEW).values_list("pk", flat=True))
            assert entries == {entry.pk for entry in self.entries if self.may_read(who, entry)}
            edits = set(Plan.objects.kept().may(who, EDIT).values_list("owner", flat=True))
            assert edits <= {getattr(who, "pk", None)}
            assert set(Plan.objects.kept().may(who, COMMENT).values_list("pk", flat=True)) <= plans

    @invariant()
    def what_is_between_two_is_theirs_alone(self):
        if not hasattr(self, "people"):
            return
        for number, who in enumerate(self.people):
            mine = {each.pk for (one, other), each in self.running.items() if number in (one, other)}
            seen = Mentorship.objects.of(who).filter(state="running").values_list("pk", flat=True)
            assert set(seen) == mine
            for request in Request.objects.of(who):
                assert request.owner_id == who.pk or request.mentorship_id in mine
            shown = {
                made.pk
                for (one, other), each in self.running.items()
                if each in self.reviews and other == number
                for made, shared in [self.reviews[each]]
                if shared
            }
            others = Review.objects.of(who).exclude(owner=who).values_list("pk", flat=True)
            assert set(others) == shown


class TestWhoSeesWhat(TestCase, WhoSeesWhat.TestCase):
    settings = settings(max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
