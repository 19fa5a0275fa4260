"""`/health/`: whether web, database and worker are ready, for supervisors and proxies. No session, two queries."""

from datetime import timedelta

from django.db import DatabaseError
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from planfolio.people.models import Heartbeat

#: The worker says that it is there every 10 seconds.
STALE = timedelta(seconds=45)


@require_safe
def health(request):
    """200 with each part "ready", or 503 where a part says what is wrong."""
    parts = {"web": "ready", **_database_and_worker()}
    ready = all(state == "ready" for state in parts.values())
    response = JsonResponse(parts, status=200 if ready else 503)
    response["Cache-Control"] = "no-store"
    return response


def _database_and_worker() -> dict[str, str]:
    try:
        beat = Heartbeat.objects.filter(part="worker").first()
    except DatabaseError as error:
        return {"database": f"cannot be read: {type(error).__name__}", "worker": "unknown without the database"}
    return {"database": "ready", "worker": worker_state(beat)}


def worker_state(beat: Heartbeat | None) -> str:
    """ "ready", or since when nothing was heard."""
    if beat is None:
        return "has not started yet"
    silent = timezone.now() - beat.at
    if silent > STALE:
        return f"was last heard {int(silent.total_seconds())} seconds ago"
    return "ready"
