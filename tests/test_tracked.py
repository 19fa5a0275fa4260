"""What is in the repository speaks of no machine and of no registry: no folders of a person, no addresses of hosts."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
#: Written so that they do not find themselves.
MACHINES = re.compile(rb"(?<![\w.])/(?:[w]ork/|[r]oot/|[h]ome/\w|[U]sers/\w|[t]mp/\w+/|[b]uilds?/\w)")
REGISTRIES = re.compile(rb"[p]ypi\.org|[p]ythonhosted\.org|[r]egistry\.npmjs|[i]ndex-url|[f]ind-links", re.IGNORECASE)


@cache
def tracked() -> list[Path]:
    if not shutil.which("git"):
        pytest.skip("needs git")
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a checkout of git")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def places(pattern: re.Pattern) -> list[str]:
    found = []
    for path in tracked():
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    return found


def test_no_file_names_a_folder_of_the_machine_it_was_written_on():
    assert places(MACHINES) == []


def test_no_file_names_the_host_of_a_registry():
    assert places(REGISTRIES) == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_hold_names_versions_and_digests_alone(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    entries = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).strip())
    assert entries
    for entry in entries:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]
