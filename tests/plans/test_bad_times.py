"""What no plan should be, and some are: each gets a true sentence, never a crash, never a silent correction."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.urls import reverse

from planfolio.errors import Refused
from planfolio.journal import actions as journal
from planfolio.people.models import Break, Person, WeekTime
from planfolio.plans.actions import set_after
from planfolio.plans.document import PlanDoc
from planfolio.plans.fit import plan_roadmap
from planfolio.plans.models import Activity, Objective, Plan
from planfolio.plans.store import add_plan_from_document
from planfolio.testing import ActivityFactory, ObjectiveFactory, PersonFactory, PlanFactory, words
from tests.api.calls import Caller

#: A Monday.
TODAY = date(2026, 11, 23)
ADDRESSES = ("plan", "plan-roadmap", "plan-replan", "plan-load-csv", "plan-forecast-csv", "plan-timeline-csv")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(f"{TODAY}T09:00:00Z", tick=False):
        yield


@pytest.fixture
def owner():
    return PersonFactory(weekly_minutes=140)


def day(number: int | None) -> date | None:
    """So many days after today."""
    return None if number is None else TODAY + timedelta(days=number)


def a_plan(owner, *jobs, starts: int = 0, ends: int = 62) -> Plan:
    """One objective with an activity for each (minutes, earliest, due), in days from today."""
    plan = PlanFactory(owner=owner, starts=day(starts), ends=day(ends))
    objective = ObjectiveFactory(plan=plan, number=1)
    for minutes, earliest, due in jobs:
        ActivityFactory(objective=objective, minutes=minutes, earliest=day(earliest), due=day(due))
    return plan


@pytest.fixture
def said(client):
    """What the pages of a plan say in all; every address answers, for its owner's pages, numbers and programs."""

    def say(plan: Plan) -> str:
        client.force_login(plan.owner)
        answers = [client.get(reverse(name, args=[plan.pk])) for name in ADDRESSES]
        answers += [client.get("/"), Caller(plan.owner).get(f"/plans/{plan.pk}/fit")]
        assert [answer.status_code for answer in answers] == [200] * len(answers)
        return " ".join(words(answers[1]).split())

    return say


def test_no_time_at_all(owner, said):
    Person.objects.filter(pk=owner.pk).update(weekly_minutes=0)
    owner.refresh_from_db()
    text = said(a_plan(owner, (60, None, None)))
    assert "You have 0 h before 24 January." in text
    assert "1 h too much." in text
    assert "There is no time in these weeks for the 1 h you planned." in text
    assert "Not done within a year after the plan." in text


def test_weeks_without_any_time(owner, said):
    for number in range(10):
        WeekTime.objects.create(owner=owner, monday=day(7 * number), minutes=0)
    text = said(a_plan(owner, (60, None, None)))
    assert "you planned 1 h and have 0 min" in text


def test_no_time_is_not_taken_for_a_normal_week(owner, client):
    client.force_login(owner)
    answer = client.post(reverse("account"), {"name": owner.name, "weekly_minutes": "0"})
    assert "Write a time between 1 minute and 1,000 hours" in answer.text


def test_a_break_over_the_whole_plan(owner, said):
    Break.objects.create(owner=owner, starts=day(-10), ends=day(100))
    text = said(a_plan(owner, (60, None, None)))
    assert "You have 0 h before 24 January." in text
    assert "End the plan 41 days later" in text
    assert "Take" not in text.partition("What could give")[2].partition("When will it be done?")[0]


@pytest.mark.parametrize("minutes", ["-5", "-1 h", "0", "1001 h", "999999999 h", "1e9", "½ h", "two"])
def test_a_negative_or_absurd_estimate_is_refused_and_kept_in_the_form(owner, client, minutes):
    plan = a_plan(owner)
    client.force_login(owner)
    answer = client.post(
        f"{plan.get_absolute_url()}objectives/1/activities/new/", {"title": "Read", "minutes": minutes}
    )
    assert answer.status_code == 422
    assert "Write the time as 45 min" in answer.text or "between 1 minute and 1,000 hours" in answer.text
    assert f'value="{minutes}"' in answer.text
    assert not Activity.objects.exists()


