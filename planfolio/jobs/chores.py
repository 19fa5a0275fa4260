"""The chores of the job side itself."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from .marks import job
from .models import Letter

KEPT = timedelta(days=30)


@job(deadline=120)
def clear_out() -> dict[str, int]:
    """Forget finished jobs and sent letters after 30 days, and sessions that have ended."""
    before = timezone.now() - KEPT
    return {
        "jobs": DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()[0],
        "letters": Letter.objects.filter(sent_at__lt=before).delete()[0],
        "sessions": Session.objects.filter(expire_date__lt=timezone.now()).delete()[0],
    }
