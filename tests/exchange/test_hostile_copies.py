"""Copies that were made to do harm, or were damaged: refused before they are unpacked or written, in words."""

import io
import json
import zipfile
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planfolio.errors import Refused
from planfolio.exchange.archive import opening
from planfolio.exchange.archive.bringing import bring_in
from planfolio.exchange.archive.classified import KINDS
from planfolio.exchange.archive.opening import opened
from planfolio.exchange.archive.values import row_of
from planfolio.journal.models import Entry
from planfolio.testing import cast

from .test_bringing_a_copy import copy_of
from .whole import whole

pytestmark = pytest.mark.django_db
KIND = {kind.name: kind for kind in KINDS}


@pytest.fixture(scope="module")
def people(once):
    with once():
        found = cast()
        whole(found.owner, found.stranger)
        return found


@pytest.fixture(scope="module")
def parts(people, once) -> dict[str, bytes]:
    """The files in a sound copy, by name."""
    with once():
        archive = zipfile.ZipFile(io.BytesIO(copy_of(people.owner)))
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    made.seek(0)
    return made


def told(parts: dict[str, bytes], **names: bytes) -> dict[str, bytes]:
    """The parts with other content under some names of rows, and a manifest that agrees with it."""
    manifest = json.loads(parts["archive.json"])
    changed = dict(parts)
    for name, content in names.items():
        changed[f"rows/{name}.jsonl"] = content
        rows = content.count(b"\n")
        manifest["rows"][name] = {"rows": rows, "size": len(content), "sha256": sha256(content).hexdigest()}
    return changed | {"archive.json": json.dumps(manifest).encode()}


def manifest_with(parts: dict[str, bytes], **values) -> dict[str, bytes]:
    return parts | {"archive.json": json.dumps({**json.loads(parts["archive.json"]), **values}).encode()}


def rows_of(parts: dict[str, bytes], name: str) -> list[dict]:
    return [json.loads(line) for line in parts[f"rows/{name}.jsonl"].splitlines()]


