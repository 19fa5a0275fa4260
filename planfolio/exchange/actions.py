"""The verbs of bringing a plan in: take a file, keep it as a plan, undo that as a whole."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import Missing
from planfolio.journal.files import keep_file
from planfolio.journal.incoming import incoming
from planfolio.people.base import KEPT_DAYS, new_key
from planfolio.plans import actions, lifecycle
from planfolio.plans.document import PlanDoc
from planfolio.plans.models import Goal, Objective, Plan
from planfolio.plans.store import add_plan_from_document

from .models import Arrival

#: How long a file waits for its person, and how many of them at once.
WAITS = timedelta(days=1)
WAITING_LIMIT = 5


@transaction.atomic
def take_in(content: bytes, *, name: str, by, key: UUID | None = None) -> Arrival:
    """Hold a file for its person to look at. The same `key` twice holds it once; older ones than five go."""
    forget_old()
    there = Arrival.objects.filter(pk=key).first() if key else None
    if there is not None and there.owner_id == by.pk:
        return there
    waiting = Arrival.objects.filter(owner=by, plan=None).order_by("-created_at")
    Arrival.objects.filter(pk__in=list(waiting.values_list("pk", flat=True)[WAITING_LIMIT - 1 :])).delete()
    key = key if key and there is None else new_key()
    return Arrival.objects.create(id=key, owner=by, name=_last_part(name), content=content)


def _last_part(name: str) -> str:
    """The name without a path or characters that are not seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in last if char.isprintable())[-255:] or str(_("file"))


def get_arrival(person, key: UUID) -> Arrival:
    arrival = Arrival.objects.filter(owner=person, pk=key).select_related("plan").first()
    if arrival is None:
        raise Missing(_("This file is no longer here: it waits for a day. Choose it again."))
    return arrival


@transaction.atomic
def bring_in(arrival: Arrival, doc: PlanDoc, *, by) -> Plan:
    """Keep `doc` as a plan of `by` with the file beside it, whole or not at all; done twice, it is there once.

    Raises Refused for what no plan can hold (a circle of activities, too many objectives).
    """
    arrival = Arrival.objects.select_for_update().get(pk=arrival.pk, owner=by)
    if arrival.plan_id:
        return arrival.plan
    before = set(Goal.objects.owned(by).values_list("pk", flat=True))
    plan = add_plan_from_document(doc, by=by, key=arrival.pk)
    lifecycle.note(plan, "brought_in", by=by, reason=arrival.name)
    added = Goal.objects.owned(by).exclude(pk__in=before).values_list("pk", flat=True)
    arrival.plan, arrival.goals = plan, [str(key) for key in added]
    Arrival.objects.filter(pk=arrival.pk).update(plan=plan, goals=arrival.goals, content=b"")
    # The file comes last, so that nothing that goes wrong after it can leave it without its row.
    keep_original(arrival, plan, by=by)
    return plan


def keep_original(arrival: Arrival, plan: Plan, *, by) -> None:
    """Put the file beside the plan that came of it."""
    keep_file(incoming(arrival.name, "", [bytes(arrival.content)]), by=by, plan=plan)


@transaction.atomic
def undo(arrival: Arrival, *, by) -> None:
    """Take away all that came in with the file: the plan, and the goals it added that serve nothing else.

    They are in Recently deleted for 30 days, as everything that is removed.
    """
    if arrival.plan is None:
        raise Missing(_("Nothing has come of this file yet."))
    actions.remove(arrival.plan, by=by)
    used = Objective.objects.kept().exclude(plan=arrival.plan_id).values("goal")
    for goal in Goal.objects.kept().owned(by).filter(pk__in=arrival.goals).exclude(pk__in=used.exclude(goal=None)):
        actions.remove(goal, by=by)


def leave(arrival: Arrival) -> None:
    """Let a file go that became nothing."""
    arrival.delete()


def forget_old(now=None) -> int:
    """Forget files that waited longer than a day, and what is known of those that came in 30 days ago."""
    now = now or timezone.now()
    waited, _kinds = Arrival.objects.filter(plan=None, created_at__lt=now - WAITS).delete()
    known, _kinds = Arrival.objects.filter(created_at__lt=now - timedelta(days=KEPT_DAYS)).delete()
    return waited + known