def test_the_longest_estimates_are_counted_as_they_are(owner, said):
    text = said(a_plan(owner, (60_000, None, None), (60_000, None, 10)))
    assert "Needs about 2000 h." in text
    assert "find no time within a year after the plan" in text
    assert "Not done within a year after the plan." in text


def test_a_plan_of_ten_years(owner, said):
    text = said(a_plan(owner, (60_000, None, 3_600), (60, None, None), ends=3_652))
    assert "Needs about 1001 h. You have about 1218 h before 22 November 2036." in text


def test_a_plan_of_more_than_ten_years_is_refused_everywhere(owner, client):
    plan = a_plan(owner)
    client.force_login(owner)
    far = {"title": "Far", "starts": "2026-11-23", "ends": "2096-01-01", "language": "en"}
    form = client.post(reverse("plan-edit", args=[plan.pk]), far | {"revision": plan.revision})
    replan = client.post(reverse("plan-replan", args=[plan.pk]), {"save": "1", "ends": "2096-01-01"})
    carry = client.post(reverse("plan-next", args=[plan.pk]), {**far, "onward_1": "continue"})
    for answer in (form, replan, carry):
        assert answer.status_code == 422
        assert "Enter an end within ten years of the start" in answer.text
    with pytest.raises(Refused):
        add_plan_from_document(PlanDoc(title="Far", starts=TODAY, ends=date(2199, 1, 1)), by=owner)
    assert Plan.objects.get().ends == day(62)


@pytest.mark.parametrize(
    ("minutes", "sentences"),
    [
        (
            20,
            [
                "Needs 20 min. You have 20 min before 23 November.",
                "It fits, with nothing to spare.",
                "23 November 2026.",
            ],
        ),
        (60, ["On 23 November you planned 1 h and have 20 min.", "40 min too much."]),
    ],
)
def test_a_plan_of_one_day(owner, said, minutes, sentences):
    text = said(a_plan(owner, (minutes, None, None), ends=0))
    for sentence in sentences:
        assert sentence in text


def test_a_plan_of_one_day_that_is_past(owner, said):
    assert "This plan ended on 22 November 2026." in said(a_plan(owner, (60, None, None), starts=-1, ends=-1))


def test_a_chain_that_is_longer_than_the_plan(owner, said):
    plan = a_plan(owner, *[(140, None, None)] * 12, ends=6)
    rows = list(Activity.objects.all())
    for first, following in pairwise(rows):
        set_after(following, [first], by=owner)
    text = said(plan)
    assert "Between 23 November and 29 November you planned 28 h and have 2 h 20." in text
    finishes = [job.finishes for job in plan_roadmap(plan, person=owner).schedule.jobs]
    assert finishes == sorted(finishes)
    assert finishes[-1] == day(12 * 7 - 1)


def test_a_chain_whose_dates_cannot_both_hold(owner, said):
    plan = a_plan(owner, (30, 40, None), (30, None, 10))
    first, following = Activity.objects.order_by("position")
    set_after(following, [first], by=owner)
    text = said(plan)
    assert "1 h are due by 3 December, but cannot begin before 2 January." in text
    assert "days that have passed" not in text


def test_a_chain_in_a_circle_is_refused_by_name(owner):
    a_plan(owner, (30, None, None), (30, None, None))
    first, following = Activity.objects.order_by("position")
    set_after(following, [first], by=owner)
    with pytest.raises(Refused, match="in a circle"):
        set_after(first, [following], by=owner)


