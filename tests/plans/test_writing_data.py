"""A plan as CSV, Markdown and JSON: nothing lost, nothing run, the same bytes every time."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from planfolio.plans import words
from planfolio.plans.document import ActivityDoc, ObjectiveDoc, PlanDoc
from planfolio.plans.writing import CONTENT_TYPES, EXTENSIONS, file_name, read_json, write_plan
from planfolio.plans.writing.as_markdown import escape
from planfolio.plans.writing.schema import plan_schema, schema_text
from planfolio.plans.writing.wording import in_hours, in_words, readable

from .written import HOSTILE, ON, full_plan, plans

MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "schema" / "plan-1.json"


def rows(doc: PlanDoc) -> list[dict]:
    text = write_plan(doc, format="csv", on=ON).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_a_row_per_activity_and_tells_objective_and_plan_once():
    found = rows(full_plan())
    assert [row["Activity"] for row in found] == [
        "Read chapter 4, and redo its examples",
        "Sit in with Amara",
        "Ask them",
        "",
    ]
    assert [row["Number"] for row in found] == ["1", "", "2", "3"]
    assert [row["Title of the plan"] for row in found] == ["Better searches, better questions", "", "", ""]
    assert (found[0]["Starts"], found[0]["Time for the objective"]) == ("2026-09-07", "960 min")
    assert found[2]["Comes after"] == "1.1, 1.2"


def test_csv_opens_in_spreadsheets():
    content = write_plan(full_plan("fr"), format="csv", on=ON)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.split(b"\r\n")[0].decode("utf-8-sig").startswith("Titre du plan,Type de plan,Langue")
    assert content.endswith(b"\r\n")


def test_csv_of_a_plan_without_objectives_still_holds_the_plan():
    assert [row["Aim"] for row in rows(PlanDoc(aim="Grow"))] == ["Grow"]


@given(plans())
@MANY
def test_no_cell_of_a_csv_starts_like_a_formula(doc):
    text = write_plan(doc, format="csv", on=ON).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@given(plans())
@MANY
def test_csv_gives_back_what_was_typed(doc):
    found = rows(doc)
    label = words.OBJECTIVE["why"].label(doc.language)
    number = words.OBJECTIVE["number"].label(doc.language)
    told = [words.unguard_formula(row[label]) for row in found if row[number]]
    assert told == [readable(objective.why) for objective in doc.objectives]


def shown(markdown: str) -> str:
    """What a reader sees of one table cell."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(f"| a |\n| --- |\n| {markdown} |\n")
    cell = [token for token in tokens if token.type == "inline"][1]
    return "".join("\n" if child.content == "<br>" else child.content for child in cell.children)


@given(st.sampled_from(HOSTILE) | st.text() | st.text("\\|`*_[]<>&#~!-=1. \na", max_size=30))
@settings(max_examples=300, deadline=None)
def test_markdown_shows_what_was_typed(typed):
    typed = readable(typed).strip()
    assert shown(escape(typed)) == typed


@given(plans())
@MANY
def test_markdown_of_any_plan_has_its_headings_and_nothing_but_tables(doc):
    text = write_plan(doc, format="md", on=ON).decode()
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h2") == len(doc.objectives)
    assert {token.type for token in tokens if token.level == 0} <= {
        "heading_open",
        "inline",
        "heading_close",
        "table_open",
        "table_close",
    }


def test_markdown_reads_well_in_french():
    text = write_plan(full_plan("fr"), format="md", on=ON).decode()
    assert text.startswith("# Better searches, better questions\n\n|  |  |\n| --- | --- |\n| Type de plan | ")
    assert "| Commence le | 7 septembre 2026 |" in text
    assert "| Au plus tôt |" in text
    assert "| 1er septembre 2026 |" in text
    assert "| *Sans réponse* |" in text


@pytest.mark.slow
@given(plans(st.text(st.characters(exclude_categories=["Cs"]), max_size=30)))
@MANY
def test_json_comes_back_equal_and_keeps_to_its_schema(doc):
    content = write_plan(doc, format="json", on=ON)
    assert read_json(content) == doc
    jsonschema.validate(json.loads(content), plan_schema(), format_checker=jsonschema.FormatChecker())


