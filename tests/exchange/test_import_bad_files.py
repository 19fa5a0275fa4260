"""Files that give no plan: a message that says what to do, and nothing kept."""

import io
import json
import zipfile

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from planfolio.exchange.models import Arrival
from planfolio.plans.document import SCHEMA
from planfolio.plans.models import Plan
from planfolio.testing import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def owner(people, sign_in):
    cache.clear()
    sign_in(people.owner)


def archive(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return file.getvalue()


def word(document):
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName='
        '"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
        'document.main+xml"/></Types>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    return archive({"[Content_Types].xml": types, "_rels/.rels": rels, "word/document.xml": document})


ENTITY = (
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats.org/'
    'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>'
)
BAD = {
    "not a document.docx": b"This is no Word file.",
    "empty.docx": b" ",
    "bomb.docx": word(b"<x>" + b" " * 60_000_000 + b"</x>"),
    "entities.docx": word(ENTITY),
    "half.docx": word("<x/>")[:200],
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "plan.pdf": b"%PDF-1.7 ...",
    "other.json": b'{"a": 1}',
    "half.json": b'{"$schema": ',
    "plan.exe": b"MZ" + b"\0" * 100,
}


@pytest.mark.parametrize("name", list(BAD))
def test_it_says_what_to_do_and_keeps_nothing(client, name):
    answer = client.post(reverse("plan-import"), {"file": SimpleUploadedFile(name, BAD[name])})
    assert answer.status_code == 422
    page = words(answer)
    assert "error-summary" in page
    assert "root:" not in page
    for word_ in ("invalid", "failed", "Traceback"):
        assert word_ not in page.lower()
    assert not Arrival.objects.exists()


def test_no_file_at_all(client):
    answer = client.post(reverse("plan-import"), {})
    assert answer.status_code == 422
    assert "Choose a file" in words(answer)


def test_a_file_above_the_limit(client):
    answer = client.post(reverse("plan-import"), {"file": SimpleUploadedFile("big.csv", b"a;b\n" * 2_700_000)})
    assert answer.status_code == 422
    assert "larger than 10 MB" in words(answer)


def test_500_mb_are_refused_before_they_are_read(client):
    answer = client.post(
        reverse("plan-import"),
        b"--x--",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(500 * 2**20),
    )
    assert answer.status_code == 413


def as_json(**objective):
    plan = {"title": "T", "starts": "2027-01-01", "ends": "2027-12-31", "objectives": [objective]}
    return json.dumps({"$schema": SCHEMA, "version": 1, "plan": plan}).encode()


def bring(client, content):
    there = client.post(reverse("plan-import"), {"file": SimpleUploadedFile("p.json", content)}).headers["Location"]
    page = words(client.get(there))
    sent = {"title": "T", "language": "en", "starts": "2027-01-01", "ends": "2027-12-31"}
    return page, client.post(there, sent)


def test_a_link_that_runs_a_script_is_only_text(client):
    page, _answer = bring(client, as_json(what="W", activities=[{"title": "A", "url": "javascript:alert(1)"}]))
    assert "no web address" in page
    objective = Plan.objects.get().objectives.get()
    assert objective.activities.get().url == ""
    assert "javascript:alert(1)" in objective.strategies


def test_what_no_plan_can_hold_is_kept_elsewhere_and_said(client):
    page, answer = bring(client, as_json(what="word " * 100, starts="2027-06-01", due="2027-02-01"))
    assert answer.status_code == 302
    assert "is longer than 300 characters" in page
    assert "Only the end was kept" in page
    objective = Plan.objects.get().objectives.get()
    assert len(objective.what) <= 300
    assert objective.strategies == ("word " * 100).strip()


def test_a_circle_of_activities_is_named_and_nothing_is_kept(client):
    activities = [
        {"key": "a", "title": "First", "comes_after": ["b"]},
        {"key": "b", "title": "Second", "comes_after": ["a"]},
    ]
    _page, answer = bring(client, as_json(what="W", activities=activities))
    assert answer.status_code == 422
    assert "wait for each other in a circle" in words(answer)
    assert not Plan.objects.exists()
