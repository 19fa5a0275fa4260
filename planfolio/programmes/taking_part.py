"""The verbs of whoever takes part in a run: join, go on otherwise, pause, leave, do a thing, write, share."""

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import NotAllowed, NotNow, Refused
from planfolio.journal import actions as journal
from planfolio.people import removal
from planfolio.people.base import add_once, change, new_key
from planfolio.people.models import Person
from planfolio.people.sharing import VIEW, Role, give
from planfolio.plans import actions as plans
from planfolio.plans import lifecycle
from planfolio.plans.access import current_plan
from planfolio.plans.models import Activity, Plan
from planfolio.plans.vocabulary import ActivityState, EvidenceKind, WhyKind

from .agreeing.rules import check_may_begin
from .calendar import windows_of
from .document import Placed, placed
from .groups.actions import settle
from .models import Joining, Participation, Run, RunInvitation, Step, WallPost

PAUSE = timedelta(days=13)
PAUSES_LIMIT = 50


def _source(participation: Participation) -> str:
    return f"participation:{participation.pk}"


@transaction.atomic
def join(
    run: Run,
    *,
    by: Person,
    invitation: RunInvitation | None = None,
    by_link: bool = False,
    in_plan: bool = False,
    **how,
) -> Participation:
    """Take part in `run`, or again after leaving it. Raises NotNow when it is full or over.

    NotAllowed where it is only for the invited. `in_plan` puts the things into the current plan, where there is one.
    """
    run = Run.objects.select_for_update().get(pk=run.pk)
    _may_join(run, by, invitation=invitation, by_link=by_link)
    participation = Participation.objects.filter(run=run, owner=by).first()
    if participation is None:
        participation = Participation.objects.create(run=run, owner=by, joined_on=by.today(), **how)
        _bring_along(participation)
    else:
        for name, value in {**how, "left_at": None, "deleted_at": None}.items():
            setattr(participation, name, value)
        participation.save()
    give(run, source=_source(participation), role=Role.COMMENTER, person=by)
    if invitation:
        RunInvitation.objects.filter(pk=invitation.pk).update(joined_at=timezone.now())
    participation.run = run
    settle(participation)
    if in_plan and current_plan(by):
        put_in_plan(participation, by=by)
    return participation


def _may_join(run: Run, by: Person, *, invitation: RunInvitation | None, by_link: bool) -> None:
    if run.ended_at or run.deleted_at:
        raise NotNow(_("This run has ended. Ask who coordinates it about the next one."))
    if invitation and invitation.joined_at and not run.participations.filter(owner=by).exists():
        raise NotNow(_("This invitation was used already. Ask who coordinates the run for one of your own."))
    was_here = run.participations.filter(owner=by).exists()
    is_open = run.joining == Joining.OPEN and Run.objects.may(by, VIEW).filter(pk=run.pk).exists()
    if not (invitation or by_link or was_here or is_open or run.owner_id == by.pk):
        raise NotAllowed(_("This run is only for those who were invited."))
    here = run.participations.filter(left_at=None).exclude(owner=by).count()
    if run.capacity is not None and here >= run.capacity:
        raise NotNow(_("This run is full. Ask who coordinates it about the next one."))


def _bring_along(participation: Participation) -> None:
    """What was done of the same programme in an earlier run counts in this one."""
    steps = Step.objects.filter(
        owner=participation.owner_id, participation__run__source=participation.run.source, state=Step.State.DONE
    ).order_by("-done_on")
    done: dict[str, Step] = {}
    for step in steps:
        done.setdefault(step.key, step)
    Step.objects.bulk_create(
        Step(
            owner_id=participation.owner_id,
            participation=participation,
            key=key,
            state=step.state,
            done_on=step.done_on,
            usefulness=step.usefulness,
            entry_id=step.entry_id,
        )
        for key, step in done.items()
    )


@transaction.atomic
def leave(participation: Participation, *, by: Person) -> None:
    """Go, without a reason. What was done and written stays one's own; what was shared leaves the wall with one."""
    Participation.objects.filter(pk=participation.pk, owner=by).update(
        left_at=timezone.now(), revision=F("revision") + 1
    )
    # The way back stays open: the run can still be found and joined again.
    give(participation.run, source=_source(participation), role=Role.READER, person=by)
    settle(participation)


