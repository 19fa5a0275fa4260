"""Rows gathered first and written at once: a year of twelve people in a few statements a table."""

from django.db import models

from planfolio.journal.models import (
    CheckIn,
    Entry,
    EntryActivity,
    EntryObjective,
    EntryWords,
    Evidence,
    PrivateNote,
    Reflection,
)
from planfolio.journal.search import tokens
from planfolio.mentoring.models import Meeting, Mentorship, Message, Offer, Request, SupporterNote
from planfolio.people.models import Break, Membership, Organisation, Person, Supervision, Team, TeamPlace
from planfolio.plans.models import (
    Activity,
    ComesAfter,
    Criterion,
    Event,
    Goal,
    Link,
    Objective,
    Plan,
    PlanGrant,
    Version,
)

#: Each before those that point to it.
ORDER = (
    Person,
    Organisation,
    Membership,
    Team,
    TeamPlace,
    Supervision,
    Break,
    Goal,
    Plan,
    PlanGrant,
    Objective,
    Criterion,
    Activity,
    ComesAfter,
    Link,
    Entry,
    EntryObjective,
    EntryActivity,
    PrivateNote,
    Reflection,
    Evidence,
    CheckIn,
    Version,
    Event,
    Offer,
    Mentorship,
    Request,
    Message,
    Meeting,
    SupporterNote,
)
#: Stamped by the database layer with the moment of writing, whatever the row says.
STAMPED = {Version: "created_at", Event: "at"}


class Rows:
    """What is to be written. `add` returns the row it is given."""

    def __init__(self):
        self.waiting: dict[type[models.Model], list] = {model: [] for model in ORDER}

    def add(self, row):
        self.waiting[type(row)].append(row)
        return row

    def of(self, model) -> list:
        return self.waiting[model]

    def write(self) -> None:
        for model, rows in self.waiting.items():
            stamps = [getattr(row, STAMPED[model]) for row in rows] if model in STAMPED else []
            model.objects.bulk_create(rows, batch_size=400)
            for row, stamp in zip(rows, stamps, strict=False):
                setattr(row, STAMPED[model], stamp)
            if stamps:
                model.objects.bulk_update(rows, [STAMPED[model]], batch_size=200)
        self._index()

    def _index(self) -> None:
        """Let every entry be found by its words, its note and its reflection."""
        beside: dict = {}
        for note in self.of(PrivateNote):
            beside.setdefault(note.entry_id, []).append(note.text)
        for reflection in self.of(Reflection):
            beside.setdefault(reflection.entry_id, []).extend(reflection.answers.values())
        EntryWords.objects.bulk_create(
            (
                EntryWords(entry=entry, owner_id=entry.owner_id, words=tokens(entry, beside.get(entry.pk, [])))
                for entry in self.of(Entry)
            ),
            batch_size=400,
        )
