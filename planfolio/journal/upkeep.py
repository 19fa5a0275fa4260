"""What the database itself keeps in step with the journal: the sums of each week, and the index of words.

Triggers do it, so that no way of writing can forget: forms, imports, removal, restoring, erasing. They are made
after every migration, because SQLite drops the triggers of a table that a migration changes.
"""

from django.db import connections

from .weeks import monday

_ADD = """
    INSERT INTO journal_weektotal (owner_id, week, entries, minutes)
    VALUES (NEW.owner_id, {monday}, 1, coalesce(NEW.minutes, 0))
    ON CONFLICT (owner_id, week) DO UPDATE SET
        entries = journal_weektotal.entries + 1, minutes = journal_weektotal.minutes + excluded.minutes;
"""
_TAKE = """
    UPDATE journal_weektotal SET entries = entries - 1, minutes = minutes - coalesce(OLD.minutes, 0)
    WHERE owner_id = OLD.owner_id AND week = {monday};
"""
_LITE_ADD = _ADD.format(monday="date(NEW.day, 'weekday 0', '-6 days')")
_LITE_TAKE = _TAKE.format(monday="date(OLD.day, 'weekday 0', '-6 days')")
_WATCHED = "day, minutes, deleted_at, owner_id"
_FTS = "journal_fts(rowid, words) VALUES (NEW.id, NEW.words)"
_UNFTS = "journal_fts(journal_fts, rowid, words) VALUES ('delete', OLD.id, OLD.words)"

SQLITE = (
    f"""CREATE TRIGGER IF NOT EXISTS journal_total_added AFTER INSERT ON journal_entry
    WHEN NEW.deleted_at IS NULL BEGIN {_LITE_ADD} END""",
    f"""CREATE TRIGGER IF NOT EXISTS journal_total_gone AFTER DELETE ON journal_entry
    WHEN OLD.deleted_at IS NULL BEGIN {_LITE_TAKE} END""",
    f"""CREATE TRIGGER IF NOT EXISTS journal_total_left AFTER UPDATE OF {_WATCHED} ON journal_entry
    WHEN OLD.deleted_at IS NULL BEGIN {_LITE_TAKE} END""",
    f"""CREATE TRIGGER IF NOT EXISTS journal_total_came AFTER UPDATE OF {_WATCHED} ON journal_entry
    WHEN NEW.deleted_at IS NULL BEGIN {_LITE_ADD} END""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS journal_fts
    USING fts5(words, content='journal_entrywords', content_rowid='id', tokenize='ascii')""",
    f"""CREATE TRIGGER IF NOT EXISTS journal_words_added AFTER INSERT ON journal_entrywords
    BEGIN INSERT INTO {_FTS}; END""",
    f"""CREATE TRIGGER IF NOT EXISTS journal_words_gone AFTER DELETE ON journal_entrywords
    BEGIN INSERT INTO {_UNFTS}; END""",
    f"""CREATE TRIGGER IF NOT EXISTS journal_words_changed AFTER UPDATE ON journal_entrywords
    BEGIN INSERT INTO {_UNFTS}; INSERT INTO {_FTS}; END""",
)

POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION journal_total() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' AND OLD.deleted_at IS NULL THEN
            {_TAKE.format(monday="OLD.day - (extract(isodow FROM OLD.day)::int - 1)")}
        END IF;
        IF TG_OP <> 'DELETE' AND NEW.deleted_at IS NULL THEN
            {_ADD.format(monday="NEW.day - (extract(isodow FROM NEW.day)::int - 1)")}
        END IF;
        RETURN NULL;
    END $$""",
    "DROP TRIGGER IF EXISTS journal_total_kept ON journal_entry",
    f"""CREATE TRIGGER journal_total_kept AFTER INSERT OR DELETE OR UPDATE OF {_WATCHED} ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_total()""",
    """CREATE INDEX IF NOT EXISTS journal_words_found ON journal_entrywords
    USING gin (array_to_tsvector(string_to_array(words, ' ')))""",
    # Left to itself, PostgreSQL takes apart the words of every row rather than ask the index: it holds that for cheap.
    """CREATE OR REPLACE FUNCTION journal_found(wanted tsquery, most bigint) RETURNS SETOF bigint
    LANGUAGE sql STABLE SET enable_seqscan TO off AS $$
        SELECT id FROM journal_entrywords WHERE array_to_tsvector(string_to_array(words, ' ')) @@ wanted LIMIT most
    $$""",
)
#: SQLite from 3.42 on takes the words of a deleted row out of its index at once; before, `purge` does.
SECURE_DELETE = (3, 42)


def ensure(using: str = "default") -> None:
    """Make what is missing; safe to repeat. Does nothing while the tables themselves are not there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if not {"journal_weektotal", "journal_entrywords"} <= set(connection.introspection.table_names(cursor)):
            return
        lite = connection.vendor == "sqlite"
        new = lite and "journal_fts" not in connection.introspection.table_names(cursor)
        for statement in SQLITE if lite else POSTGRESQL:
            cursor.execute(statement)
        if new:
            # Rows that came before the triggers did, as a restored backup's do.
            cursor.execute("INSERT INTO journal_fts(journal_fts) VALUES ('rebuild')")
        if connection.vendor == "sqlite" and connection.Database.sqlite_version_info >= SECURE_DELETE:
            cursor.execute("INSERT INTO journal_fts(journal_fts, rank) VALUES ('secure-delete', 1)")


def purge(using: str = "default") -> None:
    """Let no deleted word stay in the index files of an SQLite that keeps them until it tidies up by itself."""
    connection = connections[using]
    if connection.vendor == "sqlite" and connection.Database.sqlite_version_info < SECURE_DELETE:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO journal_fts(journal_fts) VALUES ('optimize')")


def after_migrate(sender, using, **_more) -> None:
    ensure(using)


def total_again(entries, totals) -> None:
    """Count every week anew from the entries themselves; for migrations and repairs. Takes managers of both models."""
    sums: dict[tuple, list[int]] = {}
    for owner, day, minutes in entries.filter(deleted_at=None).values_list("owner", "day", "minutes").iterator():
        kept = sums.setdefault((owner, monday(day)), [0, 0])
        kept[0] += 1
        kept[1] += minutes or 0
    totals.all().delete()
    rows = (
        totals.model(owner_id=owner, week=week, entries=count, minutes=minutes)
        for (owner, week), (count, minutes) in sums.items()
    )
    totals.bulk_create(rows, batch_size=500)
