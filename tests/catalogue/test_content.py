"""Content files are found by kind and language, and nothing else is."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import planfolio
from planfolio.catalogue.content import ContentError, read_content

HOME = Path(planfolio.__file__).parent


def test_every_file_says_its_slug_and_its_own_name():
    found = read_content("examples", language="fr")
    assert [each["file"] for each in found] == [f"examples/{each['slug']}.fr.toml" for each in found]
    assert read_content("starters", language="en")[0]["slug"] == ""


def test_a_regional_language_reads_its_main_one():
    assert read_content("starters", language="fr-CA") == read_content("starters", language="fr")


def test_changing_what_was_read_changes_nothing_for_the_next_reader():
    read_content("starters", language="en")[0]["starters"].clear()
    assert read_content("starters", language="en")[0]["starters"]


@pytest.mark.parametrize("kind", ["nothing-here", "../plans", "examples/..", "", ".", "Examples", "/etc"])
def test_a_kind_without_files_is_said_to_have_none(kind):
    with pytest.raises(LookupError):
        read_content(kind, language="en")


@given(st.text(max_size=12), st.text(max_size=12))
def test_no_words_lead_out_of_the_content_folder(kind, language):
    try:
        found = read_content(kind, language=language)
    except LookupError:
        return
    assert all((HOME / "content" / each["file"]).resolve().is_relative_to(HOME / "content" / kind) for each in found)


def _zipped(target: Path, extra: dict[str, bytes] | None = None) -> Path:
    """The package as an importer reads it from inside a wheel: a zip, no files on disk."""
    content = list((HOME / "content").rglob("*.toml"))
    code = [HOME / "__init__.py", HOME / "catalogue" / "__init__.py", HOME / "catalogue" / "content.py"]
    with zipfile.ZipFile(target, "w") as archive:
        for path in content + code:
            archive.write(path, path.relative_to(HOME.parent))
        for name, text in (extra or {}).items():
            archive.writestr(name, text)
    return target


def _run(archive: Path, code: str) -> subprocess.CompletedProcess:
    environment = os.environ | {"PYTHONPATH": str(archive)}
    return subprocess.run(
        [sys.executable, "-S", "-c", code], env=environment, cwd=archive.parent, capture_output=True, text=True
    )


def test_content_reads_from_inside_a_wheel(tmp_path):
    code = "from planfolio.catalogue.content import read_content as r; print(len(r('examples', language='fr')))"
    answer = _run(_zipped(tmp_path / "planfolio.whl"), code)
    assert answer.stdout.strip() == str(len(read_content("examples", language="fr"))), answer.stderr


@pytest.mark.parametrize("text", [b"title = Reference desk", b'title = "\xff\xfe"'])
def test_a_file_that_is_not_toml_is_named(tmp_path, text):
    archive = _zipped(tmp_path / "planfolio.whl", {"planfolio/content/trials/one.en.toml": text})
    code = "from planfolio.catalogue.content import read_content as r; r('trials', language='en')"
    assert "ContentError: trials/one.en.toml: write it as TOML" in _run(archive, code).stderr


def test_an_error_names_file_and_key():
    assert (
        str(ContentError("examples/a.en.toml", "weeks", "give a number")) == "examples/a.en.toml: weeks: give a number"
    )
