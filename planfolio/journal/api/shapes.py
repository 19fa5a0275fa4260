"""How entries and what belongs to them look in answers. What is the owner's alone is in no other shape than theirs."""

from datetime import date
from uuid import UUID

from ninja import Schema
from pydantic import Field

from planfolio.plans.api.shapes import ActivityOut
from planfolio.web.shapes import Row

from ..models import Relation


class ReflectionOut(Schema):
    """`answers` holds the stages of the model that were answered; `model` is empty when there is no reflection."""

    model: str = ""
    answers: dict[str, str] = {}


class SharedEntryOut(Schema):
    """An entry of somebody else, as far as it was shared."""

    id: UUID
    title: str
    day: date
    minutes: int | None
    language: str
    summary: str


class EntryOut(Row):
    """An entry for its owner. `note` is the private note; `objectives` and `activities` are what it is about."""

    title: str
    day: date
    minutes: int | None
    language: str
    summary: str
    note: str
    subject: str
    applied: str
    applied_where: str
    context: str
    provider: str
    url: str
    came_by: str
    objectives: list[UUID]
    activities: list[UUID]
    builds_on: UUID | None
    leads_to: UUID | None
    reflection: ReflectionOut
    attachments: list[UUID]

    @staticmethod
    def resolve_note(entry):
        return getattr(getattr(entry, "private_note", None), "text", "")

    @staticmethod
    def resolve_reflection(entry):
        return getattr(entry, "reflection", None) or ReflectionOut()

    @staticmethod
    def resolve_objectives(entry):
        return _related(entry, Relation.ABOUT)

    @staticmethod
    def resolve_builds_on(entry):
        return next(iter(_related(entry, Relation.BUILDS_ON)), None)

    @staticmethod
    def resolve_leads_to(entry):
        return next(iter(_related(entry, Relation.LEADS_TO)), None)

    @staticmethod
    def resolve_activities(entry):
        return sorted(link.activity_id for link in entry.activity_links.all())

    @staticmethod
    def resolve_attachments(entry):
        return [attachment.pk for attachment in entry.attachments.all()]


def _related(entry, relation: str) -> list[UUID]:
    return sorted(link.objective_id for link in entry.objective_links.all() if link.relation == relation)


class Stage(Schema):
    key: str
    label: str
    prompt: str
    hint: str


class ModelOut(Schema):
    """A way of reflecting, with its questions."""

    key: str
    name: str
    helps: str
    stages: list[Stage]


class Models(Schema):
    results: list[ModelOut]


class AttachmentOut(Row):
    """What is known of a file. `sha256` is of the bytes that are kept, without what was taken out of a picture."""

    entry: UUID | None = Field(validation_alias="entry_id")
    plan: UUID | None = Field(validation_alias="plan_id")
    name: str
    content_type: str
    size: int
    sha256: str


class EvidenceOut(Row):
    """What shows that an objective was reached. `entry` is told to the owner alone."""

    objective: UUID = Field(validation_alias="objective_id")
    criterion: UUID | None = Field(validation_alias="criterion_id")
    kind: str
    title: str
    text: str
    url: str
    witness: str
    day: date
    entry: UUID | None
    attachment: UUID | None = Field(validation_alias="attachment_id")

    @staticmethod
    def resolve_entry(evidence, context):
        return evidence.entry_id if evidence.owner_id == context["request"].person.pk else None


class CheckInOut(Row):
    """A week that was looked back on; `week` is its Monday."""

    week: date
    prompt: str
    answer: str


class FinishedOut(Schema):
    """`entry` is the entry that keeps the time it took; null when none was said."""

    activity: ActivityOut
    entry: UUID | None
