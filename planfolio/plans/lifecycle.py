"""The moves of goals, objectives and activities: one table a noun drives buttons, API, command line and documentation.

`move` is the only way a state changes. It checks the ability and the state, saves in one UPDATE that names the states
it starts from (so that of two at once one goes through), and writes the Event.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models.signals import pre_delete
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from planfolio.errors import Conflict, NotAllowed, Refused
from planfolio.people.base import Owned, change
from planfolio.people.sharing import EDIT

from .models import Activity, Event, Goal, Objective
from .vocabulary import TITLE_LENGTH, ActivityState, GoalState, ObjectiveState


@dataclass(frozen=True)
class Move:
    """From which states to which, what a button says, and whether it asks for a reason."""

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    asks_reason: bool = False
    ability: str = EDIT


def _table(*moves: Move) -> dict[str, Move]:
    return {move.name: move for move in moves}


#: The act; the state that it leads to bears the same words in English only.
LET_GO = pgettext_lazy("act", "Let go")

MOVES: dict[type[Owned], dict[str, Move]] = {
    Goal: _table(
        Move("reach", _("Mark as reached"), (GoalState.ACTIVE,), GoalState.REACHED),
        Move("let_go", LET_GO, (GoalState.ACTIVE,), GoalState.LET_GO, asks_reason=True),
        Move("take_up", _("Take it up again"), (GoalState.REACHED, GoalState.LET_GO), GoalState.ACTIVE),
    ),
    Objective: _table(
        Move("add", _("Add to my plan"), (ObjectiveState.DRAFT,), ObjectiveState.ACTIVE),
        Move("finish", _("Mark as done"), (ObjectiveState.ACTIVE,), ObjectiveState.DONE),
        Move("park", _("Park"), (ObjectiveState.ACTIVE,), ObjectiveState.PARKED, asks_reason=True),
        Move(
            "let_go",
            LET_GO,
            (ObjectiveState.ACTIVE, ObjectiveState.PARKED),
            ObjectiveState.LET_GO,
            asks_reason=True,
        ),
        Move(
            "take_up",
            _("Take it up again"),
            (ObjectiveState.DONE, ObjectiveState.PARKED, ObjectiveState.LET_GO),
            ObjectiveState.ACTIVE,
        ),
    ),
    Activity: _table(
        Move("finish", _("Done"), (ActivityState.OPEN,), ActivityState.DONE),
        Move("let_go", LET_GO, (ActivityState.OPEN,), ActivityState.LET_GO, asks_reason=True),
        Move("take_up", _("Take it up again"), (ActivityState.DONE, ActivityState.LET_GO), ActivityState.OPEN),
    ),
}


def moves_from(row: Owned) -> list[Move]:
    """The moves that are open to `row` as it stands."""
    return [move for move in MOVES[type(row)].values() if row.state in move.sources]


@transaction.atomic
def move(row: Owned, name: str, *, by, reason: str = "", on=None, expected: int | None = None) -> Owned:
    """Carry out one move and write its Event.

    `on` is the day an activity was done (today of its owner unless told). Raises NotAllowed, Conflict when the row
    is not in a state the move starts from, Refused when the reason is too long.
    """
    if row.owner_id != by.pk:
        raise NotAllowed(_("Only the owner can change this. You can read it."))
    if len(reason) > TITLE_LENGTH:
        raise Refused(format_lazy(_("Shorten the reason to {limit} characters."), limit=TITLE_LENGTH))
    step = MOVES[type(row)].get(name)
    if step is None:
        raise Refused(format_lazy(_("Choose one of: {names}."), names=", ".join(MOVES[type(row)])))
    if row.state not in step.sources:
        raise Conflict(_("This has moved on meanwhile. Look at it again before you change it."))
    row.state = step.target
    row.reason = reason if step.asks_reason else ""
    fields = ["state", "reason"]
    if isinstance(row, Activity):
        row.done_on = (on or by.today()) if step.target == ActivityState.DONE else None
        fields.append("done_on")
    change(row, expected=expected, fields=fields, state__in=step.sources)
    note(row, name, by=by, reason=reason)
    return row


def note(row: Owned, name: str, *, by, reason: str = "") -> Event:
    """Write into the history that `name` happened to `row`."""
    return Event.objects.create(
        owner_id=row.owner_id,
        plan_id=_plan_id(row),
        subject=row._meta.model_name,
        subject_id=row.pk,
        name=name,
        reason=reason[:TITLE_LENGTH],
        by=by,
    )


def _plan_id(row: Owned):
    if hasattr(row, "plan_id"):
        return row.plan_id
    if hasattr(row, "objective_id"):
        return row.objective.plan_id
    return row.pk if row._meta.model_name == "plan" else None


def watch() -> None:
    """Let the history of a goal, an objective or an activity go with it: its reasons are words that somebody wrote."""
    for model in MOVES:
        pre_delete.connect(_forget_history, sender=model, dispatch_uid=f"plans.history.{model.__name__}")


def _forget_history(sender, instance, origin, **_more) -> None:
    if origin is not instance:
        # With a plan or a person their whole history goes.
        return
    keys = [instance.pk]
    if isinstance(instance, Objective):
        keys += instance.activities.values_list("pk", flat=True)
    Event.objects.filter(owner=instance.owner_id, subject_id__in=keys).delete()
