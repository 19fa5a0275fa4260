"""A plan goes out by the page: the file, its name, its headers, who may have it, and how often."""

import time
import zipfile
from io import BytesIO

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from planfolio.people.sharing import Role
from planfolio.plans.examples import example
from planfolio.plans.models import Plan, PlanGrant
from planfolio.plans.store import add_plan_from_document, plan_document
from planfolio.plans.views.export import EXPORTS_EACH_MINUTE
from planfolio.plans.writing import CONTENT_TYPES, read_json
from planfolio.testing import ObjectiveFactory, PlanFactory, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    cache.clear()
    return cast()


@pytest.fixture
def plan(people) -> Plan:
    doc = example("systematic-searching", "en", starts=people.owner.today())
    return add_plan_from_document(doc, by=people.owner)


def file_of(client, plan, format="json", **query):
    return client.get(reverse("plan-export-file", args=[plan.pk, format]), query)


@pytest.mark.parametrize("format", list(CONTENT_TYPES))
def test_the_owner_has_the_plan_in_every_format(client, people, plan, format):
    client.force_login(people.owner)
    response = file_of(client, plan, format)
    assert response.status_code == 200
    assert response["Content-Type"] == CONTENT_TYPES[format]
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Disposition"].startswith('attachment; filename="')
    assert response["Content-Disposition"].endswith(f'.{format}"')
    assert len(response.content) > 1_000


def test_the_data_holds_the_whole_plan(client, people, plan):
    client.force_login(people.owner)
    assert read_json(file_of(client, plan).content) == plan_document(plan)


@pytest.mark.parametrize(("paper", "box"), [("a4", b"595.27"), ("letter", b"612 ")])
def test_pdf_comes_on_the_paper_that_was_chosen(client, people, plan, paper, box):
    client.force_login(people.owner)
    content = file_of(client, plan, "pdf", paper=paper).content
    assert content.startswith(b"%PDF-")
    assert box in content


def test_word_is_a_document(client, people, plan):
    client.force_login(people.owner)
    with zipfile.ZipFile(BytesIO(file_of(client, plan, "docx").content)) as archive:
        assert "word/document.xml" in archive.namelist()


def test_the_page_asks_and_leads_to_the_file(client, people, plan):
    client.force_login(people.owner)
    there = reverse("plan-export", args=[plan.pk])
    assert client.get(there).status_code == 200
    sent = client.get(there, {"format": "docx", "paper": "letter"})
    assert sent.headers["Location"] == reverse("plan-export-file", args=[plan.pk, "docx"]) + "?paper=letter&pictures=1"
    assert client.get(there, {"format": "exe"}).status_code == 422


@pytest.mark.parametrize("format", list(CONTENT_TYPES))
def test_a_stranger_has_none_of_it(client, people, plan, format):
    client.force_login(people.stranger)
    assert file_of(client, plan, format).status_code == 404
    assert client.get(reverse("plan-export", args=[plan.pk])).status_code == 404


def test_nobody_has_it_without_signing_in(client, plan):
    assert file_of(client, plan).status_code == 302


def test_a_reader_has_what_is_shared_but_not_what_is_still_being_written(client, people):
    plan = PlanFactory(owner=people.owner)
    ObjectiveFactory(plan=plan, number=1, what="Draft of a thought", state="draft")
    PlanGrant.objects.create(owner=people.owner, thing=plan, person=people.mentor, role=Role.READER, source="test")
    client.force_login(people.mentor)
    assert b"Draft of a thought" not in file_of(client, plan).content
    client.force_login(people.owner)
    assert b"Draft of a thought" in file_of(client, plan).content


def test_an_unknown_format_is_not_there(client, people, plan):
    client.force_login(people.owner)
    assert file_of(client, plan, "exe").status_code == 404


@pytest.mark.parametrize(
    "title", ['a"; filename="x.exe', "..\\..\\etc/passwd", "\u202etxt.exe", "line\r\nX-Evil: 1", "CON"]
)
def test_the_server_chooses_the_name(client, people, title):
    plan = PlanFactory(owner=people.owner, title=title.replace("\r\n", "\n"))
    client.force_login(people.owner)
    name = file_of(client, plan)["Content-Disposition"].removeprefix('attachment; filename="').removesuffix('"')
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert name.endswith(".json")
    assert "X-Evil" not in file_of(client, plan).headers


def test_exports_within_a_minute_have_a_limit(client, people, plan):
    client.force_login(people.owner)
    with time_machine.travel(time.time(), tick=False):
        answers = [file_of(client, plan, "md").status_code for _each in range(EXPORTS_EACH_MINUTE + 1)]
    assert answers == [200] * EXPORTS_EACH_MINUTE + [429]
