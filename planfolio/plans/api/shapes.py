"""How goals, plans and what hangs on them look in answers."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from planfolio.web.shapes import Row


class GoalOut(Row):
    kind: str
    domain: str
    text: str
    why: str
    year: int | None
    state: str
    reason: str
    position: int


class PlanOut(Row):
    """`word` is a key of the list of words for a plan, or the person's own."""

    title: str
    word: str
    language: str
    starts: date
    ends: date
    aim: str
    previous: UUID | None = Field(validation_alias="previous_id")
    source_title: str
    source_author: str
    source_url: str
    licence: str


class VersionOut(Schema):
    """A plan as it was. `sha256` is that of its document in canonical JSON: equal content, equal hash."""

    id: UUID
    number: int
    reason: str
    sha256: str
    created_at: datetime


class ObjectiveOut(Row):
    """The six answers. Activities, criteria and links have addresses of their own."""

    plan: UUID = Field(validation_alias="plan_id")
    number: int
    position: int
    what: str
    what_kind: str
    ksa: str
    why_kind: str
    why: str
    strategies: str
    evidence_kind: str
    evidence: str
    starts: date | None
    due: date | None
    minutes: int | None
    goal: UUID | None = Field(validation_alias="goal_id")
    stage: str
    state: str
    reason: str


class CriterionOut(Row):
    objective: UUID = Field(validation_alias="objective_id")
    text: str
    position: int


class LinkOut(Row):
    """Of `to_objective`, `to_goal` and `words` exactly one is there."""

    objective: UUID = Field(validation_alias="objective_id")
    direction: str
    to_objective: UUID | None = Field(validation_alias="to_objective_id")
    to_goal: UUID | None = Field(validation_alias="to_goal_id")
    words: str


class ActivityOut(Row):
    """`after` holds the activities that this one comes after; `week` is a Monday."""

    objective: UUID = Field(validation_alias="objective_id")
    position: int
    title: str
    minutes: int | None
    format: str
    context: str
    provider: str
    url: str
    earliest: date | None
    due: date | None
    week: date | None
    state: str
    done_on: date | None
    reason: str
    after: list[UUID]

    @staticmethod
    def resolve_after(activity):
        return sorted(link.first_id for link in activity.after_links.all())


class WeekShare(Schema):
    monday: date
    minutes: int


class JobOut(Schema):
    """When something is worked on. Exactly one key is there: an activity, or the hours an objective keeps spare.

    `earliest` and `needed_by` are its dates after those it comes after, and that come after it.
    """

    activity: UUID | None
    objective: UUID | None
    earliest: date
    minutes: int | None
    needed_by: date
    starts: date | None
    finishes: date | None
    lateness: int | None
    unscheduled: int
    weeks: list[WeekShare]


class WeekOut(Schema):
    monday: date
    capacity: int
    planned: int
    over: int


class BottleneckOut(Schema):
    """The proof that a plan does not fit: between two days these need more minutes than there are."""

    starts: date
    ends: date
    needed: int
    available: int
    over: int
    activities: list[UUID]
    objectives: list[UUID]


class GiveOut(Schema):
    """The least change of its kind (later, shrink, park, more) that makes the plan fit, with `spare` minutes then.

    later: these dates, or without any the end of the plan, move by `days`, to `day` where it is one. shrink: `minutes`
    less of these in all. park: without these. more: `minutes` more in a normal week, which makes `weekly_minutes`.
    """

    kind: str
    days: int | None
    day: date | None
    minutes: int | None
    weekly_minutes: int | None
    spare: int
    activities: list[UUID]
    objectives: list[UUID]


class LikelyOut(Schema):
    objective: UUID
    earliest: date | None
    latest: date | None


class ForecastOut(Schema):
    """The plan, and each objective with an estimate, is done between the two days at 4 chances in 5.

    None is later than a year after the plan. `assumed` says that there is too little history yet, so that they are the
    estimates times 1.0 and 1.5.
    """

    earliest: date | None
    latest: date | None
    assumed: bool
    logged_weeks: int
    finished: int
    objectives: list[LikelyOut]


class FitOut(Schema):
    """`state` is one of no-time, empty, no-estimates, past, fits and over; numbers are minutes to the plan's end.

    `chosen_weeks_too_much`: it does not fit with the weeks that were chosen for activities, and would without them.
    """

    state: str
    weekly_minutes: int | None
    needed: int
    available: int
    spare: int
    not_estimated: int
    unscheduled: int
    max_lateness: int | None
    chosen_weeks_too_much: bool
    bottleneck: BottleneckOut | None
    gives: list[GiveOut]
    forecast: ForecastOut | None
    jobs: list[JobOut]
    weeks: list[WeekOut]


class StandOut(Schema):
    """How a plan fits, in short: `state` and the numbers are those of `/plans/{id}/fit`."""

    state: str
    ends: date
    weekly_minutes: int | None
    needed: int
    available: int
    spare: int
    max_lateness: int | None


class LookRowOut(Schema):
    """An objective as it would be. `fits` is None for what is not counted: set aside, or without an estimate."""

    objective: UUID
    state: str
    minutes_before: int
    minutes: int
    finishes: date | None
    fits: bool | None


class LookOut(Schema):
    """What a plan would become. Nothing of it is written."""

    before: StandOut
    after: StandOut
    objectives: list[LookRowOut]


class BusyWeekOut(Schema):
    """`busy` and `counted` are minutes of the times that count; `minutes` is the time for learning that is left."""

    monday: date
    busy: int
    counted: int
    minutes: int


class BusyOut(Schema):
    """The weeks of which a calendar takes time, and how many of its events could not be counted."""

    weeks: list[BusyWeekOut]
    left_out: int