@transaction.atomic
def revise(participation: Participation, *, by: Person, expected: int | None = None, **how) -> Participation:
    for name, value in how.items():
        setattr(participation, name, value)
    change(participation, expected=expected, fields=list(how), owner=by)
    _date_activities(participation)
    return participation


def pause(participation: Participation, *, by: Person, today: date) -> Participation:
    """Two weeks off from today, after a pause that is still running. Pressed twice on a day, it is one pause."""
    pauses = list(participation.pauses)
    running = [date.fromisoformat(last) for _first, last in pauses if date.fromisoformat(last) >= today]
    if running:
        raise NotNow(_("You are pausing already. End the pause first."))
    if len(pauses) >= PAUSES_LIMIT:
        raise NotNow(_("You have paused very often here. Choose your own pace instead."))
    pauses.append([today.isoformat(), (today + PAUSE).isoformat()])
    return revise(participation, by=by, pauses=pauses)


def end_pause(participation: Participation, *, by: Person, today: date) -> Participation:
    """Go on from today: a pause that is running ends yesterday, one that began today is forgotten."""
    yesterday = today - timedelta(days=1)
    kept = [[first, min(last, yesterday.isoformat())] for first, last in participation.pauses]
    return revise(participation, by=by, pauses=[each for each in kept if each[0] <= each[1]])


# --- in one's own plan


@transaction.atomic
def put_in_plan(participation: Participation, *, by: Person) -> None:
    """Make an objective of the run in the current plan, and an activity of each thing that is not done yet."""
    locked = Participation.objects.select_for_update().select_related("run").get(pk=participation.pk, owner=by)
    if locked.objective_id and locked.objective.deleted_at is None:
        return
    plan = current_plan(by)
    if plan is None:
        raise NotNow(_("You have no plan yet. Begin one, then put the things into it."))
    run = locked.run
    objective = plans.add_objective(
        plan,
        by=by,
        what=run.title,
        why_kind=WhyKind.CURIOSITY,
        evidence_kind=EvidenceKind.NOTE,
        evidence=_("A reflection on each thing"),
    )
    Participation.objects.filter(pk=locked.pk).update(objective=objective)
    participation.objective = locked.objective = objective
    _add_activities(locked, plan)


def _add_activities(participation: Participation, plan: Plan) -> None:
    by, run = participation.owner, participation.run
    steps = {step.key: step for step in participation.steps.all()}
    made = []
    for position, each in enumerate(placed(run.doc), 1):
        step = steps.get(each.thing.key)
        if step and step.state != Step.State.OPEN:
            continue
        activity = Activity(
            owner=by,
            objective=participation.objective,
            position=position,
            title=f"{each.number}. {each.thing.title}"[:300],
            minutes=each.thing.minutes,
            provider=run.title,
        )
        made.append((activity, step or Step(owner=by, participation=participation, key=each.thing.key)))
    Activity.objects.bulk_create([activity for activity, _step in made])
    for activity, step in made:
        step.activity = activity
    Step.objects.bulk_create([step for _activity, step in made if step.key not in steps])
    for _activity, step in made:
        if step.key in steps:
            step.save(update_fields=["activity"])
    _date_activities(participation)


def _date_activities(participation: Participation) -> None:
    """Give the open activities of the run the days of their modules, as far as they lie in the plan."""
    if participation.objective_id is None:
        return
    plan = Plan.objects.get(objectives=participation.objective_id)
    days = dict(enumerate(windows_of(participation.run, participation), 1))
    places = {each.thing.key: each.place for each in placed(participation.run.doc)}
    for step in participation.steps.filter(activity__state=ActivityState.OPEN).select_related("activity"):
        window = days.get(places.get(step.key))
        earliest = window.opens if window and plan.starts <= window.opens <= plan.ends else None
        closes = window.closes if window else None
        due = closes if closes and plan.starts <= closes <= plan.ends else None
        if (step.activity.earliest, step.activity.due) != (earliest, due):
            Activity.objects.filter(pk=step.activity_id).update(
                earliest=earliest, due=due, revision=F("revision") + 1, updated_at=timezone.now()
            )


# --- a thing


def _step(participation: Participation, key: str) -> Step:
    check_may_begin(participation)
    step, _added = Step.objects.select_for_update().get_or_create(
        owner_id=participation.owner_id, participation=participation, key=key
    )
    return step


