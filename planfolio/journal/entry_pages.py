"""What the pages of one entry show, and how its one form is saved."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from planfolio.people.models import Person
from planfolio.people.sharing import ONLY_YOU, Visibility, visibility
from planfolio.plans.models import Activity, Objective
from planfolio.plans.vocabulary import ActivityState

from . import actions
from .access import private_note
from .forms import EntryForm
from .models import Attachment, Entry, Evidence, Reflection, Relation
from .reflection import ReflectionModel, Stage, model, models


@dataclass(frozen=True)
class EntryPage:
    """An entry for whoever may see it. Everything below `owner` is the owner's alone."""

    entry: Entry
    mine: bool
    visibility: Visibility
    #: Whose it is, for others to see; None on one's own.
    owner: Person | None = None
    note: str = ""
    reflection: ReflectionModel | None = None
    answers: list[tuple[Stage, str]] = field(default_factory=list)
    objectives: list[tuple[str, Objective]] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)


def seen_by(entry: Entry, *, who) -> Visibility:
    """Who can see an entry; without a summary nobody else can, whoever it was given to."""
    return visibility(entry, who=who) if entry.summary else ONLY_YOU


def entry_page(entry: Entry, *, who) -> EntryPage:
    mine = entry.owner_id == getattr(who, "pk", None)
    if not mine:
        return EntryPage(entry, mine, seen_by(entry, who=who), owner=entry.owner)
    reflection = Reflection.objects.kept().owned(who).filter(entry=entry).first()
    chosen = _model(reflection.model, who.language) if reflection else None
    links = entry.objective_links.filter(objective__deleted_at=None).select_related("objective").order_by("id")
    return EntryPage(
        entry=entry,
        mine=True,
        visibility=seen_by(entry, who=who),
        note=private_note(entry, who),
        reflection=chosen,
        answers=[pair for pair in chosen.answers(reflection.answers) if pair[1]] if chosen else [],
        objectives=[(link.relation, link.objective) for link in links],
        activities=[link.activity for link in entry.activity_links.select_related("activity")],
        attachments=list(Attachment.objects.kept().owned(who).filter(entry=entry)),
        evidence=list(Evidence.objects.kept().owned(who).filter(entry=entry).select_related("objective")),
    )


def _model(key: str, language: str) -> ReflectionModel:
    """The model by its key, or the shortest when there is no such model any more."""
    try:
        return model(key, language)
    except LookupError:
        return models(language)[0]


def choices(person, entry: Entry | None = None) -> dict:
    """The objectives and activities an entry can be about: those of running plans, and those it is about already."""
    objectives = (
        Objective.objects.kept()
        .owned(person)
        .filter(plan__deleted_at=None)
        .exclude(what="")
        .order_by("-plan__starts", "position")
        .only("what", "number", "plan", "owner")
    )
    ours = Q(state=ActivityState.OPEN) | (Q(entry_links__entry=entry) if entry else Q(pk=None))
    activities = (
        Activity.objects.kept()
        .owned(person)
        .filter(ours, objective__deleted_at=None, objective__plan__deleted_at=None)
        .select_related("objective__plan")
        .order_by("-objective__plan__starts", "objective__position", "position")
        .distinct()
    )
    return {"objectives": list(objectives[:200]), "activities": list(activities[:100])}


@transaction.atomic
def add_whole_entry(form: EntryForm, *, by) -> Entry:
    links = form.links()
    entry, added = actions.add_entry(
        by=by,
        key=form.cleaned_data["once"],
        objectives=links["objectives"],
        activities=links["activities"],
        **form.values(),
    )
    if added:
        _link_others(entry, links, by=by)
    return entry


@transaction.atomic
def revise_whole_entry(entry: Entry, form: EntryForm, *, by, expected: int | None) -> None:
    links = form.links()
    actions.revise_entry(entry, by=by, expected=expected, **form.values())
    actions.link_entry(entry, by=by, objectives=links["objectives"], activities=links["activities"])
    _link_others(entry, links, by=by)


def _link_others(entry: Entry, links: dict, *, by) -> None:
    for relation in (Relation.BUILDS_ON, Relation.LEADS_TO):
        actions.relate_entry(entry, by=by, relation=relation, objectives=links[relation])


@dataclass(frozen=True)
class ReflectPage:
    entry: Entry
    model: ReflectionModel
    models: tuple[ReflectionModel, ...]
    stored: dict[str, str]


def reflect_page(entry: Entry, *, who, model: str) -> ReflectPage:
    """The page that asks. The model in the address, else the one answered before, else the shortest."""
    there = Reflection.objects.kept().owned(who).filter(entry=entry).first()
    chosen = _model(model or (there.model if there else ""), who.language)
    return ReflectPage(entry, chosen, models(who.language), there.answers if there else {})


def relation_words() -> dict[str, str]:
    return {
        Relation.ABOUT: _("About"),
        Relation.BUILDS_ON: _("An objective that builds on this"),
        Relation.LEADS_TO: _("An objective that led to this"),
    }
