"""The component sheet: every macro renders, escapes what it is given and keeps to the design."""

import re

import pytest

from tests.web.pages import HOSTILE

pytestmark = [pytest.mark.urls("tests.web.pages"), pytest.mark.django_db]


def test_every_component_renders(client):
    page = client.get("/sheet/").content.decode()
    assert page.count("<h1") == 1
    assert "{{" not in page


def test_no_macro_passes_hostile_input_through(client):
    page = client.get("/hostile/").content.decode()
    assert page.count("&lt;script&gt;alert(1)") >= 8
    assert "<script>alert" not in page
    assert "<img" not in page
    assert HOSTILE not in page


def test_every_id_is_used_once_and_every_reference_leads_somewhere(client):
    page = client.get("/sheet/").content.decode()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    referred = [
        one for refs in re.findall(r'(?:aria-describedby|aria-labelledby|for)="([^"]+)"', page) for one in refs.split()
    ]
    assert set(referred) <= set(ids)
