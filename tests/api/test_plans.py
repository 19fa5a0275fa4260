"""Goals, plans, objectives and activities through the API: they work, and refuse what must be refused."""

import pytest

from planfolio.plans.models import Activity, Goal, Objective, Plan, PlanGrant
from planfolio.testing import ActivityFactory, GoalFactory, ObjectiveFactory, PersonFactory, PlanFactory

from .calls import Caller, fields, problem

pytestmark = pytest.mark.django_db

YEAR = {"starts": "2027-01-01", "ends": "2027-12-31"}
KEY = "0190a000-0000-7000-8000-000000000001"


@pytest.fixture
def owner():
    return PersonFactory(name="Nora Lindqvist")


@pytest.fixture
def call(owner):
    return Caller(owner)


def test_a_plan_is_made_answered_scheduled_and_read_again(call):
    goal = call.post("/goals", {"text": "Be the person the wards ask first"}).json()
    plan = call.post("/plans", {"title": "Better searches", **YEAR, "word": "study circle"}).json()
    assert plan["word"] == "study circle"
    answers = {"what": "Search Embase", "why_kind": "gap", "goal": goal["id"], "minutes": 90, "due": "2027-06-30"}
    made = call.post(f"/plans/{plan['id']}/objectives", answers)
    assert made.status_code == 201
    objective = made.json()
    assert {name: objective[name] for name in answers} == answers
    first = call.post(f"/objectives/{objective['id']}/activities", {"title": "Read", "minutes": 30}).json()
    then = {"title": "Translate", "after": [first["id"]]}
    second = call.post(f"/objectives/{objective['id']}/activities", then).json()
    assert second["after"] == [first["id"]]
    criteria = call.put(f"/objectives/{objective['id']}/criteria", {"criteria": ["Peer reviewed", "Reused"]}).json()
    assert [each["text"] for each in criteria["results"]] == ["Peer reviewed", "Reused"]
    link = call.post(f"/objectives/{objective['id']}/links", {"direction": "leads_to", "to_goal": goal["id"]})
    assert link.json()["to_goal"] == goal["id"]
    assert call.put(f"/activities/{first['id']}/week", {"week": "2027-02-01"}).json()["week"] == "2027-02-01"
    done = call.post(f"/activities/{first['id']}/moves", {"name": "finish", "on": "2027-02-02"}).json()
    assert (done["state"], done["done_on"]) == ("done", "2027-02-02")
    assert [each["id"] for each in call.get("/activities?state=open").json()["results"]] == [second["id"]]
    assert call.get(f"/plans/{plan['id']}/fit").json()["needed"] == 60
    document = call.get(f"/plans/{plan['id']}/document").json()
    again = call.post("/plan-documents", {"document": document, "id": KEY}).json()
    assert again["id"] == KEY
    assert call.get(f"/plans/{KEY}/document").json() == document


def test_a_change_keeps_what_was_not_sent(call, owner):
    objective = ObjectiveFactory(plan__owner=owner, minutes=600, why="Wards ask", stage="doing")
    changed = call.patch(f"/objectives/{objective.pk}", {"what": "Something else"})
    assert changed.status_code == 200
    objective.refresh_from_db()
    assert (objective.what, objective.minutes, objective.why, objective.stage) == (
        "Something else",
        600,
        "Wards ask",
        "doing",
    )
    assert call.patch(f"/objectives/{objective.pk}", {"minutes": None}).json()["minutes"] is None


def test_a_word_of_ones_own_gives_way_to_a_listed_one(call, owner):
    plan = PlanFactory(owner=owner, word="study circle")
    assert call.patch(f"/plans/{plan.pk}", {"title": "Other"}).json()["word"] == "study circle"
    assert call.patch(f"/plans/{plan.pk}", {"word": "learning-contract"}).json()["word"] == "learning-contract"


def test_a_change_to_what_was_changed_since_is_refused(call, owner):
    plan = PlanFactory(owner=owner)
    read = call.get(f"/plans/{plan.pk}")
    assert read["ETag"] == '"1"'
    assert call.patch(f"/plans/{plan.pk}", {"title": "First"}, If_Match=read["ETag"])["ETag"] == '"2"'
    problem(call.patch(f"/plans/{plan.pk}", {"title": "Second"}, If_Match=read["ETag"]), 412)
    problem(call.delete(f"/plans/{plan.pk}", If_Match=read["ETag"]), 412)
    assert Plan.objects.kept().get(pk=plan.pk).title == "First"
    assert call.delete(f"/plans/{plan.pk}", If_Match='"2"').status_code == 204
    problem(call.get(f"/plans/{plan.pk}"), 404)


