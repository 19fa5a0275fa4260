"""Reading another person's things through a side door: what a grant on a plan opens, and nothing beside it.

Each thing that is not shared bears the mark. A reader of the plan asks every address that could tell of it.
"""

import pytest
from django.utils import timezone

from planfolio.journal import actions as journal
from planfolio.journal.files import keep_file
from planfolio.journal.incoming import incoming
from planfolio.people.base import new_key
from planfolio.plans.models import Plan, PlanGrant
from planfolio.testing import ActivityFactory, GoalFactory, ObjectiveFactory, PlanFactory
from tests.api.calls import Caller

pytestmark = pytest.mark.django_db
MARK = "MARK-NOT-SHARED"
FORMATS = ("json", "md", "csv", "docx", "pdf")


@pytest.fixture
def shared(people):
    """A plan that the mentor may read, with one objective."""
    plan = PlanFactory(owner=people.owner, title="Shared plan")
    PlanGrant.objects.create(owner=people.owner, thing=plan, person=people.mentor, role="reader", source="test:1")
    return ObjectiveFactory(plan=plan, number=1, position=1, what="Shared objective", state="active")


def pages_of(objective) -> list[str]:
    plan = f"/plans/{objective.plan_id}/"
    exports = [f"{plan}export/{kind}/" for kind in ("json", "md", "csv")]
    return [plan, f"{plan}copy/", objective.get_absolute_url(), *exports]


def told_to(client, addresses) -> str:
    answers = [client.get(there) for there in addresses]
    assert {answer.status_code for answer in answers} <= {200, 404}
    return "\n".join(answer.content.decode() for answer in answers)


def test_a_page_that_was_kept_is_not_shown_once_the_grant_has_ended(people, sign_in, shared):
    """A page is kept for its owner; whoever reads somebody else's is asked again each time whether they may."""
    client, there = sign_in(people.mentor), shared.plan.get_absolute_url()
    assert client.get(there).status_code == 200
    assert client.get(there).status_code == 200
    PlanGrant.objects.all().delete()
    assert client.get(there).status_code == 404


def test_a_page_that_was_kept_is_not_shown_once_the_owner_changed_or_removed_the_plan(people, sign_in, shared):
    client, there = sign_in(people.mentor), shared.plan.get_absolute_url()
    assert b"Shared objective" in client.get(there).content
    shared.__class__.objects.update(what="Changed since")
    assert b"Changed since" in client.get(there).content
    Plan.objects.update(deleted_at=timezone.now())
    assert client.get(there).status_code == 404


def test_a_draft_is_its_owners_alone_by_every_address(people, sign_in, shared):
    draft = ObjectiveFactory(plan=shared.plan, number=2, position=2, what=f"Draft {MARK}", state="draft")
    file = keep_file(incoming("a.txt", "", [MARK.encode()]), by=people.owner)
    evidence = journal.add_evidence(draft, by=people.owner, kind="file", title=MARK, attachment=file)
    client = sign_in(people.mentor)
    for there in (draft.get_absolute_url(), evidence_page(evidence), f"/files/{file.pk}/"):
        assert client.get(there).status_code == 404
    api = Caller(people.mentor)
    for there in (
        f"/objectives/{draft.pk}",
        f"/evidence/{evidence.pk}",
        f"/attachments/{file.pk}",
        f"/attachments/{file.pk}/file",
        f"/objectives/{draft.pk}/evidence",
    ):
        assert api.get(there).status_code == 404
    assert MARK not in told_to(client, pages_of(shared))
    assert sign_in(people.owner).get(draft.get_absolute_url()).status_code == 200


def evidence_page(evidence) -> str:
    return f"/portfolio/{evidence.pk}/"


def test_a_link_tells_a_reader_nothing_of_a_plan_that_is_not_shared(people, sign_in, shared):
    other = ObjectiveFactory(plan=PlanFactory(owner=people.owner, title=MARK), what=f"Other {MARK}", state="active")
    draft = ObjectiveFactory(plan=shared.plan, number=7, position=7, what=f"Draft {MARK}", state="draft")
    for target in (other, draft):
        shared.links.create(owner=people.owner, direction="leads_to", to_objective=target)
    assert MARK not in told_to(sign_in(people.mentor), pages_of(shared))
    assert MARK not in Caller(people.mentor).get(f"/objectives/{shared.pk}/links").content.decode()
    assert MARK in told_to(sign_in(people.owner), [shared.get_absolute_url()])


