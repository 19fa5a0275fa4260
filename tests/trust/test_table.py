"""The table of docs/trust.md names tests that are there."""

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
TABLE = (TESTS.parent / "docs" / "trust.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(?:tests/)?((?:\w+/)?test_\w+\.py)(?:::(\w+))?", TABLE)


def test_every_test_that_the_table_names_is_there():
    assert len(NAMED) > 40
    missing = []
    for file, name in NAMED:
        found = list(TESTS.rglob(f"**/{file.rpartition('/')[2]}"))
        if not any(str(path).endswith(file) and (f"def {name}" in path.read_text(encoding="utf-8")) for path in found):
            missing.append(f"{file}::{name}")
    assert missing == []