def test_what_is_removed_is_listed_and_comes_back(call, owner):
    goal = GoalFactory(owner=owner)
    assert call.delete(f"/goals/{goal.pk}").status_code == 204
    listed = call.get("/deleted").json()["results"]
    assert [(each["kind"], each["id"]) for each in listed] == [("goal", str(goal.pk))]
    assert call.post(f"/deleted/goal/{goal.pk}/restore").status_code == 200
    assert call.get(f"/goals/{goal.pk}").status_code == 200
    problem(call.post(f"/deleted/goal/{goal.pk}/restore"), 404)
    problem(call.post(f"/deleted/session/{goal.pk}/restore"), 404)


def test_a_move_that_does_not_start_here_is_a_conflict(call, owner):
    goal = GoalFactory(owner=owner)
    assert (
        call.post(f"/goals/{goal.pk}/moves", {"name": "let_go", "reason": "Changed work"}).json()["state"] == "let_go"
    )
    problem(call.post(f"/goals/{goal.pk}/moves", {"name": "reach"}), 409)
    problem(call.post(f"/goals/{goal.pk}/moves", {"name": "explode"}), 422)


def test_activities_in_a_circle_are_refused_with_nothing_saved(call, owner):
    first = ActivityFactory(objective__plan__owner=owner, title="First")
    second = ActivityFactory(objective=first.objective, title="Second")
    assert call.patch(f"/activities/{first.pk}", {"after": [str(second.pk)]}).status_code == 200
    told = problem(call.patch(f"/activities/{second.pk}", {"after": [str(first.pk)], "title": "New"}), 422)
    assert "First" in told["detail"]
    assert Activity.objects.get(pk=second.pk).title == "Second"


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, {"title", "starts", "ends"}),
        ({"title": "", **YEAR}, {"title"}),
        ({"title": "T", "starts": "2027-12-31", "ends": "2027-01-01"}, {"ends"}),
        ({"title": "T", "starts": "1 May", "ends": "2027-02-30"}, {"starts"}),
        ({"title": "T", **YEAR, "ends": "2027-02-30"}, {"ends"}),
        ({"title": "T" * 301, **YEAR}, {"title"}),
        ({"title": 3, **YEAR}, {"title"}),
        ({"title": "T", **YEAR, "language": "de"}, {"language"}),
        ({"title": "T", **YEAR, "owner": "me", "revision": 9}, {"owner", "revision"}),
        ({"title": "T", **YEAR, "id": 3}, {"id"}),
        ({"title": "T", **YEAR, "previous": KEY}, {"previous"}),
        ({"title": "nul \x00", **YEAR}, {"title"}),
        ({"title": "half \ud800", **YEAR}, {"title"}),
    ],
)
def test_what_is_wrong_is_told_by_field(call, body, wrong):
    assert fields(call.post("/plans", body)) == wrong
    assert not Plan.objects.exists()


OBJECTIVE = {"what": "x", "activities": [{"key": "1", "title": "Read"}]}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"title": ""}, {"plan.title"}),
        ({"starts": None, "ends": None}, {"plan.starts", "plan.ends"}),
        ({"ends": "2026-01-01"}, {"plan.ends"}),
        ({"ends": "9999-01-01"}, {"plan.ends"}),
        ({"licence": "x" * 61}, {"plan.licence"}),
        ({"aim": "\x00"}, {"plan.aim"}),
        ({"owner": "me"}, {"document"}),
        ({"starts": "2027-02-30"}, {"document"}),
        ({"objectives": [{**OBJECTIVE, "minutes": 2**70}]}, {"plan.objectives.0.minutes"}),
        ({"objectives": [{**OBJECTIVE, "goal": "x" * 301}]}, {"plan.objectives.0.goal"}),
        ({"objectives": [{**OBJECTIVE, "criteria": ["x" * 301]}]}, {"plan.objectives.0.criteria"}),
        (
            {"objectives": [{"activities": [{"title": "a", "state": "done"}]}]},
            {"plan.objectives.0.activities.0.done_on"},
        ),
        (
            {"objectives": [{"activities": [{"title": "a", "url": "javascript:x"}]}]},
            {"plan.objectives.0.activities.0.url"},
        ),
        ({"objectives": [{"links": [{"words": "x" * 301}]}]}, {"plan.objectives.0.links.0.words"}),
    ],
)
def test_a_document_that_cannot_be_stored_is_told_by_place(call, owner, change, wrong):
    document = call.get(f"/plans/{PlanFactory(owner=owner).pk}/document").json()
    document["plan"] |= {"starts": "2027-01-01", "ends": "2027-12-31"} | change
    assert fields(call.post("/plan-documents", {"document": document})) == wrong
    assert Plan.objects.count() == 1


