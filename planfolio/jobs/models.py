"""Leases of jobs, the schedule, and the outbox."""

from django.db import models
from django.utils import timezone

from planfolio.people.base import new_key


class Lease(models.Model):
    """Who works on a job, and until when nobody else may. Gone as soon as the job is done or given back."""

    job = models.UUIDField(primary_key=True)
    worker = models.CharField(max_length=120)
    attempt = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)


class Schedule(models.Model):
    """When each line of `settings.SCHEDULE` is due next."""

    name = models.CharField(primary_key=True, max_length=80)
    next_at = models.DateTimeField()


class Letter(models.Model):
    """One mail to one address, written in the transaction that makes it necessary and sent once.

    `kind` is what its receiver can switch off, and `stop` the address that does so at once (RFC 8058); both are empty
    for what cannot be. `reply_to` is where an answer to it is taken, if it is. `key` says what it is about
    ("signed:<review>:<person>"), so that asking twice sends one. The words are forgotten as soon as it was sent.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    kind = models.CharField(max_length=20, blank=True)
    stop = models.CharField(max_length=500, blank=True)
    reply_to = models.CharField(max_length=320, blank=True)
    message_id = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.key