@transaction.atomic
def mark(participation: Participation, there: Placed, state: str, *, by: Person, usefulness: int | None = None) -> Step:
    """Say that a thing is done, skipped or open again; its activity in the plan goes along."""
    step = _step(participation, there.thing.key)
    step.state = state
    step.done_on = by.today() if state == Step.State.DONE else None
    step.usefulness = usefulness if usefulness is not None else step.usefulness
    step.revision += 1
    step.save()
    Participation.objects.filter(pk=participation.pk).update(last_at=timezone.now())
    _move_activity(step, by=by)
    return step


def _move_activity(step: Step, *, by: Person) -> None:
    activity = Activity.objects.kept().filter(pk=step.activity_id, objective__deleted_at=None).first()
    if activity is None:
        return
    act = {
        (Step.State.DONE, ActivityState.OPEN): "finish",
        (Step.State.SKIPPED, ActivityState.OPEN): "let_go",
        (Step.State.OPEN, ActivityState.DONE): "take_up",
        (Step.State.OPEN, ActivityState.LET_GO): "take_up",
    }.get((step.state, activity.state))
    if act:
        lifecycle.move(activity, act, by=by, reason=_("Skipped") if act == "let_go" else "")


@transaction.atomic
def write(
    participation: Participation,
    there: Placed,
    *,
    by: Person,
    note: str,
    summary: str,
    key: UUID | None = None,
    minutes: int | None = None,
):
    """Keep a reflection on a thing as an entry of the journal, and mark the thing as done. Returns the entry.

    What was written before is changed. Nothing is shared by this.
    """
    step = _step(participation, there.thing.key)
    entry = step.entry if step.entry_id and step.entry.deleted_at is None and step.entry.owner_id == by.pk else None
    if entry:
        journal.revise_entry(entry, by=by, note=note, summary=summary, minutes=minutes)
    else:
        activity = (
            Activity.objects.kept().filter(pk=step.activity_id, objective__deleted_at=None).select_related("objective")
        )
        entry, _added = journal.add_entry(
            by=by,
            key=key,
            title=f"{there.number}. {there.thing.title}"[:300],
            note=note,
            summary=summary,
            minutes=minutes,
            provider=participation.run.title,
            activities=list(activity),
            came_by="programme",
        )
        Step.objects.filter(pk=step.pk).update(entry=entry)
    mark(participation, there, Step.State.DONE, by=by)
    return entry


@transaction.atomic
def reflect(
    participation: Participation, there: Placed, *, by: Person, share_it: bool, usefulness: int | None, **words
):
    """Keep a reflection, and let it be on the wall exactly if that is wanted."""
    entry = write(participation, there, by=by, **words)
    if usefulness is not None:
        Step.objects.filter(participation=participation, key=there.thing.key).update(usefulness=usefulness)
    if share_it:
        return share(participation, there.thing.key, by=by, entry=entry)
    for post in WallPost.objects.kept().filter(run=participation.run, owner=by, entry=entry):
        take_back(post, by=by)
    return None


@transaction.atomic
def share(
    participation: Participation, key: str, *, by: Person, entry=None, url: str = "", post: UUID | None = None, **page
) -> WallPost:
    """Show the summary of an entry, or an address, to the others of the run. The same again is the same post.

    `page` is what is known of the page at the address already.
    """
    if entry is not None and not entry.summary:
        raise Refused(_("Write the words that you want to share first. Your private note is never shared."))
    same = {"entry": entry} if entry else {"entry": None, "url": url, "key": key}
    check_may_begin(participation)
    posts = WallPost.objects.filter(run=participation.run, owner=by, **same)
    there = posts.first()
    if there is None:
        ties = {"run": participation.run, "participation": participation, "key": key, "entry": entry, "url": url}
        try:
            there, _added = add_once(WallPost(id=post or new_key(), owner=by, **ties, **page))
        except IntegrityError:
            # Of two at once the other was quicker.
            there = posts.first()
            if there is None:
                raise
    elif there.deleted_at:
        removal.restore(there)
    return there


@transaction.atomic
def take_back(post: WallPost, *, by: Person) -> None:
    if post.owner_id != by.pk:
        raise NotAllowed(_("Only who shared this can take it back."))
    removal.remove(post)
