"""Bringing a copy in: looked at first, then kept whole or not at all, links and all.

Nothing that is there is changed. A row keeps its key where that is free; where it is this person's own, the row is
there already and stays as it is; where it is somebody else's, the row comes under a new key, which is the same each
time the copy comes to this person. What only one row can be, such as the look back at a week, stays the one that is
there. What points to a row follows its key.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from uuid import UUID

from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext as _

from planfolio.backups.rows import insert
from planfolio.journal import files
from planfolio.journal.incoming import incoming
from planfolio.journal.models import Entry
from planfolio.journal.search import index_again
from planfolio.people.models import Person

from .classified import KINDS, Kind, columns, model_of
from .opening import Opened, damaged
from .values import row_of
from .writing import PIECE

BATCH = 500


@dataclass
class Count:
    """Of one kind: how many rows are new here, and how many are there already."""

    label: str
    new: int = 0
    there: int = 0


@dataclass
class Coming:
    """What a copy brings. `keys` leads from the key of a row in the copy to its key here, None where it has none."""

    name: str
    made_at: datetime
    profile: dict = field(default_factory=dict)
    counts: dict[str, Count] = field(default_factory=dict)
    keys: dict[UUID, UUID | None] = field(default_factory=dict)
    lost: int = 0
    #: The size of the files that are new here, in bytes.
    size: int = 0

    @property
    def new(self) -> int:
        return sum(count.new for count in self.counts.values())

    def shown(self) -> list[Count]:
        return [count for count in self.counts.values() if count.new or count.there]


def look(copy: Opened, *, by: Person) -> Coming:
    """What the copy would bring to `by`, every row of it checked; nothing is written. Raises Refused."""
    coming = Coming(name="", made_at=copy.made_at)
    for _kind, _rows in _sorted_out(copy, coming, by):
        pass
    return coming


def bring_in(copy: Opened, *, by: Person, profile: bool = False) -> Coming:
    """Keep what the copy brings as things of `by`, whole or not at all; done twice, it is there once.

    With `profile` that of the copy takes the place of theirs. Raises Refused.
    """
    coming = Coming(name="", made_at=copy.made_at)
    placed: list = []
    try:
        with transaction.atomic():
            by = Person.objects.select_for_update().get(pk=by.pk)
            for kind, rows in _sorted_out(copy, coming, by):
                if kind.name == "attachments":
                    _place_files(copy, rows, placed)
                _insert(kind, rows, by)
            if profile:
                Person.objects.filter(pk=by.pk).update(**coming.profile)
            _index(coming, by)
    except (IntegrityError, DataError) as error:
        _take_away(placed)
        raise damaged(_("its parts do not fit together")) from error
    except BaseException:
        _take_away(placed)
        raise
    return coming


def _index(coming: Coming, by: Person) -> None:
    """Let the entries be found by their words."""
    keys = [key for key in coming.keys.values() if key]
    for start in range(0, len(keys), BATCH):
        index_again(Entry.objects.filter(owner=by, pk__in=keys[start : start + BATCH]))


def _take_away(placed: list) -> None:
    for path in placed:
        path.unlink(missing_ok=True)


def _sorted_out(copy: Opened, coming: Coming, by: Person) -> Iterator[tuple[Kind, list[dict]]]:
    """Each kind with the rows of it that are new, their keys and links those that they have here."""
    for kind in KINDS:
        rows = [
            row_of(kind, line, number) for number, line in enumerate(copy.lines(kind.name), start=1) if kind.comes_back
        ]
        if kind.name == "profile":
            if len(rows) != 1:
                raise damaged("rows/profile.jsonl")
            coming.profile, coming.name = rows[0], rows[0]["name"]
        elif kind.comes_back:
            count = coming.counts[kind.name] = Count(str(kind.label))
            new = _new_rows(kind, rows, copy, coming, by)
            count.new, count.there = len(new), len(rows) - len(new)
            yield kind, new


def _new_rows(kind: Kind, rows: list[dict], copy: Opened, coming: Coming, by: Person) -> list[dict]:
    ids = [UUID(str(row["id"])) for row in rows]
    if len(set(ids)) != len(ids) or coming.keys.keys() & set(ids):
        raise damaged(f"rows/{kind.name}.jsonl")
    mine, taken = _keys_here(kind, ids, by)
    others = {key: _key_for(by, key) for key in ids}
    here, _taken = _keys_here(kind, list(others.values()), by)
    coming.keys |= {key: others[key] if key in taken or others[key] in here else key for key in ids}
    mine |= here
    if kind.name == "attachments":
        rows = _with_their_file(rows, copy, coming)
    linked = {row["id"]: _linked(kind, row, coming) for row in rows}
    _refuse_circles(kind, list(linked.values()))
    only = _OnlyOnce(kind, by)
    new = []
    for old, row in linked.items():
        if row["id"] in mine:
            continue
        there = only.place(row)
        if there is None:
            new.append(row)
        else:
            # What points to it points to the one that is there.
            coming.keys[old] = there
    if kind.name == "attachments":
        coming.size = sum(row["size"] for row in new)
    return new


def _key_for(by: Person, key: UUID) -> UUID:
    """The key under which a row comes to `by` whose own is taken: of the same moment, and always the same one."""
    mixed = int.from_bytes(sha256(f"{key} {by.pk}".encode()).digest()[:10])
    moment, version, variant = key.int >> 80, 7 << 76, 2 << 62
    return UUID(int=moment << 80 | version | (mixed >> 68) << 64 | variant | mixed & ((1 << 62) - 1))


def _keys_here(kind: Kind, ids: list[UUID], by: Person) -> tuple[set[UUID], set[UUID]]:
    """Which of these keys are rows of `by` already, and which are somebody else's."""
    mine: set[UUID] = set()
    taken: set[UUID] = set()
    for start in range(0, len(ids), BATCH):
        there = model_of(kind)._base_manager.filter(pk__in=ids[start : start + BATCH])
        for key, owner in there.values_list("pk", "owner_id"):
            (mine if owner == by.pk else taken).add(key)
    return mine, taken