def test_a_document_with_too_many_objectives_is_refused_whole(call, owner):
    document = call.get(f"/plans/{PlanFactory(owner=owner).pk}/document").json()
    document["plan"]["objectives"] = [OBJECTIVE] * 201
    problem(call.post("/plan-documents", {"document": document}), 422)
    assert (Plan.objects.count(), Objective.objects.count()) == (1, 0)


def test_every_field_of_the_model_that_is_not_offered_is_refused(call, owner):
    """No mass assignment: every column, and every relation, of every noun."""
    plan = PlanFactory(owner=owner)
    objective = ObjectiveFactory(plan=plan)
    activity = ActivityFactory(objective=objective)
    goal = GoalFactory(owner=owner)
    offered = {
        "goals": {"kind", "text", "why", "domain", "year"},
        "plans": {"title", "aim", "starts", "ends", "word", "language", "previous"},
        "objectives": {
            *("what", "what_kind", "ksa", "why_kind", "why", "goal", "strategies", "evidence_kind", "evidence"),
            *("starts", "due", "minutes", "stage"),
        },
        "activities": {"title", "minutes", "format", "context", "provider", "url", "earliest", "due", "after"},
    }
    for path, row in (("goals", goal), ("plans", plan), ("objectives", objective), ("activities", activity)):
        names = {field.name for field in type(row)._meta.get_fields()} | {
            field.attname for field in type(row)._meta.concrete_fields
        }
        for name in names - offered[path]:
            assert fields(call.patch(f"/{path}/{row.pk}", {name: "1"})) == {name}, (path, name)


def test_a_key_sent_twice_adds_one_row(call, owner):
    bodies = [{"text": "A goal", "id": KEY}] * 2
    assert {call.post("/goals", body).json()["id"] for body in bodies} == {KEY}
    assert Goal.objects.count() == 1


def test_a_key_of_somebody_else_is_not_revealed(call):
    theirs = GoalFactory(pk=KEY)
    made = call.post("/goals", {"text": "Mine", "id": KEY})
    assert made.status_code == 201
    assert made.json()["id"] != KEY
    theirs.refresh_from_db()
    assert theirs.text != "Mine"


def test_a_reader_sees_the_plan_but_neither_drafts_nor_what_others_links_lead_to(call, owner):
    theirs = PlanFactory(title="Shared")
    PlanGrant.objects.create(owner=theirs.owner, thing=theirs, person=owner, role="reader", source="test:1")
    shown, draft = ObjectiveFactory(plan=theirs, what="Shown"), ObjectiveFactory(plan=theirs, state="draft")
    hidden = ObjectiveFactory(plan__owner=theirs.owner, what="Elsewhere")
    shown.links.create(owner=theirs.owner, direction="builds_on", to_objective=hidden)
    shown.links.create(owner=theirs.owner, direction="builds_on", words="Last year")
    assert call.get(f"/plans/{theirs.pk}").json()["title"] == "Shared"
    assert [each["what"] for each in call.get(f"/plans/{theirs.pk}/objectives").json()["results"]] == ["Shown"]
    problem(call.get(f"/objectives/{draft.pk}"), 404)
    problem(call.get(f"/objectives/{hidden.pk}"), 404)
    assert [each["words"] for each in call.get(f"/objectives/{shown.pk}/links").json()["results"]] == ["Last year"]
    problem(call.get(f"/plans/{theirs.pk}/fit"), 403)
    problem(call.get(f"/plans/{theirs.pk}/document"), 403)
    problem(call.patch(f"/objectives/{shown.pk}", {"what": "Mine"}), 403)
    problem(call.delete(f"/plans/{theirs.pk}"), 403)
    assert call.get("/plans").json()["results"] == []
    assert Objective.objects.get(pk=shown.pk).what == "Shown"
