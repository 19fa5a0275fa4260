"""`make tables`: planfolio/tables.sql, which is what all migrations together make of an empty SQLite database."""

import os
import sqlite3
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

HEAD = """\
-- An empty Planfolio on SQLite, as its migrations leave it; made by `make tables`, never edited by hand.
"""
#: What a virtual table keeps in tables of its own, it makes itself.
MADE = """
SELECT sql FROM sqlite_master
WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
  AND tbl_name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
ORDER BY type != 'table', rowid
"""
FILLED = """
SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = migrated(Path(folder))
        (ROOT / "planfolio" / "tables.sql").write_text(script(path), encoding="utf-8", newline="\n")
    return 0


def migrated(folder: Path) -> Path:
    """A database that only the migrations have made, in a data folder of its own."""
    os.environ["PLANFOLIO_DATA"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "planfolio.settings"
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    return folder / "planfolio.sqlite3"


def script(path: Path) -> str:
    """Its tables, indexes and triggers, then its rows, a statement after the other."""
    database = sqlite3.connect(path)
    try:
        made = [f"{sql};\n" for (sql,) in database.execute(MADE)]
        rows = [line for (table,) in database.execute(FILLED).fetchall() for line in rows_of(database, table)]
    finally:
        database.close()
    return "".join([HEAD, *made, *rows])


def rows_of(database: sqlite3.Connection, table: str) -> list[str]:
    """Its rows as statements. When a migration was applied is when the tables are laid."""
    columns = [name for _, name, *_ in database.execute(f'PRAGMA table_info("{table}")')]
    chosen = ", ".join("'datetime(''now'')'" if name == "applied" else f'quote("{name}")' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    found = database.execute(f'SELECT {chosen} FROM "{table}" ORDER BY 1')
    return [f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(row)});\n' for row in found]


if __name__ == "__main__":
    sys.exit(main())