def test_what_a_link_leads_to_is_not_told_once_it_was_removed(people, sign_in, shared):
    gone = ObjectiveFactory(plan=PlanFactory(owner=people.owner), what=f"Gone {MARK}", deleted_at=timezone.now())
    of_gone = ObjectiveFactory(plan=PlanFactory(owner=people.owner, deleted_at=timezone.now()), what=f"Of gone {MARK}")
    goal = GoalFactory(owner=people.owner, text=f"Gone goal {MARK}", deleted_at=timezone.now())
    for target in ({"to_objective": gone}, {"to_objective": of_gone}, {"to_goal": goal}):
        shared.links.create(owner=people.owner, direction="leads_to", **target)
    shared.goal = goal
    shared.save()
    for person in (people.mentor, people.owner):
        assert MARK not in told_to(sign_in(person), pages_of(shared))


def test_a_copy_of_a_shared_plan_carries_nothing_that_was_not_shared(people, sign_in, shared):
    other = ObjectiveFactory(plan=PlanFactory(owner=people.owner, title=MARK), what=f"Other {MARK}")
    shared.links.create(owner=people.owner, direction="builds_on", to_objective=other)
    ObjectiveFactory(plan=shared.plan, number=2, position=2, what=MARK, state="draft")
    journal.add_evidence(shared, by=people.owner, kind="note", title=MARK, text=MARK)
    journal.add_entry(by=people.owner, title=MARK, note=MARK, minutes=60, objectives=[shared])
    sign_in(people.mentor).post(f"/plans/{shared.plan_id}/copy/", {"id": new_key(), "starts": "2027-01-01"})
    copy = Plan.objects.get(owner=people.mentor)
    assert MARK not in told_to(sign_in(people.mentor), [copy.get_absolute_url(), f"/plans/{copy.pk}/export/json/"])
    assert not copy.grants.exists()


def test_a_reader_is_not_told_what_time_was_spent(people, sign_in, shared):
    """Time that was spent comes from the journal, which is not shared with the plan."""
    activity = ActivityFactory(objective=shared, minutes=120)
    journal.add_entry(by=people.owner, title=MARK, minutes=47, activities=[activity])
    page = told_to(sign_in(people.mentor), [shared.get_absolute_url()]).replace("\xa0", " ")
    assert "47 min" not in page
    assert "Still needs" not in page
    own = told_to(sign_in(people.owner), [shared.get_absolute_url()]).replace("\xa0", " ")
    assert "47 min" in own


def test_the_entries_behind_evidence_stay_with_their_owner(people, sign_in, shared):
    entry, _added = journal.add_entry(by=people.owner, title=f"Entry {MARK}", note=MARK, objectives=[shared])
    file = keep_file(incoming(f"{MARK}.txt", "", [MARK.encode()]), by=people.owner, entry=entry)
    evidence = journal.add_evidence(shared, by=people.owner, kind="note", title="Shown", text="Shown", entry=entry)
    client = sign_in(people.mentor)
    told = told_to(client, [evidence_page(evidence), shared.get_absolute_url()])
    assert "Shown" in told
    assert MARK not in told
    assert str(entry.pk) not in told
    for there in (f"/journal/{entry.pk}/", f"/files/{file.pk}/"):
        assert client.get(there).status_code == 404


