"""A programme comes in from a folder and goes out as the same folder; what is irregular is said, not guessed."""

import io
import tomllib
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planfolio.errors import Refused, TooLarge
from planfolio.programmes.document import AttributionDoc, ModuleDoc, ProgrammeDoc, StreamDoc, ThingDoc
from planfolio.programmes.folder import one_line, read_folder, tidy, tidy_body
from planfolio.programmes.packing import packed, read_packed, read_path
from planfolio.programmes.toml_text import toml
from planfolio.programmes.writing import written
from tests.programmes.written import small_programme

SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "samples" / "programmes" / "ardc-23-things"
sample = pytest.mark.skipif(not SAMPLE.is_dir(), reason="the sample programme is not beside this checkout")


def test_what_goes_out_comes_in_as_it_was():
    doc = small_programme(attributions=(AttributionDoc(title="23 Things", author="H. B.", licence="CC BY 4.0"),))
    assert read_packed(packed(doc), name="x.zip").doc == doc
    assert read_packed(packed(doc), name="x.zip").notes == ()


lines = st.text(max_size=60).map(tidy).map(one_line)
texts = st.text(max_size=200).map(tidy)
things = st.builds(
    ThingDoc,
    title=lines.filter(bool),
    short_title=lines,
    why=texts,
    try_it=st.text(max_size=200).map(tidy_body),
    reflect=texts,
    asks=st.sampled_from(["both", "try", "reflect"]),
    minutes=st.none() | st.integers(1, 9999),
    streams=st.lists(
        st.builds(StreamDoc, name=lines.filter(bool), line=lines), max_size=3, unique_by=lambda s: s.name
    ).map(tuple),
    links=st.lists(lines.filter(bool), max_size=3).map(tuple),
    competencies=st.lists(lines.filter(bool), max_size=3).map(tuple),
    credits=lines,
)


@st.composite
def programmes(draw):
    groups = draw(st.lists(st.lists(things, min_size=1, max_size=2), min_size=1, max_size=3))
    count, modules = 0, []
    for group in groups:
        keyed = []
        for thing in group:
            count += 1
            keyed.append(ThingDoc(**{**vars(thing), "key": f"thing-{count}"}))
        modules.append(ModuleDoc(title=draw(lines), about=draw(texts), things=tuple(keyed)))
    attributions = draw(st.lists(st.builds(AttributionDoc, title=lines, author=lines.filter(bool)), max_size=2))
    return ProgrammeDoc(
        title=draw(lines),
        summary=draw(texts),
        licence=draw(lines),
        prerequisites=draw(texts),
        modules=tuple(modules),
        attributions=tuple(attributions),
    )


@given(programmes())
def test_any_programme_survives_the_way_out_and_in(doc):
    assert read_folder(written(doc)).doc == doc


@given(st.dictionaries(st.sampled_from("abc"), st.text(min_size=1)))
@example({"a": "\x7f"})
@example({"a": "C:\\new\x7f\ntwo"})
def test_any_text_survives_toml(values):
    assert tomllib.loads(toml(values, {})) == values


@sample
def test_a_real_programme_comes_in_whole_with_its_irregularities_told():
    reading = read_path(SAMPLE)
    assert [len(module.things) for module in reading.doc.modules] == [3, 3, 2, 2, 4, 4, 2, 3]
    assert [thing.key for thing in reading.doc.things()] == [f"thing-{number:02}" for number in range(1, 24)]
    assert all(thing.title and thing.why and thing.try_it for thing in reading.doc.things())
    assert [len(thing.streams) for thing in reading.doc.things()] == [3] * 22 + [0]
    told = {(note.file, str(note.text)) for note in reading.notes}
    assert ("thing-23.md", "It has neither an overview nor a category.") in told
    assert (
        "thing-17.md",
        "The category “Let's talk data” is quoted here and otherwise elsewhere. It is read as one.",
    ) in told
    assert any(file == "thing-11.md" and "written as a list" in text for file, text in told)


@sample
def test_nothing_of_the_text_of_a_real_programme_is_lost():
    for thing in read_path(SAMPLE).doc.things():
        body = (SAMPLE / f"{thing.key}.md").read_text(encoding="utf-8").split("\n---", 1)[1]
        assert thing.try_it.split() == body.split()


@sample
def test_a_real_programme_goes_out_and_comes_in_as_it_was():
    doc = read_path(SAMPLE).doc
    assert read_packed(packed(doc), name="x.zip").doc == doc


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("title: [a\nwhy", "Line 3"),
        ("title: a\ntitle: b", "stands here twice"),
        ("title: *a", "anchors"),
        ('title: "a', "never closed"),
    ],
)
def test_front_matter_that_cannot_be_read_is_refused_with_its_place(front, words):
    with pytest.raises(Refused) as refused:
        read_folder({"one.md": f"---\n{front}\n---\nText"})
    assert "one.md" in str(refused.value.detail)
    assert words in str(refused.value.detail)


def test_a_thing_that_no_module_names_comes_last_and_is_told_of():
    files = {**written(small_programme()), "stray.md": "---\ntitle: Stray\n---\nTry"}
    reading = read_folder(files)
    assert reading.doc.modules[-1].things[0].title == "Stray"
    assert any("stray" in note.text for note in reading.notes)


def test_a_module_that_names_a_file_that_is_not_there_says_so():
    files = written(small_programme())
    del files["thing-02.md"]
    assert any("thing-02" in note.text for note in read_folder(files).notes)


def test_a_folder_without_things_says_what_a_thing_is():
    with pytest.raises(Refused):
        read_folder({"programme.toml": 'title = "Empty"'})


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_a_zip_of_a_folder_within_a_folder_is_read():
    files = {f"download-main/23/{name}": text.encode() for name, text in written(small_programme()).items()}
    files["download-main/README.md"] = b"# About"
    files["__MACOSX/._thing-01.md"] = b"\x00\x01"
    assert read_packed(zipped(files), name="x.zip").doc == small_programme()


@pytest.mark.parametrize("name", ["../../etc/thing.md", "..\\thing.md"])
def test_names_that_lead_out_of_an_archive_are_left_out(name):
    reading = read_packed(zipped({name: b"---\ntitle: Out\n---\nx", "in.md": b"---\ntitle: In\n---\nx"}), name="x.zip")
    assert [thing.title for thing in reading.doc.things()] == ["In"]


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(TooLarge):
        read_packed(zipped({f"{n}.md": b"x" * 1_000_000 for n in range(8)}), name="x.zip")


@pytest.mark.parametrize("content", [b"PK\x03\x04rubbish", b"PK", b"%PDF", b"\xff\xfe---"])
def test_what_is_no_programme_is_refused(content):
    with pytest.raises(Refused):
        read_packed(content, name="x.zip")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\nx")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "one.md").write_text("---\ntitle: One\n---\nx")
    (folder / "two.md").symlink_to(tmp_path / "secret.md")
    assert [thing.title for thing in read_path(folder).doc.things()] == ["One"]
