"""Whatever is sent, the answer is as the OpenAPI document says, is no 5xx, and holds nothing of anybody else.

Requests are made from the document, right and wrong ones, by three callers: somebody with one of everything, somebody
with nothing, and nobody. Where an address names a thing it is often one that is there, of the caller or of another.
"""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from planfolio import openapi
from planfolio.people import door
from planfolio.testing import PersonFactory

from .calls import Caller
from .scene import MARKER, own_everything

pytestmark = pytest.mark.django_db

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
#: The thing that an address names, by the part before its key.
NOUNS = {
    "plans": "plan",
    "goals": "goal",
    "objectives": "objective",
    "activities": "activity",
    "criteria": "criterion",
    "links": "link",
    "breaks": "break",
    "weeks": "weektime",
    "entries": "entry",
    "attachments": "file",
    "evidence": "evidence",
    "programmes": "programme",
    "runs": "run",
}
#: What an address names within a run, by its own name.
INSIDE = ("person", "comment", "announcement", "question", "asked")


@pytest.fixture(scope="module")
def document():
    whole = schemathesis.openapi.from_dict(openapi.document())
    whole.app = get_wsgi_application()
    return [each.ok() for each in whole.get_all_operations()]


@pytest.fixture
def one_connection():
    """A server closes what a request left open; here the test's own transaction must outlive its requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(params=["owner", "another", "nobody"])
def caller(request):
    """Its headers, and the keys of things that it may name: its own, and those of the owner."""
    owner, theirs = own_everything()
    if request.param == "owner":
        # Of the owner's own things only the words of somebody else may not show.
        _other, foreign = own_everything(marker="yak-nine")
        return Caller(owner).headers, [theirs, foreign], "yak-nine"
    headers = Caller(PersonFactory()).headers if request.param == "another" else {}
    return headers, [theirs], MARKER


def cases(operation, keys):
    """Requests of one operation, of which most name a thing that is there."""
    modes = [operation.as_strategy(generation_mode=mode) for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)]
    noun = NOUNS.get(operation.path.split("/")[1])
    there = [each[noun] for each in keys] if noun else [each["removed"] for each in keys]

    @st.composite
    def drawn(draw):
        case = draw(st.one_of(modes))
        if "key" in (case.path_parameters or {}) and draw(st.integers(0, 3)):
            case.path_parameters["key"] = str(draw(st.sampled_from(there)))
            if "kind" in case.path_parameters:
                case.path_parameters["kind"] = "goal"
            post = "said" if "/group/" in operation.path else "post"
            for name, what in (("post", post), *((each, each) for each in INSIDE)):
                if name in case.path_parameters:
                    case.path_parameters[name] = str(draw(st.sampled_from([each[what] for each in keys])))
            if "thing" in case.path_parameters:
                case.path_parameters["thing"] = "thing-01"
        return case

    return drawn()


@pytest.mark.sweep
@pytest.mark.slow
def test_every_answer_is_as_documented_and_holds_nothing_of_others(document, caller, one_connection, monkeypatch):
    headers, keys, foreign = caller
    monkeypatch.setattr(door, "A_MINUTE", 1_000_000)
    seen = set()

    def check(operation):
        @settings(
            # Nobody is turned away before anything is read.
            max_examples=5 if headers else 2,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=cases(operation, keys))
        def holds(case):
            made = {name: each for name, each in (case.headers or {}).items() if name.lower() != "authorization"}
            case.headers = {**made, **headers}
            with transaction.atomic():
                response = case.call()
                transaction.set_rollback(True)
            seen.add((operation.label, response.status_code))
            assert foreign not in response.text
            case.validate_response(response, checks=CHECKS, excluded_checks=[])

        holds()

    for operation in document:
        check(operation)
    statuses = {status for _label, status in seen}
    assert (401 in statuses) == (not headers)
    if headers:
        assert statuses >= {200, 201, 404, 422}
