"""A number for each person that goes up whenever anything of theirs is written, whoever writes it and by whatever way.

Pages of an owner are kept as they were rendered and shown again while that number stands still (`web.kept`), so the
number must never miss a write. The database itself counts, by triggers on every table with an owner: bulk updates,
commands, the API and a restored backup are counted like a form. `install` puts them in place after each migration,
because SQLite drops a table's triggers when a migration rebuilds the table.

On PostgreSQL the count waits for the end of the transaction, so that its row is the last to be locked and two
transactions of one person cannot wait for each other.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connections, transaction

from planfolio.schema import keep_triggers

TABLE = "people_pulse"
#: Counts one for `whose`, a parameter or what a trigger knows. Who is gone, or is just being deleted, is not counted.
_COUNT = (
    f"INSERT INTO {TABLE} (owner_id, n) SELECT id, 1 FROM people_person WHERE id = {{whose}} "
    f"ON CONFLICT (owner_id) DO UPDATE SET n = {TABLE}.n + 1"
)


def pulse(person) -> int:
    """How often something of `person`, or of who has that key, was written.

    One indexed look-up, in plain SQL because every page asks.
    """
    connection = connections["default"]
    key = getattr(person, "pk", person)
    key = key.hex if connection.vendor == "sqlite" else key
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT n FROM {TABLE} WHERE owner_id = %s", [key])
        row = cursor.fetchone()
    return row[0] if row else 0


def beat(person) -> None:
    """Count one for `person`, whose pages show something of another's that is being written; once it is through."""
    connection = connections["default"]
    key = person.pk.hex if connection.vendor == "sqlite" else person.pk

    def count() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT.format(whose="%s"), [key])

    transaction.on_commit(count)


def counted() -> dict[str, str]:
    """The tables that count, with the column that says whose row it is."""
    tables = {
        model._meta.db_table: "owner_id"
        for model in apps.get_models()
        if model.__module__.startswith("planfolio.")
        and any(field.name == "owner" for field in model._meta.fields)
        # What follows from rows that are counted is not counted again.
        and not getattr(model, "follows_from_others", False)
    }
    tables.pop(TABLE, None)
    return {**tables, "people_person": "id"}


def install(*, using: str = "default", **_signal) -> None:
    """Put the triggers on every table that is there; run after each migration, and again without harm."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        if TABLE not in there:
            return
        tables = {table: column for table, column in counted().items() if table in there}
        if connection.vendor == "sqlite":
            keep_triggers(cursor, dict(_triggers_of_sqlite(tables)))
            return
        for statement in _triggers_of_postgresql(tables):
            cursor.execute(statement)


def _triggers_of_sqlite(tables: dict[str, str]) -> Iterator[tuple[str, str]]:
    for table, column in tables.items():
        for act, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            body = _COUNT.format(whose=f"{row}.{column}")
            if table == "people_person" and act == "DELETE":
                # The person takes the count along.
                body = f"DELETE FROM {TABLE} WHERE owner_id = OLD.id"
            name = f"pulse_{table}_{act.lower()}"
            yield name, f"CREATE TRIGGER {name} AFTER {act} ON {table} BEGIN {body}; END"


def _triggers_of_postgresql(tables: dict[str, str]) -> Iterator[str]:
    for table, column in tables.items():
        function = f"pulse_{table}"
        gone = f"DELETE FROM {TABLE} WHERE owner_id = whose" if table == "people_person" else "NULL"
        yield (
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE whose uuid; BEGIN "
            f"IF TG_OP = 'DELETE' THEN whose := OLD.{column}; ELSE whose := NEW.{column}; END IF; "
            f"{_COUNT.format(whose='whose')}; IF NOT FOUND THEN {gone}; END IF; RETURN NULL; END $$"
        )
        yield f"DROP TRIGGER IF EXISTS {function} ON {table}"
        yield (
            f"CREATE CONSTRAINT TRIGGER {function} AFTER INSERT OR UPDATE OR DELETE ON {table} "
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {function}()"
        )