@pytest.mark.parametrize("removed", ["entry", "plan"])
def test_a_file_goes_with_what_it_hangs_on(people, sign_in, shared, removed):
    entry, _added = journal.add_entry(by=people.owner, title="Entry")
    where = {"entry": entry} if removed == "entry" else {"plan": shared.plan}
    file = keep_file(incoming("a.txt", "", [b"words"]), by=people.owner, **where)
    client, api = sign_in(people.owner), Caller(people.owner)
    assert client.get(f"/files/{file.pk}/").status_code == 200
    row = entry if removed == "entry" else shared.plan
    type(row).objects.filter(pk=row.pk).update(deleted_at=timezone.now())
    assert client.get(f"/files/{file.pk}/").status_code == 404
    for there in (f"/attachments/{file.pk}", f"/attachments/{file.pk}/file"):
        assert api.get(there).status_code == 404
    assert str(file.pk) not in api.get("/attachments").content.decode()


def test_a_file_stays_behind_the_evidence_it_is_when_its_entry_is_removed(people, sign_in, shared):
    entry, _added = journal.add_entry(by=people.owner, title="Entry")
    file = keep_file(incoming("a.txt", "", [b"words"]), by=people.owner, entry=entry)
    journal.add_evidence(shared, by=people.owner, kind="file", title="Shown", attachment=file, entry=entry)
    journal.remove(entry, by=people.owner)
    for person in (people.owner, people.mentor):
        assert sign_in(person).get(f"/files/{file.pk}/").status_code == 200


@pytest.mark.parametrize("removed", ["objective", "plan"])
def test_evidence_and_its_file_go_with_the_objective(people, sign_in, shared, removed):
    file = keep_file(incoming("a.txt", "", [b"words"]), by=people.owner)
    evidence = journal.add_evidence(shared, by=people.owner, kind="file", title="Shown", attachment=file)
    row = shared if removed == "objective" else shared.plan
    type(row).objects.filter(pk=row.pk).update(deleted_at=timezone.now())
    for person in (people.owner, people.mentor):
        client, api = sign_in(person), Caller(person)
        assert client.get(evidence_page(evidence)).status_code == 404
        assert api.get(f"/evidence/{evidence.pk}").status_code == 404
        assert "Shown" not in client.get("/portfolio/").content.decode()
        assert str(evidence.pk) not in api.get("/evidence").content.decode()
    assert sign_in(people.mentor).get(f"/files/{file.pk}/").status_code == 404


@pytest.mark.parametrize("removed", ["objective", "plan"])
def test_activities_go_with_what_they_hang_on(people, sign_in, shared, removed):
    activity = ActivityFactory(objective=shared, title=f"Activity {MARK}", week=None)
    row = shared if removed == "objective" else shared.plan
    type(row).objects.filter(pk=row.pk).update(deleted_at=timezone.now())
    client, api = sign_in(people.owner), Caller(people.owner)
    assert client.get(f"/activities/{activity.pk}/").status_code == 404
    assert client.post(f"/activities/{activity.pk}/moves/finish/").status_code == 404
    assert api.get(f"/activities/{activity.pk}").status_code == 404
    assert api.post(f"/activities/{activity.pk}/finish", {}).status_code == 404
    for there in ("/", "/week/choose/", "/journal/new/", "/capture/", "/network/"):
        assert MARK not in client.get(there).content.decode()
    assert MARK not in api.get("/activities").content.decode()


def test_a_search_and_its_count_find_nothing_of_another(people, sign_in):
    journal.add_entry(by=people.owner, title=f"zebraword {MARK}", note="giraffeword")
    nothing = sign_in(people.stranger).get("/journal/", {"q": "quaggaword"}).content.decode()
    for word in ("zebraword", "giraffeword", "owner", people.owner.pk.hex, f"owner{people.owner.pk.hex}"):
        found = sign_in(people.stranger).get("/journal/", {"q": word}).content.decode()
        assert MARK not in found
        assert found.count("<li") == nothing.count("<li")
        assert Caller(people.stranger).get(f"/entries?q={word}").json()["results"] == []


def test_a_token_does_not_read_the_document_of_a_plan_that_is_only_shared(people, shared):
    assert Caller(people.mentor).get(f"/plans/{shared.plan_id}/document").status_code == 403
    assert Caller(people.mentor).get(f"/plans/{shared.plan_id}/fit").status_code == 403
    assert Caller(people.stranger).get(f"/plans/{shared.plan_id}/document").status_code == 404
