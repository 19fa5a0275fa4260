"""Somebody with one of everything, each with a marker in its words, for tests that look for what leaks."""

from datetime import date

from planfolio.journal import actions as journal
from planfolio.journal.files import keep_file
from planfolio.journal.incoming import incoming
from planfolio.people.models import Break, WeekTime
from planfolio.plans.models import PlanGrant
from planfolio.plans.versions import keep_version
from planfolio.programmes import announcing, asking, survey, taking_part, wall
from planfolio.programmes.actions import add_programme
from planfolio.programmes.groups import actions as groups
from planfolio.programmes.groups.models import RunGroup
from planfolio.testing import ActivityFactory, GoalFactory, ObjectiveFactory, PersonFactory, PlanFactory
from tests.programmes.runs import begin, wrote
from tests.programmes.written import small_programme

#: Put into every text of the owner: it must be in no answer to anybody who may not see it.
MARKER = "zebra-seven"


def own_everything(*, marker=MARKER, reader=None):
    """A person, and the keys of their things by noun. `reader` may read the plan."""
    owner = PersonFactory(name=marker)
    plan = PlanFactory(owner=owner, title=marker, aim=marker)
    if reader:
        PlanGrant.objects.create(owner=owner, thing=plan, person=reader, role="reader", source="test:1")
    goal = GoalFactory(owner=owner, text=marker, why=marker)
    objective = ObjectiveFactory(plan=plan, what=marker, why=marker, goal=goal)
    entry, _added = journal.add_entry(
        by=owner, title=marker, summary=marker, note=marker, minutes=60, objectives=[objective]
    )
    journal.reflect(entry, by=owner, model="quick", answers={"what": marker})
    file = keep_file(incoming(f"{marker}.txt", "text/plain", [marker.encode()]), by=owner, entry=entry)
    evidence = journal.add_evidence(objective, by=owner, kind="note", title=marker, text=marker, entry=entry)
    programme = add_programme(small_programme(title=marker), by=owner)
    run = begin(owner, title=marker, joining="invited", agreement="meanwhile", grouping="pairs", programme=programme)
    post = wrote(participation := taking_part.join(run, by=owner), "thing-01", marker, by=owner, note=marker)
    comment = wall.comment(post, run, marker, by=owner)
    group = RunGroup.objects.create(owner=owner, run=run, number=1)
    run.participations.update(group=group, wants_group=True)
    participation.refresh_from_db()
    said = groups.say(participation, by=owner, text=marker)
    announcement = announcing.announce(run, by=owner, title=marker, text=marker)
    question = asking.ask(participation, by=owner, text=marker, public=False)
    survey.open_survey(run, by=owner, without=[], own=[f"{marker}?"])
    journal.close_week(date(2027, 1, 4), by=owner, answer=marker)
    return owner, {
        "entry": entry.pk,
        "file": file.pk,
        "evidence": evidence.pk,
        "week": "2027-01-04",
        "plan": plan.pk,
        "version": keep_version(plan, by=owner, reason=marker).number,
        "goal": goal.pk,
        "objective": objective.pk,
        "activity": ActivityFactory(objective=objective, title=marker).pk,
        "criterion": objective.criteria.create(owner=owner, text=marker).pk,
        "link": objective.links.create(owner=owner, direction="leads_to", words=marker).pk,
        "break": Break.objects.create(owner=owner, label=marker, starts="2027-07-01", ends="2027-07-20").pk,
        "weektime": WeekTime.objects.create(owner=owner, label=marker, monday="2027-07-19", minutes=30).pk,
        "programme": programme.pk,
        "run": run.pk,
        "thing": "thing-02",
        "post": post.pk,
        "comment": comment.pk,
        "said": said.pk,
        "announcement": announcement.pk,
        "question": question.pk,
        "asked": "own-1",
        "person": participation.pk,
        "kind": "goal",
        "removed": GoalFactory(owner=owner, text=marker, deleted_at="2099-01-01T00:00:00Z").pk,
    }
