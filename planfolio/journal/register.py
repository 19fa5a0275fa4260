"""The register of evidence: what shows that an objective was reached, by objective, of every kind."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from planfolio.errors import Refused
from planfolio.people.sharing import Visibility, visibilities
from planfolio.plans.models import Criterion, Goal, Objective
from planfolio.plans.vocabulary import EvidenceKind

from . import actions
from .files import keep_file, stored_path
from .forms import EvidenceForm, picked
from .models import Attachment, Entry, Evidence

#: Evidence of one page.
PAGE = 50


@dataclass(frozen=True)
class RegisterFilters:
    objective: UUID | None = None
    goal: UUID | None = None
    kind: str = ""

    @property
    def narrowed(self) -> bool:
        return bool(self.objective or self.goal or self.kind)


@dataclass(frozen=True)
class Group:
    """The evidence of one objective, and the label that says who sees it: whoever sees the plan."""

    objective: Objective
    evidence: list[Evidence]
    visibility: Visibility

    @property
    def reach(self) -> tuple[str, str]:
        return self.visibility.reach, self.visibility.text


@dataclass(frozen=True)
class RegisterPage:
    filters: RegisterFilters
    groups: list[Group]
    objectives: list[Objective]
    goals: list[Goal]
    before: str


def read_filters(query) -> RegisterFilters:
    kind = query.get("kind", "")
    return RegisterFilters(
        objective=_key(query.get("objective", "")),
        goal=_key(query.get("goal", "")),
        kind=kind if kind in EvidenceKind.values else "",
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def register_page(person, filters: RegisterFilters, *, before: str = "") -> RegisterPage:
    """One page of the register, latest first, its evidence gathered by objective. Four queries."""
    rows = Evidence.objects.kept().owned(person).filter(objective__deleted_at=None, objective__plan__deleted_at=None)
    if filters.objective:
        rows = rows.filter(objective=filters.objective)
    if filters.goal:
        rows = rows.filter(objective__goal=filters.goal)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    rows = _after(rows, before).select_related("objective__goal", "objective__plan", "criterion", "attachment")
    rows = list(rows.order_by("-day", "-pk")[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    seen = visibilities({row.objective.plan for row in rows})
    groups: dict[UUID, Group] = {}
    for row in rows:
        group = groups.setdefault(row.objective_id, Group(row.objective, [], seen[row.objective.plan_id]))
        group.evidence.append(row)
    return RegisterPage(
        filters=filters,
        groups=list(groups.values()),
        objectives=own_objectives(person),
        goals=list(Goal.objects.kept().owned(person)),
        before=f"{rows[-1].day.isoformat()}.{rows[-1].pk.hex}" if more else "",
    )


def _after(rows, before: str):
    day, _dot, key = before.partition(".")
    last = _key(key)
    try:
        return rows.filter(Q(day__lt=date.fromisoformat(day)) | Q(day=day, pk__lt=last)) if last else rows
    except ValueError:
        return rows


def own_objectives(person) -> list[Objective]:
    rows = Objective.objects.kept().owned(person).filter(plan__deleted_at=None).exclude(what="")
    return list(rows.order_by("-plan__starts", "position").only("what", "number", "plan", "owner")[:200])


def evidence_form(
    person,
    *,
    sent=(None, None),
    evidence: Evidence | None = None,
    entry: Entry | None = None,
    initial: dict | None = None,
) -> EvidenceForm:
    """The form for new evidence, for evidence that an entry gives, or for changing what is there."""
    objectives = own_objectives(person)
    criteria = Criterion.objects.kept().owned(person).filter(objective__in=[row.pk for row in objectives])
    known = list(Attachment.objects.kept().owned(person).filter(entry=entry)) if entry else []
    return EvidenceForm(
        *sent,
        objectives=objectives,
        criteria=list(criteria.order_by("objective__position", "position")[:500]),
        evidence=evidence,
        files=known,
        initial=initial,
    )


def first_values(person, *, objective: str = "", entry: Entry | None = None) -> dict:
    """What the form starts with: an objective in the address, or what an entry says."""
    values = {"objective": objective, "day": person.today(), "kind": EvidenceKind.NOTE}
    if entry is None:
        return values
    about = entry.objective_links.filter(relation="about").values_list("objective", flat=True).first()
    first_file = Attachment.objects.kept().owned(person).filter(entry=entry).values_list("pk", flat=True).first()
    kind = EvidenceKind.FILE if first_file else (EvidenceKind.LINK if entry.url else EvidenceKind.NOTE)
    return {
        "objective": objective or str(about or ""),
        "kind": kind,
        "title": entry.title,
        "text": entry.summary,
        "url": entry.url,
        "day": entry.day,
        "known": str(first_file or ""),
    }


def values_of(evidence: Evidence) -> dict:
    return {
        "objective": str(evidence.objective_id),
        "criterion": str(evidence.criterion_id or ""),
        **{name: getattr(evidence, name) for name in ("kind", "title", "text", "url", "witness", "day")},
    }


@transaction.atomic
def add_evidence(form: EvidenceForm, *, by, entry: Entry | None = None) -> Evidence:
    """Add what the form says; a file that comes with it is kept first, and goes again when the rest is refused."""
    objective = _objective(form)
    attachment = _attachment(form, by=by)
    try:
        return actions.add_evidence(
            objective, by=by, key=form.cleaned_data["once"], entry=entry, attachment=attachment, **form.values()
        )
    except BaseException:
        _forget_new(form, attachment)
        raise


@transaction.atomic
def revise_evidence(evidence: Evidence, form: EvidenceForm, *, by, expected: int | None) -> None:
    values = {**form.values(), "objective": _objective(form)}
    attachment = _attachment(form, by=by)
    if attachment:
        values["attachment"] = attachment
    try:
        actions.revise_evidence(evidence, by=by, expected=expected, **values)
    except BaseException:
        _forget_new(form, attachment)
        raise


def _objective(form: EvidenceForm) -> Objective:
    found = picked(form.objectives, form.cleaned_data["objective"])
    if not found:
        raise Refused(_("Choose one of your objectives."))
    return found[0]


def _attachment(form: EvidenceForm, *, by) -> Attachment | None:
    if form.cleaned_data.get("file"):
        return keep_file(form.cleaned_data["file"], by=by)
    return next(iter(picked(form.known, form.cleaned_data.get("known") or "")), None)


def _forget_new(form: EvidenceForm, attachment: Attachment | None) -> None:
    if attachment and form.cleaned_data.get("file"):
        stored_path(attachment.file.name).unlink(missing_ok=True)
