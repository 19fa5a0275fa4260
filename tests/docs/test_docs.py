"""What the documents say is there: links lead somewhere, commands and their options exist, settings are listed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from planfolio.cli import COMMANDS, parser_of
from planfolio.web.articles import anchor
from tools.cli_reference import commands_of

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
SKIPPED = {".venv", ".cache", ".git", "test-results", "build", "dist", "programmes"}
PAGES = sorted(path for path in ROOT.rglob("*.md") if not SKIPPED & set(path.relative_to(ROOT).parts))
CODE = re.compile(r"```.*?```|^    .+?$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
#: Set by `planfolio start` for its own processes, or only of use to tests.
INTERNAL = {"PLANFOLIO_HOST", "PLANFOLIO_PORT", "PLANFOLIO_SOLO", "PLANFOLIO_WORKER", "PLANFOLIO_KEEP_PAGES"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code(path: Path) -> list[str]:
    """Every line of code in a page."""
    found = CODE.findall(path.read_text(encoding="utf-8"))
    return [line.strip("` ") for each in found for line in each.splitlines()]


every_page = pytest.mark.parametrize("path", PAGES, ids=named)


@every_page
def test_every_relative_link_leads_somewhere(path):
    lost = []
    for link in LINK.findall(CODE.sub("", path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        there, _, place = link.partition("#")
        target = (path.parent / there).resolve() if there else path
        if not target.exists() or (place and place not in anchors(target)):
            lost.append(link)
    assert lost == []


def anchors(path: Path) -> set[str]:
    return {anchor(heading) for heading in re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)}


@every_page
def test_every_command_that_is_named_exists_with_its_options(path):
    unknown = []
    for line in code(path):
        for words in re.findall(r"(?:^|\s)planfolio ([a-z][^|;&]*)", line):
            name, *rest = words.split()
            asked = set(re.findall(r"--[a-z-]+", words))
            if name not in COMMANDS or not asked <= options(name, rest):
                unknown.append(line)
    assert unknown == []


def options(name: str, rest: list[str]) -> set[str]:
    """Every option of a command, and of the command inside it that `rest` begins with."""
    parsers = [commands_of(parser_of([name]))[name]]
    inner = commands_of(parsers[0])
    parsers += [inner[word] for word in rest[:1] if word in inner]
    return {option for each in parsers for action in each._actions for option in action.option_strings}


def test_the_commands_of_the_readme_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    asked = {line.split()[1] for line in code(README) if line.startswith("make ")}
    assert {"run", "test"} <= asked <= targets


def test_the_map_of_the_readme_is_the_house():
    text = README.read_text(encoding="utf-8")
    tree = re.search(r"^## Where things are\n+```\n(.+?)^```", text, re.DOTALL | re.MULTILINE)[1]
    paths, folder = set(), ""
    for indent, name in re.findall(r"^( *)(\S+/)", tree, re.MULTILINE):
        folder = folder if indent else name
        paths.add(folder + name if indent else name)
    assert {path for path in paths if not (ROOT / path).is_dir()} == set()
    rooms = {f"planfolio/{path.parent.name}/" for path in (ROOT / "planfolio").glob("*/__init__.py")}
    assert rooms - paths == set()


def test_the_page_of_commands_says_what_they_say():
    made = subprocess.run(
        [sys.executable, "-c", "from tools.cli_reference import page; print(page(), end='')"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == made.stdout, "run python -m tools.cli_reference"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_setting_is_in_the_guide_of_administrators(language):
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "planfolio").rglob("*.py")]
    read = {name for text in sources for name in re.findall(r'"(PLANFOLIO_[A-Z_]+|DATABASE_URL)"', text)} - INTERNAL
    guide = (ROOT / "planfolio" / "content" / "guides" / f"administrator.{language}.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)`", guide, re.MULTILINE)) == read
