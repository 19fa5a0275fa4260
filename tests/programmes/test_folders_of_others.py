"""Folders as other libraries keep theirs: weeks as folders, plain Markdown, other words and encodings; all told."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planfolio.errors import Refused
from planfolio.programmes.layout import number_in
from planfolio.programmes.packing import read_packed, read_path
from tests.programmes.test_folder import zipped


def brought(files: dict[str, str | bytes], name: str = "23 Things.zip"):
    return read_packed(
        zipped({each: text if isinstance(text, bytes) else text.encode() for each, text in files.items()}), name=name
    )


def shape(reading) -> list[tuple[str, list[str]]]:
    return [(module.title, [thing.title for thing in module.things]) for module in reading.doc.modules]


def told(reading) -> set[tuple[str, str]]:
    return {(note.file, str(note.text)) for note in reading.notes}


WEEKS = {
    f"things-main/week-{week:02}-topics/thing-{number}.md": f"# Thing {number}: Topic {number}\n\nDo it.\n"
    for week in (1, 2, 10)
    for number in (week * 3 + 0, week * 3 + 1)
}


def test_weeks_that_are_folders_are_modules_in_their_order():
    reading = brought(WEEKS)
    assert shape(reading) == [
        ("Week 01 topics", ["Thing 3: Topic 3", "Thing 4: Topic 4"]),
        ("Week 02 topics", ["Thing 6: Topic 6", "Thing 7: Topic 7"]),
        ("Week 10 topics", ["Thing 30: Topic 30", "Thing 31: Topic 31"]),
    ]
    assert reading.doc.things()[0].try_it == "Do it."


def test_a_folder_and_its_zip_are_the_same_programme(tmp_path):
    for name, text in WEEKS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert shape(read_path(tmp_path)) == shape(brought(WEEKS))


def test_what_tells_about_the_folder_is_no_thing_and_said_to_be_left_out():
    reading = brought({**WEEKS, "things-main/README.md": "# 23 Things", "things-main/LICENSE.md": "CC BY"})
    assert len(reading.doc.things()) == 6
    assert ("LICENSE.md", "It tells about the folder, so it is no thing.") in told(reading)


def test_what_is_not_markdown_is_said_to_be_left_out():
    reading = brought({**WEEKS, "things-main/week-03/thing-9.html": "<h1>Nine</h1>", "things-main/logo.png": "x"})
    assert ("", "Left out, because only Markdown is read: thing-9.html.") in told(reading)


def test_pages_of_a_site_alone_are_refused_with_what_to_do():
    with pytest.raises(Refused) as refused:
        brought({"thing-1.html": "<h1>One</h1>"})
    assert "Markdown" in str(refused.value.detail)


def test_a_folder_with_one_page_is_one_thing():
    reading = brought({f"content/week{week}/{thing}/index.md": "Do it" for week, thing in ((1, "blogs"), (2, "wikis"))})
    assert shape(reading) == [("Week1", ["blogs"]), ("Week2", ["wikis"])]
    assert [thing.key for thing in reading.doc.things()] == ["blogs", "wikis"]


def test_plain_markdown_is_named_by_its_heading_and_ordered_by_the_numbers_of_its_files():
    reading = brought({f"thing{number}.md": f"# Topic {number}\n\nText {number}" for number in (10, 9, 1, 2)})
    assert [thing.title for thing in reading.doc.things()] == ["Topic 1", "Topic 2", "Topic 9", "Topic 10"]
    assert [thing.try_it for thing in reading.doc.things()] == ["Text 1", "Text 2", "Text 9", "Text 10"]
    assert ("", "None of them says its number: they stand in the order of their names.") in told(reading)


@pytest.mark.parametrize(
    "text", ["# " + "# " * 400_000 + "x", "\n" * 900_000, "#" * 900_000, "+" * 900_000, "-\n" * 400_000]
)
def test_a_file_made_to_be_slow_is_read_soon(text):
    began = time.monotonic()
    brought({"a.md": text})
    assert time.monotonic() - began < 5


def test_a_title_that_says_a_number_says_the_place():
    files = {"wikis.md": "# Thing 1: Wikis\nx", "blogs.md": "---\ntitle: 'Thing 2: Blogs'\n---\nx"}
    assert [thing.title for thing in brought(files).doc.things()] == ["Thing 1: Wikis", "Thing 2: Blogs"]


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Thing 5: Tags", 5),
        ("Chose 5", 5),
        ("5. Tags", 5),
        ("#5 – Tags", 5),
        ("THING 12 - x", 12),
        ("Étape 3 : le flux", 3),
    ],
)
def test_a_number_in_a_title_is_read(title, number):
    assert number_in(title) == number


@pytest.mark.parametrize("title", ["Web 2.0 and you", "2.0", "3 ways to search", "Office 365", "Topic 1", "1984x", ""])
def test_what_only_looks_like_a_number_is_left_alone(title):
    assert number_in(title) is None


def test_numbers_that_begin_again_in_each_week_stay_in_their_week():
    files = {}
    for week in (1, 2):
        for number in (1, 2):
            files[f"week{week}/{week}-{number}.md"] = f"---\ntitle: W{week} T{number}\nthing: {number}\n---\nx"
    assert shape(brought(files)) == [("Week1", ["W1 T1", "W1 T2"]), ("Week2", ["W2 T1", "W2 T2"])]


FRENCH = "---\nTitre: L’été\nnuméro: 2\nsemaine: Semaine 1\ndurée: 1 h 30\npourquoi: Parce que.\n---\nFaites-le."


def test_front_matter_in_french_is_read():
    (thing,) = brought({"b.md": FRENCH}).doc.things()
    assert (thing.title, thing.minutes, thing.why, thing.try_it) == ("L’été", 90, "Parce que.", "Faites-le.")
    assert brought({"b.md": FRENCH}).doc.modules[0].title == "Semaine 1"


def test_the_language_of_a_folder_is_read_from_its_words_and_told():
    french = brought({"a.md": "# L’été\nFaites le tour de la bibliothèque et notez les questions."})
    assert french.doc.language == "fr"
    assert ("", "It reads like French, so French is its language.") in told(french)
    english = brought({"a.md": "# Le Monde\nRead the paper and note what you like."})
    assert english.doc.language == "en"
    assert brought({"a.md": "x"}).doc.language == "en"


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("45", 45), ("45 min", 45), ("45 minutes", 45), ("1h", 60), ("1 h 15", 75), ("2 hours", 120), ("1 heure", 60)],
)
def test_a_time_is_read_as_people_write_it(said, minutes):
    assert brought({"a.md": f"---\ntitle: A\nduration: {said}\n---\nx"}).doc.things()[0].minutes == minutes


@pytest.mark.parametrize("said", ["an evening", "0", "h", "min", "99999", "30-45 min"])
def test_a_time_that_is_none_is_told_of(said):
    reading = brought({"a.md": f"---\ntitle: A\nminutes: {said}\n---\nx"})
    assert reading.doc.things()[0].minutes is None
    assert any("not a number of minutes" in text for _file, text in told(reading))


def test_front_matter_in_toml_is_read():
    text = '+++\ntitle = "One"\nweight = 1\ndate = 2020-01-01\nlinks = ["https://a.example"]\n+++\nDo it'
    (thing,) = brought({"one.md": text}).doc.things()
    assert (thing.title, thing.links, thing.try_it) == ("One", ("https://a.example",), "Do it")


def test_toml_that_cannot_be_read_is_refused_with_its_file():
    with pytest.raises(Refused) as refused:
        brought({"one.md": "+++\ntitle = \n+++\nx"})
    assert "one.md" in str(refused.value.detail)


def test_letters_of_old_windows_are_read_and_told_of():
    reading = brought({"a.md": "---\ntitle: Été – œuvre\n---\nx".encode("cp1252")})
    assert reading.doc.things()[0].title == "Été – œuvre"
    assert any(file == "a.md" and "UTF-8" in text for file, text in told(reading))


def test_utf_16_is_read_where_it_says_so():
    assert brought({"a.md": "---\ntitle: Été\n---\nx".encode("utf-16")}).doc.things()[0].title == "Été"


def test_what_is_no_text_is_refused_by_name():
    with pytest.raises(Refused) as refused:
        brought({"a.md": b"\x00\x01\x81\xff"})
    assert "a.md" in str(refused.value.detail)


@pytest.mark.parametrize("name", ["Thing 1.MD", "thing-1.Markdown"])
def test_capitals_in_the_end_of_a_name_make_no_difference(name):
    assert len(brought({name: "# One\nx"}).doc.things()) == 1


def test_a_very_long_name_makes_a_key_that_fits():
    assert len(brought({f"{'long-' * 45}.md": "# One\nx"}).doc.things()[0].key) <= 100


@given(
    st.dictionaries(
        st.lists(st.sampled_from(["a", "week1", "index", "README", "thing 2", "é"]), min_size=1, max_size=4).map(
            lambda parts: "/".join(parts) + ".md"
        ),
        st.sampled_from(["x", "# Title\nx", "---\ntitle: T\nthing: 2\n---\nx", "+++\ntitle='T'\n+++\nx"]),
        min_size=1,
        max_size=8,
    )
)
def test_every_file_is_a_thing_or_told_of(files):
    reading = brought(files)
    left = sum("it is no thing" in note.text for note in reading.notes)
    assert len(reading.doc.things()) + left == len(files)
    keys = [thing.key for thing in reading.doc.things()]
    assert len(set(keys)) == len(keys)