def _with_their_file(rows: list[dict], copy: Opened, coming: Coming) -> list[dict]:
    """Those whose file is in the copy; a file that was lost before is not made up for by an empty one."""
    kept = []
    for row in rows:
        facts = copy.manifest["files"].get(row["file"])
        if facts == {"size": row["size"], "sha256": row["sha256"]}:
            kept.append(row)
        elif facts is None and row["file"] in copy.manifest["missing"]:
            coming.keys[row["id"]] = None
            coming.lost += 1
        else:
            raise damaged(row["file"])
    return kept


def _linked(kind: Kind, row: dict, coming: Coming) -> dict:
    """The row with the keys that it and what it points to have here. Raises Refused for what points to nothing."""
    row = dict(row, id=coming.keys[row["id"]])
    for name, each in columns(kind).items():
        if name in row and isinstance(each, models.ForeignKey) and each.related_model is not Person and row[name]:
            if row[name] not in coming.keys or (coming.keys[row[name]] is None and not each.null):
                raise damaged(f"rows/{kind.name}.jsonl")
            row[name] = coming.keys[row[name]]
    if kind.name == "events":
        row["subject_id"] = coming.keys.get(row["subject_id"]) or row["subject_id"]
    if kind.name == "versions" and row["keys"]:
        row["keys"] = {
            "objectives": [_here(coming, key) for key in row["keys"]["objectives"]],
            "activities": [[_here(coming, key) for key in keys] for keys in row["keys"]["activities"]],
        }
    return row


def _here(coming: Coming, key: str) -> str:
    return str(coming.keys.get(UUID(key)) or key)


#: What follows what in these kinds, and may not come round to where it began.
_FOLLOWS = {"orders": ("activity", "first"), "plans": ("id", "previous")}


def _refuse_circles(kind: Kind, rows: list[dict]) -> None:
    if kind.name in _FOLLOWS:
        later, earlier = _FOLLOWS[kind.name]
        before: dict = {}
        for row in rows:
            before.setdefault(row[later], set()).add(row[earlier])
        try:
            TopologicalSorter(before).prepare()
        except CycleError as error:
            raise damaged(f"rows/{kind.name}.jsonl") from error


class _OnlyOnce:
    """What the database holds once only, so that a second is seen before it refuses it."""

    def __init__(self, kind: Kind, by: Person):
        self.sets = list(_once(model_of(kind)))
        rows = model_of(kind)._base_manager.filter(owner=by.pk)
        self.there = {
            names: {values[1:]: values[0] for values in rows.values_list("pk", *names)} for names in self.sets
        }

    def place(self, row: dict) -> UUID | None:
        """The key of the row that is there in the place of `row`; None after `row` has taken it."""
        for names in self.sets:
            if not row.keys() >= set(names):  # What stays where it was is empty here.
                continue
            values = tuple(row[name] for name in names)
            if "" in values:
                continue
            taken = self.there[names]
            if values in taken and names[-1:] != ("number",):
                return taken[values]
            while values in taken:
                row["number"] += 1
                values = (*values[:-1], row["number"])
            taken[values] = row["id"]
        return None


def _once(model: type[models.Model]) -> Iterator[tuple[str, ...]]:
    """The fields that are there once for a person, in sets of names."""
    for each in model._meta.constraints:
        if isinstance(each, models.UniqueConstraint) and "owner" in each.fields:
            yield tuple(name for name in each.fields if name != "owner")
    for each in model._meta.concrete_fields:
        if each.unique and not each.primary_key and isinstance(each, models.OneToOneField):
            yield (each.name,)


def _insert(kind: Kind, rows: list[dict], by: Person) -> None:
    """Write them as they are, with their own stamps; what is not brought in is as in a new row."""
    model = model_of(kind)
    fields = [each for each in model._meta.concrete_fields if not getattr(each, "generated", False)]
    names = [each.attname for each in fields]
    insert(model, names, ([_stored(kind, each, row, by) for each in fields] for row in rows), using="default")


def _stored(kind: Kind, each: models.Field, row: dict, by: Person):
    if each.name == "owner":
        return by.pk
    if each.name not in row:
        return kind.arrives.get(each.name, None if each.null else each.get_default())
    if getattr(each, "related_model", None) is Person:
        return by.pk if row[each.name] else None
    return row[each.name]


def _place_files(copy: Opened, rows: list[dict], placed: list) -> None:
    """Put the file of each on the disk, and write into the row what it is called there. Raises Refused."""
    for row in rows:
        with copy.file(row["file"]) as source:
            upload = incoming(row["name"], "", iter(lambda: source.read(PIECE), b""))
        try:
            if upload.sha256 != row["sha256"]:
                raise damaged(row["file"])
            stored = files.put_in_place(upload, key=row["id"], name=row["name"], returning=True)
        finally:
            with suppress(FileNotFoundError):
                upload.close()
        placed.append(files.stored_path(stored.file))
        row |= {
            "file": stored.file,
            "content_type": stored.content_type,
            "size": stored.size,
            "sha256": stored.sha256,
        }