@pytest.mark.parametrize(
    ("starts", "sentence"),
    [
        (20, "30 min are due by 3 December, but cannot begin before 13 December."),
        (0, "It fits"),
    ],
)
def test_due_before_the_plan_starts(owner, said, starts, sentence):
    text = said(a_plan(owner, (30, None, 10), starts=starts))
    assert sentence in text
    assert ("30 min are due before these weeks begin." in text) == bool(starts)


def test_due_on_a_day_that_has_passed(owner, said):
    assert "30 min are planned for days that have passed." in said(a_plan(owner, (30, None, -5), starts=-20))


def test_due_before_its_own_start_is_refused_with_the_day(owner, client):
    plan = a_plan(owner)
    client.force_login(owner)
    dates = {"earliest": "2026-12-10", "due": "2026-12-01"}
    answer = client.post(f"{plan.get_absolute_url()}objectives/1/activities/new/", {"title": "Read", **dates})
    assert answer.status_code == 422
    assert "Enter a day on or after 10 December 2026, before which it cannot start" in words(answer)


def test_it_cannot_begin_before_the_plan_has_ended(owner, said):
    text = said(a_plan(owner, (30, 90, None)))
    assert "30 min are due by 24 January, but cannot begin before 21 February." in text


def test_another_time_zone_is_another_day_and_no_hour_counts_twice(owner, said):
    plan = a_plan(owner, (70, None, None), ends=6)
    journal.add_entry(by=owner, title="Read", minutes=20, day=TODAY, objectives=[Objective.objects.get()])
    with time_machine.travel("2026-11-23T23:30:00Z", tick=False):
        found = {}
        for zone in ("Pacific/Niue", "UTC", "Pacific/Kiritimati"):
            Person.objects.filter(pk=owner.pk).update(time_zone=zone)
            owner = Person.objects.get(pk=owner.pk)
            plan = Plan.objects.get(pk=plan.pk)
            said(plan)
            roadmap = plan_roadmap(plan, person=owner)
            found[zone] = (roadmap.today, roadmap.fit.needed, roadmap.fit.available)
    # A seventh of the week is a day, and what was logged this week is taken from the week as a whole.
    assert found == {
        "Pacific/Niue": (TODAY, 70, 120),
        "UTC": (TODAY, 70, 120),
        "Pacific/Kiritimati": (day(1), 70, 120),
    }


@pytest.mark.parametrize(("zone", "when"), [("Europe/Paris", "2026-10-19"), ("America/New_York", "2026-10-26")])
def test_a_week_in_which_the_clock_changes_has_the_time_of_any_other(owner, said, zone, when):
    Person.objects.filter(pk=owner.pk).update(time_zone=zone)
    owner = Person.objects.get(pk=owner.pk)
    with time_machine.travel(f"{when}T23:30:00", tick=False):
        today = owner.today()
        plan = PlanFactory(owner=owner, starts=today, ends=today + timedelta(days=40))
        ActivityFactory(objective=ObjectiveFactory(plan=plan), minutes=500)
        said(plan)
        weeks = plan_roadmap(plan, person=owner).schedule.weeks
    assert [week.capacity for week in weeks[1:-1]] == [140] * (len(weeks) - 2)
    assert {after.monday - before.monday for before, after in pairwise(weeks)} == {timedelta(days=7)}


def test_week_53_has_its_place_and_its_page(owner, said, client):
    plan = a_plan(owner, (1_000, None, None))
    mondays = [week.monday for week in plan_roadmap(plan, person=owner).schedule.weeks]
    assert mondays[4:8] == [date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 4), date(2027, 1, 11)]
    assert "28 December 2026 to 3 January 2027" in said(plan)
    with time_machine.travel("2027-01-02T09:00:00Z", tick=False):
        client.force_login(owner)
        assert client.get("/journal/?week=2026-W53").status_code == 200
        assert client.get("/checkin/2026-W53/").url == "/#close"
        missing = client.get("/journal/?week=2027-W53")
    assert missing.status_code == 404
    assert "no such week" in missing.text.lower()
