"""docs/archive.md and docs/schema/archive-1.json, made from what the code holds. Run it again when that changes.

python -m tools.archive_reference
"""

import os
import tempfile
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"
HEAD = """\
# A copy of everything of one person

What **A copy of all your data** in the account gives, and `planfolio export person`. This page and
[its schema](schema/archive-1.json) are made from `planfolio/exchange/archive/classified.py`; a test fails on a model or
a field of the application that is not named there.

A zip file (with zip64 where it is large), its names in UTF-8:

| Path | What it is |
|---|---|
| `archive.json` | Format and version, when it was made, and of every other file its size and SHA-256. |
| `rows/<name>.jsonl` | The rows of one kind, a line of JSON each, sorted by `id`. |
| `files/<key>/<name>` | A file, as it is; `<key>` is the `id` of its line in `rows/attachments.jsonl`. |

**Values.** An answer that was not given is empty or null. Dates are ISO 8601, moments carry their offset, times are
minutes, keys are UUIDs. `deleted_at` marks what lies in Recently deleted. A person is `"me"`, or null where it is
somebody else; only those whom something was given to read are named.

**Fields that go out and come in** are listed first; those in italics go out to be read, and are not brought in.
"""
LEFT_OUT = """
## What is not in it

| Field | Why |
|---|---|
"""


def page() -> str:
    """The whole of docs/archive.md. Generated text: change the code, or HEAD above."""
    from planfolio.exchange.archive.classified import KINDS, LEFT, OF_ONE

    parts = [HEAD]
    for kind in KINDS:
        fields = [*(f"`{name}`" for name in kind.held), *(f"*{name}*" for name in kind.told)]
        parts.append(f"\n**{kind.name}** ({kind.label}): {', '.join(fields)}.\n")
    parts.append(LEFT_OUT)
    for kind in KINDS:
        parts += [f"| `{kind.model}.{name}` | {why} |\n" for name, why in kind.left.items() if why != OF_ONE]
    parts += [f"| all of `{model}` | {why} |\n" for model, why in LEFT.items()]
    return "".join(parts)


def main() -> None:
    os.environ["PLANFOLIO_DATA"] = tempfile.mkdtemp()
    os.environ["DJANGO_SETTINGS_MODULE"] = "planfolio.settings"
    import django

    django.setup()
    from planfolio.exchange.archive.schema import schema_text

    (DOCS / "archive.md").write_text(page(), encoding="utf-8")
    (DOCS / "schema" / "archive-1.json").write_text(schema_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
