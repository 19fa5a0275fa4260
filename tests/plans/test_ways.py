"""Other ways in to an objective: offered when all activities lean on one source, put away for good, never a score."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from planfolio.people.sharing import Role
from planfolio.plans.models import Objective, PlanGrant
from planfolio.plans.ways import ONE_WAY, leaning, ways_in
from planfolio.testing import ActivityFactory, ObjectiveFactory, words

SEARCH = "Design a search strategy for a systematic review and have it peer reviewed"


def activity(**values):
    return SimpleNamespace(**{"url": "", "provider": "", "format": "", "state": "open", **values})


@pytest.mark.parametrize(
    ("activities", "common"),
    [
        ([], None),
        ([{"format": "course"}], None),
        ([{"provider": "MLA"}], ("", "MLA", "")),
        ([{"url": "https://example.org/a"}], ("https://example.org/a", "", "")),
        ([{"format": "course"}] * 2, ("", "", "course")),
        ([{"format": "course", "provider": "MLA"}, {"format": "course", "provider": " mla "}], ("", "MLA", "course")),
        ([{"format": "course"}, {"format": "reading"}], None),
        ([{"format": "course"}, {}], None),
        ([{"format": "course"}, {"format": "course"}, {"format": "reading", "state": "let_go"}], ("", "", "course")),
        ([{"provider": "MLA"}, {"provider": "CILIP"}], None),
    ],
)
def test_activities_lean_on_what_every_one_of_them_has(activities, common):
    found = leaning([activity(**values) for values in activities])
    assert (found and (found.link, found.provider, found.format)) == common


def objective(**values):
    plan = SimpleNamespace(language="en")
    return SimpleNamespace(**{"what": SEARCH, "state": "active", "dismissed": [], "plan": plan, **values})


def test_other_ways_in_are_really_other():
    courses = [activity(format="reading", provider="Cochrane")] * 2
    ways = ways_in(objective(), courses)
    assert ways.leaning.others
    assert all(each.resource.format != "reading" for each in ways.leaning.others)
    assert all(each.resource.provider != "Cochrane" for each in ways.leaning.others)


def test_what_the_objective_has_already_is_not_offered_again():
    first = ways_in(objective(), []).helpful[0].resource
    again = ways_in(objective(), [activity(url=first.url)])
    assert first not in [each.resource for each in again.helpful]


@pytest.mark.parametrize("values", [{"dismissed": [ONE_WAY]}, {"state": "done"}, {"state": "parked"}])
def test_nothing_is_said_where_it_was_put_away_or_the_objective_rests(values):
    assert ways_in(objective(**values), [activity(provider="MLA")]).leaning is None


@pytest.fixture
def shown(people, db):
    row = ObjectiveFactory(plan__owner=people.owner, what=SEARCH)
    ActivityFactory.create_batch(3, objective=row, format="course", provider="A vendor")
    return row


def test_the_page_offers_another_way_and_forgets_it_once_put_away(client, people, sign_in, shown):
    sign_in(people.owner)
    page = words(client.get(shown.get_absolute_url()))
    assert "All 3 activities have one format and one provider: Course, A vendor." in page
    assert "PRESS: Peer Review" in page
    client.post(reverse("objective-remark", args=[shown.plan_id, shown.number]), {"code": ONE_WAY})
    page = words(client.get(shown.get_absolute_url()))
    assert "Another way in" not in page
    assert "Resources that may help" in page


def test_a_reader_is_shown_no_remark(client, people, sign_in, shown):
    PlanGrant.objects.create(
        owner=people.owner, thing=shown.plan, person=people.mentor, role=Role.READER, source="test"
    )
    sign_in(people.mentor)
    assert "Another way in" not in words(client.get(shown.get_absolute_url()))


def test_the_page_of_an_objective_costs_the_same_number_of_queries_at_any_size(client, people, sign_in, count_queries):
    sign_in(people.owner)
    client.get(reverse("network"))
    counts = []
    for size in (1, 30):
        row = ObjectiveFactory(plan__owner=people.owner, what=SEARCH)
        ActivityFactory.create_batch(size, objective=row, format="course")
        counts.append(count_queries(lambda row=row: client.get(row.get_absolute_url())))
    assert counts[0] == counts[1]
    assert Objective.objects.count() == 2
