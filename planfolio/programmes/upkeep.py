"""What the database itself keeps in step with a run: how many did each thing, skipped it, and found it useful.

Triggers do it, as in `journal/upkeep`, because a thing is also done when its activity is ticked off in the plan, which
knows nothing of runs. Before rows change, what they add up to is taken away; after it, what they add up to is added.
"""

from django.db import connections

from planfolio.schema import keep_triggers

#: What the steps that `which` names add up to, times `sign`; of people who are in the run now.
_SUM = """
    INSERT INTO programmes_thingtotal (run_id, key, done, skipped, rated, useful)
    SELECT part.run_id, step.key,
        {sign} * sum(CASE WHEN step.state = 'done' THEN 1 WHEN step.state = 'open' AND ticked.state = 'done'
            AND ticked.deleted_at IS NULL THEN 1 ELSE 0 END),
        {sign} * sum(CASE WHEN step.state = 'skipped' THEN 1 ELSE 0 END),
        {sign} * count(step.usefulness), {sign} * sum(coalesce(step.usefulness, 0))
    FROM programmes_step step
        JOIN programmes_participation part ON part.id = step.participation_id
        LEFT JOIN plans_activity ticked ON ticked.id = step.activity_id
    WHERE {which} AND part.left_at IS NULL AND part.deleted_at IS NULL{counted}
    GROUP BY part.run_id, step.key ORDER BY part.run_id, step.key
    ON CONFLICT (run_id, key) DO UPDATE SET
        done = programmes_thingtotal.done + excluded.done,
        skipped = programmes_thingtotal.skipped + excluded.skipped,
        rated = programmes_thingtotal.rated + excluded.rated,
        useful = programmes_thingtotal.useful + excluded.useful;
"""
#: Only what was counted can be taken away: rows that go after their total make none that outlives the run.
_COUNTED = """
        AND EXISTS (SELECT 1 FROM programmes_thingtotal kept WHERE kept.run_id = part.run_id AND kept.key = step.key)"""
_GONE = "(OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL)"
#: Each table that is watched: its columns, which steps a row of it is about, and which changes matter.
_WATCHED = (
    ("programmes_step", "state, usefulness, activity_id, participation_id, key", "step.id = {row}.id", ""),
    (
        "programmes_participation",
        "left_at, deleted_at",
        "step.participation_id = {row}.id",
        f"WHEN (OLD.left_at IS NULL) <> (NEW.left_at IS NULL) OR {_GONE}",
    ),
    (
        "plans_activity",
        "state, deleted_at",
        "step.activity_id = {row}.id",
        f"WHEN OLD.state <> NEW.state OR {_GONE}",
    ),
)
TABLES = {"programmes_thingtotal", *(table for table, *_more in _WATCHED)}


def _triggers() -> list[tuple[str, str, str, str, str]]:
    """Name, table, event with its time, condition, and statement of each."""
    made = []
    for table, columns, which, matters in _WATCHED:
        take = _SUM.format(sign=-1, which=which.format(row="OLD"), counted=_COUNTED)
        add = _SUM.format(sign=1, which=which.format(row="NEW"), counted="")
        short = table.partition("_")[2]
        made.append((f"programmes_{short}_from", table, f"BEFORE UPDATE OF {columns}", matters, take))
        made.append((f"programmes_{short}_to", table, f"AFTER UPDATE OF {columns}", matters, add))
        if table == "programmes_step":
            made.append(("programmes_step_gone", table, "BEFORE DELETE", "", take))
            made.append(("programmes_step_came", table, "AFTER INSERT", "", add))
    return made


def ensure(using: str = "default") -> None:
    """Make what is missing or of an earlier version; safe to repeat. Does nothing while the tables are not there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if not set(connection.introspection.table_names(cursor)) >= TABLES:
            return
        if connection.vendor == "sqlite":
            keep_triggers(
                cursor,
                {
                    name: f"CREATE TRIGGER {name} {event} ON {table} FOR EACH ROW {matters} BEGIN {statement} END"
                    for name, table, event, matters, statement in _triggers()
                },
            )
            return
        for name, table, event, matters, statement in _triggers():
            given = "OLD" if "DELETE" in event else "NEW"
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
                f" BEGIN {statement} RETURN {given}; END $$"
            )
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            when = matters.replace("WHEN ", "WHEN (", 1) + ")" if matters else ""
            cursor.execute(f"CREATE TRIGGER {name} {event} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {name}()")


def let_go(apps, schema_editor) -> None:
    """Before a migration rebuilds a table that is watched, which SQLite refuses while triggers of others name it.

    They are made anew after the migrations.
    """
    if schema_editor.connection.vendor == "sqlite":
        for name, *_more in _triggers():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


def after_migrate(sender, using, **_more) -> None:
    ensure(using)


def total_again(connection) -> None:
    """Count every thing of every run anew from the steps themselves; for migrations and repairs."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM programmes_thingtotal")
        cursor.execute(_SUM.format(sign=1, which="1 = 1", counted=""))
