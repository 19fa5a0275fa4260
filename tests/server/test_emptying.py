"""A database is emptied in any order: what the database keeps by itself leaves no row that belongs to nobody."""

import random

import pytest
from django.db import connection, transaction

from planfolio.testing import PersonFactory
from tests.exchange.whole import whole


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL empties all tables at once")
def test_tables_emptied_in_any_order_are_empty():
    whole(PersonFactory(), PersonFactory())
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    for seed in range(20):
        random.Random(seed).shuffle(tables)
        with transaction.atomic(), connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f'DELETE FROM "{table}"')
            left = [table for table in tables if cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone()]
            assert left == [], seed
            transaction.set_rollback(True)
