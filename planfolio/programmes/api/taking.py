"""One's own part in a run: join, change how, pause, leave; say that a thing is done, skipped or open again."""

from copy import copy
from functools import partial
from uuid import UUID

from ninja import Router, Status

from planfolio.people.door import expected
from planfolio.web.bodies import Body, body_of, fill, one_of

from .. import taking_part
from ..access import get_thing
from ..models import Participation, Run, Step
from ..run_access import get_participation, get_run
from ..run_forms import USEFULNESS, JoinForm, StepForm, WayForm
from .shapes import ParticipationOut, StepOut

router = Router(tags=["Taking part"])

JoinIn = body_of(JoinForm, "JoinIn")
WayChange = body_of(WayForm, "WayChange", pace=one_of(["", "weekly", "half", "self"]))


class StepIn(Body):
    """`usefulness` is from 1 (not for me) to 4 (I use it already); left out, it stays as it was."""

    state: one_of(Step.State.values)
    usefulness: one_of(key for key, _label in USEFULNESS) | None = None


def _mine(request, key: UUID) -> tuple[Run, Participation]:
    run = get_run(request.person, key)
    return run, get_participation(request.person, run)


@router.get("/runs/{uuid:key}/participation", response=ParticipationOut, summary="How you take part")
def read_participation(request, key: UUID):
    return _mine(request, key)[1]


@router.post("/runs/{uuid:key}/participation", response={201: ParticipationOut}, summary="Take part in a run")
def join_run(request, key: UUID, body: JoinIn):
    """In one that is open, or that you were in before. An invitation is answered on its page.

    `in_plan` puts its things into your current plan, if you have one.
    """
    run = get_run(request.person, key)
    values = fill(JoinForm, body.model_dump(exclude_unset=True))
    return Status(201, taking_part.join(run, by=request.person, **values))


@router.patch("/runs/{uuid:key}/participation", response=ParticipationOut, summary="Change how you take part")
def change_participation(request, key: UUID, body: WayChange):
    run, participation = _mine(request, key)
    revision = expected(request, participation)
    form = partial(WayForm, instance=copy(participation), run=run)
    values = fill(form, body.model_dump(exclude_unset=True))
    return taking_part.revise(participation, by=request.person, expected=revision, **values)


@router.delete("/runs/{uuid:key}/participation", response={204: None}, summary="Leave a run; you can join again")
def leave_run(request, key: UUID):
    _run, participation = _mine(request, key)
    expected(request, participation)
    taking_part.leave(participation, by=request.person)
    return Status(204, None)


@router.post("/runs/{uuid:key}/pause", response=ParticipationOut, summary="Pause for two weeks from today")
def pause_run(request, key: UUID):
    _run, participation = _mine(request, key)
    return taking_part.pause(participation, by=request.person, today=request.person.today())


@router.delete("/runs/{uuid:key}/pause", response=ParticipationOut, summary="Go on from today")
def end_pause(request, key: UUID):
    _run, participation = _mine(request, key)
    return taking_part.end_pause(participation, by=request.person, today=request.person.today())


@router.put("/runs/{uuid:key}/things/{slug:thing}", response=StepOut, summary="Done, skipped, or open again")
def mark_thing(request, key: UUID, thing: str, body: StepIn):
    run, participation = _mine(request, key)
    values = fill(StepForm, body.model_dump(exclude_unset=True))
    useful = values["usefulness"]
    step = taking_part.mark(
        participation, get_thing(run.doc, thing), values["state"], by=request.person, usefulness=useful
    )
    return {"thing": step.key, "state": step.state, "usefulness": step.usefulness, "done_on": step.done_on}
