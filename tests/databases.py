"""Trials in processes of their own write for good, so each has a database of its own."""

import os


def database_of_its_own() -> dict[str, str]:
    """DATABASE_URL of a new, empty database beside the one of the tests; nothing where they run on SQLite."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return {}
    import psycopg

    name = f"planfolio_{os.urandom(6).hex()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return {"DATABASE_URL": f"{url.rsplit('/', 1)[0]}/{name}"}
