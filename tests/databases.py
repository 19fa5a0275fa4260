"""Trials in processes of their own write for good, so each has a database of its own."""

import os


def database_of_its_own() -> dict[str, str]:
    """DATABASE_URL of a new database beside the one of the tests; nothing where they run on SQLite."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return {}
    import psycopg

    template = os.environ.get("PLANFOLIO_TEST_TEMPLATE", "template1")
    server, name = url.rsplit("/", 1)[0], f"planfolio_{os.urandom(6).hex()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return {"DATABASE_URL": f"{server}/{name}"}