def lines(rows: list[dict]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def assert_refused(parts: dict[str, bytes], person, match: str = ".") -> None:
    with pytest.raises(Refused, match=match), opened(packed(parts)) as copy:
        bring_in(copy, by=person)
    assert not Entry.objects.filter(owner=person).exists()


def test_the_parts_are_sound_before_they_are_changed(people, parts):
    with opened(packed(told(parts, goals=parts["rows/goals.jsonl"]))) as copy:
        assert bring_in(copy, by=people.mentor).new > 20


def test_asvs_5_2_3_a_small_file_that_unpacks_to_200_mb_is_refused_unread(people, parts, monkeypatch):
    content = packed(told(parts, goals=b"0" * 200_000_000))
    assert len(content.getvalue()) < 300_000
    monkeypatch.setattr(opening.Opened, "lines", lambda *_arguments: pytest.fail("it was read"))
    with pytest.raises(Refused, match="damaged"):
        opened(content)


def test_asvs_5_2_3_more_than_one_person_can_have_is_refused(parts, monkeypatch):
    monkeypatch.setattr(opening, "ROWS_LIMIT", 1_000)
    with pytest.raises(Refused, match="more than one person"):
        opened(packed(parts))


def test_a_file_that_says_less_than_it_unpacks_to_is_refused(people, parts):
    sound, more = parts["rows/goals.jsonl"], parts["rows/goals.jsonl"] * 2
    lying = told(parts, goals=sound) | {"rows/goals.jsonl": more}
    assert_refused(lying, people.mentor, "damaged")


@pytest.mark.parametrize(
    "name",
    ["files/../../escaped.txt", "/etc/escaped", "files\\..\\escaped", "files//x", "C:/escaped", "files/./../x"],
)
def test_names_that_lead_elsewhere_are_refused(people, parts, name):
    manifest = json.loads(parts["archive.json"])
    manifest["files"][name] = {"size": 1, "sha256": sha256(b"x").hexdigest()}
    assert_refused(parts | {name: b"x", "archive.json": json.dumps(manifest).encode()}, people.mentor)


def test_what_is_not_listed_or_not_there_or_twice_is_refused(people, parts):
    assert_refused(parts | {"more.txt": b"x"}, people.mentor, "something else")
    assert_refused({name: part for name, part in parts.items() if name != "rows/goals.jsonl"}, people.mentor, "damaged")
    made = packed(parts)
    with zipfile.ZipFile(made, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("rows/goals.jsonl", parts["rows/goals.jsonl"])
    with pytest.raises(Refused, match="damaged"):
        opened(made)


@pytest.mark.parametrize(
    "values",
    [
        {"format": "planfolio-backup"},
        {"version": "1"},
        {"version": True},
        {"rows": []},
        {"files": {"a": {"size": -1, "sha256": "0"}}},
        {"missing": [1]},
        {"made_at": "yesterday"},
        {"rows": {"goals": {"rows": 1, "size": 1e9, "sha256": ""}}},
    ],
)
def test_what_is_no_list_of_contents_is_no_copy(people, parts, values):
    assert_refused(manifest_with(parts, **values), people.mentor, "no copy")


def test_a_copy_of_a_newer_version_says_so(people, parts):
    assert_refused(manifest_with(parts, version=2), people.mentor, "newer")


def test_a_packing_that_we_do_not_read_is_refused(parts):
    with pytest.raises(Refused):
        opened(packed(parts, zipfile.ZIP_LZMA))


def test_a_flipped_byte_in_a_file_or_in_rows_is_refused(people, parts):
    file = next(name for name in parts if name.startswith("files/"))
    for name in (file, "rows/private_notes.jsonl"):
        assert_refused(parts | {name: parts[name][:-2] + b"~" + parts[name][-1:]}, people.mentor)


#: The kind, the field, and what no page or database of ours could take in it.
WRONG = [
    ("plans", "title", "x" * 301),
    ("plans", "title", 7),
    ("plans", "title", None),
    ("plans", "title", "a\0b"),
    ("plans", "title", "a\ud800"),
    ("plans", "starts", "9999-12-31"),
    ("plans", "starts", "soon"),
    ("plans", "ends", "1999-01-01"),
    ("plans", "dismissed", [{"a": 1}]),
    ("plans", "dismissed", "text"),
    ("plans", "source_url", "javascript:alert(1)"),
    ("plans", "language", "../../x"[:5]),
    ("plans", "previous", "00000000-0000-7000-8000-00000000dead"),
    ("plans", "created_at", "2999-01-01T00:00:00+00:00"),
    ("plans", "created_at", "2026-01-01T00:00:00"),
    ("plans", "revision", 2**31 - 1),
    ("plans", "revision", -1),
    ("plans", "revision", True),
    ("plans", "id", "no key"),
    ("plans", "id", None),
    ("objectives", "state", "failed"),
    ("objectives", "minutes", 10**9),
    ("activities", "url", "javascript:alert(1)"),
    ("activities", "done_on", "2026-01-01"),
    ("entries", "summary", "x" * 100_001),
    ("entries", "url", "data:text/html,x"),
    ("dates", "time_zone", "Mars/Olympus"),
    ("dates", "credits", "1e999"),
    ("dates", "credits", 1.5),
    ("reflections", "model", "made-up"),
    ("reflections", "answers", {"what": 1}),
    ("versions", "sha256", "0" * 64),
    ("versions", "snapshot", "{}"),
    ("versions", "by", "somebody"),
    ("versions", "keys", {"objectives": ["x"], "activities": []}),
    ("attachments", "file", "files/../secret.key"),
    ("attachments", "sha256", "0" * 64),
    ("attachments", "size", 1),
    ("evidence", "objective", None),
    ("runs", "modules", 7),
    ("runs", "dates", ["soon"]),
    ("runs", "dates", ["9999-12-31"]),
    ("runs", "holidays", [["2027-01-01"]]),
    ("runs", "holidays", [["2027-02-01", "2027-01-01"]]),
    ("runs", "holidays", [1]),
    ("runs", "document", {"title": 1}),
    ("profile", "language", "xx"),
    ("profile", "time_zone", "nowhere"),
    ("profile", "formats", ["made-up"]),
    ("profile", "weekly_minutes", 10**6),
]


@pytest.mark.parametrize(("name", "field", "value"), WRONG)
def test_a_row_that_we_could_not_have_written_refuses_the_whole(people, parts, name, field, value):
    rows = rows_of(parts, name)
    rows[-1][field] = value
    assert_refused(told(parts, **{name: lines(rows)}), people.mentor)


def _first_thing(document: dict) -> dict:
    return next(thing for module in document["modules"] for thing in module["things"])


@pytest.mark.parametrize("name", ["programmes", "editions", "runs"])
@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.update(title="x" * 10_000),
        lambda document: document.update(criteria="made-up"),
        lambda document: _first_thing(document).update(key="../../x"),
        lambda document: _first_thing(document).update(asks="made-up"),
        lambda document: _first_thing(document).update(minutes=10**6),
        lambda document: _first_thing(document).update(why="a\x00b"),
        lambda document: document["modules"].append(document["modules"][0]),
    ],
    ids=["long title", "criteria", "key", "asks", "minutes", "NUL", "keys twice"],
)
def test_a_programme_that_no_page_could_have_written_refuses_the_whole(people, parts, name, change):
    rows = rows_of(parts, name)
    document = rows_of(parts, "runs")[-1]["document"]
    change(document)
    rows[-1]["document"] = document
    assert_refused(told(parts, **{name: lines(rows)}), people.mentor)


