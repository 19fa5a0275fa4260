"""The arrows of the house: domain modules import to the left, `web` knows none of them, only addresses import views."""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent / "planfolio"
#: Each may import those before it and itself.
ORDER = [
    "people",
    "catalogue",
    "competence",
    "plans",
    "journal",
    "mentoring",
    "programmes",
    "network",
    "portfolio",
    "exchange",
]
MODULES = sorted(path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts)


def imported(path: Path) -> set[str]:
    """Every module that a file imports, absolute, at the top or inside a function."""
    package = ("planfolio", *path.relative_to(HOUSE).parent.parts)
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *(node.module or "").split(".")]).rstrip(".")
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names


def room(name: str) -> str:
    parts = name.split(".")
    return parts[1] if parts[0] == "planfolio" and len(parts) > 1 else ""


def rooms(path: Path) -> set[str]:
    return {room(name) for name in imported(path)} - {""}


def named(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def test_domain_modules_import_to_the_left_only():
    domain = [path for path in MODULES if path.relative_to(HOUSE).parts[0] in ORDER]
    found = {named(path): rooms(path) & to_the_right_of(path.relative_to(HOUSE).parts[0]) for path in domain}
    assert {path: names for path, names in found.items() if names} == {}


def to_the_right_of(own: str) -> set[str]:
    return set(ORDER[ORDER.index(own) + 1 :])


def test_the_shell_knows_no_domain_module():
    found = {named(path): rooms(path) & set(ORDER) for path in MODULES if path.is_relative_to(HOUSE / "web")}
    assert {path: names for path, names in found.items() if names} == {}


def test_only_addresses_import_views():
    found = {named(path): views_of_others(path) for path in MODULES if path.name != "urls.py"}
    assert {path: names for path, names in found.items() if names} == {}


def views_of_others(path: Path) -> list[str]:
    own_views = ".".join(["planfolio", *path.relative_to(HOUSE).parent.parts])
    ours = [name for name in imported(path) if name.startswith("planfolio.") and ".views" in name]
    return [name for name in ours if not (own_views.endswith(".views") and name.startswith(own_views))]


@pytest.mark.parametrize("name", ["roadmap", "capacity", "ranking", "forecast", "document"])
def test_the_roadmap_and_the_document_know_no_database(name):
    assert not [each for each in imported(HOUSE / "plans" / f"{name}.py") if each.startswith("django")]


def test_every_room_of_the_house_has_its_folder_in_the_order():
    apps = {path.parent.name for path in HOUSE.glob("*/apps.py")} - {"web"}
    assert apps <= {*ORDER, "jobs"}


def test_every_model_and_field_is_classified_for_the_copy_of_a_persons_data():
    """A new one fails here until planfolio/exchange/archive/classified.py says that a copy holds it, or why not."""
    from planfolio.exchange.archive.classified import unclassified

    assert unclassified() == [], (
        "place these in planfolio/exchange/archive/classified.py, then see tools/archive_reference"
    )
