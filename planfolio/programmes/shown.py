"""A programme as its pages show it, whether a person wrote it or it comes with the house."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planfolio.people.sharing import Visibility, visibility

from .builtin import BuiltIn
from .document import Placed, ProgrammeDoc, placed
from .models import Programme

ASKS = {"both": _("Try it and reflect"), "try": _("Try it"), "reflect": _("Reflect")}


@dataclass(frozen=True)
class Shown:
    """`row` is None for what comes with the house; `mine` says whether the reader may change it."""

    doc: ProgrammeDoc
    address: str
    names: dict[str, str]
    argument: object
    row: Programme | None = None
    mine: bool = False
    label: Visibility | None = None
    numbers: dict[str, int] = field(default_factory=dict)

    def thing(self, key: str) -> str:
        return reverse(self.names["thing"], args=[self.argument, key])

    @property
    def export(self) -> str:
        return reverse(self.names["export"], args=[self.argument])

    @property
    def fork(self) -> str:
        return reverse(self.names["fork"], args=[self.argument])

    @property
    def run(self) -> str:
        return reverse(self.names["run"], args=[self.argument])


def _numbers(doc: ProgrammeDoc) -> dict[str, int]:
    return {each.thing.key: each.number for each in placed(doc)}


OURS = {"thing": "builtin-thing", "export": "builtin-export", "fork": "builtin-fork", "run": "builtin-run"}
THEIRS = {"thing": "programme-thing", "export": "programme-export", "fork": "programme-fork", "run": "programme-run"}


def of_house(found: BuiltIn) -> Shown:
    address = reverse("builtin", args=[found.slug])
    return Shown(found.doc, address, OURS, found.slug, numbers=_numbers(found.doc))


def of_person(programme: Programme, *, who) -> Shown:
    mine, doc = programme.owner_id == getattr(who, "pk", None), programme.doc
    label = visibility(programme, who=who) if mine else None
    address = programme.get_absolute_url()
    return Shown(doc, address, THEIRS, programme.pk, programme, mine, label, _numbers(doc))


@dataclass(frozen=True)
class Neighbours:
    before: Placed | None
    after: Placed | None
    total: int


def neighbours(doc: ProgrammeDoc, there: Placed) -> Neighbours:
    rows = list(placed(doc))
    before = rows[there.number - 2] if there.number > 1 else None
    after = rows[there.number] if there.number < len(rows) else None
    return Neighbours(before, after, len(rows))
