"""The OpenAPI document and the page made from it, and that what docs/api.md shows works."""

import json
import re
import shlex
from pathlib import Path

import pytest
import schemathesis
from jsonschema import Draft202012Validator

from planfolio import openapi
from planfolio.people.tokens import create_token
from planfolio.testing import PersonFactory

from .calls import Caller

PAGE = Path(__file__).parent.parent.parent / "docs" / "api.md"


@pytest.mark.slow
@pytest.mark.django_db
def test_the_document_is_valid_openapi(client):
    told = client.get("/api/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    schemathesis.openapi.from_dict(told).validate()
    for schema in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def names_in(schema):
    """Every name that a schema refers to."""
    return set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(schema)))


def test_the_document_refers_to_nothing_that_is_missing_and_has_nothing_left_over():
    told = openapi.document()
    shapes = told["components"]["schemas"]
    assert names_in(told) == set(shapes)


@pytest.mark.django_db
def test_the_document_is_the_same_in_both_languages_and_each_time(client):
    answers = [client.get("/api/openapi.json", headers={"Accept-Language": each}).content for each in ("fr", "en")]
    openapi.document.cache_clear()
    answers.append(client.get("/api/openapi.json", headers={"Accept-Language": "fr"}).content)
    assert len(set(answers)) == 1


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does():
    told = [each for methods in openapi.document()["paths"].values() for each in methods.values()]
    assert len({each["operationId"] for each in told}) == len(told)
    assert all(each["summary"] and each["tags"] for each in told)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_shows_every_operation_and_asks_for_nothing_from_elsewhere(client, language):
    response = client.get("/api/docs", headers={"Accept-Language": language})
    page = response.content.decode()
    for path, methods in openapi.document()["paths"].items():
        for method in methods:
            assert f"<code>{method.upper()} /api/v1{path}</code>" in page
    assert "https://" not in re.sub(r"<code>.*?</code>", "", page)
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert page.count("<h1") == 1


def examples():
    """Each curl command of docs/api.md with the answer shown below it, which may be a part of the whole answer."""
    found = re.findall(r"```sh\n(curl.*?)```(?:\s*```json\n(.*?)```)?", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return [(command.replace("\\\n", " ").strip(), shown) for command, shown in found]


def run(command, token):
    """Carry a curl command out against the application itself."""
    words = shlex.split(command.replace("$TOKEN", token), comments=True)
    caller, method, body, headers, kind = Caller(), "GET", None, {}, "application/json"
    rest = iter(words[1:])
    address = None
    for word in rest:
        if word == "-X":
            method = next(rest)
        elif word == "-H":
            name, value = next(rest).split(": ", 1)
            headers[name] = value
        elif word in ("-d", "--data"):
            body = next(rest)
            method = "POST" if method == "GET" else method
        elif word == "-s":
            continue
        else:
            address = word
    kind = headers.pop("Content-Type", kind)
    assert address.startswith("https://learn.example.org/api/v1/"), address
    path = address.removeprefix("https://learn.example.org")
    return caller(method, path, raw=body, content_type=kind, **headers)


def test_the_documentation_shows_examples():
    assert len(examples()) >= 8


@pytest.mark.django_db
def test_the_examples_of_the_documentation_work(settings):
    person = PersonFactory(name="Nora Lindqvist", email="nora@example.org")
    _token, secret = create_token(person, "Documentation")
    for command, shown in examples():
        response = run(command, secret)
        wanted = int(re.search(r"# (\d{3})", command)[1]) if "# " in command else None
        assert response.status_code == (wanted or response.status_code)
        assert response.status_code < 500, command
        if wanted is None:
            assert response.status_code < 300, (command, response.content)
        if shown:
            assert_within(json.loads(shown), response.json())


def assert_within(part, whole):
    """Everything that `part` shows is so in `whole`."""
    if isinstance(part, dict):
        for name, value in part.items():
            assert_within(value, whole[name])
    elif isinstance(part, list):
        assert len(part) == len(whole)
        for one, other in zip(part, whole, strict=True):
            assert_within(one, other)
    else:
        assert part == whole
