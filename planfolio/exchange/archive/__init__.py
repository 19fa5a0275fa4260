"""A copy of everything that belongs to one person: one zip file, which comes back in here or elsewhere.

    archive.json               what is inside, with counts and SHA-256; the first file, so that limits can be checked
    rows/<name>.jsonl          one row a line, as docs/archive.md and docs/schema/archive-1.json say
    files/<key>/<name>         every file of the person, as it is

What goes in, and what does not and why, stands in one place: `classified`.
"""

from typing import Final

FORMAT: Final = "planfolio-archive"
VERSION: Final = 1
SCHEMA: Final = "https://planfolio.org/schema/archive-1.json"
MANIFEST: Final = "archive.json"
