"""Entries with their private notes and reflections, and capture: adding one with a single field."""

from functools import partial
from typing import Annotated
from uuid import UUID

from django.db.models import Prefetch
from django.http import JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from pydantic import Field

from planfolio.errors import Unfit
from planfolio.people.door import expected
from planfolio.people.sharing import EDIT
from planfolio.plans.models import Activity, Objective
from planfolio.plans.vocabulary import TEXT_LENGTH, Context
from planfolio.web.bodies import Body, Key, QueryDay, body_of, fill, filled, one_of
from planfolio.web.paging import Since, one_page
from planfolio.web.shapes import page_of

from .. import actions
from ..access import get_entry, private_note
from ..entry_pages import add_whole_entry, revise_whole_entry
from ..forms import CaptureForm, EntryForm, entry_values, reflect_form
from ..models import Attachment, Entry, EntryActivity, EntryObjective, PrivateNote, Reflection
from ..reflection import ORDER, model, models
from ..search import found_in
from .shapes import EntryOut, Models, ReflectionOut, SharedEntryOut

router = Router(tags=["Journal"])

_Keys = Annotated[list[Key], Field(max_length=100)]
_links = {"objectives": _Keys, "activities": _Keys, "builds_on": Key | None, "leads_to": Key | None}
EntryIn = body_of(EntryForm, "EntryIn", required=("title",), leave_out=("once",), id=Key | None, **_links)
EntryChange = body_of(EntryForm, "EntryChange", leave_out=("once",), **_links)
CaptureIn = body_of(
    CaptureForm,
    "CaptureIn",
    required=("text",),
    leave_out=("once", "time", "other"),
    id=Key | None,
    minutes=Annotated[int, Field(ge=1)] | None,
    objective=Key | None,
    activity=Key | None,
)


class ReflectionIn(Body):
    """Answers by stage; those of GET /reflection-models. No answer at all takes the reflection away."""

    model: one_of(ORDER)
    answers: dict[str, Annotated[str, Field(max_length=TEXT_LENGTH)]]


class Entries(Since):
    """`q` finds entries that hold every word, in any of its forms."""

    day__gte: QueryDay | None = Field(None, alias="from")
    day__lte: QueryDay | None = Field(None, alias="to")
    context: one_of(Context.values) | None = None
    objective: Key | None = None
    q: str | None = Field(None, max_length=200)

    def narrow_for(self, rows, person):
        objective, self.objective = self.objective, None
        words, self.q = self.q, None
        rows = self.narrow(rows)
        if objective:
            rows = rows.filter(pk__in=EntryObjective.objects.filter(objective=objective).values("entry"))
        if words is not None:
            found = found_in(person, words)
            rows = rows.none() if found is None else rows.filter(pk__in=found)
        return rows


def _whole(person):
    """Entries of `person` with all that belongs to them, in six queries whatever their number."""
    return (
        Entry.objects.kept()
        .owned(person)
        .prefetch_related(
            Prefetch("private_note", PrivateNote.objects.kept().owned(person)),
            Prefetch("reflection", Reflection.objects.kept().owned(person)),
            Prefetch("objective_links", EntryObjective.objects.filter(owner=person, objective__deleted_at=None)),
            Prefetch("activity_links", EntryActivity.objects.filter(owner=person, activity__deleted_at=None)),
            Prefetch("attachments", Attachment.objects.kept().owned(person)),
        )
    )


def _choices(person, sent: dict, first: dict) -> dict:
    """The caller's own objectives and activities among those that the body, or the entry as it is, names."""
    named = {**first, **sent}
    objectives = [
        *(named.get("objectives") or []),
        named.get("builds_on"),
        named.get("leads_to"),
        named.get("objective"),
    ]
    activities = [*(named.get("activities") or []), named.get("activity")]
    kept = Activity.objects.kept().filter(objective__deleted_at=None, objective__plan__deleted_at=None)
    return {
        "objectives": Objective.objects.kept()
        .owned(person)
        .filter(plan__deleted_at=None, pk__in=[key for key in objectives if key])
        .only("what", "number", "plan", "owner"),
        "activities": kept.owned(person)
        .filter(pk__in=[key for key in activities if key])
        .select_related("objective__plan"),
    }