def test_a_field_more_or_less_and_a_key_twice_are_refused(people, parts):
    rows = rows_of(parts, "goals")
    more = [{**rows[0], "is_administrator": True}, *rows[1:]]
    less = [{name: value for name, value in row.items() if name != "text"} for row in rows]
    for changed in (more, less, [*rows, rows[0]]):
        assert_refused(told(parts, goals=lines(changed)), people.mentor)
    assert_refused(told(parts, goals=b"[]\n"), people.mentor)
    assert_refused(told(parts, goals=b"{" * 100_000 + b"\n"), people.mentor)


def test_activities_and_plans_that_go_round_in_a_circle_are_refused(people, parts):
    order = rows_of(parts, "orders")[0]
    back = {"id": "00000000-0000-7000-8000-000000000002", "activity": order["first"], "first": order["activity"]}
    assert_refused(told(parts, orders=lines([order, back])), people.mentor, "damaged")
    plans = rows_of(parts, "plans")
    plans[0]["previous"], plans[1]["previous"] = plans[1]["id"], plans[0]["id"]
    assert_refused(told(parts, plans=lines(plans)), people.mentor, "damaged")


def test_a_key_of_somebody_else_leads_to_nothing_of_theirs(people, parts):
    """Their entry's key in a copy that somebody made up: the row comes under a key of its own."""
    theirs = Entry.objects.filter(owner=people.stranger).first()
    rows = [{**row, "id": str(theirs.pk)} for row in rows_of(parts, "entries")[:1]]
    keep = {kind.name: b"" for kind in KINDS if kind.comes_back and kind.name not in {"entries", "profile"}}
    with opened(packed(told(parts, **keep, entries=lines(rows)) | {})) as copy:
        manifest_files(copy)
        bring_in(copy, by=people.mentor)
    theirs.refresh_from_db()
    assert theirs.owner == people.stranger
    assert Entry.objects.get(owner=people.mentor).pk != theirs.pk


def manifest_files(copy) -> None:
    """Files that no row names are allowed, and come to nothing."""
    assert copy.manifest["files"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(data=st.data())
def test_any_value_in_any_field_is_taken_or_refused_and_never_a_fault(parts, data):
    kind = data.draw(st.sampled_from([kind for kind in KINDS if kind.comes_back]))
    row = dict(rows_of(parts, kind.name)[0])
    row[data.draw(st.sampled_from(sorted(row)))] = data.draw(JSON)
    try:
        found = row_of(kind, json.dumps(row).encode(), 1)
    except Refused:
        return
    assert set(found) == set(kind.held)