def test_json_is_the_same_whoever_exports_it_and_when():
    once = write_plan(full_plan(), format="json", on=ON, person="Maëlle")
    assert once == write_plan(full_plan(), format="json", on=ON.replace(year=2027), paper="letter")


def test_published_schema_is_current():
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), "write schema_text() to docs/schema/plan-1.json"
    jsonschema.Draft202012Validator.check_schema(plan_schema())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("nonsense", "line 1"),
        ("[]", "“$schema”"),
        ('{"plan": {}}', "“$schema”"),
        ('{"$schema": "%", "version": 2, "plan": {}}', "version 1"),
        ('{"$schema": "%", "version": 1, "plan": {}, "extra": 1}', "extra"),
        ('{"$schema": "%", "version": 1, "plan": {"titel": ""}}', "titel"),
        ('{"$schema": "%", "version": 1, "plan": {"title": 3}}', "PlanDoc.title"),
        ('{"$schema": "%", "version": 1, "plan": {"starts": "3/4/2027"}}', "2027-06-30"),
        ('{"$schema": "%", "version": 1, "plan": {"title": "a", "title": "b"}}', "twice"),
        ('{"$schema": "%", "version": 1, "plan": {"objectives": [{"minutes": NaN}]}}', "NaN"),
        ('{"$schema": "%", "version": 1, "plan": {"objectives": [{"ksa": "talent"}]}}', "knowledge, skill, ability"),
        ('{"$schema": "%", "version": 1, "plan": {"title": "\\ud800"}}', "half"),
        ('{"$schema": "%", "version": 1, "plan": ' + "[" * 100_000, "deep"),
    ],
)
def test_json_that_is_no_plan_is_told_what_to_do(change, said):
    with pytest.raises(ValueError, match=said.replace("$", r"\$")):
        read_json(change.replace("%", "https://planfolio.org/schema/plan-1.json").encode())


def test_json_that_is_not_utf_8_is_told_what_to_do():
    with pytest.raises(ValueError, match="UTF-8"):
        read_json('{"plan": "é"}'.encode("latin-1"))


@given(st.text() | st.sampled_from(HOSTILE), st.sampled_from(list(EXTENSIONS)))
def test_file_name_is_harmless_whatever_the_title(title, format):
    name = file_name(PlanDoc(title=title), format)
    stem, ending = name[: -len(EXTENSIONS[format])], name[-len(EXTENSIONS[format]) :]
    assert ending == EXTENSIONS[format]
    assert stem.strip("-") == stem != ""
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(name) <= 90


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Mieux chercher : l’œuvre d’Éloïse", "mieux-chercher-l-oeuvre-d-eloise.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("con", "plan-con.pdf"),
        ("Учебный план", "plan.pdf"),
        ('a"b\r\nSet-Cookie: c', "a-b-set-cookie-c.pdf"),
    ],
)
def test_file_name_keeps_what_it_can_of_the_title(title, name):
    assert file_name(PlanDoc(title=title), "pdf") == name


def test_every_format_has_a_content_type_and_an_ending():
    assert set(CONTENT_TYPES) == set(EXTENSIONS) == {"pdf", "docx", "md", "csv", "json"}


@pytest.mark.parametrize(("minutes", "said"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min")])
def test_hours_read_as_people_say_them(minutes, said):
    assert in_hours(minutes) == said


def test_first_of_the_month_is_written_as_french_does():
    assert in_words(ON.replace(day=1), "fr") == "1er octobre 2026"
    assert in_words(ON.replace(day=11), "fr") == "11 octobre 2026"


def test_unknown_language_is_labelled_in_english():
    doc = replace(full_plan(), language="de", objectives=(ObjectiveDoc(number=1, activities=(ActivityDoc(),)),))
    for format in CONTENT_TYPES:
        assert write_plan(doc, format=format, on=ON)
    assert "| Language | de |" in write_plan(doc, format="md", on=ON).decode()