@router.get("/entries", response=page_of(EntryOut), summary="Your entries, latest day first")
def list_entries(request, query: Query[Entries]):
    return one_page(query.narrow_for(_whole(request.person), request.person), request, query, by_day=True)


@router.post("/entries", response={201: EntryOut}, summary="Add an entry")
def add_entry(request, body: EntryIn):
    sent = body.model_dump(exclude_unset=True)
    sent["once"] = sent.pop("id", None)
    first = {"language": request.person.language, "day": request.person.today()}
    form = filled(partial(EntryForm, initial=first, **_choices(request.person, sent, first)), sent)
    entry = add_whole_entry(form, by=request.person)
    return Status(201, _whole(request.person).get(pk=entry.pk))


@router.get("/entries/{uuid:key}", response=EntryOut | SharedEntryOut, summary="One entry")
def read_entry(request, key: UUID):
    """Of an entry that somebody shared with you, only what can be shared."""
    entry = get_entry(request.person, key)
    if entry.owner_id == request.person.pk:
        shown = EntryOut.from_orm(_whole(request.person).get(pk=key))
    else:
        shown = SharedEntryOut.from_orm(entry)
    # Answered here, so that the shape is chosen by whose entry it is and never by what happens to fit.
    return JsonResponse(shown.model_dump(mode="json"))


@router.patch("/entries/{uuid:key}", response=EntryOut, summary="Change an entry")
def change_entry(request, key: UUID, body: EntryChange):
    entry = get_entry(request.person, key, EDIT)
    revision = expected(request, entry)
    sent = body.model_dump(exclude_unset=True)
    first = entry_values(entry, note=private_note(entry, request.person))
    form = filled(partial(EntryForm, initial=first, **_choices(request.person, sent, first)), sent)
    # The note and the links have no revision of their own, so that of the entry goes up whatever is changed.
    revise_whole_entry(entry, form, by=request.person, expected=revision or entry.revision)
    return _whole(request.person).get(pk=key)


@router.delete("/entries/{uuid:key}", response={204: None}, summary="Take an entry away; it can be restored")
def remove_entry(request, key: UUID):
    entry = get_entry(request.person, key, EDIT)
    expected(request, entry)
    actions.remove(entry, by=request.person)
    return Status(204, None)


@router.post("/capture", response={201: SharedEntryOut}, summary="Add an entry with one field")
def capture(request, body: CaptureIn):
    """The first line of `text` is the title, the rest the private note. The only operation of a capture token."""
    sent = body.model_dump(exclude_unset=True)
    sent |= {"once": sent.pop("id", None), "other": sent.pop("minutes", None)}
    try:
        form = filled(partial(CaptureForm, **_choices(request.person, sent, {})), sent)
    except Unfit as problem:
        # The form calls the time "other"; a program calls it minutes.
        raise Unfit(("minutes" if name == "other" else name, words) for name, words in problem.errors) from problem
    entry, _added = actions.add_entry(by=request.person, came_by="api", **form.values())
    return Status(201, entry)


@router.get("/reflection-models", response=Models, summary="Ways of reflecting, with their questions")
def list_reflection_models(request):
    return {"results": models(get_language() or request.person.language)}


@router.get("/entries/{uuid:key}/reflection", response=ReflectionOut, summary="The reflection on an entry")
def read_reflection(request, key: UUID):
    entry = get_entry(request.person, key, EDIT)
    return Reflection.objects.kept().owned(request.person).filter(entry=entry).first() or ReflectionOut()


@router.put("/entries/{uuid:key}/reflection", response=ReflectionOut, summary="Reflect on an entry")
def put_reflection(request, key: UUID, body: ReflectionIn):
    entry = get_entry(request.person, key, EDIT)
    expected(request, entry)
    chosen = model(body.model, request.person.language)
    stages = {stage.key for stage in chosen.stages}
    if unknown := set(body.answers) - stages:
        raise Unfit((f"answers.{name}", _("There is no such field here. Take it out")) for name in sorted(unknown)[:20])
    answers = fill(lambda data: reflect_form(chosen, {}, data), body.answers)
    answers = {stage: text for stage, text in answers.items() if stage in stages}
    return actions.reflect(entry, by=request.person, model=chosen.key, answers=answers) or ReflectionOut()
