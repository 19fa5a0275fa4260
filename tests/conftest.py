"""What all tests share: the cast, a way to sign them in, a count of queries, and a real browser."""

import os
import time

import pytest
import time_machine
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from planfolio.schema import lay_tables
from planfolio.testing import cast
from planfolio.web import kept
from tests.browser import browser, live_server, open_page
from tests.network import keep_inside

__all__ = ["browser", "live_server", "open_page"]

keep_inside()
# The same examples at every run, on a machine of any speed. To look for new ones: --hypothesis-profile search.
CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
hypothesis.register_profile("same", derandomize=True, database=None, **CALM)
hypothesis.register_profile("search", max_examples=1000, **CALM)
hypothesis.load_profile("same")


#: Folders whose tests go through requests, whole copies or servers; what crosses areas lies at the top.
WHOLE = {"api", "exchange", "journeys", "server", "trust", "tests"}


def pytest_ignore_collect(collection_path, config):
    """Files of which no test would be chosen are not even read."""
    units = "not integration" in config.option.markexpr
    return (units and collection_path.suffix == ".py" and collection_path.parent.name in WHOLE) or None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what touches the database (pytest-django lets no other test near it), and what is no unit alone."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & asked:
            item.add_marker("stored")
        if {"client", "sign_in"} & asked or item.path.parent.name in WHOLE:
            item.add_marker("integration")


#: With these set to 1 a machine that should have the one or the other cannot pass by skipping.
REQUIRED = {"browser": "PLANFOLIO_REQUIRE_BROWSER", "postgres": "PLANFOLIO_REQUIRE_POSTGRES"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    for marker, variable in REQUIRED.items():
        if report.skipped and item.get_closest_marker(marker) and os.environ.get(variable) == "1":
            report.outcome = "failed"
            report.longrepr = f"skipped, which {variable} forbids: {report.longrepr[-1]}"
    return report


@receiver(connection_created)
def lay_tables_of_tests(connection, **_):
    """A database in memory begins as one in an empty data folder does; `migrate` finds nothing left to do."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        lay_tables(connection)


@pytest.fixture(autouse=True)
def english():
    """Every test begins in English, whatever a command or a test before it spoke."""
    translation.activate("en")


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker):
    """Rows made by fixtures of the whole file stay under its tests, each of which begins with them as they were."""
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
    yield django_db_blocker.unblock
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def one_minute():
    """The clock stands still, so that what is counted by the minute does not begin anew amid a test."""
    with time_machine.travel(time.time(), tick=False):
        yield


@pytest.fixture(autouse=True)
def nothing_kept():
    """Rows that are made once give each test the same counts of writes: a page kept by one would be the next one's."""
    kept.forget()


@pytest.fixture
def people(db):
    """The six people of the tests, by their roles."""
    return cast()


def sign_in_freshly(client, person):
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
    session.save()
    return client


@pytest.fixture
def sign_in(client):
    """Sign somebody of the cast in, freshly enough for what asks to sign in again."""

    return lambda person: sign_in_freshly(client, person)


@pytest.fixture
def count_queries():
    """How many queries a call makes."""

    def count(call) -> int:
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    return count
