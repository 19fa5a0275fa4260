"""What the pages of a plan show, prepared: plain objects with everything in them, so that templates only read.

Each function costs a fixed number of queries, whatever the size of the plan.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Count, IntegerField, Prefetch, Q, Sum, Value
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from planfolio.catalogue.templates import PlanTemplate
from planfolio.people.models import Person
from planfolio.people.sharing import Visibility, visibility
from planfolio.prepared import Prepared

from .access import ENTRY_DIRECTIONS, entry_links, links_for
from .drawing import ON_THE_LINE, comes_after, plan_load, plan_timeline
from .fit import Roadmap, plan_roadmap
from .lifecycle import Move, moves_from
from .load import Load
from .models import Activity, Criterion, Link, Objective, Plan
from .store import plan_document
from .terms import terms
from .threads import Thread, thread_of
from .timeline import Timeline
from .vocabulary import SIX, ActivityState, ObjectiveState
from .wording import Remark, feedback

_LINK = _("%(label)s: %(text)s")


@dataclass(frozen=True)
class PlanPage:
    plan: Plan
    mine: bool
    #: Whose it is, for others to see; None on one's own.
    owner: Person | None
    visibility: Visibility
    roadmap: Roadmap | None
    objectives: list[Objective]
    drafts: list[Objective]
    aside: list[Objective]
    today: date
    #: Pairs of places in `objectives` of which the second comes after the first.
    after: list[tuple[int, int]]
    terms: PlanTemplate | None = None
    previous: Plan | None = None

    @property
    def order(self) -> tuple:
        """What and number of each objective, in their order."""
        return tuple((row.what, row.number) for row in self.objectives)

    @property
    def drawn(self) -> tuple:
        """All that the timeline shows."""
        rows = ((row.number, row.what, row.starts, row.due, row.stage, row.state) for row in self.objectives)
        return self.plan.starts, self.plan.ends, self.today, *self.after, *rows

    @cached_property
    def timeline(self) -> Timeline:
        return plan_timeline(self.plan, self.objectives, today=self.today, after=self.after)

    @cached_property
    def load(self) -> Load | None:
        return plan_load(self.roadmap) if self.roadmap else None


def plan_page(plan: Plan, *, who) -> PlanPage:
    """The plan page for its owner, or for somebody it is shared with (who is not shown the owner's time)."""
    mine = plan.owner_id == getattr(who, "pk", None)
    rows = _cards.objects(plan=plan.pk)
    roadmap = plan_roadmap(plan, person=who, objectives=rows) if mine else None
    shown = [row for row in rows if row.state in ON_THE_LINE]
    return PlanPage(
        plan=plan,
        mine=mine,
        owner=None if mine else plan.owner,
        visibility=visibility(plan, who=who),
        roadmap=roadmap,
        terms=terms(plan),
        objectives=shown,
        drafts=[row for row in rows if row.state == ObjectiveState.DRAFT and mine],
        aside=[row for row in rows if row.state in (ObjectiveState.PARKED, ObjectiveState.LET_GO)],
        today=who.today(),
        after=comes_after(plan, shown),
        previous=_previous(plan) if mine else None,
    )


def _previous(plan: Plan) -> Plan | None:
    """The plan that this one continues, if it is still there."""
    return plan.previous if plan.previous_id and not plan.previous.deleted_at else None


#: The fields of an objective that its card on the plan page shows.
CARD = ("owner", "plan", "number", "position", "what", "why", "starts", "due", "stage", "state", "reason", "minutes")


@Prepared
def _cards(plan: UUID):
    return Objective.objects.kept().filter(plan=plan).only(*CARD)


@dataclass(frozen=True)
class Answer:
    """One of the six as a line of the summary list; `text` is empty when it is not answered."""

    key: str
    label: str
    text: str
    more: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ObjectivePage:
    objective: Objective
    place: int
    count: int
    mine: bool
    visibility: Visibility
    answers: list[Answer]
    activities: list[Activity]
    planned: int
    remaining: int | None
    criteria: list[Criterion]
    links: list[Link]
    moves: list[Move]
    thread: Thread | None


def objective_page(objective: Objective, *, who) -> ObjectivePage:
    mine = objective.owner_id == getattr(who, "pk", None)
    shown = Objective.objects.kept().filter(plan=objective.plan_id)
    count = (shown if mine else shown.exclude(state=ObjectiveState.DRAFT)).aggregate(
        all=Count("pk"), before=Count("pk", filter=Q(position__lte=objective.position))
    )
    # What was spent is counted from the journal, which is not shared with the plan.
    logged = Sum("entry_links__minutes", filter=Q(entry_links__entry__deleted_at=None))
    spent = logged if mine else Value(None, output_field=IntegerField())
    activities = list(
        objective.activities.kept()
        .annotate(spent=spent)
        .prefetch_related(Prefetch("after", Activity.objects.kept().only("title"), to_attr="firsts"))
    )
    criteria = list(objective.criteria.kept())
    links = list(links_for(who).filter(objective=objective).select_related("to_objective__plan", "to_goal"))
    planned = sum(activity.minutes or 0 for activity in activities if activity.state != ActivityState.LET_GO)
    return ObjectivePage(
        objective=objective,
        place=count["before"],
        count=count["all"],
        mine=mine,
        visibility=visibility(objective.plan, who=who),
        answers=six_answers(
            objective,
            activities=activities,
            criteria=criteria,
            links=[*links, *(_entry_links(objective) if mine else [])],
        ),
        activities=activities,
        planned=planned,
        remaining=_remaining(objective, activities, planned) if mine else None,
        criteria=criteria,
        links=links,
        moves=moves_from(objective) if mine else [],
        thread=thread_of(objective, person=who) if mine else None,
    )


def _entry_links(objective: Objective) -> list[Link]:
    """The entries that the objective builds on or leads to, in the shape of the other links; for its owner only."""
    return [
        Link(objective=objective, direction=ENTRY_DIRECTIONS[link.relation], words=link.entry.title)
        for link in entry_links(objective)
    ]


def _remaining(objective: Objective, activities: list[Activity], planned: int) -> int | None:
    """Minutes still needed: what open activities have left and what is kept spare; None without estimates."""
    if not planned and not objective.minutes:
        return None
    left = sum(
        max(0, (activity.minutes or 0) - (activity.spent or 0))
        for activity in activities
        if activity.state == ActivityState.OPEN
    )
    return left + max(0, (objective.minutes or 0) - planned)


def six_answers(objective: Objective, *, activities, criteria, links) -> list[Answer]:
    """The six answers in their order, as people wrote them."""
    goal = objective.goal if objective.goal and not objective.goal.deleted_at else ""
    words = {
        "what": (objective.what, [objective.get_ksa_display()]),
        "why": (objective.why, [objective.get_why_kind_display(), str(goal)]),
        "how": (objective.strategies, [activity.title for activity in activities]),
        "evidence": (
            objective.evidence,
            [objective.get_evidence_kind_display(), *(criterion.text for criterion in criteria)],
        ),
        "when": ("", []),
        "links": ("", [_LINK % {"label": link.get_direction_display(), "text": link} for link in links]),
    }
    chosen = terms(objective.plan)
    labels = [(key, chosen.question(key).label if chosen else label) for key, label, _question in SIX]
    return [
        Answer(key, str(label), words[key][0], [str(more) for more in words[key][1] if more]) for key, label in labels
    ]


def next_question(key: str, step: int = 1) -> str | None:
    """The key of the question after (or before) `key`; None at the end."""
    keys = [each[0] for each in SIX]
    place = keys.index(key) + step
    return keys[place] if 0 <= place < len(keys) else None


def remarks(objective: Objective, *, today) -> list[Remark]:
    """What could make the wording clearer, without what its owner has put away."""
    doc = plan_document(objective.plan)
    place = [row.pk for row in objective.plan.objectives.kept().only("pk", "position", "number")].index(objective.pk)
    shown = replace(doc.objectives[place], state="active")
    found = feedback(shown, plan=doc, today=today, language=get_language() or doc.language)
    return [remark for remark in found if remark.code not in objective.dismissed]


def names_of(events) -> dict[UUID, str]:
    """What the objectives and activities of these events are called, those that were deleted too. Two queries."""
    keys = {event.subject_id for event in events}
    rows = [Objective.objects.filter(pk__in=keys).values_list("pk", "what")]
    rows.append(Activity.objects.filter(pk__in=keys).values_list("pk", "title"))
    return {key: name for found in rows for key, name in found}
