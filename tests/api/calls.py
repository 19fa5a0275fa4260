"""How the tests call the API: as a program with a token does."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from planfolio.people.tokens import create_token

ROOT = "/api/v1"


class Caller:
    """Calls with one token; `person` None calls with none."""

    def __init__(self, person=None, scope="write"):
        self.headers = {}
        if person is not None:
            _token, secret = create_token(person, "Test", scope)
            self.headers = {"Authorization": f"Bearer {secret}"}

    def __call__(self, method, path, body=None, raw=None, content_type="application/json", **headers):
        sent = json.dumps(body) if raw is None and body is not None else raw or ""
        address = path if path.startswith("/api") else f"{ROOT}{path}"
        extra = {name.replace("_", "-"): value for name, value in headers.items()}
        return Client(raise_request_exception=False).generic(
            method, address, sent, content_type=content_type, headers={**self.headers, **extra}
        )

    def upload(self, path, name, content, **headers):
        """Send a file as a form of several parts."""
        extra = {each.replace("_", "-"): value for each, value in headers.items()}
        file = SimpleUploadedFile(name, content)
        return Client(raise_request_exception=False).post(
            f"{ROOT}{path}", {"file": file}, headers={**self.headers, **extra}
        )

    def get(self, path, **headers):
        return self("GET", path, **headers)

    def post(self, path, body=None, **headers):
        return self("POST", path, body if body is not None else {}, **headers)

    def patch(self, path, body, **headers):
        return self("PATCH", path, body, **headers)

    def put(self, path, body, **headers):
        return self("PUT", path, body, **headers)

    def delete(self, path, **headers):
        return self("DELETE", path, **headers)


def problem(response, status):
    """The problem details of `response`, which must be a whole problem of this status."""
    assert response.status_code == status, (response.status_code, response.content[:500])
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    return told


def fields(response):
    """The names of the fields that a 422 finds fault with."""
    return {error["field"] for error in problem(response, 422).get("errors", [])}
