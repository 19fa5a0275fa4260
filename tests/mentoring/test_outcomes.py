"""Anonymous outcomes: who is counted, what is told, by whom it is read, and that no report ever changes."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from planfolio.journal import actions as journal
from planfolio.mentoring import chores
from planfolio.mentoring.models import OutcomeConsent, OutcomeReport
from planfolio.mentoring.outcomes import consenting, facts, quarters, reporting
from planfolio.mentoring.views.outcomes import EXPORTS_EACH_MINUTE
from planfolio.people.models import Person
from planfolio.people.organisations import actions as organisations
from planfolio.plans import lifecycle
from planfolio.plans.models import Objective
from planfolio.plans.versions import keep_version
from planfolio.testing import ActivityFactory, ObjectiveFactory, PersonFactory, PlanFactory, words
from tests.people.organisation_cast import house, join

pytestmark = [pytest.mark.django_db, pytest.mark.integration]
AUGUST, OCTOBER = datetime(2026, 8, 10, 9, tzinfo=UTC), datetime(2026, 10, 9, 3, tzinfo=UTC)
Q3 = quarters.Quarter(2026, 3)
#: What is told of five who did the same. Where all that they have stands under one label, nothing is told of it:
#: it would be told of everybody. Of two labels the smaller joins those of nobody.
FIVE = {
    **{("why", "gap"): 5, ("why", ""): 5, ("stage", "done"): 5, ("stage", ""): 5},
    **{("where", "course"): 350, ("where", ""): 300, ("replan", "replan"): 5},
}
MARK = "pademelonword"


@pytest.fixture
def here(people):
    return house(coordinator=people.coordinator, administrator=people.administrator)


def learner(here, *, why="gap", counted=True) -> Person:
    """A member who in August begins two objectives, achieves one, logs and reflects, and changes a plan."""
    with time_machine.travel(AUGUST, tick=False):
        person = PersonFactory(name=MARK)
        own = join(here.organisation, person)
        if counted:
            consenting.consent(own)
        plan = PlanFactory(owner=person, title=MARK)
        values = {"plan": plan, "what": MARK, "state": "active", "ksa": "skill"}
        first = ObjectiveFactory(**values, number=1, why_kind=why)
        ObjectiveFactory(**values, number=2, why_kind="duty", stage="doing")
        activity = ActivityFactory(objective=first, minutes=60, title=MARK)
        entry, _added = journal.add_entry(
            by=person, title=MARK, note=MARK, minutes=70, context="course", activities=[activity]
        )
        journal.add_entry(by=person, title=MARK, minutes=60, context="work")
        journal.reflect(entry, by=person, model="quick", answers={"what": MARK})
        lifecycle.move(activity, "finish", by=person)
        lifecycle.move(first, "finish", by=person)
        keep_version(plan, by=person, reason=MARK)
    return person


@pytest.fixture
def five(here):
    return [learner(here) for _time in range(5)]


def make() -> OutcomeReport | None:
    with time_machine.travel(OCTOBER, tick=False):
        reporting.make_reports()
    return OutcomeReport.objects.first()


def numbers(report) -> dict:
    return {(key, label): number for key, label, number in reporting.rows_of(report)}


def test_five_who_agreed_are_counted_by_table(here, five):
    assert numbers(make()) == FIVE


def test_that_nobody_chose_a_target_does_not_follow(here, five):
    """The smallest of three kinds that could be told joins those that nobody has."""
    for _time in range(5):
        learner(here, why="curiosity")
    found = numbers(make())
    assert {label: number for (key, label), number in found.items() if key == "why"} == {"duty": 10, "gap": 5, "": 5}
    assert (found[("where", "course")], found[("where", "")]) == (700, 600)


def test_four_are_not_told_of_at_all(here, five, sign_in, client):
    consenting.withdraw(five[0].memberships.get())
    assert make() is None
    sign_in(here.coordinator.person)
    assert "There is no report yet" in words(client.get(reverse("outcomes", args=[here.organisation.pk])))


@pytest.mark.parametrize(
    "gone",
    [
        lambda person: organisations.leave(person.memberships.get()),
        lambda person: Person.objects.filter(pk=person.pk).update(is_active=False),
        lambda person: Person.objects.filter(pk=person.pk).update(is_example=True),
        lambda person: OutcomeConsent.objects.filter(owner=person).update(version=0),
        lambda person: OutcomeConsent.objects.filter(owner=person).update(purpose="another"),
        lambda person: OutcomeConsent.objects.filter(owner=person).update(given_at=datetime(2026, 10, 1, tzinfo=UTC)),
        lambda person: person.delete(),
    ],
)
def test_who_left_or_agreed_later_or_to_something_else_is_not_counted(here, five, gone):
    gone(five[0])
    assert make() is None


def test_members_who_did_not_agree_and_other_organisations_are_not_counted(here, five):
    before = numbers(make())
    OutcomeReport.objects.all().delete()
    learner(here, counted=False)
    learner(house("Another"))
    assert numbers(make()) == before


def test_a_report_is_made_a_week_after_its_quarter_once_and_never_changes(here, five):
    with time_machine.travel(datetime(2026, 10, 7, 23, tzinfo=UTC), tick=False):
        assert reporting.make_reports() == 0
    report = make()
    before = json.dumps(report.sheet)
    sixth = learner(here)
    consenting.withdraw(five[0].memberships.get())
    five[1].delete()
    with time_machine.travel(OCTOBER, tick=False):
        assert reporting.make_reports() == 0
        reporting.make_report(here.organisation, Q3)
    assert json.dumps(OutcomeReport.objects.get().sheet) == before
    consenting.consent(sixth.memberships.get())


def test_who_agreed_after_the_quarter_is_in_no_report_about_it(here, five):
    late = learner(here, counted=False)
    with time_machine.travel(OCTOBER - timedelta(days=3), tick=False):
        consenting.consent(late.memberships.get())
    assert numbers(make()) == FIVE


def test_each_thing_is_counted_in_one_quarter_alone(here, five):
    """So the numbers of two reports are never about the same thing, and no difference of them is about a person."""
    keys = [person.pk for person in five]
    asked = [quarters.Quarter(year, number) for year in (2025, 2026, 2027) for number in (1, 2, 3, 4)]
    for key in ("why", "ksa", "stage", "outcome", "time", "where", "reflection", "replan"):
        counted = [
            sum(sum(people.values()) for people in facts.count_quarter(keys, each)[key].values()) for each in asked
        ]
        assert sum(1 for each in counted if each) == 1, key
        assert counted[asked.index(Q3)] > 0, key


def test_a_later_quarter_says_nothing_of_what_was_told_before(here, five):
    make()
    with time_machine.travel(datetime(2027, 1, 9, tzinfo=UTC), tick=False):
        assert reporting.make_reports() == 1
    assert OutcomeReport.objects.get(quarter="2026-Q4").sheet["tables"] == {}


def test_counts_of_a_quarter_follow_its_rules(here, five):
    person = five[0]
    first = Objective.objects.get(owner=person, number=1)
    with time_machine.travel(AUGUST + timedelta(days=9), tick=False):
        lifecycle.move(first, "take_up", by=person)
    found = facts.count_quarter([person.pk], Q3)
    assert sum(found["outcome"]["finish"].values()) == 0
    assert {label for label, people in found["stage"].items() if people} == {"not-said", "doing"}
    assert {label for label, people in found["time"].items() if people} == {"as-planned"}
    assert (facts._ratio(0.5), facts._ratio(9)) == ("less", "much-more")


def test_the_number_of_queries_is_the_same_for_any_number_of_people(here, five, count_queries):
    keys = [person.pk for person in five]
    facts.ways("en")
    few = count_queries(lambda: facts.count_quarter(keys[:1], Q3))
    assert few == count_queries(lambda: facts.count_quarter(keys, Q3)) == 6


class TestTheChoice:
    @pytest.fixture
    def there(self, here):
        return reverse("outcome-consent", args=[here.organisation.pk])

    def test_it_is_made_and_taken_back_by_one_button_each(self, client, here, sign_in, there):
        sign_in(here.member.person)
        assert "You are not counted." in words(client.get(there))
        for _time in range(2):
            assert client.post(there, {"counted": "yes"})["Location"] == there
        kept = OutcomeConsent.objects.get()
        assert (kept.owner, kept.purpose, kept.version) == (here.member.person, "anonymous-outcomes", 1)
        assert timezone.now() - kept.given_at < timedelta(minutes=5)
        assert "Count me no more" in words(client.get(there))
        for _time in range(2):
            client.post(there, {"counted": "no"})
        assert OutcomeConsent.objects.get().withdrawn_at
        client.post(there, {"counted": "yes"})
        assert OutcomeConsent.objects.count() == 2

    def test_opening_the_page_agrees_to_nothing(self, client, here, sign_in, there):
        sign_in(here.member.person)
        client.get(there)
        assert not OutcomeConsent.objects.exists()

    def test_nobody_in_the_organisation_sees_who_agreed(self, client, here, sign_in, five):
        make()
        sign_in(here.administrator.person)
        for name in ("outcomes", "organisation", "organisation-people"):
            page = words(client.get(reverse(name, args=[here.organisation.pk])))
            assert "anonymous-outcomes" not in page
            assert "You have been counted" not in page

    def test_a_stranger_finds_nothing(self, client, people, sign_in, there):
        sign_in(people.stranger)
        assert client.post(there, {"counted": "yes"}).status_code == 404
        assert not OutcomeConsent.objects.exists()


class TestReading:
    @pytest.fixture
    def report(self, here, five):
        for _time in range(5):
            learner(here, why="curiosity")
        return make()

    def test_the_page_shows_the_latest_with_its_rule(self, client, here, sign_in, report):
        sign_in(here.coordinator.person)
        page = words(client.get(reverse("outcomes", args=[here.organisation.pk])))
        assert "Quarter 3 of 2026" in page
        assert "Of at least 10 people who agreed to it." in page
        assert "All others together" in page
        assert "Too few people for a number" in page
        assert MARK not in page
        assert client.get(reverse("outcomes", args=[here.organisation.pk]) + "?quarter=2020-Q1").status_code == 404

    def test_the_files_hold_the_same_numbers_and_no_word_of_anybody(self, client, here, sign_in, report):
        sign_in(here.coordinator.person)
        there = [reverse("outcomes-file", args=[here.organisation.pk, "2026-Q3", format]) for format in ("csv", "json")]
        table, sheet = (client.get(each).content.decode("utf-8-sig") for each in there)
        rows = list(csv.reader(io.StringIO(table)))[1:]
        assert sorted(int(row[3]) for row in rows) == sorted(numbers(report).values())
        assert json.loads(sheet)["tables"] == report.sheet["tables"]
        assert MARK not in table + sheet
        # 1.2.10: no cell begins as a formula does.
        assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r" and cell]
        assert client.get(there[0].replace("csv", "xlsx")).status_code == 404
        assert client.get(there[0].replace("Q3", "Q1")).status_code == 404

    def test_asvs_2_4_1_taking_it_out_has_a_limit(self, client, here, sign_in, report):
        sign_in(here.coordinator.person)
        there = reverse("outcomes-file", args=[here.organisation.pk, "2026-Q3", "csv"])
        with time_machine.travel(datetime.now(UTC), tick=False):
            statuses = [client.get(there).status_code for _time in range(EXPORTS_EACH_MINUTE + 1)]
        assert statuses == [200] * EXPORTS_EACH_MINUTE + [429]

    @pytest.mark.parametrize("name", ["outcomes", "outcomes-file"])
    def test_members_and_other_organisations_read_none(self, client, here, people, sign_in, report, name):
        arguments = [here.organisation.pk, "2026-Q3", "csv"][: 1 if name == "outcomes" else 3]
        for who in (here.member.person, here.supervisor.person, people.stranger, house("Another").administrator.person):
            sign_in(who)
            assert client.get(reverse(name, args=arguments)).status_code == 404

    def test_in_french(self, client, here, sign_in, report):
        Person.objects.filter(pk=here.coordinator.person_id).update(language="fr")
        sign_in(here.coordinator.person)
        page = words(client.get(reverse("outcomes", args=[here.organisation.pk])))
        assert "Trimestre 3 de 2026" in page
        assert "Tous les autres ensemble" in page


@pytest.mark.parametrize(
    ("day", "name"), [(date(2026, 1, 1), "2026-Q1"), (date(2026, 3, 31), "2026-Q1"), (date(2026, 12, 31), "2026-Q4")]
)
def test_quarters(day, name):
    quarter = quarters.quarter_of(day)
    assert (str(quarter), quarters.named(name)) == (name, quarter)
    assert quarter.next.before == quarter
    assert quarter.first <= day < quarter.next.first
    assert quarters.named("2026-Q5") is quarters.named("x") is quarters.named("0000-Q1") is None


def test_the_schedule_makes_them(here, five):
    with time_machine.travel(OCTOBER, tick=False):
        assert chores.make_outcome_reports.func() == 1
