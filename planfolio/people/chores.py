"""What accounts do by the clock."""

from django.utils import timezone

from planfolio.jobs.marks import job

from . import openings, removal
from .door import KEPT
from .models import Reply
from .organisations import inviting, setting_up


@job(deadline=120)
def forget_replies() -> int:
    """Forget the answers kept for repeated writes once they are a day old: they hold words that may be erased since."""
    return Reply.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


@job(deadline=900)
def erase_removed() -> int:
    """Erase for good what has been in Recently deleted for its thirty days."""
    return removal.erase_expired()


@job(deadline=300)
def forget_openings() -> int:
    """Forget who opened what once that is a year ago."""
    return openings.forget_openings()


@job(deadline=300)
def forget_invitations() -> int:
    """Forget lists of people, invitations into organisations and set-up links that are over."""
    return inviting.forget_old() + setting_up.forget_set_ups()
